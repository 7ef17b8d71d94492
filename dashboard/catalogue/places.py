"""Where states stand on maps: areas of the world map, points for small ones, squares of equal size.

Sources, licence and what was changed at contested borders stand in ``data/maps/README.md``.
"""

from __future__ import annotations

import functools
import json
from typing import NamedTuple, TypeAlias

from dashboard.catalogue.countries import country_codes
from dashboard.catalogue.tables import Row, read_table
from dashboard.errors import CatalogueError
from dashboard.paths import DATA, ROOT

MAPS = DATA / "maps"
WORLD = ROOT / "static" / "topojson" / "world_50m.json"  # beside the pages, because the browser fetches it
WORLD_NAME = WORLD.stem  # plotly.js asks for the map by this name

Place: TypeAlias = tuple[float, float]  # longitude and latitude


class Area(NamedTuple):
    """A state or territory that the world map draws as an area."""

    longitude: float  # of the middle of its largest part
    latitude: float
    size: float  # square degrees at the equator


@functools.cache
def tiles() -> dict[str, tuple[int, int]]:
    """Column and row of every state on the map of equal squares, from the upper left corner."""
    places: dict[str, tuple[int, int]] = {}
    taken: dict[tuple[int, int], str] = {}
    for row in read_table(MAPS / "tiles.csv", ("code", "column", "row")):
        code, place = _code(row), (_whole(row, "column"), _whole(row, "row"))
        if code in places:
            row.refuse(f"{code} has a square already", "name it once")
        if place in taken:
            row.refuse(f"the square is that of {taken[place]}", "choose a free one")
        places[code], taken[place] = place, code
    return places


@functools.cache
def points() -> dict[str, Place]:
    """Where the states and territories lie that are too small to be seen on a map of the world."""
    rows = read_table(MAPS / "points.csv", ("code", "longitude", "latitude"))
    return {_code(row): (_number(row, "longitude"), _number(row, "latitude")) for row in rows}


@functools.cache
def areas() -> dict[str, Area]:
    """The states and territories that the world map draws as areas."""
    shapes = json.loads(world_topology())["objects"]["countries"]["geometries"]
    facts = {shape["id"]: shape["properties"] for shape in shapes if shape["id"] in country_codes()}
    return {code: Area(each["ct"][0], each["ct"][1], each["size"]) for code, each in facts.items()}


@functools.cache
def dotted_borders() -> tuple[tuple[Place, ...], ...]:
    """Lines along contested borders."""
    lines: dict[str, list[Place]] = {}
    for row in read_table(MAPS / "disputed.csv", ("line", "longitude", "latitude")):
        lines.setdefault(row["line"], []).append((_number(row, "longitude"), _number(row, "latitude")))
    return tuple(tuple(line) for line in lines.values())


def world_topology() -> str:
    """The world map as TopoJSON, in the layers that plotly.js expects."""
    try:
        return WORLD.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CatalogueError(f"{WORLD}: the file is missing; restore it from the repository.") from None


def _code(row: Row) -> str:
    if row["code"] not in country_codes():
        row.refuse(f"{row['code']!r} is no state's code", "correct it")
    return row["code"]


def _whole(row: Row, column: str) -> int:
    if not row[column].isdecimal():
        row.refuse(f"{row[column]!r} in column {column!r}", "write a whole number, 0 or more")
    return int(row[column])


def _number(row: Row, column: str) -> float:
    try:
        return float(row[column])
    except ValueError:
        row.refuse(f"{row[column]!r} in column {column!r}", "write degrees, such as -12.5")
