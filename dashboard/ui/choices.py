"""Choices that belong to one page and stand in its address as codes, and the statements such a page selects."""

from __future__ import annotations

import html
from collections.abc import Collection, Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.analysis import Filters, select_statements
from dashboard.table import COLUMNS, OPTIONAL_NUMBER, TEXT
from dashboard.ui.address import record, restore
from dashboard.ui.picks import is_organisation

_NEEDED = ("id",)  # of the texts; the others only a statement shown by itself needs


def choose_one(label: str, names: Mapping[str, str], key: str, *, placeholder: str) -> str | None:
    """A list in which nothing need be chosen; what is chosen stands in the address under ``key``."""
    restore(key, names)
    if st.session_state.get(key) not in names:
        st.session_state[key] = None  # chosen before the filters took it away
    chosen = st.selectbox(
        label,
        list(names),
        index=None,
        format_func=lambda each: names.get(each, each),
        key=key,
        placeholder=placeholder,
    )
    record({key: [] if chosen is None else [chosen]})
    return chosen


def show_subheading(text: str, *, note: str = "") -> None:
    """A heading below that of a section, of words that may come from articles."""
    st.html(
        f'<h3 class="sp-heading" style="font-size:1.02rem">{html.escape(text)}</h3>'
        f'<p class="sp-note">{html.escape(note)}</p>'
    )


def select_light(frame: pd.DataFrame, filters: Filters, *, named: Collection[str] = ()) -> pd.DataFrame:
    """The statements that pass filters of the page's own, without most of their words, which take most of the room.

    Of countries and organisations that the page names those come in too that pass a filter by them alone: an
    organisation's own voice. :func:`dashboard.ui.data.in_full` gives the rest of the rows that are shown.
    """
    heavy = (TEXT, OPTIONAL_NUMBER)
    light = [
        name for name in frame.columns if name in _NEEDED or name not in COLUMNS or COLUMNS[name].dtype not in heavy
    ]
    selected = select_statements(frame[light], filters)
    if not any(map(is_organisation, named)):
        return selected
    own = select_statements(frame[light], replace(filters, countries=tuple(named)))
    return frame[light].loc[selected.index.union(own.index)]
