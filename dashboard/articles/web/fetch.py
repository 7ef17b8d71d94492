"""Fetching one address: to the checked number, within limits of size and time, redirects checked anew."""

from __future__ import annotations

import contextlib
import logging
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email.message import Message
from functools import cache
from http.client import HTTPException
from typing import Any
from urllib.parse import urljoin

from dashboard import __version__
from dashboard.articles.limits import LARGEST_DOCUMENT, MEGABYTE
from dashboard.articles.web.addresses import Resolver, Target, allowed_hosts, checked_ips, look_up, split_address
from dashboard.errors import ArticleError

USER_AGENT = f"Standpoint/{__version__} (reads news for research; obeys robots.txt)"
SECONDS_TO_CONNECT = 10.0
SECONDS = 45.0  # for one answer with all its redirects
MOST_REDIRECTS = 5
_PIECE = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TELLING = {
    401: "asks for a password; copy the article and paste it",
    402: "asks for payment; copy the article and paste it",
    403: "refuses programs; open it in the browser, copy the article and paste it",
    404: "is not there; check the address",
    410: "is there no more",
    429: "asks for fewer requests; try again later",
    451: "is withheld for legal reasons",
}


class FetchError(ArticleError):
    """An address did not give what was asked for."""

    def __init__(self, message: str, *, status: int | None = None, retry_after: str | None = None) -> None:
        super().__init__(message)
        self.status = status  # None: there was no answer
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave."""

    address: str  # where it was found at last, after redirects
    content: bytes
    media_type: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    is_unchanged: bool = False  # nothing is new since the marks that were sent; there is no content then


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses of the open internet, and of ``allowed`` hosts wherever they lie."""

    allowed: Sequence[str] = field(default_factory=allowed_hosts)
    resolve: Resolver = look_up
    largest: int = LARGEST_DOCUMENT
    seconds: float = SECONDS

    def get(self, address: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
        """What is at this address; with the marks of an earlier answer only if that is outdated.

        Raises :class:`ArticleError` naming the address and the repair.
        """
        ends = time.monotonic() + self.seconds
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        marks = {name: value for name, value in headers.items() if value and value.isprintable()}
        target = split_address(address)
        for _ in range(MOST_REDIRECTS + 1):
            with self._answer(target, marks, ends) as response:
                if response.status not in _REDIRECTS:
                    return self._read(response, target, ends)
                onward = urljoin(_whole(target), response.headers.get("Location") or "")
            shown = target.shown
            target = split_address(onward)
            if target.scheme == "http" and shown.startswith("https:") and target.host not in self.allowed:
                raise FetchError(
                    f"{shown}: the page leads from https to http; name that address itself if you trust it."
                )
        raise FetchError(
            f"{address}: the page leads on more than {MOST_REDIRECTS} times; name the last address itself."
        )

    @contextlib.contextmanager
    def _answer(self, target: Target, marks: dict[str, str], ends: float) -> Iterator[Any]:
        """The server's answer, whose body is still to be read; the connection is cut when the time is up."""
        from urllib3.exceptions import HTTPError, SSLError
        from urllib3.util.ssl_match_hostname import CertificateError

        numbers = checked_ips(target, allowed=self.allowed, resolve=self.resolve)
        headers = {
            "Host": target.authority,
            "User-Agent": USER_AGENT,
            "Accept": "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "en,*;q=0.5",
            **marks,
        }
        connection = None
        watch: threading.Timer | None = None
        try:
            connection = _connected(target, numbers, ends)
            watch = threading.Timer(max(ends - time.monotonic(), 0.05), _cut, [connection.sock])
            watch.daemon = True
            watch.start()
            connection.request("GET", target.path, headers=headers, preload_content=False)
            yield connection.getresponse()
        except ArticleError:
            raise
        except (SSLError, ssl.SSLError, CertificateError) as error:
            raise FetchError(
                f"{target.shown}: the connection is not safe ({_said(error)}); try again later."
            ) from error
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            if time.monotonic() >= ends:
                raise FetchError(
                    f"{target.shown}: the answer takes more than {self.seconds:.0f} seconds; try again later."
                ) from error
            raise FetchError(
                f"{target.shown}: the server does not answer ({_said(error)}); try again later."
            ) from error
        finally:
            if watch is not None:
                watch.cancel()
            if connection is not None:
                connection.close()

    def _read(self, response: Any, target: Target, ends: float) -> Answer:
        headers = response.headers
        if response.status == 304:
            return Answer(_whole(target), b"", is_unchanged=True)
        if response.status != 200:
            telling = _TELLING.get(response.status, "gives an error; try again later")
            raise FetchError(
                f"{target.shown}: the page {telling} (answer {response.status}).",
                status=response.status,
                retry_after=headers.get("Retry-After"),
            )
        content = b"".join(self._pieces(response, target, ends))
        kind = Message()
        kind["Content-Type"] = headers.get("Content-Type") or "application/octet-stream"
        stated = kind.get_content_charset() if headers.get("Content-Type") else None
        media_type = kind.get_content_type() if headers.get("Content-Type") else ""
        return Answer(
            _whole(target), content, media_type, stated, _mark(headers.get("ETag")), _mark(headers.get("Last-Modified"))
        )

    def _pieces(self, response: Any, target: Target, ends: float) -> Iterator[bytes]:
        too_large = FetchError(
            f"{target.shown}: the page has more than {self.largest / MEGABYTE:.0f} MB, which is the limit."
        )
        stated = response.headers.get("Content-Length") or ""
        if stated.isdigit() and int(stated) > self.largest:
            raise too_large
        size = 0
        while piece := response.read1(_PIECE, decode_content=True):
            size += len(piece)
            if size > self.largest:
                raise too_large
            if time.monotonic() >= ends:
                raise TimeoutError
            yield piece
        if time.monotonic() >= ends:  # a connection that was cut looks like the end
            raise TimeoutError


def _connected(target: Target, numbers: Sequence[str], ends: float) -> Any:
    """A connection to the first of these numbers that answers. The certificate must be that of the host's name."""
    from urllib3.connection import HTTPConnection, HTTPSConnection

    logging.getLogger("urllib3").setLevel(logging.ERROR)  # what it warns of is told in the house's words
    failure: Exception | None = None
    for number in numbers:
        seconds = min(SECONDS_TO_CONNECT, max(ends - time.monotonic(), 0.05))
        connection: HTTPConnection
        if target.scheme == "https":
            connection = HTTPSConnection(
                number,
                target.port,
                timeout=seconds,
                ssl_context=_trust(),
                server_hostname=target.host,
                assert_hostname=target.host,
            )
        else:
            connection = HTTPConnection(number, target.port, timeout=seconds)
        try:
            connection.connect()
        except Exception as error:  # noqa: BLE001 - the next number may answer; the last failure is told by the caller
            failure = error
            connection.close()
        else:
            return connection
    assert failure is not None
    raise failure


@cache
def _trust() -> ssl.SSLContext:
    """Whom to believe: the system's authorities, and Mozilla's where the system brings none."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _cut(connection: socket.socket | None) -> None:
    with contextlib.suppress(OSError):
        if connection is not None:
            connection.shutdown(socket.SHUT_RDWR)


def _whole(target: Target) -> str:
    return f"{target.scheme}://{target.authority}{target.path}"


def _mark(value: str | None) -> str | None:
    """A server's mark, unless it is too long to be sent back."""
    return value if value and len(value) <= 500 and value.isprintable() else None


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:150] or type(error).__name__
