"""The clickable matrix and the choice of a cell: one choice, made by clicking or with two lists."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.charts.board import Board, Choice, drawing, position_summary
from dashboard.ui.address import restore
from dashboard.ui.choices import choose_one
from dashboard.ui.style import current_mode

CHART = "matrix"
# The chosen cell stands in the address too, so that a link leads to the very sentences.
CELL_COUNTRY = "at_country"
CELL_TOPIC = "at_topic"
CLICKED = "matrix-clicked"

_HTML = """
<div class="sp-matrix" role="group" tabindex="0">
  <svg aria-hidden="true" focusable="false"></svg>
  <div class="sp-tip" hidden></div>
  <span class="sp-said" role="status" aria-live="polite"></span>
</div>
"""
_CSS = """
.sp-matrix { width: max-content; outline: none; font-family: var(--st-font); }
.sp-matrix:focus-visible { box-shadow: inset 0 0 0 2px var(--st-primary-color); }
.sp-matrix svg { display: block; font-size: 13px; user-select: none; }
.sp-matrix .sp-heading-row, .sp-matrix .sp-named { font-weight: 700; }
.sp-matrix .sp-tip { position: fixed; z-index: 1000; max-width: 22rem; padding: .35rem .6rem; font-size: 13px;
  line-height: 1.45; border: 1px solid; border-radius: 4px; pointer-events: none; overflow-wrap: anywhere; }
.sp-matrix .sp-tip[hidden] { display: none; }
.sp-matrix .sp-tip div:first-child { font-weight: 700; }
.sp-matrix .sp-said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
"""
_JS = Path(__file__).with_suffix(".js")


def show_matrix(board: Board, matrix: pd.DataFrame, chosen: Choice) -> None:
    """Draw the matrix at its own size, in a frame that scrolls on narrow screens; a click chooses a cell."""
    summary = position_summary(matrix)
    data = {
        # As one text: the page compares it with what it has drawn, and reads it without Streamlit's detours.
        "drawing": json.dumps(drawing(board, current_mode(), chosen), separators=(",", ":")),
        "alt": f"{summary} The arrow keys go from cell to cell, Enter shows the statements of one.",
    }
    with st.container(key=f"{CHART}-frame"):
        _component()(data=data, key=CHART, height=board.height, on_clicked_change=_choose_clicked)


def choose_cell(countries: Mapping[str, str], topics: Mapping[str, str]) -> Choice:
    """Two lists that choose country and topic of the evidence; clicking a square sets both."""
    left, right = st.columns(2)
    with left:
        country = choose_one("Country", countries, CELL_COUNTRY, placeholder="Any country")
    with right:
        topic = choose_one("Topic", topics, CELL_TOPIC, placeholder="Any topic")
    return country, topic


def chosen_cell(countries: Mapping[str, str], topics: Mapping[str, str]) -> Choice:
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


def _choose_clicked() -> None:
    """Take the clicked square over into the lists."""
    clicked = st.session_state[CHART].clicked
    if clicked:
        choose(*clicked)
        st.session_state[CLICKED] = True


@cache
def _component() -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component(
        "standpoint_matrix", html=_HTML, css=_CSS, js=_JS.read_text(encoding="utf-8"), isolate_styles=False
    )
