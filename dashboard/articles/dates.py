"""Dates as people write them at the head of an article."""

from __future__ import annotations

import re
from datetime import date as Date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december", *MONTHS, "sept"),
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"(?:[a-z]+, )?([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
DATE_REPAIR = "write it as 2025-02-13 or 13 February 2025"


def parse_date(written: str) -> Date | None:
    """The day that is written, ``None`` when it is not written in full or does not exist.

    Reads ``2025-02-13`` (a time after it is passed over), ``13 February 2025`` and ``February 13, 2025``. Day and month
    both as numbers (``03/04/2025``) are never read: half the world would be wrong.
    """
    text = " ".join(written.split())
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(text.lower()):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_FIRST.fullmatch(text.lower()):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    return None


def _month(name: str) -> int:
    """1-12, or 0 for a word that is no month."""
    return MONTHS.index(name[:3]) + 1 if name in _MONTH_NAMES else 0


def _day(year: int, month: int, day: int) -> Date | None:
    try:
        return Date(year, month, day)
    except ValueError:
        return None
