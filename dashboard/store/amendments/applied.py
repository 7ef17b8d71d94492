"""The statement table with amendments of actors and topics applied.

Amendments are never written into statements: they are applied, in the order in which they were made, to the table that
is read. So taking one back is exact, and articles that come in later are covered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.catalogue.proposed import is_proposed
from dashboard.catalogue.topics import Phrase, parse_phrase
from dashboard.schema import ActorAmendment, Amendment, Review, TopicAmendment
from dashboard.store.amendments.target_words import TargetWords
from dashboard.table import COLUMNS, LABEL, TEXT

Said: TypeAlias = "Mapping[str, frozenset[str]]"
"""Fields that persons have given to statements by hand, by the statements' ids."""

Codes: TypeAlias = "np.ndarray[Any, np.dtype[np.int32]]"
Rows: TypeAlias = "np.ndarray[Any, np.dtype[np.intp]]"
Mask: TypeAlias = "np.ndarray[Any, np.dtype[np.bool_]]"

AMENDED = ("actor", "country", "represents", "topic", "position")  # what amendments may change
_BY_HAND = (Review.CORRECTED.value, Review.ADDED.value)
_HIGHEST_SIDE = 2  # code of "support"; that of "oppose" is 0


def amended(frame: pd.DataFrame, amendments: Sequence[Amendment], *, said: Said | None = None) -> pd.DataFrame:
    """The table with the amendments applied in their order; the frame given stays as it is.

    ``said`` tells what persons have given to statements by hand, which only merges and names may change. Without it
    everything about a statement that was corrected or added counts as such.
    """
    if not amendments or frame.empty:
        return frame
    table = _Table(frame, said)
    for amendment in amendments:
        table.apply(amendment)
    return table.frame()


def only(
    frame: pd.DataFrame, *, countries: Collection[str] | None = None, topics: Collection[str] | None = None
) -> pd.DataFrame:
    """The rows of these countries and topics, as a table of its own; ``None`` allows all."""
    if countries is None and topics is None:
        return frame
    chosen = np.ones(len(frame), dtype=bool)
    for name, allowed in (("country", countries), ("topic", topics)):
        if allowed is not None:
            chosen &= frame[name].isin(list(allowed)).to_numpy()
    few = frame[chosen].reset_index(drop=True)
    open_sets = [name for name, column in COLUMNS.items() if column.dtype == LABEL and not column.values]
    return few.assign(**{name: few[name].cat.remove_unused_categories() for name in open_sets})


def would_change(frame: pd.DataFrame, amendment: Amendment, *, said: Said | None = None) -> pd.Series[bool]:
    """Which rows the amendment would give another actor, country, side represented, topic or position."""
    table = _Table(frame, said)
    before = {name: table.codes(name).copy() for name in table.concerned(amendment)}
    table.apply(amendment)
    changed = np.zeros(len(frame), dtype=bool)
    for name, codes in before.items():
        changed |= codes != table.codes(name)
    return pd.Series(changed, index=frame.index)


@dataclass(slots=True)
class _Coded:
    """A column as numbers that stand for names; -1 is missing."""

    codes: Codes
    names: list[str]
    places: dict[str, int]

    def are(self, name: str | None) -> Mask | None:
        """The rows of this name; ``None`` when no row can have it."""
        place = -1 if name is None else self.places.get(name)
        return None if place is None else self.codes == place

    def among(self, names: Iterable[str]) -> Mask:
        """The rows of one of these names."""
        is_one = np.zeros(len(self.names) + 1, dtype=bool)  # the last stands for "missing"
        is_one[[self.places[name] for name in names if name in self.places]] = True
        return is_one[self.codes]

    def place(self, name: str) -> int:
        """The number of this name, a new one where it has none."""
        if name not in self.places:
            self.places[name] = len(self.names)
            self.names.append(name)
        return self.places[name]


