"""The statement table as the pages see it: read once, shared by all sessions, read again when the store changes."""

from __future__ import annotations

import os

import pandas as pd
import streamlit as st

from dashboard.analysis import Filters, select_statements
from dashboard.paths import STORE_VARIABLE
from dashboard.store import Store
from dashboard.store.snapshot import whole_table
from dashboard.table import COLUMNS, OPTIONAL_NUMBER, TEXT
from dashboard.ui.filters import current_filters

SELECTIONS = 4  # kept for all sessions together: going back to a view, or to another page of it, costs nothing
_HEAVY = (TEXT, OPTIONAL_NUMBER)  # columns that only a statement shown by itself needs


def statements() -> pd.DataFrame:
    """The whole statement table. It is shared between sessions: select from it, never write into it.

    Raises :class:`dashboard.errors.StoreError` when the store cannot be opened.
    """
    store = _open_store(os.environ.get(STORE_VARIABLE))
    return _read(store.version(), store)


def selected_statements() -> pd.DataFrame:
    """The statements that pass the filters as they are set, without their words, which take most of the room.

    Enough for whatever is counted; :func:`in_full` gives the rest of the rows that are shown.
    """
    store = _open_store(os.environ.get(STORE_VARIABLE))
    version = store.version()
    return _select(version, current_filters(), _read(version, store))


def in_full(frame: pd.DataFrame) -> pd.DataFrame:
    """These rows of the statement table with all their columns."""
    return frame if COLUMNS.keys() <= set(frame.columns) else statements().loc[frame.index]


def store_place() -> str:
    """Where the store lies, as the user would name it."""
    return str(_open_store(os.environ.get(STORE_VARIABLE)).place)


@st.cache_resource(show_spinner=False)
def _open_store(where: str | None) -> Store:
    return Store.open(where)


@st.cache_resource(show_spinner="Reading the statements …", max_entries=1)
def _read(version: str, _store: Store) -> pd.DataFrame:
    # The version is the cache's key. As a resource and not as data: data would be
    # copied for every run of a page, at a million rows for seconds.
    return whole_table(_store)


@st.cache_resource(show_spinner=False, max_entries=SELECTIONS)
def _select(version: str, filters: Filters, _frame: pd.DataFrame) -> pd.DataFrame:
    light = [name for name in _frame.columns if name not in COLUMNS or COLUMNS[name].dtype not in _HEAVY]
    return select_statements(_frame[light], filters)
