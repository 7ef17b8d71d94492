"""Topics found rather than known: what is grouped, what a group is called, and which side of it a target names."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import pytest
import spacy

from dashboard.catalogue.proposed import PROPOSED, is_proposed, question_of, topic_name
from dashboard.catalogue.topics import topics
from dashboard.extraction.found_topics import Found, Held, article_topics, position_on, side_of, store_topics
from dashboard.extraction.topic_groups import Meaning, content, groups_across, groups_in_article, join
from dashboard.extraction.topic_labels import Word, best_label
from dashboard.schema import Stance

MEANING = Meaning(spacy.blank("en").vocab)  # without word vectors: the rules are tested by words alone
_ADJECTIVES = frozenset("joint commercial controversial Russian lasting recent many global new national wide".split())
_ADPOSITIONS = frozenset("of on in to for against with between by".split())
_VERBS = frozenset("lifting ending would be resume is are should said call".split())
_OTHERS = {"the": "DET", "a": "DET", "an": "DET", "their": "PRON", "its": "PRON", "and": "CCONJ", "'s": "PART"}


def tagged(text: str) -> list[Word]:
    """Words with the parts of speech that this file's few words have."""
    words = text.replace("'s ", " 's ").split()
    return [Word(word, _pos(word)) for word in words]


def _pos(word: str) -> str:
    if word in _OTHERS:
        return _OTHERS[word]
    if word in _ADJECTIVES:
        return "ADJ"
    if word in _ADPOSITIONS:
        return "ADP"
    if word in _VERBS:
        return "VERB"
    if word.isdigit():
        return "NUM"
    return "PROPN" if word[0].isupper() else "NOUN"


def tag(texts: Sequence[tuple[str, str]]) -> list[list[Word]]:
    return [tagged(target) for target, _ in texts]


# ------------------------------------------------------------------------------------------------------------- grouping


def test_targets_that_share_words_are_one_group() -> None:
    targets = [
        "the assault on Idlib",
        "a reckless attack on Idlib province",
        "a lower rice price",
        "rising rice prices",
    ]
    assert sorted(groups_in_article(targets, [""] * 4, MEANING)) == [[0, 1], [2, 3]]


def test_a_target_that_only_points_goes_with_its_sentence() -> None:
    targets = ["the text", "the drilling auction", "copper wire"]
    sentences = ["Chile backs the text on the drilling auction.", "Peru loathes the drilling auction.", "Wire is dear."]
    assert [0, 1] in groups_in_article(targets, sentences, MEANING)


def test_a_repeated_target_pulls_no_harder_than_one() -> None:
    assert groups_in_article(["maize flour"] * 3 + ["maize bread"], [""] * 4, MEANING) == [[0, 1, 2, 3]]


@pytest.mark.parametrize(
    ("pairs", "groups"),
    [
        pytest.param({}, [[0], [1], [2]], id="nothing-in-common"),
        pytest.param({(0, 1): 0.9, (1, 2): 0.4}, [[0, 1], [2]], id="mean-over-all-pairs-not-the-nearest"),
        pytest.param({(0, 1): 0.9, (1, 2): 0.6, (0, 2): 0.5}, [[0, 1, 2]], id="joined-when-the-mean-suffices"),
        pytest.param({(0, 1): 0.5, (1, 2): 0.5}, [[0, 1], [2]], id="ties-by-number"),
    ],
)
def test_average_link(pairs: dict[tuple[int, int], float], groups: list[list[int]]) -> None:
    assert join(3, pairs, enough=0.5) == groups


def test_across_articles_empty_targets_are_left_out() -> None:
    assert groups_across(["the text", "", "whale hunts", "whale hunt"], MEANING) == [[2, 3]]


# --------------------------------------------------------------------------------------------------------------- labels

