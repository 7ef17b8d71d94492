"""What is known of one speaker, or of several that stand side by side: persons, sides, and what they are told by."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date as Date

import numpy as np
import pandas as pd

from dashboard.analysis.positions import position_matrix
from dashboard.schema import Represents, Stance

VOICE_COLUMNS = ("actor", "role", "represents", "n", "topics", "support", "neutral", "oppose", "first", "last")


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of time during which a state's statements count for a side, first and last day included."""

    country: str
    start: Date
    end: Date | None  # None: to this day


def voices(frame: pd.DataFrame) -> pd.DataFrame:
    """Who speaks: one row for each actor and what it represents, most statements first.

    ``role`` is the office that the articles give most often, missing when they give none; ``n`` all its statements,
    ``topics`` the number of topics among them; ``support``, ``neutral`` and ``oppose`` count those with a position and
    may add up to less than ``n``; ``first`` and ``last`` are its first and last day, missing when all are undated.
    """
    keys = ["actor", "represents"]
    groups = frame.groupby(keys, observed=True)
    found = groups.agg(
        n=("id", "size"), topics=("topic", "nunique"), first=("date", "min"), last=("date", "max")
    ).reset_index()
    sides = frame.groupby([*keys, "position"], observed=True).size().unstack("position", fill_value=0)
    sides.columns = sides.columns.astype("str")
    sides = sides.reindex(columns=[str(side) for side in Stance], fill_value=0).reset_index()
    found = found.merge(sides, on=keys, how="left").merge(_usual_roles(frame, keys), on=keys, how="left")
    counts = [str(side) for side in Stance]
    found[counts] = found[counts].fillna(0).astype("int64")
    found["represents"] = found["represents"].astype("str")
    return found.sort_values(["n", "actor"], ascending=[False, True], ignore_index=True)[list(VOICE_COLUMNS)]


def _usual_roles(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    sizes = frame.dropna(subset=["role"]).groupby([*keys, "role"], observed=True).size().reset_index(name="uses")
    sizes = sizes.sort_values(["uses", "role"], ascending=[False, True], kind="stable")
    return sizes.drop_duplicates(keys)[[*keys, "role"]]


def by_sides(frame: pd.DataFrame, sides: Mapping[str, Collection[Spell] | None]) -> pd.DataFrame:
    """The statement table with a side's key as ``country``, for sides that may be blocs.

    A side without spells is the country or organisation of that code, with its own statements. A side with spells
    is the pool of its members' statements by their governments, each as long as the state was a member; an undated
    statement counts when the state is a member now. A statement counts for every side it belongs to, so its row may
    occur more than once and ``id`` is no longer unique; the country it came from stands in ``state``.
    """
    parts = []
    for key, spells in sides.items():
        own = frame[frame["country"] == key] if spells is None else frame[_is_of_members(frame, spells)]
        parts.append(own.assign(state=own["country"], country=key))
    joined = pd.concat(parts) if parts else frame.iloc[:0].assign(state=frame["country"].iloc[:0], country="")
    return joined.assign(country=pd.Categorical(joined["country"], categories=pd.Index(list(sides), dtype="str")))


def _is_of_members(frame: pd.DataFrame, spells: Collection[Spell]) -> pd.Series:
    inside = pd.Series(data=False, index=frame.index)
    days = frame["date"]
    for spell in spells:
        since = days >= pd.Timestamp(spell.start)
        if spell.end is None:
            covered = since | days.isna()
        else:
            covered = since & (days < pd.Timestamp(spell.end) + pd.Timedelta(days=1))
        inside |= (frame["country"] == spell.country) & covered
    return inside & (frame["represents"] == str(Represents.GOVERNMENT))


def gaps(matrix: pd.DataFrame) -> pd.DataFrame:
    """The topics of a position matrix by how far apart its rows stand, widest first.

    Columns: ``topic``; ``gap``, the distance between the most and the least supportive mean in [0, 2]; ``speakers``,
    how many rows speak on it; ``n`` statements. With fewer than two speakers there is no gap: it is missing, and the
    topic comes after all others.
    """
    topics = matrix.groupby("topic").agg(
        low=("mean", "min"), high=("mean", "max"), speakers=("mean", "size"), n=("n", "sum")
    )
    topics["gap"] = (topics["high"] - topics["low"]).where(topics["speakers"] > 1)
    ordered = topics.reset_index().sort_values(
        ["gap", "speakers", "n", "topic"], ascending=[False, False, False, True], na_position="last", ignore_index=True
    )
    return ordered[["topic", "gap", "speakers", "n"]]


def strongest(frame: pd.DataFrame) -> pd.DataFrame:
    """For each country and topic the statement to quote: on the side of its mean, quoted, surest, newest first.

    The side is that to which the mean inclines, however little: one that opposed and abstained is quoted opposing.
    Where it inclines to none a neutral statement stands for it. One row of the statement table for each cell of the
    position matrix.
    """
    cells = position_matrix(frame)[["country", "topic", "mean"]]
    placed = frame[frame["position"].notna()].dropna(subset=["country", "topic"])
    value = placed["position"].cat.codes.astype("float64") - 1  # the categories run from oppose to support
    keys = placed[["country", "topic"]].astype("str").assign(value=value)
    means = keys.merge(cells, on=["country", "topic"], how="left")["mean"].to_numpy()
    distance = (np.sign(means.round(6)) - keys["value"]).abs()
    ranked = placed.assign(distance=distance).sort_values(
        ["distance", "is_quote", "confidence", "date"], ascending=[True, False, False, False], na_position="last"
    )
    return ranked.drop_duplicates(["country", "topic"]).drop(columns="distance")
