"""The position matrix as a figure for the files that people take away: one square per country and topic.

Colour and glyph of a square say which side, its size and strength how many statements it rests on.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.board import GAP, SLANT, Board, Style, board_of
from dashboard.charts.cells import SIDES, plain
from dashboard.charts.theme import GLYPHS, NAMES, Look, Mode, Palette, palette, template


def position_chart(
    matrix: pd.DataFrame,
    *,
    row_labels: Mapping[str, str] | None = None,
    column_labels: Mapping[str, str] | None = None,
    headings: Collection[str] = (),
    mode: Mode = "light",
) -> go.Figure:
    """Draw a position matrix, laid out by :func:`dashboard.charts.board.board_of`.

    Labels are shown as they are, never read as markup. ``headings`` are those rows that only name the rows below them.
    Each square carries its two keys as the first of its ``customdata``. The figure's width follows from the number of
    columns: squares keep their size.
    """
    board = board_of(matrix, row_labels=row_labels, column_labels=column_labels, headings=headings)
    return board_chart(board, mode=mode)


def board_chart(board: Board, *, mode: Mode = "light") -> go.Figure:
    """Draw a position matrix that is laid out already."""
    colours = palette(mode)
    figure = go.Figure(_squares(board, colours))
    _lay_out(figure, board, colours)
    return figure


def _squares(board: Board, colours: Palette) -> list[go.Scatter]:
    """The squares, one trace for all that look alike: a list of colours, one for each square, is slow to check."""
    row_keys, column_keys = list(board.rows), list(board.columns)
    # Written out once for each row and column, not once for each square.
    row_names = [plain(name) for name in board.rows.values()]
    column_names = [plain(name, wrap=44) for name in board.columns.values()]
    traces = []
    for style, cells in board.groups():
        places = list(zip(cells["row"], cells["column"], strict=True))
        hovers = [
            _hover(each, style.look, row_names[row], column_names[column])
            for each, (row, column) in zip(cells.to_dict("records"), places, strict=True)
        ]
        traces.append(
            go.Scatter(
                x=cells["column"].to_numpy(),
                y=cells["row"].to_numpy(),
                customdata=[
                    [row_keys[row], column_keys[column], hover]
                    for (row, column), hover in zip(places, hovers, strict=True)
                ],
                hovertemplate="%{customdata[2]}<extra></extra>",
                showlegend=False,
                **marks_of(style, board.cell, colours),
            )
        )
    return traces


def marks_of(style: Style, cell: int, colours: Palette) -> dict[str, Any]:
    """Marker and text of scatter points that all look alike: a square in the colour of its side, with its sign.

    A mixed one is filled with the stronger side and framed with the other.
    """
    side, frame = style.side(cell), style.frame(cell)
    return {
        "mode": "markers+text",
        "marker": {
            "symbol": "square",
            # A frame is drawn half outside: a mixed square is smaller by as much, to keep the size of its weight.
            "size": side - frame,
            "color": style.fill(colours),
            "opacity": 1,
            "line": {"color": style.edge(colours) if frame else style.fill(colours), "width": frame},
        },
        "text": GLYPHS[style.look],
        "textfont": {"size": max(8, round(side * 0.72)), "color": style.ink(colours)},
        "unselected": {"marker": {"opacity": 1}},  # what is chosen is framed or listed; nothing is dimmed
    }


def _hover(cell: Mapping[str, float], look: Look, row: str, column: str) -> str:
    statements = "1 statement" if cell["n"] == 1 else f"{cell['n']:,} statements"
    parts = ", ".join(f"{cell[side]:,} {side}" for side in SIDES if cell[side])
    mean = f"{cell['mean']:+.2f}".replace("-", "−")
    return f"<b>{row}</b>: {NAMES[look]}<br>{column}<br>{statements} ({parts}) · mean {mean}"


def _lay_out(figure: go.Figure, board: Board, colours: Palette) -> None:
    keys = list(board.rows)
    rows = [
        f"<b>{plain(text)}</b>" if key in board.headings else plain(text)
        for key, text in zip(keys, board.row_texts, strict=True)
    ]
    across = len(board.columns)
    for place in (place for place, key in enumerate(keys) if key in board.headings):
        # No cells beside a heading: the lines between them would look like empty ones.
        cover = {"fillcolor": colours.background, "line": {"width": 0}, "layer": "between"}
        figure.add_shape(type="rect", x0=-0.5, x1=across - 0.5, y0=place - 0.47, y1=place + 0.47, **cover)
    margins = board.margins
    figure.update_layout(
        template=template(colours),
        width=board.width,
        height=board.height,
        margin={"l": margins.left, "r": margins.right, "t": margins.top, "b": margins.bottom, "pad": 0},
        hovermode="closest",
        dragmode=False,
    )
    figure.update_xaxes(
        _axis(across, [plain(text) for text in board.column_texts], colours)
        | {"side": "top", "tickangle": -math.degrees(SLANT)},
        range=[-0.5, max(1, across) - 0.5],
    )
    figure.update_yaxes(_axis(len(rows), rows, colours), range=[max(1, len(rows)) - 0.5, -0.5])


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
