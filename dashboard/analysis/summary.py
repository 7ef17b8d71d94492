"""How much a view rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

import pandas as pd


@dataclass(frozen=True, slots=True)
class Shown:
    """What a view shows, counted."""

    statements: int
    countries: int  # organisations with a position of their own count as well
    topics: int
    articles: int
    first_day: Date | None  # of the dated articles; None when there is none
    last_day: Date | None


def summarise(frame: pd.DataFrame) -> Shown:
    """Count statements, countries, topics and articles of a statement table and find its first and last day."""
    days = frame["date"].dropna()
    return Shown(
        statements=len(frame),
        countries=int(frame["country"].nunique()),
        topics=int(frame["topic"].nunique()),
        articles=int(frame["article"].nunique()),
        first_day=None if days.empty else days.min().date(),
        last_day=None if days.empty else days.max().date(),
    )
