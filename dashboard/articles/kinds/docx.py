"""Word: ``.docx``. Words only; macros, fields and links are never followed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from dashboard.articles.draft import Draft, fact, joined
from dashboard.articles.header import split_header, title_of
from dashboard.articles.limits import Allowance
from dashboard.articles.ooxml import check_package
from dashboard.articles.registry import reads

_TITLES = frozenset({"Title", "Heading 1"})  # the names of Word's own styles, whatever the language it is shown in
_NO_TITLES = frozenset({"word document", "document", "untitled"})


@reads("docx", ".docx", ".docm")
def read_docx(content: bytes, source: str, allowance: Allowance) -> Iterator[Draft]:
    """One article. Its date is taken from a heading only: when a document was saved says nothing of its publication."""
    from docx import Document

    check_package(content, source, allowance)
    document = Document(io.BytesIO(content))
    lines, heading = _lines(document, allowance, source)
    about = document.core_properties
    named = fact(about.title)
    if named is not None and named.casefold() in _NO_TITLES:
        named = None
    header, _ = split_header("\n".join(lines), source)
    text = joined(lines[_length_of_header(lines) :] if header.title or header.date else lines)
    yield header.draft(text, source=source, title=heading or named or title_of(text))


def _lines(document: Any, allowance: Allowance, source: str) -> tuple[list[str], str]:
    """The paragraphs in reading order, those in tables too, and the words of the first that is styled as a title."""
    from docx.table import Table

    lines: list[str] = []
    heading = ""
    for block in document.iter_inner_content():
        allowance.check_time(source)
        if isinstance(block, Table):
            lines += [text for row in block.rows for text in dict.fromkeys(cell.text for cell in row.cells)]
            continue
        lines.append(block.text)
        if not heading and block.style is not None and block.style.name in _TITLES:
            heading = fact(block.text) or ""
    return lines, heading


def _length_of_header(lines: list[str]) -> int:
    """How many paragraphs the block of ``Key: value`` paragraphs takes."""
    return next((place for place, line in enumerate(lines) if not line.strip()), 0)
