"""Watching feeds: news only, nothing twice, nothing lost, and less and less often where it fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import date as Date

import pytest

from dashboard.articles import Refusal
from dashboard.articles.feeds import parse_feed
from dashboard.articles.web.fetch import Fetcher, FetchError
from dashboard.articles.web.manners import Visitor
from dashboard.articles.web.pages import read_address
from dashboard.articles.web.watching import LONGEST_BACK_OFF, MOST_TRIES, Round, after_failure
from dashboard.errors import ArticleError
from dashboard.schema import Article, Visit
from dashboard.store import Store
from tests.articles import files
from tests.articles.files import FIRST, PAGE, TITLE
from tests.articles.server import Page, Server, running

HOUR = timedelta(hours=1)


@pytest.fixture
def server() -> Iterator[Server]:
    with running({}) as started:
        links = [files.item(started.at(f"/{number}"), title=f"Entry {number}") for number in (1, 2)]
        started.pages["/feed"] = Page(files.rss(*links), "application/rss+xml", etag='"1"')
        for number in (1, 2):
            started.pages[f"/{number}"] = Page(PAGE.replace("Oslo on", f"Oslo {number} on").encode())
        yield started


@pytest.fixture
def visitor() -> Visitor:
    fetcher = Fetcher(allowed=("news.test",), resolve=lambda *_: ["127.0.0.1"], seconds=5.0)
    return Visitor(fetcher, seconds_between=0.0)


def look(server: Server, store: Store, visitor: Visitor, *, due: bool = True) -> list[Article | Refusal]:
    """One round whose articles are kept and whose visits are remembered."""
    if due:
        for feed in store.feeds():
            store.remember([replace(feed, due_at=None)])
    tour = Round([server.at("/feed")], store, HOUR, visitor)
    found = list(tour.articles())
    for item in found:
        if isinstance(item, Article):
            store.keep(item, [], reader="r")
    store.remember(tour.visits)
    return found


def test_the_entries_of_a_feed_become_articles(server: Server, store: Store, visitor: Visitor) -> None:
    first, _ = look(server, store, visitor)
    assert isinstance(first, Article)
    assert FIRST.replace("Oslo on", "Oslo 1 on") in first.text
    # The feed knows title, day and publisher better than the page.
    assert (first.title, first.date, first.publisher) == ("Entry 1", Date(2025, 2, 13), "The Daily")
    assert (first.url, first.author) == (server.at("/1"), "Ada Writer")


def test_a_feed_is_asked_for_news_only(server: Server, store: Store, visitor: Visitor) -> None:
    look(server, store, visitor)
    assert look(server, store, visitor) == []
    path, headers = server.asked[-1]
    assert (path, headers["If-None-Match"]) == ("/feed", '"1"')
    assert server.paths.count("/1") == 1
    [feed] = store.feeds()
    assert (feed.title, feed.failures) == ("The Daily", 0)


def test_a_feed_is_left_alone_until_it_is_due(server: Server, store: Store, visitor: Visitor) -> None:
    look(server, store, visitor)
    asked = len(server.asked)
    look(server, store, visitor, due=False)
    assert len(server.asked) == asked


def test_only_the_new_entry_is_fetched(server: Server, store: Store, visitor: Visitor) -> None:
    look(server, store, visitor)
    links = [files.item(server.at(f"/{number}")) for number in (3, 1, 2)]
    server.pages["/feed"] = Page(files.rss(*links), etag='"2"')
    server.pages["/3"] = Page(PAGE.encode())
    [item] = look(server, store, visitor)
    assert item.source == server.at("/3")


def test_a_round_that_was_killed_is_done_again_without_doubling(server: Server, store: Store, visitor: Visitor) -> None:
    tour = Round([server.at("/feed")], store, HOUR, visitor)
    first = next(tour.articles())
    assert isinstance(first, Article)
    store.keep(first, [], reader="r")  # and here the process is killed: no visit is remembered
    again = look(server, store, visitor)
    assert [item.source for item in again] == [server.at("/2")]
    assert store.counts().articles == 2


def test_a_page_that_fails_is_tried_again_and_given_up_in_the_end(
    server: Server, store: Store, visitor: Visitor
) -> None:
    server.pages["/2"] = Page(status=500)
    for number in range(MOST_TRIES + 2):
        refused = [item for item in look(server, store, visitor) if isinstance(item, Refusal)]
        assert len(refused) == (1 if number < MOST_TRIES else 0)
        if visit := store.visit(server.at("/2")):
            store.remember([replace(visit, due_at=None)])
    assert server.paths.count("/2") == MOST_TRIES
    assert server.paths.count("/1") == 1


def test_a_page_that_fails_waits_for_its_time(server: Server, store: Store, visitor: Visitor) -> None:
    server.pages["/2"] = Page(status=500)
    look(server, store, visitor)
    assert look(server, store, visitor) == []
    assert server.paths.count("/2") == 1


def test_where_the_page_refuses_the_full_text_of_the_feed_is_taken(
    server: Server, store: Store, visitor: Visitor
) -> None:
    full = files.item(server.at("/paid"), text="<p>Norway supports it.</p>" * 60)
    server.pages["/feed"] = Page(files.rss(full))
    server.pages["/paid"] = Page(status=402)
    [item] = look(server, store, visitor)
    assert isinstance(item, Article)
    assert item.text.startswith("Norway supports it.\n\nNorway")


def test_pages_that_robots_may_not_read_are_refused(server: Server, store: Store, visitor: Visitor) -> None:
    server.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /2", "text/plain")
    found = look(server, store, visitor)
    assert [type(item).__name__ for item in found] == ["Article", "Refusal"]
    assert "/2" not in server.paths


def test_entries_that_lead_into_the_own_network_are_refused(server: Server, store: Store, visitor: Visitor) -> None:
    server.pages["/feed"] = Page(files.rss(files.item("http://169.254.169.254/"), files.item("file:///etc/passwd")))
    visitor.fetcher.resolve = lambda host, _port: [host if host[0].isdigit() else "127.0.0.1"]
    [item] = look(server, store, visitor)
    assert isinstance(item, Refusal)
    assert "private network" in item.reason


def test_a_feed_that_fails_is_asked_less_and_less_often(server: Server, store: Store, visitor: Visitor) -> None:
    server.pages["/feed"] = Page(status=503)
    waits = []
    for _ in range(3):
        [item] = look(server, store, visitor)
        assert isinstance(item, Refusal)
        [feed] = store.feeds()
        assert feed.due_at is not None
        assert feed.visited_at is not None
        waits.append(feed.due_at - feed.visited_at)
    assert waits == [2 * HOUR, 4 * HOUR, 8 * HOUR]
    assert feed.said is not None
    assert "answer 503" in feed.said
    server.pages["/feed"] = Page(files.rss(), "application/rss+xml")
    look(server, store, visitor)
    [feed] = store.feeds()
    assert (feed.failures, feed.said) == (0, None)


@pytest.mark.parametrize(
    ("failures", "retry_after", "wait"),
    [
        pytest.param(0, None, 2 * HOUR, id="doubled"),
        pytest.param(30, None, LONGEST_BACK_OFF, id="once-a-day-at-least"),
        pytest.param(0, "36000", 10 * HOUR, id="as-the-server-asks"),
        pytest.param(0, "10", 2 * HOUR, id="not-sooner-than-by-itself"),
        pytest.param(0, "99999999", 7 * LONGEST_BACK_OFF, id="not-for-ever"),
        pytest.param(0, "soon", 2 * HOUR, id="nonsense"),
    ],
)
def test_how_long_what_failed_is_left_alone(failures: int, retry_after: str | None, wait: timedelta) -> None:
    failed = after_failure(Visit("x", failures=failures), FetchError("no", status=503, retry_after=retry_after), HOUR)
    assert failed.visited_at is not None
    assert failed.due_at == failed.visited_at + wait or failed.due_at == failed.visited_at + wait + timedelta(seconds=1)
    assert failed.failures == failures + 1


def test_a_time_to_come_back_at_is_understood() -> None:
    when = datetime.now(UTC) + 5 * HOUR
    failed = after_failure(Visit("x"), FetchError("no", retry_after=when.strftime("%a, %d %b %Y %H:%M:%S GMT")), HOUR)
    assert failed.due_at is not None
    assert abs(failed.due_at.replace(tzinfo=UTC) - when) < timedelta(seconds=5)


def test_a_feed_that_a_person_names_gives_the_pages_that_are_not_known(server: Server, visitor: Visitor) -> None:
    known = server.at("/1")
    items = list(read_address(server.at("/feed"), visitor=visitor, is_known=lambda address: address == known))
    assert [item.source for item in items] == [server.at("/2")]


def test_atom_is_a_feed_too() -> None:
    atom = f"""<?xml version="1.0"?>
        <feed xmlns="http://www.w3.org/2005/Atom">
        <title>The &lt;b&gt;Daily&lt;/b&gt;</title>
        <entry><title type="html">{TITLE} &amp;amp; Lima</title><link href="https://e.org/1"/>
        <author><name>Ada</name></author>
        <updated>2025-02-14T00:00:00Z</updated><published>2025-02-13T00:00:00Z</published>
        <content type="html">&lt;p&gt;One.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;&lt;p&gt;Two.&lt;/p&gt;</content>
        </entry>
        <entry><title>No link</title></entry><entry><link href="javascript:alert(1)"/></entry></feed>"""
    feed = parse_feed(atom.encode(), "feed")
    first = feed.entries[0]
    assert feed.title == "The Daily"
    assert (first.title, first.link, first.author, first.date) == (
        *(f"{TITLE} & Lima", "https://e.org/1", "Ada", Date(2025, 2, 13)),
    )
    assert first.text == "One.\n\nTwo."
    assert [entry.link for entry in feed.entries[1:]] == [None, None]


def test_what_is_no_feed_is_told() -> None:
    with pytest.raises(ArticleError, match=r"x: this is no feed that can be read \(RSS or Atom\)"):
        parse_feed(b"<html><body>Hello</body></html>", "x")


def test_visits_are_remembered_and_forgotten(store: Store) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    visit = Visit("https://e.org/feed", True, "T", "e", "m", now, now + HOUR, 3, "no")
    store.remember([visit, Visit("https://e.org/1")])
    assert store.visit("https://e.org/feed") == visit
    assert store.feeds() == [visit]
    store.remember([replace(visit, failures=0)])
    assert store.feeds()[0].failures == 0
    assert store.forget("https://e.org/feed") is True
    assert store.forget("https://e.org/feed") is False
    assert store.visit("https://e.org/feed") is None


def test_remembering_a_visit_does_not_change_the_statements(store: Store) -> None:
    version = store.version()
    store.remember([Visit("https://e.org/1")])
    assert store.version() == version
