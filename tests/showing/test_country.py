"""The page on one country: full, silent, undated, neutral, hostile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.schema import Represents
from tests.showing import apps
from tests.showing.apps import address, cards, open_dashboard, spoken, words
from tests.showing.conftest import FRANCE, HOSTILE, NEUTRAL, OPPOSE, SUPPORT, WORLD, Said, say

PAGE = "pages/country.py"


def visit(folder: Path, monkeypatch: pytest.MonkeyPatch, said: Sequence[Said], **query: Any) -> AppTest:
    return apps.visit(folder, monkeypatch, "country", said, **query)


def test_the_country_that_says_most_comes_first(tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, FRANCE)
    assert not app.exception
    assert app.selectbox(key="profile").value == "FRA"
    assert app.selectbox(key="profile").options == ["Brazil", "France", "Kenya", "Norway"]
    assert "4 statements · 1 country · 2 topics · 4 articles · 5 Jan 2023 - 1 Jun 2024" in words(app)
    assert "On 2 topics: both for and against 1 · opposes 1." in words(app)


def test_a_link_leads_to_a_country_and_topic(tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, FRANCE, profile="BRA", profile_topic="mine")
    assert not app.exception
    assert "Brazil on Mine *" in words(app)
    assert "Brazil rejects the mine." in spoken(app)
    assert address(app, "profile") == ["BRA"]
    assert address(app, "profile_topic") == ["mine"]


@pytest.mark.parametrize("query", [{"profile": "XXX"}, {"profile": ""}, {"profile_topic": "no such"}])
def test_a_link_edited_amiss_leads_to_the_usual_page(query: dict[str, str], tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, FRANCE, **query)
    assert not app.exception
    assert app.selectbox(key="profile").value == "FRA"
    assert app.selectbox(key="profile_topic").value is None


def test_choosing_another_country_changes_the_page(tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, FRANCE, profile_topic="mine")
    app.selectbox(key="profile").select("NOR").run()
    assert not app.exception
    assert app.selectbox(key="profile_topic").value is None, "Norway says nothing of the mine"
    assert "Norway is" in words(app)


def test_a_change_of_mind_is_shown_in_both_sentences(tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, FRANCE)
    assert "has moved by a step (opposed, neutral, in favour) or more on 1." in words(app)
    assert "mean +1.00 until 5 Feb 2023 (n = 2), -1.00 from 1 Jun 2024 (n = 1). Few statements" in words(app)
    before, after = words(app).index("Before: 5 Feb 2023"), words(app).index("After: 1 Jun 2024")
    assert before < after
    assert [any(day in card for card in cards(app)) for day in ("5 Feb 2023", "1 Jun 2024")] == [True, True]


def test_a_change_of_mind_is_told_at_the_top_too(tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, FRANCE, profile="FRA")
    assert "Moved on 1 topic: <b>Dam *</b> (for → against, by 1 Jun 2024)." in words(app)
    assert "Moved on" not in words(visit(tmp_path, monkeypatch, FRANCE, profile="BRA"))


def test_neighbours_share_at_least_two_topics(tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, FRANCE)
    assert "2 countries share at least 2 topics with it." in words(app)
    assert app.selectbox(key="profile_with").options == ["Brazil", "Kenya"]
    app.button_group(key="profile_shared").set_value("5").run()
    assert not app.exception
    assert "Nobody shares 5 topics with it." in words(app)
    assert address(app, "profile_shared") == ["5"]


def test_a_neighbour_leads_to_the_comparison(tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, FRANCE)
    app.selectbox(key="profile_with").select("KEN").run()
    assert not app.exception
    (link,) = [each for each in app.get("page_link") if "side by side" in each.proto.label]
    assert link.proto.query_string == "side=FRA&side=KEN"


def test_persons_and_bodies_are_listed_with_their_numbers(tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, FRANCE)
    (table,) = app.dataframe
    assert table.value[["actor", "role", "n"]].to_numpy().tolist() == [["Ada Model", "Minister of Tunnels", 4]]


def test_an_organisation_has_a_page_too(tmp_path, monkeypatch) -> None:
    said = say("EU", "dam", SUPPORT, represents=Represents.ORGANISATION)
    app = visit(tmp_path, monkeypatch, [*FRANCE, said], profile="EU")
    assert not app.exception
    assert app.selectbox(key="profile").value == "EU"
    assert len(cards(app)) == 1, "its officials speak for it as a government does"


def test_a_country_with_only_neutral_undated_statements(tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, FRANCE, profile="NOR")
    assert not app.exception
    assert "On 1 topic: neutral 1." in words(app)
    assert "Silent on" in " ".join(expander.label for expander in app.expander)
    assert "Nobody shares 2 topics with it." in words(app)


def test_a_country_that_the_filters_silence_says_so(tmp_path, monkeypatch) -> None:
    said = say("ISL", "dam", OPPOSE, represents=Represents.OPPOSITION)
    app = visit(tmp_path, monkeypatch, [*FRANCE, said], profile="ISL")
    assert not app.exception
    assert "Iceland is silent here" in words(app)
    assert "That is not neutrality." in words(app)
    app.button(key="country-speakers").click().run()
    assert len(cards(app)) == 1


def test_statements_without_a_topic_make_a_page_without_charts(tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, [say("FRA", None, OPPOSE)])
    assert not app.exception
    assert "on no topic" in words(app)
    assert len(cards(app)) == 1


def test_the_filter_by_country_sets_the_first_choice_only(tmp_path, monkeypatch) -> None:
    app = open_dashboard(tmp_path, monkeypatch, FRANCE, country="BRA")
    app = app.switch_page(PAGE).run()
    assert not app.exception
    assert app.selectbox(key="profile").value == "BRA"
    assert "The filter by country does not apply on this page." in words(app)
    assert "countries share at least 2 topics" in words(app) or "1 country share" in words(app)


@pytest.mark.parametrize("said", [WORLD[:1], [say("FRA", "dam", NEUTRAL, day=None)]], ids=["one", "one undated"])
def test_a_single_statement_makes_a_page(said: Sequence[Said], tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, said)
    assert not app.exception
    assert len(cards(app)) == 1


def test_an_empty_store_says_what_to_do(tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, [])
    assert not app.exception
    assert "python -m dashboard ingest seeds" in words(app)


def test_only_speakers_without_a_country(tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, [say(None, "dam", SUPPORT)])
    assert not app.exception
    assert "No statement passes these filters." in words(app)


def test_hostile_words_are_only_words(tmp_path, monkeypatch) -> None:
    said = [
        say("KEN", HOSTILE[:60], OPPOSE, words=HOSTILE, title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)"),
        say("KEN", HOSTILE[:60], SUPPORT, words=f"{HOSTILE} Again.", day=Date(2025, 6, 1), target=HOSTILE, cue=HOSTILE),
        say("KEN", "dam", SUPPORT, method=HOSTILE),
    ]
    app = visit(tmp_path, monkeypatch, said)
    assert not app.exception
    assert "&lt;script&gt;" in words(app)
    assert "<script" not in words(app)
    assert "<img" not in words(app)
    assert 'href="javascript' not in words(app)
