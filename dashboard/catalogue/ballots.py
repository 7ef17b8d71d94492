"""The words by which a vote is told, from ``data/stance/ballots.csv``."""

from __future__ import annotations

import functools
from enum import StrEnum

from dashboard import paths
from dashboard.catalogue.tables import read_table
from dashboard.schema import Stance


class BallotWord(StrEnum):
    """What a word says of a vote."""

    YES = "yes"
    NO = "no"
    NEITHER = "neither"  # an abstention
    MATTER = "matter"  # what is voted on


_SIDES = {BallotWord.YES: Stance.SUPPORT, BallotWord.NO: Stance.OPPOSE, BallotWord.NEITHER: Stance.NEUTRAL}


def vote_of(word: str) -> Stance | None:
    """The side that a word stands for where votes are told: "against" is opposition; None for any other word."""
    return _SIDES.get(_words().get(word, BallotWord.MATTER))


def is_matter(lemma: str) -> bool:
    """Whether the noun names something that is voted on."""
    return _words().get(lemma) is BallotWord.MATTER


@functools.cache
def _words() -> dict[str, BallotWord]:
    rows = read_table(paths.STANCE / "ballots.csv", ("word", "means"))
    return {row["word"]: row.choice("means", BallotWord) for row in rows}
