"""One question: camps and their sentences, shares, smoothed lines, maps; the page with and without a browser."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Sequence
from datetime import date as Date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from streamlit.testing.v1 import AppTest

from dashboard.analysis.topic import Camp, Grouping, camps, groups, on_topic, shares
from dashboard.analysis.trends import LEAST_STATEMENTS, bandwidth_of, trends, values
from dashboard.catalogue import country_codes, places
from dashboard.catalogue.topics import topics
from dashboard.charts import Caption, published, standalone_html
from dashboard.charts.diverging import diverging_bars, diverging_summary
from dashboard.charts.map_looks import SILENT
from dashboard.charts.maps import DISCLAIMERS, map_summary, off_map, world_map
from dashboard.charts.squares import tile_map
from dashboard.charts.theme import LIGHT, Look
from dashboard.charts.timeline import timeline, timeline_summary
from dashboard.errors import CatalogueError
from dashboard.schema import Stance
from tests.showing.apps import open_dashboard, words
from tests.showing.conftest import HOSTILE, NEUTRAL, OPPOSE, SUPPORT, WORLD, Said, say, settle, table

KNOWN = topics()[0]
TODAY = Date(2026, 1, 1)
CAPTION = Caption("A question?", "5 statements.", "A made-up source", Date(2025, 3, 1))


def said_by(country: str, *positions: Stance, topic: str = "tunnel", first: int = 1) -> list[Said]:
    """Statements of one country, one a day."""
    return [say(country, topic, position, day=Date(2025, 3, first + place)) for place, position in enumerate(positions)]


# ------------------------------------------------------------------------------------------------------------- analysis


@pytest.mark.parametrize(
    ("positions", "camp", "is_mixed"),
    [
        pytest.param([SUPPORT, SUPPORT], Camp.FOR, False, id="only support is for"),
        pytest.param([SUPPORT, NEUTRAL, NEUTRAL], Camp.FOR, False, id="support with hesitation is for"),
        pytest.param([NEUTRAL], Camp.UNDECIDED, False, id="only neutral is undecided"),
        pytest.param([SUPPORT, OPPOSE], Camp.UNDECIDED, True, id="torn is undecided and mixed"),
        pytest.param([SUPPORT, SUPPORT, SUPPORT, OPPOSE], Camp.FOR, True, id="three of four lead a mixed one"),
        pytest.param([SUPPORT, SUPPORT, OPPOSE], Camp.UNDECIDED, True, id="two of three do not"),
        pytest.param([OPPOSE, OPPOSE, OPPOSE, SUPPORT], Camp.AGAINST, True, id="the same on the other side"),
        pytest.param([OPPOSE, NEUTRAL], Camp.AGAINST, False, id="opposition with hesitation is against"),
    ],
)
def test_the_camp_of_a_country(positions: list[Stance], camp: Camp, is_mixed: bool) -> None:
    (row,) = camps(table(*said_by("FRA", *positions))).to_dict("records")
    assert (row["camp"], row["is_mixed"], row["n"]) == (camp, is_mixed, len(positions))
    assert isinstance(row["statement"], str)
    assert isinstance(row["other_statement"], str) is is_mixed


def test_the_sentence_shown_is_the_surest_then_the_newest_of_the_camp() -> None:
    frame = table(
        say("FRA", "tunnel", SUPPORT, confidence=0.9, day=Date(2025, 1, 1), words="Old and sure."),
        say("FRA", "tunnel", SUPPORT, confidence=0.9, day=Date(2025, 2, 1), words="New and sure."),
        say("FRA", "tunnel", SUPPORT, confidence=0.9, day=None, words="Undated and sure."),
        say("FRA", "tunnel", SUPPORT, confidence=0.5, day=Date(2025, 3, 1), words="Newest and unsure."),
        say("FRA", "tunnel", OPPOSE, confidence=0.99, words="The other side."),
    )
    (row,) = camps(frame).to_dict("records")
    evidence = frame.set_index("id")["evidence"]
    assert (evidence[row["statement"]], evidence[row["other_statement"]]) == ("New and sure.", "The other side.")


def test_only_statements_with_a_side_and_a_country_answer_the_question() -> None:
    frame = table(
        say("FRA", "tunnel", SUPPORT),
        say("FRA", "bridge", SUPPORT),
        say(None, "tunnel", OPPOSE),
        say("BRA", "tunnel", None),
    )
    assert on_topic(frame, "tunnel")["country"].tolist() == ["FRA"]
    assert camps(on_topic(frame, "nothing")).empty


def test_a_country_divides_by_statements_and_a_bloc_by_countries() -> None:
    frame = table(*said_by("FRA", *[SUPPORT] * 9), *said_by("DEU", OPPOSE), *said_by("BRA", SUPPORT, NEUTRAL))
    by_country = shares(frame, Grouping.COUNTRY, on=TODAY).set_index("group")
    assert (by_country.loc["FRA", "n"], by_country.loc["BRA", "neutral"]) == (9, 1)
    assert list(by_country.index) == ["FRA", "BRA", "DEU"], "most in favour first"
    eu = shares(frame, Grouping.BLOC, on=TODAY).set_index("group").loc["EU"]
    assert (eu["n"], eu["support"], eu["oppose"], eu["mean"], eu["statements"]) == (2, 1, 1, 0.0, 10)
    assert shares(frame, Grouping.REGION, on=TODAY)["group"].tolist() == ["Europe"], "one country alone is no group"


def test_membership_is_that_of_the_day() -> None:
    assert "GBR" in groups(["GBR"], Grouping.BLOC, on=Date(2019, 1, 1))["EU"]
    assert "GBR" not in groups(["GBR"], Grouping.BLOC, on=Date(2021, 1, 1))["EU"]
    assert groups(["GBR", "EU"], Grouping.REGION, on=TODAY) == {"Europe": ["GBR"]}


@pytest.mark.parametrize("by", list(Grouping))
def test_nobody_has_no_shares(by: Grouping) -> None:
    assert shares(table(), by, on=TODAY).empty


def test_a_line_needs_statements_and_days() -> None:
    enough = said_by("FRA", *[SUPPORT] * LEAST_STATEMENTS)
    few = said_by("BRA", *[SUPPORT] * (LEAST_STATEMENTS - 1))
    one_day = [
        say("KEN", "tunnel", SUPPORT, day=Date(2025, 3, 1), words=f"Number {n}.") for n in range(LEAST_STATEMENTS)
    ]
    undated = [say("NOR", "tunnel", SUPPORT, day=None, words=f"Number {n}.") for n in range(LEAST_STATEMENTS)]
    frame = table(*enough, *few, *one_day, *undated)
    assert set(trends(frame, ["FRA", "BRA", "KEN", "NOR", "ZZZ"])["country"]) == {"FRA"}
    assert trends(table(), ["FRA"]).empty


def test_a_line_follows_the_change_and_stays_on_the_scale() -> None:
    frame = table(*said_by("FRA", *[OPPOSE] * 8, *[SUPPORT] * 8))
    line = trends(frame, ["FRA"], bandwidth=2)
    assert line["mean"].iloc[0] < -0.8
    assert line["mean"].iloc[-1] > 0.8
    assert line["mean"].is_monotonic_increasing
    assert line["mean"].between(-1, 1).all()
    flat = trends(frame, ["FRA"], bandwidth=10_000)["mean"]
    assert flat.abs().max() < 0.01, "with a wide kernel it is the mean of all"


def test_a_line_is_broken_where_nobody_spoke() -> None:
    early = [say("FRA", "tunnel", SUPPORT, day=Date(2020, 1, day)) for day in range(1, 7)]
    late = [say("FRA", "tunnel", SUPPORT, day=Date(2025, 1, day)) for day in range(1, 7)]
    line = trends(table(*early, *late), ["FRA"], bandwidth=30)
    assert line["mean"].isna().any()
    assert line["mean"].notna().iloc[[0, -1]].all()


def test_values_and_bandwidth() -> None:
    frame = table(*said_by("FRA", SUPPORT, NEUTRAL, OPPOSE), say("FRA", "tunnel", None))
    assert values(frame).tolist()[:3] == [1.0, 0.0, -1.0]
    assert values(frame).isna().sum() == 1
    assert bandwidth_of(frame["date"].head(0)) == 21
    assert bandwidth_of(table(say("FRA", "t", SUPPORT, day=Date(2000, 1, 1)), *said_by("FRA", OPPOSE))["date"]) == 365


# --------------------------------------------------------------------------------------------------------------- places

MEMBERS_WITHOUT_AREA = {"TUV"}


def test_every_state_has_a_square_and_a_place_on_the_world_map() -> None:
    drawn = places.areas().keys() | places.points().keys()
    assert places.tiles().keys() <= drawn
    assert len(places.tiles()) > 200
    assert places.points().keys() - places.areas().keys() >= MEMBERS_WITHOUT_AREA
    assert {"XKX", "SGP", "MLT", "BHR", "VAT", "SMR", "PSE", "TWN", "ESH"} <= drawn
    assert drawn <= country_codes()


def test_crimea_is_drawn_as_ukraine_and_the_map_is_small() -> None:
    topology = json.loads(places.world_topology())
    assert places.WORLD.stat().st_size < 1_000_000
    assert "Simferopol" if _lies_in(topology, "UKR", 34.1, 45.2) else pytest.fail("Simferopol is not in Ukraine")
    assert not _lies_in(topology, "RUS", 34.1, 45.2)
    assert _lies_in(topology, "SOM", 44.1, 9.6), "Hargeisa"
    assert _lies_in(topology, "XKX", 21.0, 42.6), "Pristina"


def _lies_in(topology: dict[str, Any], code: str, x: float, y: float) -> bool:
    """Whether a place lies in an area: a ray from it crosses the area's border an odd number of times."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    (shape,) = [each for each in topology["objects"]["countries"]["geometries"] if each["id"] == code]
    crossings = 0
    for polygon in shape["arcs"]:
        for ring in polygon:
            for number in ring:
                at = [0, 0]
                line = []
                for step in topology["arcs"][max(number, ~number)]:
                    at = [at[0] + step[0], at[1] + step[1]]
                    line.append((at[0] * scale[0] + shift[0], at[1] * scale[1] + shift[1]))
                for (ax, ay), (bx, by) in itertools.pairwise(line):
                    if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax and abs(bx - ax) < 180:
                        crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        pytest.param("FRA,1,2\nFRA,2,2", "line 3: FRA has a square already", id="a state twice"),
        pytest.param("FRA,1,2\nDEU,1,2", "line 3: the square is that of FRA", id="a square twice"),
        pytest.param("XXX,1,2", "line 2: 'XXX' is no state's code", id="no state"),
        pytest.param("FRA,-1,2", "line 2: '-1' in column 'column'", id="no place"),
    ],
)
def test_a_fault_in_the_squares_is_named(tmp_path, monkeypatch, lines: str, message: str) -> None:
    (tmp_path / "tiles.csv").write_text(f"code,column,row\n{lines}\n")
    monkeypatch.setattr(places, "MAPS", tmp_path)
    with pytest.raises(CatalogueError, match=message):
        places.tiles.__wrapped__()


