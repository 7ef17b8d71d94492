"""How far each reading rule is to be trusted: its precision on gold articles, from ``data/stance/confidence.csv``."""

from __future__ import annotations

import functools

from dashboard import paths
from dashboard.catalogue.tables import Row, read_table

UNMEASURED = 0.4  # a rule that the file does not list
GUESSED_ACTOR = 0.75  # what is left of it when the actor's country is only guessed from the article


def confidence_of(method: str, *, known: bool = True) -> float:
    """Share of the rule's findings that were right on the articles it was measured on, 0-1."""
    precision = _precisions().get(method, UNMEASURED)
    return round(precision if known else precision * GUESSED_ACTOR, 2)


@functools.cache
def _precisions() -> dict[str, float]:
    rows = read_table(paths.STANCE / "confidence.csv", ("method", "precision", "measured_on"))
    return {row["method"]: _share(row) for row in rows}


def _share(row: Row) -> float:
    try:
        share = float(row["precision"])
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        row.refuse(f"precision {row['precision']!r}", "write a number between 0 and 1")
    return share
