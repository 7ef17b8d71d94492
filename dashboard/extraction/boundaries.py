"""Sentence boundaries that the page itself settles, before the parser decides the rest.

A sentence never runs on over a line break; and none begins but after one, or after a mark that can end a sentence. A
parser trained on well-kept text needs the second rule where names, quotations and lists run long. A dateline
("CAIRO –") is a line of its own, or the parser would take the place for who acts.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from dashboard.extraction.quotes import STRAIGHT

ENDING = frozenset({".", "!", "?", "…", "...", ":", ";", "!!", "??", "?!"})
DASHES = frozenset({"–", "—"})
LONGEST_DATELINE = 6  # words and commas before the dash
CLOSING = frozenset({"”", "’", '"', "'", ")", "]", "»", "''"})


def may_start(token: Token) -> bool | None:
    """True: a sentence starts here; False: none can; None: the parser may decide."""
    index = token.i - 1
    doc = token.doc
    if token.is_space:
        return False
    if token.text in CLOSING and not doc[index].whitespace_ and not doc[index].is_space:
        return False
    if _opens_quotation(doc[index]):
        return False
    while index > 0 and (doc[index].is_space or doc[index].text in CLOSING):
        if "\n" in doc[index].text:
            return True
        index -= 1
    previous = doc[index].text
    if previous in DASHES and _is_dateline(doc, index):
        return True
    if previous in ENDING or previous[-1] == ".":  # an abbreviation is written as one word with its full stop
        return None
    return False


def _opens_quotation(mark: Token) -> bool:
    """Whether a straight mark opens what it clings to; the sentence begins with it then, not behind it."""
    if mark.text not in STRAIGHT | {"'"} or mark.whitespace_:
        return False
    return mark.i == 0 or bool(mark.nbor(-1).whitespace_) or mark.nbor(-1).is_space


def _is_dateline(doc: Doc, dash: int) -> bool:
    """Whether a paragraph's first words up to the dash are a place in capitals, perhaps a day: "OTTAWA, May 6 –"."""
    start = dash
    while start > 0 and dash - start <= LONGEST_DATELINE and "\n" not in doc[start - 1].text:
        start -= 1
    return dash - start in range(1, LONGEST_DATELINE + 1) and doc[start].text.isupper() and len(doc[start].text) > 1


@Language.component("boundaries", assigns=["token.is_sent_start"])
def boundaries(doc: Doc) -> Doc:
    """Preset the sentence boundaries that the page settles; the parser respects them."""
    for token in doc[1:]:
        token.is_sent_start = may_start(token)
    return doc
