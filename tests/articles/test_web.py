"""Pages from the web: only from the open internet, within limits, and politely."""

from __future__ import annotations

import gzip
import ipaddress
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date as Date
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles import Asked, Refusal, read_sources
from dashboard.articles.web.addresses import allowed_hosts, checked_ips, is_public, split_address
from dashboard.articles.web.fetch import Fetcher
from dashboard.articles.web.manners import LONGEST_WAIT, Visitor
from dashboard.articles.web.pages import read_address
from dashboard.errors import ArticleError
from dashboard.schema import Article
from tests.articles import files
from tests.articles.files import FIRST, PAGE, TEXT, TITLE
from tests.articles.server import Page, Server, drip, endless, running

HOSTS = ("news.test", "127.0.0.1", "other.test")


def to_loopback(host: str, _port: int) -> list[str]:
    """Every name of the tests stands for this machine."""
    return ["127.0.0.1"]


@pytest.fixture
def server() -> Iterator[Server]:
    with running({"/oslo": Page(PAGE.encode())}) as started:
        yield started


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(allowed=("news.test",), resolve=to_loopback, seconds=5.0)


@pytest.fixture
def visitor(fetcher: Fetcher) -> Visitor:
    return Visitor(fetcher, seconds_between=0.0)


# ------------------------------------------------------------------------------------------------------------ addresses


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("127.9.9.9", False),
        ("0.0.0.0", False),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("192.0.2.1", False),
        ("198.18.0.1", False),
        ("224.0.0.1", False),
        ("239.255.255.250", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("2001:db8::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("::127.0.0.1", False),
        ("64:ff9b::10.0.0.1", False),
        ("64:ff9b::93.184.215.14", True),
        ("2002:7f00:1::", False),
        ("2002:a00:1::", False),
        ("no number", False),
    ],
)
def test_what_is_public(number: str, public: bool) -> None:
    assert is_public(number) is public


@given(st.ip_addresses(v=4))
def test_a_number_of_ipv4_is_no_more_public_in_the_clothes_of_ipv6(number: ipaddress.IPv4Address) -> None:
    clothed = [
        f"::ffff:{number}",
        f"64:ff9b::{number}",
        str(ipaddress.IPv6Address((0x2002 << 112) | (int(number) << 80))),
    ]
    assert {is_public(each) for each in clothed} == {is_public(str(number))}


@pytest.mark.parametrize(
    ("address", "told"),
    [
        pytest.param("file:///etc/passwd", "only addresses that begin with https:// or http://", id="file"),
        pytest.param("ftp://example.org/a", "only addresses that begin with", id="ftp"),
        pytest.param("gopher://example.org/", "only addresses that begin with", id="gopher"),
        pytest.param("http://", "only addresses that begin with", id="no-host"),
        pytest.param("http://me:secret@example.org/", "holds a name or password; leave it out", id="password"),
        pytest.param("http://example.org:99999/", "this is no address", id="port"),
        pytest.param("http://[::1", "this is no address", id="bracket"),
        pytest.param("http://example.org/a b", "holds blanks", id="blank"),
        pytest.param("http://example.org/\r\nX: y", "too long or holds blanks", id="header-within"),
        pytest.param("http://example.org/" + "a" * 5000, "too long", id="endless"),
        pytest.param("http://" + "a" * 70 + ".org/", "is no name of a host", id="label-too-long"),
    ],
)
def test_what_is_no_address_of_the_web(address: str, told: str) -> None:
    with pytest.raises(ArticleError, match=told) as raised:
        split_address(address)
    assert "secret" not in str(raised.value)
    assert str(raised.value).isprintable()


def test_an_address_is_taken_apart_and_sent_in_ascii() -> None:
    target = split_address("https://Bücher.example/Tür?q=ä&x=%20#part")
    assert (target.host, target.port, target.path) == ("xn--bcher-kva.example", 443, "/T%C3%BCr?q=%C3%A4&x=%20")
    assert split_address("http://example.org:8080").authority == "example.org:8080"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]", "0"]
)
def test_this_machine_is_refused_by_whatever_name(host: str) -> None:
    [item] = read_address(f"http://{host}:1/")
    assert isinstance(item, Refusal)
    assert "private network" in item.reason or "is not found" in item.reason
    assert "does not answer" not in item.reason, "it was asked"


