"""The position matrix as a chart: one square per country and topic.

Squares are scatter markers: a heatmap would look alike, but clicks on its cells are not reported to the page. Their
colour and glyph say which side, their size and strength how many statements it rests on.
"""

from __future__ import annotations

import html
import math
import textwrap
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.catalogue.proposed import PROPOSED
from dashboard.charts.theme import GLYPHS, NAMES, Look, Mode, Palette, palette, template, translucent


@dataclass(frozen=True, slots=True)
class Weight:
    """How a cell with a given number of statements is drawn."""

    least: int  # statements from which on it applies
    name: str
    side: float  # share of the cell that the square fills
    opacity: float


# One statement is a hint, ten are a record. Four steps are as many sizes as the eye tells apart without comparing.
WEIGHTS = (
    Weight(1, "1", 0.46, 0.62),
    Weight(2, "2-3", 0.64, 0.85),
    Weight(4, "4-9", 0.82, 1.0),
    Weight(10, "10 or more", 0.98, 1.0),
)
CELL_SIZES = ((8, 32), (16, 28), (26, 24), (36, 20), (math.inf, 18))  # up to so many columns, so many pixels a cell
LETTER = 6.2  # mean width of a letter at 13 px, in the widest of the fonts
LINE = 15
LONGEST_ROW = 24  # letters of a label; the hover box has it in full
LONGEST_COLUMN = 38
SLANT = math.radians(60)
GAP = 10  # between a label and the first square


def look_of(cell: Mapping[str, float]) -> Look:
    """The look of a cell with these counts of ``support``, ``oppose`` and ``neutral``."""
    if cell["support"] and cell["oppose"]:
        return Look.MIXED
    if cell["support"]:
        return Look.LEANS_SUPPORT if cell["neutral"] else Look.SUPPORT
    if cell["oppose"]:
        return Look.LEANS_OPPOSE if cell["neutral"] else Look.OPPOSE
    return Look.NEUTRAL


def weight_of(n: int) -> Weight:
    """How many statements count for how much."""
    return next(weight for weight in reversed(WEIGHTS) if n >= weight.least)


def position_chart(
    matrix: pd.DataFrame,
    *,
    row_labels: Mapping[str, str] | None = None,
    column_labels: Mapping[str, str] | None = None,
    headings: Collection[str] = (),
    mode: Mode = "light",
    chosen: tuple[str | None, str | None] = (None, None),
) -> go.Figure:
    """Draw a position matrix (:func:`dashboard.analysis.position_matrix`): first column down, second across.

    The label mappings name rows and columns, top to bottom and left to right; their order is the chart's, and an
    entry without statements gives an empty line. Without them the keys themselves are used, sorted. Labels are shown
    as they are, never read as markup. ``headings`` are those rows that only name the rows below them. ``chosen`` frames
    a row, a column or, with both, a cell. Each square carries its two keys as the first of its ``customdata``. The
    figure's width follows from the number of columns: squares keep their size, so a narrow screen scrolls instead of
    squeezing them.
    """
    rows, columns = matrix.columns[:2]
    down = dict(row_labels) if row_labels is not None else {key: key for key in sorted(matrix[rows].unique())}
    across = (
        dict(column_labels) if column_labels is not None else {key: key for key in sorted(matrix[columns].unique())}
    )
    shown = matrix[matrix[rows].isin(down) & matrix[columns].isin(across)]
    cell = cell_size(len(across))
    figure = go.Figure(_squares(shown, down, across, cell, palette(mode)))
    _lay_out(figure, (down, across), headings, cell, palette(mode))
    return with_frame(figure, down, across, chosen, mode)


def position_summary(matrix: pd.DataFrame) -> str:
    """The chart in a sentence, for readers who do not see it."""
    rows, columns = matrix.columns[:2]
    looks = [NAMES[look_of(cell)] for cell in matrix.to_dict("records")]
    counts = ", ".join(f"{looks.count(name)} {name}" for name in NAMES.values() if name in looks)
    size = f"{matrix[rows].nunique()} rows and {matrix[columns].nunique()} columns"
    return f"Matrix of {rows} by {columns}: {size}, {len(matrix)} cells with statements ({counts or 'none'})."


