"""Positions on one question as a map of the world with its areas and points; :mod:`squares` draws the other kind.

Takes the cells of one topic (:func:`dashboard.analysis.position_matrix`). A country without statements is an empty
outline and never grey: silence is not neutrality. Every mark carries its country's code as ``customdata``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from dashboard.catalogue.places import areas, dotted_borders, points, tiles
from dashboard.charts.cells import look_of
from dashboard.charts.map_looks import (
    cells_by_country,
    colours_of,
    fill_of,
    hover_text,
    ink_on,
    legend_entries,
    map_layout,
    silent_hover,
)
from dashboard.charts.theme import GLYPHS, NAMES, Look, Mode, Palette, blended, palette, translucent

Kind = Literal["world", "squares"]
DISCLAIMERS: dict[Kind, str] = {
    "world": "Borders and names on the map imply no opinion on the status of a territory; contested lines are dotted.",
    "squares": "One square for each state, near its neighbours; names imply no opinion on the status of any territory.",
}
WORLD_SIZE = (1000, 520)  # pixels
LATITUDES = (-57, 84)  # nobody lives beyond
POINT = 10  # pixels of a small state; one that is silent is smaller
SILENT_POINT = 4
ROOM_FOR_A_SIGN = 25  # square degrees; smaller areas have the colour only, and the squares show all signs


def world_map(
    cells: pd.DataFrame, *, labels: Mapping[str, str] | None = None, mode: Mode = "light", chosen: str | None = None
) -> go.Figure:
    """The world with every country in the look of its position; small states are points.

    Codes that have no place on the map are listed by :func:`off_map`. Without the setting ``topojsonURL``, or the map
    embedded in the page, a browser without a network draws no areas.
    """
    colours = palette(mode)
    spoken = cells_by_country(cells)
    names = labels or {}
    figure = go.Figure(
        [
            _silent_areas(spoken, colours),
            *_spoken_areas(spoken, names, colours),
            _borders(colours),
            _silent_points(spoken, colours),
            _spoken_points(spoken, names, colours),
            _signs(spoken, colours),
            *_ring_on_map(chosen, colours),
            *legend_entries(go.Scattergeo, {"lon": [None], "lat": [None]}, colours),
        ]
    )
    width, height = WORLD_SIZE
    figure.update_layout(map_layout(colours), width=width, height=height)
    figure.update_geos(
        resolution=50,
        projection_type="natural earth",
        fitbounds=False,
        lataxis_range=LATITUDES,
        visible=False,
        bgcolor=colours.background,
        domain={"x": [0, 1], "y": [0, 1]},
    )
    return figure


def off_map(codes: Iterable[str], kind: Kind) -> list[str]:
    """Those of the codes that a map has no place for: organisations, states of the past, a few territories."""
    drawn = tiles().keys() if kind == "squares" else areas().keys() | points().keys()
    return sorted(set(codes) - drawn)


def map_summary(cells: pd.DataFrame) -> str:
    """A map in a sentence, for readers who do not see it."""
    looks = [look_of(cell) for cell in cells.to_dict("records")]
    counts = ", ".join(f"{looks.count(look)} {NAMES[look]}" for look in Look if look in looks)
    return f"Map of the world: {len(cells)} countries and organisations with statements ({counts or 'none'})."


def _silent_areas(spoken: Mapping[str, Any], colours: Palette) -> go.Choropleth:
    codes = [code for code in areas() if code not in spoken and code != "ATA"]
    return _areas(codes, [colours.surface] * len(codes), [silent_hover(code) for code in codes], colours)


def _spoken_areas(
    spoken: Mapping[str, Mapping[str, Any]], names: Mapping[str, str], colours: Palette
) -> list[go.Choropleth]:
    """Two layers: mixed countries lie on top, or their neighbours would paint over the frame that tells them apart."""
    layers = []
    for is_mixed in (False, True):
        codes = [code for code, cell in spoken.items() if code in areas() and bool(cell["is_mixed"]) is is_mixed]
        fills = [fill_of(spoken[code], colours) for code in codes]
        layer = _areas(codes, fills, [hover_text(code, spoken[code], names) for code in codes], colours)
        if is_mixed:
            layer.marker.line = {"color": [colours_of(spoken[code], colours)[1] for code in codes], "width": 2.2}
        layers.append(layer)
    return layers


def _areas(codes: Sequence[str], fills: Sequence[str], hovers: Sequence[str], colours: Palette) -> go.Choropleth:
    shades = list(dict.fromkeys(fills)) or [colours.background]
    last = max(1, len(shades) - 1)
    scale = [[place / last, shade] for place, shade in enumerate(shades)]
    return go.Choropleth(
        locations=list(codes),
        z=[shades.index(fill) for fill in fills],
        zmin=0,
        zmax=last,
        colorscale=scale if len(scale) > 1 else [[0, shades[0]], [1, shades[0]]],
        showscale=False,
        marker={"line": {"color": blended(colours.muted, colours.background, 0.55), "width": 0.6}, "opacity": 1},
        customdata=[[code] for code in codes],
        hovertext=list(hovers),
        hoverinfo="text",
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
    )


def _borders(colours: Palette) -> go.Scattergeo:
    line = [place for border in dotted_borders() for place in (*border, (None, None))]
    return go.Scattergeo(
        lon=[x for x, _ in line],
        lat=[y for _, y in line],
        mode="lines",
        line={"color": colours.ink, "width": 1, "dash": "dot"},
        hoverinfo="skip",
        showlegend=False,
    )


def _silent_points(spoken: Mapping[str, Any], colours: Palette) -> go.Scattergeo:
    codes = [code for code in points() if code in tiles() and code not in spoken]
    marker = {"size": SILENT_POINT, "color": colours.surface, "line": {"color": colours.muted, "width": 0.8}}
    return _points(codes, marker, [silent_hover(code) for code in codes])


def _spoken_points(
    spoken: Mapping[str, Mapping[str, Any]], names: Mapping[str, str], colours: Palette
) -> go.Scattergeo:
    codes = [code for code in points() if code in spoken]
    cells = [spoken[code] for code in codes]
    frames = [colours_of(cell, colours)[1] if cell["is_mixed"] else colours.background for cell in cells]
    marker = {
        "size": POINT,
        "color": [fill_of(cell, colours) for cell in cells],
        "opacity": 1,
        "line": {"color": frames, "width": [2.5 if cell["is_mixed"] else 1 for cell in cells]},
    }
    return _points(codes, marker, [hover_text(code, spoken[code], names) for code in codes])


def _points(codes: Sequence[str], marker: dict[str, object], hovers: Sequence[str]) -> go.Scattergeo:
    return go.Scattergeo(
        lon=[points()[code][0] for code in codes],
        lat=[points()[code][1] for code in codes],
        mode="markers",
        marker=marker,
        customdata=[[code] for code in codes],
        hovertext=list(hovers),
        hoverinfo="text",
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
    )


def _signs(spoken: Mapping[str, Mapping[str, Any]], colours: Palette) -> go.Scattergeo:
    codes = [code for code in spoken if code in areas() and areas()[code].size >= ROOM_FOR_A_SIGN]
    return go.Scattergeo(
        lon=[areas()[code].longitude for code in codes],
        lat=[areas()[code].latitude for code in codes],
        mode="text",
        text=[GLYPHS[look_of(spoken[code])] for code in codes],
        textfont={"size": 12, "color": [ink_on(spoken[code], colours) for code in codes]},
        hoverinfo="skip",
        showlegend=False,
    )


def _ring_on_map(chosen: str | None, colours: Palette) -> list[go.Choropleth | go.Scattergeo]:
    """A frame round the chosen country."""
    if chosen in points():
        x, y = points()[chosen]
        marker = {"size": POINT + 7, "color": "rgba(0,0,0,0)", "line": {"color": colours.ink, "width": 2}}
        return [
            go.Scattergeo(lon=[x], lat=[y], mode="markers", marker=marker, hoverinfo="skip", showlegend=False),
        ]
    if chosen not in areas():
        return []
    clear = translucent(colours.background, 0)
    return [
        go.Choropleth(
            locations=[chosen],
            z=[0],
            colorscale=[[0, clear], [1, clear]],
            showscale=False,
            marker={"line": {"color": colours.ink, "width": 2}},
            hoverinfo="skip",
            showlegend=False,
        )
    ]
