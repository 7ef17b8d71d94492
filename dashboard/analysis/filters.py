"""Which statements are looked at, and how often one that is repeated counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from enum import StrEnum

import numpy as np
import pandas as pd

from dashboard.schema import Represents, Review

DEFAULT_SPEAKERS = (Represents.GOVERNMENT,)
STORY = "story"  # column that names what several articles report together; where it is missing an article is a story


class Repeats(StrEnum):
    """How often a position counts that the same side takes on the same topic again and again."""

    STATEMENT = "statement"  # each time
    ARTICLE = "article"  # once in an article
    DAY = "day"  # once a day, whichever articles report it; undated ones count once in an article
    STORY = "story"  # once in a story, however many articles tell it


@dataclass(frozen=True, slots=True)
class Filters:
    """A choice of statements. An empty tuple or ``None`` is no restriction: ``Filters(speakers=())`` lets all through.

    Statements a person has rejected are never shown, whatever the filters say. An organisation that is among the named
    countries is heard wherever governments are: its officials speak for it as a government does for its state.
    """

    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-3 codes and organisations' acronyms
    topics: tuple[str, ...] = ()  # topic ids, or labels of proposed topics
    speakers: tuple[Represents, ...] = DEFAULT_SPEAKERS  # a country's position is what its government says
    publishers: tuple[str, ...] = ()
    first_day: Date | None = None  # both days are included; undated articles fall out once either is set
    last_day: Date | None = None
    minimum_confidence: float = 0.0
    reviewed_only: bool = False  # only what a person has accepted, corrected or added
    repeats: Repeats = Repeats.STATEMENT

    @property
    def heard(self) -> tuple[Represents, ...]:
        """The kinds of speakers that are let through; empty when all are."""
        by_name = bool(self.countries) and Represents.GOVERNMENT in self.speakers
        # Of organisations' statements the filter by country leaves those of the named ones.
        return tuple(dict.fromkeys((*self.speakers, Represents.ORGANISATION))) if by_name else self.speakers


def select_statements(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """The rows of the statement table that pass all filters, in the order of the table.

    Where repeats are not to count, the surest statement of each position stays: one for each country, kind of speaker,
    topic and side. A statement without a country or a position repeats nothing and stays as well.
    """
    rows = _passing(frame, filters, filters.heard)
    return frame if len(rows) == len(frame) else frame.take(rows)


def not_heard(frame: pd.DataFrame, filters: Filters) -> dict[Represents, int]:
    """How many more statements would pass if everyone were heard, by kind; kinds without any are left out."""
    silenced = tuple(each for each in Represents if filters.heard and each not in filters.heard)
    if not silenced:
        return {}
    kinds = frame["represents"].cat
    rows = _passing(frame, filters, silenced)
    counts = np.bincount(kinds.codes.to_numpy()[rows], minlength=len(kinds.categories))
    by_name = dict(zip(kinds.categories, map(int, counts), strict=True))
    return {each: by_name[str(each)] for each in silenced if by_name.get(str(each))}


def newest_first(frame: pd.DataFrame) -> pd.DataFrame:
    """The same rows by article date, newest first; undated articles come last, each article in its order of reading."""
    return frame.sort_values(
        ["date", "article", "start"], ascending=[False, True, True], na_position="last", kind="stable"
    )


def newest(frame: pd.DataFrame, number: int) -> pd.DataFrame:
    """The first so many rows of :func:`newest_first`, found without sorting all of a large table."""
    if len(frame) > number:
        days = frame["date"].to_numpy()
        dated = np.sort(days[~np.isnat(days)])
        if len(dated) >= number:
            frame = frame[frame["date"] >= dated[-number]]
    return newest_first(frame).head(number)


def _passing(frame: pd.DataFrame, filters: Filters, speakers: Sequence[Represents]) -> np.ndarray:
    """The places of the rows that pass all filters when these speakers are heard."""
    kept = ~_is_among(frame["review"], [Review.REJECTED])
    if filters.reviewed_only:
        kept &= _is_among(frame["review"], [Review.ACCEPTED, Review.CORRECTED, Review.ADDED])
    for column, wanted in _choices(filters, speakers):
        if wanted:
            kept &= _is_among(frame[column], wanted)
    if filters.minimum_confidence > 0:
        kept &= frame["confidence"].to_numpy() >= filters.minimum_confidence
    if filters.first_day is not None:
        kept &= (frame["date"] >= pd.Timestamp(filters.first_day)).to_numpy()
    if filters.last_day is not None:
        kept &= (frame["date"] < pd.Timestamp(filters.last_day) + pd.Timedelta(days=1)).to_numpy()
    rows = np.flatnonzero(kept)
    if filters.repeats is not Repeats.STATEMENT:
        rows = rows[_first_times(frame, rows, filters.repeats)]
    return rows


def _is_among(column: pd.Series[str], wanted: Sequence[str]) -> np.ndarray:
    """Which rows hold one of these labels, judged once for each label and not for each row."""
    labels = column.cat.categories
    flags = np.zeros(len(labels) + 1, dtype=bool)  # the last one stands for "missing", whose code is -1
    flags[:-1] = labels.isin([str(each) for each in wanted])
    return flags[column.cat.codes.to_numpy()]


def _first_times(frame: pd.DataFrame, rows: np.ndarray, repeats: Repeats) -> np.ndarray:
    """Which of these rows count when a position counts once in its article, on its day or in its story."""
    chosen = frame.take(rows)
    labels = [chosen[name].cat for name in ("country", "represents", "topic", "position")]
    repeatable = np.logical_and.reduce([label.codes.to_numpy() >= 0 for label in labels])
    chosen = chosen[repeatable]
    said = np.zeros(len(chosen), dtype=np.int64)
    for label in labels:
        said = said * len(label.categories) + label.codes.to_numpy()[repeatable]
    unit = _unit(chosen, repeats)
    # Of the same position in the same unit the surest comes first; of equally sure ones the one that is read first.
    order = np.lexsort((chosen["start"], chosen["article"].cat.codes, -chosen["confidence"], unit, said))
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = (np.diff(said[order]) != 0) | (np.diff(unit[order]) != 0)
    counts = ~repeatable
    counts[np.flatnonzero(repeatable)[order[is_first]]] = True
    return counts


def _unit(frame: pd.DataFrame, repeats: Repeats) -> np.ndarray:
    """A number for each row that is the same within one article, day or story."""
    articles = frame["article"].cat.codes.to_numpy().astype(np.int64)
    if repeats is Repeats.DAY:
        days = frame["date"].to_numpy()
        return np.where(np.isnat(days), -1 - articles, days.astype("datetime64[D]").astype(np.int64))
    if repeats is Repeats.STORY and STORY in frame:
        stories = frame[STORY].astype("category").cat.codes.to_numpy().astype(np.int64)
        return np.where(stories < 0, -1 - articles, stories)
    return articles


def _choices(filters: Filters, speakers: Sequence[Represents]) -> Sequence[tuple[str, Sequence[str]]]:
    return (
        ("country", filters.countries),
        ("topic", filters.topics),
        ("represents", speakers),
        ("publisher", filters.publishers),
    )