def cell_size(columns: int) -> int:
    """Pixels of a cell's side when so many columns stand beside one another."""
    return next(pixels for limit, pixels in CELL_SIZES if columns <= limit)


def _squares(
    shown: pd.DataFrame, down: Mapping[str, str], across: Mapping[str, str], cell: int, colours: Palette
) -> list[go.Scatter]:
    """The squares, one trace for all that look alike: a list of colours, one for each square, is slow to check."""
    rows, columns = shown.columns[:2]
    row_place, column_place = ({key: place for place, key in enumerate(keys)} for keys in (down, across))
    # Written out once for each row and column, not once for each square.
    row_names = {key: plain(name) for key, name in down.items()}
    column_names = {key: plain(name, wrap=44) for key, name in across.items()}
    alike: dict[tuple[Look, int, bool], list[dict[str, Any]]] = {}
    for each in shown.to_dict("records"):
        look = look_of(each)
        key = (look, weight_of(each["n"]).least, look is Look.MIXED and each["mean"] < 0)
        alike.setdefault(key, []).append(each)
    traces = []
    for (look, least, opposes), cells in sorted(alike.items()):
        weight = weight_of(least)
        side = weight.side * (cell - 2)
        traces.append(
            go.Scatter(
                x=np.array([column_place[each[columns]] for each in cells]),
                y=np.array([row_place[each[rows]] for each in cells]),
                mode="markers+text",
                marker=_marker(look, weight, side, colours, opposes=opposes),
                text=GLYPHS[look],
                textfont={"size": max(8, round(side * 0.72)), "color": _glyph_colour(look, weight, colours)},
                customdata=[
                    [each[rows], each[columns], _hover(each, look, row_names[each[rows]], column_names[each[columns]])]
                    for each in cells
                ],
                hovertemplate="%{customdata[2]}<extra></extra>",
                unselected={"marker": {"opacity": 1}},  # what is chosen is framed; nothing is dimmed
                showlegend=False,
            )
        )
    return traces


def _marker(look: Look, weight: Weight, side: float, colours: Palette, *, opposes: bool) -> dict[str, object]:
    """A square in the colour of its side. A mixed one is filled with the stronger side and framed with the other."""
    inner = outer = colours.fill(look)
    width = 0.0
    if look is Look.MIXED:
        inner, outer = (colours.oppose, colours.support) if opposes else (colours.support, colours.oppose)
        width = max(2.5, side * 0.16)
    return {
        "symbol": "square",
        # A frame is drawn half outside the square: a mixed one is smaller by as much, to keep the size of its weight.
        "size": side - width,
        "color": translucent(inner, weight.opacity),
        "opacity": 1,
        "line": {"color": translucent(outer, weight.opacity), "width": width},
    }


def _glyph_colour(look: Look, weight: Weight, colours: Palette) -> str:
    # A single statement is drawn so faintly that only the colour of text stays readable on it.
    return colours.ink if weight is WEIGHTS[0] else colours.glyph(look)


def _hover(cell: Mapping[str, float], look: Look, row: str, column: str) -> str:
    statements = "1 statement" if cell["n"] == 1 else f"{cell['n']} statements"
    parts = [f"{cell[side]} {side}" for side in ("support", "oppose", "neutral") if cell[side]]
    return f"<b>{row}</b>: {NAMES[look]}<br>{column}<br>{statements} ({', '.join(parts)}) · mean {cell['mean']:+.2f}"


def plain(text: str, *, wrap: int | None = None) -> str:
    """A text that Plotly shows as it is: nothing in it is read as markup. With ``wrap`` in lines of so many letters."""
    lines = [" ".join(text.split())] if wrap is None else textwrap.wrap(text, wrap)
    return "<br>".join(html.escape(line, quote=False) for line in lines)  # Plotly shows &quot; as it is


def shortened(text: str, letters: int) -> str:
    """A text of at most so many letters, cut with an ellipsis; the mark of a proposed topic stays."""
    flat = " ".join(text.split())
    if len(flat) <= letters:
        return flat
    mark = f" {PROPOSED}" if flat.endswith(f" {PROPOSED}") else ""
    return f"{flat[: letters - 1 - len(mark)].rstrip()}…{mark}"


