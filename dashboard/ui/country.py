"""The parts of the page on one country: positions, persons, changes, neighbours, and the sentences behind each."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard.analysis import (
    Filters,
    newest_first,
    not_heard,
    position_matrix,
    shifts,
    summarise,
    with_intervals,
)
from dashboard.catalogue.proposed import PROPOSED_NOTE, is_proposed, question_of
from dashboard.charts import Caption
from dashboard.charts.cells import look_of
from dashboard.charts.dots import dots_chart, dots_summary
from dashboard.charts.theme import NAMES
from dashboard.ui.address import record, restore
from dashboard.ui.choices import choose_one, select_light
from dashboard.ui.clickable import show_clickable
from dashboard.ui.data import in_full, statements
from dashboard.ui.downloads import Publication, show_downloads, show_statements_download
from dashboard.ui.empty import offer_all_speakers
from dashboard.ui.evidence import evidence_count, show_evidence
from dashboard.ui.files import file_name, today
from dashboard.ui.filter_words import filters_text, not_heard_text
from dashboard.ui.names import counted, country_names, day_text, shown_text, side_words, topic_names
from dashboard.ui.style import current_mode, show_heading, show_legend

# Names of parameters in the address: links that people have kept depend on them.
WHO = "profile"
ABOUT = "profile_topic"
LEAST_SHARED = "profile_shared"
NEIGHBOUR = "profile_with"
LEAST_CHOICES = (1, 2, 3, 5, 8)
NEAREST = 6  # countries shown at either end
SHIFTS_AT_ONCE = 3
MOVES_NAMED = 3
SOURCE = "Standpoint: positions read by machine from news articles, each with its sentence"
COMPARE_PAGE = "pages/compare.py"
SIDES = "side"  # parameter of that page


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows now."""

    code: str
    name: str
    filters: Filters  # with this country as the only one
    countries: dict[str, str]  # label by code, of all that could be chosen
    everyone: pd.DataFrame  # statements that pass the other filters
    own: pd.DataFrame  # those of this country
    cells: pd.DataFrame  # its position matrix with intervals
    topics: dict[str, str]  # label by id of the topics it speaks on, most supported first
    silent: dict[str, str]  # topics that others speak on
    moves: pd.DataFrame  # the topics on which it changed its mind, largest moves first

    def behind(self, topic: str | None) -> pd.DataFrame:
        """Its statements on a topic; ``None`` is any, also none."""
        return self.own if topic is None else self.own[(self.own["topic"] == topic) & self.own["position"].notna()]

    def caption(self, title: str, note: str = "") -> Caption:
        """What stands beside a chart of this page once it is on its own."""
        marked = PROPOSED_NOTE if any(map(is_proposed, self.topics)) else ""
        shown = f"{shown_text(summarise(self.own))}. {filters_text(self.filters, self.countries, self.topics)}"
        return Caption(title, " ".join(filter(None, (shown, note, marked))), SOURCE, today())


def choose_country(frame: pd.DataFrame, filters: Filters) -> str | None:
    """The list of all countries and organisations; first the one that the filters name or that says most."""
    names = country_names(frame["country"].dropna().unique())
    if not names:
        return None
    wanted = [code for code in filters.countries if code in names]
    first = wanted[0] if wanted else _most_talkative(frame, filters)
    restore(WHO, names)
    if st.session_state.get(WHO) is None:
        st.session_state[WHO] = first if first in names else next(iter(names))
    code = st.selectbox("Country or organisation", list(names), format_func=lambda code: names.get(code, code), key=WHO)
    record({WHO: [code]})
    return code


def view_of(code: str, frame: pd.DataFrame, filters: Filters) -> View:
    """Select, add up and name what the page is to show. Its own choice takes the place of the filter by country."""
    everyone = select_light(frame, replace(filters, countries=()), named=(code,))
    own = everyone[everyone["country"] == code]
    cells = with_intervals(position_matrix(own))
    order = cells.sort_values(["mean", "n", "topic"], ascending=[False, False, True])["topic"]
    labels = topic_names(order)
    others = set(everyone.loc[everyone["position"].notna(), "topic"].dropna().unique()) - set(order)
    return View(
        code,
        country_names([code])[code],
        replace(filters, countries=(code,)),
        country_names(frame["country"].dropna().unique()),
        everyone,
        own,
        cells,
        {topic: labels[topic] for topic in order},
        topic_names(others),
        shifts(own),
    )


def show_extent(view: View, filters: Filters) -> None:
    """Say what the page rests on, and that it has a choice of country of its own."""
    left_out = len(view.own) - int(view.cells["n"].sum())
    more = f" ({left_out:,} without a topic or a position {are(left_out)} in no chart)" if left_out else ""
    own_choice = " The filter by country does not apply on this page." if filters.countries else ""
    unheard = not_heard_text(not_heard(statements(), view.filters))
    others = f" {unheard}." if unheard else ""
    st.html(f'<p class="sp-note sp-extent">{shown_text(summarise(view.own))}{more}.{others}{own_choice}</p>')
    looks = [NAMES[look_of(cell)] for cell in view.cells.to_dict("records")]
    counts = [f"{name} {looks.count(name)}" for name in NAMES.values() if name in looks]
    if counts:
        moved = f"<br>{_moved(view)}" if len(view.moves) else ""
        st.html(f'<p class="sp-facts">On {counted(len(looks), "topic")}: {" · ".join(counts)}.{moved}</p>')


