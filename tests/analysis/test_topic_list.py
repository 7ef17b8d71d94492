"""The table of topics, what can be chosen, and the words that help to write phrases."""

from __future__ import annotations

import pytest

from dashboard.analysis.topic_list import common_words, kind_of, phrases_for, topic_table, topics_to_choose
from dashboard.catalogue.own_topics import own_topic, remember
from dashboard.schema import ActorAmendment, Review, TopicAmendment
from tests.showing.conftest import OPPOSE, SUPPORT, say, table

TARGETS = [
    "a freeze of the Russian reserves",
    "freezing the reserves of Russia",
    "the Russian reserves",
    "joint loans",
    "a joint loan for Ukraine",
]


def test_topics_with_what_was_said_on_them() -> None:
    own = own_topic("A topic of ours", "Is it?")
    remember(own)
    frame = table(
        say("FRA", "tunnel", SUPPORT, id="a"),
        say("FRA", "tunnel", OPPOSE, id="b", words="Again."),
        say("BRA", "tunnel", OPPOSE, id="c"),
        say("BRA", "gerd", OPPOSE, id="d"),
        say("KEN", own.id, OPPOSE, id="e"),
        say("KEN", "gone", OPPOSE, id="f", review=Review.REJECTED),
        say("KEN", None, OPPOSE, id="g"),
    )
    topics = topic_table(frame).set_index("topic")
    assert topics.index[0] == "tunnel"
    assert topics.loc["tunnel"].tolist() == ["proposed", 3, 3, 2]
    assert topics["kind"].to_dict() == {"tunnel": "proposed", "gerd": "catalogue", own.id: "own"}
    assert kind_of(own.id) == "own"
    assert topic_table(frame.iloc[:0]).empty


@pytest.mark.parametrize(
    ("amendments", "expected"),
    [
        pytest.param([], ["a", "b"], id="as-they-are"),
        pytest.param([TopicAmendment("own", label="O", question="?", parted=("",))], ["a", "b", "own"], id="new"),
        pytest.param([TopicAmendment("b", whole=("a",))], ["b"], id="merged"),
        pytest.param([TopicAmendment("own", label="O", question="?", whole=("a",))], ["b", "own"], id="renamed"),
        pytest.param(
            [TopicAmendment("own", label="O", question="?", whole=("a",)), TopicAmendment("b", whole=("own",))],
            ["b"],
            id="renamed-and-merged",
        ),
        pytest.param(
            [TopicAmendment("own", label="O", question="?", parted=("a",), phrases=("x",))],
            ["a", "b", "own"],
            id="split",
        ),
        pytest.param([ActorAmendment((("X", None),), name="Y")], ["a", "b"], id="an-actor-is-no-topic"),
    ],
)
def test_topics_that_went_into_another_are_offered_no_more(amendments: list[object], expected: list[str]) -> None:
    assert topics_to_choose(["a", "b"], amendments) == expected


def test_common_words_are_counted_by_target_and_without_inflection() -> None:
    assert common_words(TARGETS, most=4) == {"reserves": 3, "freeze": 2, "joint": 2, "loan": 2}
    assert common_words(["loan loans loan"]) == {"loan": 1}
    assert common_words(["of the 27", "a plan for it"]) == {}, "figures, and words that fit any subject"


@pytest.mark.parametrize(
    ("targets", "phrases"),
    [
        pytest.param(TARGETS, ["russian + reserves", "joint + loan"], id="two-words-that-stand-together"),
        pytest.param(["whaling", "whaling", "the whaling"], ["whaling"], id="a-single-word-where-there-is-no-other"),
        pytest.param([], [], id="nothing"),
        pytest.param(["of the", "27"], [], id="nothing-telling"),
        pytest.param(
            [f"{word} alone{at}" for at, word in enumerate(["ash", "elm", "oak", "yew", "fir", "asp", "box", "bay"])],
            4,
            id="no-more-than-a-few",
        ),
    ],
)
def test_phrases_are_drafted_from_targets(targets: list[str], phrases: list[str] | int) -> None:
    found = phrases_for(targets)
    assert (len(found) if isinstance(phrases, int) else found) == phrases
