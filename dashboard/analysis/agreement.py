"""How often two countries stand on the same side, how sure that is, and the network this makes of them.

The agreement of two countries is the closeness of their mean positions (see
:func:`dashboard.analysis.position_matrix`), 1 - |difference| / 2, averaged over the topics on which both have spoken: 1
is the same side throughout, 0 opposite sides throughout, and neutral against either side counts one half. Each topic
counts once, however often it was spoken on. For pure yes, abstention and no this is Lijphart's index of agreement for
roll calls of the UN General Assembly ("The Analysis of Bloc Voting in the General Assembly", American Political Science
Review 57, 1963), and the S score of Signorino and Ritter ("Tau-b or Not Tau-b", International Studies Quarterly 43,
1999) with equal weights, moved from [-1, 1] to [0, 1].
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from dashboard.analysis.positions import position_matrix
from dashboard.schema import Stance

if TYPE_CHECKING:
    import networkx as nx

MINIMUM_SHARED = 2  # topics: on a single one, agreement is that topic's answer and says nothing of the two countries
STANDARD_ERRORS = 1.959964  # either side of the mean: 95 of 100 such intervals hold the true value
MEASURES = ("agreement", "low", "high", "shared", "n")
PAIR = ("country", "other")
SIDES = tuple(str(side) for side in (Stance.SUPPORT, Stance.NEUTRAL, Stance.OPPOSE))
HALFWAY = 0.5  # a mean beyond it lies nearer to a side than to the middle

Normalisation = Literal["no", "average", "jaccard", "cosine"]


def agreement(frame: pd.DataFrame, *, minimum_shared: int = MINIMUM_SHARED) -> pd.DataFrame:
    """The agreement of every two countries that have both spoken on at least ``minimum_shared`` topics.

    One row for each pair, ``country`` before ``other`` in the alphabet:

    ``agreement``
        in [0, 1], as the module says.
    ``low``, ``high``
        95 per cent interval for topics like these (:func:`wilson_interval` over the shared topics).
    ``shared``
        topics on which both have spoken.
    ``n``
        statements of the two on these topics.
    """
    if minimum_shared < 1:
        raise ValueError(f"minimum_shared is {minimum_shared}: without a shared topic there is nothing to agree on.")
    matrix = position_matrix(frame)
    means = matrix.pivot(index="country", columns="topic", values="mean")
    numbers = matrix.pivot(index="country", columns="topic", values="n").fillna(0).to_numpy()
    codes, values = list(means.index), means.to_numpy()
    # One country against all later ones at a time: all pairs at once would be a cube of countries × countries × topics.
    blocks = [_against_later(place, codes, values, numbers) for place in range(len(codes) - 1)]
    if not blocks:
        return _measured(pd.DataFrame(columns=[*PAIR, "agreement", "shared", "n"]))
    pairs = pd.concat(blocks, ignore_index=True)
    return _measured(pairs[pairs["shared"] >= minimum_shared])


def agreement_by_year(frame: pd.DataFrame, one: str, other: str) -> pd.DataFrame:
    """The agreement of two countries year by year: ``year`` and the measures of :func:`agreement`, in order of time.

    Only what both have said in the same year is compared, so a single shared topic makes a year; years without one are
    absent. Undated statements do not enter.
    """
    both = frame[frame["country"].isin([one, other]) & frame["date"].notna()]
    years = []
    for year, said in both.groupby(both["date"].dt.year):
        years.append(agreement(said, minimum_shared=1).assign(year=int(year)))
    if not years:
        return pd.DataFrame(columns=["year", *MEASURES]).astype({"year": "int64"})
    return pd.concat(years, ignore_index=True)[["year", *MEASURES]]


def agreement_of(pairs: pd.DataFrame, code: str) -> pd.DataFrame:
    """The rows of :func:`agreement` that have this country in them, the others as ``country``, nearest first.

    At the same agreement, more shared topics come first: they are the better founded.
    """
    own = pairs[(pairs["country"] == code) | (pairs["other"] == code)]
    others = own["other"].where(own["country"] == code, own["country"])
    turned = own.assign(country=others)[["country", *MEASURES]]
    return turned.sort_values(
        ["agreement", "shared", "country"], ascending=[False, False, True], kind="stable", ignore_index=True
    )


def shared_topics(frame: pd.DataFrame, one: str, other: str) -> pd.DataFrame:
    """The topics on which both have spoken, widest gap first.

    Columns: ``topic``; ``gap``, the distance of the mean positions in [0, 2]; and for each of the two ``side``
    (support, neutral or oppose), ``mean`` and ``n``, with the endings ``_one`` and ``_other``.
    """
    cells = position_matrix(frame[frame["country"].isin([one, other])])
    cells["side"] = side_of(cells["mean"])
    columns = ["topic", "side", "mean", "n"]
    left, right = (cells.loc[cells["country"] == code, columns] for code in (one, other))
    both = left.merge(right, on="topic", suffixes=("_one", "_other"))
    both["gap"] = (both["mean_one"] - both["mean_other"]).abs()
    return both.sort_values(["gap", "topic"], ascending=[False, True], ignore_index=True)


def side_table(shared: pd.DataFrame) -> pd.DataFrame:
    """Count shared topics (:func:`shared_topics`) by the sides of the two: 3 × 3, the first country down."""
    counts = shared.groupby(["side_one", "side_other"], observed=True).size().unstack(fill_value=0)
    return counts.reindex(index=list(SIDES), columns=list(SIDES), fill_value=0).astype("int64")


def side_of(means: pd.Series) -> pd.Series:
    """The side nearest to each mean position; halfway between side and middle is still the middle."""
    sides = np.select([means > HALFWAY, means < -HALFWAY], [SIDES[0], SIDES[2]], default=SIDES[1])
    return pd.Series(sides, index=means.index, dtype="str")


def wilson_interval(share: pd.Series, n: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The 95 per cent interval of a mean of ``n`` values that each lie in [0, 1].

    It is Wilson's for a proportion ("Probable Inference, the Law of Succession, and Statistical Inference", Journal of
    the American Statistical Association 22, 1927), which stays honest where resampling fails: two topics that agree
    give 0.34 to 1, not "1, certainly". For values between 0 and 1 it errs on the wide side, since none vary more than
    zeros and ones with the same mean. It takes them as independent; statements of one press conference are not.
    """
    spread = STANDARD_ERRORS**2 / n
    centre = (share + spread / 2) / (1 + spread)
    half = STANDARD_ERRORS / (1 + spread) * np.sqrt(share * (1 - share) / n + spread / (4 * n))
    return (centre - half).clip(0, 1), (centre + half).clip(0, 1)


