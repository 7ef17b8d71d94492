"""The statement table on the screen, and its files."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis import Filters, newest_first, summarise
from dashboard.analysis.filters import newest
from dashboard.export import NAME_COLUMNS, About, codebook, explained, notebook_lines, table_bytes, with_names
from dashboard.export.tables import MOST_ROWS
from dashboard.store import default_store
from dashboard.table import COLUMNS, DAY, FLAG, NUMBER, OPTIONAL_NUMBER, SHARE, Column
from dashboard.ui.data import in_full, store_place
from dashboard.ui.files import file_name, today
from dashboard.ui.filter_words import filters_text
from dashboard.ui.names import counted, country_names, shown_text, topic_names
from dashboard.ui.reader_html import ARTICLE, STATEMENT

CHOSEN = "columns"  # name of the parameter in the address
OPEN = "open"  # the column of links into the articles; on the screen only
SOURCE = "Standpoint: positions read by machine from news articles, each with its sentence"
MOST_SEARCHED = 5_000  # rows; up to here all are sent to the browser, which can search in them
MOST_SHOWN = 50_000  # rows of the table on the screen: a third of a second; the files hold all
SLOW_WORKBOOK = 20_000  # rows from which a workbook takes so long that it should be said
WORKBOOK_SPEED = 2_500  # rows that one core writes in a second
TITLE = "Statements"
TABLE_HEIGHT = 560  # pixels

HEADERS = {
    OPEN: "Read",
    "id": "Statement id",
    "article": "Article id",
    "title": "Title",
    "date": "Date",
    "publisher": "Publisher",
    "url": "Address",
    "story": "Story",
    "start": "From character",
    "end": "To character",
    "evidence": "Evidence",
    "actor": "Actor",
    "role": "Role",
    "country": "Code",
    "country_name": "Country",
    "represents": "Speaks for",
    "actor_start": "Actor from",
    "actor_end": "Actor to",
    "stance": "Stance on target",
    "target": "Target",
    "target_start": "Target from",
    "target_end": "Target to",
    "topic": "Topic id",
    "topic_name": "Topic",
    "proposed": "Topic is proposed",
    "position": "Position on topic",
    "cue": "Cue",
    "is_quote": "Quoted",
    "confidence": "Confidence",
    "method": "Found by",
    "review": "Review",
}
FIRST_COLUMNS = (
    "date", "country_name", "actor", "position", "topic_name", "evidence", "stance", "target", "represents",
    "confidence", "publisher", "title",
)  # fmt: skip
WIDTHS = {"evidence": 400, "title": 200, "target": 200, "topic_name": 200, "actor": 200}  # pixels
KINDS = (
    (".csv", "CSV", "text/csv", "Opens right in Excel, R and pandas; cells that a spreadsheet would run are defused."),
    (
        ".xlsx",
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "With the filters and the meaning of every column on sheets of their own.",
    ),
    (".parquet", "Parquet", "application/vnd.apache.parquet", "Keeps dates, numbers and categories; quick in pandas."),
    (".jsonl", "JSON Lines", "application/jsonl", "One statement a line, every word as it stands in the article."),
)


def show_columns_choice() -> list[str]:
    """A list to choose the columns of the table from; what is chosen stands in the address."""
    with st.expander("Columns", icon=":material/view_column:"):
        return st.multiselect(
            "Columns of the table, in this order",
            [name for name in HEADERS if name != OPEN],
            default=list(FIRST_COLUMNS),
            format_func=lambda name: HEADERS[name],
            key=CHOSEN,
            bind="query-params",
            placeholder="All columns",
            help="The files always hold all columns.",
        )


def show_table(frame: pd.DataFrame, columns: list[str]) -> None:
    """The statements, newest first, with the chosen columns; the first one opens the article at the statement."""
    rows = on_screen(in_full(newest(frame, MOST_SHOWN)))
    st.html(f"<style>{_NO_OWN_CSV}</style>")
    with st.container(key="statements-frame"):
        st.dataframe(
            rows,
            hide_index=True,
            column_order=[OPEN, *(columns or [name for name in HEADERS if name != OPEN])],
            column_config=column_settings(),
            height=TABLE_HEIGHT,
            placeholder="",  # "None" would be taken for a word of the table
            key="statements-table",
            lazy=True if len(rows) > MOST_SEARCHED else None,
            alt=f"Table of {counted(len(rows), 'statement')}, newest first. The files below hold the same rows.",
        )
    if len(frame) > len(rows):
        st.html(f'<p class="sp-note">The newest {len(rows):,} of {len(frame):,} statements. The files hold all.</p>')


def on_screen(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with names beside codes and links; of the articles' own addresses only those of web pages stay."""
    rows = with_names(frame)
    pages = [address for address in rows["url"].cat.categories if address.startswith(("http://", "https://"))]
    rows["url"] = rows["url"].astype("str").where(rows["url"].isin(pages))
    ids = rows["article"].astype("str") + f"&{STATEMENT}=" + rows["id"]
    rows.insert(0, OPEN, f"articles?{ARTICLE}=" + ids)
    return rows


