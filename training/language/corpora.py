"""From corpus files to spaCy ``Doc``s with gold annotation.

Treebanks come as CoNLL-U (Universal Dependencies), entities as BIO columns with ``# newdoc`` lines. The original
spacing is kept, so that training sees the text as spaCy's own tokenizer will cut it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

SENTENCES_PER_DOC = 8  # enough for the parser to learn where sentences end, short enough for even batches
ENTITY_NAMES = {  # the corpus' names in the spelling of spaCy's own English models
    "Person": "PERSON",
    "Location": "LOC",
    "Organization": "ORG",
    "NORP": "NORP",
    "Date": "DATE",
    "Misc": "MISC",
    "Money": "MONEY",
    "Facility": "FAC",
    "Product": "PRODUCT",
}
ENTITY_LABELS = ("O", *(f"{place}-{name}" for name in ENTITY_NAMES.values() for place in "BI"))
# Subtypes that the rules of reading need; the others are dropped, since fewer labels are learnt better.
KEPT_SUBTYPES = frozenset({"nsubj:pass", "aux:pass", "nmod:poss", "acl:relcl", "obl:agent", "compound:prt"})
CLOSING = {".", ",", ":", ";", "!", "?", ")", "]", "%", "'s", "’s", "n't", "'", "’", "”"}
OPENING = {"(", "[", "$", "“", "‘", "£", "€"}


@dataclass
class Sentence:
    """One gold tree, token by token; heads count from 0 within the sentence, the root is its own head."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    opens_document: bool = False


def read_sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file; multiword tokens are given as their syntactic words without a space between."""
    sentence, glued_until, space_after_glued = Sentence(), 0, True
    for line in path.read_text(encoding="utf8").splitlines():
        if line.startswith("# newdoc"):
            sentence.opens_document = True
        if line.startswith("#"):
            continue
        if not line:
            if sentence.words:
                yield sentence
            sentence, glued_until, space_after_glued = Sentence(), 0, True
            continue
        columns = line.split("\t")
        has_space = "SpaceAfter=No" not in columns[9]
        if "-" in columns[0]:
            glued_until, space_after_glued = int(columns[0].split("-")[1]), has_space
            continue
        if "." in columns[0]:  # an elided word has no place in the text
            continue
        index = int(columns[0])
        if index < glued_until:
            has_space = False
        elif index == glued_until:
            has_space = space_after_glued
        _append(sentence, columns, has_space=has_space)


def _append(sentence: Sentence, columns: list[str], *, has_space: bool) -> None:
    index, head = int(columns[0]) - 1, int(columns[6]) - 1
    sentence.words.append(columns[1])
    sentence.spaces.append(has_space)
    sentence.lemmas.append(columns[2])
    sentence.pos.append(columns[3])
    sentence.tags.append(columns[4])
    sentence.morphs.append("" if columns[5] == "_" else columns[5])
    sentence.heads.append(index if head < 0 else head)
    relation = columns[7] if columns[7] in KEPT_SUBTYPES else columns[7].split(":")[0]
    sentence.deps.append("ROOT" if head < 0 else relation)


def treebank_docs(path: Path, vocab: Vocab) -> list[Doc]:
    """Docs of up to eight sentences of one document, with tags, morphology, lemmas and trees."""
    docs: list[Doc] = []
    group: list[Sentence] = []
    for sentence in read_sentences(path):
        if group and (sentence.opens_document or len(group) == SENTENCES_PER_DOC):
            docs.append(_join(group, vocab))
            group = []
        group.append(sentence)
    if group:
        docs.append(_join(group, vocab))
    return docs


def _join(group: list[Sentence], vocab: Vocab) -> Doc:
    columns: dict[str, Any] = {
        name: [value for sentence in group for value in getattr(sentence, name)]
        for name in ("words", "spaces", "tags", "pos", "morphs", "lemmas", "deps")
    }
    heads: list[int] = []
    offset = 0
    for sentence in group:
        heads += [offset + head for head in sentence.heads]
        offset += len(sentence.words)
    return Doc(vocab, heads=heads, **columns)


def article_texts(path: Path) -> Iterator[str]:
    """The texts of articles that stand one JSON object a line; nothing else of them is read."""
    for line in path.read_text(encoding="utf8").splitlines():
        yield json.loads(line)["text"]


def entity_docs(path: Path, vocab: Vocab) -> list[Doc]:
    """One Doc per paragraph group of an article with its entities; detached punctuation is set close to its word."""
    docs: list[Doc] = []
    for rows in _entity_sentences(path):
        words = [word for word, _ in rows]
        ents = [label if label == "O" else f"{label[:2]}{ENTITY_NAMES[label[2:]]}" for _, label in rows]
        docs.append(Doc(vocab, words=words, spaces=_spaces(words), ents=_repair(ents)))
    return docs


def _entity_sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    group: list[tuple[str, str]] = []
    sentences = 0
    for line in path.read_text(encoding="utf8").splitlines():
        if line.startswith("# newdoc") or (not line.strip() and sentences >= SENTENCES_PER_DOC):
            if group:
                yield group
            group, sentences = [], 0
        elif not line.strip():
            sentences += 1
        else:
            word, label = line.split("\t")
            group.append((word, label))
    if group:
        yield group


def _repair(labels: Iterable[str]) -> list[str]:
    """An I- without its B- begins an entity of its own."""
    repaired, previous = [], "O"
    for label in labels:
        begins = label.startswith("I-") and previous[2:] != label[2:]
        previous = f"B-{label[2:]}" if begins else label
        repaired.append(previous)
    return repaired


def _spaces(words: list[str]) -> list[bool]:
    """Spacing as a newspaper prints it, guessed from the tokens: the corpus does not keep it."""
    spaces, inside_quotes = [], False
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        if word == '"':
            inside_quotes = not inside_quotes
            glued = inside_quotes
        else:
            is_possessive = word == "’" and following == "s"
            closes_quote = following == '"' and inside_quotes
            glued = following in CLOSING or word in OPENING or is_possessive or closes_quote
        spaces.append(not glued)
    return spaces


def bio(doc: Doc) -> list[str]:
    """The BIO label of each token."""
    return [f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in doc]


def spelled(labels: Iterable[str]) -> list[tuple[int, int, str]]:
    """The entities that BIO labels spell, in order: start, end, name."""
    found: list[tuple[int, int, str]] = []
    start, name = 0, ""
    for place, value in enumerate([*labels, "O"]):
        if name and value != f"I-{name}":
            found.append((start, place, name))
            name = ""
        if value != "O" and not name:
            start, name = place, value[2:]
    return found
