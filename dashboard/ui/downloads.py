"""Files that people take away: pictures of a chart and the data in it, built only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.charts import Caption, published, standalone_html
from dashboard.ui.files import file_name
from dashboard.ui.images import show_image_buttons


@dataclass(frozen=True, slots=True)
class Publication:
    """A chart as it leaves the dashboard."""

    chart: Callable[[], go.Figure]  # draws it in light colours, without caption, once somebody wants it
    caption: Caption
    data: pd.DataFrame  # exactly what the chart draws

    def figure(self) -> go.Figure:
        """The chart with its caption."""
        return published(self.chart(), self.caption)

    def web_page(self, name: str) -> str:
        """The chart as a page that opens without a network."""
        return standalone_html(self.figure(), title=self.caption.title, name=name)


def show_downloads(publication: Publication, *, key: str, name: str | None = None) -> None:
    """Buttons for the chart as PNG, SVG and web page and for its data as CSV.

    The files are called by ``name``, or by the title where that tells the chart from others.
    """
    caption = publication.caption
    stem = file_name(name or caption.title, caption.day)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"{key}-downloads"):
        with st.container(width="content"):
            show_image_buttons(publication.figure, name=stem, key=f"{key}-images")
        _file_button(
            "Web page",
            lambda: publication.web_page(stem),
            f"{stem}.html",
            "text/html",
            key=f"{key}-html",
            help_text="The chart as it is here, with its hover boxes; opens without a network.",
        )
        _file_button(
            "Data (CSV)",
            lambda: _csv(publication.data),
            f"{stem}.csv",
            "text/csv",
            key=f"{key}-csv",
            help_text="Exactly what the chart draws.",
        )


def show_statements_download(rows: pd.DataFrame | Callable[[], pd.DataFrame], name: str, *, key: str) -> None:
    """A button for statements as CSV, in the columns of the statement table.

    Rows that take time to find are given as a function, which is called when the button is pressed.
    """
    _file_button(
        "These statements (CSV)",
        lambda: _csv(rows() if callable(rows) else rows),
        name,
        "text/csv",
        key=key,
        help_text="One row per statement.",
    )


def _csv(rows: pd.DataFrame) -> bytes:
    from dashboard.export import table_bytes  # with it come the libraries of all kinds of files

    return table_bytes(rows, ".csv")


def _file_button(
    label: str, build: Callable[[], bytes | str], name: str, mime: str, *, key: str, help_text: str
) -> None:
    """A button whose file is built when it is pressed."""
    st.download_button(
        label,
        data=build,
        file_name=name,
        mime=mime,
        key=key,
        on_click="ignore",  # saving a file changes nothing on the page
        icon=":material/download:",
        help=help_text,
    )
