"""The noun phrases of a text, and the names of the catalogue in it: what the reading of actors works on.

Phrases are cut along part-of-speech tags and not along the tree: a small model tags far better than it parses, and an
actor's name is nearly always one unbroken stretch. The tree is asked only for the word that heads the stretch.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc

from dashboard.catalogue import Name, names
from dashboard.catalogue.phrases import Kind

_PIECES = re.compile(r"\w+|[^\w\s]")
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_HYPHENS = frozenset({"-", "–", "‑", "/", "&"})
_ACRONYM = 4  # letters; longer words in capitals are shouted rather than spelled
# "Brussels yesterday", "Zelenskyy Monday": a day after a name is no part of it, whether the model sees a date or not.
_DAYS = frozenset("yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday".split())
_BEHIND_NAMES = frozenset({"last", "next", "voting", "abstaining"})  # "Xi Jinping last week", "with China abstaining"
_PREPOSITIONS = frozenset(
    {
        "of",
        "for",
        "at",
        "in",
        "from",
        "with",
        "to",
        "on",
        "by",
        "against",
        "near",
        "into",
        "across",
        "around",
        "between",
    }
)


class Found(NamedTuple):
    """A name of the catalogue in the text; several entries of one surface stand for several states."""

    start: int
    end: int
    names: tuple[Name, ...]


class Phrase(NamedTuple):
    """A base noun phrase: without determiner, and without what hangs on it by a preposition or a possessive."""

    order: int  # place among the phrases of the text
    start: int
    end: int
    head: int  # the token that relations of the parse point at
    determiner: str  # lower-case determiner or possessive pronoun before it, or ""
    owner: int | None  # index of the phrase that owns this one: "Germany" in "Germany's minister"
    preposition: str  # the lower-case preposition right before it, or ""
    comma: bool  # only a comma stands between this phrase and the one before


class Words:
    """The columns of a ``Doc`` that phrases are read from, fetched once because single tokens are slow to ask."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = [token.text for token in doc]
        self.lower = [text.lower() for text in self.text]
        # Capitals that the tagger takes for a foreign word are a name: "an MDC MP".
        self.pos = ["PROPN" if token.pos_ == "X" and token.text[:1].isupper() else token.pos_ for token in doc]
        self.tag = [token.tag_ for token in doc]
        self.dep = [token.dep_ for token in doc]
        self.head = [token.head.i for token in doc]
        self.starts = [bool(token.is_sent_start) for token in doc]
        self.start_char = [token.idx for token in doc]
        self.entity = [token.ent_type_ for token in doc]
        self.spaced = [bool(token.whitespace_) for token in doc]

    def join(self, start: int, end: int) -> str:
        """The text between two tokens on one line, without space around it."""
        return " ".join(self.doc[start:end].text.split())

    def is_capitalised(self, index: int) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[index][:1].isupper()

    def continues_name(self, index: int) -> bool:
        """Whether a word without a capital goes on with a name by a hyphen: "jin" of "Han Bo-jin"."""
        return (
            index > 1
            and self.text[index - 1] in _HYPHENS
            and not (self.spaced[index - 1] or self.spaced[index - 2])
            and (self.is_capitalised(index - 2) or self.continues_name(index - 2))
            and self.text[index].isalpha()
        )

    def is_possessive(self, index: int) -> bool:
        """Whether the token is the "'s" of a possessor."""
        return self.text[index] in _POSSESSIVE and (self.tag[index] == "POS" or self.pos[index] == "PART")

    def root(self, start: int, end: int) -> int:
        """The token of the stretch that something outside governs; the last one if the parse has several."""
        outside = [i for i in range(start, end) if not start <= self.head[i] < end or self.head[i] == i]
        nominal = [i for i in outside if self.pos[i] in _NOMINAL]
        return (nominal or outside or [end - 1])[-1]


def find_names(words: Words) -> list[Found]:
    """The longest names of the catalogue in text order, none overlapping."""
    text = words.doc.text.replace("’", "'")
    pieces = [(match.start(), match.end()) for match in _PIECES.finditer(text)]
    strings = [text[start:end] for start, end in pieces]
    first_words = _table()
    # Datelines and headlines shout: "OTTAWA, March 6". What is a name in capitals (NATO) stays one.
    strings = [
        each.title() if len(each) > _ACRONYM and each.isupper() and each not in first_words else each
        for each in strings
    ]
    first_token = {start: i for i, start in enumerate(words.start_char)}
    last_token = {start + len(words.text[i]): i for i, start in enumerate(words.start_char)}
    found: list[Found] = []
    at = 0
    while at < len(pieces):
        step = 1
        for length, by_pieces in first_words.get(strings[at], ()):
            named = by_pieces.get(tuple(strings[at : at + length]))
            if named is None:
                continue
            start, last = first_token.get(pieces[at][0]), last_token.get(pieces[at + length - 1][1])
            if start is not None and last is not None:
                found.append(Found(start, last + 1, named))
                step = length
                break
        at += step
    return found


