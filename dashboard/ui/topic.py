"""The page on one question: which topic, who stands where, and the statements behind whatever is clicked."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
import streamlit as st

from dashboard.analysis import Filters, summarise
from dashboard.analysis.shifts import shifts
from dashboard.analysis.topic import Grouping, camps, groups, on_topic
from dashboard.catalogue.proposed import PROPOSED_NOTE, is_proposed, question_of, topic_name
from dashboard.charts import Caption
from dashboard.ui.address import record, restore
from dashboard.ui.choices import choose_one
from dashboard.ui.data import in_full
from dashboard.ui.downloads import show_statements_download
from dashboard.ui.empty import show_silence
from dashboard.ui.evidence import card, evidence_count, show_evidence
from dashboard.ui.files import file_name, today
from dashboard.ui.filter_words import filters_text
from dashboard.ui.marks import plain_label
from dashboard.ui.names import counted, country_names, shown_text, topic_names
from dashboard.ui.picks import field_of, topic_groups
from dashboard.ui.review_desk import AMENDED_TOPIC, PART, Part
from dashboard.ui.style import show_heading

# Names of parameters in the address: links that people have kept depend on them.
ABOUT = "about"
WHO = "about_country"
FEW = 3  # statements on either side of a change; fewer are said to be few
COUNTRY_PAGE = "pages/country.py"
REVIEW_PAGE = "pages/review.py"
PROFILE = "profile"  # parameter of that page
OPENED = "topic-opened"  # what was just clicked: a country, region or bloc, and for a dot its statement
SOURCE = "Standpoint: positions read by machine from news articles, each with its sentence"


@dataclass(frozen=True)
class View:
    """What the page shows now."""

    topic: str
    filters: Filters
    said: pd.DataFrame  # the statements on the topic that pass the filters, in full
    labels: dict[str, str]  # country names by code

    @cached_property
    def camps(self) -> pd.DataFrame:
        """Every country with its camp."""
        return camps(self.said)

    @cached_property
    def moves(self) -> pd.DataFrame:
        """The countries that changed their mind; those on good evidence first, then the largest moves."""
        moves = shifts(self.said)
        is_thin = moves[["n_before", "n_after"]].min(axis=1) < FEW
        return moves.loc[is_thin.sort_values(kind="stable").index].reset_index(drop=True)

    @property
    def question(self) -> str:
        """What is asked."""
        return question_of(self.topic)

    def name(self, group: str) -> str:
        """What to call a country, a bloc or a region."""
        return self.labels.get(group) or country_names([group])[group]

    def behind(self, group: str | None) -> pd.DataFrame:
        """The statements of a country, or of the countries of a region or bloc; ``None`` is everyone."""
        if group is None:
            return self.said
        own = self.said[self.said["country"] == group]
        if len(own):
            return own
        for by in (Grouping.REGION, Grouping.BLOC):
            within = groups(self.labels, by, on=today()).get(group, [])
            if within:
                return self.said[self.said["country"].isin(within)]
        return own

    def asking(self, country: str | None) -> Filters:
        """The filters, narrowed to the topic and a country."""
        return replace(self.filters, topics=(self.topic,), countries=(country,) if country else self.filters.countries)

    def caption(self, *notes: str) -> Caption:
        """What stands beside a chart of this page once it is on its own."""
        marked = PROPOSED_NOTE if is_proposed(self.topic) else ""
        topics = topic_names([self.topic, *self.filters.topics])
        shown = f"{shown_text(summarise(self.said))}. {filters_text(self.filters, self.labels, topics)}"
        return Caption(self.question, " ".join(filter(None, (shown, *notes, marked))), SOURCE, today())


def choose_topic(selected: pd.DataFrame) -> str | None:
    """The list of all topics that the selected statements take a side on, by field; first the one most speak on."""
    placed = selected[selected["position"].notna() & selected["country"].notna()]
    pairs = placed[["topic", "country"]].drop_duplicates().dropna()
    speakers = pairs["topic"].astype("str").value_counts()
    if speakers.empty:
        return None
    by_field = topic_groups(tuple(topic_names(speakers.index)))
    names = {topic: f"{field_of(topic)} · {topic_name(topic)}" for field in by_field.values() for topic in field}
    restore(ABOUT, names)
    if st.session_state.get(ABOUT) not in names:
        st.session_state[ABOUT] = _first_topic(speakers)
    topic = st.selectbox(
        "Topic",
        list(names),
        format_func=lambda each: names.get(each, each),
        key=ABOUT,
        help="By field; type to search. Only topics on which the statements you have filtered take a side are listed.",
    )
    record({ABOUT: [topic]})
    return topic


def view_of(topic: str, selected: pd.DataFrame, filters: Filters) -> View:
    """Select what the page is to show."""
    said = in_full(on_topic(selected, topic))
    return View(topic, filters, said, country_names({*said["country"].dropna().unique(), *filters.countries}))


def show_question(view: View) -> None:
    """The question as the title, and how much the page rests on."""
    count = shown_text(summarise(view.said))
    mark = f"<br>{html.escape(PROPOSED_NOTE)}" if is_proposed(view.topic) else ""
    st.html(f'<h1 class="sp-question">{html.escape(view.question)}</h1><p class="sp-note">{count}{mark}</p>')
    if is_proposed(view.topic):
        st.page_link(
            REVIEW_PAGE,
            label="Adopt it with a question of your own, or merge it into another topic",
            icon=":material/edit_note:",
            query_params={PART: str(Part.TOPICS), AMENDED_TOPIC: view.topic},
        )


def open_group(*carried: str) -> None:
    """Show the statements of a country, region or bloc at the end of this run; a second word is a statement's id."""
    st.session_state[OPENED] = carried


