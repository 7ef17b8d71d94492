"""Makes the world map of the dashboard from Natural Earth: ``python -m training.world_map countries-50m.json``.

The input is ``countries-50m.json`` of the npm package ``world-atlas`` 2.0.2 (Natural Earth 4.1, public domain). Written
are ``static/topojson/world_50m.json``, in the layers and with the keys that plotly.js asks for,
``data/maps/disputed.csv``, the lines to be dotted, and ``data/maps/points.csv``, the states too small to be seen. What
is changed, and why, stands in ``data/maps/README.md``.
"""

from __future__ import annotations

import heapq
import itertools
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pycountry

from dashboard.catalogue.countries import KOSOVO
from dashboard.paths import DATA, ROOT

Ring: TypeAlias = list[int]  # numbers of arcs; ~n is arc n walked backwards
Polygon: TypeAlias = list[Ring]  # the outer ring, then its holes
Arc: TypeAlias = list[tuple[int, int]]

MAP = ROOT / "static" / "topojson" / "world_50m.json"
LINES = DATA / "maps" / "disputed.csv"
POINTS = DATA / "maps" / "points.csv"
UNUSED_LAYERS = ("coastlines", "land", "ocean", "lakes", "rivers", "subunits")  # plotly.js looks for them all the same
FINEST = 0.01  # square degrees of a bend that is kept; below it, a bend is less than a pixel of a printed page
CRIMEA = (32.0, 44.2, 36.8, 46.4)  # west, south, east, north
SMALL = 1.3  # square degrees; less is less than ten pixels of a map as wide as a page
# States and territories of which Natural Earth has no area of their own at this scale: longitude and latitude.
WITHOUT_AREA = {
    "BES": (-68.27, 12.18), "BVT": (3.36, -54.42), "CCK": (96.87, -12.16), "CXR": (105.63, -10.49),
    "GIB": (-5.35, 36.14), "GLP": (-61.55, 16.25), "GUF": (-53.13, 3.93), "MTQ": (-61.02, 14.65),
    "MYT": (45.17, -12.83), "REU": (55.54, -21.12), "SJM": (18.0, 78.5), "TKL": (-171.83, -9.2), "TUV": (179.2, -8.52),
    "UMI": (166.65, 19.28),
}  # fmt: skip
SIACHEN = "Siachen Glacier"
AREAS = {"Kosovo": KOSOVO, "Somaliland": "SOM", "N. Cyprus": "CYP", "Indian Ocean Ter.": "AUS", SIACHEN: SIACHEN}
# Whose borders with whom are dotted, by the names that Natural Earth gives the areas.
DOTTED = (
    ("Kosovo", "Serbia"), ("W. Sahara", "Morocco"), ("Palestine", "Israel"), ("Somaliland", "Somalia"),
    ("N. Cyprus", "Cyprus"), (SIACHEN, "India"), (SIACHEN, "Pakistan"), (SIACHEN, "China"), ("India", "Pakistan"),
)  # fmt: skip


def main() -> None:
    """Write both files and say how large they are."""
    source = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    named = {shape["properties"]["name"]: _polygons(shape) for shape in source["objects"]["countries"]["geometries"]}
    codes = {shape["properties"]["name"]: _code(shape) for shape in source["objects"]["countries"]["geometries"]}
    world = _World(source)
    lines = [line for one, other in DOTTED for line in world.border(named[one], named[other])]
    world.give_crimea_back(named)
    countries: dict[str, list[Polygon]] = defaultdict(list)
    for name, polygons in named.items():
        countries[codes[name]] += polygons
    for code in ("CYP", "SOM", "UKR"):
        countries[code] = world.dissolved(countries[code])
    world.write(countries)
    _write_lines(lines)
    points = {code: world.middle(polygons) for code, polygons in countries.items() if world.area(polygons) < SMALL}
    _write_points(points | {code: list(place) for code, place in WITHOUT_AREA.items()})
    print(f"{MAP.name}: {MAP.stat().st_size:,} bytes, {len(countries)} areas; {LINES.name}: {len(lines)} lines")


