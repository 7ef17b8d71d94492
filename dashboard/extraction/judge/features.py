"""What the judge is told of a candidate beside the words: who it is, whether it speaks, what the rules found.

Two kinds of facts: features of the candidate as a whole, and roles of the words of its sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from dashboard.extraction.findings import Attribution
from dashboard.extraction.judge.candidates import Candidate
from dashboard.extraction.mentions import Basis, MentionKind
from dashboard.schema import Represents, Stance

STANCES = tuple(Stance)
KINDS: tuple[str, ...] = get_args(MentionKind)
BASES: tuple[str, ...] = get_args(Basis)
REPRESENTS = tuple(Represents)
METHODS = (  # families of rules, as statements name them
    "adjective:holder",
    "adjective:target",
    "agent",
    "ballot",
    "imperative",
    "modal:demand",
    "modal:intention",
    "no-without",
    "noun",
    "preposition",
    "tone:mild",
    "tone:strong",
    "undecided",
    "verb:deed",
    "verb:label",
    "verb:speech",
    "verb:word",
    "verdict",
)
FLAGS = ("speaks", "carried", "repeated", "without country", "rule found")
FEATURES = (*FLAGS, *KINDS, *BASES, *REPRESENTS, *(f"rule: {stance}" for stance in STANCES), *METHODS)
ROLES = (
    "this actor",
    "another actor",
    "said by this actor",
    *(f"cue: {stance}" for stance in STANCES),
    "rule's target",
)
_PLACE = {name: place for place, name in enumerate(FEATURES)}


def features(candidate: Candidate) -> list[int]:
    """Places in ``FEATURES`` that hold of a candidate."""
    mention = candidate.mention
    start, end = candidate.sentence
    told = {
        "speaks": candidate.speaks,
        "carried": not start <= candidate.spans[0][0] < end,
        "repeated": len(candidate.spans) > 1,
        "without country": mention.country is None,
        "rule found": bool(candidate.findings),
    }
    names = [name for name, holds in told.items() if holds]
    names += [mention.kind, str(mention.represents), *([mention.known] if mention.known else [])]
    for finding in candidate.findings:
        names += [f"rule: {finding.stance}", finding.method]
    return sorted({_PLACE[name] for name in names if name in _PLACE})


def roles(
    candidate: Candidate, others: Iterable[Candidate], attributions: Sequence[Attribution], heads: frozenset[int]
) -> list[tuple[int, int]]:
    """Pairs of token and place in ``ROLES`` for the words of a candidate's sentence.

    ``heads`` are the tokens by which attributions call this candidate.
    """
    start, end = candidate.sentence
    found: set[tuple[int, int]] = set()

    def mark(span: tuple[int, int], role: str) -> None:
        place = ROLES.index(role)
        found.update((token, place) for token in range(max(span[0], start), min(span[1], end)))

    for span in candidate.spans:
        mark(span, "this actor")
    for other in others:
        if other.mention.name != candidate.mention.name:
            for span in other.spans:
                mark(span, "another actor")
    for each in attributions:
        if each.source in heads:
            mark((each.start, each.end), "said by this actor")
    for finding in candidate.findings:
        mark(finding.cue, f"cue: {finding.stance}")
        mark(finding.target, "rule's target")
    return sorted(found)
