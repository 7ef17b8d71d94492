"""Recorded votes and lists: "Against: A, B, C; abstaining: D, E" gives one position for every state named.

Sentences with a verb ("A, B and C abstained") are read in ``ballots``; here are the lists that have none of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from dashboard.catalogue.ballots import is_matter
from dashboard.extraction.ballots import ballots
from dashboard.extraction.findings import Finding, register_extensions
from dashboard.extraction.targets import clip
from dashboard.schema import Stance

register_extensions()

_VOTES = {
    Stance.SUPPORT: r"(?:voting |votes? |voted )?(?:in favou?r|for|yes|yea)(?: votes?)?",
    Stance.OPPOSE: r"(?:voting |votes? |voted )?(?:against|opposed|opposing|no)(?: votes?)?",
    Stance.NEUTRAL: r"abstain(?:ed|ing)?|abstentions?|(?:un)?decided",
}
_COUNT = r"(?:\s*\(\d+\)|\s+\d+)?"
_LABEL = re.compile(
    "|".join(
        rf"(?P<{stance.name}>\b(?:{words}){_COUNT}\s*(?::|were|came from|included))" for stance, words in _VOTES.items()
    ),
    re.IGNORECASE,
)
_END = re.compile(r"[;.\n]")
LEAST_LISTED = 2  # a label before a single name is more often something else ("for: example")


def listed_votes(doc: Doc) -> Iterator[Finding]:
    """One finding for every vote list of a text, held by all who are named in it."""
    for match in _LABEL.finditer(doc.text):
        end = _END.search(doc.text, match.end())
        span = doc.char_span(match.end(), end.start() if end else len(doc.text), alignment_mode="contract")
        if span is None:
            continue
        holders = tuple(
            mention.head for mention in doc._.mentions if span.start <= mention.start and mention.end <= span.end
        )
        label = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if len(holders) >= LEAST_LISTED and label is not None:
            stance = next(stance for stance in Stance if match[stance.name])
            yield Finding(holders, stance, _matter(label), (label.start, label.end), "vote-list")


def _matter(label: Span) -> tuple[int, int]:
    """What was voted on: the last resolution, motion or treaty named before the list."""
    for token in reversed(label.doc[: label.start]):
        if is_matter(token.lemma_.lower()):
            return clip(token, token.left_edge.i, token.right_edge.i + 1)
    return label.start, label.end


@Language.component("votes", requires=["doc._.mentions", "doc._.findings"], assigns=["doc._.findings"])
def votes(doc: Doc) -> Doc:
    """Add the votes of the text, in lists and in prose, to ``doc._.findings``."""
    told = [*ballots(doc)]
    cast = {finding.cue[0] for finding in told}
    # "Chose to abstain" is the abstention, not support for abstaining.
    others = [finding for finding in doc._.findings if not cast & set(range(*finding.target))]
    doc._.findings = (*others, *listed_votes(doc), *told)
    return doc
