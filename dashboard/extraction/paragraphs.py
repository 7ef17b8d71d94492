"""Sentence starts that the page itself shows: a sentence never runs on over a line break between paragraphs."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("paragraphs", assigns=["token.is_sent_start"])
def paragraphs(doc: Doc) -> Doc:
    """Mark the first word after a line break as the start of a sentence; the parser respects it."""
    for token in doc[1:]:
        if "\n" in token.nbor(-1).text and not token.is_space:
            token.is_sent_start = True
    return doc