@functools.cache
def _table() -> dict[str, tuple[tuple[int, dict[tuple[str, ...], tuple[Name, ...]]], ...]]:
    """First piece → (number of pieces, pieces → names), the longest first."""
    grouped: dict[str, dict[int, dict[tuple[str, ...], list[Name]]]] = defaultdict(lambda: defaultdict(dict))
    for name in names():
        pieces = tuple(_PIECES.findall(name.surface.removeprefix("the ")))
        grouped[pieces[0]][len(pieces)].setdefault(pieces, []).append(name)
    return {
        first: tuple(
            (length, {pieces: tuple(_strongest(named)) for pieces, named in by_pieces.items()})
            for length, by_pieces in sorted(lengths.items(), reverse=True)
        )
        for first, lengths in grouped.items()
    }


def _strongest(named: list[Name]) -> list[Name]:
    """One name for each code; the kinds that come first in the catalogue's order count."""
    order = list(Kind)
    once: dict[str | None, Name] = {}
    for name in sorted(named, key=lambda each: order.index(each.kind)):
        once.setdefault(name.code, name)
    return list(once.values())


def find_phrases(words: Words, found: list[Found]) -> list[Phrase]:
    """The base noun phrases of the text, in order."""
    for each in found:  # "On Friday Madrid abstained": the model takes both for a date
        words.entity[each.start : each.end] = [""] * (each.end - each.start)
    joined = _joined(words, found)
    spans = list(_spans(words, joined))
    phrases: list[Phrase] = []
    for index, (determiner, start, end) in enumerate(spans):
        begin = start if determiner is None else determiner
        between = range(spans[index - 1][2] if index else 0, begin)
        owner = index - 1 if index and len(between) == 1 and words.is_possessive(between[0]) else None
        single = words.lower[begin - 1] if len(between) == 1 or (not index and between) else ""
        phrases.append(
            Phrase(
                index,
                start,
                end,
                words.root(start, end),
                "" if determiner is None else words.lower[determiner],
                owner,
                single if single in _PREPOSITIONS else "",
                single == "," and len(between) == 1 and not words.starts[begin],
            )
        )
    return phrases


def _joined(words: Words, found: list[Found]) -> list[bool]:
    """For each token whether it belongs together with the one before: names and entities are never cut."""
    joined = [False] * len(words.text)
    spans = [(each.start, each.end) for each in found]
    spans += [(ent.start, ent.end) for ent in words.doc.ents if ent.label_ in {"PERSON", "ORG"}]
    for start, last in spans:
        end = last
        while end > start and (words.is_possessive(end - 1) or not words.text[end - 1][-1:].isalnum()):
            end -= 1
        for i in range(start + 1, end):
            if words.is_possessive(i) or words.starts[i] or words.lower[i] in _DAYS:
                break
            joined[i] = True
    return joined


def _spans(words: Words, joined: list[bool]) -> Iterator[tuple[int | None, int, int]]:
    """(determiner, start, end) of every phrase."""
    i, size = 0, len(words.text)
    while i < size:
        determiner = None
        if (words.pos[i] == "DET" or words.tag[i] == "PRP$") and not (i + 1 < size and joined[i + 1]):
            determiner, i = i, i + 1
        start = i
        while i < size and _continues(words, joined, start, i):
            i += 1
        end = i
        while end > start and not (words.pos[end - 1] in {"NOUN", "PROPN"} or joined[end - 1]):
            if (
                end - start == 1
                and words.pos[start] in {"ADJ", "NUM"}
                and (words.is_capitalised(start) or determiner is not None)
            ):
                break  # "the Chinese", "the two"
            end -= 1
        if end > start:
            yield determiner, start, end
        i = max(i, start + (determiner is None and i == start))


def _continues(words: Words, joined: list[bool], start: int, i: int) -> bool:
    """Whether the token at ``i`` belongs to the phrase that began at ``start``."""
    first, pos = i == start, words.pos[i]
    if not first and joined[i]:
        return True
    if (not first and words.starts[i]) or pos == "SPACE" or words.entity[i] == "DATE" or words.lower[i] in _DAYS:
        return False
    if not first and words.text[i] in _BEHIND_NAMES and words.pos[i - 1] == "PROPN":
        return False
    if i + 1 < len(words.text) and joined[i + 1]:
        return pos not in {"PUNCT", "ADP", "CCONJ"} or words.is_capitalised(i)
    following = words.pos[i + 1] if i + 1 < len(words.text) and not words.starts[i + 1] else ""
    if pos in {"ADJ", "NUM"}:
        return first or words.pos[i - 1] != "NOUN" or following in {"NOUN", "PROPN"} or words.is_capitalised(i)
    if words.text[i] in _HYPHENS:
        tight = not first and not words.spaced[i - 1] and not words.spaced[i]
        return tight and following in _NOMINAL | {"VERB", "ADV"}
    return pos in {"NOUN", "PROPN"} or (pos in {"VERB", "ADV"} and _modifies(words, start, i, following))


def _modifies(words: Words, start: int, i: int, following: str) -> bool:
    """Whether a verb form stands before a noun like an adjective: "Turkish-backed rebels", "the ruling party"."""
    if i > start and words.text[i - 1] in _HYPHENS:
        return following in _NOMINAL
    return (
        following in {"NOUN", "PROPN"}
        and words.tag[i] in {"VBG", "VBN"}
        and words.tag[i - 1] in {"DT", "JJ", "PRP$", "POS"}
        and all(words.pos[k] == "ADJ" for k in range(start, i))
    )