class _World:
    """The arcs that all borders are put together from."""

    def __init__(self, source: Mapping[str, Any]) -> None:
        self.scale, self.shift = source["transform"]["scale"], source["transform"]["translate"]
        self.frame = source["bbox"]
        self.arcs = [self._simplified(_absolute(arc)) for arc in source["arcs"]]

    def degrees(self, place: tuple[int, int]) -> tuple[float, float]:
        """Longitude and latitude."""
        x, y = (place[axis] * self.scale[axis] + self.shift[axis] for axis in (0, 1))
        return x, y

    def border(self, one: Sequence[Polygon], other: Sequence[Polygon]) -> Iterator[list[tuple[float, float]]]:
        """The arcs that two areas share."""
        shared = _numbers(one) & _numbers(other)
        for number in sorted(shared):
            yield [self.degrees(place) for place in self.arcs[number]]

    def give_crimea_back(self, named: Mapping[str, list[Polygon]]) -> None:
        """Natural Earth draws who is in control; the General Assembly (68/262) and the dashboard draw whose it is."""
        (crimea,) = [polygon for polygon in named["Russia"] if self._lies_in(polygon[0], CRIMEA)]
        named["Russia"].remove(crimea)
        named["Ukraine"].append(crimea)

    def write(self, countries: Mapping[str, list[Polygon]]) -> None:
        """The map as plotly.js reads it: every area has its code as ``id``, its middle as ``ct``, and its size."""
        geometries = [
            {"type": "MultiPolygon", "arcs": polygons, "id": code, "properties": self._facts(polygons)}
            for code, polygons in sorted(countries.items())
        ]
        empty = {"type": "GeometryCollection", "geometries": []}
        topology = {
            "type": "Topology",
            "bbox": self.frame,
            "transform": {"scale": self.scale, "translate": self.shift},
            "objects": {
                **dict.fromkeys(UNUSED_LAYERS, empty),
                "countries": {"type": "GeometryCollection", "geometries": geometries},
            },
            "arcs": [_steps(arc) for arc in self.arcs],
        }
        MAP.parent.mkdir(parents=True, exist_ok=True)
        MAP.write_text(json.dumps(topology, separators=(",", ":")) + "\n", encoding="utf-8")

    def _facts(self, polygons: Sequence[Polygon]) -> dict[str, Any]:
        return {"ct": self.middle(polygons), "size": round(self.area(polygons), 1)}

    def dissolved(self, polygons: Sequence[Polygon]) -> list[Polygon]:
        """The polygons without the borders between them; for areas without holes."""
        arcs = {arc for (ring,) in polygons for arc in ring}
        outer = {arc for arc in arcs if ~arc not in arcs}
        ends = {arc: (self._arc(arc)[0], self._arc(arc)[-1]) for arc in outer}
        return [[ring] for ring in _stitched(outer, ends)]

    def _lies_in(self, ring: Ring, box: tuple[float, float, float, float]) -> bool:
        west, south, east, north = box
        places = [self.degrees(place) for number in ring for place in self._arc(number)]
        return all(west <= x <= east and south <= y <= north for x, y in places)

    def middle(self, polygons: Sequence[Polygon]) -> list[float]:
        """The centre of gravity of the largest part: longitude and latitude."""
        _, x, y = max(self._parts(polygons))
        return [round(x, 2), round(y, 2)]

    def area(self, polygons: Sequence[Polygon]) -> float:
        """Square degrees at the equator."""
        return sum(area * math.cos(math.radians(y)) for area, _, y in self._parts(polygons))

    def _parts(self, polygons: Sequence[Polygon]) -> list[tuple[float, float, float]]:
        rings = [[self.degrees(place) for number in polygon[0] for place in self._arc(number)] for polygon in polygons]
        return [_gravity(ring) for ring in rings]

    def _arc(self, number: int) -> Arc:
        return self.arcs[number] if number >= 0 else self.arcs[~number][::-1]

    def _simplified(self, arc: Arc) -> Arc:
        """Take away the smallest bends first (Visvalingam and Whyatt 1993); ends stay, and a ring stays a ring."""
        least = 4 if arc[0] == arc[-1] else 2
        before = {place: place - 1 for place in range(len(arc))}
        after = {place: place + 1 for place in range(len(arc))}
        size = {place: self._bend(arc, place - 1, place, place + 1) for place in range(1, len(arc) - 1)}
        queue = [(value, place) for place, value in size.items()]
        heapq.heapify(queue)
        kept = set(range(len(arc)))
        while queue and queue[0][0] < FINEST and len(kept) > least:
            value, place = heapq.heappop(queue)
            if place not in kept or value != size[place]:
                continue  # taken away already, or measured anew since
            kept.remove(place)
            left, right = before[place], after[place]
            after[left], before[right] = right, left
            for side in (left, right):
                if 0 < side < len(arc) - 1:
                    size[side] = max(value, self._bend(arc, before[side], side, after[side]))
                    heapq.heappush(queue, (size[side], side))
        return [arc[place] for place in sorted(kept)]

    def _bend(self, arc: Arc, *places: int) -> float:
        """The area of the triangle of three places, in square degrees at the equator."""
        (ax, ay), (bx, by), (cx, cy) = (self.degrees(arc[place]) for place in places)
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2 * max(0.1, math.cos(math.radians(by)))


