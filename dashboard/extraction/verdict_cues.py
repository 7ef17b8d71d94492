"""Positions in set phrases: "the plan will not work", "Kyiv deserves an answer", "it is too early to decide".

The phrases are matched word by word and not by the tree, which seldom holds where a quotation begins within a clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dashboard.catalogue.verdicts import Front, Judge, Place, Verdict, verdicts
from dashboard.extraction import syntax
from dashboard.extraction.findings import Attribution, Finding
from dashboard.extraction.holders import holders_of, speaker
from dashboard.extraction.targets import clip, phrase
from dashboard.extraction.tone import is_not_only
from dashboard.schema import Stance

GAP = 3  # small words that may stand between two words of a phrase
SMALL = frozenset({"DET", "ADJ", "ADV", "PRON", "PUNCT", "PART", "CCONJ"})
REACH_OF_DENIAL = 4  # words before a phrase among which its "not" stands
NOMINAL = frozenset({"NOUN", "PROPN", "VERB", "PRON"})
INNER = frozenset({"compound", "amod", "det", "nmod:poss", "poss", "nummod", "case", "mark", "aux", "flat"})
FORESEEING = frozenset({"would", "could", "will", "may", "might", "can"})
CLIMB = 3  # steps from the first word of a phrase ("clear *enough*") to the predicate of its clause
LEFT_OPEN = frozenset({"if", "whether", "unless"})


def verdict_findings(token: Token, attributions: Sequence[Attribution]) -> Iterator[Finding]:
    """The verdict whose first word this is, or none."""
    if token.dep_ == "amod" and token.tag_ in {"VBN", "VBG"}:
        return
    known = verdicts().get(token.lemma_.lower(), ())
    ahead = [(word.lower_, word.lemma_, word.pos_) for word in token.doc[token.i + 1 : token.sent.end]] if known else []
    for verdict in known:
        end = _end(token, verdict, ahead)
        denial = None if end is None else _denial(token)
        if end is None or not _is_fronted(token, verdict, denial) or _is_open(token):
            continue
        stance = verdict.stance if verdict.front is Front.DENIED or denial is None else verdict.under_negation()
        holders = _holders(token, verdict, attributions)
        target = _target(token, end, verdict, attributions)
        if stance is not None and holders and target is not None and not target[0] <= holders[0] < target[1]:
            method = "undecided" if stance is Stance.NEUTRAL else "verdict"
            yield Finding(holders, stance, target, (token.i, end), method)
        return


def _end(first: Token, verdict: Verdict, ahead: Sequence[tuple[str, str, str]]) -> int | None:
    """One past the last word of the phrase that begins here; ``None`` where it does not stand here.

    ``ahead`` holds form, lemma and part of speech of the words that follow in the sentence.
    """
    at = -1
    for wanted in verdict.words[1:]:
        for index in range(at + 1, min(at + 2 + GAP, len(ahead))):
            form, lemma, pos = ahead[index]
            if wanted in (form, lemma):
                at = index
                break
            if pos not in SMALL or form in {"no", "not", "n't"}:
                return None
        else:
            return None
    return first.i + at + 2


def _is_fronted(first: Token, verdict: Verdict, denial: Token | None) -> bool:
    """Whether the phrase stands as its front asks: denied, or foreseen ("would ruin", not "ruined")."""
    if verdict.front is Front.FORESEEN:
        is_foreseen = any(child.lower_ in FORESEEING for child in first.children)
        return is_foreseen and not syntax.is_passive(first) and bool(syntax.subjects(first))
    return verdict.front is Front.PLAIN or denial is not None


def _denial(first: Token) -> Token | None:
    """The "not" that bears on the phrase: close before it and in its clause."""
    for token in reversed(first.doc[max(first.sent.start, first.i - REACH_OF_DENIAL) : first.i]):
        if token.lower_ in syntax.NEGATIONS and token.lower_ not in {"no", "nor"} and not is_not_only(token):
            return token
        if token.text in {",", ";", ":"} or token.lower_ in {"but", "and", "that", "because"}:
            return None
    return next(
        (child for child in first.children if child.lower_ in {"not", "n't", "never"} and child.i < first.i), None
    )


def _is_open(first: Token) -> bool:
    """Whether a condition leaves it open: "if the plan does not work"."""
    return any(child.lower_ in LEFT_OPEN and child.dep_ == "mark" for child in _predicate(first).children)


def _predicate(first: Token) -> Token:
    """The word that carries the clause of the phrase."""
    if first.dep_ in {"cop", "aux", "aux:pass"}:
        return first.head
    word = first
    for _ in range(CLIMB):
        if (
            word.pos_ in {"VERB", "AUX"}
            or word.head == word
            or any(each.dep_ in syntax.SUBJECTS for each in word.children)
        ):
            return word
        word = word.head
    return first


def _holders(first: Token, verdict: Verdict, attributions: Sequence[Attribution]) -> tuple[int, ...]:
    if verdict.judge is Judge.SUBJECT and (subjects := holders_of(_predicate(first), attributions)):
        return subjects
    source = speaker(first, attributions)
    return () if source is None else (source,)


def _target(first: Token, end: int, verdict: Verdict, attributions: Sequence[Attribution]) -> tuple[int, int] | None:
    if verdict.place is Place.AFTER:
        return _after(first, end)
    subject = next((one for one in syntax.subjects(_predicate(first)) if one.i < first.i), None)
    if verdict.place is Place.CLAUSE:
        start = first.i if subject is None else subject.left_edge.i
        return clip(first, start, max(end, _edge(first)))
    if subject is not None and subject.pos_ in NOMINAL and subject.lower_ not in {"it", "that", "which"}:
        return phrase(subject)
    opening = max([first.sent.start, *(each.start for each in attributions if each.start <= first.i < each.end)])
    return clip(first, opening, first.i) if opening < first.i else None


def _after(first: Token, end: int) -> tuple[int, int] | None:
    """The phrase that follows: its head is the first noun or verb that no later word of it governs."""
    sent = first.sent
    head = next((token for token in first.doc[end : sent.end] if token.pos_ in NOMINAL), None)
    if head is None:
        return None
    while head.dep_ in INNER and head.i < head.head.i < sent.end:
        head = head.head
    return phrase(head)


def _edge(first: Token) -> int:
    """Where the clause ends: at the next mark or conjunction."""
    for token in first.doc[first.i + 1 : first.sent.end]:
        if (token.is_punct and token.text not in {"-", "'", '"', "“"}) or (
            token.dep_ == "mark" and token.lower_ != "to"
        ):
            return token.i
    return first.sent.end
