"""Markdown: ``.md``. Marks go, words stay."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dashboard.articles.decoding import decode
from dashboard.articles.draft import Draft
from dashboard.articles.header import split_header, title_of
from dashboard.articles.limits import Allowance
from dashboard.articles.registry import reads

WORDS = frozenset({"text", "code_inline"})
BREAKS = frozenset({"softbreak", "hardbreak"})


@reads("markdown", ".md", ".markdown")
def read_markdown(content: bytes, source: str, _allowance: Allowance) -> Iterator[Draft]:
    """One article as plain text, blocks parted by blank lines; HTML and pictures go, links keep their words."""
    header, marked = split_header(decode(content, source), source)
    tokens = _parser().parse(marked)
    text = "\n\n".join(words for token in tokens if token.type == "inline" and (words := _words(token)))
    heading = next((tokens[place + 1] for place, token in enumerate(tokens) if token.type == "heading_open"), None)
    yield header.draft(text, source=source, title=title_of(text) if heading is None else _words(heading))


@cache
def _parser() -> MarkdownIt:
    # Indented paragraphs are common in pasted news and code is not, so "code" by indentation is switched off.
    return MarkdownIt("commonmark").enable("table").disable("code")


def _words(inline: Token) -> str:
    children = inline.children or ()
    parts = (child.content if child.type in WORDS else " " for child in children if child.type in WORDS | BREAKS)
    return " ".join("".join(parts).split())
