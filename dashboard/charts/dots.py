"""Mean positions on a line from opposition to support: one lane for each topic, or for each speaker on each topic.

A mark is the square of the matrix, with its colour, sign, frame and strength; where it lies on the line says how one-
sided its statements are, the thin line through it how sure that is. Names stand above and beside the lanes, so that a
chart keeps its measures on a phone.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.cells import WEIGHTS, Weight, look_of, plain, shortened, weight_of
from dashboard.charts.theme import GLYPHS, NAMES, Look, Mode, Palette, palette, template, translucent

WIDTH = 720  # pixels of a picture; on the page a chart is as wide as its place
SQUARE = 22  # pixels of the largest mark
LANE = 28
HEADING = 26  # height of a topic's name
WORDS = 18  # height of a line of words below the lanes
SPACE = 12  # between topics
LONGEST_SPEAKER = 16  # letters
LONGEST_TOPIC = 46
WRAP = 38  # letters of a line that names the silent: as many as a phone has room for
LETTER = 6.6
EDGE = 12
AXIS = 36  # height of the axis' words
REACH = 1.1  # the ends of the line, a little beyond the last position
ENDS = {-1: "− opposes", 0: "○ neutral", 1: "+ supports"}
SILENT = "silent"


class Lane(NamedTuple):
    """A line of the chart: one speaker on one topic."""

    y: float  # pixels from the top
    cell: Mapping[str, Any]


class Block(NamedTuple):
    """A topic of the chart: its name, a lane for each speaker that has spoken, and who is silent."""

    topic: str
    top: float  # pixels from the top of the chart
    lanes: list[Lane]
    silences: list[str]  # lines of words below the lanes

    @property
    def bottom(self) -> float:
        """Where the next topic may begin."""
        return self.top + HEADING + LANE * len(self.lanes) + WORDS * len(self.silences) + SPACE


def dots_chart(
    cells: pd.DataFrame,
    *,
    speakers: Mapping[str, str],
    topics: Mapping[str, str],
    mode: Mode = "light",
) -> go.Figure:
    """Draw a position matrix with intervals (:func:`dashboard.analysis.agreement.with_intervals`).

    ``speakers`` names the values of ``country`` and ``topics`` those of ``topic``, both in the order of the chart. A
    single speaker has one lane for each topic, with a stick from the middle. Several have one lane each under the
    topic, on a band that reaches over the gap between them; who is silent is named below. Each square carries its
    country and topic as ``customdata``.
    """
    colours = palette(mode)
    blocks = _blocks(cells, speakers, topics)
    lanes = [lane for block in blocks for lane in block.lanes]
    several = len(speakers) > 1
    figure = go.Figure()
    if not several:
        figure.add_trace(_sticks(lanes, colours))
    figure.add_trace(_intervals(lanes, colours))
    figure.add_trace(_squares(lanes, speakers, topics, colours))
    names = [f"{plain(shortened(speakers[lane.cell['country']], LONGEST_SPEAKER))}  {_number(lane)}" for lane in lanes]
    left = round(EDGE + max((len(html.unescape(name)) for name in names), default=0) * LETTER) if several else EDGE
    _lay_out(figure, blocks[-1].bottom if blocks else SPACE, left, colours)
    _name_lanes(figure, lanes, names if several else [])
    figure.update_layout(
        shapes=[_band(block, colours) for block in blocks if several and len(block.lanes) > 1],
        annotations=[*_ends(colours), *(text for block in blocks for text in _texts(block, topics, left, colours))],
    )
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


def _blocks(cells: pd.DataFrame, speakers: Mapping[str, str], topics: Mapping[str, str]) -> list[Block]:
    known = {(cell["country"], cell["topic"]): cell for cell in cells.to_dict("records")}
    blocks: list[Block] = []
    for topic in topics:
        top = blocks[-1].bottom if blocks else 0.0
        spoken = [known[code, topic] for code in speakers if (code, topic) in known]
        silent = [shortened(name, LONGEST_SPEAKER) for code, name in speakers.items() if (code, topic) not in known]
        lanes = [Lane(top + HEADING + LANE * (place + 0.5), cell) for place, cell in enumerate(spoken)]
        blocks.append(Block(topic, top, lanes, textwrap.wrap(f"{SILENT}: {', '.join(silent)}", WRAP) if silent else []))
    return blocks


def _sticks(lanes: Sequence[Lane], colours: Palette) -> go.Scatter:
    return _segments([(0.0, lane.cell["mean"], lane.y) for lane in lanes], colours.grid, 7)


def _intervals(lanes: Sequence[Lane], colours: Palette) -> go.Scatter:
    points = [(lane.cell["low"], lane.cell["high"], lane.y) for lane in lanes]
    return _segments(points, translucent(colours.muted, 0.75), 1.5)


def _segments(points: Sequence[tuple[float, float, float]], colour: str, width: float) -> go.Scatter:
    xs = [x for low, high, _ in points for x in (low, high, None)]
    ys = [y for _, _, row in points for y in (row, row, None)]
    return go.Scatter(
        x=xs, y=ys, mode="lines", line={"color": colour, "width": width}, hoverinfo="skip", showlegend=False
    )


def _band(block: Block, colours: Palette) -> dict[str, Any]:
    """A band from the least to the most supportive mean."""
    means = [lane.cell["mean"] for lane in block.lanes]
    return {
        "type": "rect",
        "x0": min(means),
        "x1": max(means),
        "y0": block.lanes[0].y - LANE / 2,
        "y1": block.lanes[-1].y + LANE / 2,
        "fillcolor": translucent(colours.neutral, 0.13),
        "line": {"width": 0},
        "layer": "below",
    }


def _texts(block: Block, topics: Mapping[str, str], left: int, colours: Palette) -> Iterator[dict[str, Any]]:
    """The name of a topic at the left edge of the picture, and below its lanes who is silent."""
    name = f"<b>{plain(shortened(topics[block.topic], LONGEST_TOPIC))}</b>"
    alone = left == EDGE
    n = f"  <i>{_number(block.lanes[0])}</i>" if alone and block.lanes else ""
    yield _text(name + n, block.top + HEADING / 2, EDGE - left, colours.ink)
    for place, line in enumerate(block.silences, start=1):
        below = block.bottom - SPACE - WORDS * (len(block.silences) - place + 0.5)
        yield _text(plain(line), below, 0, colours.muted)


def _ends(colours: Palette) -> Iterator[dict[str, Any]]:
    """What the ends and the middle of the line mean. As tick labels the outer ones would vanish on a phone."""
    for x, words, anchor in ((0.0, ENDS[-1], "left"), (0.5, ENDS[0], "center"), (1.0, ENDS[1], "right")):
        above = {"y": 1, "yref": "paper", "yshift": AXIS / 2}
        yield _text(words, 0, 0, colours.muted) | above | {"x": x, "xanchor": anchor}


def _text(text: str, y: float, right: float, colour: str) -> dict[str, Any]:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": right,
        "y": y,
        "yref": "y",
        "yanchor": "middle",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"color": colour, "size": 13},
    }


def _number(lane: Lane) -> str:
    return f"{lane.cell['n']:,}"


def _squares(
    lanes: Sequence[Lane], speakers: Mapping[str, str], topics: Mapping[str, str], colours: Palette
) -> go.Scatter:
    cells = [lane.cell for lane in lanes]
    return go.Scatter(
        x=[cell["mean"] for cell in cells],
        y=[lane.y for lane in lanes],
        customdata=[[cell["country"], cell["topic"]] for cell in cells],
        hovertext=[cell_text(cell, speakers[cell["country"]], topics[cell["topic"]]) for cell in cells],
        hoverinfo="text",
        cliponaxis=False,
        showlegend=False,
        **square_marks(cells, colours),
    )


def _lay_out(figure: go.Figure, height: float, left: int, colours: Palette) -> None:
    figure.update_layout(
        template=template(colours),
        width=WIDTH,
        height=height + AXIS + 4,
        margin={"l": left, "r": EDGE, "t": AXIS, "b": 4, "pad": 0},
        hovermode="closest",
        dragmode=False,
        clickmode="event+select",
        uirevision="keep",
    )
    figure.update_xaxes(
        range=[-REACH, REACH],
        tickmode="array",
        tickvals=list(ENDS),
        showticklabels=False,
        showgrid=True,
        gridcolor=colours.grid,
        gridwidth=1,
        automargin=False,
    )
    figure.update_yaxes(range=[height, 0], automargin=False)


def _name_lanes(figure: go.Figure, lanes: Sequence[Lane], names: Sequence[str]) -> None:
    figure.update_yaxes(
        tickmode="array",
        tickvals=[lane.y for lane in lanes] if names else [],
        ticktext=list(names),
        ticklabelstandoff=6,
    )
