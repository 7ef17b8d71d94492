"""Watching feeds: one round through those that are due, asking only for news, and what is remembered afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol

from dashboard.articles.asked import NOTHING_ASKED, Asked
from dashboard.articles.draft import Refusal
from dashboard.articles.feeds import Entry, parse_feed
from dashboard.articles.reading import faults_told
from dashboard.articles.web.fetch import FetchError
from dashboard.articles.web.manners import Visitor
from dashboard.articles.web.pages import read_entry
from dashboard.errors import ArticleError
from dashboard.schema import Article, Visit

LONGEST_BACK_OFF = timedelta(hours=24)
MOST_TRIES = 4  # of an entry's page: one that fails so often is left alone


class Memory(Protocol):
    """What remembers earlier visits; the store does."""

    def visit(self, address: str) -> Visit | None:
        """What is remembered of an address."""

    def has_address(self, address: str) -> bool:
        """Whether an article from this address is kept."""


@dataclass(slots=True)
class Round:
    """One round through feeds. Take :meth:`articles`, keep them, and only then remember :attr:`visits`.

    A run that is killed in between forgets the round, so that no article is lost; what it kept is known by its address.
    """

    feeds: Sequence[str]
    memory: Memory
    interval: timedelta
    visitor: Visitor = field(default_factory=Visitor)
    asked: Asked = NOTHING_ASKED
    visits: list[Visit] = field(default_factory=list)

    def articles(self) -> Iterator[Article | Refusal]:
        """The new articles of all feeds that are due, and a refusal for each page or feed that gave none."""
        for address in self.feeds:
            before = self.memory.visit(address) or Visit(address, is_feed=True)
            if before.due_at is None or before.due_at <= _now():
                yield from self._feed(replace(before, is_feed=True))

    def _feed(self, before: Visit) -> Iterator[Article | Refusal]:
        try:
            answer = self.visitor.get(before.address, by_hand=True, etag=before.etag, modified=before.modified)
            with faults_told(before.address):
                feed = None if answer.is_unchanged else parse_feed(answer.content, before.address)
        except ArticleError as error:
            self.visits.append(after_failure(before, error, self.interval))
            yield Refusal(before.address, str(error))
            return
        done = replace(before, visited_at=_now(), due_at=_now() + self.interval, failures=0, said=None)
        if feed is not None:
            is_complete = True
            for entry in feed.entries:
                if entry.link is not None and not self._is_known(entry.link):
                    found = list(read_entry(entry, feed, visitor=self.visitor, asked=self.asked))
                    is_complete = self._note(entry, found) and is_complete
                    yield from found
            # A page that is to be tried again is only met again when the feed is given again.
            marks = (answer.etag, answer.modified) if is_complete else (None, None)
            done = replace(done, title=feed.title or done.title, etag=marks[0], modified=marks[1])
        self.visits.append(done)

    def _is_known(self, link: str) -> bool:
        if any(visit.address == link for visit in self.visits):
            return True
        visit = self.memory.visit(link)
        if visit is None:
            return self.memory.has_address(link)
        is_waiting = visit.due_at is not None and visit.due_at > _now()
        return visit.failures == 0 or visit.failures >= MOST_TRIES or is_waiting

    def _note(self, entry: Entry, found: list[Article | Refusal]) -> bool:
        """Remember what became of an entry; whether nothing is left to try."""
        assert entry.link is not None
        before = self.memory.visit(entry.link) or Visit(entry.link)
        refused = next((item for item in found if isinstance(item, Refusal)), None)
        if refused is None:
            self.visits.append(replace(before, visited_at=_now(), due_at=None, failures=0, said=None))
            return True
        failed = after_failure(before, ArticleError(refused.reason), self.interval)
        self.visits.append(failed)
        return failed.failures >= MOST_TRIES


def after_failure(before: Visit, error: ArticleError, interval: timedelta) -> Visit:
    """What to remember of an address that failed: each failure in a row doubles the time until it is asked again.

    A server that says itself how long to wait is obeyed.
    """
    failures = before.failures + 1
    wait = min(interval * 2 ** min(failures, 20), LONGEST_BACK_OFF)
    if isinstance(error, FetchError) and (asked_for := _seconds(error.retry_after)) is not None:
        wait = min(max(wait, asked_for), LONGEST_BACK_OFF * 7)
    return replace(before, visited_at=_now(), due_at=_now() + wait, failures=failures, said=str(error))


def _seconds(retry_after: str | None) -> timedelta | None:
    """What ``Retry-After`` asks for: seconds, or a time."""
    if retry_after is None:
        return None
    if retry_after.strip().isdigit():
        return timedelta(seconds=min(int(retry_after), 10**7))
    try:
        when = parsedate_to_datetime(retry_after)
    except (ValueError, TypeError):
        return None
    return when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
