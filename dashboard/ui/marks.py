"""Words of articles as HTML that holds nothing but them: every character escaped, with marks of our own around some."""

from __future__ import annotations

import html
import re
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urlsplit

_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")
_DIRECTIVE = re.compile(r":(?=\w)")


class Mark(NamedTuple):
    """A stretch of a text to mark: ``[start, end)`` characters and the name of the mark."""

    start: int
    end: int
    name: str


def marked(text: str, marks: list[Mark]) -> str:
    """The text as HTML with its marks; marks may overlap. Marks that reach out of the text are cut to it."""
    inside = [Mark(max(0, mark.start), min(len(text), mark.end), mark.name) for mark in marks]
    borders = sorted({0, len(text), *(place for mark in inside for place in mark[:2] if mark.start < mark.end)})
    pieces = []
    for start, end in pairwise(borders):
        names = dict.fromkeys(mark.name for mark in inside if mark.start <= start and end <= mark.end)
        piece = html.escape(text[start:end])
        classes = " ".join(f"sp-{name}" for name in names)
        pieces.append(f'<mark class="{classes}">{piece}</mark>' if names else piece)
    return "".join(pieces)


def find_words(text: str, words: str, name: str) -> list[Mark]:
    """The first place where the words stand as whole words, whatever their case; nothing when they do not."""
    if not words.strip():
        return []
    found = re.search(rf"(?<!\w){re.escape(words.strip())}(?!\w)", text, re.IGNORECASE)
    return [] if found is None else [Mark(found.start(), found.end(), name)]


def safe_link(address: str | None, text: str) -> str:
    """A link to a web page that opens beside the dashboard; only the text when the address is not one of a web page."""
    if address is None or not _is_web_address(address):
        return html.escape(text)
    return (
        f'<a href="{html.escape(address)}" target="_blank" rel="noopener noreferrer nofollow">{html.escape(text)}</a>'
    )


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def plain_label(text: str) -> str:
    """Words of an article as the label of a button, which Streamlit reads as Markdown: every sign stands for itself."""
    # A colon before a word would begin the name of an icon, even when escaped; an invisible joiner parts the two.
    return _MARKDOWN.sub(r"\\\1", _DIRECTIVE.sub(":\u2060", " ".join(text.split())))
