"""One question: which camp each country is in, in which words, and how regions and blocs divide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date as Date
from enum import StrEnum

import pandas as pd

from dashboard.analysis.positions import CELL_COLUMNS, position_matrix
from dashboard.catalogue import bloc_codes, members, region_of
from dashboard.schema import Stance

# From here on the mean of a country that spoke on both sides is nearer to one of them: three statements of four.
LEANS = 0.5
CAMP_COLUMNS = ("country", "camp", *CELL_COLUMNS, "statement", "other_statement", "last_day")
SHARE_COLUMNS = ("group", "n", "support", "neutral", "oppose", "mean", "statements")
SMALLEST_GROUP = 2  # countries: one alone is no bloc
_SIDES = ("support", "neutral", "oppose")


class Camp(StrEnum):
    """Where a country stands on one question."""

    FOR = "for"
    UNDECIDED = "undecided"  # neutral, or for and against about as often
    AGAINST = "against"


class Grouping(StrEnum):
    """What a row of the shares stands for."""

    COUNTRY = "country"
    REGION = "region"
    BLOC = "bloc"


def on_topic(frame: pd.DataFrame, topic: str) -> pd.DataFrame:
    """The statements that answer the topic's question on behalf of a country or an organisation."""
    return frame[(frame["topic"] == topic) & frame["position"].notna() & frame["country"].notna()]


def camps(frame: pd.DataFrame) -> pd.DataFrame:
    """The camp of every country in statements on one topic, most statements first.

    Beside the columns of a cell (:func:`dashboard.analysis.position_matrix`):

    ``camp``
        one of :class:`Camp`. A country that spoke on both sides is in the camp of at least three quarters of its
        statements, else undecided; ``is_mixed`` says that it did.
    ``statement``
        id of the surest statement of its camp, of equally sure ones the newest.
    ``other_statement``
        the same for the other side, where the country is mixed; else missing.
    ``last_day``
        day of its newest statement; missing when all are undated.
    """
    cells = position_matrix(frame)
    cells["camp"] = [str(camp_of(cell)) for cell in cells.to_dict("records")]
    leading = cells["mean"].map(lambda mean: "support" if mean >= 0 else "oppose")
    other = leading.map({"support": "oppose", "oppose": "support"})
    neutral = (cells["camp"] == Camp.UNDECIDED) & ~cells["is_mixed"]
    surest = _surest(frame)
    cells["statement"] = _looked_up(surest, cells["country"], leading.mask(neutral, "neutral"))
    cells["other_statement"] = _looked_up(surest, cells["country"], other.where(cells["is_mixed"], ""))
    newest = frame.astype({"country": "str"}).groupby("country")["date"].max()
    cells["last_day"] = newest.reindex(cells["country"]).to_numpy()
    cells = cells.astype({"camp": "str", "last_day": "datetime64[us]"})
    order = cells.sort_values(["n", "country"], ascending=[False, True], ignore_index=True)
    return order[list(CAMP_COLUMNS)]


def camp_of(cell: Mapping[str, float]) -> Camp:
    """The camp of a country with these counts of ``support``, ``oppose`` and ``neutral``."""
    if cell["support"] and cell["oppose"]:
        if abs(cell["mean"]) < LEANS:
            return Camp.UNDECIDED
        return Camp.FOR if cell["mean"] > 0 else Camp.AGAINST
    if cell["support"]:
        return Camp.FOR
    return Camp.AGAINST if cell["oppose"] else Camp.UNDECIDED


def shares(frame: pd.DataFrame, by: Grouping, *, on: Date) -> pd.DataFrame:
    """How every group divides on one topic: for, undecided, against; those most in favour first.

    A country divides by its statements. Regions and blocs divide by their countries, each counting once in its camp, so
    that one that speaks often does not speak for all; groups of a single country that has spoken are left out.

    ``n``
        what is counted: statements of a country, countries of a region or bloc. ``support``, ``neutral`` and
        ``oppose`` add up to it, ``mean`` is their mean in [-1, 1].
    ``statements``
        how many statements that rests on.

    Membership of blocs is that of the day ``on``.
    """
    cells = camps(frame)
    rows = cells.assign(group=cells["country"], statements=cells["n"])
    if by is not Grouping.COUNTRY:
        rows = _added_up(cells, groups(cells["country"], by, on=on))
    counted = rows.astype(dict.fromkeys(("n", *_SIDES, "statements"), "int64") | {"group": "str"})
    counted["mean"] = (counted["support"] - counted["oppose"]) / counted["n"]
    order = counted.sort_values(["mean", "n", "group"], ascending=[False, False, True], ignore_index=True)
    return order[list(SHARE_COLUMNS)]


def groups(countries: Iterable[str], by: Grouping, *, on: Date) -> dict[str, list[str]]:
    """Those of the countries that are in each region, or were in each bloc on the day; by country each is its own."""
    spoken = sorted(set(countries))
    if by is Grouping.COUNTRY:
        return {code: [code] for code in spoken}
    if by is Grouping.BLOC:
        return {bloc: [code for code in spoken if code in members(bloc, on=on)] for bloc in bloc_codes()}
    found: dict[str, list[str]] = {}
    for code in spoken:
        region = region_of(code)
        if region is not None:
            found.setdefault(region, []).append(code)
    return found


def _surest(frame: pd.DataFrame) -> pd.Series[str]:
    """Id of the surest statement of each country on each side."""
    best = frame.sort_values(["confidence", "date"], ascending=False, na_position="last", kind="stable")
    best = best.drop_duplicates(["country", "position"])
    keys = pd.MultiIndex.from_arrays([best["country"].astype("str"), best["position"].astype("str")])
    return pd.Series(best["id"].to_numpy(), index=keys, dtype="str")


def _looked_up(surest: pd.Series[str], countries: pd.Series[str], sides: pd.Series[str]) -> pd.Series[str]:
    found = surest.reindex(pd.MultiIndex.from_arrays([countries, sides.astype("str")]))
    return pd.Series(found.to_numpy(), index=countries.index, dtype="str")


def _added_up(cells: pd.DataFrame, found: Mapping[str, list[str]]) -> pd.DataFrame:
    """Countries counted by camp in each group."""
    sides = {Camp.FOR: Stance.SUPPORT, Camp.UNDECIDED: Stance.NEUTRAL, Camp.AGAINST: Stance.OPPOSE}
    known = cells.set_index("country")
    pairs = [(group, code) for group, codes in found.items() for code in codes]
    rows = pd.DataFrame(pairs, columns=["group", "country"], dtype="str")
    rows["statements"] = rows["country"].map(known["n"])
    camp = rows["country"].map(known["camp"])
    for side in Camp:
        rows[str(sides[side])] = (camp == str(side)).astype("int64")
    added = rows.groupby("group")[["statements", *_SIDES]].sum().reset_index()
    added["n"] = added[list(_SIDES)].sum(axis=1)
    return added[added["n"] >= SMALLEST_GROUP]
