"""The page that sets sides beside one another: two, six, blocs, nobody, nothing in common, hostile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.schema import Represents
from dashboard.ui.sides import MEMBERS, MOST, explained, side_names, spells_of
from tests.showing import apps
from tests.showing.apps import address, headings, open_dashboard, spoken, words
from tests.showing.conftest import FRANCE, HOSTILE, NEUTRAL, OPPOSE, SUPPORT, Said, say

PAGE = "pages/compare.py"


def visit(folder: Path, monkeypatch: pytest.MonkeyPatch, said: Sequence[Said], **query: Any) -> AppTest:
    return apps.visit(folder, monkeypatch, "compare", said, **query)


PAIR = ["Where they differ", "In their words", "Agreement", "Agreement over time", "Sides taken on the same topics"]


def test_without_a_choice_the_page_offers_pairs(tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, FRANCE)
    assert not app.exception
    assert "**Choose two above**" in words(app)
    app.button(key="compare-BRA-KEN").click().run()
    assert not app.exception
    assert app.multiselect(key="side").value == ["BRA", "KEN"]
    assert headings(app) == PAIR


def test_one_side_asks_for_one_more_and_offers_its_pairs(tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, FRANCE, side="FRA")
    assert "**Choose one more above**" in words(app)
    labels = [button.label for button in app.button if (button.key or "").startswith("compare-")]
    assert labels
    assert all("France" in label and "2 shared topics" in label for label in labels)


def test_a_link_sets_two_side_by_side(tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, FRANCE, side=["FRA", "BRA"])
    assert not app.exception
    assert headings(app) == PAIR
    assert "6 statements · 2 countries · 2 topics · 6 articles" in words(app)
    assert "Mean positions on 2 shared topics, widest gap first" in words(app)
    assert "France</b>: both for and against, mean +0.33, n = 3" in words(app)
    assert "Brazil</b>: opposes, mean -1.00, n = 1" in words(app)
    assert address(app, "side") == ["FRA", "BRA"]


def test_the_quotes_of_another_topic_can_be_chosen(tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, FRANCE, side=["FRA", "KEN"], side_topic="mine")
    assert not app.exception
    assert "France rejects the mine." in spoken(app)
    assert "Kenya backs the mine." in spoken(app)


def test_a_side_that_is_torn_is_quoted_on_both_sides(tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, FRANCE, side=["FRA", "KEN"], side_topic="dam")
    assert not app.exception
    assert "France now rejects the dam." in spoken(app)
    assert "Paris backs the dam." in spoken(app)


def test_three_sides_have_no_pair_charts_and_six_are_the_most(tmp_path, monkeypatch) -> None:
    codes = ["FRA", "BRA", "KEN", "NOR", "DEU", "ITA", "ESP"]
    said = [say(code, topic, SUPPORT) for code in codes for topic in ("dam", "mine")]
    app = visit(tmp_path, monkeypatch, said, side=codes)
    assert not app.exception
    assert app.multiselect(key="side").value == codes[:MOST]
    assert headings(app) == PAIR[:3]


def test_a_side_that_is_silent_on_a_topic_is_called_so(tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, FRANCE, side=["FRA", "BRA", "NOR"])
    assert not app.exception
    assert "Norway</b>: silent. That is not neutrality." in words(app)
    assert "No shared topic: France - Norway, Brazil - Norway." in words(app)


def test_nothing_in_common_says_so(tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, FRANCE, side=["FRA", "NOR"])
    assert not app.exception
    assert headings(app) == ["They have not spoken on the same topics"]


def test_a_bloc_stands_as_its_members_or_as_itself(tmp_path, monkeypatch) -> None:
    said = [
        say("FRA", "dam", SUPPORT, words="France backs the dam."),
        say("DEU", "dam", SUPPORT, words="Germany backs the dam."),
        say("DEU", "dam", OPPOSE, represents=Represents.OPPOSITION),
        say("EU", "dam", OPPOSE, words="The Union rejects the dam.", represents=Represents.ORGANISATION),
    ]
    app = visit(tmp_path, monkeypatch, said, side=["EU members", "EU"])
    assert not app.exception
    assert app.multiselect(key="side").value == ["EU members", "EU"]
    assert "EU members</b>: supports, mean +1.00, n = 2" in words(app)
    assert "European Union</b>: opposes, mean -1.00, n = 1" in words(app)
    assert "the organisation&#x27;s own voice, not its members&#x27;." in words(app)
    assert "statements of the members&#x27; governments taken together" in words(app)
    assert "France" in words(app) or "Germany" in words(app), "the quote names the member that said it"


def test_a_side_for_which_only_others_speak_offers_them(tmp_path, monkeypatch) -> None:
    said = say("ISL", "dam", OPPOSE, represents=Represents.OTHER)
    app = visit(tmp_path, monkeypatch, [*FRANCE, said], side=["FRA", "ISL"])
    assert "Silent under these filters: Iceland." in words(app)
    assert "1 statement of others not shown." in words(app)
    app.button(key="compare-silent-speakers").click().run()
    assert not app.exception
    assert headings(app) == PAIR
    assert address(app, "speaks") == ["everyone"]


def test_the_filter_by_country_proposes_the_sides(tmp_path, monkeypatch) -> None:
    app = open_dashboard(tmp_path, monkeypatch, FRANCE, country=["FRA", "KEN"])
    app = app.switch_page(PAGE).run()
    assert not app.exception
    assert app.multiselect(key="side").value == ["FRA", "KEN"]
    assert "The filter by country does not apply on this page." in words(app)


def test_many_topics_are_cut_until_asked_for(tmp_path, monkeypatch) -> None:
    said = [say(code, f"question {place:02}", SUPPORT) for code in ("FRA", "BRA") for place in range(15)]
    app = visit(tmp_path, monkeypatch, said, side=["FRA", "BRA"])
    assert not app.exception
    app.toggle(key="compare-all").set_value(True).run()
    assert not app.exception
    assert "15 shared topics" in words(app)


@pytest.mark.parametrize(
    ("said", "query"),
    [
        pytest.param([say("FRA", "dam", NEUTRAL, day=None)], {}, id="one statement"),
        pytest.param([say("FRA", "dam", NEUTRAL, day=None)], {"side": ["FRA", "BRA"]}, id="a side nobody knows"),
        pytest.param([say(None, "dam", SUPPORT)], {}, id="no country at all"),
        pytest.param([say("FRA", None, SUPPORT), say("BRA", None, SUPPORT)], {"side": ["FRA", "BRA"]}, id="no topic"),
        pytest.param(
            [say(code, "dam", NEUTRAL, day=None) for code in ("FRA", "BRA")], {"side": ["FRA", "BRA"]}, id="undated"
        ),
        pytest.param([], {"side": ["FRA", "BRA"]}, id="empty store"),
    ],
)
def test_little_makes_a_page_too(said: Sequence[Said], query: dict[str, Any], tmp_path, monkeypatch) -> None:
    app = visit(tmp_path, monkeypatch, said, **query)
    assert not app.exception
    assert words(app).strip()


def test_filters_that_leave_nothing_in_common(tmp_path, monkeypatch) -> None:
    said = [*FRANCE[:4], say("ISL", "dam", OPPOSE, represents=Represents.OPPOSITION)]
    app = visit(tmp_path, monkeypatch, said, side=["FRA", "ISL"])
    assert not app.exception
    assert "Silent under these filters: Iceland." in words(app)


def test_hostile_words_are_only_words(tmp_path, monkeypatch) -> None:
    said = [
        say(code, HOSTILE[:60], side, words=HOSTILE, title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)")
        for code, side in (("FRA", SUPPORT), ("KEN", OPPOSE))
    ]
    app = visit(tmp_path, monkeypatch, said, side=["FRA", "KEN"])
    assert not app.exception
    assert headings(app) == PAIR
    assert "<script" not in words(app)
    assert "<img" not in words(app)
    assert 'href="javascript' not in words(app)


def test_names_of_sides() -> None:
    names = side_names({"FRA", "DEU", "EU"})
    assert list(names)[:3] == ["EU", "FRA", "DEU"]
    assert names["EU members"] == "EU members"
    assert "AUKUS members" not in names, "the pool of one member is that member"
    assert spells_of("FRA") is None
    assert {spell.country for spell in spells_of("EU members") or ()} >= {"FRA", "DEU"}
    assert explained(["FRA", "BRA"]) == ""
    assert explained(["EU members", "FRA", "BRA"]).endswith("not of the organisation. That takes in France.")
    assert all(not code.endswith(MEMBERS) for code in ("FRA", "EU"))


def test_a_former_member_counts_while_it_was_one(tmp_path, monkeypatch) -> None:
    said = [
        say("GBR", "dam", OPPOSE, words="Britain rejects the dam.", day=Date(2018, 5, 1)),
        say("GBR", "mine", OPPOSE, words="Britain rejects the mine.", day=Date(2023, 5, 1)),
        say("FRA", "dam", SUPPORT, day=Date(2023, 5, 1)),
        say("BRA", "dam", SUPPORT, day=Date(2023, 5, 1)),
        say("BRA", "mine", SUPPORT, day=Date(2023, 5, 1)),
    ]
    app = visit(tmp_path, monkeypatch, said, side=["EU members", "BRA"])
    assert not app.exception
    assert "EU members</b>: both for and against, mean +0.00, n = 2" in words(app)
    assert "Mean positions on 1 shared topic," in words(app)
