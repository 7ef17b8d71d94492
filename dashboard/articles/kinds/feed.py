"""Feeds saved as files: the articles as far as the feed itself gives them."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.articles.draft import Draft, Refusal, refusal
from dashboard.articles.feeds import parse_feed
from dashboard.articles.limits import Allowance
from dashboard.articles.registry import reads


@reads("feed", ".rss", ".atom")
def read_feed(content: bytes, source: str, _allowance: Allowance) -> Iterator[Draft | Refusal]:
    """One article for each entry that the feed gives in full; the pages behind the others are not fetched."""
    feed = parse_feed(content, source)
    for entry in feed.entries:
        where = f"{source}, {entry.title or entry.link or 'entry'}"
        if entry.is_full:
            yield entry.draft(where, publisher=feed.title)
        else:
            yield refusal(
                where, "the feed gives no more than a summary; name the feed's address to have its pages read."
            )
