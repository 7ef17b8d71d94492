"""Who stands where: statements added up to one cell per country and topic."""

from __future__ import annotations

import pandas as pd

from dashboard.schema import Stance

CELL_COLUMNS = ("mean", "n", "support", "oppose", "neutral", "is_mixed")


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
    counted = frame.loc[frame["position"].notna(), [rows, columns, "position"]]
    sizes = counted.groupby([rows, columns, "position"], observed=True).size()  # leaves out rows without a key
    cells = sizes.unstack("position", fill_value=0)
    cells.columns = cells.columns.astype("str")
    cells = cells.reindex(columns=[str(side) for side in Stance], fill_value=0).astype("int64").reset_index()
    cells["n"] = cells["support"] + cells["oppose"] + cells["neutral"]
    cells["mean"] = (cells["support"] - cells["oppose"]) / cells["n"]
    cells["is_mixed"] = (cells["support"] > 0) & (cells["oppose"] > 0)
    cells = cells.astype({rows: "str", columns: "str"}).sort_values([rows, columns], ignore_index=True)
    return cells[[rows, columns, *CELL_COLUMNS]]
