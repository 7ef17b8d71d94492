"""In which order a matrix tells most: who takes the same sides stands together, and what divides most comes first."""

from __future__ import annotations

import numpy as np
import pandas as pd

UNKNOWN = 1.0  # distance of two that share nothing: halfway between agreement (0) and opposition (2)


def similarity_order(matrix: pd.DataFrame, *, along: str) -> list[str]:
    """The keys of one side of a position matrix so that those who take like positions stand side by side.

    ``along`` is the first or the second column of the matrix. The distance of two keys is the mean difference of their
    positions where both have one, drawn towards :data:`UNKNOWN` as if one more cell were shared, so that a single
    agreement does not make a pair. They are joined by average linkage, and the tree is turned so that neighbours are as
    close as it allows (Bar-Joseph, Gifford and Jaakkola 2001). From the camp that supports more to the other one.
    """
    other = next(name for name in matrix.columns[:2] if name != along)
    means = matrix.pivot(index=along, columns=other, values="mean")
    keys = [str(key) for key in means.index]
    if len(keys) < 3:
        return keys
    from scipy.cluster.hierarchy import leaves_list, linkage, optimal_leaf_ordering
    from scipy.spatial.distance import squareform

    distances = squareform(_distances(means.to_numpy()), checks=False)
    order = leaves_list(optimal_leaf_ordering(linkage(distances, "average"), distances))
    sides = means.mean(axis="columns").to_numpy()[order]
    half = len(order) // 2
    return [keys[place] for place in (order if sides[:half].mean() >= sides[-half:].mean() else order[::-1])]


def _distances(means: np.ndarray) -> np.ndarray:
    """How far apart the rows are, each with each."""
    known = ~np.isnan(means)
    values = np.where(known, means, 0.0)
    shared = known.astype(float) @ known.T.astype(float)
    apart = np.zeros((len(means), len(means)))
    for column in range(means.shape[1]):
        both = np.outer(known[:, column], known[:, column])
        apart += np.abs(values[:, column, None] - values[None, :, column]) * both
    distances = (apart + UNKNOWN) / (shared + 1)
    np.fill_diagonal(distances, 0.0)
    return distances


def contested(matrix: pd.DataFrame) -> pd.DataFrame:
    """How many rows of a position matrix stand on each side of each column, the most contested column first.

    A row stands where its mean lies: ``supporting`` above 0, ``opposing`` below, ``undecided`` at 0 (neutral or evenly
    torn); the three add up to ``rows``. ``smaller`` is the smaller of the two sides: a question is the more contested
    the more stand on it, of equal ones that with the closer sides. Columns that nobody disputes come last.
    """
    key = matrix.columns[1]
    sides = pd.DataFrame(
        {
            key: matrix[key],
            "supporting": matrix["mean"] > 0,
            "undecided": matrix["mean"] == 0,
            "opposing": matrix["mean"] < 0,
            "statements": matrix["n"],
        }
    )
    found = sides.groupby(key, sort=True).sum().astype("int64").reset_index()
    found["rows"] = found["supporting"] + found["undecided"] + found["opposing"]
    found["smaller"] = found[["supporting", "opposing"]].min(axis="columns")
    gap = (found["supporting"] - found["opposing"]).abs()
    order = ["smaller", "gap", "rows", "statements", key]
    ranked = found.assign(gap=gap).sort_values(order, ascending=[False, True, False, False, True], ignore_index=True)
    return ranked[[key, "supporting", "undecided", "opposing", "rows", "smaller", "statements"]]
