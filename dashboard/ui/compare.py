"""The parts of the page that sets sides beside one another: gaps, agreement, and their sentences."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace
from itertools import combinations

import pandas as pd
import streamlit as st

from dashboard.analysis import Filters, position_matrix, summarise
from dashboard.analysis.agreement import (
    MINIMUM_SHARED,
    agreement,
    agreement_by_year,
    shared_topics,
    side_table,
    with_intervals,
)
from dashboard.analysis.profile import by_sides, gaps, strongest
from dashboard.catalogue.proposed import PROPOSED_NOTE, is_proposed, question_of
from dashboard.charts import Caption
from dashboard.charts.agreement import FEW, agreement_chart, agreement_summary, sides_chart, years_chart
from dashboard.charts.dots import dots_chart, dots_summary
from dashboard.charts.positions import look_of
from dashboard.charts.theme import NAMES
from dashboard.schema import Stance
from dashboard.ui.choices import choose_one, select_light, show_subheading
from dashboard.ui.clickable import show_clickable
from dashboard.ui.data import in_full
from dashboard.ui.downloads import Publication, show_downloads
from dashboard.ui.evidence import card, evidence_count, reader_link, show_evidence
from dashboard.ui.files import today
from dashboard.ui.filters import filters_text
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
    pairs = agreement(select_light(frame, replace(filters, countries=())), minimum_shared=MINIMUM_SHARED)
    if chosen:
        own = pairs["country"].isin(chosen) | pairs["other"].isin(chosen)
        pairs = pairs[own] if own.any() else pairs
    more = "one more" if chosen else "two"
    with st.container(border=True, key="compare-invitation"):
        st.markdown(f"**Choose {more} above** to see where they differ, how often they agree, and in whose words.")
        if pairs.empty:
            st.markdown("Under these filters no two have spoken on the same topics: take filters away.")
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
    selected = select_light(frame, replace(filters, countries=()))
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


def show_nothing_common(view: View) -> None:
    """The sides have no topic in common."""
    with st.container(border=True, key="compare-nothing"):
        show_heading(
            "They have not spoken on the same topics",
            note="Silence is not neutrality: nothing can be said of their distance. Choose other sides, let more kinds "
            "of speakers in, or widen the dates.",
        )


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
    light = dots_chart(view.cells, speakers=view.sides, topics=topics)
    show_downloads(Publication(light, view.caption(f"Where {view.title} differ", note), data), key="compare-gaps")
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
        _show_quotes_on(view, topic)


def show_agreement(view: View) -> None:
    """How close every two sides stand over the topics they share."""
    pairs = _pairs(view)
    show_heading(
        "Agreement",
        note="Closeness of mean positions, averaged over shared topics: 1 the same side throughout, 0 opposite sides. "
        "The line is the 95% interval; marks with fewer than "
        f"{FEW} shared topics are faint.",
    )
    names = [f"{view.sides[one]} - {view.sides[other]}" for one, other in pairs[["country", "other"]].to_numpy()]
    keyed = pairs.assign(key=pairs["country"] + "\n" + pairs["other"])
    clicked = show_clickable(
        agreement_chart(keyed, names=names, mode=current_mode()),
        key="compare-agreement",
        alt=agreement_summary(pairs, names=names),
    )
    _say_unshared(view, pairs)
    data = pairs.assign(pair=names).round(4)
    note = "Agreement from 0, opposite sides, to 1, same side; thin line: 95% interval."
    title = f"Agreement of {view.title}"
    show_downloads(Publication(agreement_chart(keyed, names=names), view.caption(title, note), data), key="agreement")
    if clicked:
        one, other = clicked[0].split("\n")
        _show_topics(view, one, other, None)


def show_pair(view: View) -> None:
    """For two sides: agreement year by year, and how often each stands on which side."""
    one, other = view.sides
    left, right = st.columns([3, 2], gap="large")
    with left:
        _show_years(view, one, other)
    with right:
        _show_sides(view, one, other)


def _show_years(view: View, one: str, other: str) -> None:
    years = agreement_by_year(view.said, one, other)
    show_heading(
        "Agreement over time",
        note="Only what both have said in the same year is compared; the number under a year counts those topics.",
    )
    if years.empty:
        st.html('<p class="sp-note">In no year have both spoken on the same topic.</p>')
        return
    light = years_chart(years, name=view.title)
    clicked = show_clickable(
        years_chart(years, name=view.title, mode=current_mode()),
        key="compare-years",
        alt=agreement_summary(years, names=[str(year) for year in years["year"]]),
    )
    caption = view.caption(f"Agreement of {view.title} by year", "The number under a year counts shared topics.")
    show_downloads(Publication(light, caption, years.round(4)), key="compare-years")
    if clicked:
        year = int(clicked[0])
        _show_topics(replace(view, said=view.said[view.said["date"].dt.year == year]), one, other, None, f" in {year}")


def _show_sides(view: View, one: str, other: str) -> None:
    counts = side_table(shared_topics(view.said, one, other))
    show_heading(
        "Sides taken on the same topics", note="Topics by the side nearest to each mean. Click a number for the topics."
    )
    figure = {
        mode: sides_chart(counts, one=view.sides[one], other=view.sides[other], mode=mode)
        for mode in ("light", current_mode())
    }
    words = ", ".join(
        f"{view.sides[one]} {down} and {view.sides[other]} {across}: {counts.loc[down, across]}"
        for down in counts.index
        for across in counts.columns
        if counts.loc[down, across]
    )
    clicked = show_clickable(
        figure[current_mode()], key="compare-sides", alt=f"Topics by sides. {words}.", width="content"
    )
    data = (
        counts.rename_axis(index="side_one").reset_index().melt("side_one", var_name="side_other", value_name="topics")
    )
    data = data.assign(one=view.sides[one], other=view.sides[other])
    show_downloads(
        Publication(figure["light"], view.caption(f"Sides of {view.title} on the same topics"), data),
        key="compare-sides",
    )
    if clicked:
        _show_topics(view, one, other, (clicked[0], clicked[1]))


@st.dialog("Statements", width="large")
def _show_statements(view: View, side: str, topic: str) -> None:
    """The sentences behind the mark just clicked."""
    frame = view.behind(side, topic)
    show_heading(f"{view.sides[side]} on {view.topics[topic]}", note=f"{question_of(topic)} {evidence_count(frame)}")
    show_evidence(frame, key=f"compare-dialog-{side}-{topic}")


@st.dialog("Shared topics", width="large")
def _show_topics(view: View, one: str, other: str, sides: tuple[str, str] | None, when: str = "") -> None:
    """The topics behind a mark of agreement, each with a sentence from either side."""
    shared = shared_topics(view.said, one, other)
    if sides is not None:
        shared = shared[(shared["side_one"] == sides[0]) & (shared["side_other"] == sides[1])]
    narrowed = replace(view, sides={one: view.sides[one], other: view.sides[other]})
    show_heading(
        f"{narrowed.title}{when}: {counted(len(shared), 'shared topic')}",
        note="Widest gap first." if len(shared) else "None.",
    )
    for row in shared.to_dict("records"):
        show_subheading(
            view.topics[row["topic"]],
            note=f"{view.sides[one]} {row['mean_one']:+.2f} (n = {row['n_one']}), "
            f"{view.sides[other]} {row['mean_other']:+.2f} (n = {row['n_other']}), gap {row['gap']:.2f}",
        )
        _show_quotes_on(narrowed, row["topic"])


def _show_quotes_on(view: View, topic: str) -> None:
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


def _pairs(view: View) -> pd.DataFrame:
    pairs = agreement(view.said, minimum_shared=1)
    return pairs.sort_values(["agreement", "shared"], ascending=[False, False], ignore_index=True)


def _say_unshared(view: View, pairs: pd.DataFrame) -> None:
    found = {frozenset(pair) for pair in pairs[["country", "other"]].to_numpy()}
    without = [pair for pair in combinations(view.sides, 2) if frozenset(pair) not in found]
    if without:
        names = ", ".join(f"{view.sides[one]} - {view.sides[other]}" for one, other in without)
        st.html(f'<p class="sp-note">No shared topic: {html.escape(names)}.</p>')


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
