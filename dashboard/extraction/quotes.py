"""Where a text quotes: the stretches between quotation marks, as ranges of tokens.

Handles straight and curly double marks, single marks that open a quotation, and quotations that run over several
paragraphs, each of which opens with a mark of its own. An unclosed mark ends with its paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

OPENING = {"“": "”", "‘": "’", "«": "»", "„": "“", "‹": "›", "‹‹": "››"}
STRAIGHT = {'"', "``", "''"}
LONGEST_SINGLE = 60  # tokens: a lone ‘ further from its ’ is an apostrophe


class Quote(NamedTuple):
    """Tokens [start, end) between two quotation marks, the marks themselves left out."""

    start: int
    end: int


def quotes(doc: Doc) -> Iterator[Quote]:
    """The quotations of a text in text order; they do not nest."""
    opened, closing = -1, ""
    for token in doc:
        mark = token.text
        if opened < 0:
            if (mark in STRAIGHT and not _is_orphan(token)) or (mark in OPENING and _is_opening(token, OPENING[mark])):
                opened, closing = token.i + 1, OPENING.get(mark, mark)
        elif mark == closing or (mark in STRAIGHT and closing in STRAIGHT) or (token.is_space and "\n" in token.text):
            yield Quote(opened, token.i)
            opened = -1
    if 0 <= opened < len(doc):
        yield Quote(opened, len(doc))


def quotes_in(sent: Span, quoted: Sequence[Quote]) -> list[Quote]:
    """Quotations of at least three words that touch the sentence: shorter ones are terms, not speech."""
    return [q for q in quoted if q.start < sent.end and q.end > sent.start and q.end - q.start >= 3]


def within(index: int, quoted: Sequence[Quote]) -> bool:
    """Whether a token stands in one of these quotations."""
    return any(quote.start <= index < quote.end for quote in quoted)


def _is_orphan(token: Token) -> bool:
    """Whether a straight mark closes a quotation whose opening mark is missing: it clings to the word before it."""
    if token.text == "``" or token.i == 0 or token.i + 1 == len(token.doc):
        return False
    return not token.nbor(-1).whitespace_ and not token.nbor(-1).is_space and bool(token.whitespace_)


def _is_opening(token: Token, closing: str) -> bool:
    if token.text != "‘":
        return True
    return any(
        other.text == closing and other.whitespace_ for other in token.doc[token.i + 2 : token.i + LONGEST_SINGLE]
    )
