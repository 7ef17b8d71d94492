"""Words that turn a stance round: support for "lifting the sanctions" is no support for the sanctions."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.extraction.topic_lexicon import lexicon
from dashboard.extraction.topic_words import find
from dashboard.schema import Stance

# Content words over which a turning word still governs the phrase ("delay the further expansion of joint sanctions").
REACH = 5
# Content words after the phrase in which it may still be turned ("sanctions on Russia being finally lifted").
TAIL = 3


def turned(stance: Stance, orientation: int) -> Stance:
    """The position towards the topic's question of a stance towards a target of this orientation."""
    return stance if orientation > 0 else stance.opposite


def turns_of(within: tuple[str, ...], positions: frozenset[int], topic_id: str) -> Iterator[range]:
    """The turning words that govern the words at ``positions`` (all of them, when there are none)."""
    known = lexicon()
    blocked = set(positions)
    for wording in known.harmless:
        if len(wording) <= len(within):
            blocked.update(position for place in find(wording, within) for position in place)
    first = min(positions, default=len(within))
    last = max(positions, default=len(within) - 1)
    reach = _reach(within, first) if positions else 0
    at = reach
    while at <= last:
        place = turning_at(within, at, topic_id)
        if place is not None and not blocked & set(place):
            is_beside = place.stop + 1 == first and within[place.stop] in (
                "and",
                "or",
            )  # "exemption or a flexible target"
            is_purpose = place.stop > first and within[place.start : place.stop] in known.ahead
            if not is_beside and not is_purpose:
                yield place
            at = place.stop
        else:
            at += 1
    if positions:
        yield from _turns_after(within, last + 1, blocked)


def _reach(within: tuple[str, ...], first: int) -> int:
    """How far left of the phrase a turning word may stand: not beyond a new clause or a second verb."""
    known = lexicon()
    at = first
    while at > 0 and first - at <= REACH:
        word = within[at - 1]
        if word in known.breaks:
            break
        if word in ("and", "or") and at < first and turning_at(within, at, "") is not None:
            break
        at -= 1
    return at


def turning_at(within: tuple[str, ...], at: int, topic_id: str) -> range | None:
    """The turning word that begins at a place, of all topics or of this one."""
    known = lexicon()
    candidates = known.before.get(within[at], ()) + known.turning.get(topic_id, ())
    for wording in candidates:
        if within[at : at + len(wording)] == wording:
            return range(at, at + len(wording))
    return None


def _turns_after(within: tuple[str, ...], start: int, blocked: set[int]) -> Iterator[range]:
    """A phrase turned from behind ("sanctions being lifted"), and the negations of that ("not being lifted")."""
    tail = within[start : start + TAIL]
    for wording in lexicon().after:
        places = find(wording, tail)
        if places and not blocked & set(range(start + places[0].start, start + places[0].stop)):
            yield range(start + places[0].start, start + places[0].stop)
            for at in range(places[0].start):
                if tail[at] in ("not", "no", "never"):
                    yield range(start + at, start + at + 1)
            return
