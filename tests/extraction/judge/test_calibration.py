"""How scores become shares, and by what traits."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.errors import ModelError
from dashboard.extraction.judge.calibration import (
    JUDGED,
    UNCALIBRATED,
    Calibration,
    read_calibration,
    traits,
    write_calibration,
)
from dashboard.extraction.mentions import Basis, Mention
from dashboard.schema import Represents

CALIBRATION = Calibration(2.0, 0.0, {"no rule": -2.0, "further target": -1.0}, 0.4)


@pytest.mark.parametrize(
    ("score", "held", "share"),
    [
        pytest.param(0.0, set(), 0.5, id="the score alone"),
        pytest.param(1.0, set(), 0.8808, id="a higher one"),
        pytest.param(1.0, {"no rule"}, 0.5, id="a trait takes away"),
        pytest.param(1.5, {"no rule", "further target"}, 0.5, id="two take more"),
        pytest.param(1.0, {"country guessed"}, 0.8808, id="one that was not fitted takes nothing"),
    ],
)
def test_scores_become_shares(score: float, held: set[str], share: float) -> None:
    assert CALIBRATION.confidence(score, held) == pytest.approx(share, abs=1e-4)


@pytest.mark.parametrize(
    ("known", "method", "is_further", "expected"),
    [
        ("name", "noun", False, set()),
        ("name", JUDGED, False, {"no rule"}),
        ("coreference", "noun", True, {"further target"}),
        (None, "noun", False, {"country guessed"}),
        (None, JUDGED, False, {"no rule", "country guessed"}),
    ],
)
def test_what_a_position_is_calibrated_by(
    known: Basis | None, method: str, is_further: bool, expected: set[str]
) -> None:
    mention = Mention(0, 1, 0, "Chile", None, "CHL", Represents.GOVERNMENT, "state", known)
    assert traits(mention, method, is_further=is_further) == expected


def test_a_calibration_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert read_calibration(tmp_path / "calibration.json") == UNCALIBRATED
    write_calibration(CALIBRATION, tmp_path / "calibration.json")
    assert read_calibration(tmp_path / "calibration.json") == CALIBRATION


def test_a_calibration_of_another_making_is_refused(tmp_path: Path) -> None:
    (tmp_path / "calibration.json").write_text('{"slope": 1.0, "alone": -1.0}', encoding="utf8")
    with pytest.raises(ModelError, match="does not hold slope, intercept, added, threshold"):
        read_calibration(tmp_path / "calibration.json")
