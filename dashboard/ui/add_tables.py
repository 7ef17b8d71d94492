"""Tables of articles: what their columns seem to hold, and the choice of a person who knows better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.articles import Asked, ColumnMap, TablePreview, preview_table
from dashboard.articles.contents import kind_of
from dashboard.errors import ArticleError
from dashboard.ui.marks import plain_label

TABLES = frozenset({"csv", "xlsx", "jsonl"})
FIELDS = {  # of :class:`ColumnMap`
    "text": "Text",
    "title": "Title",
    "date": "Date",
    "publisher": "Publisher",
    "url": "Address",
    "author": "Author",
    "language": "Language",
}
NONE = "none"
ORDERS: Mapping[str, bool | None] = {
    "as the other dates show": None,
    "day first: 3 April": True,
    "month first: 4 March": False,
}
PREVIEWS_KEPT = 32


def show_table(file: UploadedFile, asked: Asked) -> Asked:
    """For a table: its first rows and what its columns hold, to be corrected; for any other file nothing.

    What to ask of the articles in it, with the columns that were chosen.
    """
    found = _preview(file.file_id, file.name, file)
    if found is None:
        return asked
    with st.expander(f"Columns of {plain_label(file.name)}", expanded=found.guess is None, icon=":material/table:"):
        if found.guess is None:
            st.markdown("No column is known to hold the articles’ texts. Choose it here.")
        chosen = _choose_columns(found, file.file_id)
        day_first = _choose_order(found, chosen, file)
        st.dataframe(pd.DataFrame(found.rows, columns=list(found.columns)), hide_index=True)
    return replace(asked, columns=chosen, day_first=day_first)


def _choose_columns(found: TablePreview, file_id: str) -> ColumnMap | None:
    chosen: dict[str, str | None] = {}
    with st.container(horizontal=True, key=f"columns-{file_id}"):
        for field, label in FIELDS.items():
            guessed = None if found.guess is None else getattr(found.guess, field)
            # Places and not names: a column may be called "none", or like another one.
            places = [*range(len(found.columns))] if field == "text" else [-1, *range(len(found.columns))]
            start = found.columns.index(guessed) if guessed in found.columns else None
            index = places.index(start) if start is not None else (None if field == "text" else 0)
            place = st.selectbox(
                label,
                places,
                index=index,
                format_func=lambda each: NONE if each < 0 else found.columns[each],
                key=f"column-{field}-{file_id}",
                placeholder="Choose",
                width=180,
            )
            chosen[field] = None if place is None or place < 0 else found.columns[place]
    text = chosen.pop("text")
    return None if text is None else ColumnMap(text=text, **chosen)


def _choose_order(found: TablePreview, chosen: ColumnMap | None, file: UploadedFile) -> bool | None:
    """How dates such as 03/04/2025 are meant, asked only where the column of dates does not show it."""
    guessed = None if found.guess is None else found.guess.date
    if chosen is not None and chosen.date != guessed:
        found = _preview(file.file_id, file.name, file, chosen) or found
    if not found.is_ambiguous:
        return None
    order = st.selectbox(
        "Dates such as 03/04/2025",
        list(ORDERS),
        key=f"order-{file.file_id}",
        help="No date of the table shows whether the day or the month comes first. Until you say it, such dates are "
        "left out and the articles stay undated.",
        width=320,
    )
    return ORDERS[order]


@st.cache_data(show_spinner="Looking at the table …", max_entries=PREVIEWS_KEPT)
def _preview(file_id: str, name: str, _file: UploadedFile, columns: ColumnMap | None = None) -> TablePreview | None:
    # The id is part of the key: two files may have one name.
    content = _file.getvalue()
    try:
        return preview_table(content, name, columns=columns) if kind_of(content, name) in TABLES else None
    except ArticleError:
        return None  # told with its repair when the file is read
    except Exception:  # noqa: BLE001 - as above: libraries raise what they like on broken files
        return None
