"""Who might take a position in a sentence: every actor named or speaking in it, with what the rules found there.

The same function feeds training and reading, so that the judge sees in both what it was taught on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Span

from dashboard.extraction.findings import Attribution, Finding
from dashboard.extraction.mentions import Mention

MOST_SPANS = 4  # places in which an actor is looked at; one named more often in a sentence is named clearly enough
MOST_CARRIED = 3  # speakers whom a following sentence may go on to quote
SUBJECT_REACH = 6  # tokens from the start of a sentence in which its subject stands


class Candidate(NamedTuple):
    """One actor in one sentence; token ranges are [start, end)."""

    sentence: tuple[int, int]
    spans: tuple[tuple[int, int], ...]  # where the actor is named: in the sentence, else where it was named before
    mention: Mention  # the clearest of its mentions
    speaks: bool  # words of the sentence are attributed to the actor
    held: tuple[tuple[Finding, Mention], ...]  # what rules found the actor to hold here, and the mention that holds it

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules found the actor to hold in this sentence."""
        return tuple(finding for finding, _ in self.held)


def candidates(doc: Doc) -> Iterator[Candidate]:
    """The candidates of a read text, sentence by sentence, in the order in which they are named."""
    by_token = mentions_by_token(doc)
    mentions = sorted(doc._.mentions, key=lambda mention: (mention.start, mention.end))
    findings = _by_sentence(doc, doc._.findings)
    attributions: Sequence[Attribution] = doc._.attributions
    at = 0
    before: dict[str, Mention] = {}
    for sent in doc.sents:
        while at < len(mentions) and mentions[at].start < sent.start:
            at += 1
        named: dict[str, list[Mention]] = defaultdict(list)
        index = at
        while index < len(mentions) and mentions[index].start < sent.end:
            named[mentions[index].name].append(mentions[index])
            index += 1
        speakers = _speakers(sent, attributions, by_token)
        held: dict[str, dict[Finding, Mention]] = defaultdict(dict)
        for finding in findings.get(sent.start, ()):
            for holder in finding.holders:
                for mention in by_token.get(holder, ()):
                    held[mention.name].setdefault(finding, mention)
                    if mention.name not in named:
                        speakers.setdefault(mention.name, mention)
        for name, mention in (*speakers.items(), *_carried(sent, speakers, before).items()):
            if name not in named:
                named[name] = [mention]
        for name, places in named.items():
            yield Candidate(
                (sent.start, sent.end),
                tuple((place.start, place.end) for place in places[:MOST_SPANS]),
                _clearest(places),
                name in speakers,
                tuple(held[name].items()) if name in held else (),
            )
        before = _remembered(sent, speakers, named, before)


def mentions_by_token(doc: Doc) -> dict[int, list[Mention]]:
    """Mentions under the token of their head; where none has its head there, under each token of their name."""
    by_head: dict[int, list[Mention]] = defaultdict(list)
    for mention in doc._.mentions:
        by_head[mention.head].append(mention)
    by_token: dict[int, list[Mention]] = defaultdict(list)
    for mention in doc._.mentions:
        for index in range(mention.start, mention.end):
            by_token[index].append(mention)
    return {index: by_head.get(index) or by_token[index] for index in {*by_head, *by_token}}


def _by_sentence(doc: Doc, findings: Sequence[Finding]) -> dict[int, list[Finding]]:
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[doc[finding.cue[0]].sent.start].append(finding)
    return found


def _speakers(
    sent: Span, attributions: Sequence[Attribution], by_token: dict[int, list[Mention]]
) -> dict[str, Mention]:
    """Who is quoted or reported in a sentence, by name."""
    return {
        mention.name: mention
        for each in attributions
        if each.start < sent.end and each.end > sent.start
        for mention in by_token.get(each.source, ())
    }


def _carried(sent: Span, speakers: dict[str, Mention], before: dict[str, Mention]) -> dict[str, Mention]:
    """Whoever spoke or acted in the sentence before, where this one has no speaker of its own."""
    return {} if speakers or not any(token.is_alpha for token in sent) else before


def _remembered(
    sent: Span, speakers: dict[str, Mention], named: dict[str, list[Mention]], before: dict[str, Mention]
) -> dict[str, Mention]:
    """Whom the next sentence may go on to speak of: the speakers, else the first actor named, else as before."""
    if speakers:
        return dict(list(speakers.items())[:MOST_CARRIED])
    fresh = {name: _clearest(places) for name, places in named.items() if name not in before}
    first = {name: mention for name, mention in fresh.items() if mention.start < sent.start + SUBJECT_REACH}
    return dict(list((first or before).items())[:MOST_CARRIED])


def _clearest(places: Sequence[Mention]) -> Mention:
    """The mention whose country is best known; of equals the first."""
    return min(places, key=lambda mention: (mention.known is None, mention.kind == "pronoun"))
