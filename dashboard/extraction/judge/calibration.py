"""How sure a position is: what turns the judge's score into the share of such positions that are right (Platt 1999).

The score alone is not enough. What no rule found, a second target beside the one the judge points at, and an actor
whose country is only guessed are right less often than the judge believes, whatever the article; what these traits take
from the score is fitted together with it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Set
from pathlib import Path
from typing import NamedTuple

from dashboard.errors import ModelError
from dashboard.extraction.mentions import Mention

JUDGED = "judge"  # the method of a position that no rule found
TRAITS = ("no rule", "further target", "country guessed")


class Calibration(NamedTuple):
    """From a score to the share that is right, and the share from which a position is told."""

    slope: float
    intercept: float
    added: Mapping[str, float]  # by trait, before the logistic function
    threshold: float  # confidence from which a position is told: where F1 by document was highest

    def confidence(self, score: float, having: Set[str]) -> float:
        """The share of positions with this score and these traits that were right where it was fitted."""
        logit = self.slope * score + self.intercept + sum(self.added.get(trait, 0.0) for trait in having)
        return 1 / (1 + math.exp(-logit))


UNCALIBRATED = Calibration(1.0, 0.0, {}, 0.4)


def traits(mention: Mention, method: str, *, is_further: bool) -> frozenset[str]:
    """Those of ``TRAITS`` that a position of this actor has, found in this way."""
    present = (method == JUDGED, is_further, mention.known is None)
    return frozenset(trait for trait, is_present in zip(TRAITS, present, strict=True) if is_present)


def read_calibration(path: Path) -> Calibration:
    """The calibration of a file; where there is none, scores are taken as they are. ModelError: of another making."""
    if not path.is_file():
        return UNCALIBRATED
    values = json.loads(path.read_text(encoding="utf8"))
    if {*values} != {*Calibration._fields}:
        raise ModelError(
            f"{path} does not hold {', '.join(Calibration._fields)}; fetch the file again or run 'make judge'."
        )
    return Calibration(**values)


def write_calibration(calibration: Calibration, path: Path) -> None:
    """Write a calibration where :func:`read_calibration` finds it."""
    added = {trait: round(value, 4) for trait, value in calibration.added.items()}
    rounded = {name: round(value, 4) for name, value in calibration._asdict().items() if name != "added"}
    path.write_text(json.dumps(rounded | {"added": added}, indent=1) + "\n", encoding="utf8")
