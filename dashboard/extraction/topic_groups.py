"""Targets that mean the same thing, put together: by the words they share and by what their words mean.

Pure functions over texts. Equal input gives equal groups, in whatever order it comes.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from math import log, sqrt
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

from dashboard.catalogue.topics import names
from dashboard.extraction.topic_words import spans, stem, words

if TYPE_CHECKING:
    from spacy.vocab import Vocab

Bag: TypeAlias = frozenset[str]
Vectors: TypeAlias = "npt.NDArray[np.float32]"

# How alike two targets of one article are: what their words, the meaning of their words, and their sentences share.
# Groups of an article are joined while the mean is at least ENOUGH. Measured on statements as they are read, B-cubed
# F1 within documents: .70 on half of the training articles, .66 on 26 others; at .08 .68 and .64, at .04 .72 and .64.
BY_WORDS, BY_MEANING, BY_SENTENCE = 0.3, 0.3, 0.4
ENOUGH = 0.06

# Across articles a group becomes one question to everybody: only what targets themselves share counts, and more of it.
# Set by reading the labels and members of some 60 topics found in the training articles.
ACROSS_BY_WORDS, ACROSS_BY_MEANING = 0.7, 0.3
ENOUGH_ACROSS = 0.3

TELLING_FROM = 3000  # rank by frequency from which on a word tells all it can
TOO_LITTLE = 0.12  # targets across articles less alike than this count as having nothing in common
UNRELATED = 0.3  # cosine of word vectors that two texts about nothing in common still reach
WORTH_COMPARING = 0.7  # cosine of word vectors above which two targets without a rare word in common are compared
RARE = 40  # targets a word may stand in and still lead from one target to another
ROWS_AT_ONCE = 1024


class Meaning:
    """The word vectors of a language model; a model without any leaves texts to their words."""

    def __init__(self, vocab: Vocab) -> None:
        self._vectors = vocab.vectors
        self._strings = vocab.strings
        self._width = self._vectors.shape[1]
        self._words: dict[str, Vectors] = {}
        # The shipped model's rows stand in order of frequency; those of others need not.
        self._is_by_frequency = all(self._is_early(word) for word in ("the", "of", "and", "in"))

    def word(self, word: str) -> Vectors:
        """The direction of a word, of length 1; all zeros for a word without a vector."""
        word = word.lower()
        if word not in self._words:
            found = np.zeros(self._width, dtype=np.float32)
            if (key := self._key(word)) is not None:
                found = np.asarray(self._vectors[key], dtype=np.float32)
            self._words[word] = _unit(found)
        return self._words[word]

    def rank(self, word: str) -> int | None:
        """The place of a word among all by how often it is used; None when that is not known."""
        if not self._is_by_frequency or (key := self._key(word.lower())) is None:
            return None
        return int(self._vectors.key2row[key])

    def is_common(self, word: str, rank: int) -> bool:
        """Whether the word is among so many most frequent ones."""
        found = self.rank(word)
        return found is not None and found < rank

    def weight(self, word: str) -> float:
        """What it tells that a text holds this word, 0-1: little for the most frequent words."""
        found = self.rank(word)
        return 1.0 if found is None else min(1.0, sqrt((found + 1) / TELLING_FROM))

    def _is_early(self, word: str) -> bool:
        key = self._key(word)
        return key is not None and int(self._vectors.key2row[key]) < 20

    def _key(self, word: str) -> int | None:
        if not self._width or word not in self._strings:
            return None
        key = int(self._strings[word])
        return key if key in self._vectors else None

    def text(self, text: str) -> Vectors:
        """The mean direction of the words with content, of length 1; all zeros when there is none."""
        general, _ = general_words()
        said = [token for token in spans(text) if words(token) and stem(token) not in general]
        return _unit(np.sum([self.word(token) for token in said], axis=0, dtype=np.float32) if said else self.word(""))


def _unit(vector: Vectors) -> Vectors:
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector


def groups_in_article(targets: Sequence[str], sentences: Sequence[str], meaning: Meaning) -> list[list[int]]:
    """The numbers of targets that belong together, group by group; a repeated target pulls no harder than one.

    ``sentences`` holds the sentence of each target. A target that says nothing ("the text") goes with its sentence.
    """
    said: dict[str, set[str]] = defaultdict(set)
    for target, sentence in zip(targets, sentences, strict=True):
        said[target] |= content(sentence)
    distinct = sorted(said)
    bags, around = [content(target) for target in distinct], [frozenset(said[target]) for target in distinct]
    alike = _alike([meaning.text(target) for target in distinct])
    pairs = {
        (a, b): BY_WORDS * cosine(bags[a], bags[b])
        + BY_MEANING * (float(alike[a, b]) if bags[a] and bags[b] else 0.0)
        + BY_SENTENCE * cosine(around[a], around[b])
        for a, b in combinations(range(len(distinct)), 2)
    }
    return _numbered(targets, [[distinct[at] for at in group] for group in join(len(distinct), pairs, enough=ENOUGH)])


def groups_across(targets: Sequence[str], meaning: Meaning) -> list[list[int]]:
    """The numbers of targets that mean the same thing whatever article they stand in; empty targets are left out."""
    by_bag: dict[Bag, list[str]] = defaultdict(list)
    for target in sorted(set(targets)):
        if bag := content(target):
            by_bag[bag].append(target)
    bags = sorted(by_bag, key=lambda bag: by_bag[bag][0])
    weights = _rarity(by_bag, meaning)
    sizes = [sqrt(sum(weights[word] for word in sorted(bag))) for bag in bags]
    vectors = np.array([meaning.text(by_bag[bag][0]) for bag in bags], dtype=np.float32)
    pairs = {}
    for a, b, cosine_of in _neighbours(bags, vectors):
        shared = bags[a] & bags[b]
        by_words = sum(weights[word] for word in sorted(shared)) / (sizes[a] * sizes[b]) if shared else 0.0
        alike = ACROSS_BY_WORDS * by_words + ACROSS_BY_MEANING * _related(cosine_of)
        if alike >= TOO_LITTLE:
            pairs[a, b] = alike
    found = join(len(bags), pairs, enough=ENOUGH_ACROSS)
    return _numbered(targets, [[target for at in group for target in by_bag[bags[at]]] for group in found])


def _numbered(targets: Sequence[str], groups: Iterable[Sequence[str]]) -> list[list[int]]:
    """Groups of texts as groups of the places where these texts stand."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, target in enumerate(targets):
        places[target].append(at)
    return [sorted(at for target in group for at in places[target]) for group in groups]