def chosen_country(view: View) -> str | None:
    """The country that the charts frame and the page lists: the one just clicked, or the one chosen before."""
    restore(WHO, view.labels)
    opened = st.session_state.get(OPENED)
    if opened and opened[0] in view.labels:
        st.session_state[WHO] = opened[0]
    return st.session_state.get(WHO)


def show_statements(view: View) -> None:
    """The statements of the chosen country, or of all, below the charts."""
    with st.container(key="topic-statements"):
        heading = st.container()
        country = choose_one("Statements of", view.labels, WHO, placeholder="Everyone")
        frame = view.behind(country)
        with heading:
            who = "all" if country is None else view.name(country)
            show_heading(f"Statements: {who}", note=evidence_count(frame) if len(frame) else "")
        if frame.empty:
            show_silence(view.asking(country), key="topic-statements")
            return
        show_evidence(frame, key=f"topic-{view.topic}-{country}")
        name = file_name(f"statements {view.topic} {country or 'all'}", today(), ".csv")
        show_statements_download(frame, name, key="topic-statements-csv")


def show_opened(view: View) -> None:
    """Over the page, the statements of what was just clicked."""
    opened = st.session_state.pop(OPENED, None)
    if opened:
        _show_dialog(view, *opened)


@st.dialog("Statements", width="large")
def _show_dialog(view: View, group: str, statement: str | None = None) -> None:
    frame = view.behind(group)
    show_heading(view.name(group), note=view.question)
    if group in view.labels:
        st.page_link(
            COUNTRY_PAGE,
            label=f"{plain_label(view.name(group))} on all topics",
            icon=":material/flag:",
            query_params={PROFILE: group},
        )
    clicked = frame[frame["id"] == statement]
    if len(clicked):
        st.html(card(clicked.iloc[0].to_dict()))
        frame = frame[frame["id"] != statement]
        if frame.empty:
            return
        show_heading("", note=f"And {counted(len(frame), 'more statement')} of {view.name(group)}")
    if frame.empty:
        show_silence(view.asking(group), key="topic-dialog")
        return
    if not len(clicked):
        st.html(f'<p class="sp-note">{evidence_count(frame)}</p>')
    show_evidence(frame, key=f"topic-dialog-{view.topic}-{group}")


def _first_topic(speakers: pd.Series[int]) -> str:
    """The topic that most countries speak on; one of the catalogue before those that are only proposed."""
    known = [topic for topic in speakers.index if not is_proposed(topic)]
    return str((known or list(speakers.index))[0])
