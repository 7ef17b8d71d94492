from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from dashboard import paths
from dashboard.errors import ModelError
from dashboard.extraction import pipeline
from dashboard.extraction.explanation import explanation
from dashboard.extraction.judge.files import FILES, missing_notice
from dashboard.extraction.judge.network import Network, fingerprint, load_network
from dashboard.extraction.pipeline import build_pipeline, documents
from dashboard.extraction.statements import statements
from dashboard.ingest import reader_name
from dashboard.schema import Article, Stance, Statement

TEXT = (
    "Peru’s foreign minister said on Monday that her country strongly opposes the new tariffs. "
    "Chile welcomed the plan and promised to sign it.\n\nThe weather was fine."
)
LARGEST = 35 * 2**20  # bytes of all files of the judge together


@pytest.fixture(scope="module")
def read() -> Doc:
    ((_, doc),) = documents(build_pipeline(), [Article.of(TEXT)])
    return doc


def told(doc: Doc) -> list[Statement]:
    return [*statements(doc, Article.of(TEXT))]


def test_the_judge_reads_who_takes_which_side(read: Doc) -> None:
    sides = {(each.actor.country, each.stance) for each in told(read)}
    assert {("PER", Stance.OPPOSE), ("CHL", Stance.SUPPORT)} <= sides


def test_reading_twice_gives_the_same(read: Doc) -> None:
    ((_, again),) = documents(build_pipeline(), [Article.of(TEXT)])
    assert told(again) == told(read)


def test_every_confidence_told_is_a_share_above_the_threshold(read: Doc) -> None:
    threshold = Network(paths.JUDGE).calibration.threshold
    assert all(threshold - 0.005 <= each.confidence <= 1 for each in told(read))


def test_a_text_without_actors_is_read_as_nothing() -> None:
    ((article, doc),) = documents(build_pipeline(), [Article.of("It rained all day, and the grass grew.")])
    assert [*statements(doc, article)] == []


def test_an_empty_text_is_read_as_nothing() -> None:
    ((article, doc),) = documents(build_pipeline(), [Article.of("\n\n")])
    assert [*statements(doc, article)] == []


def test_all_files_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in paths.JUDGE.iterdir() if path.is_file()) <= LARGEST


def test_without_the_files_the_rules_read_alone_and_say_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pipeline._is_there.cache_clear()
    with caplog.at_level(logging.WARNING):
        nlp = build_pipeline(judge=tmp_path)
        build_pipeline(judge=tmp_path)
    (message,) = caplog.messages
    assert message == missing_notice(tmp_path)
    assert f"not in {tmp_path}: the rules read alone" in message
    ((article, doc),) = documents(nlp, [Article.of(TEXT)])
    assert doc._.judgements is None
    assert ("CHL", Stance.SUPPORT) in {(each.actor.country, each.stance) for each in statements(doc, article)}


def test_a_judge_without_all_its_files_names_what_is_missing(tmp_path: Path) -> None:
    shutil.copy(paths.JUDGE / "labels.json", tmp_path)
    with pytest.raises(ModelError, match=r"lacks encoder\.onnx, judge\.onnx, tokenizer\.json"):
        load_network(tmp_path)


def test_a_judge_trained_with_other_features_is_refused(tmp_path: Path) -> None:
    for name in FILES:
        shutil.copy(paths.JUDGE / name, tmp_path)
    labels = json.loads((tmp_path / "labels.json").read_text(encoding="utf8"))
    (tmp_path / "labels.json").write_text(json.dumps(labels | {"roles": ["this actor"]}), encoding="utf8")
    with pytest.raises(ModelError, match="trained with other roles"):
        Network(tmp_path)


def test_an_explanation_gives_every_candidate_its_scores_and_every_rule_its_words(read: Doc) -> None:
    peru, chile, weather = explanation(read)
    assert [each.candidate.mention.country for each in chile.considered][:1] == ["CHL"]
    assert set(chile.considered[0].confidence) == set(Stance)
    assert any(reason.cue == "welcomed" and reason.is_told for reason in chile.considered[0].reasons)
    assert "opposes" in peru.text
    assert not any(reason.is_told for each in weather.considered for reason in each.reasons)


def test_an_explanation_without_judge_tells_the_rules(parsed: Callable[[str], Doc]) -> None:
    nlp = build_pipeline(judge=None)
    ((_, doc),) = documents(nlp, [Article.of(TEXT)])
    chile = [*explanation(doc)][1].considered[0]
    assert chile.confidence == {}
    assert [reason.confidence for reason in chile.reasons] == [None] * len(chile.reasons)
    assert chile.reasons


def test_statements_remember_which_judge_read_them(tmp_path: Path) -> None:
    for name in ("judge.onnx", "calibration.json"):
        shutil.copy(paths.JUDGE / name, tmp_path)
    assert fingerprint(tmp_path) == fingerprint(paths.JUDGE)
    (tmp_path / "calibration.json").write_text("{}", encoding="utf8")
    assert fingerprint(tmp_path) != fingerprint(paths.JUDGE)
    assert f"judge {fingerprint(paths.JUDGE)}" in reader_name(build_pipeline())
    assert "judge" not in reader_name(build_pipeline(judge=None))
