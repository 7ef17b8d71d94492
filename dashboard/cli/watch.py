"""``watch``: look into feeds again and again, and keep what is new."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.ingest import LanguageOption, PublisherOption, finish, language_code, tell
from dashboard.cli.shell import Exit, ModelOption, StoreOption, complain, printable

if TYPE_CHECKING:
    from dashboard.store import Store

LEAST_INTERVAL = timedelta(minutes=1)  # more often would be rude
UNITS = {"": "minutes", "m": "minutes", "h": "hours", "d": "days"}
_INTERVAL = re.compile(r"(\d{1,4})\s*([mhd]?)")
LONGEST_SLEEP = 60.0  # seconds; so that a machine that slept wakes to its feeds soon


def watch(
    feeds: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FEED]...", help="Addresses of RSS or Atom feeds.", show_default=False),
    ] = None,
    *,
    interval: Annotated[
        str, typer.Option("--interval", metavar="TIME", help="Time between two looks into a feed: 30m, 2h or 1d.")
    ] = "30m",
    once: Annotated[bool, typer.Option("--once", help="Look once and stop.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Watch these feeds no more.")] = False,
    store: StoreOption = None,
    model: ModelOption = None,
    publisher: PublisherOption = None,
    language: LanguageOption = None,
) -> None:
    """Watch feeds: read the pages they name, keep what they say, and look again after a while, until Ctrl-C.

    Feeds that were given once are remembered: without any, all of them are watched. A feed is asked for news only;
    robots.txt is obeyed for the pages, hosts are given time between two requests, and a feed that fails is left alone
    for longer and longer.
    """
    from dashboard.articles import Asked
    from dashboard.store import Store

    every = interval_of(interval)
    asked = Asked(publisher=publisher, language=language_code(language))
    with Store.open(store) as opened:
        if forget:
            _forget(opened, feeds or [])
            return
        addresses = _watched(opened, feeds or [])
        from dashboard.extraction.pipeline import build_pipeline
        from dashboard.ingest import ingest_feeds

        nlp = build_pipeline(model=model)
        while True:
            report = ingest_feeds(addresses, nlp=nlp, store=opened, interval=every, asked=asked)
            if once:
                finish(report)
                return
            if report.seen:
                typer.echo(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC  ", nl=False)
                tell(report)
            if report.interrupted:
                raise typer.Exit(Exit.INTERRUPTED)
            _wait(opened, addresses)


def interval_of(written: str) -> timedelta:
    """A time as it is given on the command line; minutes when no unit is named."""
    found = _INTERVAL.fullmatch(written.strip().lower())
    if found is None:
        raise typer.BadParameter(f"{written!r} is no time; write for example 30m, 2h or 1d.")
    interval = timedelta(**{UNITS[found[2]]: int(found[1])})
    if interval < LEAST_INTERVAL:
        raise typer.BadParameter("a feed is looked into once a minute at most.")
    return interval


def _watched(store: Store, named: list[str]) -> list[str]:
    """The feeds to watch, those named now remembered; raises ArticleError for what is no address."""
    from dashboard.articles.web.addresses import split_address
    from dashboard.schema import Visit

    for address in named:
        split_address(address)
    store.remember([Visit(address, is_feed=True) for address in named if store.visit(address) is None])
    addresses = list(dict.fromkeys(named)) or [feed.address for feed in store.feeds()]
    if not addresses:
        complain("no feed is watched yet; name the address of one")
        raise typer.Exit(Exit.USAGE)
    return addresses


def _forget(store: Store, named: list[str]) -> None:
    for address in named:
        told = "is watched no more" if store.forget(address) else "was not watched"
        typer.echo(f"{printable(address)} {told}")


def _wait(store: Store, addresses: list[str]) -> None:
    """Sleep until the first feed is due."""
    while True:
        now = datetime.now(UTC).replace(tzinfo=None)
        due = min((visit.due_at or now for address in addresses if (visit := store.visit(address))), default=now)
        left = (due - now).total_seconds()
        if left <= 0:
            return
        time.sleep(min(left, LONGEST_SLEEP))