# --------------------------------------------------------------------------------------------------------------- charts

CELLS = camps(
    table(
        *said_by("FRA", *[SUPPORT] * 12),
        *said_by("BRA", OPPOSE),
        *said_by("KEN", NEUTRAL, NEUTRAL),
        *said_by("DEU", SUPPORT, OPPOSE),
        *said_by("MLT", OPPOSE, OPPOSE),
        *said_by("EU", SUPPORT),
    )
)


def keys_of(trace: Any) -> list[str]:
    return [each[0] for each in trace.customdata or ()]


def test_the_world_tells_silent_neutral_and_mixed_apart() -> None:
    silent, plain, mixed = world_map(CELLS).data[:3]
    assert set(keys_of(plain)) == {"FRA", "BRA", "KEN", "MLT"}
    assert keys_of(mixed) == ["DEU"]
    assert mixed.marker.line.color == (LIGHT.oppose,)
    assert {"NOR", "USA"} <= set(keys_of(silent))
    assert {color for _, color in silent.colorscale} == {LIGHT.surface}
    assert LIGHT.neutral not in {color for _, color in silent.colorscale}
    assert all(SILENT in text for text in silent.hovertext)


def test_few_statements_are_paler_on_the_map() -> None:
    plain = world_map(CELLS).data[1]
    shade = dict(zip(plain.locations, plain.z, strict=True))
    colours = [color for _, color in plain.colorscale]
    assert colours[shade["FRA"]] == LIGHT.support, "twelve statements: the full colour"
    assert colours[shade["BRA"]] not in (LIGHT.oppose, LIGHT.oppose_soft)


