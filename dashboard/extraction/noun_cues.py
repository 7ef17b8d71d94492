"""Positions that nouns show: "Turkey's opposition to", "Russian support for", "voiced concern about"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dashboard.catalogue.stance import StanceWord, stance_lexicon
from dashboard.extraction import syntax
from dashboard.extraction.binding import target_head
from dashboard.extraction.findings import Attribution, Finding
from dashboard.extraction.holders import holders_of, possessors
from dashboard.extraction.targets import phrase
from dashboard.extraction.verb_cues import GIVING, LOSING, is_absorbed, is_hypothetical

COMING = frozenset({"come", "stem"})  # "support for the ban came from Kenya"
# With these the side is taken by others: "drew criticism from Kenya", "won the support of Ghana".
RECEIVING = frozenset(
    "draw attract spark provoke trigger prompt elicit earn win get gain receive enjoy secure have face meet".split()
)
# "spoke in favour of it", "voted in protest at it": what is done in this way shows the side of whoever does it.
MANNERS = frozenset("favour favor support defence defense protest opposition solidarity".split())


def noun_findings(noun: Token, attributions: Sequence[Attribution]) -> Iterator[Finding]:
    """Positions that this noun shows, held by its possessor or by the subject of the verb that carries it."""
    words = stance_lexicon().nouns.get(noun.lower_) or stance_lexicon().nouns.get(noun.lemma_.lower(), ())
    if words and (received := _received(noun, words[0])) is not None:
        yield received
        return
    for word in words:
        head = target_head(noun, word)
        if head is None:
            continue
        verb = _carrier(noun)
        holders = possessors(noun) or _givers(noun) or _in_whose_manner(noun, attributions)
        turned = _is_denied(noun)
        if verb is not None and verb.lemma_ in GIVING | LOSING:
            if is_absorbed(verb) or is_hypothetical(verb):
                return
            holders = holders_of(verb, attributions) or holders
            # The "no" of "has no plans" is seen at the noun and at its verb, and is one.
            turned = (turned or syntax.is_negated(verb)) ^ (verb.lemma_ in LOSING)
        stance = word.under_negation() if turned else word.stance
        if verb is not None and verb.lemma_ in LOSING and stance is None and word.stance is not None:
            stance = word.stance.opposite  # a veto that is lifted is a side given up, whatever "no veto" would say
        if holders and stance is not None and head.i not in holders:
            yield Finding(holders, stance, phrase(head), (noun.i, noun.i + 1), "noun")
            return


def _received(noun: Token, word: StanceWord) -> Finding | None:
    """ "The ban drew criticism *from* Kenya", "has the backing *of* Ghana": on whatever the subject names."""
    verb = noun.head
    if noun.dep_ not in syntax.OBJECTS or verb.lemma_ not in RECEIVING or is_hypothetical(verb):
        return None
    actors = {mention.head for mention in noun.doc._.mentions if mention.kind not in {"pronoun", "collective"}}
    behind = [*syntax.obliques(noun), *syntax.obliques(verb)]
    holders = tuple(
        each.i
        for preposition, inner in behind
        if preposition in ("from", "of")
        for each in syntax.conjuncts(inner)
        if each.i in actors
    )
    subject = next(iter(syntax.subjects(verb)), None)
    matter = target_head(noun, word)  # "drew criticism from Kenya over the levy"
    head = subject if matter is None or matter.i in holders else matter
    denied = syntax.is_negated(verb) or _is_denied(noun)
    stance = word.under_negation() if denied else word.stance
    if head is None or not holders or stance is None or head.i in holders or head.pos_ == "PRON":
        return None
    return Finding(holders, stance, phrase(head), (noun.i, noun.i + 1), "noun")


def _givers(noun: Token) -> tuple[int, ...]:
    """ "Support for the ban *came from* Kenya and Ghana." """
    verb = noun.head
    if noun.dep_ not in syntax.SUBJECTS or verb.lemma_ not in COMING or syntax.is_negated(verb):
        return ()
    return tuple(
        each.i
        for preposition, inner in syntax.obliques(verb)
        if preposition == "from"
        for each in syntax.conjuncts(inner)
    )


def _in_whose_manner(noun: Token, attributions: Sequence[Attribution]) -> tuple[int, ...]:
    """ "Chile *is in favour of* the ban", "spoke *in support of* it": the subject of what is done in this manner."""
    joins = noun.head.lemma_ == "join"  # "joined Belgium in a call for it": whoever joins and whoever is joined
    if noun.lower_ not in MANNERS and not joins:
        return ()
    if not any(child.lower_ == "in" and child.dep_ == "case" for child in noun.children):
        return ()
    if any(child.dep_ == "cop" for child in noun.children):
        return () if is_hypothetical(noun) else holders_of(noun, attributions)
    verb = noun.head
    if noun.dep_ not in syntax.OBLIQUES or verb.pos_ != "VERB" or is_absorbed(verb) or is_hypothetical(verb):
        return ()
    joined = syntax.objects(verb) if joins else []
    return (*holders_of(verb, attributions), *(one.i for each in joined for one in syntax.conjuncts(each)))


def _carrier(noun: Token) -> Token | None:
    """The verb that the noun, or the first noun it is coordinated with, is the object of."""
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    is_carried = noun.dep_ in syntax.OBJECTS or (noun.dep_ in syntax.PASSIVE_SUBJECTS)
    return noun.head if is_carried and noun.head.pos_ in {"VERB", "AUX"} else None


def _is_denied(noun: Token) -> bool:
    if any(child.dep_ == "cop" for child in noun.children) and syntax.is_negated(noun):
        return True
    return any(child.lower_ in {"no", "little"} and child.dep_ in {"det", "amod"} for child in noun.children)
