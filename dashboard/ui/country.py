"""The parts of the page on one country: positions, persons, changes, neighbours, and the sentences behind each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis import Filters, newest_first, position_matrix, summarise
from dashboard.analysis.agreement import MINIMUM_SHARED, agreement, agreement_of, with_intervals
from dashboard.analysis.profile import voices
from dashboard.analysis.shifts import shifts
from dashboard.catalogue.proposed import PROPOSED_NOTE, is_proposed, question_of
from dashboard.charts import Caption
from dashboard.charts.agreement import FEW, agreement_chart, agreement_summary
from dashboard.charts.dots import dots_chart, dots_summary
from dashboard.charts.positions import look_of
from dashboard.charts.profile import days_chart, days_summary, spoken_days
from dashboard.charts.theme import NAMES
from dashboard.ui.address import record, restore
from dashboard.ui.choices import choose_one, select_light, show_subheading
from dashboard.ui.clickable import show_clickable
from dashboard.ui.data import in_full
from dashboard.ui.downloads import Publication, show_downloads, show_statements_download
from dashboard.ui.evidence import card, evidence_count, reader_link, show_evidence
from dashboard.ui.files import file_name, today
from dashboard.ui.filters import filters_text
from dashboard.ui.names import counted, country_names, day_text, shown_text, topic_names
from dashboard.ui.style import current_mode, show_heading, show_legend

# Names of parameters in the address: links that people have kept depend on them.
WHO = "profile"
ABOUT = "profile_topic"
LEAST_SHARED = "profile_shared"
NEIGHBOUR = "profile_with"
LEAST_CHOICES = (1, 2, 3, 5, 8)
NEAREST = 6  # countries shown at either end
SHIFTS_AT_ONCE = 3
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
    everyone = select_light(frame, replace(filters, countries=()))
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
    )


def show_extent(view: View, filters: Filters) -> None:
    """Say what the page rests on, and that it has a choice of country of its own."""
    left_out = len(view.own) - int(view.cells["n"].sum())
    more = f" ({left_out:,} without a topic or a position {_are(left_out)} in no chart)" if left_out else ""
    own_choice = " The filter by country does not apply on this page." if filters.countries else ""
    st.html(f'<p class="sp-note sp-extent">{shown_text(summarise(view.own))}{more}.{own_choice}</p>')
    looks = [NAMES[look_of(cell)] for cell in view.cells.to_dict("records")]
    counts = [f"{name} {looks.count(name)}" for name in NAMES.values() if name in looks]
    if counts:
        st.html(f'<p class="sp-facts">On {counted(len(looks), "topic")}: {" · ".join(counts)}.</p>')


def show_silent(view: View) -> None:
    """The country was asked for, and the filters leave nothing of it: say so and name what would help."""
    with st.container(border=True, key="country-silent"):
        show_heading(
            f"{view.name} is silent here",
            note="No statement of it passes these filters. That is not neutrality. Let others speak for it too "
            "(opposition, other), widen the dates, or choose another country above.",
        )


def show_positions(view: View) -> None:
    """Where it stands on each topic, with files; a click on a mark shows the sentences."""
    show_heading("Position on each topic", note=_positions_note(view))
    if not view.topics:
        st.html('<p class="sp-note">It says something, but on no topic: read its statements here.</p>')
        return
    speakers = {view.code: view.name}
    show_legend()
    light = dots_chart(view.cells, speakers=speakers, topics=view.topics)
    clicked = show_clickable(
        dots_chart(view.cells, speakers=speakers, topics=view.topics, mode=current_mode()),
        key="country-positions",
        alt=f"{dots_summary(view.cells, speakers=speakers, topics=view.topics)} "
        "The list of topics beside the chart leads to the sentences without the mouse.",
    )
    _show_silent_topics(view)
    caption = view.caption(f"Where {view.name} stands", "Thin line: 95% interval of the mean.")
    show_downloads(Publication(light, caption, _named(view.cells, view)), key="country-positions")
    if clicked:
        _show_dialog(view, clicked[1], None)


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


def show_changes(view: View) -> None:
    """When it spoke, and where it moved from one side to another, with the two sentences that show it."""
    days = spoken_days(view.own)
    if days.empty:
        return
    moves = shifts(view.own)
    again = days.groupby("topic").size()
    topics = {topic: name for topic, name in view.topics.items() if again.get(topic, 0) > 1}
    show_heading("Changes over time", note=_changes_note(view, moves, topics))
    if topics:
        moved_first = sorted(topics, key=lambda topic: topic not in set(moves["topic"]))
        _show_days(view, days, {topic: topics[topic] for topic in moved_first})
    shown = view.own["id"].isin({*moves["statement_before"], *moves["statement_after"]})
    said = in_full(view.own[shown]).set_index("id", drop=False)
    for place, move in enumerate(moves.to_dict("records")):
        if place < SHIFTS_AT_ONCE:
            _show_shift(view, move, said)
    if len(moves) > SHIFTS_AT_ONCE:
        with st.expander(f"{len(moves) - SHIFTS_AT_ONCE} more changes"):
            for move in moves.to_dict("records")[SHIFTS_AT_ONCE:]:
                _show_shift(view, move, said)


def show_voices(view: View) -> None:
    """Who speaks for it: persons and bodies with their roles; a row leads to what they said."""
    own = in_full(view.own)
    found = voices(own)
    found["role"] = found["role"].fillna("").mask(found["actor"] == view.name, "the state or body itself")
    show_heading(
        "Who speaks for it",
        note=f"{counted(len(found), 'name')} by the fullest form the articles give; choose a row for the sentences.",
    )
    event = st.dataframe(
        found,
        hide_index=True,
        key=f"country-voices-{view.code}",
        on_select="rerun",
        selection_mode="single-row",
        alt=f"Table of {counted(len(found), 'speaker')} for {view.name} with roles and numbers of statements.",
        column_order=["actor", "role", "n", "support", "neutral", "oppose", "topics", "last", "represents"],
        column_config={
            "actor": st.column_config.TextColumn("Name", width=150),
            "role": st.column_config.TextColumn("Role as written", width=140),
            "represents": "Speaks for",
            "n": st.column_config.ProgressColumn(
                "Statements", format="%d", min_value=0, max_value=int(found["n"].max()), width="small"
            ),
            "topics": st.column_config.NumberColumn("Topics", width=50),
            "support": st.column_config.NumberColumn("+", help="statements that support", width=34),
            "neutral": st.column_config.NumberColumn("○", help="neutral statements", width=34),
            "oppose": st.column_config.NumberColumn("−", help="statements that oppose", width=34),
            "last": st.column_config.DateColumn("Last", format="D MMM YYYY"),
        },
    )
    for row in event["selection"]["rows"][:1]:
        actor, represents = found.loc[row, ["actor", "represents"]]
        frame = own[(own["actor"] == actor) & (own["represents"] == represents)]
        show_heading(f"{actor} for {view.name}", note=evidence_count(frame))
        show_evidence(frame, key=f"voice-{view.code}-{row}")


def show_neighbours(view: View) -> None:
    """The countries that stand nearest and farthest, by agreement on shared topics."""
    show_heading(
        "Nearest and farthest",
        note="Agreement is the closeness of mean positions, averaged over shared topics: 1 the same side throughout, "
        "0 opposite sides. The line is the 95% interval; marks with "
        f"fewer than {FEW} are faint.",
    )
    least = _choose_least()
    others = agreement_of(agreement(view.everyone, minimum_shared=least), view.code)
    if others.empty:
        st.html(
            f'<p class="sp-note">Nobody shares {counted(least, "topic")} with it. Ask for fewer, or take filters away.'
            "</p>"
        )
        return
    _show_ends(view, others, least)


def _choose_least() -> int:
    texts = [str(number) for number in LEAST_CHOICES]
    restore(LEAST_SHARED, texts)
    if st.session_state.get(LEAST_SHARED) is None:
        st.session_state[LEAST_SHARED] = str(MINIMUM_SHARED)
    chosen = st.segmented_control(
        "Topics that both must have spoken on, at least", texts, required=True, key=LEAST_SHARED
    )
    least = int(chosen or MINIMUM_SHARED)
    record({LEAST_SHARED: [] if least == MINIMUM_SHARED else [str(least)]})
    return least


def _show_ends(view: View, others: pd.DataFrame, least: int) -> None:
    halves = (others.head(NEAREST), others.iloc[NEAREST:].tail(NEAREST))
    shown = pd.concat(halves).assign(key=lambda rows: rows["country"])
    names = [view.countries.get(code, code) for code in shown["country"]]
    clicked = show_clickable(
        agreement_chart(shown, names=names, mode=current_mode()),
        key="country-neighbours",
        alt=f"{view.name}. {agreement_summary(shown, names=names)} The list below chooses one without the mouse.",
    )
    between = len(others) - len(shown)
    count = f"{counted(len(others), 'country', 'countries')} share at least {counted(least, 'topic')} with it"
    hidden = f"; {between} in the middle {_are(between)} not drawn" if between else ""
    st.html(f'<p class="sp-note">{count}{hidden}.</p>')
    title = f"Nearest to {view.name} and farthest from it"
    data = shown.drop(columns="key").assign(name=names).round(4)
    note = f"Agreement from 0 to 1 over at least {counted(least, 'shared topic')}; thin line: 95% interval."
    show_downloads(
        Publication(agreement_chart(shown, names=names), view.caption(title, note), data), key="country-neighbours"
    )
    _offer_comparison(view, list(others["country"]), clicked)


def _offer_comparison(view: View, others: list[str], clicked: list[str] | None) -> None:
    if clicked:
        st.session_state[NEIGHBOUR] = clicked[0]
    names = {code: name for code, name in view.countries.items() if code in others}
    other = choose_one("Look closer at one of them", names, NEIGHBOUR, placeholder="Choose a country")
    if other is not None:
        st.page_link(
            COMPARE_PAGE,
            label=f"{view.name} and {view.countries[other]} side by side, topic by topic, with their sentences",
            icon=":material/compare_arrows:",
            query_params={SIDES: [view.code, other]},
        )


def _show_days(view: View, days: pd.DataFrame, topics: dict[str, str]) -> None:
    clicked = show_clickable(
        days_chart(days, topics=topics, mode=current_mode()), key="country-days", alt=days_summary(days, topics=topics)
    )
    title = f"When {view.name} spoke, and on which side"
    shown = days[days["topic"].isin(topics)]
    data = shown.assign(topic_name=shown["topic"].map(topics)).round({"mean": 4})
    show_downloads(Publication(days_chart(days, topics=topics), view.caption(title), data), key="country-days")
    if clicked:
        _show_dialog(view, clicked[0], pd.Timestamp(clicked[1]))


def _show_shift(view: View, move: Mapping[str, Any], said: pd.DataFrame) -> None:
    before, after = (said.loc[str(move[f"statement_{when}"])] for when in ("before", "after"))
    few = " Few statements: read both before you rely on it." if min(move["n_before"], move["n_after"]) < 3 else ""
    show_subheading(
        view.topics[str(move["topic"])],
        note=f"mean {move['before']:+.2f} until {day_text(move['last_before'])} (n = {move['n_before']}), "
        f"{move['after']:+.2f} from {day_text(move['first_after'])} (n = {move['n_after']}).{few}",
    )
    left, right = st.columns(2)
    for place, word, row in ((left, "Before", before), (right, "After", after)):
        with place:
            st.html(f'<p class="sp-note"><b>{word}: {day_text(row["date"])}</b></p>{_card(row.to_dict())}')


def _card(row: Mapping[str, Any]) -> str:
    return card(row, reader=reader_link(row))


@st.dialog("Statements", width="large")
def _show_dialog(view: View, topic: str, day: pd.Timestamp | None) -> None:
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


def _changes_note(view: View, moves: pd.DataFrame, topics: Mapping[str, str]) -> str:
    if not topics:
        return "It has spoken on no topic on more than one day."
    spoken = f"It has spoken on {counted(len(topics), 'topic')} on more than one day"
    if moves.empty:
        return f"{spoken} and has moved a step on none of them."
    return f"{spoken} and has moved by a step (opposed, neutral, in favour) or more on {len(moves)}. Click a square."


def _named(cells: pd.DataFrame, view: View) -> pd.DataFrame:
    """The matrix with names beside its codes, in the order of the chart, as it is saved."""
    ordered = cells.set_index("topic").loc[list(view.topics)].reset_index()
    names = ordered.assign(country_name=view.name, topic_name=ordered["topic"].map(view.topics))
    first = ["country", "country_name", "topic", "topic_name"]
    return names[first + [name for name in names.columns if name not in first]].round(4)


def _most_talkative(frame: pd.DataFrame, filters: Filters) -> str | None:
    counts = select_light(frame, replace(filters, countries=()))["country"].value_counts()
    return str(counts.index[0]) if len(counts) and counts.iloc[0] else None


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
