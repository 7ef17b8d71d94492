"""The articles of the store as the pages see them: the list is kept, texts are fetched one at a time."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.schema import Article
from dashboard.store import Store
from dashboard.ui.data import opened_store

SEARCHES_KEPT = 64


def articles() -> pd.DataFrame:
    """All articles without their texts, newest first. Shared between sessions: never write into it."""
    store = opened_store()
    return _list(store.version(), store)


def article(article_id: str) -> Article | None:
    """The article with this id, ``None`` when the store has none."""
    return opened_store().article(article_id)


def found(words: str) -> frozenset[str] | None:
    """Ids of the articles that hold these words; ``None`` when there are none to look for."""
    if not words.strip():
        return None
    store = opened_store()
    return _find(store.version(), words, store)


@st.cache_resource(show_spinner=False, max_entries=1)
def _list(version: str, _store: Store) -> pd.DataFrame:
    return _store.articles()


@st.cache_resource(show_spinner="Searching …", max_entries=SEARCHES_KEPT)
def _find(version: str, words: str, _store: Store) -> frozenset[str]:
    return _store.find_articles(words)
