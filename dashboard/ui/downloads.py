"""Files that people take away: pictures of a chart and the data in it, built only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.charts import Caption, published, standalone_html
from dashboard.export import table_bytes
from dashboard.ui.files import file_name
from dashboard.ui.images import show_image_buttons


@dataclass(frozen=True, slots=True)
class Publication:
    """A chart as it leaves the dashboard."""

    chart: go.Figure  # in light colours, without caption
    caption: Caption
    data: pd.DataFrame  # exactly what the chart draws


def show_downloads(publication: Publication, *, key: str) -> None:
    """Buttons for the chart as PNG, SVG and web page and for its data as CSV."""
    caption = publication.caption
    figure = published(publication.chart, caption)
    stem = file_name(caption.title, caption.day)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"{key}-downloads"):
        with st.container(width="content"):
            show_image_buttons(figure, name=stem, key=f"{key}-images")
        _file_button(
            "Web page",
            lambda: standalone_html(figure, title=caption.title, name=stem),
            f"{stem}.html",
            "text/html",
            key=f"{key}-html",
            help_text="The chart as it is here, with its hover boxes; opens without a network.",
        )
        _file_button(
            "Data (CSV)",
            lambda: table_bytes(publication.data, ".csv"),
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
        lambda: table_bytes(rows() if callable(rows) else rows, ".csv"),
        name,
        "text/csv",
        key=key,
        help_text="One row per statement.",
    )


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
