"""The colour of words: how good or bad a stretch of text makes what it speaks of."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from dashboard.catalogue.stance import Bearer, stance_lexicon
from dashboard.extraction.syntax import NEGATIONS, is_negated
from dashboard.schema import Stance

MERELY = frozenset({"only", "just", "merely", "simply", "least"})
FOR_THE_PRESENT = (
    "yet",
    "for now",
    "for the time being",
    "for the moment",
    "at the moment",
    "at this stage",
    "at this point",
    "at this time",
    "at present",
)
REACH_OF_NOT = 3  # words after a negation whose colour it turns


def tone(tokens: Iterable[Token]) -> int:
    """Sum of the polarity weights of the words, turned after a negation; adjectives of verdict count one."""
    total, turned_until = 0, -1
    for token in tokens:
        if token.lower_ in NEGATIONS and not is_not_only(token):
            turned_until = token.i + REACH_OF_NOT
            continue
        weight = _weight(token)
        total += -weight if token.i <= turned_until else weight
    return total


def is_not_only(negation: Token) -> bool:
    """Whether a "not" denies nothing because "only" or the like follows: "not only unfair but harmful"."""
    return negation.i + 1 < len(negation.doc) and negation.nbor().lower_ in MERELY


def is_denied(predicate: Token) -> bool:
    """Whether a "not" bears on the predicate that is not a "not only"."""
    return is_negated(predicate) and not any(
        child.lower_ in NEGATIONS and is_not_only(child) for child in predicate.children
    )


def is_deferred(predicate: Token, *, is_negated: bool = True) -> bool:
    """Whether a refusal holds only for the present: "not wise for now", "will not yet sign", "unwise at this stage"."""
    clause = predicate.doc[predicate.sent.start : predicate.sent.end]
    words = " ".join(token.lower_ for token in clause if not token.is_space)
    # A "yet" without "not" says "but".
    return any(f" {each} " in words for each in FOR_THE_PRESENT if is_negated or each != "yet")


def _weight(token: Token) -> int:
    lexicon = stance_lexicon()
    weight = lexicon.polarity.get(token.lemma_.lower(), 0)
    if weight or token.pos_ != "ADJ":
        return weight
    verdict = next((word for word in lexicon.adjectives.get(token.lower_, ()) if word.bearer is Bearer.TARGET), None)
    if verdict is None:
        return 0
    return 1 if verdict.stance is Stance.SUPPORT else -1
