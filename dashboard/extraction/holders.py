"""Whose position a stance word shows: its subject, its possessor, or the one whose words it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dashboard.catalogue.stance import stance_lexicon
from dashboard.extraction import syntax
from dashboard.extraction.findings import Attribution

FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my", "ourselves"})
IMPERSONAL = frozenset(
    {"it", "there", "this", "that", "these", "those", "what", "you", "one", "nothing", "nobody", "everyone"}
)
RELATIVE = frozenset({"who", "which", "that", "whom"})
# Nouns under which a text counts a state among others, and how many steps up its own name may stand.
MEMBERS = frozenset(
    "member state country nation government ally one power party abstainer voice neighbour economy capital delegation "
    "partner founder those".split()
)
CLIMB = 4
# Plurals that speak for the several states named after "of".
VOICES = frozenset(
    "minister leader president government representative envoy delegation delegate ambassador chancellor premier "
    "official parliament king monarch head secretary diplomat negotiator capital people authority counterpart "
    "chief".split()
)

DOCUMENTS = frozenset(
    "letter statement communiqué communique declaration tweet post speech text message note resolution".split()
)
# What those do whose words a document holds; who vetoes or welcomes it did not write it.
ISSUING = frozenset("issue release publish sign send write post adopt pass approve deliver make read circulate".split())


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
    clause = _clause_head(predicate)
    if word in RELATIVE and clause.dep_ in {"acl:relcl", "relcl"}:
        antecedent = _right_before(subject) or clause.head
        return raised(antecedent) or tuple(token.i for token in syntax.conjuncts(antecedent)[:1])
    if word in IMPERSONAL and not _is_taken_up(subject, predicate):
        return ()
    if predicate.dep_ == "acl" and subject == predicate.head:
        if above := raised(subject):
            return above
        if subject.lemma_.lower() in DOCUMENTS:
            return tuple(one.i for author in authors(subject) for one in syntax.conjuncts(author))
    return tuple(index for token in syntax.conjuncts(subject) for index in _jointly_named(token))


def _jointly_named(noun: Token) -> tuple[int, ...]:
    """In "the ministers of Germany, France and Poland" the three states; any other word stands for itself."""
    if noun.tag_ not in {"NNS", "NNPS"} or noun.lemma_.lower() not in VOICES:
        return (noun.i,)
    named = {mention.head for mention in noun.doc._.mentions if mention.kind in {"state", "bloc"}}
    owners = [inner for preposition, inner in syntax.obliques(noun) if preposition in {"of", "from"}]
    states = tuple(one.i for owner in owners for one in syntax.conjuncts(owner) if one.i in named)
    return states if len(states) > 1 else (noun.i,)


def _clause_head(predicate: Token) -> Token:
    """The first verb of a coordination: "which backed it and *abstained*"."""
    while predicate.dep_ == "conj" and predicate.head.pos_ in {"VERB", "AUX"}:
        predicate = predicate.head
    return predicate


def _right_before(pronoun: Token) -> Token | None:
    """The named actor that a relative pronoun follows, however the tree hangs its clause: "by Canberra, which …"."""
    end = pronoun.i - 1 if pronoun.i and pronoun.nbor(-1).text == "," else pronoun.i
    before = [mention for mention in pronoun.doc._.mentions if mention.end == end and mention.kind == "state"]
    return pronoun.doc[before[-1].head] if before else None


def _is_taken_up(pronoun: Token, predicate: Token) -> bool:
    """Whether "it" stands for a state that acts ("it abstained"), not for nothing ("it is time to", "it was said")."""
    is_personal = pronoun.lower_ == "it" and predicate.pos_ == "VERB" and not syntax.is_passive(predicate)
    return is_personal and any(mention.start == pronoun.i for mention in pronoun.doc._.mentions)


def raised(noun: Token) -> tuple[int, ...]:
    """Heads of those that a predicate noun is said of: in "A was one of 14 states that voted", A; empty elsewhere.

    Only for nouns that name members of a group, so that "the UN is where states vote" gives nothing.
    """
    is_member = noun.lemma_.lower() in MEMBERS or noun.lemma_.lower() in stance_lexicon().agents
    if not is_member and noun.pos_ != "NUM":  # "was among the 93 that voted"
        return ()
    at = noun
    for _ in range(CLIMB):
        carrier = at if _has_copula(at) else at.head if at.head.lemma_.lower() in {"become", "remain"} else None
        if carrier is not None:
            said_of = [child for child in carrier.children if child.dep_ in syntax.SUBJECTS and child.i < noun.i]
            return tuple(one.i for subject in said_of for one in syntax.conjuncts(subject))
        if at.dep_ not in {"nmod", "obl", "attr", "pobj", "xcomp", "conj"} or at.head == at:
            return ()
        at = at.head
    return ()


def authors(document: Token) -> list[Token]:
    """Whose words a letter or statement holds: its owner, or the one who issues it."""
    owners = [child for child in document.children if child.dep_ in {"nmod:poss", "poss"}]
    owners += [inner for preposition, inner in syntax.obliques(document) if preposition in {"by", "from", "of"}]
    verb = document.head
    if owners or verb.lemma_.lower() not in ISSUING:
        return owners
    return syntax.agents(verb) if syntax.is_passive(verb) else syntax.subjects(verb)


def _has_copula(token: Token) -> bool:
    return any(child.dep_ == "cop" for child in token.children) or token.lemma_.lower() == "be"


def possessors(noun: Token) -> tuple[int, ...]:
    """Heads of those a noun of stance belongs to: "Turkey's opposition", "Russian support", "a call by Paris"."""
    found = [
        child for child in noun.children if child.dep_ in {"nmod:poss", "poss", "amod", "compound"} and child.i < noun.i
    ]
    found = [child for child in found if child.pos_ in {"PROPN", "PRON", "ADJ", "NOUN"}]
    found += [inner for preposition, inner in syntax.obliques(noun) if preposition in {"by", "from"}]
    return tuple(token.i for child in found for token in syntax.conjuncts(child))
