"""Positions that lie in a name given to something: "called the deal *a catastrophe*", "sees the treaty *as a threat*".

The object is the target, the name given to it is the verdict. Where the name begins is found by its place in the
sentence as much as by the tree, for parsers tear "the removal from the draft incomprehensible" apart in many ways.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from dashboard.extraction import syntax
from dashboard.extraction.targets import phrase, trim
from dashboard.extraction.tone import tone
from dashboard.schema import Stance

# These name something only by "as" ("presented it as a chance"); the others also without ("called it a chance").
NEEDING_AS = frozenset(
    "see present portray characterise characterize describe regard view treat depict paint cast frame picture know "
    "interpret perceive hail".split()
)
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
ENDING = frozenset({";", ":", "–", "—"})
REACH = 25  # tokens: how far from its verb a name may begin
LONGEST = 9  # tokens of a name that are heard


class Label(NamedTuple):
    """The head of what is named, its words, and the stretch [start, end) that names it."""

    target: Token
    words: tuple[int, int]
    start: int
    end: int


def label_of(verb: Token) -> Label | None:
    """What the verb names and how; ``None`` where it names nothing ("called a meeting", "sees the sea")."""
    named = _named(verb)
    if named is None:
        return None
    start = _beginning(verb, named)
    if start is None:
        return None
    first, last = phrase(named)
    if (
        verb.i < named.i < start
    ):  # the name may hang on the last noun of what is named, or the parser may have split that
        last = min(last if named.nbor().i < last else start, start)
        while last > first + 1 and (verb.doc[last - 1].lower_ == "as" or verb.doc[last - 1].is_punct):
            last -= 1
    return Label(named, trim(named, first, last), start, min(start + LONGEST, _end(verb, start)))


def label_stance(verb: Token, label: Label) -> Stance | None:
    """The side that the name takes; a good name refused ("does not regard it as realistic") is opposition."""
    name = verb.doc[label.start : label.end]
    weight = tone(name)
    if len(name) and name[0].lower_ == "too":  # "finds it too weak", "called it too ambitious"
        weight = -1
    if weight == 0:
        return None
    if syntax.is_negated(verb):
        return Stance.OPPOSE if weight > 0 else None
    return Stance.SUPPORT if weight > 0 else Stance.OPPOSE


def _named(verb: Token) -> Token | None:
    if syntax.is_passive(verb) and not syntax.is_reduced_passive(verb):
        return next((child for child in verb.children if child.dep_ in syntax.SUBJECTS), None)
    after = [child for child in verb.children if child.i > verb.i and child.dep_ in syntax.OBJECTS]
    if after:
        return after[0]
    if syntax.is_reduced_passive(verb):
        return verb.head
    # "the embargo illegal" read as one noun phrase: its first noun is named by the last.
    whole = next((child for child in verb.children if child.i > verb.i and child.dep_ in {"xcomp", "ccomp"}), None)
    if whole is None or verb.lemma_.lower() in NEEDING_AS:
        return None
    if any(child.dep_ in {"mark", "aux"} for child in whole.children):
        return None  # a clause of its own: "declared that the state did not think it realistic"
    inner = [child for child in whole.children if child.dep_ in {"compound", "nsubj"} and child.i < whole.i]
    return inner[-1] if inner else None


def _beginning(verb: Token, named: Token) -> int | None:
    """Where the name begins: at its "as", at the second object or predicate, or at an adjective set behind its noun."""
    doc, last = verb.doc, min(verb.i + REACH, verb.sent.end)
    origin = max(verb.i, named.i if named.i > verb.i else verb.i) + 1
    as_word = next((token.i for token in doc[origin:last] if _introduces(token, verb)), None)
    if as_word is not None:
        return as_word + 1
    if verb.lemma_.lower() in NEEDING_AS:
        return None
    torn = next((child for child in verb.children if child.i == named.i + 1 and child.tag_.startswith("VB")), None)
    if torn is not None and torn.i + 1 < last:  # "the arms *sale* a provocation": the noun was taken for a verb
        return torn.i + 1
    predicate = [child for child in verb.children if child.i > origin - 1 and _may_name(child, named)]
    if predicate:
        return predicate[0].left_edge.i if predicate[0].left_edge.i > named.i else predicate[0].i
    if named.head.dep_ in {"xcomp", "ccomp"} and named.head.head == verb:
        return named.i + 1
    return next(_set_behind(named, last), None)


def _introduces(token: Token, verb: Token) -> bool:
    """Whether this is the "as" of a name, not of "as well as" or "as soon as"."""
    if token.lower_ != "as" or token.i + 1 >= verb.sent.end or token.nbor().lower_ in {"well", "soon", "long", "far"}:
        return False
    above = token.head if token.head.i > token.i else token
    between = verb.doc[verb.i + 1 : token.i]
    return verb in {*above.ancestors} and not any(word.text in ENDING for word in between)


def _may_name(child: Token, named: Token) -> bool:
    if child == named or child.i < named.i or any(inner.dep_ in {"case", "mark"} for inner in child.children):
        return False
    return child.dep_ in {"xcomp", "ccomp", "obj", "iobj", "dobj", "oprd", "attr"} and child.pos_ in {*NOMINAL, "ADJ"}


def _set_behind(named: Token, last: int) -> Iterator[int]:
    """Adjectives behind the noun they describe, with no noun after them that they could belong to."""
    for token in named.doc[named.i + 1 : last]:
        if token.is_punct and token.text not in {'"', "“", "‘", "”", "-"}:
            return
        if token.pos_ in {"VERB", "AUX", "CCONJ", "SCONJ"} and token.tag_ not in {"VBN", "VBG"}:
            return
        if token.pos_ == "ADJ" and named in {*token.ancestors} and token.head.i < token.i:
            yield token.i


def _end(verb: Token, start: int) -> int:
    for token in verb.doc[start : verb.sent.end]:
        if token.text in ENDING or (token.text == "," and token.i > start):
            return token.i
        if token.dep_ == "mark" and token.i > start and token.lower_ not in {"to", "of", "for"}:
            return token.i
    return verb.sent.end
