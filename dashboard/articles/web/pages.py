"""What is at an address: a page, a file of any kind that is read, or a feed with the pages it names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from dashboard.articles.asked import NOTHING_ASKED, Asked
from dashboard.articles.contents import kind_of
from dashboard.articles.draft import Draft, Refusal
from dashboard.articles.feeds import Entry, Feed, parse_feed
from dashboard.articles.kinds.html import decode_page, page_draft
from dashboard.articles.limits import LARGEST_PAGE, Allowance, check_size
from dashboard.articles.reading import faults_told, finished, read_drafts
from dashboard.articles.web.fetch import Answer
from dashboard.articles.web.manners import Visitor
from dashboard.errors import ArticleError
from dashboard.schema import Article


def read_address(
    address: str,
    *,
    asked: Asked = NOTHING_ASKED,
    visitor: Visitor | None = None,
    is_known: Callable[[str], bool] = lambda _address: False,
) -> Iterator[Article | Refusal]:
    """The articles at an address that a person named; of a feed those of all pages it names that are not known."""
    visitor = visitor or Visitor()
    yield from finished(_drafts(address, asked, visitor, is_known), asked)


def read_entry(
    entry: Entry, feed: Feed, *, visitor: Visitor, asked: Asked = NOTHING_ASKED
) -> Iterator[Article | Refusal]:
    """The article that a feed names: from its page, else from the feed where that gives it in full."""
    yield from finished(iter([_entry_draft(entry, feed, visitor)]), asked)


def _drafts(address: str, asked: Asked, visitor: Visitor, is_known: Callable[[str], bool]) -> Iterator[Draft | Refusal]:
    try:
        answer = visitor.get(address, by_hand=True)
        kind = kind_of(answer.content, answer.address, media_type=answer.media_type)
        if kind == "feed":
            with faults_told(address):
                feed = parse_feed(answer.content, address)
            for entry in feed.entries:
                if entry.link is None or not is_known(entry.link):
                    yield _entry_draft(entry, feed, visitor)
        elif kind == "html":
            yield _page_draft(answer, address)
        else:
            for draft in read_drafts(answer.content, answer.address, Allowance(asked), media_type=answer.media_type):
                yield replace(draft, url=draft.url or address) if isinstance(draft, Draft) else draft
    except ArticleError as error:
        yield Refusal(address, str(error))


def _entry_draft(entry: Entry, feed: Feed, visitor: Visitor) -> Draft | Refusal:
    source = entry.link or f"{feed.title or 'feed'}, {entry.title or 'entry'}"
    try:
        if entry.link is None:
            raise ArticleError(f"{source}: the feed gives no address for this entry.")
        answer = visitor.get(entry.link)
        page = _one_of(answer, entry.link)
    except ArticleError as error:
        if entry.is_full:
            return entry.draft(source, publisher=feed.title)
        return Refusal(source, str(error))
    if len(entry.text) > len(page.text) and entry.is_full:
        page = replace(page, text=entry.text)  # the page shows less than the feed gives
    # The feed knows better than the page, whose title often carries the site's name.
    return replace(
        page,
        title=entry.title or page.title,
        date=entry.date or page.date,
        publisher=feed.title or page.publisher,
        author=entry.author or page.author,
        url=entry.link,
    )


def _one_of(answer: Answer, address: str) -> Draft:
    """The one article of an answer; raises :class:`ArticleError` when it has none."""
    if kind_of(answer.content, answer.address, media_type=answer.media_type) == "html":
        return _page_draft(answer, address)
    found = next(iter(read_drafts(answer.content, answer.address, Allowance(), media_type=answer.media_type)), None)
    if isinstance(found, Draft):
        return found
    raise ArticleError(found.reason if found is not None else f"{address}: there is no article.")


def _page_draft(answer: Answer, address: str) -> Draft:
    check_size(len(answer.content), address, limit=LARGEST_PAGE)
    with faults_told(address):
        page = decode_page(answer.content, address, charset=answer.charset)
        return page_draft(page, address, address=answer.address)