def _moved(view: View) -> str:
    """On which topics it changed its mind, for readers who come with that question; the sentences stand below."""
    named = [
        f"<b>{html.escape(view.topics[move['topic']])}</b> "
        f"({side_words(move['before'])} → {side_words(move['after'])}, by {day_text(move['first_after'])})"
        for move in view.moves.head(MOVES_NAMED).to_dict("records")
    ]
    rest = len(view.moves) - len(named)
    return f"Moved on {counted(len(view.moves), 'topic')}: {'; '.join(named)}{f' and {rest} more' if rest else ''}."


def show_silent(view: View) -> None:
    """The country was asked for, and the filters leave nothing of it: say so and name what would help."""
    with st.container(border=True, key="country-silent"):
        show_heading(
            f"{view.name} is silent here",
            note="No statement of it passes these filters. That is not neutrality. Widen the dates, take filters away, "
            "or choose another country above.",
        )
        offer_all_speakers(view.filters, key="country")


def show_positions(view: View) -> None:
    """Where it stands on each topic, with files; a click on a mark shows the sentences."""
    show_heading("Position on each topic", note=_positions_note(view))
    if not view.topics:
        st.html('<p class="sp-note">It says something, but on no topic: read its statements here.</p>')
        return
    speakers = {view.code: view.name}
    show_legend()
    clicked = show_clickable(
        dots_chart(view.cells, speakers=speakers, topics=view.topics, mode=current_mode()),
        key="country-positions",
        alt=f"{dots_summary(view.cells, speakers=speakers, topics=view.topics)} "
        "The list of topics beside the chart leads to the sentences without the mouse.",
    )
    _show_silent_topics(view)
    caption = view.caption(f"Where {view.name} stands", "Thin line: 95% interval of the mean.")
    show_downloads(
        Publication(
            lambda: dots_chart(view.cells, speakers=speakers, topics=view.topics), caption, _named(view.cells, view)
        ),
        key="country-positions",
    )
    if clicked:
        show_sentences(view, clicked[1], None)


def show_statements(view: View) -> None:
    """Its statements, newest first, on any topic or the one that is chosen from the list."""
    with st.container(key="country-evidence"):
        heading = st.container()
        topic = choose_one("Topic", view.topics, ABOUT, placeholder="Any topic")
        frame = view.behind(topic)
        with heading:
            asked = f"{question_of(topic)} " if topic is not None else ""
            title = "Most recent statements" if topic is None else f"{view.name} on {view.topics[topic]}"
            show_heading(title, note=asked + evidence_count(frame))
        show_evidence(frame, key=f"country-{view.code}-{topic}")
        name = file_name(f"statements {view.code} {topic or 'all'}", today(), ".csv")
        show_statements_download(lambda: newest_first(in_full(frame)), name, key="country-statements-csv")


@st.dialog("Statements", width="large")
def show_sentences(view: View, topic: str, day: pd.Timestamp | None) -> None:
    """The sentences behind the mark just clicked."""
    frame = view.behind(topic)
    frame = frame if day is None else frame[frame["date"].dt.normalize() == day]
    when = "" if day is None else f", {day_text(day)}"
    show_heading(f"{view.name} on {view.topics[topic]}{when}", note=f"{question_of(topic)} {evidence_count(frame)}")
    show_evidence(frame, key=f"country-dialog-{view.code}-{topic}-{day}")


def _show_silent_topics(view: View) -> None:
    if view.silent:
        with st.expander(f"Silent on {counted(len(view.silent), 'topic')} that others speak on"):
            st.text(" · ".join(view.silent.values()))


def _positions_note(view: View) -> str:
    return (
        "Mean of its statements on each topic; the number beside a topic counts them, the thin line is the 95% "
        "interval. Click a square for the sentences."
        if view.topics
        else ""
    )


def _named(cells: pd.DataFrame, view: View) -> pd.DataFrame:
    """The matrix with names beside its codes, in the order of the chart, as it is saved."""
    ordered = cells.set_index("topic").loc[list(view.topics)].reset_index()
    names = ordered.assign(country_name=view.name, topic_name=ordered["topic"].map(view.topics))
    first = ["country", "country_name", "topic", "topic_name"]
    return names[first + [name for name in names.columns if name not in first]].round(4)


def _most_talkative(frame: pd.DataFrame, filters: Filters) -> str | None:
    counts = select_light(frame, replace(filters, countries=()))["country"].value_counts()
    return str(counts.index[0]) if len(counts) and counts.iloc[0] else None


def are(number: int) -> str:
    """The verb after a number."""
    return "is" if number == 1 else "are"