LABELS = {
    "no-article": (["the drilling auction"], "Drilling auction"),
    "what-most-share": (["lifting the ivory ban", "the ivory ban", "ivory"], "Ivory ban"),
    "whole-phrase": (["the joint patrol of border guards in the wide valleys"] * 2, "Joint patrol of border guards"),
    "owner-left-out": (["repatriation of their prisoners"] * 2, "Repatriation of prisoners"),
    "no-dangling-between": (["ties between Ghana"] * 2, "Ties"),
    "both-sides-of-between": (["ties between Ghana and Togo"] * 2, "Ties between Ghana and Togo"),
    "no-empty-modifier": (["many grain exports", "recent grain exports"], "Grain exports"),
    "no-verb-in-front": (["would be the drilling auction"], "Drilling auction"),
    "issue-before-party": (["Moscow", "Russian intentions", "Moscow 's intentions"], "Russian intentions"),
    "possessive-closed-up": (["Togo's fish quota"] * 2, "Togo's fish quota"),
    "introduced": (["issue of grain exports"] * 2, "Grain exports"),
    "named-instrument": (["Basel Protocol", "Basel Protocol", "Basel"], "Basel Protocol"),
    "figures-do-not-begin": (["20 fish quotas"] * 2, "Fish quotas"),
}


@pytest.mark.parametrize(("targets", "label"), LABELS.values(), ids=LABELS)
def test_labels_read_like_headings(targets: list[str], label: str) -> None:
    found = best_label([tagged(target) for target in targets], MEANING)
    assert found is not None
    assert found.label == label


NO_LABEL = {
    "a-name-alone": ["Prakash", "Prakash", "Prakash"],
    "an-office": ["the prime minister"] * 3,
    "one-word-among-others": ["renewal of loans", "renewal of cabinets", "renewal of seats"],
    "not-shared": ["grain exports", "fish quotas"],
}


@pytest.mark.parametrize("targets", NO_LABEL.values(), ids=NO_LABEL)
def test_a_column_needs_a_name_that_tells_enough(targets: list[str]) -> None:
    assert best_label([tagged(target) for target in targets], MEANING, least=2, is_strict=True) is None


def test_no_topic_is_named_like_one_of_the_catalogue() -> None:
    label = next(topic.label for topic in topics() if all(map(content, topic.label.split())))
    found = best_label([[Word(word, "NOUN") for word in label.split()]] * 3, MEANING)
    assert found is None or content(found.label) != content(label)


# ---------------------------------------------------------------------------------------------------------------- sides

SIDES = {
    "same": ("ban on ivory", "Ban on ivory", 1),
    "lifting": ("lifting the ban on ivory", "Ban on ivory", -1),
    "what-is-banned": ("trade in ivory", "Ban on ivory trade", -1),
    "not-lifting": ("not lifting the ban on ivory", "Ban on ivory", 1),
    "label-without-turn": ("ending commercial whaling", "Commercial whaling", -1),
    "turned-from-behind": ("commercial whaling being ended", "Commercial whaling", -1),
    "another-subject": ("tax on copper", "Ban on ivory", 0),
    "less-than-half": ("ivory carvings in museums", "Sale of old ivory stocks", 0),
    "another-name": ("grain exports from Niger", "Grain exports from Mali", 0),
    "name-not-said": ("grain exports", "Grain exports from Mali", 1),
    "withdrawal-is-the-issue": ("withdrawal from Mali", "Withdrawal from Mali", 1),
    "withdrawal-refused": ("refusing a withdrawal from Mali", "Withdrawal from Mali", -1),
    "head-must-be-met": ("the mayor's return to office", "Mayor's ouster from office", 0),
    "name-alone-is-not-enough": ("elections in Mali", "Withdrawal from Mali", 0),
}


@pytest.mark.parametrize(("target", "label", "side"), SIDES.values(), ids=SIDES)
def test_side_of_a_target(target: str, label: str, side: int) -> None:
    assert side_of(target, label, MEANING) == side


@pytest.mark.parametrize(
    ("orientation", "stance", "position"),
    [
        pytest.param(1, Stance.SUPPORT, Stance.SUPPORT, id="as-said"),
        pytest.param(-1, Stance.SUPPORT, Stance.OPPOSE, id="turned"),
        pytest.param(-1, Stance.NEUTRAL, Stance.NEUTRAL, id="neutral-stays"),
        pytest.param(0, Stance.SUPPORT, None, id="not-told"),
    ],
)
def test_position_on_a_found_topic(orientation: int, stance: Stance, position: Stance | None) -> None:
    assert position_on(Found("Ban on ivory", orientation), stance) is position


# ------------------------------------------------------------------------------------------------------ in one article


def test_statements_of_an_article_that_share_an_issue_share_a_topic() -> None:
    held = [Held("a ban on ivory"), Held("lifting the ban on ivory"), Held("copper wire")]
    assert article_topics(held, MEANING, tag) == [Found("Ban on ivory", 1), Found("Ban on ivory", -1), None]


