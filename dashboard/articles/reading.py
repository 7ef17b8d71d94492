"""From the content of one source to its articles, whatever kind it is and whatever is wrong with it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from dashboard.articles.asked import NOTHING_ASKED, Asked
from dashboard.articles.contents import kind_of
from dashboard.articles.draft import Draft, Refusal
from dashboard.articles.limits import LARGEST_DOCUMENT, LARGEST_FILE, LARGEST_PAGE, LARGEST_TEXT, Allowance, check_size
from dashboard.articles.registry import reader_of
from dashboard.errors import ArticleError
from dashboard.schema import Article

PASTED = "pasted text"
_LIMITS = {"pdf": LARGEST_DOCUMENT, "docx": LARGEST_DOCUMENT, "html": LARGEST_PAGE}
_MANY_ARTICLES = frozenset({"zip", "csv", "xlsx", "jsonl"})
logger = logging.getLogger(__name__)


def read_content(content: bytes, source: str, *, asked: Asked = NOTHING_ASKED) -> Iterator[Article | Refusal]:
    """The articles in the content of a file named ``source``, and a refusal for each part that gave none.

    Of what kind the content is its first bytes say; the name counts only among kinds of plain text.
    """
    source = "".join(character if character.isprintable() else "?" for character in source)
    yield from finished(read_drafts(content, source, Allowance(asked)), asked)


def read_pasted(text: str, *, asked: Asked = NOTHING_ASKED) -> Iterator[Article | Refusal]:
    """The article in a text that a person pasted, which may be HTML or begin with ``Title: …`` lines."""
    yield from read_content(text.encode("utf-8", errors="ignore"), PASTED, asked=asked)


def read_bytes(content: bytes, source: str) -> Iterator[Article]:
    """The articles in the content of a file named ``source``; raises :class:`ArticleError` for the first refusal."""
    for item in read_content(content, source):
        if isinstance(item, Refusal):
            raise ArticleError(item.reason)
        yield item


def read_drafts(
    content: bytes, source: str, allowance: Allowance, *, media_type: str = ""
) -> Iterator[Draft | Refusal]:
    """What the content of a source holds; nothing that it may hold raises an error."""
    try:
        check_size(len(content), source)
        with faults_told(source):
            kind = kind_of(content, source, media_type=media_type)
            check_size(len(content), source, limit=_limit_of(kind))
            for found in reader_of(kind)(content, source, allowance):
                yield found
                if kind not in _MANY_ARTICLES:
                    allowance.check_time(source)
    except ArticleError as error:
        yield Refusal(source, str(error))


@contextmanager
def faults_told(source: str) -> Iterator[None]:
    """Make an :class:`ArticleError` of whatever a library raises on content that is broken or made to harm."""
    try:
        yield
    except ArticleError:
        raise
    except Exception as error:
        logger.debug("Reading %s failed", source, exc_info=error)
        raise ArticleError(
            f"{source}: the file is damaged or cut off ({_said(error)}); open it and save it anew."
        ) from error


def finished(drafts: Iterator[Draft | Refusal], asked: Asked) -> Iterator[Article | Refusal]:
    """The articles of these drafts; a draft that makes no article becomes a refusal."""
    for draft in drafts:
        if isinstance(draft, Refusal):
            yield draft
            continue
        try:
            article = draft.article(asked)
        except ArticleError as error:
            yield Refusal(draft.source, str(error))
        else:
            yield article


def _limit_of(kind: str) -> int:
    return LARGEST_FILE if kind in _MANY_ARTICLES else _LIMITS.get(kind, LARGEST_TEXT)


def _said(error: Exception) -> str:
    """What the library said, on one line and short enough for a message."""
    words = " ".join(str(error).split()) or type(error).__name__
    return "".join(character if character.isprintable() else "?" for character in words[:120])
