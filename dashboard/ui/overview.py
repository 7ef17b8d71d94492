"""The parts of the first page that know one another: the chart, the chosen cell and its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.analysis import Filters, newest_first, position_matrix, select_statements, summarise
from dashboard.charts import Caption, position_chart
from dashboard.charts.theme import Mode
from dashboard.ui.downloads import Publication, show_downloads, show_statements_download
from dashboard.ui.evidence import evidence_count, show_evidence
from dashboard.ui.files import file_name, today
from dashboard.ui.filters import filters_text
from dashboard.ui.matrix import Cell, choose_cell, show_matrix, was_clicked
from dashboard.ui.names import PROPOSED, counted, country_names, is_proposed, shown_text, topic_names
from dashboard.ui.style import current_mode, show_heading, show_legend

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

WIDEST_BESIDE = 560  # pixels; a wider chart has its evidence below instead of beside it
SMALLEST_COLUMN = 420  # pixels; room for the legend and the buttons
PAGE_WIDTH = 1050  # pixels of a page beside the side bar on a common screen
SOURCE = "Standpoint: positions read by machine from news articles, each with its sentence"


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows now."""

    title: str
    filters: Filters
    selected: pd.DataFrame  # statements that pass the filters
    placed: pd.DataFrame  # those of them that have a place in the matrix
    matrix: pd.DataFrame  # their positions added up
    countries: dict[str, str]  # label by code, in the order of the chart
    topics: dict[str, str]
    light: go.Figure  # the chart in light colours, without a choice: the one that is saved

    def chart(self, mode: Mode, chosen: Cell = (None, None)) -> go.Figure:
        """The matrix as a figure, with the chosen line, column or cell framed."""
        return position_chart(
            self.matrix, row_labels=self.countries, column_labels=self.topics, mode=mode, chosen=chosen
        )

    @property
    def is_wide(self) -> bool:
        """Whether the chart leaves no room beside it."""
        return bool(self.light.layout.width > WIDEST_BESIDE)

    def behind(self, country: str | None, topic: str | None) -> pd.DataFrame:
        """The statements of a cell; ``None`` stands for any country or topic."""
        frame = self.placed
        frame = frame if country is None else frame[frame["country"] == country]
        return frame if topic is None else frame[frame["topic"] == topic]


def view_of(title: str, frame: pd.DataFrame, filters: Filters) -> View:
    """Select, add up and name what the page is to show."""
    selected = select_statements(frame, filters)
    matrix = position_matrix(selected)
    placed = selected[selected["position"].notna() & selected["country"].notna()]
    # A country the reader asked for keeps its line when it is silent: that it says nothing is an answer.
    countries = country_names({*matrix["country"], *filters.countries})
    topics = _most_shared_first(topic_names({*matrix["topic"], *filters.topics}), matrix)
    light = position_chart(matrix, row_labels=countries, column_labels=topics)
    return View(title, filters, selected, placed, matrix, countries, topics, light)


def _most_shared_first(topics: dict[str, str], matrix: pd.DataFrame) -> dict[str, str]:
    """Topics of the catalogue before proposed ones, and in each group those first on which most countries speak."""
    countries = matrix["topic"].value_counts()
    return dict(sorted(topics.items(), key=lambda topic: (is_proposed(topic[0]), -int(countries.get(topic[0], 0)))))


def show_extent(view: View) -> None:
    """Say exactly what the matrix shows, and how much it leaves out."""
    left_out = _left_out(len(view.selected) - len(view.placed))
    st.html(f'<p class="sp-note sp-extent">{shown_text(summarise(view.placed))}{left_out}</p>')


def split(view: View) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Places for chart and evidence: side by side where the chart leaves room, else one below the other."""
    if view.is_wide:
        return st.container(), st.container()
    width = max(SMALLEST_COLUMN, int(view.light.layout.width))
    left, right = st.columns([width, PAGE_WIDTH - width], gap="medium")
    return left, right


def show_chart(view: View, cell: Cell) -> None:
    """The matrix with its legend and its files; the chosen cell is framed."""
    show_legend()
    show_matrix(view.chart(current_mode(), cell), view.matrix)
    if _proposed(view):
        st.html(f'<p class="sp-note">{_proposed(view)}</p>')
    shown = f"{shown_text(summarise(view.placed))}. {filters_text(view.filters, view.countries, view.topics)}"
    caption = Caption(view.title, f"{shown} {_proposed(view)}", SOURCE, today())
    show_downloads(Publication(view.light, caption, _named(view)), key="overview")
    if was_clicked() and view.is_wide:
        _show_dialog(view, cell)


def show_evidence_of_cell(view: View) -> Cell:
    """The statements behind the chosen cell, which is given back; without a choice the newest of all."""
    with st.container(key="evidence"):
        heading = st.container()
        cell = choose_cell(view.countries, view.topics)
        with heading:
            _show_heading(view, cell)
        _show_statements(view, cell, key="evidence")
    return cell


@st.dialog("Statements", width="large")
def _show_dialog(view: View, cell: Cell) -> None:
    """The evidence of the square just clicked, over a chart so large that the list below it is out of sight."""
    _show_heading(view, cell)
    _show_statements(view, cell, key="dialog")


def _show_heading(view: View, cell: Cell) -> None:
    frame = view.behind(*cell)
    hint = "Click a square or choose from the lists. " if cell == (None, None) else ""
    count = evidence_count(frame) if len(frame) else counted(0, "statement")
    show_heading(_heading(view, *cell), note=hint + count)


def _show_statements(view: View, cell: Cell, *, key: str) -> None:
    frame = view.behind(*cell)
    if frame.empty:
        st.html('<p class="sp-note">Silent: no statement was found here. That is not neutrality.</p>')
        return
    country, topic = cell
    show_evidence(frame, key=f"{key}-{country}-{topic}")
    name = file_name(f"statements {country or 'all'} {topic or 'all'}", today(), ".csv")
    show_statements_download(newest_first(frame), name, key=f"{key}-csv")


def _heading(view: View, country: str | None, topic: str | None) -> str:
    if country is None and topic is None:
        return "Newest statements"
    who = "Everyone" if country is None else view.countries[country]
    return f"{who} on {'everything' if topic is None else view.topics[topic]}"


def _left_out(number: int) -> str:
    verb = "is" if number == 1 else "are"
    return f" ({number:,} more without a topic or a country {verb} not in the chart)" if number else ""


def _proposed(view: View) -> str:
    """What the mark of proposed topics means, where there are any."""
    has_any = any(map(is_proposed, view.topics))
    return f"{PROPOSED} topic found in an article, not in the catalogue of topics." if has_any else ""


def _named(view: View) -> pd.DataFrame:
    """The matrix with names beside its codes, as it is saved."""
    names = view.matrix.assign(
        country_name=view.matrix["country"].map(view.countries), topic_name=view.matrix["topic"].map(view.topics)
    )
    first = ["country", "country_name", "topic", "topic_name"]
    return names[first + [name for name in names.columns if name not in first]].round({"mean": 4})
