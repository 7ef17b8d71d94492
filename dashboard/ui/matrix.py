"""The clickable matrix and the choice of a cell: one choice, made by clicking or with two lists."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.charts import position_summary
from dashboard.ui.address import restore
from dashboard.ui.choices import choose_one
from dashboard.ui.plot import show_plot

CHART = "matrix"
# The chosen cell stands in the address too, so that a link leads to the very sentences.
CELL_COUNTRY = "at_country"
CELL_TOPIC = "at_topic"
CLICKED = "matrix-clicked"

Cell = tuple[str | None, str | None]  # country and topic; None is "any"


def show_matrix(figure: go.Figure, matrix: pd.DataFrame) -> None:
    """Draw the matrix at its own size, in a frame that scrolls on narrow screens; a click chooses a cell."""
    alt = f"{position_summary(matrix)} The lists below choose a cell without the mouse."
    with st.container(key=f"{CHART}-frame"):
        show_plot(figure, key=CHART, alt=alt, on_click=_choose_clicked)


def choose_cell(countries: Mapping[str, str], topics: Mapping[str, str]) -> Cell:
    """Two lists that choose country and topic of the evidence; clicking a square sets both."""
    left, right = st.columns(2)
    with left:
        country = choose_one("Country", countries, CELL_COUNTRY, placeholder="Any country")
    with right:
        topic = choose_one("Topic", topics, CELL_TOPIC, placeholder="Any topic")
    return country, topic


def chosen_cell(countries: Mapping[str, str], topics: Mapping[str, str]) -> Cell:
    """The cell that the two lists are about to show; known before they are drawn."""
    restore(CELL_COUNTRY, countries)
    restore(CELL_TOPIC, topics)
    country, topic = st.session_state[CELL_COUNTRY], st.session_state[CELL_TOPIC]
    return (country if country in countries else None, topic if topic in topics else None)


def choose(country: str | None, topic: str | None) -> None:
    """Choose a cell, a line or a column; for callbacks."""
    st.session_state[CELL_COUNTRY], st.session_state[CELL_TOPIC] = country, topic


def was_clicked() -> bool:
    """Whether a click on a square led to this run of the page; says so once."""
    return bool(st.session_state.pop(CLICKED, False))


def _choose_clicked(keys: list[str]) -> None:
    """Take the clicked square over into the lists."""
    choose(*keys)
    st.session_state[CLICKED] = True
