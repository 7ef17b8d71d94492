"""Amendments in plain words, for logs and screens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Date

from dashboard.catalogue import country_label
from dashboard.catalogue.topics import label_of
from dashboard.schema import ActorAmendment, Amendment, Represents, TopicAmendment

_SIDES = {
    Represents.GOVERNMENT: "a government",
    Represents.ORGANISATION: "an organisation",
    Represents.OPPOSITION: "an opposition",
    Represents.OTHER: "others",
}


def describe(amendment: Amendment) -> str:
    """What an amendment does, in a few sentences of plain text."""
    if isinstance(amendment, ActorAmendment):
        return _actors_in_words(amendment)
    return _topics_in_words(amendment)


def _actors_in_words(amendment: ActorAmendment) -> str:
    is_merger = len(amendment.of) > 1 and amendment.name is not None
    several = len(amendment.of) > 1 and not is_merger
    said = []
    if amendment.name is not None and not is_merger:
        said.append(f"is called “{amendment.name}”")
    if amendment.country is not None:
        country = country_label(amendment.country) if amendment.country else "no country"
        said.append(f"{'belong' if several else 'belongs'} to {country}")
    if amendment.represents is not None:
        said.append(f"{'speak' if several else 'speaks'} for {_SIDES[amendment.represents]}")
    one = f"are one actor: “{amendment.name}”" if is_merger else ""
    more = f"{', which ' if is_merger and said else ''}{_listed(said)}"
    return f"{_names_in_words(amendment.of)} {one}{more}{_days_in_words(amendment)}."


def _names_in_words(actors: Iterable[tuple[str, str | None]]) -> str:
    """The names, each with its country; those of one country that follow one another share it."""
    named = list(actors)
    words = []
    for place, (name, country) in enumerate(named):
        is_last = place + 1 == len(named) or named[place + 1][1] != country
        theirs = country_label(country) if country else "no country"
        words.append(f"“{name}” ({theirs})" if is_last else f"“{name}”")
    return _listed(words)


def _days_in_words(amendment: ActorAmendment) -> str:
    days = [f"{word} {_day(day)}" for word, day in (("from", amendment.since), ("until", amendment.until)) if day]
    return f", in articles {' '.join(days)}" if days else ""


def _day(day: Date) -> str:
    return f"{day.day} {day:%b %Y}"


def _topics_in_words(amendment: TopicAmendment) -> str:
    into = f"“{amendment.label or label_of(amendment.into)}”"
    said = []
    if amendment.label is not None:
        said.append(f"A topic of our own, {into}: {amendment.question}")
    if amendment.whole:
        turned = ", sides turned over" if amendment.turned else ""
        said.append(f"{_labels(amendment.whole)} {'go' if len(amendment.whole) > 1 else 'goes'} into {into}{turned}.")
    if amendment.parted:
        said.append(f"From {_labels(amendment.parted)}, what names {_caught_in_words(amendment)} goes into {into}.")
    return " ".join(said)


def _labels(topics: Iterable[str]) -> str:
    return _listed([f"“{label_of(topic)}”" if topic else "statements outside the topics" for topic in topics])


def _caught_in_words(amendment: TopicAmendment) -> str:
    yes, no = ([f"“{phrase}”" for phrase in phrases] for phrases in (amendment.phrases, amendment.counter))
    against = f"{_listed(no, 'or')} (support means no)"
    return f"{_listed(yes, 'or')}, or {against}" if yes and no else _listed(yes, "or") if yes else against


def _listed(words: list[str], last: str = "and") -> str:
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)
