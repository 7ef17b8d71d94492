"""Documents with a parse written by hand, so that a test of a rule outlives every language model."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from dashboard.extraction.pipeline import build_pipeline, documents
from dashboard.extraction.statements import statements
from dashboard.schema import Article, Statement

Reader = Callable[[str], list[Statement]]
TAGS = {"PROPN": "NNP", "NOUN": "NN", "VERB": "VBD", "ADJ": "JJ", "DET": "DT", "ADP": "IN", "NUM": "CD", "ADV": "RB"}
POSSESSIVE_PRONOUNS = frozenset({"his", "her", "its", "their", "our", "my"})
CLINGING = frozenset({"'s", "’s", "'", "’", ",", ".", "”", ")", ":", ";", "?", "!"})  # no space before these
OPENING = frozenset({"“", "‘", "("})  # nor after these
SENTENCE_ENDS = frozenset({".", "?", "!", "\n\n"})


@pytest.fixture(scope="session")
def vocab() -> Vocab:
    return spacy.blank("en").vocab


@pytest.fixture(scope="session")
def shipped() -> Language:
    """The rules on the language model that comes with the program; the judge would overrule some of what is tested."""
    return build_pipeline(judge=None)


@pytest.fixture(scope="session")
def read(shipped: Language) -> Reader:
    """Read a text as an undated article without a headline; gives its statements."""

    def reader(text: str) -> list[Statement]:
        article = Article.of(text)
        return [each for _, doc in documents(shipped, [article]) for each in statements(doc, article)]

    return reader


@pytest.fixture
def written(vocab: Vocab) -> Callable[[str], Doc]:
    """Build a document from ``word/POS`` or ``word/POS/relation`` with spaces between, entities as ``[PERSON …]``.

    All words of a sentence hang on its first verb (or its first word); "¶" is a paragraph break.
    """
    return lambda text: _document(vocab, text)


@pytest.fixture
def parsed(vocab: Vocab) -> Callable[[str], Doc]:
    """Build a document with its tree from ``word|lemma/POS.TAG/relation>head`` written with spaces between.

    A head is named by its word, the nearest of that spelling; without one the word is the root of its sentence. Lemma
    and tag may be left out. A bare word is punctuation and hangs on the root of its sentence; "¶" is a paragraph break.
    """
    return lambda text: _tree(vocab, text)


def _tree(vocab: Vocab, text: str) -> Doc:
    items = [_item(each) for each in text.split()]
    words = [item["word"] for item in items]
    roots = list(_roots(items))
    heads = [_nearest(words, item["head"], i) if item["head"] else roots[i] for i, item in enumerate(items)]
    for i, item in enumerate(items):
        if item["relation"] == "ROOT":
            heads[i] = i
    return Doc(
        vocab,
        words=words,
        spaces=[_spaced(word, after) for word, after in zip(words, [*words[1:], "."], strict=True)],
        pos=[item["pos"] for item in items],
        tags=[item["tag"] for item in items],
        lemmas=[item["lemma"] for item in items],
        heads=heads,
        deps=[item["relation"] for item in items],
    )


def _item(written: str) -> dict[str, str]:
    written, _, head = written.partition(">")
    form, _, rest = written.partition("/")
    word, _, lemma = form.partition("|")
    parts, _, relation = rest.partition("/")
    pos, _, tag = parts.partition(".")
    word = "\n\n" if word == "¶" else word
    pos = pos or ("SPACE" if "\n" in word else "PUNCT")
    return {
        "word": word,
        "lemma": lemma or word.lower(),
        "pos": pos,
        "tag": tag or _tag(word, pos),
        "relation": relation or ("dep" if "\n" in word else "punct"),
        "head": head,
    }


def _nearest(words: list[str], word: str, to: int) -> int:
    return min((i for i, each in enumerate(words) if each == word), key=lambda i: abs(i - to))


def _roots(items: list[dict[str, str]]) -> Iterator[int]:
    """For each word the root of its sentence."""
    start = 0
    while start < len(items):
        end = next((i + 1 for i in range(start, len(items)) if items[i]["word"] in SENTENCE_ENDS), len(items))
        root = next((i for i in range(start, end) if items[i]["relation"] == "ROOT"), start)
        yield from [root] * (end - start)
        start = end


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
    return after not in CLINGING and word not in OPENING and "-" not in (word, after) and "\n" not in (word + after)


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
