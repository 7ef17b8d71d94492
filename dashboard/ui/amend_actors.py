"""Amending actors: names of one actor are merged, and name, country and side put right, for all articles at once."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from datetime import date as Date
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from dashboard.analysis.actors import Key, Likeness, actor_table, keys_of, likely_same, matching, search_texts
from dashboard.catalogue import bloc_codes, country_codes, country_label
from dashboard.schema import ActorAmendment, Represents
from dashboard.ui import amend, amend_list
from dashboard.ui.amend_log import show_log
from dashboard.ui.amend_preview import show_actor_preview
from dashboard.ui.data import statements_and_state
from dashboard.ui.filter_words import speaker_name
from dashboard.ui.names import counted, country_names
from dashboard.ui.style import show_heading

INTRODUCTION = (
    "One name, one actor: merge names that mean the same, or put right what an actor is called, where it belongs and "
    "whom it speaks for. A change holds for every article, also those that come later, and can be undone."
)
KEEP, NOBODY = "as it is", ""  # of a country: no country is what an amendment has as an empty text
FIRST_DAY, LAST_DAY = Date(1900, 1, 1), Date(2100, 12, 31)
SUGGESTED_AT_ONCE = 5
_DISMISSED = "amend-actors-dismissed"


class _Facts(NamedTuple):
    """What the room shows, worked out once for every state of the table."""

    actors: pd.DataFrame
    likely: list[Likeness]
    labels: dict[str, str]  # of their countries
    texts: pd.Series  # to search in


def show_actors() -> None:
    """The actors to choose from, what can be done to the chosen ones, and what was done."""
    table, state = statements_and_state()
    facts = _facts(state, table)
    st.html(f"<p>{html.escape(INTRODUCTION)}</p>")
    name = amend.in_round("actors")
    left, right = st.columns([3, 2], gap="large")
    with left:
        _show_suggestions(facts.likely, name)
        found = _show_actor_list(facts, name)
    with right:
        amend.show_told()
        _show_form(name, found, facts.actors)
    show_log("actor")


@st.cache_resource(show_spinner="Looking through the actors …", max_entries=2)
def _facts(state: str, _table: pd.DataFrame) -> _Facts:
    actors = actor_table(_table)
    labels = {str(code): country_label(str(code)) for code in actors["country"].dropna().unique()}
    return _Facts(actors, likely_same(actors), labels, search_texts(actors, labels))


# ---------------------------------------------------------------------------------------------------------- to choose


def _show_suggestions(suggestions: Sequence[Likeness], name: str) -> None:
    dismissed = st.session_state.setdefault(_DISMISSED, set())
    left = [each for each in suggestions if frozenset(each.of) not in dismissed]
    if not left:
        return
    show_heading("One actor under several names?", note="Look at their sentences before you merge them.")
    for place, each in enumerate(left[:SUGGESTED_AT_ONCE]):
        with st.container(horizontal=True, vertical_alignment="center", key=f"likely-{place}"):
            st.html(f'<p style="margin:0">{_likeness(each)}</p>')
            st.button("Look", key=f"likely-look-{place}", on_click=_take_up, args=(name, each.of))
            st.button("Not one", key=f"likely-not-{place}", type="tertiary", on_click=_dismiss, args=(each.of,))
    if len(left) > SUGGESTED_AT_ONCE:
        st.html(f'<p class="sp-note">{len(left) - SUGGESTED_AT_ONCE:,} more after these.</p>')


def _likeness(found: Likeness) -> str:
    names = " · ".join(f"<b>{html.escape(name)}</b>" for name, _ in found.of)
    country = found.of[0][1]
    where = f", {html.escape(country_label(country))}" if country else ""
    return f'{names}<span class="sp-note">{where} ({counted(found.statements, "statement")})</span>'


def _take_up(name: str, actors: Sequence[Key]) -> None:
    amend.forget_told()
    amend_list.choose(name, actors)


def _dismiss(actors: Sequence[Key]) -> None:
    st.session_state[_DISMISSED].add(frozenset(actors))


def _show_actor_list(facts: _Facts, name: str) -> pd.DataFrame:
    """The actors that are searched for, to tick; gives those that are listed."""
    show_heading("Actors", note=f"Tick one to put it right, several to merge them. {amend.EVERYWHERE}")
    searched = st.text_input(
        "Search for an actor", key="actors-search", type="search", live=True, placeholder="Part of a name or a country"
    )
    found = matching(facts.actors, facts.texts, searched)
    if found.empty:
        st.html('<p class="sp-note" role="status">No actor has these words in name or country.</p>')
        return found
    shown = found.head(amend_list.MOST_LISTED)
    rows = shown.assign(
        country=shown["country"].map(facts.labels),
        represents=shown["represents"].map({str(each): speaker_name(each) for each in Represents}),
    )
    alt = f"Table of {counted(len(shown), 'actor')}, the most heard first; the list below chooses the same."
    amend_list.show_table(name, rows, keys_of(shown), settings=_settings(), alt=alt, then=amend.forget_told)
    if len(found) > len(shown):
        st.html(f'<p class="sp-note">The {len(shown):,} most heard of {len(found):,}; search for the others.</p>')
    return shown


def _settings() -> dict[str, Any]:
    kinds = st.column_config
    return {
        "actor": kinds.TextColumn("Actor", width=190),
        "country": kinds.TextColumn("Country", width=120),
        "statements": kinds.NumberColumn("Statements", format="%d", width=85),
        "articles": kinds.NumberColumn("Articles", format="%d", width=65),
        "represents": kinds.TextColumn("Speaks for", help="In most of its statements.", width=95),
        "first": kinds.DateColumn("First", format="D MMM YYYY", width=95),
        "last": kinds.DateColumn("Last", format="D MMM YYYY", width=95),
    }


# ------------------------------------------------------------------------------------------------------------ to amend


def _show_form(name: str, listed: pd.DataFrame, actors: pd.DataFrame) -> None:
    numbers = dict(zip(keys_of(actors), actors["statements"], strict=True))
    options = dict.fromkeys([*amend_list.chosen(name), *keys_of(listed)])
    labels = {key: _label(key, int(numbers[key])) for key in options if key in numbers}
    chosen: list[Key] = amend_list.show_choice(
        name, "Chosen actors", labels, placeholder="None yet", then=amend.forget_told
    )
    if not chosen:
        st.html('<p class="sp-note">Tick actors in the table, or choose them here by name.</p>')
        return
    rows = actors[[key in set(chosen) for key in keys_of(actors)]]
    amendment = _entered(f"{name}-{amend_list.digest(chosen)}", chosen, rows)
    fault = amend.fault_of(amendment)
    if amendment == ActorAmendment(tuple(chosen)):
        fault = "change the name, the country or whom it speaks for."
    label = f"Merge these {len(chosen)}" if len(chosen) > 1 else "Change this actor"
    amend.show_apply(label, amendment, fault, key="actors-apply")
    if not fault:
        show_actor_preview(amendment)


def _label(key: Key, statements: int) -> str:
    where = f", {country_label(key[1])}" if key[1] else ""
    return f"{key[0]}{where} · {statements:,}"


def _entered(key: str, chosen: Sequence[Key], rows: pd.DataFrame) -> ActorAmendment:
    """What the fields say; what is left as it is does not enter."""
    first = _likely_name(chosen, rows)
    name = " ".join(st.text_input("Name", first, key=f"{key}-called", live="400ms").split())
    country = _choose_country(key, rows)
    sides = {KEEP: "as each statement says", **{str(each): speaker_name(each) for each in Represents}}
    represents = st.selectbox("Speaks for", list(sides), format_func=lambda each: sides[each], key=f"{key}-represents")
    since, until = _choose_days(key)
    names = {each for each, _ in chosen}
    return ActorAmendment(
        of=tuple(chosen),
        name=None if names == {name} else name,
        country=None if country == KEEP else country,
        represents=None if represents == KEEP else Represents(represents),
        since=since,
        until=until,
    )


def _likely_name(chosen: Sequence[Key], rows: pd.DataFrame) -> str:
    """The fullest of names that are like one another, else the one that is heard most."""
    likely = likely_same(rows)
    return likely[0].name if likely and len(likely[0].of) == len(chosen) else str(rows["actor"].iloc[0])


def _choose_country(key: str, rows: pd.DataFrame) -> str:
    countries = rows["country"].astype(object).where(rows["country"].notna(), None)
    known: dict[str, str] = {NOBODY: "Neither", **country_names([*country_codes(), *bloc_codes()])}
    known |= {str(code): country_label(str(code)) for code in countries.dropna()}
    is_one = len(set(countries)) == 1
    names: Mapping[str, str] = {KEEP: f"{_country_words(countries.iloc[0])} (as it is)", **known} if is_one else known
    first = KEEP if is_one else str(countries.iloc[0] or NOBODY)
    country = st.selectbox(
        "Country or organisation",
        list(names),
        index=list(names).index(first),
        format_func=lambda each: names[each],
        key=f"{key}-country",
    )
    if not is_one:
        now = ", ".join(dict.fromkeys(_country_words(each) for each in countries))
        st.html(f'<p class="sp-note">They belong to different ones now ({html.escape(now)}): all get this one.</p>')
    return str(country)


def _country_words(code: str | None) -> str:
    return country_label(code) if code else "Neither"


def _choose_days(key: str) -> tuple[Date | None, Date | None]:
    with st.expander("Only for a time"):
        st.html(
            '<p class="sp-note">For an office whose holder changed, say. Articles without a date stay as they are '
            "then.</p>"
        )
        days = [
            st.date_input(
                label, None, min_value=FIRST_DAY, max_value=LAST_DAY, format="YYYY-MM-DD", key=f"{key}-{label}"
            )
            for label in ("From", "Until")
        ]
    return days[0], days[1]
