"""What the review page works on: the log, the queue, the statement at hand, and what pressing a button does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis import Repeats
from dashboard.analysis.review import Progress, Queue, QueueOrder, review_progress, review_queue
from dashboard.errors import StandpointError
from dashboard.schema import Review, Statement
from dashboard.store import Store
from dashboard.ui.address import record
from dashboard.ui.choices import select_light
from dashboard.ui.data import in_full, opened_store, statements
from dashboard.ui.filters import current_filters
from dashboard.ui.reader_html import STATEMENT

# Names of parameters in the address: links that people have kept depend on them.
CODER = "coder"
PART = "part"
AMENDED_TOPIC = "amend"  # which topic is to be changed
ORDER = "review"
QUEUE = "review_of"
# What a session keeps besides its widgets.
_NAME = "review-coder"
_AT = "review-at"  # a statement that was asked for out of turn
_SKIPPED = "review-skipped"
_TOLD = "review-told"
MODE = "review-mode"  # what stands open below the statement
CORRECTING, ADDING = "correcting", "adding"
PART_KEY = "review-part"
LONGEST_NAME = 60  # characters
DONE_WORDS = {
    Review.ACCEPTED: "Accepted",
    Review.REJECTED: "Rejected",
    Review.CORRECTED: "Corrected",
    Review.ADDED: "Added",
    Review.UNREVIEWED: "Taken back",
}


class Part(StrEnum):
    """The parts of the page."""

    STATEMENTS = "statements"
    ACTORS = "actors"
    TOPICS = "topics"
    FIGURES = "figures"


PART_NAMES = {
    Part.STATEMENTS: "Statements",
    Part.ACTORS: "Actors",
    Part.TOPICS: "Topics",
    Part.FIGURES: "How far to trust it",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the table now."""

    coder: str
    table: pd.DataFrame  # the whole statement table
    log: pd.DataFrame
    waiting: list[str]  # ids, without those that were skipped
    skipped: list[str]
    progress: Progress
    row: Mapping[str, Any] | None  # the statement at hand, as this coder is to see it
    is_blind: bool  # others have judged it, and this coder is not to know what they said


def coder() -> str:
    """The name of who reviews; empty until it is known."""
    return str(st.session_state.get(_NAME) or st.query_params.get(CODER, "").strip()[:LONGEST_NAME])


def set_coder(name: str) -> None:
    """Remember who reviews, in the session and in the address."""
    st.session_state[_NAME] = " ".join(name.split())[:LONGEST_NAME]


def desk_of(name: str, order: QueueOrder, queue: Queue) -> Desk:
    """Lay out what the coder has to do under the filters that are on."""
    set_coder(name)
    record({CODER: [name]})
    table, log = statements(), judgements()
    filters = replace(current_filters(), reviewed_only=False, repeats=Repeats.STATEMENT)
    selected = select_light(_as_unreviewed(table), filters)
    chosen = table.loc[selected.index]
    ids = review_queue(chosen, log, order=order, queue=queue, coder=name)
    skipped = set(st.session_state.get(_SKIPPED, ()))
    waiting = [each for each in ids if each not in skipped]
    at = _asked_for(table) or next(iter(waiting), None)
    is_blind = queue is Queue.OTHERS
    row = None if at is None else _row(table, log, at, is_blind=is_blind)
    passed = [each for each in ids if each in skipped]
    return Desk(name, table, log, waiting, passed, review_progress(chosen, log), row, is_blind)


def judgements() -> pd.DataFrame:
    """The log of judgements. Shared between sessions: never write into it."""
    store = opened_store()
    return _log(store.version(), store)


def rereadings() -> pd.DataFrame:
    """What later readings say of judged statements. Shared between sessions: never write into it."""
    store = opened_store()
    return _rereadings(store.version(), store)


@st.cache_resource(show_spinner=False, max_entries=2)
def _log(version: str, _store: Store) -> pd.DataFrame:
    return _store.judgements()


@st.cache_resource(show_spinner=False, max_entries=2)
def _rereadings(version: str, _store: Store) -> pd.DataFrame:
    return _store.rereadings()


