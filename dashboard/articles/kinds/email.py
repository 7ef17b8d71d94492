"""Messages: ``.eml``, newsletters and forwarded articles."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage, Message, MIMEPart
from email.utils import parseaddr

from dashboard.articles.dates import read_date
from dashboard.articles.draft import Draft, Refusal, clean, fact, joined, refusal
from dashboard.articles.kinds.html import decode_page, page_draft
from dashboard.articles.limits import Allowance
from dashboard.articles.registry import reads
from dashboard.errors import ArticleError

_READABLE = frozenset({"pdf", "docx", "html", "text", "markdown", "csv", "xlsx", "jsonl", "email", "zip"})
_LEAST_OF_A_BODY = 400  # characters; beside attachments a shorter body is the note of who sends them
MOST_ATTACHMENTS = 200


@reads("email", ".eml")
def read_email(content: bytes, source: str, allowance: Allowance) -> Iterator[Draft | Refusal]:
    """The message's own text as one article, and the articles in the files that are attached to it."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise ArticleError(f"{source}: this is no message; save it as .eml from the mail program.")
    attached = list(_attachments(message))
    body = _body(message, source)
    if body is not None and (not attached or len(body.text) >= _LEAST_OF_A_BODY):
        yield body
    elif not attached:
        yield refusal(source, "the message has no text; remove it or save its attachment.")
    yield from _articles_attached(attached, source, allowance)


def _body(message: EmailMessage, source: str) -> Draft | None:
    text = _words(message, source)
    if text is None or not text.strip():
        return None
    name, address = parseaddr(_field(message, "from"))
    return Draft(
        text,
        source,
        title=fact(_field(message, "subject")),
        date=read_date(_field(message, "date")),
        publisher=fact(_field(message, "list-id").split("<")[0].strip(' "')) or None,
        author=fact(name) or fact(address),
    )


def _words(message: EmailMessage, source: str) -> str | None:
    """The plain text of the message, or that of its HTML."""
    part = message.get_body(preferencelist=("plain",))
    if part is not None and (text := clean(_content(part))).strip():
        return _unwrapped(text)
    part = message.get_body(preferencelist=("html",))
    if part is None:
        return None
    raw = part.get_payload(decode=True)
    page = decode_page(raw if isinstance(raw, bytes) else b"", source, charset=part.get_content_charset())
    try:
        return page_draft(page, source).text
    except ArticleError:
        return _all_words(page)


def _all_words(page: str) -> str | None:
    """Every word of a short page, where no article is found in it."""
    from trafilatura import html2txt

    return joined((html2txt(page) or "").split("\n")) or None


def _content(part: MIMEPart) -> str:
    try:
        found = part.get_content()
    except (LookupError, KeyError, ValueError):  # a charset nobody knows
        raw = part.get_payload(decode=True)
        found = raw.decode("utf-8", errors="replace") if isinstance(raw, bytes) else ""
    return found if isinstance(found, str) else ""


def _unwrapped(text: str) -> str:
    """Paragraphs on one line each: mail programs break lines after some seventy characters."""
    return joined(text.split("\n\n"))


def _field(message: EmailMessage, name: str) -> str:
    """A field of the message's head; a field that is broken counts as missing."""
    try:
        return str(message.get(name) or "")
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return ""


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the files attached, those in forwarded messages left to these."""
    for number, part in enumerate(message.iter_attachments() if message.is_multipart() else ()):
        if number >= MOST_ATTACHMENTS:
            return
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                yield "forwarded.eml", inner[0].as_bytes()
            continue
        payload = part.get_payload(decode=True)
        if part.get_content_disposition() == "attachment" and isinstance(payload, bytes) and payload:
            yield fact(part.get_filename()) or "attachment", payload


def _articles_attached(
    attached: list[tuple[str, bytes]], source: str, allowance: Allowance
) -> Iterator[Draft | Refusal]:
    from dashboard.articles.contents import kind_of
    from dashboard.articles.reading import read_drafts

    for name, content in attached:
        inner = f"{source}/{name.replace('/', '_')}"
        try:
            if kind_of(content, inner) not in _READABLE:
                continue
        except ArticleError:  # pictures and calendars are attached to messages, and are no articles
            continue
        allowance.spend_entry(inner, packed=len(content), expanded=len(content))
        allowance.deeper(inner)
        try:
            yield from read_drafts(content, inner, allowance)
        finally:
            allowance.depth -= 1