def test_an_article_without_statements_has_no_topics() -> None:
    assert article_topics([], MEANING, tag) == []


# ---------------------------------------------------------------------------------------------------------- in a store

IVORY = [
    Held("a ban on ivory trade", "Kenya wants a ban on ivory trade.", "KEN"),
    Held("lifting the ivory trade ban", "Japan is for lifting the ivory trade ban.", "JPN"),
    Held("ivory trade", "Chad condemns ivory trade.", "TCD"),
]
OTHERS = [
    Held("grain exports", "Peru wants grain exports.", "PER"),
    Held("grain exports", "Chile rejects grain exports.", "CHL"),
    Held("fish quotas", "Iceland backs fish quotas.", "ISL"),
    Held("the text", "Fiji backs the text.", "FJI"),
]


def test_articles_on_something_unforeseen_give_columns() -> None:
    found = store_topics(IVORY + OTHERS, MEANING, tag)
    assert [each and each.label for each in found] == ["Ivory trade"] * 3 + ["Grain exports"] * 2 + [None] * 2
    assert [each.orientation for each in found[:3] if each] == [-1, 1, 1]


def test_order_does_not_matter() -> None:
    held = IVORY + OTHERS
    expected = dict(zip(held, store_topics(held, MEANING, tag), strict=True))
    for seed in range(5):
        shuffled = random.Random(seed).sample(held, len(held))
        assert dict(zip(shuffled, store_topics(shuffled, MEANING, tag), strict=True)) == expected


@pytest.mark.parametrize(
    "held",
    [
        pytest.param([OTHERS[0], OTHERS[0]._replace(sentence="Again Peru.")], id="one-speaker-makes-no-column"),
        pytest.param([OTHERS[0], OTHERS[0]._replace(speaker="CHL")], id="two-in-one-sentence-neither"),
        pytest.param([OTHERS[2]], id="a-target-alone"),
        pytest.param([], id="nothing"),
    ],
)
def test_silence_is_better_than_a_column_of_one(held: list[Held]) -> None:
    assert store_topics(held, MEANING, tag) == [None] * len(held)


def test_a_vote_told_in_one_sentence_is_a_column() -> None:
    held = [OTHERS[0]._replace(speaker=speaker) for speaker in ("PER", "CHL", "FJI")]
    assert store_topics(held, MEANING, tag) == [Found("Grain exports", 1)] * 3


def test_a_topic_keeps_its_name_when_articles_are_added() -> None:
    before = [each._replace(label="Trade in ivory") for each in IVORY]
    added = [Held("ivory trade ban", f"{speaker} wants the ivory trade ban.", speaker) for speaker in ("GAB", "MLI")]
    found = store_topics(before + added, MEANING, tag)
    assert {each.label for each in found if each} == {"Trade in ivory"}
    assert all(found)


def test_grouping_again_changes_nothing() -> None:
    held = IVORY + OTHERS
    found = store_topics(held, MEANING, tag)
    again = [each._replace(label=topic and topic.label) for each, topic in zip(held, found, strict=True)]
    assert store_topics(again, MEANING, tag) == found


def test_a_large_store_is_grouped_quickly() -> None:
    chosen = random.Random(1)
    nouns = [f"{first}{last}" for first in ("gran", "pel", "tos", "mir", "kal") for last in ("o", "ut", "ine", "ab")]
    held = [Held(" ".join(chosen.sample(nouns, 3)), f"sentence {number}", f"C{number % 60}") for number in range(3000)]
    start = time.perf_counter()
    store_topics(held, MEANING, tag)
    assert time.perf_counter() - start < 20  # 2 s on an idle core; the margin is for busy machines


# ------------------------------------------------------------------------------------------------------------ showing


def test_proposed_topics_are_marked_and_have_a_draft_question() -> None:
    assert is_proposed("Ban on ivory")
    assert topic_name("Ban on ivory") == f"Ban on ivory {PROPOSED}"
    assert question_of("Ban on ivory") == "Should this be supported: “Ban on ivory”?"


def test_topics_of_the_catalogue_are_not_marked() -> None:
    known = topics()[0]
    assert not is_proposed(known.id)
    assert topic_name(known.id) == known.label
    assert question_of(known.id) == known.question
