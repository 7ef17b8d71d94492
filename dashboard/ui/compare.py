"""The parts of the page that sets sides beside one another: gaps, agreement, and their sentences."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard.analysis import (
    Filters,
    agreement,
    by_sides,
    gaps,
    position_matrix,
    strongest,
    summarise,
    with_intervals,
)
from dashboard.analysis.agreement import MINIMUM_SHARED
from dashboard.catalogue.proposed import PROPOSED_NOTE, is_proposed, question_of
from dashboard.charts import Caption
from dashboard.charts.cells import look_of
from dashboard.charts.dots import dots_chart, dots_summary
from dashboard.charts.theme import NAMES
from dashboard.schema import Stance
from dashboard.ui.choices import choose_one, select_light
from dashboard.ui.clickable import show_clickable
from dashboard.ui.data import in_full
from dashboard.ui.downloads import Publication, show_downloads
from dashboard.ui.empty import offer_all_speakers
from dashboard.ui.evidence import card, evidence_count, reader_link, show_evidence
from dashboard.ui.files import today
from dashboard.ui.filter_words import filters_text
from dashboard.ui.names import counted, shown_text, topic_names
from dashboard.ui.sides import MOST, SIDES, choose_sides, explained, side_names, spells_of
from dashboard.ui.style import current_mode, show_heading, show_legend

ABOUT = "side_topic"  # parameter of the address
TOPICS_AT_ONCE = 12
QUOTES_IN_A_ROW = 3
SUGGESTIONS = 3
SOURCE = "Standpoint: positions read by machine from news articles, each with its sentence"


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows now."""

    sides: dict[str, str]  # label by key, in the order they were chosen
    filters: Filters
    said: pd.DataFrame  # statements of the sides, the side as ``country``
    cells: pd.DataFrame  # their position matrix with intervals
    gaps: pd.DataFrame  # its topics, widest gap first
    topics: dict[str, str]  # label by id, in that order

    def behind(self, side: str, topic: str) -> pd.DataFrame:
        """The statements of a side on a topic, under the country each came from."""
        said = self.said[(self.said["country"] == side) & (self.said["topic"] == topic)]
        return said[said["position"].notna()].assign(country=said["state"])

    @property
    def common(self) -> list[str]:
        """The topics on which at least two sides have spoken."""
        return list(self.gaps.loc[self.gaps["speakers"] > 1, "topic"])

    @property
    def title(self) -> str:
        """The sides as a title."""
        names = list(self.sides.values())
        return f"{', '.join(names[:-1])} and {names[-1]}"

    def caption(self, title: str, note: str = "") -> Caption:
        """What stands beside a chart of this page once it is on its own."""
        filters = filters_text(replace(self.filters, countries=tuple(self.sides)), self.sides, self.topics)
        marked = PROPOSED_NOTE if any(map(is_proposed, self.topics)) else ""
        parts = (f"{_extent(self)}. {filters}", note, explained(list(self.sides)), marked)
        return Caption(title, " ".join(filter(None, parts)), SOURCE, today())


def choose(frame: pd.DataFrame, filters: Filters) -> dict[str, str]:
    """The sides the reader wants to see, with their labels; fewer than two are none to compare."""
    names = side_names([str(code) for code in frame["country"].dropna().unique()])
    wanted = [code for code in filters.countries if code in names]
    return {side: names[side] for side in choose_sides(names, wanted if len(wanted) > 1 else [])}


