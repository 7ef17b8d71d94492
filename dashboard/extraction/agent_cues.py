"""Positions in what somebody is called: "one of its signatories", "a critic of the deal", "among the backers"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dashboard.catalogue.stance import StanceWord, stance_lexicon
from dashboard.extraction import syntax
from dashboard.extraction.binding import target_head
from dashboard.extraction.findings import Finding
from dashboard.extraction.holders import raised
from dashboard.extraction.lists import mentions_before, mentions_from
from dashboard.extraction.targets import phrase

REACH = 8  # words between "among the critics of the deal" and the verb before the names
PREDICATES = frozenset({"be", "include", "count", "come", "stand"})
OWNERS = frozenset({"NOUN", "PRON", "PROPN"})
UNSURE = frozenset({"not", "n't", "no", "never", "former", "once", "would-be", "potential", "possible"})


def agent_findings(noun: Token) -> Iterator[Finding]:
    """The position of whoever the noun describes."""
    words = agent_words(noun)
    holders = described(noun)
    for word in words:
        head = target_head(noun, word) or _owner(noun)
        if holders and word.stance is not None and head is not None and head.i not in holders:
            yield Finding(holders, word.stance, phrase(head), (noun.i, noun.i + 1), "agent")
            return


def agent_words(noun: Token) -> tuple[StanceWord, ...]:
    """The lexicon's rows for a noun, none where it is denied or a thing of the past ("a former critic")."""
    words = stance_lexicon().agents.get(noun.lemma_.lower(), ())
    return () if any(child.lower_ in UNSURE for child in noun.children) else words


def _owner(noun: Token) -> Token | None:
    """What "its signatories", "the treaty's critics" or "treaty opponents" belong to."""
    for child in noun.children:
        if child.dep_ in {"nmod:poss", "poss", "compound"} and child.i < noun.i and child.pos_ in OWNERS:
            return child
    return None


def described(noun: Token) -> tuple[int, ...]:
    """Heads of those who are called so: before "be", in apposition, or after "among the critics were"."""
    if beside := _among(noun):
        return beside
    if before := raised(noun):
        return before
    if noun.dep_ == "appos":
        return (noun.head.i,)
    within = noun.head  # "Merz, one of the strongest promoters of the deal, …"
    if noun.dep_ == "nmod" and within.dep_ == "appos":
        return (within.head.i,)
    if named := [child.i for child in noun.children if child.dep_ in {"appos", "flat"} and child.pos_ == "PROPN"]:
        return tuple(named)
    return _after_verb(noun)


def _among(noun: Token) -> tuple[int, ...]:
    """ "… and Austria among the opponents": those named right before, whatever verb is left out."""
    for token in reversed(noun.doc[max(noun.sent.start, noun.i - 3) : noun.i]):
        if token.lower_ == "among":
            return mentions_before(noun.doc, token.i, noun.sent.start)
    return ()


def _after_verb(noun: Token) -> tuple[int, ...]:
    """ "Among its backers were A and B", "its critics include C"."""
    for token in noun.doc[noun.i + 1 : min(noun.i + REACH, noun.sent.end)]:
        if token.lemma_.lower() in PREDICATES and token.pos_ in {"VERB", "AUX"}:
            return mentions_from(noun.doc, token.i + 1)
        if token.pos_ in {"VERB", "PUNCT"} and token.dep_ not in syntax.SUBJECTS:
            return ()
    return ()
