"""One article with its statements marked in the text and listed beside it; each leads to the other."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.analysis import Filters, select_statements
from dashboard.charts.theme import palette
from dashboard.ui import library
from dashboard.ui.names import counted
from dashboard.ui.reader_html import ARTICLE, STATEMENT, Numbered, about, number_statements, reading, style_sheet
from dashboard.ui.starters import origin_of
from dashboard.ui.style import current_mode, show_heading


def open_article(article_id: str) -> None:
    """Have the page show this article from its next run on."""
    st.query_params[ARTICLE] = article_id
    st.query_params.pop(STATEMENT, None)


def close_article() -> None:
    """Have the page show the list of articles again."""
    for name in (ARTICLE, STATEMENT):
        st.query_params.pop(name, None)


def chosen_article() -> str | None:
    """The id of the article that the address names."""
    return st.query_params.get(ARTICLE) or None


def show_reader(article_id: str, everything: pd.DataFrame, selected: pd.DataFrame, neighbours: Sequence[str]) -> None:
    """The article with its statements out of ``everything``, of which ``selected`` rows pass the filters.

    ``neighbours`` are the ids of the list that it was opened from.
    """
    _show_ways(article_id, neighbours)
    article = library.article(article_id)
    if article is None:
        with st.container(border=True, key="no-article"):
            st.markdown("**This article is not in the store.** It may have been taken away since the link was made.")
        return
    show_heading(article.title or "Untitled article")
    st.html(about(article, origin_of(article)))
    chosen = st.query_params.get(STATEMENT)
    shown = _choose_statements(everything[everything["article"] == article_id], selected.index, chosen)
    st.html(f"<style>{style_sheet(palette(current_mode()))}</style>")
    st.html(reading(article, shown, chosen, st.query_params.to_dict()))
    _scroll(article_id, chosen)


def _show_ways(article_id: str, neighbours: Sequence[str]) -> None:
    """Back to the list, and to the articles before and after this one in it."""
    place = neighbours.index(article_id) if article_id in neighbours else None
    before = neighbours[place - 1] if place else None
    after = neighbours[place + 1] if place is not None and place + 1 < len(neighbours) else None
    with st.container(horizontal=True, key="reader-ways"):
        st.button("All articles", key="back", icon=":material/arrow_back:", on_click=close_article)
        for label, other, icon in (("Previous", before, "chevron_left"), ("Next", after, "chevron_right")):
            st.button(
                label,
                key=label.lower(),
                icon=f":material/{icon}:",
                disabled=other is None,
                on_click=open_article,
                args=(other,),
            )


def _choose_statements(frame: pd.DataFrame, selected: pd.Index, chosen: str | None) -> list[Numbered]:
    """The article's statements in the order of the text: those that pass the filters, or all if the reader asks."""
    all_kept = select_statements(frame, Filters(speakers=()))
    wanted = all_kept.index.isin(selected) | (all_kept["id"] == chosen)
    if not wanted.all() and st.toggle(
        f"Show also {counted(int((~wanted).sum()), 'statement')} that the filters leave out", key="all-statements"
    ):
        return number_statements(all_kept)
    return number_statements(all_kept[wanted])


def _scroll(article_id: str, chosen: str | None) -> None:
    """Bring the statement that the address names into sight, once for each."""
    # The script is ours and holds nothing of the address but a digest, by which the browser knows a new one.
    digest = hashlib.sha256(f"{article_id} {chosen}".encode()).hexdigest()[:16]
    st.html(f"<script>/* {digest} */{_SCRIPT}</script>", unsafe_allow_javascript=True)


_SCRIPT = """
(() => {
  const seek = (tries) => {
    const named = /^#(in|row)-[0-9]+$/.test(location.hash) ? document.querySelector(location.hash) : null;
    const chosen = document.querySelectorAll(".sp-rows .sp-chosen, .sp-text .sp-chosen");
    const places = named ? [named] : [...chosen].reverse();
    if (!places.length && tries > 0) { setTimeout(() => seek(tries - 1), 100); return; }
    for (const place of places) place.scrollIntoView({ block: "center" });
  };
  seek(20);
})();
"""
