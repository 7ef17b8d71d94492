"""Good manners towards servers: what robots.txt asks for, and time between two requests."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dashboard.articles.web.addresses import split_address
from dashboard.articles.web.fetch import USER_AGENT, Answer, Fetcher, FetchError
from dashboard.errors import ArticleError

SECONDS_BETWEEN = 2.0  # two requests to one host
LONGEST_WAIT = 30.0  # however long a host asks for
LARGEST_ROBOTS = 500_000  # bytes; the standard lets more be ignored
ROBOTS_HOLD = 24 * 3600.0  # seconds until a host's wishes are asked for again


@dataclass(slots=True)
class Visitor:
    """Fetches like a polite guest; one for a whole run."""

    fetcher: Fetcher = field(default_factory=Fetcher)
    seconds_between: float = SECONDS_BETWEEN
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _next: dict[str, float] = field(default_factory=dict)  # host → when it may be asked again
    _wishes: dict[str, tuple[float, Any]] = field(
        default_factory=dict
    )  # host → its robots.txt, and until when it holds

    def get(
        self, address: str, *, by_hand: bool = False, etag: str | None = None, modified: str | None = None
    ) -> Answer:
        """What is at the address, after the time its host wants between requests.

        ``by_hand``: a person named this very address, so that robots.txt, which is for robots, is not asked. Raises
        :class:`ArticleError` when the host does not want it fetched or it cannot be.
        """
        target = split_address(address)
        place = f"{target.scheme}://{target.authority}"
        wait = self.seconds_between
        if not by_hand:
            robots = self._robots(place)
            if not robots.can_fetch(address, USER_AGENT):
                raise FetchError(
                    f"{target.shown}: the site asks programs not to read this page (robots.txt).", status=403
                )
            wait = max(wait, min(robots.crawl_delay(USER_AGENT) or 0.0, LONGEST_WAIT))
        self._wait(place, wait)
        return self.fetcher.get(address, etag=etag, modified=modified)

    def _wait(self, place: str, seconds: float) -> None:
        left = self._next.get(place, 0.0) - self.clock()
        if left > 0:
            self.sleep(left)
        self._next[place] = self.clock() + seconds

    def _robots(self, place: str) -> Any:
        """The host's wishes. A host without any allows all; one that fails to tell allows nothing for now."""
        from protego import Protego

        until, known = self._wishes.get(place, (0.0, None))
        if known is None or until <= self.clock():
            known = Protego.parse(self._robots_text(place))
            self._wishes[place] = (self.clock() + ROBOTS_HOLD, known)
        return known

    def _robots_text(self, place: str) -> str:
        self._wait(place, self.seconds_between)
        try:
            answer = self.fetcher.get(f"{place}/robots.txt")
        except FetchError as error:
            is_failing = error.status is not None and (error.status >= 500 or error.status == 429)
            return "User-agent: *\nDisallow: /" if is_failing else ""
        except ArticleError:  # a redirect to where nothing is fetched from
            return ""
        return answer.content[:LARGEST_ROBOTS].decode("utf-8", errors="replace")
