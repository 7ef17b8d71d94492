"""Calibrate an exported judge: ``python -m training.reader.calibrate GOLD [--taught FOLDER] [--judge FOLDER]``.

GOLD is a folder of gold articles that the judge was not trained on; --taught leaves out versions of what it was trained
on. Written are the slope, intercept and effects of traits that make its scores the share of positions that are right,
and the confidence from which telling positions gives the highest F1 by document. The expected calibration error printed
is cross-validated: each document is measured with a calibration fitted on the others.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.calibration import calibration_error, outcomes
from benchmarks.scoring import load_records
from benchmarks.versions import versions_in
from dashboard import paths
from dashboard.extraction.judge.calibration import TRAITS, UNCALIBRATED, Calibration, write_calibration
from dashboard.extraction.judge.judgements import RULES_ALONE, judgements
from dashboard.extraction.judge.network import Network
from dashboard.extraction.pipeline import build_pipeline, documents
from training.reader.gold import gold_articles
from training.reader.measure import Judged, Said, best_threshold, summary, told_from

LEAST = 0.1  # uncalibrated confidence under which a position is not fitted on
PENALTY = 1e-3  # on what is fitted, so that a fit exists whatever the data
Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]


def read(folder: Path, network: Network) -> list[Judged]:
    """All judgements of the articles of a folder."""
    nlp = build_pipeline(judge=None)
    return [
        (str(article.source), doc, [*judgements(doc, network)])
        for article, doc in documents(nlp, gold_articles(folder))
    ]


def recalibrated(judged: Sequence[Judged], calibration: Calibration) -> list[Judged]:
    """The same judgements with the confidence that a calibration gives them."""
    return [
        (
            name,
            doc,
            [each._replace(confidence=calibration.confidence(logit(each.confidence), each.traits)) for each in found],
        )
        for name, doc, found in judged
    ]


def logit(share: float) -> float:
    """The score whose logistic function is this share."""
    return math.log(share / (1 - share))


def fit(found: Sequence[Said], right: Bools) -> Calibration:
    """Slope, intercept and what each trait adds, of the logistic function from scores to shares that are right."""
    columns = np.array(
        [[logit(each.confidence), 1.0, *(float(trait in each.traits) for trait in TRAITS)] for each in found]
    )
    unchanged = np.array([1.0, 0.0, *(0.0 for _ in TRAITS)])

    def loss(values: Floats) -> float:
        logits = columns @ values
        return float(np.mean(np.logaddexp(0, logits) - right * logits) + PENALTY * ((values - unchanged) ** 2).sum())

    slope, intercept, *added = (float(value) for value in minimize(loss, unchanged).x)
    return Calibration(slope, intercept, dict(zip(TRAITS, added, strict=True)), 0.0)


def cross_validated(found: Sequence[Said], right: Bools) -> Floats:
    """The confidence of each position by a calibration fitted on the other documents."""
    confidence = np.zeros(len(found))
    for doc in {each.record.doc for each in found}:
        others = np.array([each.record.doc != doc for each in found])
        fitted = fit([each for each, is_other in zip(found, others, strict=True) if is_other], right[others])
        for place, each in enumerate(found):
            if not others[place]:
                confidence[place] = fitted.confidence(logit(each.confidence), each.traits)
    return confidence


def by_trait(found: Sequence[Said], right: Bools) -> Iterator[str]:
    """A line a trait: how many positions have it, the share that is right, and the share that the score alone says."""
    for trait in TRAITS:
        has = np.array([trait in each.traits for each in found])
        if has.any():
            says = float(np.mean([each.confidence for each, one in zip(found, has, strict=True) if one]))
            yield f"{trait}: {has.sum()} positions, right {right[has].mean():.2f}, by the score alone {says:.2f}"


def main() -> None:
    """Fit, print and write the calibration."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--taught", type=Path, help="folder of what the judge was trained on")
    parser.add_argument("--judge", type=Path, default=paths.JUDGE)
    options = parser.parse_args()
    known = versions_in(options.gold, options.taught)
    gold = [each for each in load_records(options.gold / "gold.jsonl", options.gold) if each.doc not in known]
    network = Network(options.judge)
    network.calibration = UNCALIBRATED
    judged = [each for each in read(options.gold, network) if each[0] not in known]
    found = [each for each in told_from(judged, LEAST) if each.record.method not in RULES_ALONE]
    right = np.array(outcomes(gold, [each.record for each in found]))
    fitted = fit(found, right)
    threshold, figures = best_threshold(gold, partial(told_from, recalibrated(judged, fitted)))
    honest = cross_validated(found, right)
    told = honest >= threshold
    error = calibration_error(honest[told].tolist(), right[told].tolist())
    for line in by_trait(found, right):
        print(line)
    print(f"{fitted}\ntold from {threshold}: {summary(figures)}")
    print(f"expected calibration error of what is told, cross-validated: {error:.3f}")
    write_calibration(fitted._replace(threshold=threshold), options.judge / "calibration.json")


if __name__ == "__main__":
    main()
