"""Coded articles as the rules read them, with what their coders answer: gold articles and opinions alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from benchmarks.versions import versions_in
from dashboard.extraction.pipeline import build_pipeline, documents
from dashboard.schema import Article
from training.reader.gold import Truth, answers, gold_articles, read_gold
from training.reader.opinions import opinion_answers, opinion_articles


@dataclass(slots=True)
class Read:
    """An article as the rules read it, and what its coders answer."""

    name: str
    doc: Doc
    words: list[str]
    sentences: list[tuple[int, int]]
    persons: list[tuple[int, int]]
    answers: dict[tuple[int, str], Truth]


def read_all(folder: Path, but_not: Path | None = None) -> list[Read]:
    """The gold articles of a folder as Standpoint's rules read them, without versions of articles of another folder."""
    gold = read_gold(folder)
    left_out = versions_in(folder, but_not)
    named = ((str(article.source), article) for article in gold_articles(folder))
    return [*_as_read(((article, gold[name]) for name, article in named if name not in left_out), answers)]


def read_opinions(path: Path) -> list[Read]:
    """The articles of a file of opinions as Standpoint's rules read them."""
    return [*_as_read(opinion_articles(path), opinion_answers)]


def _as_read(
    coded: Iterable[tuple[Article, Any]], answered: Callable[[Doc, Any], dict[tuple[int, str], Truth]]
) -> Iterator[Read]:
    articles, codes = zip(*coded, strict=True)
    nlp = build_pipeline(judge=None)  # it is what is to be trained
    for (article, doc), code in zip(documents(nlp, articles), codes, strict=True):
        yield Read(
            str(article.source),
            doc,
            [token.text for token in doc],
            [(sent.start, sent.end) for sent in doc.sents],
            [(mention.start, mention.end) for mention in doc._.mentions if mention.kind == "person"],
            answered(doc, code),
        )
