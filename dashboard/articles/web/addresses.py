"""Which addresses may be fetched: those of the web, and none inside somebody's own network."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit, urlunsplit

from dashboard.errors import ArticleError
from dashboard.paths import HOSTS_VARIABLE

Ip: TypeAlias = "ipaddress.IPv4Address | ipaddress.IPv6Address"
Resolver: TypeAlias = Callable[[str, int], "Sequence[str]"]  # (host, port) → its addresses

PORTS = {"http": 80, "https": 443}
LONGEST_ADDRESS = 4_000  # characters
_EMBEDDING = (  # networks whose addresses hold one of IPv4 in these bits, counted from the right
    (ipaddress.ip_network("64:ff9b::/96"), 0),
    (ipaddress.ip_network("64:ff9b:1::/48"), 0),
    (ipaddress.ip_network("::/96"), 0),
    (ipaddress.ip_network("2002::/16"), 80),
)


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart. ``shown`` is how messages name it."""

    scheme: str
    host: str  # in lower case, in ASCII
    port: int
    path: str  # with its query, as it is sent
    shown: str

    @property
    def authority(self) -> str:
        """Host and port as the ``Host`` field of a request names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def split_address(address: str) -> Target:
    """The parts of an address; raises :class:`ArticleError` for what is no address of the web."""
    shown = "".join(character for character in address.strip()[:300] if character.isprintable())
    if len(address) > LONGEST_ADDRESS or shown != address.strip()[:300] or " " in shown:
        raise ArticleError(f"{shown}: the address is too long or holds blanks; copy it again from the browser.")
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ArticleError(f"{shown}: this is no address ({error}); copy it again from the browser.") from error
    if parts.scheme not in PORTS or not host:
        raise ArticleError(f"{shown}: only addresses that begin with https:// or http:// are fetched.")
    if parts.username is not None or parts.password is not None:
        raise ArticleError(f"{parts.scheme}://{host}: the address holds a name or password; leave it out.")
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ArticleError(f"{shown}: {host!r} is no name of a host; copy the address again.") from error
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return Target(parts.scheme, name.lower().rstrip("."), port or PORTS[parts.scheme], _quoted(path), shown)


def checked_ips(target: Target, *, allowed: Iterable[str], resolve: Resolver) -> list[str]:
    """The numbers behind the host, looked up once, all of which may be connected to.

    Raises :class:`ArticleError` when there is none, and when any of them is not public: a name that stands for a public
    and a private address at once is made to be mistaken. Hosts in ``allowed`` (``name`` or ``name:port``) may be
    anywhere.
    """
    try:
        found = list(dict.fromkeys(resolve(target.host, target.port)))
    except (OSError, UnicodeError) as error:
        raise ArticleError(
            f"{target.shown}: the host {target.host} is not found; check the address and your connection."
        ) from error
    if not found:
        raise ArticleError(f"{target.shown}: the host {target.host} has no address; check the spelling.")
    if {target.host, f"{target.host}:{target.port}", target.authority} & {name.lower() for name in allowed}:
        return found
    for number in found:
        if not is_public(number):
            raise ArticleError(
                f"{target.shown}: {target.host} lies in a private network ({number}), from which nothing is fetched; "
                f"name the host in {HOSTS_VARIABLE} if you trust it."
            )
    return found


def is_public(number: str) -> bool:
    """Whether an IP address belongs to the open internet, also the one of IPv4 that it may stand for."""
    try:
        ip = ipaddress.ip_address(number.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    return all(
        each.is_global and not (each.is_multicast or each.is_reserved or each.is_unspecified) for each in _meant(ip)
    )


def _meant(ip: Ip) -> list[Ip]:
    """The address, or those of IPv4 that one of IPv6 leads to."""
    if isinstance(ip, ipaddress.IPv4Address):
        return [ip]
    if ip.ipv4_mapped is not None:
        return [ip.ipv4_mapped]
    if ip.teredo is not None:
        return [ip, *ip.teredo]
    for network, shift in _EMBEDDING:
        if ip in network:
            return [ipaddress.IPv4Address((int(ip) >> shift) & 0xFFFFFFFF)]
    return [ip]


def allowed_hosts() -> tuple[str, ...]:
    """The hosts that the user's own setting lets pages be fetched from, whatever network they lie in."""
    return tuple(name.strip().lower() for name in os.environ.get(HOSTS_VARIABLE, "").split(",") if name.strip())


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [str(each[4][0]) for each in found]


def _quoted(path: str) -> str:
    """The path in ASCII, what is quoted already left as it is."""
    from urllib.parse import quote

    return quote(path, safe="/%?&=+,;:@!$'()*~-._[]|")
