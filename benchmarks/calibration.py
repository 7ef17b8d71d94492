"""Whether confidence means what it says: of what is told at 80 %, are about 80 % right?"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.scoring import Record, by_document, pair_records

BANDS = 10  # of equal width


def outcomes(gold: Sequence[Record], predicted: Sequence[Record]) -> list[bool]:
    """For each prediction whether a gold statement of its own has its country, passage and stance."""
    gold_of = by_document(gold)
    right: set[int] = set()
    for doc, records in by_document(predicted).items():
        right |= {id(pair.predicted) for pair in pair_records(gold_of.get(doc, []), records) if pair.is_right}
    return [id(record) in right for record in predicted]


def calibration_error(confidence: Sequence[float], right: Sequence[bool]) -> float:
    """Expected calibration error (Naeini, Cooper & Hauskrecht 2015): how far confidence is from the share right.

    The mean over bands of confidence, each weighted by how many predictions are in it. 0 when there are none.
    """
    bands: dict[int, list[tuple[float, bool]]] = {}
    for share, is_right in zip(confidence, right, strict=True):
        bands.setdefault(min(int(share * BANDS), BANDS - 1), []).append((share, is_right))
    distances = (
        abs(sum(share for share, _ in band) - sum(is_right for _, is_right in band)) for band in bands.values()
    )
    return sum(distances) / max(len(confidence), 1)
