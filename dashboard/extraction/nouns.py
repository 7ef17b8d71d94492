"""Nouns that make a phrase an actor, kept in ``data/actors/nouns.csv``.

Which side they speak for is the catalogue's matter.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from dashboard import paths
from dashboard.catalogue.tables import Row, read_table

_WORDS = re.compile(r"[^\s-]+|-")


class Sort(StrEnum):
    """What a word of the list does in a phrase; the data file explains each."""

    OFFICE = "office"
    POST = "post"
    BODY = "body"
    CROWD = "crowd"
    RELATION = "relation"
    TITLE = "title"
    MEMBER = "member"
    WORLDWIDE = "worldwide"
    THING = "thing"


# Sorts that say something about a phrase without making it an actor; their words may stand under another sort as well.
_MARKS = frozenset({Sort.TITLE, Sort.MEMBER, Sort.WORLDWIDE, Sort.THING})


class Noun(NamedTuple):
    """A noun of the list as it was found in a text."""

    sort: Sort
    words: tuple[str, ...]  # in the singular
    plural: bool

    @property
    def is_personal(self) -> bool:
        """Whether the noun, in the singular, describes one person."""
        return self.sort in {Sort.OFFICE, Sort.POST}

    @property
    def is_member(self) -> bool:
        """Whether, beside the name of a bloc, it means the bloc itself: "NATO allies"."""
        return self.plural and " ".join(self.words) in _marked(Sort.MEMBER)


def noun_before(lowers: Sequence[str], end: int, *, start: int = 0) -> Noun | None:
    """The longest listed noun of ``lowers[start:end]`` that ends exactly at ``end``; titles are not among them."""
    nouns = _nouns()
    for first in range(max(start, end - _longest()), end):
        found = nouns.get(tuple(lowers[first:end]))
        if found is not None:
            return found
    return None


def is_title(lower: str) -> bool:
    """Whether the word may stand before a name as a title."""
    return lower in _marked(Sort.TITLE)


def is_worldwide(lower: str) -> bool:
    """Whether the word marks a body as belonging to no state: "aid agencies", "international groups"."""
    return lower in _marked(Sort.WORLDWIDE)


def is_thing(lower: str) -> bool:
    """Whether a name that ends in this word is no actor's: "the Paris Agreement"."""
    things = _marked(Sort.THING)
    return lower in things or lower.removesuffix("s") in things


@functools.cache
def _nouns() -> dict[tuple[str, ...], Noun]:
    nouns: dict[tuple[str, ...], Noun] = {}
    for row, sort in _rows():
        for word in row.words("nouns") if sort not in _MARKS else ():
            singular = tuple(_WORDS.findall(word))
            if singular in nouns and not nouns[singular].plural:
                row.refuse(f"{word!r} is listed twice", "leave it in one line only")
            nouns[singular] = Noun(sort, singular, plural=False)
            for last in _plurals(singular[-1]):
                nouns.setdefault((*singular[:-1], last), Noun(sort, singular, plural=True))
    return nouns


@functools.cache
def _marked(sort: Sort) -> frozenset[str]:
    return frozenset(word for row, found in _rows() if found is sort for word in row.words("nouns"))


@functools.cache
def _longest() -> int:
    return max(len(words) for words in _nouns())


def _rows() -> Iterator[tuple[Row, Sort]]:
    for row in read_table(paths.DATA / "actors" / "nouns.csv", ("sort", "nouns")):
        yield row, row.choice("sort", Sort)


def _plurals(word: str) -> Iterator[str]:
    if word.endswith("man"):
        yield f"{word[:-2]}en"
    elif word.endswith("y") and word[-2:-1] not in {"a", "e", "o"}:
        yield f"{word[:-1]}ies"
    elif word.endswith(("ch", "sh", "ss", "x")):
        yield f"{word}es"
    else:
        yield f"{word}s"
