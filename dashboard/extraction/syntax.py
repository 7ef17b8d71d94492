"""Questions to a dependency tree, answered alike for Universal Dependencies and for spaCy's own (ClearNLP) labels.

The shipped model speaks Universal Dependencies; a user's ``en_core_web_*`` speaks ClearNLP. The two differ in where a
preposition hangs, what heads a copular clause and how relations are called; the rules of reading should not have to
know.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "csubj", "csubj:pass", "csubjpass"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "nsubjpass", "csubj:pass", "csubjpass"})
OBJECTS = frozenset({"obj", "dobj", "iobj", "dative"})
CLAUSES = frozenset({"ccomp", "xcomp"})
OBLIQUES = frozenset({"obl", "nmod", "obl:agent"})
CLAUSAL_MODIFIERS = frozenset({"advcl", "acl", "acl:relcl", "relcl", "pcomp"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "cannot"})


def subjects(head: Token) -> list[Token]:
    """Subjects of a verb or predicate; a bare infinitive or participle and a conjoined verb borrow their governor's."""
    own = [child for child in head.children if child.dep_ in SUBJECTS and not child.is_punct]  # a rare mark is no actor
    if own:
        return own
    governor = head.head
    if (
        head.dep_ in {"conj", "xcomp", "parataxis"}
        and governor is not head
        and governor.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}
    ):
        return subjects(governor)
    if head.dep_ == "advcl" and head.tag_ == "VBG" and governor is not head:
        return subjects(governor)
    if head.dep_ in {"acl:relcl", "relcl", "acl"}:
        return [governor]
    return []


def is_passive(head: Token) -> bool:
    """Whether the predicate is in the passive voice."""
    if any(child.dep_ in PASSIVE_SUBJECTS or child.dep_ in {"aux:pass", "auxpass"} for child in head.children):
        return True
    return is_reduced_passive(head)


def is_reduced_passive(head: Token) -> bool:
    """Whether the token is a participle set to its noun: "rebels backed by Turkey"."""
    if head.tag_ != "VBN" or head.dep_ != "acl" or any(child.dep_ in OBJECTS for child in head.children):
        return False
    return not _is_main_verb(head)


def _is_main_verb(participle: Token) -> bool:
    """Whether a parser that found no verb took one for a participle: "The UN chief, Ana Vale, appealed for calm"."""
    noun = participle.head
    if noun.dep_ == "appos":
        noun = noun.head
    has_verb = any(child.dep_ == "cop" or child.dep_ in SUBJECTS for child in noun.children)
    if noun.dep_ != "ROOT" or has_verb or participle.i < noun.i:
        return False
    return participle.nbor(-1).text == "," and not agents(participle)


def objects(head: Token) -> list[Token]:
    """Direct objects, and the surface subject of a passive."""
    found = [child for child in head.children if child.dep_ in OBJECTS and child.pos_ != "ADP"]
    if found or not is_passive(head):
        return found
    if is_reduced_passive(head):
        return [head.head]
    return [child for child in head.children if child.dep_ in SUBJECTS]


def agents(head: Token) -> list[Token]:
    """Who does it in a passive: "imposed by Washington"."""
    return [obj for preposition, obj in obliques(head) if preposition == "by"]


def obliques(head: Token) -> Iterator[tuple[str, Token]]:
    """Pairs of (lower-case preposition, head of its phrase) that hang on a word, phrases and clauses alike."""
    for child in head.children:
        if child.dep_ in OBLIQUES or child.dep_ in CLAUSAL_MODIFIERS or child.dep_ in CLAUSES:
            marks = [mark for mark in child.children if mark.dep_ in {"case", "mark"} and mark.i < child.i]
            if marks:
                yield marks[0].lower_, child
        elif child.dep_ in {"prep", "agent", "dative"}:
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp"}:
                    yield child.lower_, inner


def clauses(head: Token) -> list[Token]:
    """Heads of the clauses that complete a verb ("said that X", "wants to X", "ruled out doing X")."""
    return [child for child in head.children if child.dep_ in CLAUSES or is_gerund_object(child)]


def is_gerund_object(verb: Token) -> bool:
    """Whether a participle right behind its governor, or that one's particle, is its object: "ruled out *doing* it"."""
    governor = verb.head
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or governor.pos_ != "VERB" or verb.i <= governor.i:
        return False
    between = verb.doc[governor.i + 1 : verb.i]
    return all(word.head == governor and word.dep_ in {"compound:prt", "prt"} for word in between)


def is_negated(head: Token) -> bool:
    """Whether a negation word hangs on the predicate, its auxiliaries, its subject's determiner or its object's."""
    for child in head.children:
        if child.lower_ in NEGATIONS and child.dep_ in {"advmod", "neg", "det", "aux", "cc:preconj", "discourse"}:
            return True
        if child.lower_ == "longer" and any(word.lower_ == "no" for word in child.children):
            return True
        if child.dep_ in SUBJECTS and any(
            word.lower_ in {"no", "neither", "nobody"} for word in (child, *child.children)
        ):
            return True
        if child.dep_ in OBJECTS and any(word.lower_ == "no" and word.dep_ == "det" for word in child.children):
            return True
    return False


def is_finite_clause_head(token: Token) -> bool:
    """Whether the token heads a clause with a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in token.children)


def conjuncts(token: Token) -> list[Token]:
    """The token and all that is coordinated with it, in text order.

    Of "the EU, the UK and Canada" a parser may take the second for another name of the first.
    """
    joined = {token, *token.conjuncts}
    for first in tuple(joined):
        last = max((child.i for child in first.children if child.dep_ == "conj"), default=0)
        joined.update(child for child in first.children if child.i < last and _is_listed(child))
    return sorted(joined, key=lambda word: word.i)


def _is_listed(child: Token) -> bool:
    first = child.left_edge
    behind_comma = first.text == "," or (first.i > 0 and first.nbor(-1).text == ",")
    return child.dep_ == "appos" and child.pos_ == "PROPN" and behind_comma
