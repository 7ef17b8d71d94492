"""Set phrases that judge a thing or leave it open: ``data/stance/verdicts.csv``, read and checked."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard import paths
from dashboard.catalogue.stance import Negation
from dashboard.catalogue.tables import Row, read_table
from dashboard.schema import Stance


class Front(StrEnum):
    """A word at the front of a phrase that stands for a class of words."""

    PLAIN = ""
    DENIED = "not"  # counts only when it is denied
    FORESEEN = "would"  # counts only of what would, could or may come


class Place(StrEnum):
    """Where the target of a verdict stands."""

    BEFORE = "before"
    AFTER = "after"
    CLAUSE = "clause"


class Judge(StrEnum):
    """Who holds a verdict."""

    SPEAKER = "speaker"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One set phrase with its side."""

    front: Front
    words: tuple[str, ...]  # lemmas, without the front
    stance: Stance
    place: Place
    judge: Judge
    denied: Negation

    def under_negation(self) -> Stance | None:
        """The stance that a further "not" leaves."""
        if self.denied is Negation.CANCEL:
            return None
        return Stance.NEUTRAL if self.denied is Negation.NEUTRAL else self.stance.opposite


@functools.cache
def verdicts() -> Mapping[str, tuple[Verdict, ...]]:
    """The set phrases by their first lemma, the longest first."""
    found: dict[str, list[Verdict]] = {}
    for row in read_table(paths.STANCE / "verdicts.csv", ("phrase", "stance", "target", "holder", "denied")):
        verdict = _verdict(row)
        same = found.setdefault(verdict.words[0], [])
        if any((one.front, one.words) == (verdict.front, verdict.words) for one in same):
            row.refuse(f"{row['phrase']!r} stands here twice", "remove one of the two rows")
        same.append(verdict)
    return {first: tuple(sorted(same, key=_length, reverse=True)) for first, same in found.items()}


def _length(verdict: Verdict) -> tuple[int, bool]:
    return len(verdict.words), verdict.front is not Front.PLAIN


def _verdict(row: Row) -> Verdict:
    words = row["phrase"].split()
    front = Front(words.pop(0)) if words[:1] in (["not"], ["would"]) else Front.PLAIN
    if not words or row["phrase"] != row["phrase"].lower():
        row.refuse(f"{row['phrase']!r} in column 'phrase'", "write one or more lemmas in lower case")
    return Verdict(
        front,
        tuple(words),
        row.choice("stance", Stance),
        row.choice("target", Place),
        row.choice("holder", Judge),
        row.choice("denied", Negation),
    )
