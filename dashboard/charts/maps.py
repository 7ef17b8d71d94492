"""Positions on one question as maps: the world with its areas and points, and the world as equal squares.

Both take the cells of one topic (:func:`dashboard.analysis.position_matrix`). A country without statements is an empty
outline and never grey: silence is not neutrality. Every mark carries its country's code as ``customdata``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from dashboard.catalogue import country_label
from dashboard.catalogue.places import areas, dotted_borders, points, tiles
from dashboard.charts.positions import WEIGHTS, look_of, plain, weight_of
from dashboard.charts.theme import GLYPHS, NAMES, Look, Mode, Palette, palette, template, translucent

Kind = Literal["world", "squares"]
DISCLAIMERS: dict[Kind, str] = {
    "world": "Borders and names on the map imply no opinion on the status of a territory; contested lines are dotted.",
    "squares": "One square for each state, near its neighbours; names imply no opinion on the status of any territory.",
}
SILENT = "no statement found"
WORLD_SIZE = (1000, 520)  # pixels
LEGEND_ROOM = 62  # pixels under a map
LATITUDES = (-57, 84)  # nobody lives beyond
TILE = 31  # pixels of a square and the gap beside it
GAP = 3
EDGE = 8
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
    spoken = _cells(cells)
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
            *_legend(go.Scattergeo, {"lon": [None], "lat": [None]}, colours),
        ]
    )
    width, height = WORLD_SIZE
    figure.update_layout(_shared_layout(colours), width=width, height=height)
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


def tile_map(
    cells: pd.DataFrame, *, labels: Mapping[str, str] | None = None, mode: Mode = "light", chosen: str | None = None
) -> go.Figure:
    """The world as equal squares, one for each state, in the look of its position; codes elsewhere are not drawn."""
    colours = palette(mode)
    spoken = {code: cell for code, cell in _cells(cells).items() if code in tiles()}
    silent = [code for code in tiles() if code not in spoken]
    figure = go.Figure(
        [
            _silent_tiles(silent, colours),
            _spoken_tiles(spoken, labels or {}, colours),
            *_legend(go.Scatter, {"x": [None], "y": [None]}, colours),
        ]
    )
    columns, rows = (max(place[axis] for place in tiles().values()) + 1 for axis in (0, 1))
    figure.update_layout(
        _shared_layout(colours),
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


def off_map(codes: Iterable[str], kind: Kind) -> list[str]:
    """Those of the codes that a map has no place for: organisations, states of the past, a few territories."""
    drawn = tiles().keys() if kind == "squares" else areas().keys() | points().keys()
    return sorted(set(codes) - drawn)


def map_summary(cells: pd.DataFrame) -> str:
    """A map in a sentence, for readers who do not see it."""
    looks = [look_of(cell) for cell in cells.to_dict("records")]
    counts = ", ".join(f"{looks.count(look)} {NAMES[look]}" for look in Look if look in looks)
    return f"Map of the world: {len(cells)} countries and organisations with statements ({counts or 'none'})."


def blended(colour: str, background: str, opacity: float) -> str:
    """What a ``#rrggbb`` colour of this opacity looks like on the background, as a colour that hides what is below."""
    pairs = [(int(colour[place : place + 2], 16), int(background[place : place + 2], 16)) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(top * opacity + under * (1 - opacity)):02x}" for top, under in pairs)


def _cells(cells: pd.DataFrame) -> dict[str, dict[str, Any]]:
    return {cell["country"]: cell for cell in cells.to_dict("records")}


def _fill(cell: Mapping[str, Any], colours: Palette) -> str:
    """The colour of a country's side, paler where it rests on few statements; a mixed one has that of the stronger."""
    return blended(_sides(cell, colours)[0], colours.background, weight_of(cell["n"]).opacity)


def _sides(cell: Mapping[str, Any], colours: Palette) -> tuple[str, str]:
    """The colours inside and around: the same, save for a mixed country."""
    look = look_of(cell)
    if look is not Look.MIXED:
        return colours.fill(look), colours.fill(look)
    pair = (colours.support, colours.oppose)
    return pair if cell["mean"] >= 0 else pair[::-1]


def _hover(code: str, cell: Mapping[str, Any], names: Mapping[str, str]) -> str:
    said = "1 statement" if cell["n"] == 1 else f"{cell['n']} statements"
    parts = [f"{cell[side]} {side}" for side in ("support", "oppose", "neutral") if cell[side]]
    name = plain(names.get(code, country_label(code)))
    return f"<b>{name}</b>: {NAMES[look_of(cell)]}<br>{said} ({', '.join(parts)})"


