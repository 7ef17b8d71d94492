"""Which of the statements that a reader finds are those that were there before, under whatever ids.

Two statements are the same when they stand in the same passage, speak for the same country and take the same side, or
another side on the same target. A person's judgement thus holds when a newer reader cuts the passage a little
differently or names actor and target in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

Row: TypeAlias = "dict[str, Any]"  # :data:`dashboard.table.STATEMENT_COLUMNS` by name, enum members as plain values

LEAST_SHARED = 0.5  # of the shorter of two passages: from there on they are one, as when accuracy is measured
LEAST_ALIKE = 0.5  # F1 of the words of two targets: from there on they are one thing
_FUNCTION_WORDS = frozenset(
    "a about an and as at by for from his her in into its of on or our over that the this to with".split()
)


class Earlier(NamedTuple):
    """A statement that was there before."""

    id: str
    versions: Sequence[Mapping[str, Any]]  # as it was found, and as a person has it
    must_agree: bool = False  # only the same side is the same statement: of one that was rejected


def pair_up(earlier: Sequence[Earlier], found: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """Places in ``found`` by places in ``earlier``, one to one, the likest pairs first."""
    ranked = sorted(_candidates(earlier, found), key=lambda each: each[0], reverse=True)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, before, now in ranked:
        if before not in pairs and now not in taken:
            pairs[before] = now
            taken.add(now)
    return pairs


def _candidates(
    earlier: Sequence[Earlier], found: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[tuple[Any, ...], int, int]]:
    for before, each in enumerate(earlier):
        for now, row in enumerate(found):
            ranks = [_rank(version, row) for version in each.versions if _is_same(version, row, each.must_agree)]
            if each.id == row["id"] or ranks:
                yield (each.id == row["id"], *max(ranks, default=(0.0, False, False, 0))), before, now


def _is_same(one: Mapping[str, Any], other: Mapping[str, Any], must_agree: bool) -> bool:  # noqa: FBT001
    if not _shared(one, other) or not _same_speaker(one, other):
        return False
    if one["stance"] == other["stance"]:
        return True
    return not must_agree and likeness(one["target"], other["target"]) >= LEAST_ALIKE


def _rank(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[float, bool, bool, int]:
    is_same_actor = one["actor"].casefold() == other["actor"].casefold()
    is_same_side = one["stance"] == other["stance"]
    return likeness(one["target"], other["target"]), is_same_side, is_same_actor, _shared(one, other)


def _same_speaker(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if one["country"] is None and other["country"] is None:
        return bool(one["actor"].casefold() == other["actor"].casefold())
    return bool(one["country"] == other["country"])


def _shared(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """How many characters two passages have in common when they are one, else 0."""
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    shorter = min(one["end"] - one["start"], other["end"] - other["start"])
    return shared if 0 < shorter * LEAST_SHARED <= shared else 0


def likeness(one: str, other: str) -> float:
    """F1 of the words of two targets that say something, 0 to 1."""
    ours, theirs = _words(one), _words(other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold())) - _FUNCTION_WORDS
