"""What accuracy prints, and what it says about faults."""

from __future__ import annotations

import json

import pytest

from benchmarks import accuracy, faults
from benchmarks.baseline import mood, read_by_word_list, sentences, states_named
from benchmarks.scoring import Record, ScoringError

TEXT = "Paris backed the deal.\n\nBerlin condemned the deal as a terrible mistake. Oslo kept silent.\n"


def record(start, end, country, stance="support", method="rule"):
    return Record("a", start, end, country, stance, "the deal", None, "government", method=method)


@pytest.fixture
def texts(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def as_lines(records):
    fields = ("doc", "start", "end", "country", "stance", "target")
    return "\n".join(json.dumps({field: getattr(one, field) for field in fields}) for one in records)


def test_figures_stand_beside_the_baseline(texts, capsys):
    gold, predicted = texts / "gold.jsonl", texts / "predicted.jsonl"
    gold.write_text(as_lines([record(0, 22, "FRA"), record(24, 72, "DEU", "oppose")]), encoding="utf-8")
    predicted.write_text(as_lines([record(0, 22, "FRA")]), encoding="utf-8")
    assert accuracy.main([str(texts), str(gold), str(predicted), "--by-document", "--errors", "1"]) == 0
    rows = {line[:26].strip(): line[26:].split() for line in capsys.readouterr().out.splitlines()}
    assert rows["position R"] == ["0.500", "1.000"]
    assert rows["position P"] == ["1.000", "0.667"], "the word list also reads a side out of Oslo's silence"


def test_versions_of_what_was_taught_are_not_counted(texts, tmp_path_factory, capsys):
    gold, predicted = texts / "gold.jsonl", texts / "predicted.jsonl"
    (texts / "b.txt").write_text("Oslo backed the deal.", encoding="utf-8")
    records = [record(0, 22, "FRA"), Record("b", 0, 21, "NOR", "support", "the deal", None, "government")]
    for path in (gold, predicted):
        path.write_text(as_lines(records), encoding="utf-8")
    taught = tmp_path_factory.mktemp("taught")
    (taught / "c.txt").write_text("Bonn condemned the deal as a terrible mistake.", encoding="utf-8")
    assert accuracy.main([str(texts), str(gold), str(predicted), "--taught", str(taught)]) == 0
    assert "documents 2 " in capsys.readouterr().out
    (taught / "c.txt").write_text("Yesterday.\nBerlin condemned the deal as a terrible mistake.", encoding="utf-8")
    assert accuracy.main([str(texts), str(gold), str(predicted), "--taught", str(taught)]) == 0
    assert capsys.readouterr().out.startswith(f"left out as versions of articles in {taught}: a\ndocuments 1 ")


def test_an_unusable_input_is_said_in_one_line(texts, capsys):
    gold = texts / "gold.jsonl"
    gold.write_text("{", encoding="utf-8")
    assert accuracy.main([str(texts), str(gold)]) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("evidence", "near", "place"),
    [
        pytest.param("aid now", 0, (0, 7), id="where the reader says"),
        pytest.param("aid now", 16, (12, 19), id="else the nearest"),
        pytest.param("aid\nnow", 11, (12, 19), id="white space may differ"),
    ],
)
def test_evidence_is_located_in_the_file(evidence, near, place):
    assert accuracy.locate(evidence, "aid now and aid now", near=near) == place


def test_evidence_with_changed_words_is_refused():
    with pytest.raises(ScoringError, match="not in its article: 'help now'"):
        accuracy.locate("help now", "aid now", near=0)


@pytest.mark.parametrize(
    ("gold", "predicted", "kinds"),
    [
        pytest.param([record(0, 9, "FRA")], [record(0, 9, "FRA")], [], id="right"),
        pytest.param([record(0, 9, "FRA")], [record(0, 9, "FRA", "oppose")], [faults.WRONG_SIDE], id="wrong side"),
        pytest.param([record(0, 9, "FRA")], [], [faults.MISSED], id="missed"),
        pytest.param(
            [record(0, 9, "FRA")],
            [record(0, 9, "DEU")],
            [faults.MISSED_ACTOR, faults.INVENTED_ACTOR],
            id="another actor is missed and invented",
        ),
        pytest.param(
            [record(0, 9, "FRA")], [record(0, 9, "FRA"), record(0, 9, "FRA")], [faults.INVENTED_TWICE], id="twice"
        ),
        pytest.param(
            [record(0, 9, "FRA")], [record(0, 9, "FRA"), record(50, 60, "FRA")], [faults.INVENTED], id="invented"
        ),
    ],
)
def test_faults_are_told_apart(gold, predicted, kinds):
    assert [fault.kind for fault in faults.faults(gold, predicted)] == kinds


def test_the_report_counts_ways_of_finding(texts):
    gold = [record(0, 22, "FRA")]
    predicted = [record(0, 22, "FRA", method="vote"), record(0, 22, "DEU", method="vote")]
    lines = list(faults.fault_report(gold, predicted, texts, shown=3))
    assert lines[-1].split() == ["vote", "1", "/", "2", "0.50"]


def test_sentences_end_at_punctuation_and_line_breaks():
    assert [TEXT[start:end] for start, end in sentences(TEXT)] == [
        "Paris backed the deal.",
        "Berlin condemned the deal as a terrible mistake.",
        "Oslo kept silent.",
    ]


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        pytest.param("France and Germany met.", ["FRA", "DEU"], id="names in order"),
        pytest.param("The French told France so.", ["FRA"], id="each state once"),
        pytest.param("Nigerian troops left.", ["NGA"], id="the whole word, never a part of it"),
        pytest.param("NATO met.", ["NATO"], id="organisations count"),
        pytest.param("Nobody met.", [], id="none"),
    ],
)
def test_states_are_named_by_a_list(sentence, codes):
    assert states_named(sentence) == codes


@pytest.mark.parametrize(
    ("sentence", "side"),
    [("They welcomed the excellent deal.", "support"), ("A terrible war crime.", "oppose"), ("They met.", "support")],
)
def test_mood_is_taken_for_a_side(sentence, side):
    assert mood(sentence) == side


def test_the_baseline_reads_at_most_two_states_of_a_sentence():
    found = list(read_by_word_list("a", "France, Germany and Italy met."))
    assert [one.country for one in found] == ["FRA", "DEU"]
