"""What the stance rules pass on: a finding is a position whose holder is still a word of the text, not yet an actor."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc

from dashboard.schema import Stance


class Finding(NamedTuple):
    """One position as the rules see it; all numbers are token indices, ranges are [start, end)."""

    holders: tuple[int, ...]  # head words of the noun phrases that take the position
    stance: Stance
    target: tuple[int, int]
    cue: tuple[int, int]
    method: str  # the rule that found it


def register_extensions() -> None:
    """Make ``doc._.findings`` known to spaCy; repeated calls do no harm."""
    if not Doc.has_extension("findings"):
        Doc.set_extension("findings", default=())


register_extensions()
