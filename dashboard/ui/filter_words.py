"""The filters in words: beside charts that leave the dashboard, on chips, and where somebody is not heard."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.analysis import Filters, Repeats
from dashboard.schema import Represents
from dashboard.ui.filter_address import EVERYONE
from dashboard.ui.names import counted, day_text
from dashboard.ui.picks import is_organisation

REPEATS_TEXTS = {
    Repeats.STATEMENT: "every statement",
    Repeats.ARTICLE: "once per article",
    Repeats.DAY: "once per day",
    Repeats.STORY: "once per story",
}
KINDS = {
    Represents.GOVERNMENT: "governments",
    Represents.ORGANISATION: "organisations",
    Represents.OPPOSITION: "opposition",
    Represents.OTHER: "others",
}
MOST_NAMES = 12  # a longer list of names is counted instead of written out under a chart


def filters_text(filters: Filters, countries: Mapping[str, str], topics: Mapping[str, str]) -> str:
    """The filters in words, for a chart that is taken out of the dashboard."""
    sentences = [
        f"Countries: {_listed([countries.get(code, code) for code in filters.countries], 'countries')}.",
        f"Topics: {_listed([topics.get(key, key) for key in filters.topics], 'topics')}.",
        f"Who speaks: {_speakers(filters, countries)}.",
    ]
    if filters.publishers:
        sentences.append(f"Publishers: {_listed(list(filters.publishers), 'publishers')}.")
    if days_text(filters):
        sentences.append(f"Days: {days_text(filters)}.")
    if filters.minimum_confidence:
        sentences.append(f"Confidence: {filters.minimum_confidence:.2f} or more.")
    if filters.reviewed_only:
        sentences.append("Reviewed statements only.")
    if filters.repeats is not Repeats.STATEMENT:
        sentences.append(f"The same position counts {REPEATS_TEXTS[filters.repeats]}.")
    return " ".join(sentences)


def days_text(filters: Filters) -> str:
    """The days that are let through: "from 3 Mar 2025 until 4 Apr 2025"; empty when all are."""
    parts = (("from", filters.first_day), ("until", filters.last_day))
    return " ".join(f"{word} {day_text(day)}" for word, day in parts if day is not None)


def speakers_text(filters: Filters) -> str:
    """Who is heard: "government, organisation", or "everyone"."""
    return ", ".join(str(speaker) for speaker in filters.speakers) or EVERYONE


def not_heard_text(counts: Mapping[Represents, int]) -> str:
    """How much the choice of speakers leaves out: "41 statements of organisations and others not shown"."""
    if not counts:
        return ""
    kinds = [KINDS[each] for each in counts]
    listed = " and ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))
    return f"{counted(sum(counts.values()), 'statement')} of {listed} not shown"


def _speakers(filters: Filters, countries: Mapping[str, str]) -> str:
    words = _listed([speaker_name(speaker).lower() for speaker in filters.speakers], "kinds")
    if filters.heard == filters.speakers:
        return words
    named = [countries.get(code, code) for code in filters.countries if is_organisation(code)]
    return f"{words}; {', '.join(named)} by their own officials" if named else words


def speaker_name(speaker: str) -> str:
    """A kind of speaker as a label."""
    return str(speaker).capitalize()


def _listed(names: list[str], nouns: str) -> str:
    return f"{len(names)} {nouns}" if len(names) > MOST_NAMES else ", ".join(names) or "all"
