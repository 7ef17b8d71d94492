"""The list of articles: searched, sorted and shown a page at a time."""

from __future__ import annotations

import html
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis.articles import Order, article_facts, article_list
from dashboard.catalogue import country_label
from dashboard.catalogue.proposed import topic_name
from dashboard.charts.theme import GLYPHS, Look
from dashboard.schema import Stance
from dashboard.ui import library
from dashboard.ui.empty import show_way_back
from dashboard.ui.marks import plain_label
from dashboard.ui.names import counted, day_text
from dashboard.ui.reader import open_article

# The keys are the names of the parameters in the address.
WORDS = "find"
SORTED = "sorted"
PAGE = "list_page"
SILENT = "silent"

ROWS_AT_ONCE = 20
NAMES_AT_ONCE = 6
LONGEST_SEARCH = 200  # characters
ORDERS = {
    Order.NEWEST: "Newest first",
    Order.OLDEST: "Oldest first",
    Order.STATEMENTS: "Most statements first",
    Order.TITLE: "Title",
    Order.PUBLISHER: "Publisher",
}


def listed(selected: pd.DataFrame) -> pd.DataFrame:
    """The articles as the controls of the list are set, in their order; the reader leafs through the same."""
    state = st.session_state
    return article_list(
        library.articles(),
        selected,
        order=Order(state.get(SORTED) or Order.NEWEST),
        only=library.found(state.get(WORDS) or ""),
        with_silent=bool(state.get(SILENT)),
    )


def show_controls() -> None:
    """Search, order and whether articles without statements are listed."""
    st.html(f"<style>{_STYLE}</style>")
    with st.container(horizontal=True, vertical_alignment="bottom", key="article-controls"):
        st.text_input(
            "Search title, text and publisher",
            max_chars=LONGEST_SEARCH,
            type="search",
            key=WORDS,
            bind="query-params",
            on_change=_first_page,
            placeholder="Words, or a “phrase in quotes”",
            help="Every word must occur. Capitals and accents do not matter: orban finds Orbán.",
        )
        st.selectbox(
            "Order",
            list(ORDERS),
            format_func=lambda order: ORDERS[Order(order)],
            key=SORTED,
            bind="query-params",
            on_change=_first_page,
            width=220,
        )
        st.toggle(
            "Also articles without statements",
            key=SILENT,
            bind="query-params",
            on_change=_first_page,
            help="Articles in which no statement passes the filters.",
        )


def show_list(selected: pd.DataFrame) -> None:
    """The articles of the page that is turned to, each with what it holds; a click on its title opens it."""
    show_controls()
    rows = listed(selected)
    held = selected[selected["article"].isin(rows["id"])]
    st.html(f'<p class="sp-note sp-extent">{_extent(rows)}</p>')
    if rows.empty:
        _show_nothing_found()
        return
    place = st.container(key="article-list", gap=None)
    page = _choose_page(-(-len(rows) // ROWS_AT_ONCE))
    with place:
        _show_rows(rows.iloc[(page - 1) * ROWS_AT_ONCE : page * ROWS_AT_ONCE], held)


def _choose_page(pages: int) -> int:
    """Page numbers to turn to; one page needs none."""
    if pages == 1:
        return 1
    if st.session_state.get(PAGE, 1) > pages:
        _first_page()  # a filter has left fewer pages than there were
    return st.pagination(pages, key=PAGE, bind="query-params")


def _show_rows(rows: pd.DataFrame, held: pd.DataFrame) -> None:
    """These articles; a title is a button, so that filters and search stay when it is opened."""
    facts = article_facts(held[held["article"].isin(rows["id"])])
    for row in rows.to_dict("records"):
        st.button(
            plain_label(row["title"]) or "Untitled article",
            key=f"open-{row['id']}",
            type="tertiary",
            on_click=open_article,
            args=(row["id"],),
        )
        st.html(_about(row, facts))


def _about(row: dict[str, Any], facts: pd.DataFrame) -> str:
    """A line under the title: day, publisher, number of statements, who speaks and on what."""
    known = [day_text(row["date"]), html.escape(_text(row["publisher"])), _counts(row, facts)]
    line = " · ".join(filter(None, known))
    if row["id"] not in facts.index:
        return f'<p class="sp-note sp-about">{line}</p>'
    countries = _names([country_label(code) for code in facts.at[row["id"], "countries"]])
    topics = _names([topic_name(each) for each in facts.at[row["id"], "topics"]])
    return f'<p class="sp-note sp-about">{line}<br>{"<br>".join(filter(None, (countries, topics)))}</p>'


def _counts(row: dict[str, Any], facts: pd.DataFrame) -> str:
    number = counted(row["n"], "statement")
    if row["id"] not in facts.index:
        return number
    sides = ((side, int(facts.at[row["id"], str(side)])) for side in Stance)
    badges = " ".join(
        f'<span class="sp-badge sp-{side}" title="{side}">{GLYPHS[Look(side)]} {n}</span>' for side, n in sides if n
    )
    return f"{number} {badges}"


def _names(names: list[str]) -> str:
    rest = len(names) - NAMES_AT_ONCE
    more = f" and {rest} more" if rest > 0 else ""
    return html.escape(", ".join(names[:NAMES_AT_ONCE]) + more)


def _extent(rows: pd.DataFrame) -> str:
    """How much of the store is listed."""
    holding = int((rows["n"] > 0).sum())
    silent = len(rows) - holding
    words = f"{counted(holding, 'article')} with statements that pass the filters"
    without = f" and {silent:,} without" if silent else ""
    return f"{words}{without}, of {len(library.articles()):,} in the store"


def _show_nothing_found() -> None:
    with st.container(border=True, key="no-article"):
        if st.session_state.get(WORDS):
            st.markdown("**No article fits.** Search for other words, or take filters away.")
            st.button("Clear the search", on_click=_clear_search, key="clear-search", icon=":material/restart_alt:")
            return
        st.markdown("**No article fits.** No statement passes these filters. Take one of them away, or start again:")
        show_way_back(key="no-article")


def _clear_search() -> None:
    st.session_state[WORDS] = ""
    _first_page()


def _first_page() -> None:
    st.session_state[PAGE] = 1


def _text(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value)


_STYLE = """
.st-key-article-controls .st-key-find{min-width:min(100%,20rem)}
.st-key-article-list button{text-align:left;justify-content:flex-start;min-height:0;padding:.1rem 0}
.st-key-article-list button:hover p{text-decoration:underline}
.st-key-article-list button p{font-size:1.05rem;font-weight:600;text-align:left;overflow-wrap:anywhere}
.sp-about{font-size:.88rem;line-height:1.55;margin:0 0 .9rem;overflow-wrap:anywhere}
.sp-about .sp-badge{font-size:.78rem;padding:0 .4rem}
"""
