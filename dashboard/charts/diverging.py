"""How groups divide on one question: bars that part at the middle, opposition to the left and support to the right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.cells import LETTER, WEIGHTS, plain, shortened, weight_of
from dashboard.charts.theme import GLYPHS, Look, Mode, Palette, blended, palette, template

BAR = 24  # pixels from one bar to the next
WIDTH = 900
LONGEST_NAME = 18  # letters: with its number a name leaves most of a phone's width to the bars
AXIS_ROOM = 28  # below
TOP = 26
EDGE = 14  # to the right
SMALLEST_LEFT = 84  # room for the word above the numbers
SMALLEST_LABELLED = 0.09  # a part of the bar that has room for its percentage
SIDES = (  # from left to right
    ("oppose", Look.OPPOSE, "against"),
    ("neutral", Look.NEUTRAL, "undecided"),
    ("support", Look.SUPPORT, "for"),
)


def diverging_bars(
    shares: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    unit: str = "statements",
    mode: Mode = "light",
    chosen: str | None = None,
) -> go.Figure:
    """One bar for each row of :func:`dashboard.analysis.topic.shares`, in its order from the top.

    Undecided parts lie astride the middle. The number beside a name counts ``unit``; bars of few are pale. Every bar
    carries its group as ``customdata``. The chart keeps its form at the width of a phone.
    """
    colours = palette(mode)
    rows = shares.to_dict("records")
    full = [(labels or {}).get(row["group"], row["group"]) for row in rows]
    figure = go.Figure([_parts(rows, list(map(plain, full)), unit, side, colours) for side in SIDES])
    names = [shortened(name, LONGEST_NAME) for name in full]
    ticks = [
        f'{plain(name)}  <span style="color:{colours.muted}">{row["n"]}</span>'
        for name, row in zip(names, rows, strict=True)
    ]
    letters = (len(name) + 2 + len(str(row["n"])) for name, row in zip(names, rows, strict=True))
    left = max(SMALLEST_LEFT, round(max(letters, default=0) * LETTER) + 12)
    figure.update_layout(
        template=template(colours),
        width=WIDTH,
        height=BAR * max(1, len(rows)) + TOP + AXIS_ROOM,
        margin={"l": left, "r": EDGE, "t": TOP, "b": AXIS_ROOM, "pad": 0},
        barmode="overlay",
        bargap=0.22,
        hovermode="closest",
        dragmode=False,
        clickmode="event+select",
        uirevision="keep",
        showlegend=False,
    )
    figure.update_xaxes(
        range=[-1.02, 1.02],
        tickvals=[-1, -0.5, 0, 0.5, 1],
        ticktext=["100%", "50%", "0", "50%", "100%"],
        showgrid=True,
        gridcolor=colours.grid,
    )
    figure.add_shape(type="line", x0=0, x1=0, yref="paper", y0=0, y1=1, line={"color": colours.muted}, layer="below")
    figure.update_yaxes(
        range=[max(1, len(rows)) - 0.5, -0.5], tickvals=list(range(len(rows))), ticktext=ticks, automargin=False
    )
    _write_heads(figure, unit, colours)
    _frame(figure, rows, chosen, colours)
    return figure


def diverging_summary(shares: pd.DataFrame, unit: str, *, labels: Mapping[str, str] | None = None) -> str:
    """The chart in a sentence, for readers who do not see it."""
    if shares.empty:
        return "Bars for and against: none."
    most, least = shares.iloc[0], shares.iloc[-1]
    first, last = ((labels or {}).get(row["group"], row["group"]) for row in (most, least))
    rows = f"{len(shares)} {'row' if len(shares) == 1 else 'rows'}"
    return (
        f"Bars for and against, {rows} counted in {unit}, from {first} ({most['support']} of "
        f"{most['n']} for) to {last} ({least['oppose']} of {least['n']} against)."
    )


def _parts(
    rows: list[dict[str, Any]], names: list[str], unit: str, side: tuple[str, Look, str], colours: Palette
) -> go.Bar:
    """The part of one side in all bars."""
    name, look, words = side
    lengths = [row[name] / row["n"] for row in rows]
    fill = [blended(colours.fill(look), colours.background, weight_of(row["n"]).opacity) for row in rows]
    return go.Bar(
        orientation="h",
        y=list(range(len(rows))),
        x=lengths,
        base=[_left_end(row, name) for row in rows],
        marker={"color": fill, "line": {"width": 0}},
        text=[f"{length:.0%}" if length >= SMALLEST_LABELLED else "" for length in lengths],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={
            "size": 11,
            "color": [colours.ink if weight_of(row["n"]) is WEIGHTS[0] else colours.glyph(look) for row in rows],
        },
        customdata=[[row["group"]] for row in rows],
        hovertext=[
            f"<b>{label}</b><br>{row[name]} of {row['n']} {unit} {words} ({row[name] / row['n']:.0%})"
            for row, label in zip(rows, names, strict=True)
        ],
        hoverinfo="text",
        unselected={"marker": {"opacity": 1}, "textfont": {}},
        name=f"{GLYPHS[look]} {words}",
    )


def _left_end(row: Mapping[str, Any], side: str) -> float:
    half = row["neutral"] / row["n"] / 2
    return {"oppose": -half - row["oppose"] / row["n"], "neutral": -half, "support": half}[side]


def _write_heads(figure: go.Figure, unit: str, colours: Palette) -> None:
    """Above the numbers what they count, and above the bars which side is which: closer to them than a legend."""
    shared = {"xref": "paper", "yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False, "borderpad": 0}
    note = shared | {"font": {"size": 12, "color": colours.muted}}
    figure.add_annotation(note | {"x": 0, "xanchor": "right", "xshift": -6, "text": unit})
    for (_, look, words), x, anchor in zip(SIDES, (0, 0.5, 1), ("left", "center", "right"), strict=True):
        text = f'<span style="color:{colours.fill(look)}">■</span> {GLYPHS[look]} {words}'
        figure.add_annotation(note | {"x": x, "xanchor": anchor, "text": text})


def _frame(figure: go.Figure, rows: list[dict[str, Any]], chosen: str | None, colours: Palette) -> None:
    places = [place for place, row in enumerate(rows) if row["group"] == chosen]
    for place in places:
        line = {"color": colours.ink, "width": 2}
        figure.add_shape(type="rect", xref="paper", x0=0, x1=1, y0=place - 0.48, y1=place + 0.48, line=line)
