"""Who stands where: statements added up to one cell per country and topic."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.schema import Stance

CELL_COLUMNS = ("mean", "n", "support", "oppose", "neutral", "is_mixed")
MOST_CELLS = 2_000_000  # up to so many, counting all cells with the empty ones is far quicker than finding the others


def position_matrix(frame: pd.DataFrame, *, rows: str = "country", columns: str = "topic") -> pd.DataFrame:
    """Add up positions to one row per cell that has statements (long form), sorted by the two keys.

    The first two columns of the result are ``rows`` and ``columns``; the others describe the cell:

    ``n``
        statements in the cell, at least 1. A cell without statements is absent, never 0: silence is not neutrality.
    ``support``, ``oppose``, ``neutral``
        how many of them take each position; they add up to ``n``.
    ``mean``
        their mean in [-1, 1], support being 1, neutral 0, oppose -1; all-neutral and evenly torn both give 0.
    ``is_mixed``
        whether both support and opposition were found, which tells those two apart.

    Statements without a position (those without a topic) or without one of the two keys do not enter.
    """
    down, across, sides = (_labels(frame[name]) for name in (rows, columns, "position"))
    places, counts = _count(down, across, sides)
    width = max(1, len(across.categories))
    cells = pd.DataFrame(
        {
            rows: down.categories.take(places // width).astype("str"),
            columns: across.categories.take(places % width).astype("str"),
            "n": counts.sum(axis=1),
        }
    )
    for place, side in enumerate(sides.categories):
        cells[side] = counts[:, place]
    cells = cells.assign(**{str(side): 0 for side in Stance if str(side) not in cells})
    cells["mean"] = (cells["support"] - cells["oppose"]) / cells["n"]
    cells["is_mixed"] = (cells["support"] > 0) & (cells["oppose"] > 0)
    return cells.sort_values([rows, columns], ignore_index=True)[[rows, columns, *CELL_COLUMNS]]


def _labels(column: pd.Series[str]) -> pd.Categorical:
    return column.array if isinstance(column.dtype, pd.CategoricalDtype) else pd.Categorical(column)


def _count(down: pd.Categorical, across: pd.Categorical, sides: pd.Categorical) -> tuple[np.ndarray, np.ndarray]:
    """The cells that occur, numbered row by row, and for each how often every side is taken in it."""
    codes = [labels.codes.astype(np.int64) for labels in (down, across, sides)]
    entered = np.logical_and.reduce([each >= 0 for each in codes])
    first, second, third = (each[entered] for each in codes)
    width, depth = len(across.categories), max(1, len(sides.categories))
    cell = first * width + second
    if len(down.categories) * width > MOST_CELLS:
        places, cell = np.unique(cell, return_inverse=True)
        return places, np.bincount(cell * depth + third, minlength=len(places) * depth).reshape(-1, depth)
    counts = np.bincount(cell * depth + third, minlength=len(down.categories) * width * depth).reshape(-1, depth)
    places = np.flatnonzero(counts.any(axis=1))
    return places, counts[places]
