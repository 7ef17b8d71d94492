"""Positions that lie in what is said: demands ("must"), intentions ("we will"), "no X without Y", and tone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from dashboard.catalogue.stance import Modality, stance_lexicon
from dashboard.extraction import syntax
from dashboard.extraction.findings import Attribution, Finding
from dashboard.extraction.holders import FIRST_PERSON, speaker
from dashboard.extraction.targets import clip, phrase
from dashboard.extraction.tone import tone
from dashboard.schema import Stance

STRONG_TONE = 2  # more than a single mildly coloured word
THIRD_PERSON = frozenset({"he", "she", "they", "it"})


def modal_findings(token: Token, attributions: Sequence[Attribution]) -> Iterator[Finding]:
    """Demands and intentions within reported words."""
    sense, predicate = _modal(token)
    if sense is None or predicate is None:
        return
    source = speaker(token, attributions)
    if source is None or predicate.i == source:
        return
    if sense is Modality.INTENTION and not _is_own_intention(predicate, source):
        return
    stance = Stance.OPPOSE if syntax.is_negated(predicate) else Stance.SUPPORT
    yield Finding((source,), stance, phrase(predicate), (token.i, token.i + 1), f"modal:{sense}")


def _modal(token: Token) -> tuple[Modality | None, Token | None]:
    """The sense of a modal word and the predicate it bears on; "have to" and "going to" need their infinitive."""
    modals = stance_lexicon().modals
    if token.dep_ == "aux" and token.lower_ in modals:
        return modals[token.lower_], token.head
    infinitive = next((child for child in token.children if child.dep_ == "xcomp" and child.i > token.i), None)
    if infinitive is None or not any(child.lower_ == "to" for child in infinitive.children):
        return None, None
    lemma = token.lower_ if token.lower_ == "going" else token.lemma_.lower()
    return modals.get(f"{lemma} to") or modals.get(lemma), infinitive


def _is_own_intention(predicate: Token, source: int) -> bool:
    if predicate.pos_ not in {"VERB"}:
        return False
    subjects = syntax.subjects(predicate)
    return any(subject.lower_ in FIRST_PERSON | THIRD_PERSON or subject.i == source for subject in subjects)


def imperative_findings(sent: Span, attributions: Sequence[Attribution]) -> Iterator[Finding]:
    """Orders and appeals in quoted words: "Stop the bombing", "Don't overburden Iraq", "Let us talk"."""
    for each in attributions:
        if not each.is_quote or not sent.start <= each.start < sent.end:
            continue
        first = next(
            (token for token in sent.doc[each.start : each.end] if token.is_alpha or token.lower_ == "n't"), None
        )
        if first is None:
            continue
        verb = first if first.tag_ == "VB" else first.head if first.lower_ in {"do", "please", "never"} else None
        if verb is not None and verb.tag_ == "VB" and not any(child.dep_ in syntax.SUBJECTS for child in verb.children):
            stance = Stance.OPPOSE if syntax.is_negated(verb) else Stance.SUPPORT
            yield Finding((each.source,), stance, phrase(verb), (verb.i, verb.i + 1), "imperative")


def without_findings(token: Token, attributions: Sequence[Attribution]) -> Iterator[Finding]:
    """ "There can be no deal without us" is support for what must not be missing."""
    if token.lower_ != "without" or token.head is token:
        return
    source = speaker(token, attributions)
    before = token.doc[max(token.sent.start, token.i - 12) : token.i]
    if source is not None and any(word.lower_ in {"no", "not", "never", "cannot", "n't", "nothing"} for word in before):
        yield Finding((source,), Stance.SUPPORT, phrase(token.head), (token.i, token.i + 1), "no-without")


def tone_findings(sent: Span, attributions: Sequence[Attribution]) -> Iterator[Finding]:
    """The colour of reported words that take no side outright."""
    for each in attributions:
        start, end = max(each.start, sent.start), min(each.end, sent.end)
        least = _least_tone(sent.doc[each.cue])
        if start >= end or least is None:
            continue
        content = sent.doc[start:end]
        weight = tone(content)
        if abs(weight) >= least:
            stance = Stance.SUPPORT if weight > 0 else Stance.OPPOSE
            method = "tone:strong" if abs(weight) >= STRONG_TONE else "tone:mild"
            yield Finding((each.source,), stance, _subject_matter(content), (each.cue, each.cue + 1), method)


def _least_tone(cue: Token) -> int | None:
    """How coloured words must be to count as the source's own side; None where the cue vouches for nothing."""
    if cue.lower_ == "according":
        return STRONG_TONE  # often no more than where a fact comes from
    return 1 if stance_lexicon().speech.get(cue.lemma_.lower()) else None


def _subject_matter(content: Span) -> tuple[int, int]:
    """What reported words speak of: the object of their main verb, else its subject, else their beginning."""
    root = content.root
    for head in (*syntax.objects(root), *(inner for _, inner in syntax.obliques(root)), *syntax.subjects(root)):
        if content.start <= head.i < content.end and head.pos_ in {"NOUN", "PROPN"}:
            return phrase(head)
    return clip(root, content.start, content.end)
