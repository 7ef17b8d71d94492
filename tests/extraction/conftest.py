"""Documents with a parse written by hand, so that a test of a rule outlives every language model."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import spacy
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

TAGS = {"PROPN": "NNP", "NOUN": "NN", "VERB": "VBD", "ADJ": "JJ", "DET": "DT", "ADP": "IN", "NUM": "CD", "ADV": "RB"}
POSSESSIVE_PRONOUNS = frozenset({"his", "her", "its", "their", "our", "my"})
CLINGING = frozenset({"'s", "’s", "'", "’", ",", ".", "”", ")", ":", ";", "?", "!"})  # no space before these
SENTENCE_ENDS = frozenset({".", "?", "!", "\n\n"})


@pytest.fixture(scope="session")
def vocab() -> Vocab:
    return spacy.blank("en").vocab


@pytest.fixture
def written(vocab: Vocab) -> Callable[[str], Doc]:
    """Build a document from ``word/POS`` or ``word/POS/relation`` with spaces between, entities as ``[PERSON …]``.

    All words of a sentence hang on its first verb (or its first word); "¶" is a paragraph break.
    """
    return lambda text: _document(vocab, text)


def _document(vocab: Vocab, text: str) -> Doc:
    words: list[str] = []
    tags: list[str] = []
    dependencies: list[str] = []
    entities: list[tuple[int, int, str]] = []
    opened: tuple[str, int] | None = None
    for item in text.split():
        if item.startswith("["):
            opened = item[1:], len(words)
            continue
        closes = item.endswith("]")
        word, _, rest = item.rstrip("]").partition("/")
        part, _, relation = rest.partition("/")
        words.append("\n\n" if word == "¶" else word)
        tags.append("SPACE" if word == "¶" else part or "PUNCT")
        dependencies.append(relation or "dep")
        if closes and opened is not None:
            entities.append((opened[1], len(words), opened[0]))
            opened = None
    heads = list(_heads(words, tags))
    pairs = enumerate(zip(heads, dependencies, strict=True))
    dependencies = ["ROOT" if head == i else relation for i, (head, relation) in pairs]
    spaces = [_spaced(word, after) for word, after in zip(words, [*words[1:], "."], strict=True)]
    fine = list(map(_tag, words, tags))
    lemmas = [word.removesuffix("s") if tag == "NNS" else word for word, tag in zip(words, fine, strict=True)]
    doc = Doc(vocab, words=words, spaces=spaces, pos=tags, tags=fine, lemmas=lemmas, heads=heads, deps=dependencies)
    doc.ents = [Span(doc, start, end, label=label) for start, end, label in entities]
    return doc


def _spaced(word: str, after: str) -> bool:
    return after not in CLINGING and "-" not in (word, after) and "\n" not in (word + after)


def _tag(word: str, part: str) -> str:
    if part == "PRON":
        return "PRP$" if word.lower() in POSSESSIVE_PRONOUNS else "PRP"
    if part == "PART":
        return "POS" if word in CLINGING else "TO"
    if part == "NOUN" and word.endswith("s"):
        return "NNS"
    return TAGS.get(part, part)


def _heads(words: list[str], tags: list[str]) -> Iterator[int]:
    start = 0
    while start < len(words):
        end = next((i + 1 for i in range(start, len(words)) if words[i] in SENTENCE_ENDS), len(words))
        root = next((i for i in range(start, end) if tags[i] == "VERB"), start)
        yield from [root] * (end - start)
        start = end
