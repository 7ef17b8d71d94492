"""Positions that verbs show: "opposes", "voted against", "backed by", "Russian-backed", "described as a betrayal"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dashboard.catalogue.stance import StanceWord, VerbKind, stance_lexicon
from dashboard.extraction import syntax
from dashboard.extraction.binding import target_head
from dashboard.extraction.findings import Attribution, Finding
from dashboard.extraction.holders import holders_of
from dashboard.extraction.targets import phrase
from dashboard.extraction.tone import tone
from dashboard.schema import Stance

# With these the deed or the side is not there yet, or only might be.
IRREALIS = frozenset({"should", "must", "could", "may", "might", "can", "ought", "need", "if", "unless", "whether"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
# Governors that leave the side of the verb they govern open or undo it.
FAILING = frozenset({"fail", "stop", "cease", "avoid", "forget"})


def verb_findings(verb: Token, attributions: Sequence[Attribution]) -> Iterator[Finding]:
    """Positions that this verb shows; none where it stands under a demand, a modal or another stance verb."""
    words = stance_lexicon().verbs.get(lemma(verb), ())
    if not words or is_absorbed(verb) or is_hypothetical(verb):
        return
    compound = _compound_holder(verb)
    for word in words:
        head = verb.head if compound is not None else target_head(verb, word)
        if head is None:
            continue
        holders = (compound.i,) if compound is not None else holders_of(verb, attributions)
        stance = _stance(verb, word, head)
        if holders and stance is not None and head.i not in holders:
            kind = word.kind or VerbKind.WORD
            if kind is VerbKind.DEED and not _is_done(verb):
                continue
            yield Finding(holders, stance, phrase(head), _cue(verb), f"verb:{kind}")
            return


def _is_done(verb: Token) -> bool:
    """Whether the deed is told as done or announced, not merely named: "signed", "will sign", not "to sign"."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "aux:pass", "auxpass"}}
    return verb.tag_ in FINITE or bool(auxiliaries - {"to"})


def lemma(verb: Token) -> str:
    """Lemma of the verb with its particle: "rule out"."""
    base = verb.lemma_.lower()
    particle = next((child.lower_ for child in verb.children if child.dep_ in {"compound:prt", "prt"}), None)
    combined = f"{base} {particle}"
    return combined if particle and combined in stance_lexicon().verbs else base


def _stance(verb: Token, word: StanceWord, head: Token) -> Stance | None:
    if word.kind is VerbKind.LABEL:
        return _label_stance(verb, head)
    if syntax.is_negated(verb) or (verb.head.lemma_ in FAILING and verb.dep_ in syntax.CLAUSES):
        return word.under_negation()
    return word.stance


def _label_stance(verb: Token, head: Token) -> Stance | None:
    """The side that lies in the name given to the object: "branded the vote *a farce*"."""
    named = set(head.subtree)
    weight = tone(token for token in verb.subtree if token.i > verb.i and token not in named)
    if weight == 0:
        return None
    return Stance.SUPPORT if weight > 0 else Stance.OPPOSE


def _compound_holder(verb: Token) -> Token | None:
    """The holder in "US-backed forces", where the participle is set before its noun."""
    if verb.tag_ != "VBN" or verb.dep_ not in {"amod", "compound"} or verb.head.i <= verb.i:
        return None
    left = [child for child in verb.children if child.i < verb.i and child.pos_ in {"PROPN", "NOUN", "ADJ"}]
    return left[-1] if left else None


def is_absorbed(verb: Token) -> bool:
    """Whether the verb only completes another stance word: in "wants to end the war" the side is in "wants"."""
    governor = verb.head
    if governor is verb:
        return False
    if verb.dep_ in {"xcomp", "ccomp"} or (verb.dep_ in {"advcl", "acl"} and _is_infinitive(verb)):
        lexicon = stance_lexicon()
        words = (*lexicon.verbs.get(lemma(governor), ()), *lexicon.adjectives.get(governor.lower_, ()))
        if governor.pos_ == "NOUN":
            words = lexicon.nouns.get(governor.lemma_.lower(), ())
        if any("clause" in word.binds and word.kind is not VerbKind.SPEECH for word in words):
            return True
        return verb.dep_ == "xcomp" and governor.pos_ in {"VERB", "ADJ"} and is_absorbed(governor)
    if verb.dep_ == "conj" and governor.pos_ in {"VERB", "AUX"} and not syntax.is_finite_clause_head(verb):
        return is_absorbed(governor)
    return False


def _is_infinitive(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ in {"mark", "aux"} for child in verb.children)


def is_hypothetical(verb: Token) -> bool:
    """Whether a modal or a condition leaves open that the subject does or says this."""
    return any(child.lower_ in IRREALIS for child in verb.children if child.dep_ in {"aux", "mark"})


def _cue(verb: Token) -> tuple[int, int]:
    particles = [child.i for child in verb.children if child.dep_ in {"compound:prt", "prt"}]
    return verb.i, max([verb.i, *particles]) + 1
