"""The pages without a browser: full, empty, filtered to nothing, hostile."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date as Date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.analysis import Filters, Repeats, Shown, position_matrix
from dashboard.catalogue.proposed import topic_name
from dashboard.catalogue.topics import topics
from dashboard.paths import ROOT, STORE_VARIABLE
from dashboard.schema import Represents
from dashboard.ui.bar import chips
from dashboard.ui.files import file_name
from dashboard.ui.filter_address import from_address, in_address
from dashboard.ui.filter_words import filters_text, not_heard_text
from dashboard.ui.names import counted, country_names, day_text, shown_text, topic_names
from dashboard.ui.ordering import HEADING, Order, arrange
from dashboard.ui.picks import country_groups, topic_groups
from tests.showing.apps import open_dashboard, words
from tests.showing.conftest import HOSTILE, NEUTRAL, OPPOSE, PATIENCE, SUPPORT, WORLD, fill, say, table

CATALOGUED = topics()[0].id


def test_the_page_says_what_it_shows(tmp_path, monkeypatch) -> None:
    app = open_dashboard(tmp_path, monkeypatch, WORLD)
    assert not app.exception
    assert app.title[0].value == "Who supports what"
    assert "8 statements · 4 countries · 3 topics · 8 articles · 12 Feb 2025 - 3 Mar 2025" in words(app)
    assert "1 without a topic, a country or a side is not in the chart." in words(app)


def test_an_empty_store_says_what_to_do(tmp_path, monkeypatch) -> None:
    app = open_dashboard(tmp_path, monkeypatch, [])
    assert not app.exception
    assert "python -m dashboard ingest seeds" in words(app)
    assert "store.sqlite" in words(app)


def test_a_store_that_cannot_be_read_is_told_in_words(tmp_path, monkeypatch) -> None:
    (tmp_path / "notes.txt").write_text("no database, only words " * 100)
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "notes.txt"))
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=PATIENCE).run()
    assert not app.exception
    assert "notes.txt" in words(app)


def test_filters_that_exclude_all_can_be_taken_back(tmp_path, monkeypatch) -> None:
    app = open_dashboard(tmp_path, monkeypatch, WORLD)
    app.multiselect(key="country").select("KEN").run()
    app.multiselect(key="topic").select("tunnel").run()
    assert "No statement passes these filters." in words(app)
    app.button(key="reset-empty").click().run()
    assert not app.exception
    assert "8 statements" in words(app)


def test_where_only_others_speak_they_are_offered(tmp_path, monkeypatch) -> None:
    app = open_dashboard(tmp_path, monkeypatch, WORLD, topic="bridge", country="NOR")
    assert "No statement passes these filters." in words(app)
    app.button(key="nothing-selected-speakers").click().run()
    assert not app.exception
    assert "1 statement · 1 country" in words(app)
    assert app.query_params["speaks"] == "everyone"


def test_a_silent_country_that_was_asked_for_stays_on_the_page(tmp_path, monkeypatch) -> None:
    app = open_dashboard(tmp_path, monkeypatch, WORLD)
    app.multiselect(key="country").set_value(["FRA", "NOR"]).run()
    assert "4 statements · 2 countries · 2 topics" in words(app)
    assert app.selectbox(key="at_country").options == ["France", "Norway"]
    app.selectbox(key="at_country").select("NOR").run()
    app.selectbox(key="at_topic").select("bridge").run()
    assert "That is not neutrality." in words(app)
    app.button(key="evidence-speakers").click().run()
    assert "opposition backs the bridge" in words(app)


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ({}, ""),
        ({Represents.OPPOSITION: 1}, "1 statement of opposition not shown"),
        (
            {Represents.ORGANISATION: 1200, Represents.OPPOSITION: 3, Represents.OTHER: 12},
            "1,215 statements of organisations, opposition and others not shown",
        ),
    ],
    ids=["nobody", "one", "several kinds"],
)
def test_who_is_not_heard_in_words(counts: dict[Represents, int], text: str) -> None:
    assert not_heard_text(counts) == text


def test_an_organisation_by_name_is_said_to_speak_for_itself() -> None:
    filters = Filters(countries=("FRA", "EU", "EU members"))
    assert "Who speaks: government; European Union by their own officials." in filters_text(
        filters, country_names(filters.countries), {}
    )


def test_who_speaks_is_a_choice(tmp_path, monkeypatch) -> None:
    app = open_dashboard(tmp_path, monkeypatch, WORLD)
    assert "opposition backs the bridge" not in words(app)
    assert "1 statement of opposition not shown" in words(app)
    app.button_group(key="speaks").set_value([Represents.OPPOSITION]).run()
    assert "opposition backs the bridge" in words(app)
    assert "1 statement · 1 country" in words(app)


def test_lists_choose_the_evidence_without_a_mouse(tmp_path, monkeypatch) -> None:
    app = open_dashboard(tmp_path, monkeypatch, WORLD)
    app.selectbox(key="at_country").select("FRA").run()
    app.selectbox(key="at_topic").select("tunnel").run()
    assert "France on Tunnel *" in words(app)
    assert "2 statements from 2 articles, newest first" in words(app)
    cards = words(app).split('<article class="sp-card')[1:]
    assert ["3 Mar 2025" in cards[0], "12 Feb 2025" in cards[1], len(cards)] == [True, True, 2]


def test_the_most_contested_topics_lead_to_their_pages(tmp_path, monkeypatch) -> None:
    app = open_dashboard(tmp_path, monkeypatch, WORLD)
    links = {each.proto.label: each.proto for each in app.get("page_link")}
    disputed = links["Tunnel \\*"]
    assert (disputed.page, disputed.query_string) == ("topic", "about=tunnel")
    assert {"topic", "compare", "country"} <= {each.page for each in links.values()}, "the ways to other questions"


def test_topics_that_most_countries_speak_on_come_first(tmp_path, monkeypatch) -> None:
    known = say("FRA", CATALOGUED, NEUTRAL)
    app = open_dashboard(tmp_path, monkeypatch, [*WORLD, known])
    assert app.selectbox(key="at_topic").options[:3] == [topic_name(CATALOGUED), "Bridge *", "Tunnel *"]


def test_a_link_restores_filters_and_cell(tmp_path, monkeypatch) -> None:
    app = open_dashboard(tmp_path, monkeypatch, WORLD, country="BRA", at_country="BRA")
    assert app.multiselect(key="country").value == ["BRA"]
    assert app.selectbox(key="at_country").value == "BRA"
    assert "2 statements · 1 country" in words(app)


def test_a_single_neutral_statement_makes_a_page(tmp_path, monkeypatch) -> None:
    app = open_dashboard(tmp_path, monkeypatch, [say("FRA", "tunnel", NEUTRAL, day=None)])
    assert not app.exception
    assert "1 statement · 1 country · 1 topic · 1 article</p>" in words(app)


def test_a_new_statement_appears_without_a_restart(tmp_path, monkeypatch) -> None:
    app = open_dashboard(tmp_path, monkeypatch, WORLD[:1])
    assert "1 statement ·" in words(app)
    fill(tmp_path / "store.sqlite", WORLD[1:2])
    assert "2 statements ·" in words(app.run())


def test_the_dashboard_opens_without_the_language_library(tmp_path) -> None:
    program = "import sys, dashboard.ui.overview, dashboard.ui.empty; sys.exit('spacy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=os.environ.copy(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (
            Shown(41, 12, 7, 6, Date(2025, 2, 12), Date(2025, 3, 3)),
            "41 statements · 12 countries · 7 topics · 6 articles · 12 Feb 2025 - 3 Mar 2025",
        ),
        (
            Shown(1, 1, 1, 1, Date(2025, 2, 1), Date(2025, 2, 1)),
            "1 statement · 1 country · 1 topic · 1 article · 1 Feb 2025",
        ),
        (Shown(1204, 2, 2, 2, None, None), "1,204 statements · 2 countries · 2 topics · 2 articles"),
    ],
    ids=["a span of days", "one of each on one day", "thousands, undated"],
)
def test_shown_text(shown: Shown, text: str) -> None:
    assert shown_text(shown) == text


def test_names() -> None:
    assert country_names(["FRA", "EU", "XYZ"]) == {"EU": "European Union", "FRA": "France", "XYZ": "XYZ"}
    assert topic_names(["a b", "A b"]) == {"a b": "A b * (a b)", "A b": "A b * (A b)"}
    assert (day_text(None), day_text(Date(2025, 3, 3))) == ("undated", "3 Mar 2025")
    assert (counted(0, "topic"), counted(1, "topic")) == ("0 topics", "1 topic")
    assert file_name("Who supports what?", Date(2025, 3, 1), ".csv") == "standpoint-who-supports-what-2025-03-01.csv"


def test_filters_in_words() -> None:
    assert filters_text(Filters(countries=("FRA",)), {"FRA": "France"}, {}) == (
        "Countries: France. Topics: all. Who speaks: government."
    )


FULL = Filters(
    countries=("FRA", "EU"),
    topics=("tunnel", HOSTILE[:60]),
    speakers=(Represents.OPPOSITION,),
    publishers=("The Model Times",),
    first_day=Date(2025, 2, 12),
    last_day=Date(2025, 3, 3),
    minimum_confidence=0.55,
    reviewed_only=True,
    repeats=Repeats.STORY,
)


@pytest.mark.parametrize(
    "filters",
    [
        pytest.param(Filters(), id="nothing is set"),
        pytest.param(FULL, id="everything is set, with signs that addresses use themselves"),
        pytest.param(Filters(speakers=()), id="everyone speaks"),
        pytest.param(Filters(speakers=tuple(Represents)), id="every kind is named"),
    ],
)
def test_an_address_gives_the_filters_back(filters: Filters) -> None:
    assert from_address(in_address(filters)) == filters


@pytest.mark.parametrize(
    "parameters",
    [
        pytest.param({"from": ["yesterday"], "until": ["2025-02-31"]}, id="no days"),
        pytest.param({"confidence": ["nan"]}, id="not a number"),
        pytest.param({"confidence": ["7"]}, id="beyond one"),
        pytest.param({"speaks": ["nobody"], "repeats": ["never"], "reviewed": ["perhaps"]}, id="no such choice"),
    ],
)
def test_what_a_link_says_amiss_is_not_followed(parameters: dict[str, list[str]]) -> None:
    assert from_address(parameters) == Filters()


def test_a_link_sets_every_filter(tmp_path, monkeypatch) -> None:
    query = {name: values for name, values in in_address(FULL).items() if values}
    query |= {"country": ["FRA", "ZZZ"], "from": ["1990-01-01"]}
    app = open_dashboard(tmp_path, monkeypatch, WORLD, **query)
    assert not app.exception
    state = app.session_state
    assert state["country"] == ["FRA"], "a country that the store does not hold is left out"
    assert state["topic"] == ["tunnel", HOSTILE[:60]]
    assert (state["from"], state["until"]) == (Date(2025, 2, 12), Date(2025, 3, 3)), "no day beyond the articles"
    assert (state["confidence"], state["reviewed"], state["repeats"]) == (0.55, True, Repeats.STORY)
    assert app.query_params["country"] == "FRA"


def test_a_filter_stands_in_the_address_as_a_code(tmp_path, monkeypatch) -> None:
    app = open_dashboard(tmp_path, monkeypatch, WORLD)
    assert dict(app.query_params) == {}
    app.multiselect(key="country").select("BRA").run()
    app.slider(key="confidence").set_value(0.6).run()
    assert dict(app.query_params) == {"country": "BRA", "confidence": "0.6"}
    app.button(key="reset").click().run()
    assert dict(app.query_params) == {}


def test_a_field_and_a_region_are_added_at_once(tmp_path, monkeypatch) -> None:
    said = [say(code, "tunnel", SUPPORT) for code in ("FRA", "DEU", "KEN")]
    app = open_dashboard(tmp_path, monkeypatch, said)
    app.multiselect(key="country").select("KEN").run()
    app.selectbox(key="country-group").select("Europe").run()
    assert not app.exception
    assert app.session_state["country"] == ["KEN", "DEU", "FRA"]
    assert app.session_state["country-group"] is None


def test_groups_to_choose_from() -> None:
    groups = country_groups(("DEU", "EU", "FRA", "GBR", "KEN", "NATO"), Date(2025, 1, 1))
    assert groups["European Union"] == ("DEU", "FRA")
    assert groups["Europe"] == ("DEU", "FRA", "GBR")
    assert groups["Organisations"] == ("EU", "NATO")
    assert "Africa" not in groups, "a group of one is no group"
    assert country_groups(("FRA", "GBR"), Date(2015, 1, 1))["European Union"] == ("FRA", "GBR"), "as it was on the day"
    fields = topic_groups((CATALOGUED, "A proposed one"))
    assert list(fields.values()) == [(CATALOGUED,), ("A proposed one",)]


def test_chips_say_what_is_on_and_take_it_away() -> None:
    labels = [chip.label for chip in chips(FULL)]
    assert labels[:2] == ["France", "European Union"]
    assert labels[-6:] == [
        "From 12 Feb 2025",
        "Until 3 Mar 2025",
        "Who speaks: opposition",
        "Confidence 0.55 or more",
        "Reviewed only",
        "Repeats count once per story",
    ]
    left = FULL
    while chips(left):
        left = chips(left)[0].without
    assert left == Filters()


def test_many_values_stand_on_one_chip() -> None:
    (chip,) = chips(Filters(countries=tuple(f"C{number}" for number in range(27))))
    assert (chip.label, chip.without) == ("27 countries", Filters())


LARGE = position_matrix(
    table(
        *(say("FRA", f"t{number}", SUPPORT) for number in range(3)),
        *(say("KEN", f"t{number}", SUPPORT) for number in range(2)),
        say("BRA", "t0", OPPOSE),
        say("EU", "t0", OPPOSE),
    )
)


@pytest.mark.parametrize(
    ("order", "countries"),
    [
        pytest.param(Order.NAME, ["BRA", "EU", "FRA", "KEN"], id="by name"),
        pytest.param(Order.NUMBER, ["FRA", "KEN", "BRA", "EU"], id="by number of statements"),
        pytest.param(
            Order.REGION,
            [f"{HEADING}Africa", "KEN", f"{HEADING}Americas", "BRA", f"{HEADING}Europe", "FRA",
             f"{HEADING}Organisations", "EU"],
            id="by region, organisations last",
        ),
    ],
)  # fmt: skip
def test_orders_of_the_matrix(order: Order, countries: list[str]) -> None:
    assert list(arrange(LARGE, ((), ()), order, limit=True).countries) == countries


def test_similar_countries_are_neighbours_and_silent_ones_come_last() -> None:
    found = list(arrange(LARGE, (("NOR",), ()), Order.SIMILARITY, limit=True).countries)
    assert ({*found[:2]}, {*found[2:4]}, found[4]) == ({"FRA", "KEN"}, {"BRA", "EU"}, "NOR")


def test_a_large_matrix_keeps_what_is_spoken_of_most_and_says_what_it_leaves_out(monkeypatch) -> None:
    monkeypatch.setattr("dashboard.ui.ordering.MOST_ROWS", 2)
    monkeypatch.setattr("dashboard.ui.ordering.MOST_COLUMNS", 2)
    arranged = arrange(LARGE, ((), ()), Order.NUMBER, limit=True)
    assert (list(arranged.countries), arranged.left_out) == (["FRA", "KEN"], (2, 1))
    asked = arrange(LARGE, (("EU",), ()), Order.NUMBER, limit=True)
    assert "EU" in asked.countries, "what the reader asked for stays"
    assert arrange(LARGE, ((), ()), Order.NUMBER, limit=False).left_out == (0, 0)
