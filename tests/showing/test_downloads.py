"""Every chart of every page as a file, saved in a real browser: its name, what is in it, and that it is whole."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date as Date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.showing.conftest import FRANCE, OPPOSE, PATIENCE, SUPPORT, Said, say, settle

pytestmark = [
    pytest.mark.browser,
    # The library that drives the browser leaves its pipes to the garbage collector when the tests end.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

# France often enough for a smoothed line, Germany so that there is a bloc and a region of two.
WORLD = (
    *FRANCE,
    *(
        say("FRA", "dam", SUPPORT, words=f"France backs the dam for {n} reasons.", day=Date(2023, n, 9))
        for n in range(3, 7)
    ),
    say("DEU", "dam", OPPOSE, words="Germany rejects the dam.", day=Date(2024, 6, 3)),
    say("MLT", "dam", SUPPORT, words="Malta backs the dam.", day=Date(2024, 6, 3)),
)
NARROWEST_PICTURE = 2000  # pixels: 300 to the inch at the width of a page
LEAST_DRAWN = 0.01  # of a picture that is not background
AREAS = 200  # on the map, at least
WITH_LOOKS = {"overview", "topic-map", "topic-squares", "country-positions", "country-days", "compare-gaps"}
COLOURS = 20  # an empty chart has fewer: its axes, its title and their smoothed edges

Trace = dict[str, Any]
Row = dict[str, str]
Marks = set[tuple[str | float, ...]]


class Chart(NamedTuple):
    """A chart of a page, and how its marks are to be found in its table."""

    path: str  # of the page that shows it
    key: str  # of its buttons
    title: str  # in the picture
    stem: str  # of its files
    drawn: Callable[[Sequence[Trace]], Marks]
    listed: Callable[[Sequence[Row]], Marks]


def marks(*, axis: str | None = None) -> Callable[[Sequence[Trace]], Marks]:
    """What the marks of a chart carry, with where they lie along an axis. Silent countries are no marks."""

    def found(traces: Sequence[Trace]) -> Marks:
        return {
            (*map(_word, keys[:2]), *(() if axis is None else (_number(trace[axis][place]),)))
            for trace in traces
            for place, keys in enumerate(trace["customdata"])
            if axis is None or trace[axis][place] is not None
            if "no statement found" not in str(trace["hovertext"][place : place + 1])
        }

    return found


def rows(*columns: str, value: str | None = None) -> Callable[[Sequence[Row]], Marks]:
    """The same out of the table, where it stands in these columns."""

    def found(table: Sequence[Row]) -> Marks:
        return {(*(row[name] for name in columns), *(() if value is None else (_number(row[value]),))) for row in table}

    return found


def parts_of_bars(traces: Sequence[Trace]) -> Marks:
    """The groups with the share of each side, by the place of its colour."""
    return {
        (keys[0], str(side), _number(trace["x"][place]))
        for side, trace in enumerate(traces)
        for place, keys in enumerate(trace["customdata"])
    }


def shares_of_rows(table: Sequence[Row]) -> Marks:
    """The same out of the table."""
    sides = ("oppose", "neutral", "support")
    return {
        (row["group"], str(place), _number(float(row[side]) / float(row["n"])))
        for row in table
        for place, side in enumerate(sides)
    }


def dots_and_lines(traces: Sequence[Trace]) -> Marks:
    """The dots of the timeline by their statements, and how many points its lines have."""
    points = sum(len(trace["x"]) for trace in traces if "lines" in trace["mode"])
    return {*marks()(traces), ("points of lines", float(points))}


def dots_and_points(table: Sequence[Row]) -> Marks:
    """The same out of the table."""
    dots = [row for row in table if row["drawn"] == "dot"]
    return {*rows("country", "id")(dots), ("points of lines", float(len(table) - len(dots)))}


def pairs_of_rows(table: Sequence[Row]) -> Marks:
    """Pairs as the chart names them, with their agreement."""
    return {(f"{row['country']}\n{row['other']}", _number(row["agreement"])) for row in table}


def of_topic(
    shown: str, name: str, drawn: Callable[[Sequence[Trace]], Marks], listed: Callable[[Sequence[Row]], Marks]
) -> Chart:
    """A chart of the page on a topic; which one is said in the address, and in the names of its files."""
    kind = shown.split("&", maxsplit=1)[0]
    return Chart(
        f"topic?about=dam&shown={shown}", f"topic-{kind}", "Should this be supported: “Dam”?",
        f"{name}-should-this-be-supported-dam", drawn, listed,
    )  # fmt: skip


def of_country(
    key: str, title: str, drawn: Callable[[Sequence[Trace]], Marks], listed: Callable[[Sequence[Row]], Marks]
) -> Chart:
    """A chart of the page on a country, whose files are called by its title."""
    return Chart("country?profile=FRA", key, title, _slug(title), drawn, listed)


def of_pair(
    key: str, title: str, drawn: Callable[[Sequence[Trace]], Marks], listed: Callable[[Sequence[Row]], Marks]
) -> Chart:
    """A chart of the page that compares, whose files are called by its title."""
    return Chart("compare?side=FRA&side=BRA", key, title, _slug(title), drawn, listed)


def _slug(title: str) -> str:
    return title.lower().replace(",", "").replace(" ", "-")


CHARTS = {
    "matrix": Chart("", "overview", "Who supports what", "who-supports-what", marks(), rows("country", "topic")),
    "map": of_topic("map", "map", marks(), rows("country")),
    "squares": of_topic("squares", "squares", marks(), rows("country")),
    "bars of countries": of_topic("bars", "bars-of-countries", parts_of_bars, shares_of_rows),
    "bars of blocs": of_topic("bars&grouped=bloc", "bars-of-blocs", parts_of_bars, shares_of_rows),
    "timeline": of_topic("timeline", "timeline", dots_and_lines, dots_and_points),
    "positions of a country": of_country(
        "country-positions", "Where France stands", marks(axis="x"), rows("country", "topic", value="mean")
    ),
    "days of a country": of_country(
        "country-days", "When France spoke, and on which side", marks(), rows("topic", "day")
    ),
    "neighbours of a country": of_country(
        "country-neighbours",
        "Nearest to France and farthest from it",
        marks(axis="x"),
        rows("country", value="agreement"),
    ),
    "gaps": of_pair(
        "compare-gaps", "Where France and Brazil differ", marks(axis="x"), rows("country", "topic", value="mean")
    ),
    "agreement": of_pair("agreement", "Agreement of France and Brazil", marks(axis="x"), pairs_of_rows),
    "agreement by year": of_pair(
        "compare-years", "Agreement of France and Brazil by year", marks(axis="y"), rows("year", value="agreement")
    ),
    "table of sides": of_pair(
        "compare-sides",
        "Sides of France and Brazil on the same topics",
        marks(axis="text"),
        rows("side_one", "side_other", value="topics"),
    ),
}


@pytest.fixture(scope="module")
def reading_room(serve: Callable[[Sequence[Said]], str]) -> str:
    """A dashboard on which every chart has something to draw."""
    return serve(WORLD)


@pytest.fixture(scope="module")
def turn_to(browser: Browser, reading_room: str) -> Iterator[Callable[[str], Page]]:
    """Turns to a page of the dashboard; one that is open stays as it is, for charts that share it."""
    context = browser.new_context(viewport={"width": 1440, "height": 1100}, accept_downloads=True, color_scheme="dark")
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    opened: list[str] = []

    def turn(path: str) -> Page:
        if path not in opened[-1:]:
            page.goto(f"{reading_room}/{path}")
            settle(page)
            opened.append(path)
        return page

    yield turn
    context.close()


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_chart_can_be_kept_in_every_form(
    chart: Chart, turn_to: Callable[[str], Page], browser: Browser, tmp_path: Path
) -> None:
    page = turn_to(chart.path)
    _look_at_picture(*_kept(page, chart, "PNG"))
    _look_at_drawing(chart, _kept(page, chart, "SVG")[1])
    table = _read_table(_kept(page, chart, "Data (CSV)")[1])
    traces = _open_alone(chart, _kept(page, chart, "Web page")[1], browser, tmp_path / "chart.html")
    assert chart.drawn(traces) == chart.listed(table)
    assert chart.drawn(traces), "an empty chart equals any empty table"


def _kept(page: Page, chart: Chart, label: str) -> tuple[str, bytes]:
    button = page.locator(f".st-key-{chart.key}-downloads").get_by_role("button", name=label, exact=True)
    with page.expect_download() as waiting:
        button.click()
    name = waiting.value.suggested_filename
    ending = {"PNG": "png", "SVG": "svg", "Data (CSV)": "csv", "Web page": "html"}[label]
    assert re.fullmatch(rf"standpoint-{chart.stem}-\d{{4}}-\d\d-\d\d\.{ending}", name), name
    return name, Path(waiting.value.path()).read_bytes()


def _look_at_picture(name: str, content: bytes) -> None:
    assert content.startswith(b"\x89PNG"), name
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    assert picture.width >= NARROWEST_PICTURE, picture.size
    pixels = np.asarray(picture.reduce(3))
    background = pixels[0, 0]
    assert background.min() >= 250, "on the dark page too a picture is light"
    drawn = (pixels != background).any(axis=2)
    assert drawn.mean() >= LEAST_DRAWN
    assert len(np.unique(pixels[drawn].reshape(-1, 3), axis=0)) >= COLOURS


def _look_at_drawing(chart: Chart, content: bytes) -> None:
    words = " ".join(re.sub(r"<[^>]+>", " ", content.decode()).split())
    assert content.lstrip().startswith(b"<svg")
    for wanted in (chart.title, "Who speaks: government", "Standpoint: positions read by machine"):
        assert wanted in words, wanted
    assert ("both for and against" in words) == (chart.key in WITH_LOOKS), "what is drawn is explained, and no more"
    if chart.key == "topic-map":
        assert content.count(b"choroplethlocation") > AREAS, "the areas are in the drawing"
        assert "Borders and names on the map imply no opinion" in words


def _read_table(content: bytes) -> list[Row]:
    assert content.startswith(b"\xef\xbb\xbf"), "without the mark Excel takes accents for something else"
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def _open_alone(chart: Chart, content: bytes, browser: Browser, place: Path) -> list[Trace]:
    """What the web page draws, with the network cut."""
    place.write_bytes(content)
    context = browser.new_context(offline=True)
    alone = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.on("pageerror", lambda error: faults.append(str(error)))
    alone.goto(place.as_uri())
    alone.wait_for_selector(".js-plotly-plot .main-svg", state="attached")
    alone.wait_for_function("document.querySelector('.js-plotly-plot').calcdata !== undefined")
    assert chart.title in alone.title()
    assert alone.locator("[data-title*='cloud' i], .plotlyjsicon").count() == 0
    if chart.key == "topic-map":
        alone.wait_for_selector("path.choroplethlocation", state="attached")
        assert alone.locator("path.choroplethlocation").count() > AREAS
    traces: list[Trace] = alone.evaluate(
        """() => document.querySelector(".js-plotly-plot")._fullData.map((trace) => ({
             mode: trace.mode || trace.type,
             x: Array.from(trace.x || []),
             y: Array.from(trace.y || []),
             text: Array.from(trace.text || []),
             hovertext: Array.from(trace.hovertext || []),
             customdata: Array.from(trace.customdata || [], (keys) => Array.from(keys)),
           }))"""
    )
    context.close()
    assert [url for url in asked if url != place.as_uri() and not url.startswith(("data:", "blob:"))] == []
    assert faults == []
    return traces


def _word(key: object) -> str:
    return str(key)


def _number(value: str | float) -> float:
    return round(float(value), 3)
