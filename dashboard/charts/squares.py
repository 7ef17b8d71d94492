"""The world as equal squares, one for each state near its neighbours: offline, clickable, and small states are seen.

Takes the cells of one topic (:func:`dashboard.analysis.position_matrix`). A country without statements is an empty
outline and never grey: silence is not neutrality. Every square carries its country's code as ``customdata``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.catalogue.places import tiles
from dashboard.charts.cells import look_of
from dashboard.charts.map_looks import (
    EDGE,
    LEGEND_ROOM,
    cells_by_country,
    colours_of,
    fill_of,
    hover_text,
    ink_on,
    legend_entries,
    map_layout,
    silent_hover,
)
from dashboard.charts.theme import GLYPHS, Mode, Palette, palette

TILE = 31  # pixels of a square and the gap beside it
GAP = 3


def tile_map(
    cells: pd.DataFrame, *, labels: Mapping[str, str] | None = None, mode: Mode = "light", chosen: str | None = None
) -> go.Figure:
    """The world as equal squares, one for each state, in the look of its position; codes elsewhere are not drawn."""
    colours = palette(mode)
    spoken = {code: cell for code, cell in cells_by_country(cells).items() if code in tiles()}
    silent = [code for code in tiles() if code not in spoken]
    figure = go.Figure(
        [
            _silent_tiles(silent, colours),
            _spoken_tiles(spoken, labels or {}, colours),
            *legend_entries(go.Scatter, {"x": [None], "y": [None]}, colours),
        ]
    )
    columns, rows = (max(place[axis] for place in tiles().values()) + 1 for axis in (0, 1))
    figure.update_layout(
        map_layout(colours),
        width=columns * TILE + 2 * EDGE,
        height=rows * TILE + 2 * EDGE + LEGEND_ROOM,
        dragmode=False,
        clickmode="event+select",
    )
    figure.update_xaxes(range=[-0.5, columns - 0.5], showticklabels=False)
    figure.update_yaxes(range=[rows - 0.5, -0.5], showticklabels=False)
    if chosen in tiles():
        x, y = tiles()[chosen]
        line = {"color": colours.ink, "width": 2.5}
        figure.add_shape(type="rect", x0=x - 0.5, x1=x + 0.5, y0=y - 0.5, y1=y + 0.5, line=line)
    return figure


def _silent_tiles(codes: Sequence[str], colours: Palette) -> go.Scatter:
    return go.Scatter(
        x=[tiles()[code][0] for code in codes],
        y=[tiles()[code][1] for code in codes],
        mode="markers+text",
        marker={
            "symbol": "square",
            "size": TILE - GAP,
            "color": colours.surface,
            "line": {"color": colours.grid, "width": 1},
        },
        text=list(codes),
        textfont={"size": 9, "color": colours.muted},
        customdata=[[code] for code in codes],
        hovertext=[silent_hover(code) for code in codes],
        hoverinfo="text",
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
    )


def _spoken_tiles(spoken: Mapping[str, Mapping[str, Any]], names: Mapping[str, str], colours: Palette) -> go.Scatter:
    cells = list(spoken.values())
    mixed = [bool(cell["is_mixed"]) for cell in cells]
    return go.Scatter(
        x=[tiles()[code][0] for code in spoken],
        y=[tiles()[code][1] for code in spoken],
        mode="markers+text",
        marker={
            "symbol": "square",
            "size": [TILE - GAP - (3 if is_mixed else 0) for is_mixed in mixed],
            "color": [fill_of(cell, colours) for cell in cells],
            "opacity": 1,
            "line": {
                "color": [colours_of(cell, colours)[1] for cell in cells],
                "width": [3 if is_mixed else 0 for is_mixed in mixed],
            },
        },
        text=[f"{code}<br>{GLYPHS[look_of(cell)]}" for code, cell in spoken.items()],
        textfont={"size": 9, "color": [ink_on(cell, colours) for cell in cells]},
        customdata=[[code] for code in spoken],
        hovertext=[hover_text(code, cell, names) for code, cell in spoken.items()],
        hoverinfo="text",
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
    )
