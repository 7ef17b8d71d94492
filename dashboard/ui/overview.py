"""The parts of the first page that know one another: the chart, the chosen cell and its evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.analysis import Filters, contested, newest_first, position_matrix, summarise
from dashboard.catalogue.proposed import PROPOSED_NOTE, is_proposed, question_of, topic_name
from dashboard.charts import Caption
from dashboard.charts.board import Board, Choice, board_of
from dashboard.charts.positions import board_chart
from dashboard.ui.data import in_full
from dashboard.ui.downloads import Publication, show_downloads, show_statements_download
from dashboard.ui.empty import show_silence
from dashboard.ui.evidence import evidence_count, show_evidence
from dashboard.ui.files import file_name, today
from dashboard.ui.filter_words import filters_text
from dashboard.ui.marks import plain_label
from dashboard.ui.matrix import choose_cell, chosen_cell, show_matrix, was_clicked
from dashboard.ui.names import counted, shown_text
from dashboard.ui.ordering import ORDER_NOTES, Arrangement, Order, arrange, choose_size
from dashboard.ui.style import show_heading, show_legend, sides_bar

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

WIDEST_BESIDE = 560  # pixels; a wider chart has its evidence below instead of beside it
SMALLEST_COLUMN = 420  # pixels; room for the legend and the buttons
PAGE_WIDTH = 1050  # pixels of a page beside the side bar on a common screen
MOST_CONTESTED = 6
TOPIC_PAGE = "pages/topic.py"
ABOUT = "about"  # parameter of that page
WAYS = (
    (TOPIC_PAGE, "Who is for and against one question", ":material/question_mark:"),
    ("pages/compare.py", "Where two or more differ", ":material/compare_arrows:"),
    ("pages/country.py", "When one changed its mind, in whose words", ":material/flag:"),
)
SOURCE = "Standpoint: positions read by machine from news articles, each with its sentence"


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows now."""

    title: str
    filters: Filters
    selected: pd.DataFrame  # statements that pass the filters
    matrix: pd.DataFrame  # their positions added up
    order: Order
    arranged: Arrangement  # rows and columns of the chart
    board: Board  # the chart, laid out

    @property
    def countries(self) -> dict[str, str]:
        """Label by code of the countries in the chart, in its order."""
        return {key: name for key, name in self.arranged.countries.items() if key not in self.arranged.headings}

    @property
    def topics(self) -> dict[str, str]:
        """Label by id of the topics in the chart, in its order."""
        return self.arranged.topics

    @property
    def shown(self) -> pd.DataFrame:
        """The cells that the chart draws."""
        return self.matrix[self.matrix["country"].isin(self.countries) & self.matrix["topic"].isin(self.topics)]

    @property
    def is_wide(self) -> bool:
        """Whether the chart leaves no room beside it."""
        return self.board.width > WIDEST_BESIDE

    def behind(self, country: str | None, topic: str | None) -> pd.DataFrame:
        """The statements of a cell; ``None`` stands for any country or topic."""
        frame = self.selected
        wanted = {"position": None, "country": country, "topic": topic}
        kept = np.ones(len(frame), dtype=bool)
        for column, value in wanted.items():
            labels = frame[column].cat
            codes = labels.codes.to_numpy()
            kept &= codes >= 0 if value is None else codes == labels.categories.get_indexer([value])[0]
        return frame.take(np.flatnonzero(kept))


def view_of(title: str, selected: pd.DataFrame, filters: Filters, *, order: Order, limit: bool) -> View:
    """Add up and name what the page is to show of the statements that pass the filters."""
    matrix = position_matrix(selected)
    arranged = arrange(matrix, (filters.countries, filters.topics), order, limit=limit)
    board = board_of(matrix, row_labels=arranged.countries, column_labels=arranged.topics, headings=arranged.headings)
    return View(title, filters, selected, matrix, order, arranged, board)


def show_ways() -> None:
    """Where the other questions are answered that people come with."""
    with st.container(horizontal=True, gap="medium", key="ways"):
        for page, label, icon in WAYS:
            st.page_link(page, label=label, icon=icon)


def show_left_out(view: View) -> None:
    """Say what passes the filters and is not in the chart, because it has no place there."""
    number = len(view.selected) - int(view.matrix["n"].sum())
    if number:
        verb = "is" if number == 1 else "are"
        st.html(f'<p class="sp-note">{number:,} without a topic, a country or a side {verb} not in the chart.</p>')


