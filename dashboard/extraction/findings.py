"""What the components of reading pass on about positions: who is quoted where, and who takes which side.

All numbers are token indices, ranges are [start, end). A finding's holder is still a word of the text, not yet an
actor.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc

from dashboard.schema import Stance


class Attribution(NamedTuple):
    """Somebody's reported words: the head of the source, the cue, and the content [start, end)."""

    source: int
    cue: int
    start: int
    end: int
    is_quote: bool  # the content is, or holds, words in quotation marks


class Finding(NamedTuple):
    """One position as the rules see it."""

    holders: tuple[int, ...]  # head words of the noun phrases that take the position
    stance: Stance
    target: tuple[int, int]
    cue: tuple[int, int]
    method: str  # the rule that found it


def shared(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How many tokens two ranges share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def register_extensions() -> None:
    """Make ``doc._.attributions`` and ``doc._.findings`` known to spaCy; repeated calls do no harm."""
    for name in ("attributions", "findings"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())


register_extensions()
