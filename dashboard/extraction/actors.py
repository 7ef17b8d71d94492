"""Who is named in an article, and the country each of them speaks for.

Every noun phrase that denotes somebody who can take a position (a state, a government or another body, an official, a
person) becomes a mention. Its country comes, in this order, from the words around the name ("Germany's defence
minister", "Iraq's president" in apposition), from the people in office, from an earlier mention, and as a last resort
from what the article is about. How it was found stands in ``Mention.known``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from dashboard.catalogue import country_label
from dashboard.catalogue.stance import stance_lexicon
from dashboard.extraction.coreference import resolve_references
from dashboard.extraction.descriptions import Draft, describe_phrases
from dashboard.extraction.mentions import Mention, MentionKind, register_extensions
from dashboard.extraction.people import identify_people
from dashboard.extraction.phrases import Found, Phrase, Words, find_names, find_phrases
from dashboard.extraction.sides import is_organisation

__all__ = ["Mention", "actors", "find_mentions"]

register_extensions()


def find_mentions(doc: Doc, *, on: date | None = None) -> list[Mention]:
    """All mentions of actors in text order; ``on`` is the day that decides who was in office, ``None`` any day."""
    words = Words(doc)
    found = find_names(words)
    phrases = find_phrases(words, found)
    drafts = describe_phrases(words, phrases, found)
    identify_people(words, phrases, drafts, on=on)
    mentions = resolve_references(words, phrases, drafts, found)
    mentions += _holders_of_stances(words, phrases, drafts, found)
    return sorted(mentions, key=lambda mention: (mention.start, mention.end))


def _holders_of_stances(
    words: Words, phrases: list[Phrase], drafts: list[Draft | None], found: list[Found]
) -> Iterator[Mention]:
    """States before a noun of stance: "Russian objections", "US support". Before other nouns they are no actors."""
    named = {each.start: each for each in found}
    stances = stance_lexicon().nouns
    for phrase, draft in zip(phrases, drafts, strict=True):
        each = named.get(phrase.start)
        if draft is not None or each is None or each.end >= phrase.end or len(each.names) > 1:
            continue
        name, noun = each.names[0], words.doc[phrase.end - 1]
        if name.code and (noun.lower_ in stances or noun.lemma_.lower() in stances):
            head = words.root(each.start, each.end)
            kind: MentionKind = "bloc" if is_organisation(name.code) else "state"
            label = country_label(name.code)
            yield Mention(each.start, each.end, head, label, None, name.code, name.represents, kind, "name")


@Language.component("actors", requires=["token.pos", "token.dep", "doc.ents"], assigns=["doc._.mentions"])
def actors(doc: Doc) -> Doc:
    """Write the mentions of the text, read on the day of the article."""
    doc._.mentions = tuple(find_mentions(doc, on=doc._.article_date))
    return doc
