"""Web pages: ``.html``. The article without menus and advertisements; nothing in a page is run or fetched."""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator

from dashboard.articles.dates import read_date
from dashboard.articles.draft import Draft, fact, joined, web_address
from dashboard.articles.limits import Allowance
from dashboard.articles.registry import reads
from dashboard.errors import ArticleError

LEAST_CHARACTERS = 80  # less than this is a page's notice ("subscribe to read on"), not its article
MOST_BAD = 0.001  # share of characters that may be garbled in the page itself; more means the encoding is another
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_WESTERN = frozenset({"iso8859-1", "latin-1", "ascii", "us-ascii"})  # the web's standard reads these as windows-1252
_ITEM = re.compile(r"^[-–•*] ", re.M)


@reads("html", ".html", ".htm", ".xhtml")
def read_html(content: bytes, source: str, _allowance: Allowance) -> Iterator[Draft]:
    """The one article of the page."""
    yield page_draft(decode_page(content, source), source)


def page_draft(page: str, source: str, *, address: str | None = None) -> Draft:
    """The article of a page that was found at this address; raises :class:`ArticleError` when there is none."""
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    # A page's date is taken where the page states one, never guessed from years that stand somewhere in it.
    dates = {"extensive_search": False, "original_date": True}
    found = bare_extraction(
        page,
        url=address,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=dates,
    )
    text = joined(_ITEM.sub("", getattr(found, "text", None) or "").split("\n"))
    if found is None or isinstance(found, dict) or len(text) < LEAST_CHARACTERS:
        raise ArticleError(
            f"{source}: no article is found in this page; copy its text and paste it, or save the whole page."
        )
    return Draft(
        text,
        source,
        title=fact(found.title),
        date=read_date(found.date),
        publisher=fact(found.sitename or found.hostname),
        url=web_address(found.url) or address,
        author=fact(found.author),
    )


def decode_page(content: bytes, source: str, *, charset: str | None = None) -> str:
    """The page as text: in the encoding of its mark, of the server, of the page's own word, else UTF-8.

    What none of these tells and is not UTF-8 is read as windows-1252, as the standard of the web lays down. Raises
    :class:`ArticleError` when much of it is garbled in the encoding told.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    stated = charset or _stated(content)
    encoding = _known(stated)
    if encoding is None:
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            encoding = "cp1252"
    page = content.decode(encoding, errors="replace")
    if page.count("\ufffd") > max(20, MOST_BAD * len(page)):
        raise ArticleError(f"{source}: the page is not in {stated or encoding}, as it says; save it in UTF-8.")
    return page


def _stated(content: bytes) -> str | None:
    found = _CHARSET.search(content[:4096])
    return found[1].decode("ascii") if found else None


def _known(stated: str | None) -> str | None:
    if stated is None:
        return None
    try:
        known = codecs.lookup(stated)
    except (LookupError, ValueError):
        return None
    if not getattr(known, "_is_text_encoding", True) or known.name.startswith(("utf-16", "utf-32", "utf-7")):
        return None  # the page could not have said so in bytes that are read here
    return "cp1252" if known.name in _WESTERN else known.name
