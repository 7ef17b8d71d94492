"""Stretches of a text as the encoder reads them: word pieces, the case of their words, and which sentences they hold.

The encoder knows lower case only; how a word was written, which tells a name, goes in as a shape of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dashboard.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST = 192  # word pieces of a window without its frame: long enough for context, short enough for attention
CONTEXT = 64  # word pieces of the sentences before that a window begins with
SHAPES = ("lower", "title", "upper", "mixed", "other")
NO_SHAPE = len(SHAPES)  # of the frame


class Window(NamedTuple):
    """One input of the encoder. ``words`` gives the token of each piece, -1 for the frame."""

    pieces: list[int]
    shapes: list[int]
    words: list[int]
    own: tuple[int, int]  # tokens [start, end) read in this window; those before them are context


def shape(word: str) -> int:
    """Index into ``SHAPES``: how the word is written."""
    if not any(character.isalpha() for character in word):
        return 4
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and word[1:].islower() else 3


def windows(
    words: Sequence[str], sentences: Sequence[tuple[int, int]], tokenizer: Tokenizer, *, context: int = CONTEXT
) -> Iterator[Window]:
    """The windows of a text: as many whole sentences as fit, after the sentence or two before them.

    ``sentences`` are token ranges that cover the text in order. A sentence too long for a window is cut. ``context`` is
    the most word pieces that those before may have.
    """
    coded = tokenizer.encode([*words], is_pretokenized=True, add_special_tokens=False)
    of_word: list[list[int]] = [[] for _ in words]
    for piece, word in zip(coded.ids, coded.word_ids, strict=True):
        if word is not None:
            of_word[word].append(piece)
    frame = (_special(tokenizer, "[CLS]"), _special(tokenizer, "[SEP]"))
    parts = [part for start, end in sentences for part in _fitting(start, end, of_word)]
    first = 0
    while first < len(parts):
        last, size = first, 0
        while last < len(parts) and (last == first or size + _size(parts[last], of_word) <= LONGEST):
            size += _size(parts[last], of_word)
            last += 1
        own = (parts[first][0], parts[last - 1][1])
        if size:
            yield _window(own, _context(parts[:first], of_word, context), of_word, words, frame)
        first = last


def _special(tokenizer: Tokenizer, name: str) -> int:
    piece = tokenizer.token_to_id(name)
    if piece is None:
        raise ModelError(f"The judge's tokenizer has no piece {name}; fetch its files again or run 'make judge'.")
    return piece


def _window(
    own: tuple[int, int], start: int, of_word: Sequence[list[int]], words: Sequence[str], frame: tuple[int, int]
) -> Window:
    start = min(start, own[0])
    inside = [(piece, shape(words[word]), word) for word in range(start, own[1]) for piece in of_word[word]]
    opening, closing = frame
    framed = [(opening, NO_SHAPE, -1), *inside, (closing, NO_SHAPE, -1)]
    pieces, shapes, places = (list(column) for column in zip(*framed, strict=True))
    return Window(pieces, shapes, places, own)


def _context(before: Sequence[tuple[int, int]], of_word: Sequence[list[int]], most: int) -> int:
    """The token with which a context of at most so many word pieces begins."""
    start, size = 10**9, 0
    for part in reversed(before):
        size += _size(part, of_word)
        if size > most:
            break
        start = part[0]
    return start


def _fitting(start: int, end: int, of_word: Sequence[list[int]]) -> Iterator[tuple[int, int]]:
    """A sentence, or its parts where it is longer than a window."""
    at, size = start, 0
    for word in range(start, end):
        if size + len(of_word[word]) > LONGEST and word > at:
            yield at, word
            at, size = word, 0
        size += len(of_word[word])
    if at < end:
        yield at, end


def _size(part: tuple[int, int], of_word: Sequence[list[int]]) -> int:
    return sum(len(of_word[word]) for word in range(*part))
