"""What a person says about articles beside what the articles say themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Which column of a table holds what, by the names in its heading; ``None``: none does."""

    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Values for articles whose source tells none; what a source tells is never replaced."""

    title: str | None = None
    date: Date | None = None
    publisher: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None  # ISO 639-1; without it the language is found in the text
    columns: ColumnMap | None = None  # for tables; without it the columns are recognised by their names
    day_first: bool | None = None  # 03/04/2025 is in April; None: only where the other dates of the table show it


NOTHING_ASKED = Asked()
