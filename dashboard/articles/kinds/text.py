"""Plain text: ``.txt``."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.articles.decoding import decode
from dashboard.articles.draft import Draft
from dashboard.articles.header import split_header, title_of
from dashboard.articles.limits import Allowance
from dashboard.articles.registry import reads


@reads("text", ".txt", ".text")
def read_text(content: bytes, source: str, _allowance: Allowance) -> Iterator[Draft]:
    """One article. Without a header its text is the whole file, so that offsets count the file's own characters."""
    header, text = split_header(decode(content, source), source)
    yield header.draft(text, source=source, title=title_of(text))
