"""How far the machine's statements can be trusted, by what people have said of them, and how far people agree.

A statement that the machine found is *right* when a person accepted it, or corrected no more than its words: the name
of the actor, the wording of the target, the passage. It is *wrong* when it was rejected, or when a correction moves it
to another place in the charts: another country, another kind of speaker, another stance, topic or position. Precision
is the share of right ones among those that were judged; statements that people added do not enter, for the machine
never offered them.

It is the precision of what was judged. Who judges the least certain first will find it lower than that of the whole
store; who judges in random order gets a fair estimate of it, and the figures by confidence hold in any order.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from dashboard.analysis.agreement import wilson_interval
from dashboard.schema import Review

Group: TypeAlias = Literal["country", "topic", "confidence"]

DECIDING = ("country", "represents", "stance", "topic", "position")  # fields whose correction says "wrong"
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)  # confidence; the last band holds its upper end too
MACHINE = "the machine"
NO_STATEMENT = "none"  # the label of a passage in which a coder sees no statement
PRECISION_COLUMNS = ("n", "right", "rejected", "corrected", "precision", "low", "high")
AGREEMENT_COLUMNS = ("one", "other", "n", "same", "kappa", "low", "high", "alpha")


def judged_statements(log: pd.DataFrame) -> pd.DataFrame:
    """The last word on every statement that the machine found, with ``right`` as this module says.

    ``log`` is :meth:`dashboard.store.Store.judgements`.
    """
    last = log[log["counts"] & log["actor_found"].notna()]
    moved = np.zeros(len(last), dtype=bool)
    for name in DECIDING:
        moved |= (last[name].fillna("") != last[f"{name}_found"].fillna("")).to_numpy()
    rejected = (last["verdict"] == Review.REJECTED).to_numpy()
    return last.assign(right=~(rejected | moved), rejected=rejected, corrected=moved & ~rejected)


def precision(log: pd.DataFrame, *, by: Group | None = None) -> pd.DataFrame:
    """The precision of the statements that were judged, all together or by what the machine said of them.

    One row for each group, the most judged first, bands of confidence from low to high: ``group`` (missing: the machine
    named none), ``n`` judged, of these ``right``, ``rejected`` and ``corrected`` in what decides, ``precision`` and its
    95 per cent interval ``low`` to ``high`` (Wilson's, see :func:`dashboard.analysis.wilson_interval`).
    """
    judged = judged_statements(log)
    if by is None:
        keys = pd.Series("all", index=judged.index, dtype="str")
    elif by == "confidence":
        keys = band_of(judged["confidence_found"])
    else:
        keys = judged[f"{by}_found"]
    sums = judged.groupby(keys.rename("group"), dropna=False)[["right", "rejected", "corrected"]].sum().astype("int64")
    table = sums.assign(n=sums.sum(axis=1)).reset_index()
    table["precision"] = table["right"] / table["n"]
    low, high = wilson_interval(table["precision"], table["n"])
    table = table.assign(low=low, high=high)[["group", *PRECISION_COLUMNS]].astype({"group": "str"})
    if by == "confidence":
        return table.sort_values("group", ignore_index=True)
    return table.sort_values(["n", "group"], ascending=[False, True], ignore_index=True)


def band_of(confidence: pd.Series) -> pd.Series:
    """The band of each confidence in words: "0.6 to 0.7"; a border belongs to the band above it."""
    place = np.clip(np.searchsorted(BANDS, confidence.to_numpy(), side="right") - 1, 0, len(BANDS) - 2)
    names = np.array([f"{low:.1f} to {high:.1f}" for low, high in pairwise(BANDS)])
    return pd.Series(names[place], index=confidence.index, dtype="str")


def coder_agreement(log: pd.DataFrame) -> pd.DataFrame:
    """How far every two coders agree on the stance of statements both have judged, and each coder with the machine.

    A rejected statement has the label "none"; so has for the machine one that a person added. Columns: ``one`` and
    ``other`` (:data:`MACHINE` last); ``n`` statements both judged; ``same``, the share on which they agree; ``kappa``
    with its 95 per cent interval ``low`` to ``high`` (Cohen, "A coefficient of agreement for nominal scales",
    Educational and Psychological Measurement 20, 1960) and ``alpha`` (Krippendorff, "Content Analysis", 4th edition,
    chapter 12), which are 1 for perfect agreement and 0 for what chance would give. Both are missing where all labels
    are the same: then nothing can be told from chance.
    """
    labels = label_table(log)
    coders = sorted(name for name in labels.columns if name != MACHINE)
    pairs = [*combinations(coders, 2), *((coder, MACHINE) for coder in coders)]
    rows = [_agreement(labels[[one, other]].dropna(), one, other) for one, other in pairs]
    kinds = {"one": "str", "other": "str", "n": "int64"}
    kinds |= dict.fromkeys(("same", "kappa", "low", "high", "alpha"), "float64")
    table = pd.DataFrame(rows, columns=list(AGREEMENT_COLUMNS)).astype(kinds)
    return table[table["n"] > 0].reset_index(drop=True)


def label_table(log: pd.DataFrame) -> pd.DataFrame:
    """The stance of each judged statement by coder, one column each and one for the machine; missing: not judged."""
    last = log[log["stands"]]
    said = last["stance"].fillna(NO_STATEMENT)
    labels = pd.DataFrame({"statement": last["statement"], "coder": last["coder"], "label": said})
    table = labels.pivot(index="statement", columns="coder", values="label")
    found = last.drop_duplicates("statement").set_index("statement")["stance_found"].fillna(NO_STATEMENT)
    return table.assign(**{MACHINE: found.reindex(table.index)})


def krippendorff_alpha(labels: pd.DataFrame) -> float:
    """Krippendorff's alpha of nominal labels, statements by coders; not a number without variety."""
    import krippendorff  # only who asks for it waits for it

    shared = labels[labels.notna().sum(axis=1) > 1]
    codes, names = pd.factorize(shared.to_numpy().ravel())
    if len(names) < 2:
        return float("nan")
    values = np.where(codes < 0, np.nan, codes.astype("float64")).reshape(shared.shape)
    return float(krippendorff.alpha(reliability_data=values.T, level_of_measurement="nominal"))


def disagreements(rereadings: pd.DataFrame) -> pd.DataFrame:
    """Where a new reading contradicts what a person said, with ``difference`` in words.

    ``rereadings`` is :meth:`dashboard.store.Store.rereadings`. A rejected statement that is found again contradicts,
    and so does a kept one that is no longer found, or found with another country, speaker, stance, topic or position.
    """
    is_rejected = (rereadings["review"] == Review.REJECTED).to_numpy()
    found = rereadings["is_found"].to_numpy(dtype=bool)
    words = [
        _difference(row, is_rejected=rejected, is_found=again)
        for row, rejected, again in zip(rereadings.to_dict("records"), is_rejected, found, strict=True)
    ]
    told = rereadings.assign(difference=pd.Series(words, index=rereadings.index, dtype="str"))
    return told[told["difference"] != ""].reset_index(drop=True)


def _difference(row: dict[str, object], *, is_rejected: bool, is_found: bool) -> str:
    if is_rejected:
        return "rejected, found again" if is_found else ""
    if not is_found:
        return "no longer found"
    other = [name for name in DECIDING if _plain(row[name]) != _plain(row[f"{name}_found"])]
    return f"another {', '.join(other)}" if other else ""


def _plain(value: object) -> object:
    return None if pd.isna(value) else value


def _agreement(both: pd.DataFrame, one: str, other: str) -> tuple[object, ...]:
    if both.empty:
        return (one, other, 0, *[float("nan")] * 5)
    same = float((both[one] == both[other]).mean())
    return (one, other, len(both), same, *_kappa(both[one], both[other]), krippendorff_alpha(both))


def _kappa(one: pd.Series, other: pd.Series) -> tuple[float, float, float]:
    """Cohen's kappa with its 95 per cent interval."""
    from statsmodels.stats.inter_rater import cohens_kappa  # takes a second to load

    names = sorted(set(one) | set(other))
    if len(names) < 2:
        return float("nan"), float("nan"), float("nan")
    counts = pd.crosstab(one, other).reindex(index=names, columns=names, fill_value=0)
    with np.errstate(all="ignore"):
        found = cohens_kappa(counts.to_numpy())
    return float(found.kappa), max(float(found.kappa_low), -1.0), min(float(found.kappa_upp), 1.0)