def _as_unreviewed(table: pd.DataFrame) -> pd.DataFrame:
    """The table as if nobody had judged: what was rejected belongs to what is to be reviewed, and to its history."""
    plain = pd.Categorical.from_codes([0] * len(table), dtype=table["review"].dtype)
    return table.assign(review=pd.Series(plain, index=table.index))


def _asked_for(table: pd.DataFrame) -> str | None:
    asked = st.session_state.get(_AT) or st.query_params.get(STATEMENT)
    return str(asked) if asked and bool((table["id"] == asked).any()) else None


def _row(table: pd.DataFrame, log: pd.DataFrame, statement: str, *, is_blind: bool) -> dict[str, Any]:
    """The statement; for a second coder as the machine had found it, so that both judge the same thing."""
    [row] = in_full(table[table["id"] == statement]).to_dict("records")
    earlier = log[(log["statement"] == statement) & log["actor_found"].notna()]
    if not is_blind or earlier.empty:
        return row
    found = earlier.iloc[0]
    before = {name: found[f"{name}_found"] for name in log.columns if f"{name}_found" in log.columns}
    moved = {
        f"{name}_{end}": None for name in ("actor", "target") if before[name] != row[name] for end in ("start", "end")
    }
    return {**row, **before, **moved, "review": str(Review.UNREVIEWED)}


# ------------------------------------------------------------------------------------------------ what the buttons do


def judge(row: Mapping[str, Any], verdict: Review, changes: Mapping[str, Any] | None = None) -> None:
    """Keep what the coder says of the statement that was shown; for callbacks."""
    said = f"{DONE_WORDS[verdict]}: {row['actor']}, “{row['target']}”."
    if _kept(said, lambda: opened_store().judge(row, verdict, coder=coder(), changes=changes)):
        go_on()


def add(statement: Statement) -> None:
    """Keep a statement that the machine has missed; for callbacks."""
    said = f"{DONE_WORDS[Review.ADDED]}: {statement.actor.name}, “{statement.target}”."
    if _kept(said, lambda: opened_store().add(statement, coder=coder())):
        st.session_state[MODE] = None


def undo(number: int) -> None:
    """Take a judgement back and show its statement again; for callbacks."""

    def take_back() -> None:
        st.session_state[_AT] = opened_store().take_back(number, coder=coder())

    _kept("Taken back.", take_back)
    st.session_state[MODE] = None


def last_own(log: pd.DataFrame, name: str) -> int | None:
    """The number of this coder's last judgement that was not taken back."""
    own = log.loc[log["stands"] & (log["coder"] == name), "number"]
    return None if own.empty else int(own.max())


def skip(statement: str) -> None:
    """Put a statement off; for callbacks."""
    st.session_state.setdefault(_SKIPPED, []).append(statement)
    st.session_state[_TOLD] = "Skipped."
    go_on()


def unskip() -> None:
    """Bring back what was put off; for callbacks."""
    st.session_state[_SKIPPED] = []


def look_at(statement: str) -> None:
    """Show a statement out of turn; for callbacks."""
    st.session_state[PART_KEY] = PART_NAMES[Part.STATEMENTS]
    st.session_state[_AT] = statement
    st.session_state[MODE] = None


def go_on() -> None:
    """To the next statement of the queue."""
    st.session_state[_AT] = None
    st.session_state[MODE] = None
    st.query_params.pop(STATEMENT, None)


def told() -> str:
    """What became of the last press of a button."""
    return str(st.session_state.get(_TOLD, ""))


def tell(words: str) -> None:
    """Have the page say this; for callbacks."""
    st.session_state[_TOLD] = words


def _kept(words: str, action: Any) -> bool:
    try:
        action()
    except (StandpointError, ValueError) as error:
        tell(f"Not kept: {error}")
        return False
    tell(words)
    return True


def show_way_back(statement: str, *, key: str) -> None:
    """A button that brings a statement back to the desk."""
    st.button("Look again", key=key, type="tertiary", on_click=look_at, args=(statement,))
