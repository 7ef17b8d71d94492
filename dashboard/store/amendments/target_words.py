"""The words of targets, and which targets a phrase of an own topic catches.

Words are compared without inflection, case and accents; such as say nothing ("the", "of") are passed over. A phrase
catches a target that holds each of its parts, in any order, in one of the part's wordings; a wording of several words
must stand together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, Self, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.catalogue.topics import Phrase

# Such as are names in capitals (us, it, who) or months (may) say something.
_EMPTY = frozenset(
    "a about an any are as at be been being by each every for from her his in into is its my of on our s some that the "
    "their these this those to was were your".split()
) | {""}
Places: TypeAlias = "np.ndarray[Any, np.dtype[np.integer[Any]]]"

_MARKS = r"\p{M}+"
_BETWEEN_WORDS = r"[^\p{L}\p{N}]+"


class TargetWords:
    """Targets taken apart into words, so that one phrase after another can be looked for in all of them at once."""

    def __init__(self, targets: pa.Array | pa.ChunkedArray) -> None:
        # All that takes time is done once for each run of characters between blanks, of which there are few.
        runs = _whole(pc.utf8_split_whitespace(targets))
        coded = runs.flatten().dictionary_encode()
        of_runs = _Words.of(coded.dictionary)
        self._vocabulary = of_runs.vocabulary
        self._size = len(runs)
        run = coded.indices.to_numpy()
        count = of_runs.lengths[run]
        target = np.repeat(np.arange(self._size, dtype=np.int32), np.diff(runs.offsets.to_numpy()))
        self._target = np.repeat(target, count)
        # Each run's words lie in one piece: where that begins, and how far into it each word is.
        begins = np.repeat(of_runs.first[run] - (np.cumsum(count) - count), count)
        self._word = of_runs.words[begins + np.arange(len(begins))]

    def caught(self, phrases: Iterable[Phrase]) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Which of the targets any of the phrases catches."""
        caught = np.zeros(self._size, dtype=bool)
        for phrase in phrases:
            holds = np.ones(self._size, dtype=bool)
            for part in phrase.parts:
                holds &= self._holds_one_of(part)
            caught |= holds
        return caught

    def _holds_one_of(self, wordings: Sequence[str]) -> np.ndarray[Any, np.dtype[np.bool_]]:
        holds = np.zeros(self._size, dtype=bool)
        for wording in wordings:
            holds[self._target[self._places(stems(wording))]] = True
        return holds

    def _places(self, wanted: Sequence[str]) -> np.ndarray[Any, np.dtype[np.intp]]:
        """Where the words stand one after another in one target: the place of the first."""
        places = np.flatnonzero(self._is(wanted[0])) if wanted else np.array([], dtype=np.intp)
        for further, word in enumerate(wanted[1:], start=1):
            places = places[places + further < len(self._word)]
            is_next = self._is(word)[places + further] & (self._target[places + further] == self._target[places])
            places = places[is_next]
        return places

    def _is(self, stem: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
        alike = [place for place in self._by_start.get(_start(stem), ()) if _stem(self._vocabulary[place]) == stem]
        is_meant = np.zeros(len(self._vocabulary), dtype=bool)
        is_meant[alike] = True
        return is_meant[self._word]

    @cached_property
    def _by_start(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, word in enumerate(self._vocabulary):
            places.setdefault(_start(word), []).append(place)
        return places


class _Words(NamedTuple):
    """Texts taken apart into words that say something, one text after the other."""

    vocabulary: list[str]
    words: Places  # in the vocabulary
    first: Places  # of each text's words
    lengths: Places  # of each text's words

    @classmethod
    def of(cls, texts: pa.Array) -> Self:
        split = _split(texts)
        coded = split.flatten().dictionary_encode()
        vocabulary = coded.dictionary.to_pylist()
        says_something = np.array([word not in _EMPTY for word in vocabulary], dtype=bool)
        words = coded.indices.to_numpy()
        kept = says_something[words]
        text = np.repeat(np.arange(len(texts)), np.diff(split.offsets.to_numpy()))[kept]
        count = np.bincount(text, minlength=len(texts))
        return cls(vocabulary, words[kept], np.cumsum(count) - count, count)


def stems(text: str) -> tuple[str, ...]:
    """The words of the text that say something, without inflection."""
    return tuple(_stem(word) for word in _words(text) if word not in _EMPTY)


def _words(text: str) -> Iterator[str]:
    # Taken apart by the same means as targets, so that both have the same words.
    yield from _split(pa.array([text], pa.string()))[0].as_py()


def _split(texts: pa.Array) -> pa.ListArray:
    plain = pc.replace_substring_regex(pc.utf8_normalize(texts, form="NFKD"), _MARKS, "")
    return _whole(pc.split_pattern_regex(pc.utf8_lower(plain), _BETWEEN_WORDS))


def _whole(words: pa.ListArray | pa.ChunkedArray) -> pa.ListArray:
    return words.combine_chunks() if isinstance(words, pa.ChunkedArray) else words


def _start(word: str) -> str:
    """What words of one stem have in common, so that only they need be looked at: a first letter, or all digits."""
    return word if word.isdigit() else word[:1]


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer  # all its languages come with it, and few tables need one

    return snowballstemmer.stemmer("english")
