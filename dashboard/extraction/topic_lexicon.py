"""The topic catalogue in stems: every phrase of ``data/topics`` made ready to be looked up word by word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from dashboard.catalogue.topics import Phrase, Topic, faulty_phrase, names, topics, turning
from dashboard.extraction.topic_words import parties, stem, words


class CompiledPhrase(NamedTuple):
    """A phrase in stems."""

    topic: Topic
    kind: str  # strong, weak or counter
    text: str
    parts: tuple[tuple[tuple[str, ...], ...], ...]
    named: tuple[bool, ...]  # part by part: may be a name alone


class Lexicon(NamedTuple):
    """The whole catalogue."""

    by_first: dict[str, tuple[tuple[str, ...], ...]]  # first stem of a wording → wordings
    using: dict[tuple[str, ...], tuple[CompiledPhrase, ...]]  # wording → phrases
    vocabulary: dict[str, frozenset[str]]  # topic → every stem of its phrases
    countering: dict[str, frozenset[str]]  # topic → stems that only its opposite side uses
    excluding: dict[str, tuple[CompiledPhrase, ...]]
    turning: dict[str, tuple[tuple[str, ...], ...]]  # topic → its own turning words
    before: dict[str, tuple[tuple[str, ...], ...]]  # by first stem
    ahead: frozenset[tuple[str, ...]]
    after: tuple[tuple[str, ...], ...]
    harmless: tuple[tuple[str, ...], ...]
    breaks: frozenset[str]
    thin: frozenset[str]
    dates: frozenset[str]
    general: frozenset[str]
    whose: frozenset[str]
    acts: frozenset[str]
    parties: frozenset[str]


@lru_cache
def lexicon() -> Lexicon:
    """The catalogue in stems, compiled once."""
    compiled = [
        _compile(topic, kind, phrase)
        for topic in topics()
        for kind in ("strong", "weak", "counter", "excluding")
        for phrase in getattr(topic, kind)
    ]
    using: dict[tuple[str, ...], list[CompiledPhrase]] = {}
    for phrase in compiled:
        for wording in {wording for part in phrase.parts for wording in part}:
            users = using.setdefault(wording, [])
            if phrase.kind != "excluding":
                users.append(phrase)
    common = turning()
    return Lexicon(
        by_first=_by_first(using),
        using={wording: tuple(users) for wording, users in using.items()},
        vocabulary={topic.id: _vocabulary(p for p in compiled if p.topic is topic) for topic in topics()},
        countering={
            topic.id: _vocabulary(p for p in compiled if p.topic is topic and p.kind == "counter")
            - _vocabulary(p for p in compiled if p.topic is topic and p.kind != "counter")
            for topic in topics()
        },
        excluding={
            topic.id: tuple(p for p in compiled if p.topic is topic and p.kind == "excluding") for topic in topics()
        },
        turning={topic.id: tuple(words(phrase.text) for phrase in topic.turning) for topic in topics()},
        before=_by_first([words(text) for text in common.before + common.ahead]),
        ahead=frozenset(words(text) for text in common.ahead),
        after=tuple(words(text) for text in common.after),
        harmless=tuple(words(text) for text in common.harmless),
        breaks=frozenset(stem(text) for text in common.breaks),
        thin=frozenset(stem(text) for text in names().thin),
        dates=frozenset(stem(text) for text in names().dates),
        general=frozenset(stem(text) for text in names().general),
        whose=frozenset(word for text in names().whose for word in words(text)),
        acts=frozenset(stem(text) for text in names().acts),
        parties=parties(),
    )


def _vocabulary(phrases: Iterable[CompiledPhrase]) -> frozenset[str]:
    used = [phrase.parts for phrase in phrases if phrase.kind != "excluding"]
    return frozenset(word for parts in used for part in parts for wording in part for word in wording)


def _by_first(
    wordings: Sequence[tuple[str, ...]] | dict[tuple[str, ...], list[CompiledPhrase]],
) -> dict[str, tuple[tuple[str, ...], ...]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for wording in wordings:
        by_first.setdefault(wording[0], []).append(wording)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in by_first.items()}


def _compile(topic: Topic, kind: str, phrase: Phrase) -> CompiledPhrase:
    parts = tuple(tuple(words(choice) for choice in part) for part in phrase.parts)
    if not all(wording for part in parts for wording in part):
        repair = "write a word that says something; articles and prepositions are passed over"
        raise faulty_phrase(topic, phrase, "holds a part without content", repair)
    named = tuple(any(all(word in parties() for word in wording) for wording in part) for part in parts)
    return CompiledPhrase(topic, kind, phrase.text, parts, named)
