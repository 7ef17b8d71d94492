"""Who does what a verb says, where the parser shows it and where it lost the way.

An infinitive of purpose is done by the subject above it ("came to the summit to urge"), a relative clause may speak for
its antecedent's country ("France, whose government backs it"), and a verb without a subject of its own by those named
right before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dashboard.extraction import syntax
from dashboard.extraction.findings import Attribution
from dashboard.extraction.holders import RELATIVE, holders_of, raised
from dashboard.extraction.lists import mentions_before

FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
RELATIVE_CLAUSES = frozenset({"acl:relcl", "relcl"})
FIRSTS = frozenset({"first", "last", "latest", "only"})  # "the first country to ratify" has ratified
# Those whose word is their country's, and the papers in which states speak together.
SPEAKING_FOR = frozenset(
    "country government state nation parliament party ministry minister president leader delegation veto vote "
    "pushback opposition resistance".split()
)
LETTERS = frozenset("declaration statement letter appeal call motion proposal communiqué resolution draft".split())


def takers(verb: Token, attributions: Sequence[Attribution]) -> tuple[int, ...]:
    """Those who do what the verb says; an infinitive of purpose and a second participle borrow their governor's."""
    governor = verb.head
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and syntax.is_passive(governor) and syntax.agents(verb):
        return tuple(each.i for agent in syntax.agents(verb) for each in syntax.conjuncts(agent))
    found = doers(verb, attributions)
    if governor is verb or not is_infinitive(verb):
        return found
    if governor.pos_ == "NOUN" and verb.dep_ == "acl":
        carrier = governor.head  # "used its chance to demand"
        is_object = governor.dep_ in syntax.OBJECTS and carrier.pos_ == "VERB"
        return doers(carrier, attributions) if is_object else found
    if found:
        return found
    if governor.pos_ == "VERB" and verb.dep_ in {"advcl", "xcomp"} and not syntax.is_negated(governor):
        return doers(governor, attributions)  # "came to the summit to urge"
    is_first = any(child.dep_ == "cop" for child in governor.children) and any(
        word.lower_ in FIRSTS for word in governor.subtree
    )
    if is_first and verb.dep_ in {"advcl", "acl", "csubj"}:
        return doers(governor, attributions)  # "was among the first to sign"
    return found


def doers(verb: Token, attributions: Sequence[Attribution]) -> tuple[int, ...]:
    """Those who do what the verb says; where the parser found no subject, those named right before it."""
    if verb.dep_ in RELATIVE_CLAUSES and (through := _through_relative(verb, attributions)):
        return through
    subjects = holders_of(verb, attributions)
    found = tuple(dict.fromkeys(index for subject in subjects for index in _meant(verb, subject)))
    if syntax.is_passive(verb) or verb.tag_ not in FINITE or verb.dep_ in RELATIVE_CLAUSES:
        return found
    is_borrowed = verb.dep_ in {"conj", "parataxis"} and not syntax.is_finite_clause_head(verb)
    if found and not is_borrowed:
        return found
    after = verb.head.i + 1 if is_borrowed and verb.head.i < verb.i else verb.sent.start
    comma = verb.i > after and verb.nbor(-1).text == ","
    return mentions_before(verb.doc, verb.i - comma, after) or found


def _meant(verb: Token, index: int) -> tuple[int, ...]:
    """Heads that a lost subject leads to: "A was among *the members* committed to it", "A, *which* asked"."""
    subject = verb.doc[index]
    if subject.lower_ in RELATIVE and verb.dep_ not in RELATIVE_CLAUSES:
        comma = index > verb.sent.start and subject.nbor(-1).text == ","
        return mentions_before(verb.doc, index - comma, verb.sent.start)[-1:] or (index,)
    has_own = any(child.dep_ in syntax.SUBJECTS for child in subject.children)
    return (raised(subject) if has_own else ()) or (index,)


def _through_relative(verb: Token, attributions: Sequence[Attribution]) -> tuple[int, ...]:
    """Who stands behind a relative clause: "France, *whose government* backs it", "joined in *a letter* that asks"."""
    for subject in syntax.subjects(verb):
        if subject.lemma_.lower() in SPEAKING_FOR and any(child.lower_ == "whose" for child in subject.children):
            return tuple(token.i for token in syntax.conjuncts(verb.head)[:1])
    paper, carrier = verb.head, verb.head.head
    speaks = any(child.lower_ in {"that", "which"} and child.dep_ in syntax.SUBJECTS for child in verb.children)
    if not speaks or paper.lemma_.lower() not in LETTERS or carrier.pos_ != "VERB" or carrier is verb:
        return ()
    company = syntax.objects(carrier) if carrier.lemma_ == "join" else []
    return (*doers(carrier, attributions), *(one.i for each in company for one in syntax.conjuncts(each)))


def is_infinitive(verb: Token) -> bool:
    """Whether the verb stands with "to"."""
    return any(child.lower_ == "to" and child.dep_ in {"mark", "aux"} for child in verb.children)
