"""Which positions a text takes: every word of stance with its holder, its side and its target.

The rules are apart by the sort of word that carries the position (verbs, nouns, adjectives, what is said); here they
are asked in turn, and where several see the same position the most telling one stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from dashboard.extraction.adjective_cues import adjective_findings, preposition_findings
from dashboard.extraction.agent_cues import agent_findings
from dashboard.extraction.findings import Attribution, Finding, register_extensions, shared
from dashboard.extraction.noun_cues import noun_findings
from dashboard.extraction.speech_cues import (
    imperative_findings,
    modal_findings,
    tone_findings,
    without_findings,
)
from dashboard.extraction.verb_cues import verb_findings
from dashboard.extraction.verdict_cues import verdict_findings

register_extensions()


def findings(doc: Doc) -> Iterator[Finding]:
    """All positions of a text, sentence by sentence."""
    attributions: Sequence[Attribution] = doc._.attributions
    for sent in doc.sents:
        here = [each for each in attributions if each.start < sent.end and each.end > sent.start]
        yield from sentence_findings(sent, here)


def sentence_findings(sent: Span, attributions: Sequence[Attribution]) -> list[Finding]:
    """Positions of one sentence; tone is heard only where no side is taken outright."""
    found: list[Finding] = []
    for token in sent:
        if token.pos_ in {"VERB", "AUX"}:
            found += verb_findings(token, attributions)
        if token.pos_ in {"NOUN", "PROPN"}:
            found += noun_findings(token, attributions)
            found += agent_findings(token)
        if token.pos_ in {"ADJ", "VERB"}:
            found += adjective_findings(token, attributions)
        found += verdict_findings(token, attributions)
        found += modal_findings(token, attributions)
        found += without_findings(token, attributions)
        found += preposition_findings(token, attributions)
    found += imperative_findings(sent, attributions)
    found = [each for each in found if not _is_own_threat(each, found)]
    outspoken = {holder for each in found for holder in each.holders}
    for each in tone_findings(sent, attributions):
        # "Malaysia said it rejects the plan": the pronoun takes the side of whoever says so
        own = (other for other in found if all(sent.doc[holder].pos_ == "PRON" for holder in other.holders))
        if each.holders[0] not in outspoken and not any(shared(each.target, other.target) for other in own):
            found.append(each)
    return found


def _is_own_threat(each: Finding, found: Sequence[Finding]) -> bool:
    """Whether what somebody warns of is the own intention: "Turkey will veto it, its president warned"."""
    return each.method == "verb:speech" and any(
        other.method == "modal:intention"
        and other.holders == each.holders
        and other.stance != each.stance
        and shared(each.target, other.target)
        for other in found
    )


@Language.component(
    "positions", requires=["doc._.attributions", "token.dep", "token.lemma"], assigns=["doc._.findings"]
)
def positions(doc: Doc) -> Doc:
    """Write the positions of the text to ``doc._.findings``."""
    doc._.findings = tuple(findings(doc))
    return doc