def join(count: int, pairs: Mapping[tuple[int, int], float], *, enough: float) -> list[list[int]]:
    """Average-link clusters of ``range(count)``; pairs that are not given have nothing in common.

    The two most alike are joined first, ties by number, until no two clusters are at least ``enough`` alike.
    """
    members = {number: [number] for number in range(count)}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), alike in pairs.items():
        sums[a][b] = sums[b][a] = alike
    # A queue entry is outdated when one of its clusters has grown since or is gone.
    queue = [(-alike, min(pair), max(pair), 1, 1) for pair, alike in pairs.items() if alike >= enough]
    heapq.heapify(queue)
    while queue:
        _, a, b, size_a, size_b = heapq.heappop(queue)
        if len(members.get(a, ())) != size_a or len(members.get(b, ())) != size_b:
            continue
        members[a] += members.pop(b)
        del sums[a][b]
        for other, alike in sums.pop(b).items():
            if other != a:
                del sums[other][b]
                sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + alike
        for other, total in sums[a].items():
            mean = total / (len(members[a]) * len(members[other]))
            if mean >= enough:
                low, high = min(a, other), max(a, other)
                heapq.heappush(queue, (-mean, low, high, len(members[low]), len(members[high])))
    return [sorted(group) for _, group in sorted(members.items())]


@lru_cache(maxsize=65536)
def content(text: str) -> Bag:
    """The stems that say what a text is about; empty when it only points at something ("the decision of May")."""
    general, empty = general_words()
    said = frozenset(word for word in words(text) if word not in general)
    return said if any(word not in empty and not word.isdigit() for word in said) else frozenset()


@lru_cache
def general_words() -> tuple[Bag, Bag]:
    """Stems that tie nothing together, and those that say nothing by themselves."""
    common = names()
    empty = (word for text in common.thin + common.dates for word in text.split())
    return frozenset(map(stem, common.general)), frozenset(map(stem, empty))


def cosine(a: Bag, b: Bag) -> float:
    """What two bags share, 0-1."""
    return len(a & b) / sqrt(len(a) * len(b)) if a and b else 0.0


def _rarity(by_bag: Mapping[Bag, Sequence[str]], meaning: Meaning) -> dict[str, float]:
    """What a stem tells about a target that holds it, squared: the fewer do, here and in the language, the more."""
    found = Counter(word for bag in by_bag for word in bag)
    most = log(1 + len(by_bag))
    written = {stem(token): token for targets in by_bag.values() for target in targets for token in spans(target)}
    return {
        word: (log(1 + len(by_bag) / count) / most * meaning.weight(written.get(word, word))) ** 2
        for word, count in found.items()
    }


def _related(cosine_of: float) -> float:
    """The cosine of two word vectors with 0 for unrelated."""
    return max(0.0, (cosine_of - UNRELATED) / (1 - UNRELATED))


def _alike(vectors: Sequence[Vectors]) -> Vectors:
    if not vectors:
        return np.zeros((0, 0), dtype=np.float32)
    stacked = np.array(vectors, dtype=np.float32)
    alike: Vectors = np.maximum(0, (stacked @ stacked.T - UNRELATED) / (1 - UNRELATED), dtype=np.float32)
    return alike


def _neighbours(bags: Sequence[Bag], vectors: Vectors) -> Iterator[tuple[int, int, float]]:
    """Pairs worth comparing, with the cosine of their vectors: those of like meaning or with a rare word in common."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, bag in enumerate(bags):
        for word in bag:
            places[word].append(at)
    related: dict[int, set[int]] = defaultdict(set)
    for found in places.values():
        if len(found) <= RARE:
            for a, b in combinations(found, 2):
                related[a].add(b)
    for start in range(0, len(bags), ROWS_AT_ONCE):
        block = vectors[start : start + ROWS_AT_ONCE] @ vectors[start:].T
        rows, columns = np.nonzero(block >= WORTH_COMPARING)
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            if row < column:
                related[start + row].add(start + column)
        for row in range(len(block)):
            for other in sorted(related.pop(start + row, ())):
                yield start + row, other, float(block[row, other - start])
