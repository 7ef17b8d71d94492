"""Positions that nouns show: "Turkey's opposition to", "Russian support for", "voiced concern about"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dashboard.catalogue.stance import stance_lexicon
from dashboard.extraction import syntax
from dashboard.extraction.binding import target_head
from dashboard.extraction.findings import Attribution, Finding
from dashboard.extraction.holders import holders_of, possessors
from dashboard.extraction.targets import phrase
from dashboard.extraction.verb_cues import is_absorbed, is_hypothetical

# Verbs that bring a noun of stance to its holder as their object, and those that take it away.
GIVING = frozenset(
    (
        "express voice reiterate reaffirm announce declare give offer have show lend repeat state stress "
        "underline underscore emphasise emphasize make raise issue convey renew affirm confirm pledge extend "
        "send provide add share register lodge file launch join sign reach take note "
        "highlight appreciate demonstrate maintain "
    ).split()
)
LOSING = frozenset({"withdraw", "drop", "lack", "lose", "end", "abandon", "deny", "refuse", "stop", "cut", "suspend"})


def noun_findings(noun: Token, attributions: Sequence[Attribution]) -> Iterator[Finding]:
    """Positions that this noun shows, held by its possessor or by the subject of the verb that carries it."""
    words = stance_lexicon().nouns.get(noun.lower_) or stance_lexicon().nouns.get(noun.lemma_.lower(), ())
    for word in words:
        head = target_head(noun, word)
        if head is None:
            continue
        verb = _carrier(noun)
        holders = possessors(noun)
        turned = _is_denied(noun)
        if verb is not None and verb.lemma_ in GIVING | LOSING:
            if is_absorbed(verb) or is_hypothetical(verb):
                return
            holders = holders_of(verb, attributions) or holders
            turned ^= syntax.is_negated(verb) ^ (verb.lemma_ in LOSING)
        stance = word.under_negation() if turned else word.stance
        if holders and stance is not None and head.i not in holders:
            yield Finding(holders, stance, phrase(head), (noun.i, noun.i + 1), "noun")
            return


def _carrier(noun: Token) -> Token | None:
    """The verb that the noun, or the first noun it is coordinated with, is the object of."""
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    is_carried = noun.dep_ in syntax.OBJECTS or (noun.dep_ in syntax.PASSIVE_SUBJECTS)
    return noun.head if is_carried and noun.head.pos_ in {"VERB", "AUX"} else None


def _is_denied(noun: Token) -> bool:
    return any(child.lower_ in {"no", "little"} and child.dep_ in {"det", "amod"} for child in noun.children)
