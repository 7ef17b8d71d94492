from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from benchmarks.calibration import calibration_error, outcomes
from benchmarks.scoring import Record
from dashboard.extraction.findings import Attribution
from dashboard.extraction.judge.candidates import Candidate
from dashboard.extraction.judge.features import FEATURES, ROLES
from dashboard.extraction.judge.questions import Question
from dashboard.extraction.mentions import Mention
from dashboard.schema import Represents
from training.language.corpora import spelled
from training.reader.augment import exchanged, state_words, unruled
from training.reader.calibrate import cross_validated, fit
from training.reader.gold import answers, read_gold, target_span
from training.reader.measure import Said, best_threshold


@pytest.fixture
def doc() -> Doc:
    words = "Chile said it opposes the new tariffs on fish . Peru was silent .".split()
    made = Doc(spacy.blank("en").vocab, words=words, sent_starts=[word in {"Chile", "Peru"} for word in words])
    made._.mentions = (
        Mention(0, 1, 0, "Chile", None, "CHL", Represents.GOVERNMENT, "state", "name"),
        Mention(10, 11, 10, "Peru", None, "PER", Represents.GOVERNMENT, "state", "name"),
    )
    made._.attributions = (Attribution(0, 1, 2, 9, False),)
    return made


def record(**changes: str) -> dict[str, str]:
    fields = {
        "evidence": "Chile said it opposes the new tariffs on fish",
        "country": "CHL",
        "actor": "Chile",
        "stance": "oppose",
        "target": "tariffs on fish",
    }
    return fields | changes


def test_gold_answers_the_candidate_of_its_country_in_its_sentence(doc: Doc) -> None:
    found = answers(doc, [record()])
    assert list(found) == [(0, "Chile")]
    assert found[(0, "Chile")].stances == [0.0, 1.0, 0.0]
    assert found[(0, "Chile")].targets == {1: (6, 9)}


@pytest.mark.parametrize(
    "other", [record(country="USA"), record(evidence="Peru was silent", country="CHL", actor="Chilean")], ids=str
)
def test_gold_of_an_actor_who_is_not_there_answers_nothing_else(doc: Doc, other: dict[str, str]) -> None:
    assert (0, "Chile") not in answers(doc, [other])


@pytest.mark.parametrize(
    ("target", "words"),
    [("new tariffs", "new tariffs"), ("tariffs on fish imports", "tariffs on fish"), ("nuclear arms", None)],
)
def test_a_target_is_the_stretch_that_shares_most_words(doc: Doc, target: str, words: str | None) -> None:
    span = target_span(doc, (0, 10), target)
    assert (doc[span[0] : span[1]].text if span else None) == words


def test_articles_without_statements_are_kept_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nothing.", encoding="utf8")
    (tmp_path / "b.txt").write_text("Chile said it opposes the new tariffs on fish.", encoding="utf8")
    (tmp_path / "gold.jsonl").write_text(json.dumps(record(doc="b")) + "\n", encoding="utf8")
    assert {name: len(records) for name, records in read_gold(tmp_path).items()} == {"a": 0, "b": 1}


def test_exchanged_names_keep_their_form_and_their_identity() -> None:
    words = ["Chile", "and", "Chilean", "ships", ";", "Mr", "Rojas", "left", "Santiago", "with", "Rojas"]
    new = exchanged(words, [(6, 7), (10, 11)], ["Moreno"], random.Random(3))
    other = next(forms for forms in state_words().values() if forms["name"] == new[0])
    assert [new[0], new[2], new[8]] == [other["name"], other["adjective"], other["capital"]]
    assert new[6] == new[10] == "Moreno"
    assert [new[1], new[3]] == ["and", "ships"]


def test_a_question_without_its_rules_keeps_the_actor_and_the_words() -> None:
    candidate = Candidate(
        (0, 4), ((0, 1),), Mention(0, 1, 0, "Chile", None, "CHL", Represents.GOVERNMENT, "state", "name"), True, ()
    )
    ruled = [FEATURES.index(name) for name in ("speaks", "rule found", "state", "rule: oppose", "verb:word")]
    marked = [(1, ROLES.index("this actor")), (2, ROLES.index("cue: oppose")), (3, ROLES.index("rule's target"))]
    bare = unruled(Question(candidate, 0, (1, 5), (1,), tuple(ruled), tuple(marked)))
    assert {FEATURES[place] for place in bare.features} == {"speaks", "state"}
    assert bare.roles == ((1, ROLES.index("this actor")),)
    assert (bare.candidate, bare.named) == (candidate, (1,))


def test_entities_are_spelled_out_of_their_labels() -> None:
    labels = ["B-ORG", "I-ORG", "O", "B-LOC", "B-LOC", "I-PERSON"]
    assert spelled(labels) == [(0, 2, "ORG"), (3, 4, "LOC"), (4, 5, "LOC"), (5, 6, "PERSON")]


def said(
    confidence: float,
    *,
    doc: str = "a",
    stance: str = "support",
    start: int = 0,
    held: frozenset[str] = frozenset(),
) -> Said:
    return Said(confidence, Record(doc, start, start + 10, "CHL", stance, "x", None, "government"), held)


def test_what_is_right_is_what_gold_holds_once() -> None:
    gold = [said(1).record]
    found = [said(0.9), said(0.8), said(0.7, stance="oppose"), said(0.6, doc="b")]
    right = outcomes(gold, [each.record for each in found])
    assert sorted(right[:2]) == [False, True]
    assert right[2:] == [False, False]


def test_the_threshold_leaves_out_what_is_mostly_wrong() -> None:
    gold = [said(1, start=start).record for start in (0, 20)]
    found = [said(0.9), said(0.8, start=20), said(0.3, start=40), said(0.3, start=60)]
    threshold, scores = best_threshold(gold, lambda least: [each for each in found if each.confidence >= least])
    assert threshold > 0.3
    assert scores.position_by_document == 1.0


def test_calibration_finds_the_share_that_is_right() -> None:
    draw = np.random.default_rng(1)
    scores, guessed = draw.normal(size=4000), draw.random(4000) < 0.5
    right = draw.random(4000) < 1 / (1 + np.exp(-(0.5 * scores - 1 - guessed)))
    shares = 1 / (1 + np.exp(-scores))
    traits = [frozenset({"country guessed"}) if each else frozenset[str]() for each in guessed]
    found = [said(share, held=held) for share, held in zip(shares, traits, strict=True)]
    fitted = fit(found, right)
    assert (fitted.slope, fitted.intercept, fitted.added["country guessed"]) == pytest.approx((0.5, -1, -1), abs=0.2)
    assert fitted.added["further target"] == pytest.approx(0, abs=0.01)


def test_calibration_error_is_the_distance_between_said_and_true() -> None:
    confidence = [0.85] * 10 + [0.25] * 10
    right = [True] * 6 + [False] * 4 + [True] * 2 + [False] * 8
    assert calibration_error(confidence, right) == pytest.approx((0.25 + 0.05) / 2)


def test_each_document_is_measured_with_a_calibration_of_the_others() -> None:
    found = [said(0.9, doc="a"), said(0.9, doc="b"), said(0.9, doc="c")]
    confidence = cross_validated(found, np.array([True, False, True]))
    assert confidence[1] > confidence[0] == pytest.approx(confidence[2])