def test_a_name_that_stands_for_a_public_and_a_private_number_is_refused() -> None:
    target = split_address("http://example.org/")
    with pytest.raises(ArticleError, match=r"lies in a private network \(10\.0\.0\.1\)"):
        checked_ips(target, allowed=(), resolve=lambda *_: ["93.184.215.14", "10.0.0.1"])


def test_a_setting_lets_hosts_of_the_own_network_through(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    address = f"http://127.0.0.1:{server.port}/oslo"
    [item] = read_sources([address])
    assert isinstance(item, Refusal)
    assert "name the host in STANDPOINT_ALLOWED_HOSTS if you trust it" in item.reason
    assert server.asked == []
    monkeypatch.setenv("STANDPOINT_ALLOWED_HOSTS", f"intranet.example, 127.0.0.1:{server.port}")
    assert allowed_hosts() == ("intranet.example", f"127.0.0.1:{server.port}")
    [item] = read_sources([address])
    assert isinstance(item, Article)


def test_a_host_is_looked_up_once_and_that_number_is_asked(server: Server) -> None:
    """A name that changes its number between the check and the request gains nothing."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    fetcher = Fetcher(allowed=("news.test",), resolve=lambda *_: next(answers))
    assert fetcher.get(server.at("/oslo")).content == PAGE.encode()
    assert server.asked[0][1]["Host"] == f"news.test:{server.port}"
    assert next(answers) == ["10.0.0.1"], "it was looked up a second time"


def test_the_next_number_is_asked_when_one_does_not_answer(server: Server) -> None:
    fetcher = Fetcher(allowed=("news.test",), resolve=lambda *_: ["127.0.0.2", "127.0.0.1"], seconds=5)
    assert fetcher.get(server.at("/oslo")).content == PAGE.encode()


# ------------------------------------------------------------------------------------------------------------ redirects


@pytest.mark.parametrize(
    ("onward", "told"),
    [
        pytest.param("http://127.0.0.1:{port}/oslo", "127.0.0.1 lies in a private network", id="to-this-machine"),
        pytest.param("http://other.test:{port}/oslo", "other.test lies in a private network", id="to-another-name"),
        pytest.param("http://169.254.169.254/latest/meta-data", "private network", id="to-a-cloud's-secrets"),
        pytest.param("file:///etc/passwd", "only addresses that begin with https://", id="to-a-file"),
        pytest.param("/loop", "leads on more than 5 times", id="in-a-circle"),
        pytest.param("//me:x@news.test/", "holds a name or password", id="with-a-password"),
    ],
)
def test_redirects_are_checked_like_the_address(server: Server, visitor: Visitor, onward: str, told: str) -> None:
    server.pages["/loop"] = Page(status=302, headers={"Location": onward.format(port=server.port)})
    visitor.fetcher.resolve = lambda host, _port: [host if host[:1].isdigit() else "127.0.0.1"]
    [item] = read_address(server.at("/loop"), visitor=visitor)
    assert isinstance(item, Refusal)
    assert told in item.reason
    assert "/oslo" not in server.paths


def test_a_redirect_within_the_open_web_is_followed(server: Server, visitor: Visitor) -> None:
    server.pages["/old"] = Page(status=301, headers={"Location": "oslo?from=old"})
    server.pages["/oslo?from=old"] = Page(PAGE.encode())
    [item] = read_address(server.at("/old"), visitor=visitor)
    assert isinstance(item, Article)
    assert item.title == TITLE


# --------------------------------------------------------------------------------------------------------------- limits


@pytest.mark.parametrize("stated", [True, False], ids=["as-stated", "without-saying"])
def test_what_is_too_large_is_left(server: Server, fetcher: Fetcher, stated: bool) -> None:
    fetcher.largest = 100_000
    server.pages["/huge"] = Page(b"x" * 100_001) if stated else endless
    with pytest.raises(ArticleError, match="has more than 0 MB, which is the limit"):
        fetcher.get(server.at("/huge"))


def test_what_is_small_until_it_is_unpacked_is_left(server: Server, fetcher: Fetcher) -> None:
    fetcher.largest = 1_000_000
    packed = gzip.compress(b"x" * 50_000_000)
    server.pages["/bomb"] = Page(packed, headers={"Content-Encoding": "gzip"})
    with pytest.raises(ArticleError, match="has more than 1 MB"):
        fetcher.get(server.at("/bomb"))


def test_a_packed_page_is_unpacked(server: Server, fetcher: Fetcher) -> None:
    server.pages["/packed"] = Page(gzip.compress(PAGE.encode()), headers={"Content-Encoding": "gzip"})
    assert fetcher.get(server.at("/packed")).content == PAGE.encode()


@pytest.mark.parametrize("head", [False, True], ids=["body", "head"])
def test_who_answers_too_slowly_is_left(server: Server, fetcher: Fetcher, head: bool) -> None:
    fetcher.seconds = 0.4
    server.pages["/slow"] = drip(5.0, head=head)
    began = time.monotonic()
    with pytest.raises(ArticleError, match="takes more than 0 seconds; try again later"):
        fetcher.get(server.at("/slow"))
    assert time.monotonic() - began < 2.0


def test_who_never_begins_to_answer_is_left(server: Server, fetcher: Fetcher) -> None:
    fetcher.seconds = 0.4
    server.pages["/silent"] = lambda _handler: time.sleep(3)
    with pytest.raises(ArticleError, match="takes more than 0 seconds"):
        fetcher.get(server.at("/silent"))


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (404, r"is not there; check the address \(answer 404\)"),
        (403, "refuses programs; open it in the browser"),
        (401, "asks for a password; copy the article and paste it"),
        (429, "asks for fewer requests"),
        (500, "gives an error; try again later"),
    ],
)
def test_what_a_server_refuses_is_told(server: Server, fetcher: Fetcher, status: int, told: str) -> None:
    server.pages["/no"] = Page(status=status)
    with pytest.raises(ArticleError, match=told):
        fetcher.get(server.at("/no"))


def test_a_server_that_is_not_there_is_told(fetcher: Fetcher) -> None:
    with pytest.raises(ArticleError, match="the server does not answer"):
        fetcher.get("http://news.test:1/")


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"hello\r\n\r\n", id="another-protocol"),
        pytest.param(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n", id="endless-head"),
        pytest.param(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n", id="endless-line"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip at all", id="not-packed-as-it-says"),
        pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", id="broken-pieces"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_who_answers_nonsense_is_told(server: Server, fetcher: Fetcher, answer: bytes) -> None:
    def speak(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(answer)
        handler.close_connection = True

    server.pages["/nonsense"] = speak
    with pytest.raises(ArticleError, match="does not answer"):
        fetcher.get(server.at("/nonsense"))


def test_an_answer_that_is_cut_off_is_told(server: Server, fetcher: Fetcher) -> None:
    server.pages["/cut"] = Page(b"short", headers={"Content-Length": "100", "Connection": "close"})
    with pytest.raises(ArticleError, match="does not answer"):
        replace(fetcher, seconds=1.0).get(server.at("/cut"))


# --------------------------------------------------------------------------------------------------------- certificates


def certificate_for(host: str, folder: Path) -> Path:
    """A certificate for this host that nobody signed, with its key."""
    path = folder / f"{host}.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={host}"]
    made += ["-addext", f"subjectAltName=DNS:{host}", "-keyout", str(path), "-out", f"{path}.public"]
    subprocess.run(made, check=True, capture_output=True)
    path.write_text(path.read_text() + Path(f"{path}.public").read_text())
    return path


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes certificates with openssl")
@pytest.mark.parametrize(
    ("host", "is_trusted", "told"),
    [
        pytest.param("news.test", True, None, id="of-the-host-and-trusted"),
        pytest.param("news.test", False, "the connection is not safe", id="nobody-vouches-for-it"),
        pytest.param("other.test", True, "the connection is not safe", id="of-another-host"),
        pytest.param("127.0.0.1", True, "the connection is not safe", id="of-the-number-alone"),
    ],
)
def test_a_certificate_must_be_that_of_the_host(
    fetcher: Fetcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, is_trusted: bool, told: str | None
) -> None:
    """The connection goes to the number that was checked; the name asked for and vouched for is that of the host."""
    certificate = certificate_for(host, tmp_path)
    if is_trusted:
        context = ssl.create_default_context(cafile=f"{certificate}.public")
        monkeypatch.setattr("dashboard.articles.web.fetch._trust", lambda: context)
    with running({"/oslo": Page(PAGE.encode())}, certificate=certificate) as server:
        address = server.at("/oslo", scheme="https")
        if told is None:
            assert fetcher.get(address).content == PAGE.encode()
            assert server.asked[0][1]["Host"] == f"news.test:{server.port}"
        else:
            with pytest.raises(ArticleError, match=told):
                fetcher.get(address)
            assert server.asked == []
        assert server.names == ["news.test"]


# ---------------------------------------------------------------------------------------------------------------- pages


def test_a_page_becomes_an_article(server: Server, visitor: Visitor) -> None:
    [item] = read_address(server.at("/oslo"), visitor=visitor, asked=Asked(publisher="Nobody"))
    assert isinstance(item, Article)
    assert FIRST in item.text
    assert (item.title, item.date, item.publisher) == (TITLE, Date(2025, 2, 13), "The Daily")
    assert item.source == server.at("/oslo")
    assert "Standpoint/" in server.asked[0][1]["User-Agent"]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        pytest.param(Page(files.SAMPLES[".pdf"], "application/octet-stream"), FIRST, id="a-pdf-under-any-type"),
        pytest.param(Page(TEXT.encode(), "text/plain"), FIRST, id="plain-text"),
        pytest.param(Page(files.SAMPLES[".csv"], "text/csv"), FIRST, id="a-table"),
        pytest.param(Page(PAGE.encode("cp1252"), "text/html; charset=windows-1252"), FIRST, id="another-encoding"),
        pytest.param(Page(b"\x89PNG\r\n\x1a\n\0", "image/png"), "this kind of file cannot be read", id="picture"),
        pytest.param(Page(b"", "text/html"), "no article is found in this page", id="nothing"),
        pytest.param(Page(b"%PDF-1.4 broken", "application/pdf"), "damaged or cut off", id="broken"),
    ],
)
def test_what_is_at_an_address_its_content_says(server: Server, visitor: Visitor, page: Page, told: str) -> None:
    server.pages["/it"] = page
    [item] = read_address(server.at("/it"), visitor=visitor)
    assert told in (item.text if isinstance(item, Article) else item.reason)


def test_the_encoding_that_the_server_states_counts(server: Server, visitor: Visitor) -> None:
    page = PAGE.replace("Oslo on", "Łódź on")
    server.pages["/it"] = Page(page.encode("iso-8859-2"), "text/html; charset=iso-8859-2")
    [item] = read_address(server.at("/it"), visitor=visitor)
    assert isinstance(item, Article)
    assert "Łódź" in item.text


# -------------------------------------------------------------------------------------------------------------- manners


def test_robots_are_asked_for_what_no_person_named(server: Server, visitor: Visitor) -> None:
    server.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /oslo", "text/plain")
    with pytest.raises(ArticleError, match=r"asks programs not to read this page \(robots.txt\)"):
        visitor.get(server.at("/oslo"))
    assert visitor.get(server.at("/oslo"), by_hand=True).content
    assert server.paths == ["/robots.txt", "/oslo"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (429, False)])
def test_a_host_that_fails_to_tell_its_wishes_is_left_alone(
    server: Server, visitor: Visitor, status: int, allowed: bool
) -> None:
    server.pages["/robots.txt"] = Page(status=status)
    if allowed:
        assert visitor.get(server.at("/oslo")).content
    else:
        with pytest.raises(ArticleError, match="robots"):
            visitor.get(server.at("/oslo"))


def test_hosts_are_given_time_and_their_wishes_are_asked_once(server: Server, fetcher: Fetcher) -> None:
    server.pages["/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 7", "text/plain")
    slept: list[float] = []
    now = [0.0]

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    visitor = Visitor(fetcher, seconds_between=2.0, sleep=sleep, clock=lambda: now[0])
    for _ in range(3):
        visitor.get(server.at("/oslo"))
    assert slept == [2.0, 7.0, 7.0]
    assert server.paths.count("/robots.txt") == 1


def test_nobody_is_waited_for_longer_than_is_sensible(server: Server, fetcher: Fetcher) -> None:
    server.pages["/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 86400", "text/plain")
    slept: list[float] = []
    visitor = Visitor(fetcher, seconds_between=0.0, sleep=slept.append, clock=lambda: 0.0)
    visitor.get(server.at("/oslo"))
    visitor.get(server.at("/oslo"))
    assert slept == [LONGEST_WAIT]
