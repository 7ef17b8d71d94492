"""When a country changed its mind: the day that parts two different positions, with a sentence from either side."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.table import STANCES

# One step of the scale (opposed to neutral, neutral to in favour): less is a difference of nuance between statements.
MINIMUM_CHANGE = 1.0
SHIFT_COLUMNS = (
    "country", "topic", "change", "before", "after", "n_before", "n_after", "last_before", "first_after",
    "statement_before", "statement_after",
)  # fmt: skip
_CELL = ["country", "topic"]


def shifts(frame: pd.DataFrame, *, minimum_change: float = MINIMUM_CHANGE) -> pd.DataFrame:
    """Where the position of a country on a topic moved, one row for each such country and topic, largest moves first.

    The statements of a country on a topic are parted at the day that separates two most different means, few
    statements weighing less (the statistic of a single change point for a mean, as in Page's CUSUM test). A row is kept
    when the means differ by at least ``minimum_change``:

    ``change``
        ``after`` less ``before``, in [-2, 2]; positive is a move towards support.
    ``before``, ``after``, ``n_before``, ``n_after``
        mean position and number of statements before and from that day on.
    ``last_before``, ``first_after``
        the last day of the old and the first of the new position.
    ``statement_before``, ``statement_after``
        ids of the two statements that show it best: of the most different positions the last and the first one.

    A country that went to and fro has one row, for its largest move. Undated statements do not enter: without a day
    there is no before and after.
    """
    dated = frame.loc[
        frame["date"].notna() & frame["position"].notna(), ["id", *_CELL, "date", "position", "confidence"]
    ].dropna(subset=_CELL)
    dated = dated.assign(value=dated["position"].cat.codes.astype("float64") - STANCES.index("neutral"))
    found = _best_split(_splits(dated))
    found = found[found["change"].abs() >= minimum_change]
    if found.empty:
        return _typed(pd.DataFrame(columns=list(SHIFT_COLUMNS)))
    shown = _with_statements(found, dated)
    order = shown.assign(size=shown["change"].abs(), weight=shown[["n_before", "n_after"]].min(axis=1))
    order = order.sort_values(["size", "weight", "first_after"], ascending=False, kind="stable")
    return _typed(order)


def _splits(dated: pd.DataFrame) -> pd.DataFrame:
    """Every day on which a country spoke on a topic again, with the means before it and from it on."""
    days = dated.groupby([*_CELL, "date"], observed=True)["value"].agg(["sum", "size"]).reset_index()
    cells = days.groupby(_CELL, observed=True)
    last_before = cells["date"].shift()
    n_before = cells["size"].cumsum() - days["size"]
    sum_before = cells["sum"].cumsum() - days["sum"]
    n_after = cells["size"].transform("sum") - n_before
    sum_after = cells["sum"].transform("sum") - sum_before
    before, after = sum_before / n_before.where(n_before > 0), sum_after / n_after
    splits = days[_CELL].assign(
        change=after - before,
        before=before,
        after=after,
        n_before=n_before,
        n_after=n_after,
        last_before=last_before,
        first_after=days["date"],
    )
    return splits[splits["last_before"].notna()]


def _best_split(splits: pd.DataFrame) -> pd.DataFrame:
    weight = np.sqrt(splits["n_before"] * splits["n_after"] / (splits["n_before"] + splits["n_after"]))
    ranked = splits.assign(score=splits["change"].abs() * weight)
    # Of equal ones the latest: that is the position held now.
    ranked = ranked.sort_values(["score", "first_after"], ascending=False, kind="stable")
    return ranked.drop_duplicates(_CELL).drop(columns="score")


def _with_statements(found: pd.DataFrame, dated: pd.DataFrame) -> pd.DataFrame:
    """Add the two statements that show each move best."""
    said = dated.merge(found[[*_CELL, "change", "first_after"]], on=_CELL)
    said["towards"] = said["value"] * np.sign(said["change"])  # how far on the new side
    is_after = said["date"] >= said["first_after"]
    old = said[~is_after].sort_values(["towards", "date", "confidence"], ascending=[True, False, False], kind="stable")
    new = said[is_after].sort_values(["towards", "date", "confidence"], ascending=[False, True, False], kind="stable")
    for name, side in (("statement_before", old), ("statement_after", new)):
        best = side.drop_duplicates(_CELL)[[*_CELL, "id"]].rename(columns={"id": name})
        found = found.merge(best, on=_CELL)
    return found


def _typed(found: pd.DataFrame) -> pd.DataFrame:
    texts = dict.fromkeys(("country", "topic", "statement_before", "statement_after"), "str")
    numbers = dict.fromkeys(("change", "before", "after"), "float64")
    counts = dict.fromkeys(("n_before", "n_after"), "int64")
    days = dict.fromkeys(("last_before", "first_after"), "datetime64[us]")
    return found[list(SHIFT_COLUMNS)].astype(texts | numbers | counts | days).reset_index(drop=True)
