from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.attributions import main

TEXT = "The minister said the bridge will open in May."


def test_figures_of_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "attributions" / "polnear-dev.jsonl"
    path.parent.mkdir()
    told = {"source": [[0, 12]], "cue": [[13, 17]], "content": [[18, 45]]}
    path.write_text(json.dumps({"text": TEXT, "attributions": [told]}) + "\n", encoding="utf8")
    assert main([str(tmp_path)]) == 0
    first, *figures = capsys.readouterr().out.splitlines()
    assert first == "attributions: 1 articles, 10 words"
    assert [line.split()[0] for line in figures] == ["source", "cue", "content"]
    assert all(float(line.split()[-1]) > 0.5 for line in figures)  # as plain as reported speech can be


def test_a_missing_corpus_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    assert "polnear-dev.jsonl" in capsys.readouterr().err
