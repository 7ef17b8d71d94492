"""What the components of reading pass on about actors: mentions, and what decides whom a name means in an article."""

from __future__ import annotations

from typing import Literal, NamedTuple

from spacy.tokens import Doc

from dashboard.schema import Represents

MentionKind = Literal["person", "state", "body", "bloc", "group", "pronoun", "collective"]
# How the country was found: said with the role, looked up among the people in office, part of the name itself, taken
# from an antecedent; None: only guessed from what the article is about, or not found.
Basis = Literal["role", "catalogue", "name", "coreference"]


class Mention(NamedTuple):
    """One place where the text names an actor; mentions share a span where it names several ("the two sides")."""

    start: int  # first token of the part that names: without determiner and title
    end: int
    head: int  # the token that relations of the parse point at; outside [start, end) where a title heads the phrase
    name: str  # the fullest name the article gives
    role: str | None  # as written
    country: str | None  # ISO 3166-1 alpha-3 or an organisation's acronym
    represents: Represents
    kind: MentionKind
    known: Basis | None


def register_extensions() -> None:
    """Make the ``doc._`` attributes of mentions known to spaCy; repeated calls do no harm."""
    for name, default in (("mentions", ()), ("article_date", None)):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


register_extensions()