def _silent_hover(code: str) -> str:
    return f"<b>{plain(country_label(code))}</b>: {SILENT}"


def _silent_areas(spoken: Mapping[str, Any], colours: Palette) -> go.Choropleth:
    codes = [code for code in areas() if code not in spoken and code != "ATA"]
    return _areas(codes, [colours.surface] * len(codes), [_silent_hover(code) for code in codes], colours)


def _spoken_areas(
    spoken: Mapping[str, Mapping[str, Any]], names: Mapping[str, str], colours: Palette
) -> list[go.Choropleth]:
    """Two layers: mixed countries lie on top, or their neighbours would paint over the frame that tells them apart."""
    layers = []
    for is_mixed in (False, True):
        codes = [code for code, cell in spoken.items() if code in areas() and bool(cell["is_mixed"]) is is_mixed]
        fills = [_fill(spoken[code], colours) for code in codes]
        layer = _areas(codes, fills, [_hover(code, spoken[code], names) for code in codes], colours)
        if is_mixed:
            layer.marker.line = {"color": [_sides(spoken[code], colours)[1] for code in codes], "width": 2.2}
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
    return _points(codes, marker, [_silent_hover(code) for code in codes])


def _spoken_points(
    spoken: Mapping[str, Mapping[str, Any]], names: Mapping[str, str], colours: Palette
) -> go.Scattergeo:
    codes = [code for code in points() if code in spoken]
    cells = [spoken[code] for code in codes]
    frames = [_sides(cell, colours)[1] if cell["is_mixed"] else colours.background for cell in cells]
    marker = {
        "size": POINT,
        "color": [_fill(cell, colours) for cell in cells],
        "opacity": 1,
        "line": {"color": frames, "width": [2.5 if cell["is_mixed"] else 1 for cell in cells]},
    }
    return _points(codes, marker, [_hover(code, spoken[code], names) for code in codes])


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
        textfont={"size": 12, "color": [_ink_on(spoken[code], colours) for code in codes]},
        hoverinfo="skip",
        showlegend=False,
    )


def _ink_on(cell: Mapping[str, Any], colours: Palette) -> str:
    # A single statement is so pale that only the colour of text stays readable on it.
    return colours.ink if weight_of(cell["n"]) is WEIGHTS[0] else colours.glyph(look_of(cell))


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
        hovertext=[_silent_hover(code) for code in codes],
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
            "color": [_fill(cell, colours) for cell in cells],
            "opacity": 1,
            "line": {
                "color": [_sides(cell, colours)[1] for cell in cells],
                "width": [3 if is_mixed else 0 for is_mixed in mixed],
            },
        },
        text=[f"{code}<br>{GLYPHS[look_of(cell)]}" for code, cell in spoken.items()],
        textfont={"size": 9, "color": [_ink_on(cell, colours) for cell in cells]},
        customdata=[[code] for code in spoken],
        hovertext=[_hover(code, cell, names) for code, cell in spoken.items()],
        hoverinfo="text",
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
    )


def _legend(trace: type[Any], nowhere: dict[str, list[None]], colours: Palette) -> list[Any]:
    """One entry for each look, one for silence, and one for what pale colours mean."""
    entries = [
        (f"{GLYPHS[look]} {NAMES[look]}", colours.fill(look), colours.oppose if look is Look.MIXED else None)
        for look in Look
    ]
    pale = blended(colours.neutral, colours.background, 0.35)
    entries += [(SILENT, colours.surface, colours.muted), ("fainter: few statements", pale, None)]
    return [
        trace(
            **nowhere,
            mode="markers",
            marker={
                "symbol": "square",
                "size": 12,
                "color": fill,
                "line": {"color": line or fill, "width": 2 if line == colours.oppose else 1},
            },
            name=name,
            hoverinfo="skip",
            showlegend=True,
        )
        for name, fill, line in entries
    ]


def _shared_layout(colours: Palette) -> dict[str, Any]:
    return {
        "template": template(colours),
        "margin": {"l": EDGE, "r": EDGE, "t": EDGE, "b": LEGEND_ROOM + EDGE, "pad": 0},
        "hovermode": "closest",
        "uirevision": "keep",
        "legend": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 0,
            "yanchor": "top",
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"color": colours.muted, "size": 12},
            "bgcolor": "rgba(0,0,0,0)",
        },
    }
