"""The filters as parameters of the address, in codes that stay the same however labels are worded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date as Date

from dashboard.analysis import DEFAULT_SPEAKERS, Filters, Repeats
from dashboard.schema import Represents

# The keys are the names of the parameters in the address: links that people have kept depend on them.
COUNTRIES = "country"
TOPICS = "topic"
SPEAKERS = "speaks"
FIRST_DAY = "from"
LAST_DAY = "until"
PUBLISHERS = "publisher"
CONFIDENCE = "confidence"
REVIEWED = "reviewed"
REPEATS = "repeats"
PARAMETERS = (COUNTRIES, TOPICS, SPEAKERS, FIRST_DAY, LAST_DAY, PUBLISHERS, CONFIDENCE, REVIEWED, REPEATS)

EVERYONE = "everyone"  # no speaker chosen, in the address: without a word there the usual ones speak
CONFIDENCE_STEP = 0.05


def in_address(filters: Filters) -> dict[str, list[str]]:
    """The filters as parameters of the address, in codes; one that restricts nothing has no value."""
    has_usual = set(filters.speakers) == set(DEFAULT_SPEAKERS)
    days = (filters.first_day, filters.last_day)
    first, last = ([] if day is None else [day.isoformat()] for day in days)
    return {
        COUNTRIES: list(filters.countries),
        TOPICS: list(filters.topics),
        SPEAKERS: [] if has_usual else [str(each) for each in filters.speakers] or [EVERYONE],
        FIRST_DAY: first,
        LAST_DAY: last,
        PUBLISHERS: list(filters.publishers),
        CONFIDENCE: [f"{filters.minimum_confidence:g}"] if filters.minimum_confidence else [],
        REVIEWED: ["yes"] if filters.reviewed_only else [],
        REPEATS: [] if filters.repeats is Repeats.STATEMENT else [str(filters.repeats)],
    }


def from_address(parameters: Mapping[str, Sequence[str]]) -> Filters:
    """The filters that an address names. What it says amiss is not followed: links are edited by hand."""
    speakers = tuple(each for each in Represents if each in parameters.get(SPEAKERS, ()))
    if not speakers and EVERYONE not in parameters.get(SPEAKERS, ()):
        speakers = DEFAULT_SPEAKERS
    repeats = next((each for each in Repeats if each in parameters.get(REPEATS, ())), Repeats.STATEMENT)
    return Filters(
        countries=tuple(parameters.get(COUNTRIES, ())),
        topics=tuple(parameters.get(TOPICS, ())),
        speakers=speakers,
        publishers=tuple(parameters.get(PUBLISHERS, ())),
        first_day=_day(parameters.get(FIRST_DAY, ())),
        last_day=_day(parameters.get(LAST_DAY, ())),
        minimum_confidence=_share(parameters.get(CONFIDENCE, ())),
        reviewed_only="yes" in parameters.get(REVIEWED, ()),
        repeats=repeats,
    )


def _day(texts: Sequence[str]) -> Date | None:
    try:
        return Date.fromisoformat(texts[0]) if texts else None
    except ValueError:
        return None


def _share(texts: Sequence[str]) -> float:
    try:
        share = float(texts[0]) if texts else 0.0
    except ValueError:
        return 0.0
    steps = round(share / CONFIDENCE_STEP) if 0 <= share <= 1 else 0  # not a number is refused here as well
    return round(steps * CONFIDENCE_STEP, 2)
