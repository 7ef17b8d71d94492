"""What rooms for amending share: the log, what an amendment would change, and what pressing a button does."""

from __future__ import annotations

import html
from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.analysis.topic_list import topics_to_choose
from dashboard.catalogue.topics import topics
from dashboard.errors import StandpointError
from dashboard.schema import Amendment, Review
from dashboard.store import Store
from dashboard.store.amendments.applied import Said, would_change
from dashboard.store.amendments.describing import describe
from dashboard.ui import review_desk
from dashboard.ui import told as told_box
from dashboard.ui.data import in_full, opened_store, read_again, statements_and_state
from dashboard.ui.marks import plain_label

EVERYWHERE = "All of this store are listed, whatever the filters say."
NAMELESS = "Type your name at the top of the page: it stands in the log beside every change."
_TOLD, _UNDO, _ROUND = "amend-told", "amend-undo", "amend-round"


def amendments() -> pd.DataFrame:
    """The log of amendments. Shared between sessions: never write into it."""
    store = opened_store()
    return _log(store.version(), store)


@st.cache_resource(show_spinner=False, max_entries=2)
def _log(version: str, _store: Store) -> pd.DataFrame:
    return _store.amendments()


def known_topics() -> list[str]:
    """The topics that can be chosen: of the catalogue, our own and proposed ones, without those that went into another.

    Own topics are listed that no statement has, too.
    """
    table, _ = statements_and_state()
    log = amendments()
    catalogue = (each.id for each in topics())
    listed = topics_to_choose(catalogue, log.loc[log["stands"] & log["undoes"].isna(), "content"])
    return list(dict.fromkeys([*listed, *table["topic"].cat.categories]))


def changed_by(amendment: Amendment) -> pd.DataFrame:
    """The statements that the amendment would change, as they are now, in full; rejected ones left out."""
    table, state = statements_and_state()
    return in_full(table[_changes(state, repr(amendment), amendment, table, said_by_people())])


@st.cache_resource(show_spinner=False, max_entries=8)
def _changes(
    state: str, content: str, _amendment: Amendment, _table: pd.DataFrame, _said: Said
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return would_change(_table, _amendment, said=_said).to_numpy() & (_table["review"] != Review.REJECTED).to_numpy()


def said_by_people() -> Said:
    """What people have given to statements by hand, which not every amendment may change."""
    store = opened_store()
    return _by_hand(store.version(), store)


@st.cache_resource(show_spinner=False, max_entries=2)
def _by_hand(version: str, _store: Store) -> Said:
    return _store.said_by_people()


def fault_of(amendment: Amendment) -> str:
    """Why the amendment cannot stand and how to put that right; empty when it can."""
    try:
        opened_store().check_amendment(amendment)
    except (StandpointError, ValueError) as error:
        return str(error)
    return ""


# ------------------------------------------------------------------------------------------------ what the buttons do


def show_apply(label: str, amendment: Amendment | None, fault: str, *, key: str) -> None:
    """The button that makes the change, and what is still missing for it."""
    missing = fault or ("" if review_desk.coder() else NAMELESS)
    st.button(
        label,
        key=key,
        type="primary",
        disabled=bool(missing) or amendment is None,
        on_click=_apply,
        args=(amendment,),
        icon=":material/check:",
    )
    if missing:
        st.html(f'<p class="sp-note" role="status">{html.escape(missing[:1].upper() + missing[1:])}</p>')


def _apply(amendment: Amendment) -> None:
    try:
        number = opened_store().amend(amendment, coder=review_desk.coder())
    except (StandpointError, ValueError) as error:
        _tell(f"Not done. {error}")
        return
    _begin_anew()
    words = describe(amendment)
    _tell(f"Done: {words}", undo=(number, words))


def take_back(number: int, words: str) -> None:
    """Take an amendment back; for callbacks."""
    try:
        opened_store().take_back_amendment(number, coder=review_desk.coder())
    except (StandpointError, ValueError) as error:
        _tell(f"Not taken back. {error}")
        return
    _begin_anew()
    _tell(f"Taken back: {words}")


def _begin_anew() -> None:
    """Show the table as it is now, with nothing chosen in it: names may have gone that were."""
    read_again()
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _tell(words: str, *, undo: tuple[int, str] | None = None) -> None:
    st.session_state[_TOLD], st.session_state[_UNDO] = words, undo
    st.toast(plain_label(words))


def show_told() -> None:
    """What came of the last press of a button, and the way back from it."""
    told = st.session_state.get(_TOLD)
    if not told:
        return
    undo = st.session_state.get(_UNDO)
    if undo is None:
        told_box.show_told(told, key="amend-told")
    else:
        told_box.show_told(told, key="amend-told", undo_key=f"amend-undo-{undo[0]}", undo=partial(take_back, *undo))


def forget_told(_before: object = None) -> None:
    """What was told is old: something else has been begun; for callbacks."""
    st.session_state.pop(_TOLD, None)


def in_round(name: str) -> str:
    """The key of a field, another one after every change: a field begins anew then."""
    return f"{name}-{st.session_state.get(_ROUND, 0)}"
