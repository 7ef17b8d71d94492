"""The statement table as the pages see it: read once, shared by all sessions, read again when the store changes."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.analysis import Filters, select_statements
from dashboard.store import Store
from dashboard.store.snapshot import whole_table
from dashboard.table import COLUMNS, OPTIONAL_NUMBER, TEXT
from dashboard.ui.filters import current_filters
from dashboard.workspaces import default_store, named_store

SELECTIONS = 4  # kept for all sessions together: going back to a view, or to another page of it, costs nothing
STORES = 4  # kept open: the workspaces that sessions have shown last
SLOW = 1.0  # seconds: a table that takes longer is not read anew for every article that somebody keeps meanwhile
LEAST_REST = 10  # times as long as it took to read such a table until it is read again
_HEAVY = (TEXT, OPTIONAL_NUMBER)  # columns that only a statement shown by itself needs


def statements() -> pd.DataFrame:
    """The whole statement table. It is shared between sessions: select from it, never write into it.

    What another process keeps in the store is there at the next call; of a table that takes long to read, a little
    later. Raises :class:`dashboard.errors.StoreError` when the store cannot be opened.
    """
    return statements_and_state()[0]


def statements_and_state() -> tuple[pd.DataFrame, str]:
    """The whole statement table with a text that is another one when the table is: a key for what follows from it."""
    store = opened_store()
    version = _version(store)
    return _read(version, store), version


def read_again() -> None:
    """Have the table read anew at once, however long that takes: who looks at it has just changed it."""
    _paces().pop(_identity(opened_store().version()), None)


def selected_statements() -> pd.DataFrame:
    """The statements that pass the filters as they are set, without their words, which take most of the room.

    Enough for whatever is counted; :func:`in_full` gives the rest of the rows that are shown.
    """
    store = opened_store()
    version = _version(store)
    return _select(version, current_filters(), _read(version, store))


def in_full(frame: pd.DataFrame) -> pd.DataFrame:
    """These rows of the statement table with all their columns."""
    return frame if COLUMNS.keys() <= set(frame.columns) else statements().loc[frame.index]


def store_place() -> str:
    """Where the store lies, as the user would name it."""
    return str(opened_store().place)


def store_where() -> str:
    """What names the store: that of the environment, else the open workspace's. It may hold a password."""
    return named_store() or str(default_store())


def opened_store() -> Store:
    """The store that is shown, open; shared between sessions."""
    where = store_where()
    return _open_store(where, _file(where))


def _file(where: str) -> tuple[int, int] | None:
    """Which file lies there now: another one may have taken its place, when a workspace was deleted and made anew."""
    try:
        found = Path(where).expanduser().stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@st.cache_resource(show_spinner=False, max_entries=STORES, on_release=Store.close)
def _open_store(where: str, file: tuple[int, int] | None) -> Store:  # the file: part of the key
    return Store.open(where)


@dataclass(slots=True)
class _Pace:
    """When the table of a store was read last, and how long that took."""

    version: str
    seconds: float
    read_at: float


@st.cache_resource(show_spinner=False)
def _paces() -> dict[str, _Pace]:
    return {}


def _identity(version: str) -> str:
    return version.partition(":")[0]


def _version(store: Store) -> str:
    """The state of the store to show: its newest, or one that was slow to read and is not old yet."""
    newest = store.version()
    pace = _paces().get(_identity(newest))
    if pace is None or pace.seconds < SLOW or time.monotonic() - pace.read_at > LEAST_REST * pace.seconds:
        return newest
    return pace.version


@st.cache_resource(show_spinner="Reading the statements …", max_entries=1)
def _read(version: str, _store: Store) -> pd.DataFrame:
    # The version is the cache's key. As a resource and not as data: data would be
    # copied for every run of a page, at a million rows for seconds.
    began = time.monotonic()
    table = whole_table(_store)
    now = time.monotonic()
    _paces()[_identity(version)] = _Pace(version, now - began, now)
    return table


@st.cache_resource(show_spinner=False, max_entries=SELECTIONS)
def _select(version: str, filters: Filters, _frame: pd.DataFrame) -> pd.DataFrame:
    light = [name for name in _frame.columns if name not in COLUMNS or COLUMNS[name].dtype not in _HEAVY]
    return select_statements(_frame[light], filters)