def test_small_states_are_points() -> None:
    spoken = [trace for trace in world_map(CELLS).data if trace.type == "scattergeo" and "MLT" in keys_of(trace)]
    assert len(spoken) == 1
    assert spoken[0].marker.size == 10


def test_what_has_no_place_is_listed_and_not_drawn() -> None:
    assert off_map(CELLS["country"], "world") == ["EU"] == off_map(CELLS["country"], "squares")
    assert off_map(["GIB", "SUN"], "world") == ["SUN"]
    assert off_map(["GIB", "SUN"], "squares") == ["GIB", "SUN"]
    assert "EU" not in keys_of(tile_map(CELLS).data[1])


def test_squares_have_one_place_each_and_a_frame_for_the_choice() -> None:
    figure = tile_map(CELLS, chosen="FRA")
    silent, spoken = figure.data[:2]
    drawn = list(zip([*silent.x, *spoken.x], [*silent.y, *spoken.y], strict=True))
    assert len(drawn) == len(set(drawn)) == len(places.tiles())
    (frame,) = figure.layout.shapes
    assert (frame.x0 + 0.5, frame.y0 + 0.5) == places.tiles()["FRA"]
    assert not tile_map(CELLS, chosen="EU").layout.shapes
    assert "DEU<br>±" in spoken.text


