"""PDF: the words of its pages as paragraphs. Scripts, forms and files in it are never opened."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from dashboard.articles.draft import Draft, fact
from dashboard.articles.header import split_header, title_of
from dashboard.articles.limits import MOST_PAGES, Allowance
from dashboard.articles.pages import text_of_pages
from dashboard.articles.registry import reads
from dashboard.errors import ArticleError

_NO_TITLES = ("microsoft word", "untitled", "powerpoint", ".doc", ".indd", ".qxd", ".pdf")


@reads("pdf", ".pdf")
def read_pdf(content: bytes, source: str, allowance: Allowance) -> Iterator[Draft]:
    """One article. Its date is not taken from the file: when a PDF was made says nothing of its publication."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    locked = ArticleError(f"{source}: the PDF is encrypted; open it and save it without a password.")
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked
        pages = _pages(reader, source, allowance)
    except (FileNotDecryptedError, DependencyError, NotImplementedError) as error:
        raise locked from error
    text = text_of_pages(pages)
    if not text:
        raise ArticleError(
            f"{source}: the PDF holds pictures of pages and no words; have a text recogniser (OCR) read it first."
        )
    header, rest = split_header(text, source)
    yield header.draft(rest, source=source, title=_title(reader) or title_of(rest))


def _pages(reader: Any, source: str, allowance: Allowance) -> list[list[str]]:
    """The lines of each page."""
    number = len(reader.pages)
    if number > MOST_PAGES:
        raise ArticleError(
            f"{source}: the PDF has {number:,} pages, the limit is {MOST_PAGES}; save the pages of the article alone."
        )
    pages = []
    for page in reader.pages:
        allowance.check_time(source)
        pages.append((page.extract_text() or "").split("\n"))
    return pages


def _title(reader: Any) -> str:
    """The title the file gives of itself, unless a program put a file's name there."""
    try:
        title = fact(reader.metadata.title) if reader.metadata is not None else None
    except Exception:  # noqa: BLE001 - a broken title is no reason to lose the text
        return ""
    return title if title and not any(word in title.casefold() for word in _NO_TITLES) else ""
