"""The block of ``Key: value`` lines that a text file may begin with.

    Title: Ministers meet in Oslo
    Date: 2025-02-13
    Publisher: The Daily

    The text begins here.

A block counts as a header when its first line is one of the known keys, every line up to the first blank line or
``---`` is ``Key: value`` (or indented, and then goes on with the line above), and it gives a title or a date. It may be
fenced by a line ``---`` before and after. Keys may be written in any case; keys that are not known are passed over.
Anything else is text from its first character: a file without header is never shortened.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as Date

from dashboard.articles.dates import DATE_REPAIR, parse_date
from dashboard.articles.draft import Draft
from dashboard.errors import ArticleError

KEYS = {
    "title": "title",
    "headline": "title",
    "date": "date",
    "published": "date",
    "publisher": "publisher",
    "source": "publisher",
    "url": "url",
    "link": "url",
    "language": "language",
    "author": "author",
    "note": "",  # known, so that a header may begin with it, but not kept
}
FENCE = "---"
MOST_LINES = 200  # of a header
LONGEST_TITLE = 200  # characters; a longer first line is a paragraph
_LINE = re.compile(r"([A-Za-z][A-Za-z _-]{0,30}):(?:[ \t]+(.*))?")
_NO_TITLE_ENDINGS = (".", "…", ",", ";", ":")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]+)?")


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says about its article; ``None`` where it says nothing."""

    title: str | None = None
    date: Date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None

    def draft(self, text: str, *, source: str, title: str = "") -> Draft:
        """The article with this header; ``title`` is used where the header gives none."""
        if not text.strip():
            raise ArticleError(
                f"{source}: there is no text after the header; put the article's text below a blank line."
            )
        return Draft(
            text,
            source,
            title=self.title or title or None,
            date=self.date,
            publisher=self.publisher,
            url=self.url,
            author=self.author,
            language=self.language,
        )


def split_header(text: str, source: str) -> tuple[Header, str]:
    """The header and the text after it; an empty header and the whole text when there is none.

    Raises :class:`ArticleError` naming ``source`` and line for a date or language that cannot be read.
    """
    lines = text.split("\n")
    is_fenced = lines[0].rstrip() == FENCE
    end = _end_of_block(lines, start=int(is_fenced))
    fields = _fields(lines[int(is_fenced) : end])
    if not fields or not {"title", "date"} & fields.keys():
        return Header(), text
    return _header(fields, source, first_line=1 + int(is_fenced)), "\n".join(lines[end + 1 :]).lstrip("\n")


def title_of(text: str) -> str:
    """The title a text itself shows: its first line if that is short, stands alone and is no sentence; else ``""``."""
    first, _, rest = text.lstrip().partition("\n")
    line = first.strip()
    stands_alone = rest.split("\n", 1)[0].strip() == "" and rest.strip() != ""
    is_short = 0 < len(line) <= LONGEST_TITLE
    return line if stands_alone and is_short and not line.endswith(_NO_TITLE_ENDINGS) else ""


def _end_of_block(lines: list[str], *, start: int) -> int:
    """Index of the line that closes the block, the number of lines when none does."""
    closing = (FENCE,) if start else ("", FENCE)
    looked_at = range(start, min(len(lines), MOST_LINES))
    unclosed = len(lines) if len(lines) <= MOST_LINES else start  # so long a block is text
    return next((place for place in looked_at if lines[place].rstrip() in closing), unclosed)


def _fields(lines: list[str]) -> dict[str, tuple[str, int]]:
    """Known fields with their values and places; empty when the lines are no header."""
    fields: dict[str, tuple[str, int]] = {}
    last = ""
    for place, line in enumerate(lines):
        if place and line[:1] in (" ", "\t") and line.strip():
            if last:
                fields[last] = (f"{fields[last][0]} {line.strip()}".strip(), fields[last][1])
            continue
        found = _LINE.fullmatch(line.rstrip())
        if found is None or (place == 0 and found[1].lower() not in KEYS):
            return {}
        last = KEYS.get(found[1].lower(), "")
        if last:
            fields.setdefault(last, (_unquoted((found[2] or "").strip()), place))
    return fields


def _unquoted(value: str) -> str:
    """The value without the quotation marks that YAML puts around a text."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _header(fields: dict[str, tuple[str, int]], source: str, *, first_line: int) -> Header:
    written = {name: value or None for name, (value, _) in fields.items()}

    def refuse(name: str, repair: str) -> ArticleError:
        value, place = fields[name]
        return ArticleError(f"{source}, line {first_line + place}: {value!r} is {repair}.")

    day, url, language = written.get("date"), written.get("url"), written.get("language")
    date = parse_date(day) if day else None
    if day and date is None:
        raise refuse("date", f"not a date; {DATE_REPAIR}")
    if url and not url.startswith(("http://", "https://")):
        # Front ends make links of addresses; nothing but a web page may be behind one.
        raise refuse("url", "not a web address; it begins with https:// or http://")
    if language and not _LANGUAGE.fullmatch(language):
        raise refuse("language", "not a language code; write two letters, such as en")
    return Header(
        written.get("title"),
        date,
        written.get("publisher"),
        url,
        language[:2] if language else None,
        written.get("author"),
    )
