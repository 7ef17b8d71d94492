"""The colour of words: how good or bad a stretch of text makes what it speaks of."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from dashboard.catalogue.stance import Bearer, stance_lexicon
from dashboard.extraction.syntax import NEGATIONS
from dashboard.schema import Stance

REACH_OF_NOT = 3  # words after a negation whose colour it turns


def tone(tokens: Iterable[Token]) -> int:
    """Sum of the polarity weights of the words, turned after a negation; adjectives of verdict count one."""
    total, turned_until = 0, -1
    for token in tokens:
        if token.lower_ in NEGATIONS:
            turned_until = token.i + REACH_OF_NOT
            continue
        weight = _weight(token)
        total += -weight if token.i <= turned_until else weight
    return total


def _weight(token: Token) -> int:
    lexicon = stance_lexicon()
    weight = lexicon.polarity.get(token.lemma_.lower(), 0)
    if weight or token.pos_ != "ADJ":
        return weight
    verdict = next((word for word in lexicon.adjectives.get(token.lower_, ()) if word.bearer is Bearer.TARGET), None)
    if verdict is None:
        return 0
    return 1 if verdict.stance is Stance.SUPPORT else -1