def with_intervals(matrix: pd.DataFrame) -> pd.DataFrame:
    """A position matrix with the 95 per cent interval of each mean as ``low`` and ``high``, in [-1, 1]."""
    low, high = wilson_interval((matrix["mean"] + 1) / 2, matrix["n"])
    return matrix.assign(low=2 * low - 1, high=2 * high - 1)


def congruence_network(frame: pd.DataFrame, *, normalise: Normalisation = "average") -> nx.Graph:
    """The actor congruence network of the countries: who takes the same positions as whom.

    Two countries are joined when they take the same position on at least one topic. Nodes are codes and carry ``n``,
    their statements, and ``topics``. Edges carry ``congruence``, the topic-and-position pairs both hold; ``conflict``,
    the topics that one supports and the other opposes; ``shared``, the topics both speak on; and ``weight``,
    the congruence normalised against sheer talkativeness: ``"no"`` leaves it as it is, ``"average"`` divides it by the
    mean number of positions the two hold, ``"jaccard"`` by all that either holds, ``"cosine"`` by the root of the
    product. After Leifeld, "Discourse Network Analysis" (Oxford Handbook of Political Networks, 2017).
    """
    import networkx as nx  # only who asks for a network waits for its library

    cells = position_matrix(frame)
    held = {side: cells.pivot(index="country", columns="topic", values=side).fillna(0).to_numpy() > 0 for side in SIDES}
    codes = sorted(cells["country"].unique())
    congruence = np.sum([_together(held[side], held[side]) for side in SIDES], axis=0)
    torn = _together(held[SIDES[0]], held[SIDES[2]])
    spoken = cells.pivot(index="country", columns="topic", values="n").notna().to_numpy()
    shared = _together(spoken, spoken)
    weights = _normalised(congruence, normalise)
    graph = nx.Graph(normalise=normalise)
    for code, own in cells.groupby("country"):
        graph.add_node(code, n=int(own["n"].sum()), topics=len(own))
    for i, j in zip(*np.nonzero(np.triu(congruence, 1)), strict=True):
        graph.add_edge(
            codes[i],
            codes[j],
            weight=float(weights[i, j]),
            congruence=int(congruence[i, j]),
            conflict=int(torn[i, j] + torn[j, i]),
            shared=int(shared[i, j]),
        )
    return graph


def _against_later(place: int, codes: list[str], means: np.ndarray, numbers: np.ndarray) -> pd.DataFrame:
    """One country's row of the table of pairs, before intervals."""
    closeness = 1 - np.abs(means[place + 1 :] - means[place]) / 2  # not a number where either is silent
    both = ~np.isnan(closeness)
    shared = both.sum(axis=1)
    total = np.where(both, closeness, 0).sum(axis=1)
    return pd.DataFrame(
        {
            "country": codes[place],
            "other": codes[place + 1 :],
            "agreement": np.divide(total, shared, out=np.zeros(len(shared)), where=shared > 0),
            "shared": shared,
            "n": (np.where(both, numbers[place + 1 :] + numbers[place], 0)).sum(axis=1),
        }
    )


def _measured(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs with their intervals, in dtypes that an empty table has as well."""
    numbers = {"agreement": "float64", "shared": "int64", "n": "int64"}
    typed = pairs.astype({"country": "str", "other": "str"} | numbers).reset_index(drop=True)
    low, high = wilson_interval(typed["agreement"], typed["shared"])
    return typed.assign(low=low.astype("float64"), high=high.astype("float64"))[[*PAIR, *MEASURES]]


def _together(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """In how many columns each row of one holds true together with each row of the other."""
    return one.astype("int64") @ other.astype("int64").T


def _normalised(congruence: np.ndarray, how: Normalisation) -> np.ndarray:
    held = np.diag(congruence).astype("float64")  # what a country shares with itself is all it holds
    rows, columns = held[:, None], held[None, :]
    divisors = {
        "no": np.ones_like(congruence, dtype="float64"),
        "average": (rows + columns) / 2,
        "jaccard": rows + columns - congruence,
        "cosine": np.sqrt(rows * columns),
    }
    if how not in divisors:
        raise ValueError(f"normalise is {how!r}; it must be one of {', '.join(divisors)}.")
    return np.divide(congruence, divisors[how])
