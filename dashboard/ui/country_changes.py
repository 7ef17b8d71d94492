"""When one country spoke and where it moved, with the sentence from before and the one from after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.profile import days_chart, days_summary, spoken_days
from dashboard.ui.choices import show_subheading
from dashboard.ui.clickable import show_clickable
from dashboard.ui.country import View, show_sentences
from dashboard.ui.data import in_full
from dashboard.ui.downloads import Publication, show_downloads
from dashboard.ui.evidence import card, reader_link
from dashboard.ui.names import counted, day_text
from dashboard.ui.style import current_mode, show_heading

SHIFTS_AT_ONCE = 3
FEW = 3  # statements on either side of a change; fewer are said to be few


def show_changes(view: View) -> None:
    """When it spoke, and where it moved from one side to another, with the two sentences that show it."""
    days = spoken_days(view.own)
    if days.empty:
        return
    moves = view.moves
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


def _show_days(view: View, days: pd.DataFrame, topics: dict[str, str]) -> None:
    clicked = show_clickable(
        days_chart(days, topics=topics, mode=current_mode()), key="country-days", alt=days_summary(days, topics=topics)
    )
    title = f"When {view.name} spoke, and on which side"
    shown = days[days["topic"].isin(topics)]
    data = shown.assign(topic_name=shown["topic"].map(topics)).round({"mean": 4})
    show_downloads(Publication(lambda: days_chart(days, topics=topics), view.caption(title), data), key="country-days")
    if clicked:
        show_sentences(view, clicked[0], pd.Timestamp(clicked[1]))


def _show_shift(view: View, move: Mapping[str, Any], said: pd.DataFrame) -> None:
    before, after = (said.loc[str(move[f"statement_{when}"])] for when in ("before", "after"))
    few = " Few statements: read both before you rely on it." if min(move["n_before"], move["n_after"]) < FEW else ""
    show_subheading(
        view.topics[str(move["topic"])],
        note=f"mean {move['before']:+.2f} until {day_text(move['last_before'])} (n = {move['n_before']}), "
        f"{move['after']:+.2f} from {day_text(move['first_after'])} (n = {move['n_after']}).{few}",
    )
    left, right = st.columns(2)
    for place, word, row in ((left, "Before", before), (right, "After", after)):
        with place:
            shown = card(row.to_dict(), reader=reader_link(row.to_dict()))
            st.html(f'<p class="sp-note"><b>{word}: {day_text(row["date"])}</b></p>{shown}')


def _changes_note(view: View, moves: pd.DataFrame, topics: Mapping[str, str]) -> str:
    if not topics:
        return "It has spoken on no topic on more than one day."
    spoken = f"It has spoken on {counted(len(topics), 'topic')} on more than one day"
    if moves.empty:
        return f"{spoken} and has moved a step on none of them."
    return f"{spoken} and has moved by a step (opposed, neutral, in favour) or more on {len(moves)}. Click a square."
