"""How often the sides that are compared agree: over all topics, year by year, and topic by topic for a pair."""

from __future__ import annotations

import html
from dataclasses import replace
from functools import partial
from itertools import combinations

import pandas as pd
import streamlit as st

from dashboard.analysis import agreement, agreement_by_year, shared_topics, side_table
from dashboard.charts.agreement import FEW, agreement_chart, agreement_summary, sides_chart, years_chart
from dashboard.ui.choices import show_subheading
from dashboard.ui.clickable import show_clickable
from dashboard.ui.compare import View, show_quotes_on
from dashboard.ui.downloads import Publication, show_downloads
from dashboard.ui.names import counted
from dashboard.ui.style import current_mode, show_heading


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
    show_downloads(
        Publication(lambda: agreement_chart(keyed, names=names), view.caption(title, note), data), key="agreement"
    )
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
    clicked = show_clickable(
        years_chart(years, name=view.title, mode=current_mode()),
        key="compare-years",
        alt=agreement_summary(years, names=[str(year) for year in years["year"]]),
    )
    caption = view.caption(f"Agreement of {view.title} by year", "The number under a year counts shared topics.")
    show_downloads(
        Publication(lambda: years_chart(years, name=view.title), caption, years.round(4)), key="compare-years"
    )
    if clicked:
        year = int(clicked[0])
        _show_topics(replace(view, said=view.said[view.said["date"].dt.year == year]), one, other, None, f" in {year}")


def _show_sides(view: View, one: str, other: str) -> None:
    counts = side_table(shared_topics(view.said, one, other))
    show_heading(
        "Sides taken on the same topics", note="Topics by the side nearest to each mean. Click a number for the topics."
    )
    draw = partial(sides_chart, counts, one=view.sides[one], other=view.sides[other])
    words = ", ".join(
        f"{view.sides[one]} {down} and {view.sides[other]} {across}: {counts.loc[down, across]}"
        for down in counts.index
        for across in counts.columns
        if counts.loc[down, across]
    )
    clicked = show_clickable(
        draw(mode=current_mode()), key="compare-sides", alt=f"Topics by sides. {words}.", width="content"
    )
    data = (
        counts.rename_axis(index="side_one").reset_index().melt("side_one", var_name="side_other", value_name="topics")
    )
    data = data.assign(one=view.sides[one], other=view.sides[other])
    show_downloads(
        Publication(draw, view.caption(f"Sides of {view.title} on the same topics"), data),
        key="compare-sides",
    )
    if clicked:
        _show_topics(view, one, other, (clicked[0], clicked[1]))


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
        show_quotes_on(narrowed, row["topic"])


def _pairs(view: View) -> pd.DataFrame:
    pairs = agreement(view.said, minimum_shared=1)
    return pairs.sort_values(["agreement", "shared"], ascending=[False, False], ignore_index=True)


def _say_unshared(view: View, pairs: pd.DataFrame) -> None:
    found = {frozenset(pair) for pair in pairs[["country", "other"]].to_numpy()}
    without = [pair for pair in combinations(view.sides, 2) if frozenset(pair) not in found]
    if without:
        names = ", ".join(f"{view.sides[one]} - {view.sides[other]}" for one, other in without)
        st.html(f'<p class="sp-note">No shared topic: {html.escape(names)}.</p>')