def show_invitation(frame: pd.DataFrame, filters: Filters, chosen: dict[str, str]) -> None:
    """Too few sides: say what to do, and offer pairs that are worth a look."""
    names = side_names([str(code) for code in frame["country"].dropna().unique()])
    selected = select_light(frame, replace(filters, countries=()), named=list(chosen))
    pairs = agreement(selected, minimum_shared=MINIMUM_SHARED)
    if chosen:
        own = pairs["country"].isin(chosen) | pairs["other"].isin(chosen)
        pairs = pairs[own] if own.any() else pairs
    more = "one more" if chosen else "two"
    with st.container(border=True, key="compare-invitation"):
        st.markdown(f"**Choose {more} above** to see where they differ, how often they agree, and in whose words.")
        if pairs.empty:
            st.markdown("Under these filters no two have spoken on the same topics: take filters away.")
            offer_all_speakers(replace(filters, countries=()), key="compare-invitation")
            return
        st.markdown("Pairs worth a look, of those that share most topics:")
        for pair in _worth_a_look(pairs).to_dict("records"):
            one, other = pair["country"], pair["other"]
            st.button(
                f"{names[one]} and {names[other]}: agreement {pair['agreement']:.2f} "
                f"on {counted(pair['shared'], 'shared topic')}",
                key=f"compare-{one}-{other}",
                on_click=_compare,
                args=([one, other],),
            )


def view_of(sides: dict[str, str], frame: pd.DataFrame, filters: Filters) -> View:
    """Select, pool, add up and name what the page is to show. Its own choice takes the place of the country filter."""
    named = [side for side in sides if spells_of(side) is None]
    selected = select_light(frame, replace(filters, countries=()), named=named)
    said = by_sides(selected, {side: spells_of(side) for side in sides})
    cells = with_intervals(position_matrix(said))
    widest = gaps(cells)
    labels = topic_names(widest["topic"])
    return View(sides, filters, said, cells, widest, {topic: labels[topic] for topic in widest["topic"]})


def show_extent(view: View) -> None:
    """Say what the page rests on, who is silent, and whose voice stands for a bloc."""
    spoken = set(view.cells["country"])
    silent = [name for side, name in view.sides.items() if side not in spoken]
    notes = [_extent(view) + "."]
    notes += [f"Silent under these filters: {', '.join(silent)}."] if silent else []
    notes += ["The filter by country does not apply on this page."] if view.filters.countries else []
    notes += [explained(list(view.sides))]
    st.html(f'<p class="sp-note sp-extent">{html.escape(" ".join(filter(None, notes)))}</p>')
    if silent:
        missing = tuple(side for side in view.sides if side not in spoken)
        offer_all_speakers(replace(view.filters, countries=missing), key="compare-silent")


def show_nothing_common(view: View) -> None:
    """The sides have no topic in common."""
    with st.container(border=True, key="compare-nothing"):
        show_heading(
            "They have not spoken on the same topics",
            note="Silence is not neutrality: nothing can be said of their distance. Choose other sides, take filters "
            "away, or widen the dates.",
        )
        if set(view.sides) <= set(view.cells["country"]):  # where one is silent it has been offered already
            offer_all_speakers(replace(view.filters, countries=tuple(view.sides)), key="compare-nothing")


def show_gaps(view: View) -> None:
    """Where each side stands on each shared topic, widest gaps first; a click on a mark shows the sentences."""
    common = view.common
    show_heading("Where they differ", note=_gaps_note(view))
    shown = common
    if len(common) > TOPICS_AT_ONCE:
        everything = st.toggle(f"Show all {len(common)} shared topics", key="compare-all")
        shown = common if everything else common[:TOPICS_AT_ONCE]
    topics = {topic: view.topics[topic] for topic in shown}
    show_legend()
    clicked = show_clickable(
        dots_chart(view.cells, speakers=view.sides, topics=topics, mode=current_mode()),
        key="compare-gaps",
        alt=f"{dots_summary(view.cells, speakers=view.sides, topics=topics)} The list below leads to the sentences.",
    )
    note = "Widest gap first; the number beside a name counts its statements; thin line: 95% interval of the mean."
    data = _named(view, shown)
    caption = view.caption(f"Where {view.title} differ", note)
    show_downloads(
        Publication(lambda: dots_chart(view.cells, speakers=view.sides, topics=topics), caption, data),
        key="compare-gaps",
    )
    if clicked:
        _show_statements(view, *clicked)


def show_quotes(view: View) -> None:
    """One topic in the words of each side: a statement on the side of its mean, and how many more there are."""
    with st.container(key="compare-quotes"):
        heading = st.container()
        topics = {topic: view.topics[topic] for topic in view.topics if topic in set(view.cells["topic"])}
        topic = choose_one("Topic", topics, ABOUT, placeholder="The widest gap") or next(iter(topics))
        with heading:
            show_heading("In their words", note=f"{view.topics[topic]}: {question_of(topic)}")
        show_quotes_on(view, topic)


