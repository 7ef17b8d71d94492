"""Which statements are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

import pandas as pd

from dashboard.schema import Represents, Review

DEFAULT_SPEAKERS = (Represents.GOVERNMENT, Represents.ORGANISATION)


@dataclass(frozen=True, slots=True)
class Filters:
    """A choice of statements. An empty tuple or ``None`` is no restriction: ``Filters(speakers=())`` lets all through.

    Statements a person has rejected are never shown, whatever the filters say.
    """

    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-3 codes and organisations' acronyms
    topics: tuple[str, ...] = ()  # topic ids, or labels of proposed topics
    speakers: tuple[Represents, ...] = DEFAULT_SPEAKERS  # a country's position is what its government says
    publishers: tuple[str, ...] = ()
    first_day: Date | None = None  # both days are included; undated articles fall out once either is set
    last_day: Date | None = None
    minimum_confidence: float = 0.0
    reviewed_only: bool = False  # only what a person has accepted or corrected


def select_statements(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """The rows of the statement table that pass all filters, in the order of the table."""
    kept = ~frame["review"].isin([str(Review.REJECTED)])
    if filters.reviewed_only:
        kept &= frame["review"].isin([str(Review.ACCEPTED), str(Review.CORRECTED)])
    for column, wanted in _choices(filters):
        if wanted:
            kept &= frame[column].isin(wanted)
    if filters.minimum_confidence > 0:
        kept &= frame["confidence"] >= filters.minimum_confidence
    if filters.first_day is not None:
        kept &= frame["date"] >= pd.Timestamp(filters.first_day)
    if filters.last_day is not None:
        kept &= frame["date"] < pd.Timestamp(filters.last_day) + pd.Timedelta(days=1)
    return frame[kept]


def newest_first(frame: pd.DataFrame) -> pd.DataFrame:
    """The same rows by article date, newest first; undated articles come last, each article in its order of reading."""
    return frame.sort_values(
        ["date", "article", "start"], ascending=[False, True, True], na_position="last", kind="stable"
    )


def _choices(filters: Filters) -> Sequence[tuple[str, list[str]]]:
    return (
        ("country", list(filters.countries)),
        ("topic", list(filters.topics)),
        ("represents", [str(speaker) for speaker in filters.speakers]),
        ("publisher", list(filters.publishers)),
    )
