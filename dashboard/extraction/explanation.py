"""Why an article was read as it was: each sentence's candidates, what the rules found and what the judge says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from dashboard.extraction.judge.calibration import JUDGED
from dashboard.extraction.judge.candidates import Candidate, candidates
from dashboard.extraction.judge.judgements import Judgement
from dashboard.schema import Stance


class Reason(NamedTuple):
    """One side of a candidate that a rule found or the judge thinks possible; words as the article writes them."""

    stance: Stance
    method: str  # the rule that fired, or ``judge`` alone
    cue: str
    target: str
    confidence: float | None  # None: the rules read alone
    is_told: bool


class Considered(NamedTuple):
    """One actor in one sentence."""

    candidate: Candidate
    reasons: tuple[Reason, ...]  # the surest first
    confidence: dict[Stance, float]  # what the judge gives to each side; empty where the rules read alone


class Explained(NamedTuple):
    """One sentence with the actors that might take a position in it."""

    text: str
    considered: tuple[Considered, ...]


def explanation(doc: Doc) -> Iterator[Explained]:
    """The sentences of a read text, in order; those without actors have no candidates."""
    by_sentence: dict[int, list[Candidate]] = {}
    for candidate in candidates(doc):
        by_sentence.setdefault(candidate.sentence[0], []).append(candidate)
    judged: dict[tuple[int, str], list[Judgement]] = {}
    for each in doc._.judgements or ():
        judged.setdefault((each.candidate.sentence[0], each.mention.name), []).append(each)
    for sent in doc.sents:
        if text := _text(doc, sent.start, sent.end):
            there = by_sentence.get(sent.start, ())
            yield Explained(
                text, tuple(_considered(doc, each, judged.get((sent.start, each.mention.name), ())) for each in there)
            )


def _considered(doc: Doc, candidate: Candidate, judged: Sequence[Judgement]) -> Considered:
    if doc._.judgements is None:
        ruled = [
            Reason(each.stance, each.method, _text(doc, *each.cue), _text(doc, *each.target), None, is_told=True)
            for each in candidate.findings
        ]
        return Considered(candidate, tuple(ruled), {})
    telling = [each for each in judged if each.is_told or each.method != JUDGED]
    reasons = [
        Reason(each.stance, each.method, _text(doc, *each.cue), _text(doc, *each.target), each.confidence, each.is_told)
        for each in sorted(telling, key=lambda each: -each.confidence)
    ]
    return Considered(candidate, tuple(reasons), {each.stance: each.confidence for each in judged})


def _text(doc: Doc, start: int, end: int) -> str:
    return " ".join(doc[start:end].text.split())
