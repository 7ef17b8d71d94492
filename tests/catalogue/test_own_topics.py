"""Own topics: the same one has the same id everywhere, and the catalogue knows those that are remembered."""

from __future__ import annotations

import re

import pytest

from dashboard.catalogue import own_topics, topics
from dashboard.catalogue.own_topics import OWN_FIELD, is_own, own_topic, remember
from dashboard.catalogue.proposed import is_proposed, question_of, topic_name

QUESTION = "Should ivory be banned?"


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_topics, "_remembered", {})


def test_an_own_topic_is_like_one_of_the_catalogue_once_it_is_remembered() -> None:
    own = own_topic("Ban on ivory", QUESTION)
    assert (topics.topic(own.id), is_proposed(own.id), is_own(own.id)) == (None, True, False)
    remember(own)
    known = topics.topic(own.id)
    assert known is not None
    assert (known.id, known.field, known.label, known.question) == (own.id, OWN_FIELD, "Ban on ivory", QUESTION)
    assert (topic_name(own.id), question_of(own.id)) == ("Ban on ivory", QUESTION)
    assert (is_proposed(own.id), is_own(own.id)) == (False, True)
    assert own.id not in {each.id for each in topics.topics()}, "the catalogue itself stays as it is"


def test_the_catalogue_comes_first() -> None:
    known = topics.topics()[0]
    remember(own_topics.OwnTopic(known.id, "Another", QUESTION))
    assert topics.topic(known.id) == known


@pytest.mark.parametrize(
    ("label", "begins"),
    [
        pytest.param("Ban on ivory", "own-ban-on-ivory-", id="words"),
        pytest.param("São Tomé & Príncipe: “yes”?", "own-sao-tome-principe-yes-", id="accents-and-marks"),
        pytest.param("слон", "own-", id="other-scripts"),
        pytest.param("a" * 99, f"own-{'a' * 40}-", id="long"),
    ],
)
def test_an_id_follows_from_label_and_question(label: str, begins: str) -> None:
    own = own_topic(label, QUESTION)
    assert re.fullmatch(re.escape(begins) + "[0-9a-f]{6}", own.id)
    assert own_topic(label, QUESTION) == own
    others = {own_topic(label, "Should it?").id, own_topic(f"{label} ", QUESTION).id}
    assert own.id not in others


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("a | b c + d", (("a", "b c"), ("d",)), id="parts-and-wordings"),
        pytest.param("a + ", None, id="empty-part"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_phrase_is_read(text: str, parts: object) -> None:
    phrase = topics.parse_phrase(text)
    assert (phrase and phrase.parts) == parts
