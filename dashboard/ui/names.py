"""What to write for codes, ids, numbers and days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date as Date

import pandas as pd

from dashboard.analysis import Shown
from dashboard.catalogue import country_label
from dashboard.catalogue.proposed import is_proposed, topic_name

RULES = {  # the reader's rules in plain words; a rule that is not listed is shown by its own name
    "verb:word": "a verb that takes a side",
    "verb:deed": "a deed",
    "verb:speech": "a telling verb of speech",
    "verb:label": "the name given to it",
    "noun": "a noun that takes a side",
    "adjective:holder": "an adjective for the actor",
    "adjective:target": "a verdict on the target",
    "preposition": "being for or against",
    "modal:demand": "a demand",
    "modal:intention": "an announced intention",
    "imperative": "an appeal",
    "no-without": "no … without …",
    "vote-list": "a list of votes",
    "ballot": "a vote",
    "agent": "what the actor is called",
    "verdict": "a set phrase of judgement",
    "undecided": "words that leave it open",
    "tone:strong": "strongly coloured words",
    "tone:mild": "mildly coloured words",
    "judge": "the trained judge alone",
    "person": "a person",
}


def rule_name(method: str) -> str:
    """What to write for the rule that found a statement."""
    return RULES.get(method, method)


def country_names(codes: Iterable[str]) -> dict[str, str]:
    """Label by code for these countries and organisations, in the order of the labels."""
    return _labels(codes, country_label)


def topic_names(topic_ids: Iterable[str]) -> dict[str, str]:
    """Label by id for these topics: those of the catalogue, then the proposed ones, each in the order of the labels."""
    labels = _labels(topic_ids, topic_name)
    return dict(sorted(labels.items(), key=lambda entry: is_proposed(entry[0])))


def day_text(day: Date | pd.Timestamp | None) -> str:
    """A day as "3 Mar 2025"."""
    return "undated" if day is None or pd.isna(day) else f"{day.day} {day:%b %Y}"


def side_words(mean: float) -> str:
    """A mean position in words: "against", "rather for", "undecided or torn"."""
    if abs(mean) < 1 / 3:
        return "undecided or torn"
    side = "for" if mean > 0 else "against"
    return side if abs(mean) >= 2 / 3 else f"rather {side}"


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun: "1 topic", "1,204 topics"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def shown_text(shown: Shown) -> str:
    """What a view shows in one line: "41 statements · 12 countries · … · 12 Feb 2025 - 3 Mar 2025"."""
    parts = [
        counted(shown.statements, "statement"),
        counted(shown.countries, "country", "countries"),
        counted(shown.topics, "topic"),
        counted(shown.articles, "article"),
    ]
    if shown.first_day is not None:
        days = dict.fromkeys((day_text(shown.first_day), day_text(shown.last_day)))
        parts.append(" - ".join(days))
    return " · ".join(parts)


def _labels(keys: Iterable[str], label: Callable[[str], str]) -> dict[str, str]:
    labels = {str(key): label(str(key)) for key in keys}
    # Two keys of one label would be one entry in a list of choices; they are told apart by their keys.
    uses = Counter(labels.values())
    told_apart = {key: text if uses[text] == 1 else f"{text} ({key})" for key, text in labels.items()}
    return dict(sorted(told_apart.items(), key=lambda entry: entry[1].casefold()))
