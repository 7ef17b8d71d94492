"""Which articles are versions of others."""

from __future__ import annotations

import pytest

from benchmarks.scoring import ScoringError
from benchmarks.versions import versions, versions_in

HERE = "Norway welcomed the plan to close the strait to tankers. Nobody else spoke."


@pytest.mark.parametrize(
    ("other", "is_version"),
    [
        pytest.param("Ministers met on Friday. Sweden welcomed the plan.", False, id="another article"),
        pytest.param("Oslo:\nNorway welcomed the plan to close the strait to tankers.", True, id="a sentence of it"),
        pytest.param("NORWAY welcomed “the plan” to close the strait to tankers .", True, id="set otherwise"),
        pytest.param("He left. Nobody else spoke.", False, id="too short to tell"),
    ],
)
def test_articles_that_share_a_sentence_are_versions_of_one(other, is_version):
    assert versions({"here": HERE}, ["Something else.", other]) == ({"here"} if is_version else set())


def test_folders_are_compared_by_their_articles(tmp_path):
    for folder, name, text in (("one", "a", HERE), ("one", "b", "It rained."), ("other", "c", f"OSLO\n{HERE}")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / f"{name}.txt").write_text(text, encoding="utf-8")
    assert versions_in(tmp_path / "one", tmp_path / "other") == {"a"}
    assert versions_in(tmp_path / "one", None) == set()
    with pytest.raises(ScoringError, match=r"elsewhere holds no \.txt file"):
        versions_in(tmp_path / "one", tmp_path / "elsewhere")
