"""Mean positions on a line from opposition to support: one lane for each topic, or for each speaker on each topic.

A mark is the square of the matrix, with its colour, sign, frame and strength; where it lies on the line says how one-
sided its statements are, the thin line through it how sure that is. Names stand above and beside the lanes, so that a
chart keeps its measures on a phone.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.positions import WEIGHTS, Weight, look_of, plain, shortened, weight_of
from dashboard.charts.theme import GLYPHS, NAMES, Look, Mode, Palette, palette, template, translucent

WIDTH = 720  # pixels of a picture; on the page a chart is as wide as its place
SQUARE = 22  # pixels of the largest mark
LANE = 28
HEADING = 26  # height of a topic's name
SPACE = 12  # between topics
LONGEST_SPEAKER = 16  # letters
LONGEST_TOPIC = 46
LETTER = 6.6
EDGE = 12
AXIS = 40  # height of the axis' words
REACH = 1.1  # the ends of the line, a little beyond the last position
ENDS = {-1: "− opposes", 0: "○ neutral", 1: "+ supports"}
SILENT = "silent"


class Lane(NamedTuple):
    """A line of the chart: one speaker on one topic."""

    topic: str
    speaker: str
    y: float  # pixels from the top
    cell: Mapping[str, Any] | None  # None: silent


def dots_chart(
    cells: pd.DataFrame,
    *,
    speakers: Mapping[str, str],
    topics: Mapping[str, str],
    mode: Mode = "light",
) -> go.Figure:
    """Draw a position matrix with intervals (:func:`dashboard.analysis.agreement.with_intervals`).

    ``speakers`` names the values of ``country`` and ``topics`` those of ``topic``, both in the order of the chart. A
    single speaker has one lane for each topic, with a stick from the middle; several have one lane each under
    the topic, joined by a line whose reach is the gap between them, and a lane of words where one is silent. Each
    square carries its country and topic as ``customdata``.
    """
    colours = palette(mode)
    lanes = list(_lanes(cells, list(speakers), list(topics)))
    spoken = [lane for lane in lanes if lane.cell is not None]
    figure = go.Figure()
    if len(speakers) > 1:
        figure.add_trace(_gaps(spoken, colours))
        figure.add_trace(_silences([lane for lane in lanes if lane.cell is None], colours))
    else:
        figure.add_trace(_sticks(spoken, colours))
    figure.add_trace(_intervals(spoken, colours))
    figure.add_trace(_headings(lanes, topics, colours))
    figure.add_trace(_squares(spoken, speakers, topics, colours))
    _lay_out(figure, lanes, speakers, colours)
    return figure


def dots_summary(cells: pd.DataFrame, *, speakers: Mapping[str, str], topics: Mapping[str, str]) -> str:
    """The chart in words, for readers who do not see it."""
    shown = cells[cells["country"].isin(speakers) & cells["topic"].isin(topics)]
    parts = []
    for code, name in speakers.items():
        looks = [NAMES[look_of(cell)] for cell in shown[shown["country"] == code].to_dict("records")]
        counts = ", ".join(f"{looks.count(look)} {look}" for look in NAMES.values() if look in looks)
        parts.append(f"{name}: {counts or 'silent on all of them'}.")
    return f"Mean positions on {len(topics)} topics, from opposition to support. {' '.join(parts)}"


def square_marks(cells: Sequence[Mapping[str, Any]], colours: Palette, *, largest: float = SQUARE) -> dict[str, Any]:
    """Marker and text of scatter points that show these cells of a position matrix as the matrix does.

    A mixed one is filled with the stronger side and framed with the other.
    """
    looks, weights = [look_of(cell) for cell in cells], [weight_of(cell["n"]) for cell in cells]
    widths = [3.0 if look is Look.MIXED else 0.0 for look in looks]
    sides = [weight.side * largest for weight in weights]
    pairs = [_fill_and_frame(*each, colours) for each in zip(cells, looks, weights, strict=True)]
    return {
        "mode": "markers+text",
        "marker": {
            "symbol": "square",
            "size": [max(6.0, side - width) for side, width in zip(sides, widths, strict=True)],
            "color": [fill for fill, _ in pairs],
            "opacity": 1,
            "line": {"color": [frame for _, frame in pairs], "width": widths},
        },
        "text": [GLYPHS[look] for look in looks],
        "textfont": {
            "size": [max(8, round(side * 0.72)) for side in sides],
            "color": [_sign(look, weight, colours) for look, weight in zip(looks, weights, strict=True)],
        },
        "unselected": {"marker": {"opacity": 1}},
    }


def cell_text(cell: Mapping[str, Any], speaker: str, topic: str) -> str:
    """The hover box of a cell: who, on what, how, from how many statements and how sure."""
    statements = "1 statement" if cell["n"] == 1 else f"{cell['n']} statements"
    parts = ", ".join(f"{cell[side]} {side}" for side in ("support", "neutral", "oppose") if cell[side])
    return "<br>".join(
        (
            f"<b>{plain(speaker)}</b>: {NAMES[look_of(cell)]}",
            plain(topic, wrap=44),
            f"{statements} ({parts})",
            f"mean {cell['mean']:+.2f}, 95% interval {cell['low']:+.2f} to {cell['high']:+.2f}",
        )
    )


def _fill_and_frame(cell: Mapping[str, Any], look: Look, weight: Weight, colours: Palette) -> tuple[str, str]:
    fill = frame = colours.fill(look)
    if look is Look.MIXED:
        fill, frame = (colours.support, colours.oppose) if cell["mean"] >= 0 else (colours.oppose, colours.support)
    return translucent(fill, weight.opacity), translucent(frame, weight.opacity)


def _sign(look: Look, weight: Weight, colours: Palette) -> str:
    # On the faintest square only the colour of text stays readable.
    return colours.ink if weight is WEIGHTS[0] else colours.glyph(look)


def _lanes(cells: pd.DataFrame, speakers: Sequence[str], topics: Sequence[str]) -> Iterator[Lane]:
    known = {(cell["country"], cell["topic"]): cell for cell in cells.to_dict("records")}
    top = 0.0
    for topic in topics:
        top += HEADING
        for speaker in speakers:
            yield Lane(topic, speaker, top + LANE / 2, known.get((speaker, topic)))
            top += LANE
        top += SPACE


def _sticks(lanes: Sequence[Lane], colours: Palette) -> go.Scatter:
    points = [(0.0, lane.cell["mean"], lane.y) for lane in lanes if lane.cell is not None]
    return _segments(points, colours.grid, 7)


def _intervals(lanes: Sequence[Lane], colours: Palette) -> go.Scatter:
    points = [(lane.cell["low"], lane.cell["high"], lane.y) for lane in lanes if lane.cell is not None]
    return _segments(points, translucent(colours.muted, 0.75), 1.5)


def _segments(points: Sequence[tuple[float, float, float]], colour: str, width: float) -> go.Scatter:
    xs = [x for low, high, _ in points for x in (low, high, None)]
    ys = [y for _, _, row in points for y in (row, row, None)]
    return go.Scatter(
        x=xs, y=ys, mode="lines", line={"color": colour, "width": width}, hoverinfo="skip", showlegend=False
    )


def _gaps(lanes: Sequence[Lane], colours: Palette) -> go.Scatter:
    """A line through the marks of each topic."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for place, lane in enumerate(lanes):
        if place and lanes[place - 1].topic != lane.topic:
            xs.append(None)
            ys.append(None)
        xs.append(lane.cell["mean"] if lane.cell is not None else None)
        ys.append(lane.y)
    line = {"color": colours.neutral, "width": 2, "dash": "dot"}
    return go.Scatter(x=xs, y=ys, mode="lines", line=line, hoverinfo="skip", showlegend=False)