@pytest.mark.parametrize("draw", [world_map, tile_map], ids=["world", "squares"])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_maps_of_nobody_are_maps(draw: Callable[..., Any], mode: str) -> None:
    assert draw(CELLS.head(0), mode=mode, chosen="FRA").data
    assert map_summary(CELLS.head(0)).endswith("0 countries and organisations with statements (none).")


def test_a_map_alone_carries_its_areas_and_needs_no_network() -> None:
    page = standalone_html(published(world_map(CELLS), CAPTION), title="A question?", name="map")
    assert "PlotlyGeoAssets={topojson:{world_50m:" in page
    assert not re.findall(r'<(?:script|link|img)[^>]+(?:src|href)=["\']?(?!data:)', page)
    assert "PlotlyGeoAssets={topojson:{world_50m:" not in standalone_html(
        published(tile_map(CELLS), CAPTION), title="A question?", name="squares"
    )


def test_names_are_never_markup_on_maps_bars_and_lines() -> None:
    frame = table(*said_by("FRA", *[SUPPORT] * 6), say("FRA", "tunnel", OPPOSE, words=HOSTILE))
    labels = {"FRA": HOSTILE}
    figures = [
        world_map(camps(frame), labels=labels),
        tile_map(camps(frame), labels=labels),
        diverging_bars(shares(frame, Grouping.COUNTRY, on=TODAY), labels=labels),
        timeline(frame, trends(frame, ["FRA"]), labels=labels),
    ]
    for figure in figures:
        text = figure.to_json()
        assert "<img" not in text
        assert "<script" not in text


def test_bars_part_at_the_middle_and_fill_their_share() -> None:
    rows = shares(table(*said_by("FRA", SUPPORT, SUPPORT, NEUTRAL, OPPOSE)), Grouping.COUNTRY, on=TODAY)
    figure = diverging_bars(rows, labels={"FRA": "France"}, chosen="FRA")
    oppose, neutral, support = figure.data
    assert (oppose.base[0], oppose.x[0]) == (-0.375, 0.25)
    assert (neutral.base[0], neutral.x[0]) == (-0.125, 0.25)
    assert (support.base[0], support.x[0]) == (0.125, 0.5)
    assert re.sub("<[^>]+>", "", figure.layout.yaxis.ticktext[0]) == "France  4"
    heads = [re.sub("<[^>]+>", "", note.text) for note in figure.layout.annotations]
    assert heads == ["statements", "■ − against", "■ ○ undecided", "■ + for"]
    assert "2 of 4 statements for (50%)" in support.hovertext[0]
    assert diverging_summary(rows, "statements").startswith("Bars for and against, 1 row counted")
    assert "from France (2 of 4 for)" in diverging_summary(rows, "statements", labels={"FRA": "France"})
    assert diverging_bars(rows.head(0)).layout.height > 0


