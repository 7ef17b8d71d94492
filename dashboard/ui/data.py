"""The statement table as the pages see it: read once, shared by all sessions, read again when the store changes."""

from __future__ import annotations

import os

import pandas as pd
import streamlit as st

from dashboard.paths import STORE_VARIABLE
from dashboard.store import Store


def statements() -> pd.DataFrame:
    """The whole statement table. It is shared between sessions: select from it, never write into it.

    Raises :class:`dashboard.errors.StoreError` when the store cannot be opened.
    """
    store = _open_store(os.environ.get(STORE_VARIABLE))
    return _read(store.version(), store)


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
    return _store.statements()