def _lay_out(
    figure: go.Figure,
    labels: tuple[Mapping[str, str], Mapping[str, str]],
    headings: Collection[str],
    cell: int,
    colours: Palette,
) -> None:
    down, across = labels
    rows = {key: plain(shortened(label, LONGEST_ROW)) for key, label in down.items()}
    row_texts = [f"<b>{text}</b>" if key in headings else text for key, text in rows.items()]
    column_texts = [plain(shortened(label, LONGEST_COLUMN)) for label in across.values()]
    for place in (place for place, key in enumerate(down) if key in headings):
        # No cells beside a heading: the lines between them would look like empty ones.
        cover = {"fillcolor": colours.background, "line": {"width": 0}, "layer": "between"}
        figure.add_shape(type="rect", x0=-0.5, x1=len(across) - 0.5, y0=place - 0.47, y1=place + 0.47, **cover)
    margin = _margins(list(rows.values()), column_texts)
    figure.update_layout(
        template=template(colours),
        width=cell * len(across) + margin["l"] + margin["r"],
        height=cell * max(1, len(down)) + margin["t"] + margin["b"],
        margin=margin | {"pad": 0},
        hovermode="closest",
        dragmode=False,
        clickmode="event+select",
        uirevision="keep",
    )
    figure.update_xaxes(
        _axis(len(across), column_texts, colours) | {"side": "top", "tickangle": -math.degrees(SLANT)},
        range=[-0.5, max(1, len(across)) - 0.5],
    )
    figure.update_yaxes(_axis(len(down), row_texts, colours), range=[max(1, len(down)) - 0.5, -0.5])


def with_frame(
    chart: go.Figure,
    rows: Collection[str],
    columns: Collection[str],
    chosen: tuple[str | None, str | None],
    mode: Mode = "light",
) -> go.Figure:
    """The chart of these rows and columns with a frame round the chosen row, column or cell.

    A choice that is not on the chart is not drawn. The chart itself stays as it was.
    """
    spans = []
    for names, name in ((list(rows), chosen[0]), (list(columns), chosen[1])):
        if name is not None and name not in names:
            return chart
        spans.append((-0.5, len(names) - 0.5) if name is None else (names.index(name) - 0.5, names.index(name) + 0.5))
    if chosen == (None, None):
        return chart
    (top, bottom), (left, right) = spans
    line = {"color": palette(mode).ink, "width": 2}
    return go.Figure(chart).add_shape(type="rect", x0=left, x1=right, y0=top, y1=bottom, line=line, layer="above")


def _axis(count: int, texts: Sequence[str], colours: Palette) -> dict[str, object]:
    """An axis with its labels at the middle of each cell and thin lines between cells."""
    borders = [place - 0.5 for place in range(count + 1)]
    return {
        "tickmode": "array",
        "tickvals": list(range(count)),
        "ticktext": list(texts),
        "ticklabelstandoff": GAP // 2,
        "ticklabeloverflow": "allow",  # else a label that is a pixel too long for the margin is not drawn at all
        "minor": {
            "tickmode": "array",
            "tickvals": borders,
            "showgrid": True,
            "gridcolor": colours.grid,
            "gridwidth": 1,
        },
        "automargin": False,
    }


def _margins(rows: Sequence[str], columns: Sequence[str]) -> dict[str, int]:
    """Room for the labels: reckoned here, because a chart that measures itself jumps and is clipped in exports."""
    across = _width(columns)
    return {
        "l": round(_width(rows) + 2 * GAP),
        "r": round(max(GAP, across * math.cos(SLANT) + LINE * math.sin(SLANT) - GAP)),
        "t": round(across * math.sin(SLANT) + LINE * math.cos(SLANT) + 2 * GAP),
        "b": GAP,
    }


def _width(texts: Sequence[str]) -> float:
    """Pixels that the longest of these labels takes."""
    return max((len(html.unescape(text)) for text in texts), default=0) * LETTER
