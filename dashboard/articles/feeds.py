"""RSS and Atom: what a feed says of its entries."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import date as Date
from typing import Any

from dashboard.articles.dates import read_date
from dashboard.articles.draft import Draft, fact, joined, web_address
from dashboard.errors import ArticleError

LEAST_OF_A_FULL_TEXT = 900  # characters; summaries are shorter
MOST_ENTRIES = 500
_DECLARATION = re.compile(rb"<!\s*ENTITY|<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """One article that a feed names."""

    link: str | None
    title: str | None
    date: Date | None
    author: str | None
    text: str  # as much of the article as the feed gives

    @property
    def is_full(self) -> bool:
        """Whether the feed seems to give the whole article."""
        return len(self.text) >= LEAST_OF_A_FULL_TEXT

    def draft(self, source: str, *, publisher: str | None) -> Draft:
        """The article as the feed gives it."""
        return Draft(self.text, source, self.title, self.date, publisher, self.link, self.author)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, newest entry first as it gives them."""

    title: str | None
    entries: tuple[Entry, ...]


def parse_feed(content: bytes, source: str) -> Feed:
    """The feed in this content; raises :class:`ArticleError` when there is none.

    A feed that declares entities is refused: that is how a small file grows without end or fetches others.
    """
    import feedparser

    logging.getLogger("feedparser").setLevel(logging.CRITICAL)
    if _DECLARATION.search(content):
        raise ArticleError(f"{source}: the feed declares entities of its own, which no reader needs; it is not read.")
    found = feedparser.parse(content, resolve_relative_uris=False)
    if not found.get("version") and not found.get("entries"):
        raise ArticleError(f"{source}: this is no feed that can be read (RSS or Atom); name the feed's own address.")
    entries = tuple(_entry(each) for each in found["entries"][:MOST_ENTRIES])
    return Feed(_words(found["feed"].get("title")), entries)


def _entry(each: Any) -> Entry:
    contents = [part.get("value") or "" for part in each.get("content") or ()]
    text = max((_text(each_text) for each_text in (*contents, each.get("summary") or "")), key=len)
    date = read_date(each.get("published") or each.get("created") or each.get("updated"))
    author = _words(each.get("author"))
    return Entry(web_address(each.get("link")), _words(each.get("title")), date, author, text)


def _words(marked: str | None) -> str | None:
    return fact(_text(marked or "").replace("\n", " "))


def _text(marked: str) -> str:
    """The words of a piece of HTML, paragraphs parted by blank lines."""
    if "<" not in marked and "&" not in marked:
        return joined(marked.split("\n"))
    from lxml import etree, html

    try:
        root = html.fragment_fromstring(marked, create_parent="div")
    except (etree.ParserError, ValueError):
        return ""
    for hidden in list(root.iter("script", "style", etree.Comment)):
        hidden.drop_tree()
    for block in root.iter("p", "br", "li", "div", "h1", "h2", "h3", "h4", "blockquote", "tr"):
        block.tail = f"\n{block.tail or ''}"
        block.text = f"\n{block.text or ''}" if block.tag != "br" else block.text
    return joined(root.text_content().split("\n"))
