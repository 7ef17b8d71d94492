"""What a reader gives: an article as its source tells it, or the reason why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as Date

from dashboard.articles.asked import Asked
from dashboard.articles.languages import language_of
from dashboard.errors import ArticleError
from dashboard.schema import Article

LONGEST_ARTICLE = 1_000_000  # characters, the most that spaCy reads at once
LONGEST_FACT = 1_000  # characters of a title, name or address; what is longer is something else
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that gave no article."""

    source: str
    reason: str  # names the source and the repair


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its source tells it; ``None`` where the source says nothing."""

    text: str
    source: str
    title: str | None = None
    date: Date | None = None
    publisher: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None  # as a person or a table states it; what a web page says of itself is too often wrong

    def article(self, asked: Asked) -> Article:
        """The article, with what was asked for where the source tells nothing.

        Raises :class:`ArticleError` for a text that is empty or too long to be read.
        """
        if not self.text.strip():
            raise ArticleError(f"{self.source}: there is no text in it; remove it or put the article's text into it.")
        if len(self.text) > LONGEST_ARTICLE:
            raise ArticleError(
                f"{self.source}: the text has {len(self.text):,} characters, more than the {LONGEST_ARTICLE:,} that "
                "can be read at once; split it into several files."
            )
        return Article.of(
            self.text,
            title=self.title or asked.title or "",
            date=self.date or asked.date,
            publisher=self.publisher or asked.publisher,
            url=self.url or asked.url,
            language=self.language or asked.language or language_of(self.text),
            source=self.source,
            author=self.author or asked.author,
        )


def refusal(source: str, reason: str) -> Refusal:
    """The refusal of a source, whose name is put before the reason."""
    return Refusal(source, f"{source}: {reason}")


def clean(text: str) -> str:
    """The text without control characters and halves of characters, which no writer means and no database takes."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def fact(text: str | None) -> str | None:
    """A title, name or address on one line; ``None`` when nothing is left of it or when it is far too long."""
    line = " ".join(clean(text or "").split())
    return line if 0 < len(line) <= LONGEST_FACT else None


def web_address(text: str | None) -> str | None:
    """The address if it is one of the web; front ends make links of addresses, and nothing else may be behind one."""
    line = fact(text)
    return line if line and line.lower().startswith(("https://", "http://")) and " " not in line else None


def joined(paragraphs: list[str]) -> str:
    """The paragraphs as an article's text: each on one line, parted by blank lines."""
    lines = (" ".join(clean(paragraph).split()) for paragraph in paragraphs)
    return "\n\n".join(line for line in lines if line)
