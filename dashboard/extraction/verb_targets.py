"""What a verb of stance is about: where its row of the lexicon says, and where news puts it instead.

A relative pronoun leads to its antecedent, a set phrase to what its last word leads to, and a deed told without its
object ("Denmark ratified in July") to the paper named last.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from spacy.tokens import Token

from dashboard.catalogue.stance import OBJECT, StanceWord, VerbKind, stance_lexicon
from dashboard.extraction import syntax
from dashboard.extraction.binding import target_head
from dashboard.extraction.doers import FINITE, FIRSTS, RELATIVE_CLAUSES, is_infinitive
from dashboard.extraction.holders import RELATIVE
from dashboard.extraction.targets import phrase, trim

WITHIN = frozenset({"xcomp", "ccomp", "advcl", "acl"})  # clauses whose own "not" turns what is wanted
TIMES = frozenset("hour day week month year decade minute time while moment".split())
FIRST_REACH = 8  # words between "first" and the infinitive: "the first country of the region to ratify"
# Deeds that news tells without their object, the objects that only carry them, and the nouns that are meant.
ELLIPTIC = frozenset(
    {"sign", "ratify", "accede", "apply", "approve", "consent", "submit application", "give approval", "give consent"}
)
CARRIED = frozenset({"application", "approval", "consent"})
PAPERS = frozenset(
    "accession membership bid application admission treaty convention protocol pact accord agreement deal declaration "
    "statement text resolution document enlargement".split()
)
PAST_SENTENCES = 2  # how far back the paper may stand
SET_PHRASE_REACH = 8  # words between a verb and the preposition of its set phrase


def target_of(verb: Token, word: StanceWord) -> Token | None:
    """The target where the row says it stands; a relative pronoun leads to what it stands for."""
    head = target_head(verb, word)
    if head is not None and _is_time(head):  # "agreed *on Monday* to send it"
        others = (dataclasses.replace(word, binds=(binding,)) for binding in word.binds)
        heads = (target_head(verb, other) for other in others)
        head = next((other for other in heads if other is not None and not _is_time(other)), None)
    if head is None and (antecedent := _antecedent(verb, word)) is not None:
        return antecedent
    if head is None and " " in word.word:  # "said yes *to the treaty*", "opted *out of the pact*"
        head = next(_after_set_phrase(verb, word), None)
    if head is None and OBJECT in word.binds and verb.dep_ == "case":
        head = verb.head  # "opposed" before its object, taken for a preposition by the parser
    if head is None and OBJECT in word.binds and verb.dep_ == "conj" and verb.tag_ == "VBN":
        head = next(iter(syntax.objects(verb.head)), None) if syntax.is_passive(verb.head) else None
    if head is None and word.kind is VerbKind.DEED and word.word in ELLIPTIC:
        return _told_before(verb)
    if head is not None and head.lower_ in RELATIVE and head.i < verb.i:
        return verb.head if verb.dep_ in RELATIVE_CLAUSES and verb.head.i < verb.i else None
    return None if head is None or _is_name_given(verb, head) else head


def _antecedent(verb: Token, word: StanceWord) -> Token | None:
    """What the relative pronoun behind a preposition stands for: "the accession, *for which* Kyiv applied"."""
    for child in verb.children:
        marks = [mark.lower_ for mark in child.children if mark.dep_ == "case"]
        if child.lower_ in RELATIVE and child.i < verb.i and any(mark in word.binds for mark in marks):
            if verb.dep_ in RELATIVE_CLAUSES:
                return verb.head
            before = verb.doc[verb.sent.start : child.i]
            return next((token for token in reversed(before) if token.pos_ in {"NOUN", "PROPN"}), None)
    return None


def _after_set_phrase(verb: Token, word: StanceWord) -> Iterator[Token]:
    """What the preposition of a set phrase leads to, whichever of its words the parser hung it on."""
    last = word.word.rpartition(" ")[2]
    for token in verb.doc[verb.i + 1 : min(verb.i + SET_PHRASE_REACH, verb.sent.end)]:
        behind = token.nbor(-1)
        if token.lower_ in word.binds and last in {behind.lower_, behind.lemma_.lower()} and token.head.i > token.i:
            yield token.head


def _told_before(verb: Token) -> Token | None:
    """What was signed, ratified or applied for where only the deed is told: the paper or the status named last."""
    objects = {child.lemma_.lower() for child in verb.children if child.dep_ in {*syntax.OBJECTS, *syntax.CLAUSES}}
    if not is_done(verb) or not objects <= CARRIED:
        return None
    first = verb.sent.start
    for _ in range(PAST_SENTENCES):
        first = verb.doc[first - 1].sent.start if first > 0 else first
    for token in reversed(verb.doc[first : verb.i]):
        if token.lemma_.lower() in PAPERS and token.pos_ == "NOUN":
            return token
    return None


def _is_time(head: Token) -> bool:
    """Whether a phrase says when or how long, not what: "spoke for an hour"."""
    return head.ent_type_ in {"DATE", "TIME"} or head.lemma_.lower() in TIMES


def _is_name_given(verb: Token, head: Token) -> bool:
    """Whether a predicate without "to" names the object instead of being wanted: "called the deal *a catastrophe*"."""
    gives_names = any(row.kind is VerbKind.LABEL for row in stance_lexicon().verbs.get(verb.lemma_.lower(), ()))
    is_clause = head.dep_ in syntax.CLAUSES and not any(child.dep_ in {"mark", "aux"} for child in head.children)
    return gives_names and is_clause


def target_words(head: Token, verb: Token) -> tuple[int, int]:
    """The words of a target, from behind a "not" on: that has gone into the stance already."""
    start, end = phrase(head)
    if verb.dep_ == "case" and start <= verb.i < head.i:
        start, end = trim(head, verb.i + 1, end)
    if head.dep_ in WITHIN:
        refusals = [child.i for child in head.children if refuses(child) and start <= child.i < end - 1]
        start = max([start, *(index + 1 for index in refusals)])
    while start < end - 1 and head.doc[start].lower_ in syntax.NEGATIONS | {"to", "be"}:
        start += 1
    return start, end


def is_done(verb: Token) -> bool:
    """Whether the deed is told as done or announced, not merely named: "signed", "will sign", not "to sign".

    "The first country to sign" has signed.
    """
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "aux:pass", "auxpass"}}
    if verb.tag_ in FINITE or bool(auxiliaries - {"to"}):
        return True
    before = verb.doc[max(verb.sent.start, verb.i - FIRST_REACH) : verb.i]
    words = {word.lower_ for word in before}
    return is_infinitive(verb) and not FIRSTS.isdisjoint(words) and "yet" not in words


def refuses(child: Token) -> bool:
    """Whether this word negates the infinitive or clause that it hangs on; "not only" and "not just" do not."""
    if child.lower_ not in {"not", "never", "n't", "n’t"} or child.dep_ not in {"advmod", "neg"}:
        return False
    return child.i + 1 == len(child.doc) or child.nbor().lower_ not in {"only", "just", "merely", "simply"}


def refuses_next(verb: Token) -> bool:
    """Whether a "not" or "never" that hangs on the verb belongs to the infinitive behind it."""
    later = [child for child in verb.children if refuses(child) and child.i > verb.i]
    return any(child.i + 1 < verb.sent.end and child.nbor().lower_ == "to" for child in later)
