"""Who is named in an article, and the country each of them speaks for.

Every noun phrase that denotes somebody who can take a position (a state, a government or another body, an official, a person)
becomes a mention. Its country comes, in this order, from the words around the name ("Germany's defence minister", "Iraq's
president" in apposition), from the people in office, from an earlier mention, and as a last resort from what the article is
about. How it was found stands in ``Mention.known``.
"""

from __future__ import annotations

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from dashboard.extraction.coreference import resolve_references
from dashboard.extraction.descriptions import describe_phrases
from dashboard.extraction.mentions import Mention, register_extensions
from dashboard.extraction.people import identify_people
from dashboard.extraction.phrases import Words, find_names, find_phrases

__all__ = ["Mention", "actors", "find_mentions"]

register_extensions()


def find_mentions(doc: Doc, *, on: date | None = None) -> list[Mention]:
    """All mentions of actors in text order; ``on`` is the day that decides who was in office, ``None`` any day."""
    words = Words(doc)
    found = find_names(words)
    phrases = find_phrases(words, found)
    drafts = describe_phrases(words, phrases, found)
    identify_people(words, phrases, drafts, on=on)
    return resolve_references(words, phrases, drafts, found)


@Language.component("actors", requires=["token.pos", "token.dep", "doc.ents"], assigns=["doc._.mentions"])
def actors(doc: Doc) -> Doc:
    """Write the mentions of the text, read on the day of the article."""
    doc._.mentions = tuple(find_mentions(doc, on=doc._.article_date))
    return doc
