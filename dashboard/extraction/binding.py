"""Where a stance word's target stands: its object, its clause, or what one of its prepositions leads to."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dashboard.catalogue.stance import CLAUSE, OBJECT, StanceWord
from dashboard.extraction import syntax

REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves", "ourselves", "myself", "who", "what", "which"})

_CARRYING = syntax.OBJECTS | {"xcomp", "obl", "advmod"}  # what a phrase may hang on that belongs to the word above


def target_head(cue: Token, word: StanceWord) -> Token | None:
    """Head of the first target that the word's bindings find, or ``None`` if its target is not there."""
    for binding in word.binds:
        found = next(_bound(cue, binding), None)
        if found is not None and found.lower_ not in REFLEXIVE:
            return found
    return _beside(cue, word.binds)


def _beside(cue: Token, binds: tuple[str, ...]) -> Token | None:
    """What the very next word leads to, wherever the parser hung it: "demands *that* …", "support *for* …"."""
    if cue.i + 1 >= cue.sent.end:
        return None
    marker = cue.nbor()
    opens_clause = (
        CLAUSE in binds and marker.lower_ in {"that", "to"} and marker.dep_ in {"mark", "aux", "det", "nsubj"}
    )
    leads = marker.lower_ in binds and marker.dep_ in {"case", "mark"}
    if (opens_clause or leads) and marker.head.i > marker.i:
        return marker.head
    if marker.lower_ in binds and marker.dep_ == "prep":
        return next((child for child in marker.children if child.dep_ in {"pobj", "pcomp"}), None)
    return None


def _bound(cue: Token, binding: str) -> Iterator[Token]:
    if binding == OBJECT:
        yield from syntax.objects(cue)
    elif binding == CLAUSE:
        yield from complement(cue)
    elif " " in binding:
        yield from _after_phrase(cue, binding.split())
    else:
        yield from (inner for preposition, inner in _reachable(cue) if preposition == binding)


def complement(cue: Token) -> Iterator[Token]:
    """Heads of clauses that complete the cue; an infinitive that the parser hung as an adverbial counts."""
    yield from syntax.clauses(cue)
    for child in cue.children:
        if (
            child.dep_ in {"acl", "advcl"}
            and child.i > cue.i
            and any(mark.lower_ in {"to", "that"} for mark in child.children)
        ):
            yield child


def _reachable(cue: Token) -> Iterator[tuple[str, Token]]:
    """Prepositional phrases of the cue, then those that the parser hung on its object or its particle.

    Those of a noun may hang on the verb that carries it, or on another phrase of it: "a protest with Tokyo over it".
    """
    yield from syntax.obliques(cue)
    is_noun = cue.pos_ == "NOUN"
    for child in cue.children:
        if child.i > cue.i and (child.dep_ in _CARRYING or (is_noun and child.dep_ == "nmod")) and not _is_name(child):
            yield from syntax.obliques(child)
    if is_noun and cue.dep_ in syntax.OBJECTS:
        for preposition, inner in syntax.obliques(cue.head):
            if inner.i > cue.i:
                yield preposition, inner
                yield from syntax.obliques(inner)


def _is_name(phrase: Token) -> bool:
    """Whether a phrase only says as what something is seen: "slammed the drills *as a rehearsal for invasion*"."""
    return any(mark.lower_ == "as" and mark.dep_ == "case" for mark in phrase.children)


def _after_phrase(cue: Token, phrase: list[str]) -> Iterator[Token]:
    """What follows a set phrase such as "in favour of"."""
    doc, sent = cue.doc, cue.sent
    for start in range(cue.i + 1, sent.end - len(phrase)):
        if [token.lower_ for token in doc[start : start + len(phrase)]] == phrase:
            inside = {doc[index].i for index in range(start, start + len(phrase))}
            for token in doc[start + len(phrase) : sent.end]:
                if (
                    token.pos_ in {"NOUN", "PROPN", "VERB", "PRON"}
                    and token.head.i <= start + len(phrase)
                    and token.i not in inside
                ):
                    yield token
                    return