def test_every_dated_statement_is_a_dot_that_knows_itself() -> None:
    frame = table(*said_by("FRA", SUPPORT, SUPPORT, NEUTRAL, OPPOSE), say("BRA", "tunnel", SUPPORT, day=None))
    figure = timeline(frame, trends(frame, []))
    dots = [key for trace in figure.data for key in trace.customdata]
    assert sorted(key[1] for key in dots) == sorted(frame.loc[frame["date"].notna(), "id"])
    heights = [height for trace in figure.data for height in trace.y]
    assert {round(height) for height in heights} == {-1, 0, 1}
    assert timeline_summary(frame, trends(frame, [])).startswith("Timeline of 4 dated statements (2 for, 1 undecided")


def test_statements_of_one_day_do_not_hide_one_another() -> None:
    frame = table(*(say("FRA", "tunnel", SUPPORT, words=f"Number {n}.") for n in range(9)))
    (heights,) = [trace.y for trace in timeline(frame, trends(frame, [])).data if len(trace.y)]
    assert len(set(heights)) == 9
    assert all(0.5 < height < 1.5 for height in heights)


def test_lines_are_named_and_chosen_countries_stand_out() -> None:
    frame = table(*said_by("FRA", *[SUPPORT] * 6), *said_by("BRA", *[OPPOSE] * 6))
    figure = timeline(frame, trends(frame, ["FRA"]), countries=["FRA"], labels={"FRA": "France"})
    (line,) = [trace for trace in figure.data if trace.mode == "lines+text"]
    assert line.name == "France"
    sizes = {trace.customdata[0][0]: trace.marker.size for trace in figure.data if trace.customdata}
    assert sizes["FRA"] > sizes["BRA"]


@pytest.mark.parametrize("draw", [world_map, tile_map], ids=["world", "squares"])
def test_a_published_map_has_title_source_and_legend(draw: Callable[..., Any]) -> None:
    figure = published(draw(CELLS), CAPTION)
    texts = " ".join(note.text for note in figure.layout.annotations)
    assert "A question?" in texts
    assert "1 March 2025" in texts
    names = [trace.name for trace in figure.data if trace.showlegend]
    assert len(names) == len(Look) + 2
    assert SILENT in names


# ----------------------------------------------------------------------------------------------------------------- page


def open_topic(folder: Path, monkeypatch: pytest.MonkeyPatch, said: Sequence[Said], **query: Any) -> AppTest:
    app = open_dashboard(folder, monkeypatch, said, **query)
    return app.switch_page("pages/topic.py").run()


def test_the_question_is_the_title_and_three_columns_answer_it(tmp_path, monkeypatch) -> None:
    said = [
        *said_by("FRA", SUPPORT, SUPPORT, topic=KNOWN.id),
        *said_by("BRA", OPPOSE, topic=KNOWN.id),
        *said_by("KEN", NEUTRAL, topic=KNOWN.id),
        *said_by("DEU", SUPPORT, OPPOSE, topic=KNOWN.id),
    ]
    app = open_topic(tmp_path, monkeypatch, said)
    assert not app.exception
    assert f'<h1 class="sp-question">{KNOWN.question}</h1>' in words(app).replace("&#x27;", "'")
    labels = [button.label for button in app.button if str(button.key).startswith("camp-")]
    assert labels == ["**France** + 2", "**Germany** ± 2", "**Kenya** ○ 1", "**Brazil** − 1"]
    assert "1 ± for and against" in words(app)
    assert words(app).count("sp-words sp-few") == 2, "single statements are faint"


def test_a_click_on_a_name_opens_its_statements_and_keeps_it_in_the_address(tmp_path, monkeypatch) -> None:
    app = open_topic(tmp_path, monkeypatch, WORLD, about="tunnel")
    app.button(key="camp-BRA").click().run()
    assert not app.exception
    assert "Brazil rejects the tunnel plan." in re.sub(r"<[^>]+>", "", words(app))
    assert app.selectbox(key="about_country").value == "BRA"
    assert app.query_params["about_country"] in ("BRA", ["BRA"])


