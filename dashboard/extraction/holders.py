"""Whose position a stance word shows: its subject, its possessor, or the one whose words it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dashboard.extraction import syntax
from dashboard.extraction.findings import Attribution

FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my", "ourselves"})
IMPERSONAL = frozenset(
    {"it", "there", "this", "that", "these", "those", "what", "you", "one", "nothing", "nobody", "everyone"}
)
RELATIVE = frozenset({"who", "which", "that", "whom"})


def speaker(token: Token, attributions: Sequence[Attribution]) -> int | None:
    """Head of the innermost source whose reported words hold the token."""
    around = [each for each in attributions if each.start <= token.i < each.end]
    return min(around, key=lambda each: each.end - each.start).source if around else None


def holders_of(predicate: Token, attributions: Sequence[Attribution]) -> tuple[int, ...]:
    """Heads of those who do what the predicate says; its speaker where the subject is "we" or "I"."""
    found = syntax.agents(predicate) if syntax.is_passive(predicate) else syntax.subjects(predicate)
    return tuple(index for subject in found for index in stands_for(subject, predicate, attributions))


def stands_for(subject: Token, predicate: Token, attributions: Sequence[Attribution]) -> tuple[int, ...]:
    """The heads that a subject word leads to: its conjuncts, a relative pronoun's antecedent, the speaker of "we"."""
    word = subject.lower_
    if word in FIRST_PERSON:
        source = speaker(predicate, attributions)
        return () if source is None else (source,)
    if word in RELATIVE and predicate.dep_ in {"acl:relcl", "relcl"}:
        return tuple(token.i for token in syntax.conjuncts(predicate.head)[:1])
    if word in IMPERSONAL:
        return ()
    return tuple(token.i for token in syntax.conjuncts(subject))


def possessors(noun: Token) -> tuple[int, ...]:
    """Heads of those a noun of stance belongs to: "Turkey's opposition", "Russian support", "a call by Paris"."""
    found = [
        child for child in noun.children if child.dep_ in {"nmod:poss", "poss", "amod", "compound"} and child.i < noun.i
    ]
    found = [child for child in found if child.pos_ in {"PROPN", "PRON", "ADJ", "NOUN"}]
    found += [inner for preposition, inner in syntax.obliques(noun) if preposition in {"by", "from"}]
    return tuple(token.i for child in found for token in syntax.conjuncts(child))