def _silences(lanes: Sequence[Lane], colours: Palette) -> go.Scatter:
    return _words([(REACH, lane.y, SILENT) for lane in lanes], "middle left", colours.muted)


def _headings(lanes: Sequence[Lane], topics: Mapping[str, str], colours: Palette) -> go.Scatter:
    firsts = {lane.topic: lane for lane in reversed(lanes)}
    alone = len({lane.speaker for lane in lanes}) < 2
    places = []
    for topic, name in topics.items():
        lane = firsts[topic]
        n = f"  <i>{_number(lane)}</i>" if alone and lane.cell is not None else ""
        bold = f"<b>{plain(shortened(name, LONGEST_TOPIC))}</b>"
        places.append((-REACH, lane.y - LANE / 2 - HEADING / 2 + 3, bold + n))
    return _words(places, "middle right", colours.ink)


def _number(lane: Lane) -> str:
    return "" if lane.cell is None else f"{lane.cell['n']:,}"


def _words(places: Sequence[tuple[float, float, str]], side: str, colour: str) -> go.Scatter:
    return go.Scatter(
        x=[x for x, _, _ in places],
        y=[y for _, y, _ in places],
        mode="text",
        text=[text for _, _, text in places],
        textposition=side,
        textfont={"color": colour, "size": 13},
        hoverinfo="skip",
        cliponaxis=False,
        showlegend=False,
    )


def _squares(
    lanes: Sequence[Lane], speakers: Mapping[str, str], topics: Mapping[str, str], colours: Palette
) -> go.Scatter:
    cells = [lane.cell for lane in lanes if lane.cell is not None]
    return go.Scatter(
        x=[cell["mean"] for cell in cells],
        y=[lane.y for lane in lanes],
        customdata=[[lane.speaker, lane.topic] for lane in lanes],
        hovertext=[cell_text(cell, speakers[cell["country"]], topics[cell["topic"]]) for cell in cells],
        hoverinfo="text",
        cliponaxis=False,
        showlegend=False,
        **square_marks(cells, colours),
    )


def _lay_out(figure: go.Figure, lanes: Sequence[Lane], speakers: Mapping[str, str], colours: Palette) -> None:
    height = max((lane.y for lane in lanes), default=0.0) + LANE / 2 + SPACE
    several = len(speakers) > 1
    texts = [_speaker_text(lane, speakers) for lane in lanes] if several else []
    longest = max((len(html.unescape(text)) for text in texts), default=0)
    margin = {"l": round(EDGE + longest * LETTER), "r": EDGE, "t": AXIS, "b": 4}
    figure.update_layout(
        template=template(colours),
        width=WIDTH,
        height=height + margin["t"] + margin["b"],
        margin=margin | {"pad": 0},
        hovermode="closest",
        dragmode=False,
        clickmode="event+select",
        uirevision="keep",
    )
    figure.update_xaxes(
        range=[-REACH, REACH],
        side="top",
        tickmode="array",
        tickvals=list(ENDS),
        ticktext=list(ENDS.values()),
        ticklabelposition="outside",
        tickangle=0,
        showgrid=True,
        gridcolor=colours.grid,
        gridwidth=1,
        tickfont={"color": colours.muted},
        automargin=False,
    )
    figure.update_yaxes(
        range=[height, 0],
        tickmode="array",
        tickvals=[lane.y for lane in lanes] if several else [],
        ticktext=texts,
        ticklabelstandoff=6,
        automargin=False,
    )


def _speaker_text(lane: Lane, speakers: Mapping[str, str]) -> str:
    name = plain(shortened(speakers[lane.speaker], LONGEST_SPEAKER))
    return f"{name}  {_number(lane)}" if lane.cell is not None else name
