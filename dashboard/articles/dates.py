"""Dates as people, tables, pages and messages write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from datetime import date as Date
from email.utils import parsedate_to_datetime
from functools import cache, lru_cache
from typing import Any

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december", *MONTHS, "sept"),
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"(?:[a-z]+, )?([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ,].*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[T ].*)?|(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
_NUMBERS_WITHIN = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?!\d)")
_SECONDS = re.compile(r"([1-9]\d{9})(?:\d{3})?(?:\.\d+)?")  # since 1970, or thousandths of them
_YEAR = re.compile(r"\d{4}")
LONGEST_DATE = 60  # characters; a longer text is no date
FIRST_YEAR = 1600  # the first newspapers
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


def read_date(written: object, *, day_first: bool | None = None) -> Date | None:
    """The day that a table, page or message gives, in any of its customary forms and in many languages.

    ``None`` when the day, month or year is missing: nothing is ever filled in from today. ``03/04/2025`` is read only
    when ``day_first`` says how, ``13/04/2025`` and ``13.04.2025`` always.
    """
    if isinstance(written, datetime):
        return written.date()
    if isinstance(written, Date):
        return written
    text = " ".join(str(written or "").split())
    if not text or len(text) > LONGEST_DATE:
        return None
    if within := _NUMBERS_WITHIN.search(text):  # a library would read it the American way
        found = _by_numbers(within[0], day_first=day_first)
    else:
        found = parse_date(text) or _by_numbers(text, day_first=day_first) or _of_message(text)
        if found is None and _YEAR.search(text):
            found = _in_any_language(text)
    return found if found is not None and FIRST_YEAR <= found.year <= datetime.now(UTC).year + 1 else None


def day_comes_first(written: Iterable[object]) -> bool | None:
    """Whether these dates write the day before the month; ``None`` when none of them shows it or they disagree."""
    firsts = set()
    for each in written:
        if found := _NUMBERS.fullmatch(str(each or "").strip()):
            first, second = int(found[1]), int(found[2])
            if (first > 12) != (second > 12):
                firsts.add(first > 12)
    return firsts.pop() if len(firsts) == 1 else None


def is_ambiguous(written: object) -> bool:
    """Whether the date needs to be told if its day or its month comes first."""
    found = _NUMBERS.fullmatch(str(written or "").strip())
    return (
        found is not None and max(int(found[1]), int(found[2])) <= 12 and found[1] != found[2] and "." not in found[0]
    )


def _by_numbers(text: str, *, day_first: bool | None) -> Date | None:
    if found := _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(found[1]), UTC).date()
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in found.groups() if part)
        return _day(year, month, day)
    if found := _NUMBERS.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if "." in text[:6] or first > 12 or first == second:  # who writes points writes the day first
            return _day(year, second, first)
        if second > 12:
            return _day(year, first, second)
        if day_first is None:
            return None
        return _day(year, second, first) if day_first else _day(year, first, second)
    return None


def _of_message(text: str) -> Date | None:
    """``Thu, 13 Feb 2025 10:00:00 +0100``, the form of mail and feeds."""
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


@lru_cache(maxsize=4096)  # a table repeats its days, and a text that is no date takes a tenth of a second
def _in_any_language(text: str) -> Date | None:
    try:
        found = _parser().get_date_data(text).date_obj
    except (ValueError, OverflowError, TypeError, RecursionError):
        return None
    return None if found is None else found.date()


@cache
def _parser() -> Any:
    from dateparser.date import DateDataParser

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    return DateDataParser(settings=settings)


def _month(name: str) -> int:
    """1-12, or 0 for a word that is no month."""
    return MONTHS.index(name[:3]) + 1 if name in _MONTH_NAMES else 0


def _day(year: int, month: int, day: int) -> Date | None:
    try:
        return Date(year, month, day)
    except ValueError:
        return None
