"""Amending actors and topics without a browser: what can be chosen, what is shown before, what a press does, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.catalogue.own_topics import own_topic
from dashboard.schema import Actor, ActorAmendment, Represents, TopicAmendment
from dashboard.store import Store
from dashboard.store.amendments.describing import describe
from dashboard.ui import data
from dashboard.ui.review_desk import PART_KEY, PART_NAMES, Part
from tests.showing.apps import address, headings, open_dashboard, spoken, visit, words
from tests.showing.conftest import HOSTILE, NEUTRAL, OPPOSE, SUPPORT, Said, say
from tests.showing.test_every_page import HOSTILES, assert_only_words, hostile


def speaks(name: str, country: str | None, topic: str | None, side: Any, **changes: Any) -> Said:
    """What a named actor said."""
    represents = changes.pop("represents", Represents.GOVERNMENT)
    words = f"{name} speaks of {changes.get('target', 'the tunnel plan')}."
    return say(country, topic, side, words=words, actor=Actor(name, None, country, represents), **changes)


SAID: list[Said] = [
    speaks("Claire Moreau", "FRA", "tunnel", SUPPORT),
    speaks("Claire Moreau", "FRA", "bridge", SUPPORT, target="the bridge"),
    speaks("Moreau", "FRA", "tunnel", OPPOSE),
    speaks("Ana Costa", "BRA", "tunnel", OPPOSE),
    speaks("Brasília", "BRA", None, SUPPORT, target="a ban on deep-sea mining"),
    speaks("Oslo", "NOR", "sea floor", SUPPORT, target="deep-sea mining in the north"),
    speaks("Nairobi", "KEN", "gerd", NEUTRAL, target="the dam"),
]
MOREAUS = [("Claire Moreau", "FRA"), ("Moreau", "FRA")]


@pytest.fixture
def review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    def start(part: str, said: list[Said] | None = None, **query: Any) -> AppTest:
        given = {"coder": "Ada", "part": part, **query}
        app = visit(tmp_path, monkeypatch, "review", SAID if said is None else said, **given)
        assert not app.exception, app.exception[0].message
        return app

    return start


@pytest.fixture
def store(tmp_path: Path) -> Callable[[], Store]:
    return lambda: Store.open(tmp_path / "store.sqlite")


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def press(app: AppTest, key: str) -> AppTest:
    [button] = [each for each in app.button if str(each.key).startswith(key)]
    assert not button.disabled, words(app)
    button.click()
    return run(app)


def choose_actors(app: AppTest, actors: Sequence[tuple[str, str | None]]) -> AppTest:
    app.multiselect(key=key_of(app, "multiselect", "several")).set_value(list(actors))
    return run(app)


def key_of(app: AppTest, kind: str, ending: str) -> str:
    [key] = [str(each.key) for each in getattr(app, kind) if str(each.key).endswith(ending) and "-" in str(each.key)]
    return key


def write(app: AppTest, **texts: str) -> AppTest:
    for field, text in texts.items():
        app.text_input(key=key_of(app, "text_input", f"-{field}")).set_value(text)
    return run(app)


def do(app: AppTest, action: str) -> AppTest:
    app.segmented_control(key="topics-action").set_value(action)
    return run(app)


def rows_of(store: Callable[[], Store]) -> pd.DataFrame:
    with store() as opened:
        return opened.statements()


def names_of(store: Callable[[], Store]) -> list[str]:
    return sorted(rows_of(store)["actor"].unique())


# --------------------------------------------------------------------------------------------------------------- actors


def test_actors_are_listed_with_what_they_said(review: Callable[..., AppTest]) -> None:
    app = review("actors")
    [table] = app.dataframe
    assert table.value["actor"].tolist()[:2] == ["Claire Moreau", "Ana Costa"]
    assert table.value.iloc[0][["country", "statements", "articles"]].tolist() == ["France", 2, 2]
    app.text_input(key="actors-search").set_value("franc mor").run()
    assert app.dataframe[0].value["actor"].tolist() == ["Claire Moreau", "Moreau"]
    app.text_input(key="actors-search").set_value("zzz").run()
    assert "No actor has these words" in words(app)


def test_a_merge_is_suggested_shown_before_and_done_and_undone(
    review: Callable[..., AppTest], store: Callable[[], Store]
) -> None:
    app = review("actors")
    assert "One actor under several names?" in headings(app)
    press(app, "likely-look-0")
    assert app.multiselect(key=key_of(app, "multiselect", "several")).value == MOREAUS
    assert "<b>1 statement of 1 article</b> would change" in words(app), "the other two are called so already"
    assert "Moreau speaks of the tunnel plan." in spoken(app)
    press(app, "actors-apply")
    assert names_of(store) == ["Ana Costa", "Brasília", "Claire Moreau", "Nairobi", "Oslo"]
    assert "One actor under several names?" not in headings(app)
    assert app.dataframe[0].value["statements"].tolist()[0] == 3
    done = describe(ActorAmendment(tuple(MOREAUS), name="Claire Moreau"))
    assert f"Done: {done}" in words(app)
    assert "<b>Ada</b>" in words(app), "the log says who"
    press(app, "amend-undo")
    assert f"Taken back: {done}" in words(app)
    assert "Moreau" in names_of(store)
    assert "(taken back)" in words(app)
    assert [each.key for each in app.button if str(each.key).startswith("take-back")] == []


def test_what_is_suggested_can_be_put_aside(review: Callable[..., AppTest]) -> None:
    assert "One actor under several names?" not in headings(press(review("actors"), "likely-not-0"))


def test_one_actor_gets_country_side_and_name_for_a_time(
    review: Callable[..., AppTest], store: Callable[[], Store]
) -> None:
    app = choose_actors(review("actors"), [("Oslo", "NOR")])
    assert app.button(key="actors-apply").disabled
    assert "Change the name, the country or whom it speaks for" in words(app)
    write(app, called="Norway’s parliament")
    app.selectbox(key=key_of(app, "selectbox", "-country")).set_value("SWE")
    app.selectbox(key=key_of(app, "selectbox", "-represents")).set_value("opposition")
    app.date_input(key=key_of(app, "date_input", "-Until")).set_value(pd.Timestamp("2024-01-01").date())
    assert "No statement would change now" in words(run(app)), "it was said later"
    app.date_input(key=key_of(app, "date_input", "-Until")).set_value(None)
    press(run(app), "actors-apply")
    row = rows_of(store).set_index("actor").loc["Norway’s parliament"]
    assert (row["country"], row["represents"]) == ("SWE", "opposition")
    with store() as opened:
        [entry] = opened.amendments().to_dict("records")
    assert entry["content"] == ActorAmendment((("Oslo", "NOR"),), "Norway’s parliament", "SWE", Represents.OPPOSITION)


def test_names_of_two_countries_get_one(review: Callable[..., AppTest], store: Callable[[], Store]) -> None:
    app = choose_actors(review("actors"), [("Claire Moreau", "FRA"), ("Oslo", "NOR")])
    assert app.selectbox(key=key_of(app, "selectbox", "-country")).value == "FRA", "that of the one most heard"
    press(app, "actors-apply")
    assert rows_of(store).set_index("actor").loc[["Claire Moreau"], "country"].unique().tolist() == ["FRA"]


def test_nothing_is_changed_without_a_name(review: Callable[..., AppTest], store: Callable[[], Store]) -> None:
    app = choose_actors(review("actors", coder=""), MOREAUS)
    assert app.button(key="actors-apply").disabled
    assert "Type your name at the top of the page" in words(app)
    app.text_input(key="review-name").set_value("Bea")
    press(run(app), "actors-apply")
    with store() as opened:
        assert opened.amendments()["coder"].tolist() == ["Bea"]


def test_what_one_changes_is_shown_at_once_even_where_reading_is_slow(
    review: Callable[..., AppTest], store: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "SLOW", -1.0)
    monkeypatch.setattr(data, "LEAST_REST", 1e9)
    app = press(review("actors"), "likely-look-0")
    with store() as opened:
        opened.amend(ActorAmendment((("Oslo", "NOR"),), name="Norway"), coder="Bea")
    assert "Oslo" in run(app).dataframe[0].value["actor"].tolist(), "what others change can wait"
    press(app, "actors-apply")
    assert app.dataframe[0].value["actor"].tolist() == ["Claire Moreau", "Ana Costa", "Brasília", "Nairobi", "Norway"]


def test_the_log_takes_back_out_of_turn(review: Callable[..., AppTest], store: Callable[[], Store]) -> None:
    app = review("actors")
    with store() as opened:
        opened.amend(ActorAmendment((("Moreau", "FRA"),), name="C. Moreau"), coder="Bea")
        opened.amend(ActorAmendment((("Oslo", "NOR"),), name="Norway"), coder="Ada")
    press(run(app), "take-back-1")
    assert [name for name in names_of(store) if name in ("Moreau", "C. Moreau", "Oslo", "Norway")] == [
        "Moreau",
        "Norway",
    ]
    assert "took back: “Moreau”" in words(app)


# --------------------------------------------------------------------------------------------------------------- topics


def test_topics_are_listed_with_their_kind(review: Callable[..., AppTest]) -> None:
    table = review("topics").dataframe[0].value
    assert table["topic"].tolist()[0] == "Tunnel"
    assert dict(zip(table["topic"], table["kind"], strict=True))["Sea floor"] == "proposed"
    assert "catalogue" in table["kind"].tolist()


def test_a_new_topic_shows_what_its_phrases_catch_as_they_are_typed(
    review: Callable[..., AppTest], store: Callable[[], Store]
) -> None:
    app = review("topics")
    assert "For example" in words(app)
    write(app, phrases="deep-sea + mining")
    assert "<b>2 statements of 2 articles</b> of 2 countries would come to it" in words(app)
    assert "+ 2 for" in words(app)
    assert app.button(key="topics-apply").disabled, "label and question are missing"
    write(app, counter="ban + mining", phrases="sea + north")
    assert "+ 1 for" in words(app)
    assert "− 1 against" in words(app)
    write(app, label="Deep-sea mining", question="Should deep-sea mining be allowed?")
    press(app, "topics-apply")
    made = own_topic("Deep-sea mining", "Should deep-sea mining be allowed?").id
    rows = rows_of(store)
    found = rows[rows["topic"] == made].set_index("country")["position"].astype(str).to_dict()
    assert found == {"NOR": "support", "BRA": "oppose"}
    table = app.dataframe[0].value
    assert dict(zip(table["topic"], table["kind"], strict=True))["Deep-sea mining"] == "own"
    press(app, "amend-undo")
    assert made not in set(rows_of(store)["topic"])


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({"label": "Mining", "question": "Mining", "phrases": "mining"}, "Question: it is no question"),
        ({"label": "Mining", "question": "Should it?", "phrases": ""}, "Phrases: nothing says which statements move"),
        ({"label": "Mining", "question": "Should it?", "phrases": "mining + "}, "has an empty part"),
    ],
)
def test_what_is_missing_is_said_as_one_types(texts: dict[str, str], told: str, review: Callable[..., AppTest]) -> None:
    app = write(review("topics"), **texts)
    assert told in words(app)
    assert app.button(key="topics-apply").disabled


def test_a_proposed_topic_is_adopted_with_drafted_phrases(
    review: Callable[..., AppTest], store: Callable[[], Store]
) -> None:
    app = do(review("topics"), "adopt")
    app.multiselect(key=key_of(app, "multiselect", "several")).set_value(["sea floor"])
    run(app)
    assert app.text_input(key=key_of(app, "text_input", "-label")).value == "Sea floor"
    assert app.text_input(key=key_of(app, "text_input", "-phrases")).value == "mining + north"
    assert "most common words: " in words(app)
    write(app, question="Should mining be allowed?", label="Sea-floor mining")
    press(app, "topics-apply")
    rows = rows_of(store).set_index("country")
    assert rows.loc["NOR", "topic"] == own_topic("Sea-floor mining", "Should mining be allowed?").id
    assert not rows.loc["NOR", "proposed"]


def test_a_link_from_the_topic_page_takes_up_a_proposed_topic(
    review: Callable[..., AppTest], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit(tmp_path, monkeypatch, "topic", SAID, about="sea floor")
    [link] = [each for each in app.get("page_link") if each.proto.label.startswith("Adopt it")]
    assert link.proto.query_string == "part=topics&amend=sea+floor"
    app = review("topics", [], amend="sea floor")
    assert app.multiselect(key=key_of(app, "multiselect", "several")).value == ["sea floor"]
    assert app.text_input(key=key_of(app, "text_input", "-label")).value == "Sea floor"
    assert address(app, "amend") == []
    assert app.segmented_control(key="topics-action").value == "adopt"
    assert review("topics", [], amend="no such").segmented_control(key="topics-action").value == "new"


def test_a_merge_says_what_a_yes_will_be_and_turns_sides(
    review: Callable[..., AppTest], store: Callable[[], Store]
) -> None:
    app = do(review("topics"), "merge")
    app.multiselect(key=key_of(app, "multiselect", "several")).set_value(["sea floor", "bridge"])
    run(app)
    app.selectbox(key=key_of(app, "selectbox", "-into")).set_value("gerd")
    run(app)
    assert "will be a yes to" in words(app)
    app.toggle(key=key_of(app, "toggle", "-turned")).set_value(True)
    assert "− 2 against" in words(run(app))
    press(app, "topics-apply")
    rows = rows_of(store)
    assert rows.loc[rows["topic"] == "gerd", "position"].astype(str).value_counts().to_dict() == {
        "oppose": 2, "neutral": 1
    }  # fmt: skip
    assert {"sea floor", "bridge"}.isdisjoint(app.dataframe[0].value["topic"].str.lower())


def test_a_topic_is_renamed_everywhere_and_its_old_name_is_offered_no_more(
    review: Callable[..., AppTest], store: Callable[[], Store], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = do(review("topics"), "rename")
    app.selectbox(key=key_of(app, "selectbox", "-one")).set_value("gerd")
    assert "Change the label or the question." in words(run(app))
    write(app, label="The dam on the Nile", question="Should the dam be filled?")
    press(app, "topics-apply")
    app.session_state[PART_KEY] = PART_NAMES[Part.STATEMENTS]
    run(app)
    row = rows_of(store).set_index("country").loc["KEN"]
    own = own_topic("The dam on the Nile", "Should the dam be filled?").id
    assert row["topic"] == own
    press(app, "correct-")
    choice = app.selectbox(key=key_of(app, "selectbox", "-topic"))
    assert "The dam on the Nile" in choice.options
    assert "Grand Ethiopian Renaissance Dam (GERD)" not in choice.options
    app = visit(tmp_path, monkeypatch, "topic", [], about=own)
    assert '<h1 class="sp-question">Should the dam be filled?' in words(app)
    assert "The dam on the Nile · Own topics" in app.multiselect(key="topic").options
    assert "Should the dam be filled?" in words(visit(tmp_path, monkeypatch, "method", []))


def test_a_question_is_put_anew_under_the_same_label(
    review: Callable[..., AppTest], store: Callable[[], Store]
) -> None:
    app = do(review("topics"), "rename")
    for question in ("Should the dam be filled?", "Should the dam be filled at once?"):
        topic = rows_of(store).set_index("country").loc["KEN", "topic"]
        app.selectbox(key=key_of(app, "selectbox", "-one")).set_value(topic)
        write(run(app), question=question)
        press(app, "topics-apply")
    topic = rows_of(store).set_index("country").loc["KEN", "topic"]
    assert topic == own_topic("Grand Ethiopian Renaissance Dam (GERD)", "Should the dam be filled at once?").id


def test_a_topic_is_split_by_phrases(review: Callable[..., AppTest], store: Callable[[], Store]) -> None:
    said = [*SAID, speaks("Rome", "ITA", "tunnel", OPPOSE, target="the cost of the tunnel")]
    app = do(review("topics", said), "split")
    app.selectbox(key=key_of(app, "selectbox", "-one")).set_value("tunnel")
    assert "most common words: " in words(run(app))
    write(app, label="Cost of the tunnel", question="Is the cost right?", phrases="cost + tunnel")
    assert "<b>1 statement of 1 article</b>" in words(app)
    press(app, "topics-apply")
    rows = rows_of(store).set_index("country")
    assert rows.loc["ITA", "topic"] == own_topic("Cost of the tunnel", "Is the cost right?").id
    assert rows.loc["BRA", "topic"].astype(str).tolist().count("tunnel") == 1


def test_an_amended_matrix_and_its_way_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Callable[[], Store]
) -> None:
    app = open_dashboard(tmp_path, monkeypatch, SAID)
    with store() as opened:
        number = opened.amend(TopicAmendment("gerd", whole=("tunnel", "bridge")), coder="Ada")
    assert "tunnel" not in app.run().multiselect(key="topic").options
    with store() as opened:
        opened.take_back_amendment(number, coder="Ada")
    assert any("Tunnel" in each for each in app.run().multiselect(key="topic").options)


# ----------------------------------------------------------------------------------------------------------- situations


@pytest.mark.parametrize("part", ["actors", "topics", "figures"])
def test_hostile_words_stay_words(part: str, review: Callable[..., AppTest]) -> None:
    said = [*HOSTILES, hostile("FRA", actor=Actor(HOSTILE.upper(), None, "FRA", Represents.GOVERNMENT), day=None)]
    app = review(part, said, coder=HOSTILE[:60])
    assert_only_words(app)
    if part == "actors":
        assert "One actor under several names?" in headings(app)
        choose_actors(app, [(HOSTILE, "FRA"), (HOSTILE, "NOR")])
        assert_only_words(app)
        press(app, "actors-apply")
    if part == "topics":
        do(app, "adopt")
        app.multiselect(key=key_of(app, "multiselect", "several")).set_value([HOSTILE[:60]])
        write(run(app), question=f"{HOSTILE}?", phrases="tunnel")
        assert 'class="sp-card' in words(app)
        assert_only_words(app)
        press(app, "topics-apply")
    assert_only_words(app)


def test_it_is_said_where_nothing_is_proposed(review: Callable[..., AppTest]) -> None:
    app = do(review("topics", [speaks("Nairobi", "KEN", "gerd", NEUTRAL)]), "adopt")
    assert "No topic is proposed here." in words(app)
    assert not [each.key for each in app.button if each.key == "topics-apply"]


@pytest.mark.parametrize("part", ["actors", "topics", "figures"])
def test_a_single_statement_without_topic_and_country(part: str, review: Callable[..., AppTest]) -> None:
    assert review(part, [speaks("Nobody", None, None, OPPOSE)]).title[0].value == "Review"


def test_a_filter_for_a_topic_that_went_into_another_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Callable[[], Store]
) -> None:
    app = open_dashboard(tmp_path, monkeypatch, SAID, topic="tunnel")
    assert app.multiselect(key="topic").value == ["tunnel"]
    with store() as opened:
        opened.amend(TopicAmendment("gerd", whole=("tunnel",)), coder="Ada")
    run(app)
    assert app.multiselect(key="topic").value == []
