"""The judge's answers as positions of named actors: which side, towards what, shown by which word, how surely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc

from dashboard.catalogue.confidence import confidence_of
from dashboard.extraction.findings import shared
from dashboard.extraction.judge.calibration import JUDGED, traits
from dashboard.extraction.judge.candidates import Candidate
from dashboard.extraction.judge.features import STANCES
from dashboard.extraction.judge.network import Answer, Floats, Network
from dashboard.extraction.judge.questions import Question, questions
from dashboard.extraction.judge.windows import Window, windows
from dashboard.extraction.mentions import Mention
from dashboard.schema import Stance

SURER_ALONE = 0.13  # by so much confidence surer must be what no rule found, to be told
LONGEST_TARGET = 14  # tokens; the codebook allows ten words, and punctuation counts here
RULES_ALONE = frozenset({"ballot", "vote-list"})  # recorded votes, which rules read more surely than the judge
CUE_WORDS = frozenset({"VERB", "NOUN", "ADJ", "ADV", "AUX"})


class Judgement(NamedTuple):
    """One side of one actor in one sentence; token ranges are [start, end)."""

    candidate: Candidate
    mention: Mention  # the actor as it is named where it takes the side
    stance: Stance
    confidence: float  # calibrated, 0-1: of positions judged at .8 about eight in ten are right
    target: tuple[int, int]
    ruled: tuple[int, int] | None  # the target as the rule has it that found the side too
    cue: tuple[int, int]
    method: str  # the rule that found it too, else JUDGED
    is_further: bool = False  # towards a target that a rule found beside the one the judge points at
    is_told: bool = False  # sure enough, and not told already

    @property
    def traits(self) -> frozenset[str]:
        """What makes it surer or less sure than its score says."""
        return traits(self.mention, self.method, is_further=self.is_further)


def judgements(doc: Doc, network: Network) -> Iterator[Judgement]:
    """Every answer to every question about a text, in text order.

    The judge says how sure a side is and points at its target, better than the rules do; where a rule found the side
    too, cue and method are the rule's. Recorded votes keep the rule's target, which may stand in another sentence.
    """
    sentences = [(sent.start, sent.end) for sent in doc.sents]
    cut = [*windows([token.text for token in doc], sentences, network.tokenizer)]
    asked = questions(doc, cut)
    if asked:
        needed = sorted({question.window for question in asked})
        encoded = dict(zip(needed, network.encode([cut[index] for index in needed]), strict=True))
        for question, answer in zip(asked, network.answer(asked, encoded), strict=True):
            for place, score in enumerate(answer.stances):
                for each in _unsure(doc, cut[question.window], question, answer, place):
                    yield each._replace(confidence=network.calibration.confidence(float(score), each.traits))


def _unsure(doc: Doc, window: Window, question: Question, answer: Answer, place: int) -> Iterator[Judgement]:
    """The judgements of one side, by its place in ``STANCES``, before it is known how sure they are."""
    stance, asked = STANCES[place], question.candidate
    pointed = _pointed(question, window, answer.ends[place])
    found = {finding: mention for finding, mention in asked.held if finding.stance == stance}
    if not found:
        cue = _cue(doc, question, window, answer.looks, pointed)
        yield Judgement(asked, asked.mention, stance, 0.0, pointed, None, cue, JUDGED)
        return
    same = max(found, key=lambda finding: shared(finding.target, pointed))
    target = same.target if same.method in RULES_ALONE else pointed
    yield Judgement(asked, found[same], stance, 0.0, target, same.target, same.cue, same.method)
    for finding, mention in found.items():
        ruled = finding.target
        if finding != same and not shared(ruled, pointed):
            yield Judgement(asked, mention, stance, 0.0, ruled, ruled, finding.cue, finding.method, is_further=True)


def decided(found: Iterable[Judgement], threshold: float) -> list[Judgement]:
    """The judgements, those marked that are told: sure enough, and each side of a state once in a sentence.

    Of several mentions of a state the surest speaks: "France" and "its president" in one sentence seldom hold two
    positions. Further targets that rules found are told beside it. What only the judge found must be surer, and is told
    in sentences where no rule's position is, one side each of actors who are named or speak there. Where votes are
    recorded the rules alone decide, and their measured precision is the confidence.
    """
    every = [*found]
    voting = {each.candidate.sentence for each in every if each.method in RULES_ALONE}
    every = [_by_rule(each) if each.candidate.sentence in voting else each for each in every]
    sure = [each for each in every if _is_sure(each, threshold) or each.candidate.sentence in voting]
    ruled = {each.candidate.sentence for each in sure if each.method != JUDGED}
    sides: dict[tuple[object, ...], Judgement] = {}
    for each in sorted(sure, key=lambda each: -each.confidence):
        sentence = each.candidate.sentence
        if each.method == JUDGED and (sentence in ruled or not _is_present(each.candidate)):
            continue
        who = each.mention.name if sentence in voting or not each.mention.country else each.mention.country
        what = None if each.method == JUDGED else (each.stance, each.target if each.is_further else None)
        sides.setdefault((sentence, who, each.mention.represents, what), each)
    told = set(sides.values())
    return [each._replace(is_told=each in told) for each in every]


def _is_sure(judgement: Judgement, threshold: float) -> bool:
    return judgement.confidence >= threshold + SURER_ALONE * (judgement.method == JUDGED)


def _by_rule(judgement: Judgement) -> Judgement:
    if judgement.method == JUDGED:
        return judgement
    return judgement._replace(confidence=confidence_of(judgement.method, known=judgement.mention.known is not None))


def _is_present(candidate: Candidate) -> bool:
    start, end = candidate.sentence
    return candidate.speaks or start <= candidate.spans[0][0] < end


def _pointed(question: Question, window: Window, ends: Floats) -> tuple[int, int]:
    """The tokens between the first and last piece whose scores together are highest."""
    words = window.words[question.pieces[0] : question.pieces[1]]
    together = ends[0][:, None] + ends[1][None, :]
    places = np.asarray(words)
    apart = places[None, :] - places[:, None]
    together = np.where((apart < 0) | (apart >= LONGEST_TARGET), -np.inf, together)
    together[np.tril_indices(len(words), -1)] = -np.inf
    first, last = divmod(int(together.argmax()), len(words))
    return words[first], words[last] + 1


def _cue(doc: Doc, question: Question, window: Window, looks: Floats, target: tuple[int, int]) -> tuple[int, int]:
    """The word outside actor and target that the answer rests on most."""
    weights: dict[int, float] = defaultdict(float)
    for piece, weight in enumerate(looks, start=question.pieces[0]):
        weights[window.words[piece]] += float(weight)
    named = {word for span in question.candidate.spans for word in range(*span)}
    free = [word for word in weights if word not in named and not target[0] <= word < target[1]]
    telling: Sequence[int] = [word for word in free if doc[word].pos_ in CUE_WORDS] or free or [*weights]
    best = max(telling, key=lambda word: weights[word])
    return best, best + 1
