"""How a country looks on a map of either kind: colours, boxes, and the legend that explains them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.catalogue import country_label
from dashboard.charts.cells import WEIGHTS, look_of, plain, weight_of
from dashboard.charts.theme import GLYPHS, NAMES, Look, Palette, blended, template

SILENT = "no statement found"
LEGEND_ROOM = 62  # pixels under a map
EDGE = 8


def cells_by_country(cells: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """The cells of one topic by the code of their country."""
    return {cell["country"]: cell for cell in cells.to_dict("records")}


def fill_of(cell: Mapping[str, Any], colours: Palette) -> str:
    """The colour of a country's side, paler where it rests on few statements; a mixed one has that of the stronger."""
    return blended(colours_of(cell, colours)[0], colours.background, weight_of(cell["n"]).opacity)


def colours_of(cell: Mapping[str, Any], colours: Palette) -> tuple[str, str]:
    """The colours inside and around: the same, save for a mixed country."""
    look = look_of(cell)
    if look is not Look.MIXED:
        return colours.fill(look), colours.fill(look)
    pair = (colours.support, colours.oppose)
    return pair if cell["mean"] >= 0 else pair[::-1]


def ink_on(cell: Mapping[str, Any], colours: Palette) -> str:
    """The colour of a sign or a code that is written on a country."""
    # A single statement is so pale that only the colour of text stays readable on it.
    return colours.ink if weight_of(cell["n"]) is WEIGHTS[0] else colours.glyph(look_of(cell))


def hover_text(code: str, cell: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What the box of a country says."""
    said = "1 statement" if cell["n"] == 1 else f"{cell['n']} statements"
    parts = [f"{cell[side]} {side}" for side in ("support", "oppose", "neutral") if cell[side]]
    name = plain(names.get(code, country_label(code)))
    return f"<b>{name}</b>: {NAMES[look_of(cell)]}<br>{said} ({', '.join(parts)})"


def silent_hover(code: str) -> str:
    """What the box of a country without statements says."""
    return f"<b>{plain(country_label(code))}</b>: {SILENT}"


def legend_entries(trace: type[Any], nowhere: dict[str, list[None]], colours: Palette) -> list[Any]:
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


def map_layout(colours: Palette) -> dict[str, Any]:
    """What the layouts of both maps share: margins, and the legend below."""
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
