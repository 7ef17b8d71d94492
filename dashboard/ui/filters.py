"""The filters beside every page: set once, the same everywhere, kept in the page's address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date as Date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis import Filters, Repeats
from dashboard.analysis.filters import DEFAULT_SPEAKERS
from dashboard.catalogue.proposed import PROPOSED_NOTE, is_proposed
from dashboard.schema import Represents
from dashboard.ui.address import followed, record
from dashboard.ui.files import today
from dashboard.ui.names import country_names, day_text, topic_names
from dashboard.ui.picks import country_groups, field_of, topic_groups

# The keys are the names of the parameters in the address: links that people have kept depend on them.
COUNTRIES = "country"
TOPICS = "topic"
SPEAKERS = "speaks"
FIRST_DAY = "from"
LAST_DAY = "until"
PUBLISHERS = "publisher"
CONFIDENCE = "confidence"
REVIEWED = "reviewed"
REPEATS = "repeats"
PARAMETERS = (COUNTRIES, TOPICS, SPEAKERS, FIRST_DAY, LAST_DAY, PUBLISHERS, CONFIDENCE, REVIEWED, REPEATS)

EVERYONE = "everyone"  # no speaker chosen, in the address: without a word there the usual ones speak
REPEATS_TEXTS = {
    Repeats.STATEMENT: "every statement",
    Repeats.ARTICLE: "once per article",
    Repeats.DAY: "once per day",
    Repeats.STORY: "once per story",
}
CONFIDENCE_STEP = 0.05
MOST_NAMES = 12  # a longer list of names is counted instead of written out under a chart


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
            format_func=_speaker_name,
            key=SPEAKERS,
            help="A country's position is what its government says. Add others to hear them; none chosen means all.",
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


# ------------------------------------------------------------------------------------------------------- in the address


def in_address(filters: Filters) -> dict[str, list[str]]:
    """The filters as parameters of the address, in codes; one that restricts nothing has no value."""
    has_usual = set(filters.speakers) == set(DEFAULT_SPEAKERS)
    days = (filters.first_day, filters.last_day)
    first, last = ([] if day is None else [day.isoformat()] for day in days)
    return {
        COUNTRIES: list(filters.countries),
        TOPICS: list(filters.topics),
        SPEAKERS: [] if has_usual else [str(each) for each in filters.speakers] or [EVERYONE],
        FIRST_DAY: first,
        LAST_DAY: last,
        PUBLISHERS: list(filters.publishers),
        CONFIDENCE: [f"{filters.minimum_confidence:g}"] if filters.minimum_confidence else [],
        REVIEWED: ["yes"] if filters.reviewed_only else [],
        REPEATS: [] if filters.repeats is Repeats.STATEMENT else [str(filters.repeats)],
    }


def from_address(parameters: Mapping[str, Sequence[str]]) -> Filters:
    """The filters that an address names. What it says amiss is not followed: links are edited by hand."""
    speakers = tuple(each for each in Represents if each in parameters.get(SPEAKERS, ()))
    if not speakers and EVERYONE not in parameters.get(SPEAKERS, ()):
        speakers = DEFAULT_SPEAKERS
    repeats = next((each for each in Repeats if each in parameters.get(REPEATS, ())), Repeats.STATEMENT)
    return Filters(
        countries=tuple(parameters.get(COUNTRIES, ())),
        topics=tuple(parameters.get(TOPICS, ())),
        speakers=speakers,
        publishers=tuple(parameters.get(PUBLISHERS, ())),
        first_day=_day(parameters.get(FIRST_DAY, ())),
        last_day=_day(parameters.get(LAST_DAY, ())),
        minimum_confidence=_share(parameters.get(CONFIDENCE, ())),
        reviewed_only="yes" in parameters.get(REVIEWED, ()),
        repeats=repeats,
    )


def _day(texts: Sequence[str]) -> Date | None:
    try:
        return Date.fromisoformat(texts[0]) if texts else None
    except ValueError:
        return None


def _share(texts: Sequence[str]) -> float:
    try:
        share = float(texts[0]) if texts else 0.0
    except ValueError:
        return 0.0
    steps = round(share / CONFIDENCE_STEP) if 0 <= share <= 1 else 0  # not a number is refused here as well
    return round(steps * CONFIDENCE_STEP, 2)


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
    st.toggle("Reviewed only", key=REVIEWED, help="Only statements that a person has accepted or corrected.")
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


# ------------------------------------------------------------------------------------------------------------- in words


def filters_text(filters: Filters, countries: Mapping[str, str], topics: Mapping[str, str]) -> str:
    """The filters in words, for a chart that is taken out of the dashboard."""
    sentences = [
        f"Countries: {_listed([countries.get(code, code) for code in filters.countries], 'countries')}.",
        f"Topics: {_listed([topics.get(key, key) for key in filters.topics], 'topics')}.",
        f"Who speaks: {_listed([_speaker_name(speaker).lower() for speaker in filters.speakers], 'kinds')}.",
    ]
    if filters.publishers:
        sentences.append(f"Publishers: {_listed(list(filters.publishers), 'publishers')}.")
    if days_text(filters):
        sentences.append(f"Days: {days_text(filters)}.")
    if filters.minimum_confidence:
        sentences.append(f"Confidence: {filters.minimum_confidence:.2f} or more.")
    if filters.reviewed_only:
        sentences.append("Reviewed statements only.")
    if filters.repeats is not Repeats.STATEMENT:
        sentences.append(f"The same position counts {REPEATS_TEXTS[filters.repeats]}.")
    return " ".join(sentences)


def days_text(filters: Filters) -> str:
    """The days that are let through: "from 3 Mar 2025 until 4 Apr 2025"; empty when all are."""
    parts = (("from", filters.first_day), ("until", filters.last_day))
    return " ".join(f"{word} {day_text(day)}" for word, day in parts if day is not None)


def speakers_text(filters: Filters) -> str:
    """Who is heard: "government, organisation", or "everyone"."""
    return ", ".join(str(speaker) for speaker in filters.speakers) or EVERYONE


def _speaker_name(speaker: str) -> str:
    return str(speaker).capitalize()


def _listed(names: list[str], nouns: str) -> str:
    return f"{len(names)} {nouns}" if len(names) > MOST_NAMES else ", ".join(names) or "all"
