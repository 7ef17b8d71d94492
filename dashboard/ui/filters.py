"""The filters beside every page, kept in the page's address."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard.analysis import Filters
from dashboard.analysis.filters import DEFAULT_SPEAKERS
from dashboard.schema import Represents
from dashboard.ui.names import country_names, topic_names

# The keys are the names of the parameters in the address: links that people have kept depend on them.
COUNTRIES = "country"
TOPICS = "topic"
SPEAKERS = "speaks"


def show_filters(frame: pd.DataFrame) -> None:
    """Draw the filters into the side bar; for the entry file, whose widgets outlive a change of page."""
    countries = country_names(frame["country"].dropna().unique())
    topics = topic_names(frame["topic"].dropna().unique())
    with st.sidebar:
        _choice("Countries and organisations", countries, COUNTRIES)
        _choice("Topics", topics, TOPICS)
        st.pills(
            "Who speaks",
            list(Represents),
            default=list(DEFAULT_SPEAKERS),
            selection_mode="multi",
            format_func=_speaker_name,
            key=SPEAKERS,
            bind="query-params",
            help="A country's position is what its government says. Add others to hear them; none chosen means all.",
        )
        st.button("Reset filters", on_click=reset_filters, key="reset", width="stretch", icon=":material/restart_alt:")


def current_filters() -> Filters:
    """The filters as they are set now."""
    return Filters(
        countries=tuple(st.session_state.get(COUNTRIES, ())),
        topics=tuple(st.session_state.get(TOPICS, ())),
        speakers=tuple(Represents(speaker) for speaker in st.session_state.get(SPEAKERS, DEFAULT_SPEAKERS)),
    )


def reset_filters() -> None:
    """Set every filter to what it is at first."""
    st.session_state[COUNTRIES] = []
    st.session_state[TOPICS] = []
    st.session_state[SPEAKERS] = list(DEFAULT_SPEAKERS)


def filters_text(filters: Filters, countries: Mapping[str, str], topics: Mapping[str, str]) -> str:
    """The filters in words, for a chart that is taken out of the dashboard."""
    return " ".join(
        (
            f"Countries: {_listed([countries.get(code, code) for code in filters.countries])}.",
            f"Topics: {_listed([topics.get(key, key) for key in filters.topics])}.",
            f"Who speaks: {_listed([_speaker_name(speaker).lower() for speaker in filters.speakers])}.",
        )
    )


def _choice(label: str, names: Mapping[str, str], key: str) -> None:
    st.multiselect(
        label,
        list(names),
        format_func=lambda each: names.get(each, each),
        key=key,
        bind="query-params",
        placeholder="All",
    )


def _speaker_name(speaker: str) -> str:
    return str(speaker).capitalize()


def _listed(names: list[str]) -> str:
    return ", ".join(names) or "all"