def column_settings() -> dict[str, Any]:
    """Headers, help texts and formats for every column of the table."""
    meanings = explained(HEADERS) | {OPEN: "Opens the article at this statement, in a new tab."}
    return {name: _setting(name, meanings[name]) for name in HEADERS}


def _setting(name: str, meaning: str) -> Any:
    kinds = st.column_config
    header = HEADERS[name]
    if name == OPEN:
        return kinds.LinkColumn(header, help=meaning, display_text=":material/open_in_new:", width=60, pinned=True)
    if name == "url":
        return kinds.LinkColumn(header, help=meaning, width="medium")
    dtype = _described(name).dtype
    if dtype == DAY:
        return kinds.DateColumn(header, help=meaning, format="D MMM YYYY")
    if dtype == FLAG:
        return kinds.CheckboxColumn(header, help=meaning)
    if dtype in (NUMBER, OPTIONAL_NUMBER, SHARE):
        return kinds.NumberColumn(header, help=meaning, format="%.2f" if dtype == SHARE else "%d")
    return kinds.TextColumn(header, help=meaning, width=WIDTHS.get(name))


def _described(name: str) -> Column:
    return (COLUMNS | NAME_COLUMNS)[name]


def about_table(frame: pd.DataFrame, filters: Filters) -> About:
    """What is said of the table in its files."""
    countries = country_names({*frame["country"].dropna().unique(), *filters.countries})
    topics = topic_names({*frame["topic"].dropna().unique(), *filters.topics})
    return About(
        f"Standpoint: {TITLE.lower()}",
        shown_text(summarise(frame)),
        filters_text(filters, countries, topics),
        SOURCE,
        today(),
    )


def whole(frame: pd.DataFrame) -> pd.DataFrame:
    """The table as it is saved: newest first, with every column and with names beside codes."""
    return with_names(newest_first(in_full(frame)))


def _file(frame: pd.DataFrame, suffix: str, about: About) -> bytes:
    return table_bytes(whole(frame), suffix, about=about)


def show_table_downloads(frame: pd.DataFrame, about: About) -> None:
    """Buttons for the whole table, newest first, in every kind of file, and for the codebook; built when pressed."""
    with st.container(horizontal=True, gap="xsmall", key="table-downloads"):
        for suffix, label, mime, help_text in KINDS:
            too_long = suffix == ".xlsx" and len(frame) > MOST_ROWS
            st.download_button(
                label,
                data=partial(_file, frame, suffix, about),
                file_name=file_name(TITLE, about.day, suffix),
                mime=mime,
                key=f"table{suffix}",
                on_click="ignore",
                icon=":material/download:",
                disabled=too_long,
                help=_workbook_help(len(frame), help_text) if suffix == ".xlsx" else help_text,
            )
        st.download_button(
            "Codebook",
            data=lambda: codebook(about, whole(frame.head(0)).columns),
            file_name=file_name(f"{TITLE} codebook", about.day, ".md"),
            mime="text/markdown",
            key="table-codebook",
            on_click="ignore",
            icon=":material/description:",
            help="What every column means, the filters, the source and how to cite; to lie beside CSV or JSON Lines.",
        )


def _workbook_help(rows: int, help_text: str) -> str:
    if rows > MOST_ROWS:
        return f"An Excel sheet holds {MOST_ROWS:,} rows; take CSV or Parquet, or set filters."
    slow = f" With {rows:,} rows this takes about {rows // WORKBOOK_SPEED} seconds." if rows > SLOW_WORKBOOK else ""
    return help_text + slow


def show_notebook_lines(filters: Filters) -> None:
    """The Python that gives the same table, to copy into a notebook."""
    place = store_place()
    # A database's address may name its user; and the store that opens by itself need not be named.
    named = None if "://" in place or place == str(default_store()) else place
    st.code(notebook_lines(filters, named), language=None)


_NO_OWN_CSV = """
/* Streamlit's own CSV lacks the mark that Excel needs and does not defuse formulas; the buttons below give it right. */
.st-key-statements-frame [data-testid="stElementToolbarButton"]:has([aria-label^="Download as CSV"]),
.st-key-statements-frame [data-testid="stElementToolbarButton"][aria-label^="Download as CSV"]{display:none}
"""
