"""Zones: a text with the catalogue's wordings that stand in it, and what can be asked of a phrase there."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from dashboard.extraction.topic_lexicon import CompiledPhrase, lexicon
from dashboard.extraction.topic_words import words

# Words between the first and the last word of a phrase that are not its own: further apart they are two thoughts.
STRAY = 7


class Zone(NamedTuple):
    """A text and what of the catalogue's wordings stands in it."""

    words: tuple[str, ...]
    found: dict[tuple[str, ...], range]  # wording → its last place


@lru_cache(maxsize=4096)
def zone_of(text: str) -> Zone:
    """The zone of a text."""
    known = lexicon()
    stems = words(text)
    found: dict[tuple[str, ...], range] = {}
    for at, word in enumerate(stems):
        for wording in known.by_first.get(word, ()):
            if stems[at : at + len(wording)] == wording:
                found[wording] = range(at, at + len(wording))
    return Zone(stems, found)


def touched(zone: Zone) -> list[CompiledPhrase]:
    """The phrases of which at least one wording stands in the zone, each once."""
    using = lexicon().using
    return list({id(phrase): phrase for wording in zone.found for phrase in using[wording]}.values())


def has_part(part: tuple[tuple[str, ...], ...], zone: Zone) -> bool:
    """Whether one of these wordings stands in the zone."""
    return not zone.found.keys().isdisjoint(part)


def is_whole(phrase: CompiledPhrase, zone: Zone) -> bool:
    """Whether every part of the phrase stands in the zone."""
    return all(has_part(part, zone) for part in phrase.parts)


def positions_of(phrase: CompiledPhrase, zone: Zone) -> frozenset[int]:
    """The words of the zone that the phrase covers; of several wordings of a part the longest, then the last."""
    positions: set[int] = set()
    for part in phrase.parts:
        places = [zone.found[wording] for wording in part if wording in zone.found]
        if places:
            best: range = max(places, key=_length_and_place)
            positions.update(best)
    return frozenset(positions)


def _length_and_place(place: range) -> tuple[int, int]:
    return len(place), place.start


def is_strong_in(topic_id: str, zone: Zone) -> bool:
    """Whether a phrase that is enough alone stands in the zone."""
    return any(
        phrase.topic.id == topic_id and phrase.kind != "weak" and is_whole(phrase, zone) for phrase in touched(zone)
    )


def is_excluded(topic_id: str, zone: Zone) -> bool:
    """Whether a phrase that forbids the topic stands in the zone."""
    return any(is_whole(phrase, zone) for phrase in lexicon().excluding[topic_id])


def is_compact(positions: frozenset[int]) -> bool:
    """Whether the words of a phrase stand close enough to be one thought."""
    return max(positions) - min(positions) < len(positions) + STRAY