class _Table:
    """A statement table while it is amended."""

    def __init__(self, frame: pd.DataFrame, said: Said | None) -> None:
        self._frame = frame
        self._said = said
        self._columns: dict[str, _Coded] = {}
        self._changed: set[str] = set()

    # ------------------------------------------------------------------------------------------------------- applying

    def apply(self, amendment: Amendment) -> None:
        """Apply one more amendment."""
        if isinstance(amendment, ActorAmendment):
            self._amend_actors(amendment)
        else:
            self._amend_topics(amendment)

    def concerned(self, amendment: Amendment) -> tuple[str, ...]:
        """The columns that an amendment may change."""
        return ("actor", "country", "represents") if isinstance(amendment, ActorAmendment) else ("topic", "position")

    def codes(self, name: str) -> Codes:
        """The column as numbers, as it is now."""
        return self._column(name).codes

    def _amend_actors(self, amendment: ActorAmendment) -> None:
        rows = np.flatnonzero(self._have_actor(amendment.of) & self._within(amendment.since, amendment.until))
        if amendment.name is not None:
            self._set("actor", rows, amendment.name)
        if amendment.country is not None:
            self._set("country", rows[~self._by_hand("country")[rows]], amendment.country or None)
        if amendment.represents is not None:
            self._set("represents", rows[~self._by_hand("represents")[rows]], amendment.represents.value)

    def _have_actor(self, actors: Iterable[tuple[str, str | None]]) -> Mask:
        found = np.zeros(len(self._frame), dtype=bool)
        for name, country in actors:
            named, theirs = self._column("actor").are(name), self._column("country").are(country)
            if named is not None and theirs is not None:
                found |= named & theirs
        return found

    def _within(self, since: Date | None, until: Date | None) -> Mask:
        day = self._frame["date"].to_numpy()
        within = np.ones(len(day), dtype=bool)
        if since is not None:
            within &= day >= np.datetime64(since)  # an undated article is neither before nor after any day
        if until is not None:
            within &= day <= np.datetime64(until)
        return within

    def _amend_topics(self, amendment: TopicAmendment) -> None:
        topic, sides = self._column("topic"), self._column("position")
        whole = np.flatnonzero(topic.among(amendment.whole))
        caught, countered = self._caught(amendment)
        if amendment.turned:
            sides.codes[whole] = _turned(sides.codes[whole])
        stances = self._column("stance").codes
        sides.codes[caught] = stances[caught]
        sides.codes[countered] = _turned(stances[countered])
        for rows in (whole, caught, countered):
            self._set("topic", rows, amendment.into)
        self._changed.add("position")

    def _caught(self, amendment: TopicAmendment) -> tuple[Rows, Rows]:
        """The rows that a phrase catches, and those that a counter phrase catches and no phrase."""
        topic = self._column("topic")
        parted = set(amendment.parted)
        asked = topic.among(parted | ({each for each in topic.names if is_proposed(each)} if "" in parted else set()))
        if "" in parted:
            asked |= topic.codes < 0
        asked &= ~self._placed_by_hand()
        rows = np.flatnonzero(asked)
        if not len(rows):
            return rows, rows
        favourable, adverse = (
            self._targets.caught(_parsed(phrases))[rows] for phrases in (amendment.phrases, amendment.counter)
        )
        return rows[favourable], rows[adverse & ~favourable]

    def _set(self, name: str, rows: Rows, value: str | None) -> None:
        column = self._column(name)
        column.codes[rows] = -1 if value is None else column.place(value)
        self._changed.add(name)

    # -------------------------------------------------------------------------------------------------------- columns

    def _column(self, name: str) -> _Coded:
        if name not in self._columns:
            self._columns[name] = _coded(self._frame[name])
        return self._columns[name]

    @cached_property
    def _targets(self) -> TargetWords:
        return TargetWords(pa.array(self._frame["target"], from_pandas=True))

    def _placed_by_hand(self) -> Mask:
        """The rows whose topic is a person's, or whose position is and does not just follow from the side taken."""
        return self._by_hand("topic") | (self._by_hand("position") & ~self._by_hand("stance"))

    def _by_hand(self, field: str) -> Mask:
        """The rows in which a person has given this field by hand."""
        by_hand = self._corrected.copy()
        for row, fields in self._said_in.items():
            by_hand[row] = field in fields
        return by_hand

    @cached_property
    def _corrected(self) -> Mask:
        return self._frame["review"].isin(_BY_HAND).to_numpy(dtype=bool)

    @cached_property
    def _said_in(self) -> dict[int, frozenset[str]]:
        """What persons have given by hand, by row."""
        if not self._said:
            return {}
        rows = np.flatnonzero(self._frame["id"].isin(list(self._said)))
        ids = self._frame["id"].iloc[rows]
        return {int(row): self._said[statement] for row, statement in zip(rows, ids, strict=True)}

    def frame(self) -> pd.DataFrame:
        """The table as it is now."""
        new: dict[str, pd.Series[Any]] = {}
        for name in self._changed:
            new[name] = _series(self._columns[name], name, self._frame.index)
        if "topic" in new:
            proposed = np.array([*map(is_proposed, new["topic"].cat.categories), False], dtype=bool)
            new["proposed"] = pd.Series(proposed[new["topic"].cat.codes.to_numpy()], index=self._frame.index)
        return self._frame.assign(**new)


def _turned(codes: Codes) -> Codes:
    """Support and oppose change places; neutral stays, and so does what is missing."""
    return np.where(codes < 0, codes, _HIGHEST_SIDE - codes)


def _parsed(phrases: Iterable[str]) -> list[Phrase]:
    return [phrase for text in phrases if (phrase := parse_phrase(text)) is not None]


def _coded(column: pd.Series[Any]) -> _Coded:
    if isinstance(column.dtype, pd.CategoricalDtype):
        names = list(column.cat.categories)
        codes = column.cat.codes.to_numpy(dtype=np.int32, copy=True)
    else:
        texts = pa.array(column, from_pandas=True).dictionary_encode()
        texts = texts.unify_dictionaries().combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
        names = texts.dictionary.to_pylist()
        codes = texts.indices.fill_null(-1).to_numpy(zero_copy_only=False).copy()
    return _Coded(codes, names, {name: place for place, name in enumerate(names)})


def _series(column: _Coded, name: str, index: pd.Index[Any]) -> pd.Series[Any]:
    """The column in the table's dtype; its categories are the names that occur, in alphabetical order."""
    kind = COLUMNS[name]
    if kind.dtype == TEXT:
        words = pd.StringDtype("pyarrow", na_value=np.nan)
        names = pa.array(column.names, pa.large_string())
        return pd.Series(words.__from_arrow__(names.take(pa.array(column.codes))), index=index, dtype=words)
    if kind.values:
        labels = pd.Categorical.from_codes(column.codes, dtype=kind.pandas_dtype)
        return pd.Series(labels, index=index)
    used = np.unique(column.codes[column.codes >= 0])
    places = sorted(used.tolist(), key=lambda place: column.names[place])
    order = np.full(len(column.names) + 1, -1, dtype=np.int32)  # the last stands for "missing"
    order[places] = np.arange(len(places))
    dtype = pd.CategoricalDtype(pd.Index([column.names[place] for place in places], dtype="str"))
    return pd.Series(pd.Categorical.from_codes(order[column.codes], dtype=dtype), index=index)
