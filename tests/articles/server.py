"""A web server on loopback that tests start: what it answers is a table of paths."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypeAlias

Pages: TypeAlias = "dict[str, Page | Callable[[BaseHTTPRequestHandler], None]]"


@dataclass
class Page:
    """What is at a path; with an ETag it answers 304 to whoever has it already."""

    content: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str = ""


@dataclass
class Server:
    """A running server, and what it was asked for: path and headers, in order."""

    port: int
    pages: Pages
    names: list[str | None] = field(default_factory=list)  # that certificates were asked for
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def at(self, path: str, host: str = "news.test", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def running(pages: Pages, *, certificate: Path | None = None) -> Iterator[Server]:
    """Start a server; with a certificate (and its key in one file) it speaks https."""
    server = Server(0, pages)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            server.asked.append((self.path, dict(self.headers)))
            page = server.pages.get(self.path, Page(status=404))
            if callable(page):
                page(self)
                return
            if page.etag and self.headers.get("If-None-Match") == page.etag:
                page = Page(status=304)
            self.send_response(page.status)
            marks = {"ETag": page.etag} if page.etag else {}
            content = {"Content-Type": page.media_type, "Content-Length": str(len(page.content))}
            for name, value in {**content, **marks, **page.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(page.content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Say nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:  # the one who asked hung up, as some tests mean it to
                self.close_connection = True

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.daemon_threads = True
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        context.sni_callback = lambda _socket, name, _context: server.names.append(name)
        # Handshakes are left to the threads that answer: one that fails must not stop the listener.
        listener.socket = context.wrap_socket(listener.socket, server_side=True, do_handshake_on_connect=False)
    server.port = listener.server_address[1]
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown()
        listener.server_close()
        thread.join(timeout=5)


def drip(seconds: float, *, head: bool = False) -> Callable[[BaseHTTPRequestHandler], None]:
    """An answer that comes a byte at a time and never ends by itself, or whose head does."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if head:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        else:
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.send_header("Content-Length", "100000")
            handler.end_headers()
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.02)

    return answer


def endless(handler: BaseHTTPRequestHandler) -> None:
    """An answer of unknown length that does not end before the one who asked hangs up."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    while True:
        handler.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
