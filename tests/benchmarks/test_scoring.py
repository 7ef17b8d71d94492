"""What counts as found, and what every figure says, on statements small enough to count by hand."""

from __future__ import annotations

import json

import pytest

from benchmarks.scoring import Record, ScoringError, load_records, pair_records, score, topic_grouping, word_overlap


def record(
    doc="a", start=0, end=100, country="FRA", stance="support", target="aid", topic="war", represents="government"
):
    return Record(doc, start, end, country, stance, target, topic, represents)


@pytest.mark.parametrize(
    ("predicted", "is_found"),
    [
        pytest.param(record(), True, id="same passage and country"),
        pytest.param(record(country="DEU"), False, id="another country finds nothing"),
        pytest.param(record(stance="oppose"), True, id="found whatever the stance"),
        pytest.param(record(start=50, end=150), True, id="half of the shorter passage is enough"),
        pytest.param(record(start=51, end=151), False, id="less than half is not"),
        pytest.param(record(start=40, end=50), True, id="a part of the passage finds the whole"),
        pytest.param(record(start=40, end=40), False, id="an empty passage finds nothing"),
    ],
)
def test_a_prediction_finds_a_gold_statement(predicted, is_found):
    assert bool(pair_records([record()], [predicted])) is is_found


def test_pairs_are_one_to_one():
    assert len(pair_records([record()], [record(), record()])) == 1


def test_the_best_target_is_paired_first():
    aid, ban = record(target="aid to Kyiv"), record(target="the arms ban")
    pairs = pair_records([aid, ban], [record(target="arms ban"), record(target="more aid")])
    assert {(pair.gold.target, pair.predicted.target) for pair in pairs} == {
        ("aid to Kyiv", "more aid"),
        ("the arms ban", "arms ban"),
    }


def test_of_equal_targets_the_same_stance_is_paired_first():
    pairs = pair_records([record()], [record(stance="oppose"), record(stance="support")])
    assert [pair.is_right for pair in pairs] == [True]


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        pytest.param("aid to Kyiv", "Aid for Kyiv", 1.0, id="function words and case do not count"),
        pytest.param("aid to Kyiv", "aid", 2 / 3, id="F1 of the words"),
        pytest.param("aid", "the ban", 0.0, id="nothing shared"),
        pytest.param("", "", 0.0, id="no words share nothing"),
        pytest.param("the", "the", 0.0, id="function words alone share nothing"),
    ],
)
def test_word_overlap(one, other, overlap):
    assert word_overlap(one, other) == pytest.approx(overlap)


def test_figures_of_two_documents():
    gold = [record(), record(start=200, end=300), record(doc="b", country="", stance="neutral")]
    predicted = [record(stance="oppose"), record(doc="b", country="", stance="neutral"), record(doc="c")]
    scores = score(gold, predicted)
    assert (scores.gold, scores.predicted, scores.found) == (3, 2, 2), "document c holds no gold statement"
    assert scores.detection == pytest.approx((1.0, 2 / 3, 0.8))
    assert scores.position == pytest.approx((0.5, 1 / 3, 0.4))
    assert scores.stance_accuracy == 0.5
    assert scores.position_by_document == pytest.approx((0.0 + 1.0) / 2)
    assert scores.cells == 0.0, "FRA support is missed, FRA oppose invented; b names no country"
    assert scores.represents_accuracy == 1.0


def test_nothing_predicted_scores_zero():
    scores = score([record()], [])
    assert (scores.detection.f1, scores.stance_accuracy, scores.topic_grouping) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("topics", "grouping"),
    [
        pytest.param([("war", "x"), ("war", "x"), ("oil", "y")], 1.0, id="other words, same groups"),
        pytest.param([("war", "x"), ("oil", "x")], 2 / 3, id="one label for all: precision a half"),
        pytest.param([("war", None), ("war", None)], 2 / 3, id="without a topic each stands alone: recall a half"),
    ],
)
def test_topic_grouping(topics, grouping):
    passages = [(100 * number, 100 * number + 50, *labels) for number, labels in enumerate(topics)]
    gold = [record(start=start, end=end, topic=topic) for start, end, topic, _ in passages]
    predicted = [record(start=start, end=end, topic=topic) for start, end, _, topic in passages]
    assert topic_grouping([pair_records(gold, predicted)]) == pytest.approx(grouping)


@pytest.fixture
def texts(tmp_path):
    (tmp_path / "a.txt").write_text("Paris backed the deal. Berlin did not.", encoding="utf-8")
    return tmp_path


def written(texts, *lines):
    path = texts / "statements.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_evidence_is_looked_up_in_the_article(texts):
    line = {"doc": "a", "country": "DEU", "stance": "oppose", "evidence": "Berlin did not."}
    (loaded,) = load_records(written(texts, line, ""), texts)
    assert (loaded.start, loaded.end, loaded.target, loaded.topic) == (23, 38, "", None)


def test_offsets_win_over_evidence(texts):
    line = {"doc": "a", "country": None, "stance": "oppose", "start": 3, "end": 9}
    (loaded,) = load_records(written(texts, line), texts)
    assert (loaded.start, loaded.end, loaded.country) == (3, 9, "")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("{", r"statements\.jsonl, line 2: not JSON", id="not JSON"),
        pytest.param(
            {"doc": "a", "country": "FRA"}, r"line 2: a statement needs the field 'stance'", id="field missing"
        ),
        pytest.param(
            {"doc": "a", "country": "FRA", "stance": "support", "evidence": "Rome"},
            "is not in a.txt: 'Rome'",
            id="evidence",
        ),
        pytest.param(
            {"doc": "b", "country": "FRA", "stance": "support", "evidence": "Rome"},
            r"b\.txt is missing",
            id="no article",
        ),
    ],
)
def test_a_line_that_cannot_be_scored_is_named(texts, line, message):
    with pytest.raises(ScoringError, match=message):
        load_records(written(texts, "", line), texts)