def test_a_link_restores_topic_chart_and_country(tmp_path, monkeypatch) -> None:
    app = open_topic(tmp_path, monkeypatch, WORLD, about="bridge", shown="timeline", about_country="KEN")
    assert app.selectbox(key="about").value == "bridge"
    assert app.session_state["shown"] == "timeline"
    assert app.selectbox(key="about_country").value == "KEN"


def test_an_empty_store_says_what_to_do(tmp_path, monkeypatch) -> None:
    assert "python -m dashboard ingest seeds" in words(open_topic(tmp_path, monkeypatch, []))


def test_filters_that_exclude_all(tmp_path, monkeypatch) -> None:
    app = open_topic(tmp_path, monkeypatch, WORLD, country="NOR")
    assert not app.exception
    assert "No statement passes these filters." in words(app)


@pytest.mark.parametrize("shown", ["map", "squares", "bars", "timeline"])
@pytest.mark.parametrize(
    "said",
    [
        pytest.param([say("FRA", "tunnel", SUPPORT)], id="one statement"),
        pytest.param([say("FRA", "tunnel", NEUTRAL, day=None)], id="one undated neutral statement"),
        pytest.param([say("EU", "tunnel", OPPOSE), say("SUN", "tunnel", NEUTRAL)], id="nobody with a place on a map"),
        pytest.param(WORLD, id="hostile words"),
    ],
)
def test_every_chart_stands_on_little(tmp_path, monkeypatch, said: Sequence[Said], shown: str) -> None:
    app = open_topic(tmp_path, monkeypatch, said, shown=shown)
    assert not app.exception
    assert "<script>document" not in words(app)
    assert "<img src=x" not in words(app)


def test_organisations_are_listed_beside_the_map(tmp_path, monkeypatch) -> None:
    app = open_topic(tmp_path, monkeypatch, [say("EU", "tunnel", OPPOSE), say("FRA", "tunnel", OPPOSE)])
    assert "Not on the map: European Union (against, n = 1)." in words(app)
    assert DISCLAIMERS["world"] in words(app)


def test_a_hostile_proposed_topic_is_words(tmp_path, monkeypatch) -> None:
    app = open_topic(tmp_path, monkeypatch, [say("FRA", HOSTILE[:60], SUPPORT, words=HOSTILE)])
    assert not app.exception
    assert "&lt;img src=x" in words(app)
    assert "proposed topic" in words(app)


def test_what_changed_shows_the_two_sentences(tmp_path, monkeypatch) -> None:
    said = [
        say("FRA", "tunnel", OPPOSE, words="France rejects the tunnel plan.", day=Date(2024, 1, 1)),
        say("FRA", "tunnel", SUPPORT, words="France now backs it.", day=Date(2025, 1, 1)),
        say("BRA", "tunnel", SUPPORT, words="Brazil backs it."),
    ]
    text = words(open_topic(tmp_path, monkeypatch, said))
    assert "France: against → for" in text
    assert "until 1 Jan 2024 (n = 1)" in text
    assert "Few statements: read both sentences" in text
    assert "1 country moved a step or more." in text


def test_no_change_is_said(tmp_path, monkeypatch) -> None:
    assert "No country spoke differently" in words(open_topic(tmp_path, monkeypatch, WORLD, about="tunnel"))


# -------------------------------------------------------------------------------------------------------------- browser

browser_test = pytest.mark.browser
quiet_pipes = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
SMALL_WORLD = [
    *said_by("BRA", OPPOSE, OPPOSE, OPPOSE, OPPOSE),
    *said_by("AUS", *[SUPPORT] * 6),
    *said_by("MLT", NEUTRAL),
    *said_by("EU", SUPPORT),
]


@pytest.fixture(scope="module")
def topic_address(serve: Callable[[Sequence[Said]], str]) -> str:
    return serve(SMALL_WORLD)


def visit_topic(page: Page, address: str, query: str = "") -> Page:
    page.goto(f"{address}/topic?{query}")
    settle(page)
    page.wait_for_selector(".js-plotly-plot .main-svg", state="attached")
    page.wait_for_timeout(500)
    return page


