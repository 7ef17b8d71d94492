"""The filters beside every page: set once, the same everywhere, kept in the page's address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis import DEFAULT_SPEAKERS, Filters, Repeats
from dashboard.catalogue.proposed import PROPOSED_NOTE, is_proposed
from dashboard.schema import Represents
from dashboard.ui.address import followed, record
from dashboard.ui.files import today
from dashboard.ui.filter_address import (
    CONFIDENCE,
    CONFIDENCE_STEP,
    COUNTRIES,
    FIRST_DAY,
    LAST_DAY,
    PARAMETERS,
    PUBLISHERS,
    REPEATS,
    REVIEWED,
    SPEAKERS,
    TOPICS,
    from_address,
    in_address,
)
from dashboard.ui.filter_words import REPEATS_TEXTS, speaker_name
from dashboard.ui.names import country_names, topic_names
from dashboard.ui.picks import country_groups, field_of, topic_groups


def show_filters(frame: pd.DataFrame, page: str) -> None:
    """Draw the filters into the side bar; for the entry file, whose widgets outlive a change of page.

    ``frame`` is the whole statement table, ``page`` names the page that is shown.
    """
    days = (frame["date"].min(), frame["date"].max())
    _restore(page, days)
    with st.sidebar:
        _show_countries(frame)
        _show_topics(frame)
        _show_days(days)
        st.pills(
            "Who speaks",
            list(Represents),
            selection_mode="multi",
            format_func=speaker_name,
            key=SPEAKERS,
            help="A country's position is what its government says, and an organisation that you choose by name speaks "
            "for itself. Add others to hear them; none chosen means all.",
        )
        with st.expander("More filters", expanded=_any_more()):
            _show_more(frame)
        st.button("Reset filters", on_click=reset_filters, key="reset", width="stretch", icon=":material/restart_alt:")
    record(in_address(current_filters()))


def current_filters() -> Filters:
    """The filters as they are set now."""
    state = st.session_state
    return Filters(
        countries=tuple(state.get(COUNTRIES, ())),
        topics=tuple(state.get(TOPICS, ())),
        speakers=tuple(Represents(speaker) for speaker in state.get(SPEAKERS, DEFAULT_SPEAKERS)),
        publishers=tuple(state.get(PUBLISHERS, ())),
        first_day=state.get(FIRST_DAY),
        last_day=state.get(LAST_DAY),
        minimum_confidence=float(state.get(CONFIDENCE, 0.0)),
        reviewed_only=bool(state.get(REVIEWED, False)),
        repeats=Repeats(state.get(REPEATS, Repeats.STATEMENT)),
    )


def reset_filters() -> None:
    """Set every filter to what it is at first."""
    set_filters(Filters())


def hear_everyone() -> None:
    """Let all kinds of speakers through; for callbacks."""
    st.session_state[SPEAKERS] = []


def set_filters(filters: Filters) -> None:
    """Set every filter; for callbacks, which run before the widgets are drawn."""
    st.session_state.update(_state(filters))


def _state(filters: Filters) -> dict[str, Any]:
    """The filters as values of the widgets."""
    return {
        COUNTRIES: list(filters.countries),
        TOPICS: list(filters.topics),
        SPEAKERS: list(filters.speakers),
        FIRST_DAY: filters.first_day,
        LAST_DAY: filters.last_day,
        PUBLISHERS: list(filters.publishers),
        CONFIDENCE: filters.minimum_confidence,
        REVIEWED: filters.reviewed_only,
        REPEATS: filters.repeats,
    }


def _restore(page: str, days: tuple[pd.Timestamp, pd.Timestamp]) -> None:
    """Have the widgets show what a link asks for, or on the first visit what is usual."""
    named = followed(PARAMETERS, page)
    asked = _state(from_address(named))
    for key in PARAMETERS:
        if key in named or key not in st.session_state:
            st.session_state[key] = asked[key]
    for key in (FIRST_DAY, LAST_DAY):  # the calendar refuses days that it does not offer
        day = st.session_state[key]
        if day is not None:
            lowest, highest = (each.date() for each in days)
            st.session_state[key] = min(max(day, lowest), highest)


# ---------------------------------------------------------------------------------------------------------- the widgets


def _show_countries(frame: pd.DataFrame) -> None:
    codes = tuple(frame["country"].cat.categories)
    _choice("Countries and organisations", country_names(codes), COUNTRIES)
    groups = country_groups(codes, st.session_state[LAST_DAY] or today())
    _quick_pick("Add a bloc or region", groups, COUNTRIES)


def _show_topics(frame: pd.DataFrame) -> None:
    labels = topic_names(frame["topic"].cat.categories)
    groups = topic_groups(tuple(labels))
    # In the list the topics of a field stand together, and the search finds them by its name as well.
    listed = {each: f"{labels[each]} · {field_of(each)}" for field in groups.values() for each in field}
    _choice("Topics", listed, TOPICS, help_text=PROPOSED_NOTE if any(map(is_proposed, listed)) else None)
    _quick_pick("Add a field of topics", groups, TOPICS)


def _show_days(days: tuple[pd.Timestamp, pd.Timestamp]) -> None:
    if pd.isna(days[0]):
        return
    lowest, highest = (day.date() for day in days)
    for label, key in (("From", FIRST_DAY), ("Until", LAST_DAY)):
        st.date_input(label, value=None, min_value=lowest, max_value=highest, format="YYYY-MM-DD", key=key)


def _show_more(frame: pd.DataFrame) -> None:
    publishers = [str(each) for each in frame["publisher"].cat.categories]
    _choice("Publishers", {each: each for each in publishers}, PUBLISHERS)
    st.slider(
        "Least confidence",
        0.0,
        1.0,
        step=CONFIDENCE_STEP,
        key=CONFIDENCE,
        help="How sure the reader must be that actor, side and target are all right.",
    )
    st.toggle("Reviewed only", key=REVIEWED, help="Only statements that a person has accepted, corrected or added.")
    st.selectbox(
        "Count the same position",
        list(Repeats),
        format_func=lambda each: REPEATS_TEXTS[Repeats(each)],
        key=REPEATS,
        help="A government that repeats itself, or is quoted by many, need not weigh more for it.",
    )


def _any_more() -> bool:
    named = in_address(current_filters())
    return any(named[key] for key in (PUBLISHERS, CONFIDENCE, REVIEWED, REPEATS))


def _choice(label: str, names: Mapping[str, str], key: str, *, help_text: str | None = None) -> None:
    st.multiselect(
        label, list(names), format_func=lambda each: names.get(each, each), key=key, placeholder="All", help=help_text
    )


def _quick_pick(label: str, groups: Mapping[str, Sequence[str]], key: str) -> None:
    """A list of groups; the members of the one that is chosen are added to the filter."""
    if not groups:
        return
    st.selectbox(
        label,
        list(groups),
        index=None,
        format_func=lambda name: f"{name} ({len(groups.get(name, ()))})",
        key=f"{key}-group",
        on_change=_add_group,
        args=(key, groups),
        placeholder=f"{label} …",
        label_visibility="collapsed",
    )


def _add_group(key: str, groups: Mapping[str, Sequence[str]]) -> None:
    chosen = st.session_state[f"{key}-group"]
    if chosen is not None:
        st.session_state[key] = list(dict.fromkeys([*st.session_state[key], *groups[chosen]]))
        st.session_state[f"{key}-group"] = None  # ready for another one