@st.dialog("Statements", width="large")
def _show_statements(view: View, side: str, topic: str) -> None:
    """The sentences behind the mark just clicked."""
    frame = view.behind(side, topic)
    show_heading(f"{view.sides[side]} on {view.topics[topic]}", note=f"{question_of(topic)} {evidence_count(frame)}")
    show_evidence(frame, key=f"compare-dialog-{side}-{topic}")


def show_quotes_on(view: View, topic: str) -> None:
    """The sides on one topic, each in its own words."""
    said = view.said[(view.said["topic"] == topic) & view.said["position"].notna()]
    cells = with_intervals(position_matrix(said)).set_index("country")
    sides = list(view.sides)
    for start in range(0, len(sides), QUOTES_IN_A_ROW):
        row = sides[start : start + QUOTES_IN_A_ROW]
        for place, side in zip(st.columns(len(row)), row, strict=True):
            with place:
                _show_quotes_of(view.sides[side], said[said["country"] == side], cells)


def _show_quotes_of(name: str, said: pd.DataFrame, cells: pd.DataFrame) -> None:
    """The statement that stands for a side; where it is torn one from either of its sides."""
    if said.empty:
        st.html(f'<p class="sp-note"><b>{html.escape(name)}</b>: silent. That is not neutrality.</p>')
        return
    cell = cells.loc[str(said["country"].iloc[0])]
    look = NAMES[look_of(cell)]
    st.html(f'<p class="sp-note"><b>{html.escape(name)}</b>: {look}, mean {cell["mean"]:+.2f}, n = {cell["n"]}</p>')
    torn = [said[said["position"] == str(side)] for side in (Stance.SUPPORT, Stance.OPPOSE)]
    for part in torn if cell["is_mixed"] else [said]:
        quote = strongest(part)
        (row,) = in_full(quote.assign(country=quote["state"])).to_dict("records")
        st.html(card(row, reader=reader_link(row)))


def _gaps_note(view: View) -> str:
    alone = len(view.gaps) - len(view.common)
    hidden = f" {counted(alone, 'topic')} on which only one of them speaks {'is' if alone == 1 else 'are'} left out."
    return (
        f"Mean positions on {counted(len(view.common), 'shared topic')}, widest gap first; the number beside a name "
        f"counts its statements, the thin line is the 95% interval. Click a square for the sentences."
        f"{hidden if alone else ''}"
    )


def _extent(view: View) -> str:
    placed = view.said[view.said["position"].notna()]
    return shown_text(summarise(placed.assign(country=placed["state"]).drop_duplicates(["article", "start", "id"])))


def _named(view: View, topics: list[str]) -> pd.DataFrame:
    """The marks of the chart with names beside their codes and the gap of their topic, as they are saved."""
    order = {topic: place for place, topic in enumerate(topics)}
    cells = view.cells[view.cells["topic"].isin(order)]
    named = cells.assign(
        side=cells["country"].map(view.sides),
        topic_name=cells["topic"].map(view.topics),
        gap=cells["topic"].map(view.gaps.set_index("topic")["gap"]),
    )
    named = named.sort_values("topic", key=lambda column: column.map(order), kind="stable")
    first = ["country", "side", "topic", "topic_name", "gap"]
    return named[first + [name for name in named.columns if name not in first]].round(4)


def _worth_a_look(pairs: pd.DataFrame) -> pd.DataFrame:
    """Of the pairs with most shared topics those that differ most and least."""
    best = pairs.sort_values(["shared", "n"], ascending=False, kind="stable").head(12)
    ordered = best.sort_values("agreement", kind="stable")
    return pd.concat([ordered.head(SUGGESTIONS), ordered.iloc[SUGGESTIONS:].tail(SUGGESTIONS)])


def _compare(sides: list[str]) -> None:
    st.session_state[SIDES] = sides[:MOST]