def place_of(page: Page, longitude: float, latitude: float) -> tuple[float, float]:
    """Where a place on the globe lies on the screen."""
    plot = page.locator(".js-plotly-plot")
    plot.scroll_into_view_if_needed()
    x, y = plot.evaluate("(plot, place) => plot._fullLayout.geo._subplot.projection(place)", [longitude, latitude])
    box = plot.bounding_box()
    assert box is not None
    return box["x"] + x, box["y"] + y


@browser_test
@quiet_pipes
def test_the_world_is_painted_with_the_network_cut(page: Page, topic_address: str) -> None:
    refused: list[str] = []

    def here_only(route: Any) -> None:
        if urlsplit(route.request.url).hostname in ("127.0.0.1", None):
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    page.route("**/*", here_only)
    visit_topic(page, topic_address)
    expect(page.locator(".choroplethlayer path.choroplethlocation")).not_to_have_count(0)
    assert page.locator(".choroplethlayer path.choroplethlocation").count() > 200
    assert refused == []


@browser_test
@quiet_pipes
@pytest.mark.parametrize(
    ("longitude", "latitude", "country", "cards"),
    [pytest.param(-52, -10, "Brazil", 4, id="an area"), pytest.param(14.4, 35.9, "Malta", 1, id="a small state")],
)
def test_a_click_on_the_map_shows_the_sentences(
    page: Page, topic_address: str, longitude: float, latitude: float, country: str, cards: int
) -> None:
    visit_topic(page, topic_address)
    page.mouse.click(*place_of(page, longitude, latitude))
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".sp-heading").first).to_have_text(country)
    expect(dialog.locator(".sp-card")).to_have_count(cards)


@browser_test
@quiet_pipes
def test_a_silent_country_is_said_to_be_silent(page: Page, topic_address: str) -> None:
    visit_topic(page, topic_address)
    page.mouse.click(*place_of(page, -100, 60))
    expect(page.get_by_role("dialog")).to_contain_text("Silent: no statement was found here.")


@browser_test
@quiet_pipes
@pytest.mark.parametrize("shown", ["squares", "bars", "timeline"])
def test_a_mark_of_every_chart_leads_to_its_sentences(page: Page, topic_address: str, shown: str) -> None:
    visit_topic(page, topic_address, f"shown={shown}")
    plot = page.locator(".js-plotly-plot")
    plot.scroll_into_view_if_needed()
    place = plot.evaluate(
        """plot => {
            const keys = each => [...each.customdata || []].map(key => key[0]);
            const trace = plot.data.findIndex(each => keys(each).includes("BRA"));
            const point = keys(plot.data[trace]).indexOf("BRA");
            const {type, base, x: across} = plot.data[trace];
            const bars = type === "bar";
            const x = bars ? base[point] + across[point] / 2 : plot.calcdata[trace][point].x;
            const y = bars ? point : plot.calcdata[trace][point].y;
            const {xaxis, yaxis} = plot._fullLayout;
            return [xaxis._offset + xaxis.c2p(x), yaxis._offset + yaxis.c2p(y)];
        }"""
    )
    box = plot.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + place[0], box["y"] + place[1])
    expect(page.get_by_role("dialog").locator(".sp-heading").first).to_have_text("Brazil")
    expect(page.get_by_role("dialog").locator(".sp-card")).to_have_count(4)


@browser_test
@quiet_pipes
@pytest.mark.parametrize("shown", ["map", "squares", "bars", "timeline"])
def test_a_phone_scrolls_maps_and_never_the_page(browser: Browser, topic_address: str, shown: str) -> None:
    context = browser.new_context(viewport={"width": 400, "height": 900})
    phone = visit_topic(context.new_page(), topic_address, f"shown={shown}")
    main = phone.locator("[data-testid='stMain']")
    assert main.evaluate("element => element.scrollWidth <= element.clientWidth")
    drawn, inside = phone.locator(".js-plotly-plot").evaluate("({ _fullLayout: { width, _size } }) => [width, _size.w]")
    if shown in ("map", "squares"):
        assert drawn >= (tile_map(CELLS).layout.width if shown == "squares" else 600), "not squeezed"
    else:
        assert drawn <= 400, "nothing to swipe"
        assert inside >= 200, "names and numbers leave room for what is drawn"
    context.close()