def split(view: View) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Places for chart and evidence: side by side where the chart leaves room, else one below the other."""
    if view.is_wide:
        return st.container(), st.container()
    width = max(SMALLEST_COLUMN, view.board.width)
    left, right = st.columns([width, PAGE_WIDTH - width], gap="medium")
    return left, right


def show_chart(view: View) -> None:
    """The matrix with its legend; the chosen cell is framed."""
    show_legend()
    show_matrix(view.board, view.shown, chosen_cell(view.countries, view.topics))
    if _proposed(view):
        st.html(f'<p class="sp-note">{_proposed(view)}</p>')
    choose_size(view.arranged.left_out)


def show_files(view: View) -> None:
    """The chart and its data to take away."""
    caption = Caption(view.title, _told(view), SOURCE, today())
    show_downloads(Publication(lambda: board_chart(view.board), caption, _named(view)), key="overview")


def show_evidence_of_cell(view: View) -> None:
    """The statements behind the chosen cell; without a choice the newest of all."""
    with st.container(key="evidence"):
        heading = st.container()
        cell = choose_cell(view.countries, view.topics)
        with heading:
            _show_heading(view, cell)
        _show_statements(view, cell, key="evidence")
    if was_clicked() and view.is_wide:
        _show_dialog(view, cell)


@st.dialog("Statements", width="large")
def _show_dialog(view: View, cell: Choice) -> None:
    """The evidence of the square just clicked, over a chart so large that the list below it is out of sight."""
    _show_heading(view, cell)
    _show_statements(view, cell, key="dialog")


def _show_heading(view: View, cell: Choice) -> None:
    frame = view.behind(*cell)
    hint = "Click a square or choose from the lists. " if cell == (None, None) else ""
    count = evidence_count(frame) if len(frame) else counted(0, "statement")
    asked = f"{question_of(cell[1])} " if cell[1] is not None else ""
    show_heading(_heading(view, *cell), note=hint + asked + count)


def _show_statements(view: View, cell: Choice, *, key: str) -> None:
    frame = view.behind(*cell)
    country, topic = cell
    if frame.empty:
        asked = replace(view.filters, countries=(country,) if country else view.filters.countries)
        show_silence(replace(asked, topics=(topic,) if topic else asked.topics), key=key)
        return
    show_evidence(frame, key=f"{key}-{country}-{topic}")
    name = file_name(f"statements {country or 'all'} {topic or 'all'}", today(), ".csv")
    show_statements_download(lambda: newest_first(in_full(frame)), name, key=f"{key}-csv")


def _heading(view: View, country: str | None, topic: str | None) -> str:
    if country is None and topic is None:
        return "Newest statements"
    who = "Everyone" if country is None else view.countries[country]
    return f"{who} on {'everything' if topic is None else view.topics[topic]}"


def _told(view: View) -> str:
    """What must be said beside the chart once it is taken out of the dashboard."""
    frame = view.selected
    drawn = frame["country"].isin(view.countries) & frame["topic"].isin(view.topics) & frame["position"].notna()
    parts = [
        f"{shown_text(summarise(frame[drawn]))}.",
        filters_text(view.filters, view.countries, view.topics),
        f"Order: {ORDER_NOTES[view.order]}.",
        _proposed(view),
    ]
    return " ".join(filter(None, parts))


def _proposed(view: View) -> str:
    """What the mark of proposed topics means, where there are any."""
    has_any = any(map(is_proposed, view.topics))
    return PROPOSED_NOTE if has_any else ""


def _named(view: View) -> pd.DataFrame:
    """The cells of the chart with names beside their codes, as they are saved."""
    cells = view.shown
    names = cells.assign(country_name=cells["country"].map(view.countries), topic_name=cells["topic"].map(view.topics))
    names["topic_proposed"] = cells["topic"].map(is_proposed).astype(bool)
    first = ["country", "country_name", "topic", "topic_name", "topic_proposed"]
    return names[first + [name for name in names.columns if name not in first]].round({"mean": 4})


def show_contested(view: View) -> None:
    """The questions on which most countries stand on both sides; each leads to its page."""
    disputed = contested(view.matrix)
    disputed = disputed[disputed["smaller"] > 0].head(MOST_CONTESTED)
    if disputed.empty:
        return
    with st.container(key="contested", gap=None):
        show_heading("Most contested topics", note="Countries for, undecided and against, by their mean position")
        for each in disputed.to_dict("records"):
            topic_id = each["topic"]
            st.page_link(TOPIC_PAGE, label=plain_label(topic_name(topic_id)), query_params={ABOUT: topic_id})
            st.html(sides_bar(each["supporting"], each["undecided"], each["opposing"]))