def _polygons(shape: Mapping[str, Any]) -> list[Polygon]:
    return list(shape["arcs"]) if shape["type"] == "MultiPolygon" else [shape["arcs"]]


def _code(shape: Mapping[str, Any]) -> str:
    """The alpha-3 code; what has none in ISO 3166 is named in :data:`AREAS`."""
    country = pycountry.countries.get(numeric=shape.get("id", ""))
    return AREAS[shape["properties"]["name"]] if country is None else str(country.alpha_3)


def _numbers(polygons: Sequence[Polygon]) -> set[int]:
    return {max(arc, ~arc) for polygon in polygons for ring in polygon for arc in ring}


def _stitched(left: set[int], ends: Mapping[int, tuple[tuple[int, int], tuple[int, int]]]) -> Iterator[Ring]:
    """Rings of these arcs, each arc followed by the one that begins where it ends."""
    while left:
        ring = [left.pop()]
        while ends[ring[-1]][1] != ends[ring[0]][0]:
            following = next(arc for arc in left if ends[arc][0] == ends[ring[-1]][1])
            left.remove(following)
            ring.append(following)
        yield ring


def _absolute(arc: Sequence[Sequence[int]]) -> Arc:
    return list(
        itertools.accumulate(((x, y) for x, y in arc), lambda here, step: (here[0] + step[0], here[1] + step[1]))
    )


def _steps(arc: Arc) -> list[list[int]]:
    moves = [[right[0] - left[0], right[1] - left[1]] for left, right in itertools.pairwise(arc)]
    return [list(arc[0]), *moves]


def _gravity(ring: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Area and centre of gravity of a ring, also of one that crosses the date line."""
    ring = _unwrapped(ring)
    crosses = [(ax * by - bx * ay, ax + bx, ay + by) for (ax, ay), (bx, by) in itertools.pairwise([*ring, ring[0]])]
    double = sum(cross for cross, _, _ in crosses)
    if not double:
        return 0.0, *ring[0]
    x = sum(cross * sum_x for cross, sum_x, _ in crosses) / (3 * double)
    y = sum(cross * sum_y for cross, _, sum_y in crosses) / (3 * double)
    return abs(double) / 2, (x + 180) % 360 - 180, y


def _unwrapped(ring: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The ring with longitudes beyond 180 degrees instead of leaps from one end of the map to the other."""
    places = [ring[0]]
    for x, y in ring[1:]:
        turns = round((places[-1][0] - x) / 360)
        places.append((x + 360 * turns, y))
    return places


def _write_lines(lines: Sequence[Sequence[tuple[float, float]]]) -> None:
    rows = [f"{number},{x:.2f},{y:.2f}" for number, line in enumerate(lines, 1) for x, y in line]
    head = ("# Borders that are drawn dotted, written by `python -m training.world_map`.", "line,longitude,latitude")
    LINES.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


def _write_points(points: Mapping[str, Sequence[float]]) -> None:
    rows = [f"{code},{x:.2f},{y:.2f}" for code, (x, y) in sorted(points.items()) if code != SIACHEN]
    head = (
        "# States and territories drawn as a point, written by `python -m training.world_map`: they are too small on a",
        "# map of the world, or have no area of their own in it.",
        "code,longitude,latitude",
    )
    POINTS.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
