"""What kind of content a file has. Its first bytes say so; its name counts only among kinds of plain text."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from pathlib import PurePosixPath

from dashboard.articles.registry import kinds, suffixes
from dashboard.errors import ArticleError

BEGINNING = 4096  # bytes that are looked at
PLAIN = "text"
_BY_NAME = frozenset({"text", "markdown", "html", "csv", "jsonl", "email"})  # kinds that are plain text
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (  # beginning, what it is, what to do
    (_OLE, "a file of an old Word, Excel or Outlook", "open it and save it as .docx, .xlsx or .eml"),
    (b"{\\rtf", "rich text (RTF)", "open it and save it as .docx or plain text"),
    (b"\x1f\x8b", "packed with gzip", "unpack it"),
    (b"BZh", "packed with bzip2", "unpack it"),
    (b"\xfd7zXZ\0", "packed with xz", "unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it, or pack it as .zip"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it, or pack it as .zip"),
    (b"PAR1", "a Parquet table", "save it as .csv or .jsonl"),
    (b"SQLite format 3\0", "a database", "save the articles in it as .csv or .jsonl"),
    (b"%!PS", "PostScript", "save it as .pdf"),
)
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?[^>]*>\s*|<!DOCTYPE[^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b", re.S
)
_MAIL_FIELD = re.compile(rb"^([A-Za-z][A-Za-z0-9-]*):[ \t]", re.M)
_MAIL = frozenset({b"received", b"message-id", b"mime-version", b"return-path", b"delivered-to", b"x-mailer"})


def kind_of(content: bytes, source: str, *, media_type: str = "") -> str:
    """The kind of this content, one of those that :mod:`dashboard.articles.registry` has a reader of.

    ``media_type`` is what a server says of it, and counts like the name. Raises :class:`ArticleError` naming
    ``source`` and the repair for content that is known to be of another kind.
    """
    beginning = content[:BEGINNING]
    if b"%PDF-" in beginning[:1024]:
        return "pdf"
    if beginning.startswith(_ZIP):
        return _kind_of_package(content, source)
    if beginning.startswith(_OLE) and _ENCRYPTED_OFFICE in content:
        raise ArticleError(f"{source}: the document is encrypted; save it without a password.")
    for mark, name, repair in _OTHERS:
        if beginning.startswith(mark):
            raise ArticleError(f"{source}: this is {name}; {repair}.")
    return _kind_of_text(_in_utf8(beginning), source, media_type)


def suffix_of(source: str) -> str:
    """The suffix of the file's name in lower case, ``""`` without one; an address keeps its query out of it."""
    name = re.split(r"[?#]", source)[0] if "://" in source else source
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def _kind_of_text(beginning: bytes, source: str, media_type: str) -> str:
    if beginning.lstrip().startswith(b"<") and b"<!ENTITY" in beginning:
        raise ArticleError(f"{source}: the file declares entities of its own, which may do harm; it is not read.")
    if _FEED.match(beginning):
        return "feed"
    if _HTML.match(beginning):
        return "html"
    if beginning.lstrip().startswith(b"<?xml"):
        raise ArticleError(f"{source}: this is XML of a kind that is not known; save it as .html or plain text.")
    suffix = suffix_of(source)
    named = _BY_MEDIA_TYPE.get(media_type) or suffixes().get(suffix)
    if named in _BY_NAME:
        return named
    if _is_mail(beginning):
        return "email"
    if beginning.lstrip()[:1] == b"{" and b'"' in beginning:
        return "jsonl"
    if _looks_binary(beginning):
        shown = f"{suffix} files" if suffix and suffix not in suffixes() else "this kind of file"
        raise ArticleError(f"{source}: {shown} cannot be read; save it as one of {', '.join(kinds())}.")
    return PLAIN


_BY_MEDIA_TYPE = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/csv": "csv",
    "text/markdown": "markdown",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "message/rfc822": "email",
}


def _kind_of_package(content: bytes, source: str) -> str:
    """Documents of Word and Excel are zip archives that hold certain names."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ArticleError(
            f"{source}: the archive is damaged or cut off ({error}); fetch it again or pack it anew."
        ) from error
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise ArticleError(
            f"{source}: this is an office document or e-book of another kind; save it as .docx, .xlsx or .pdf."
        )
    return "zip"


def _in_utf8(beginning: bytes) -> bytes:
    """The beginning as it would be in UTF-8, so that marks of a kind are found in UTF-16 too."""
    if beginning.startswith(codecs.BOM_UTF8):
        return beginning[3:]
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return beginning.decode("utf-16", errors="ignore").encode("utf-8", errors="ignore")
    return beginning


def _is_mail(beginning: bytes) -> bool:
    """Whether it begins with the fields of a message, and not with those of a text with a heading of its own."""
    head = re.split(rb"\r?\n\r?\n", beginning, maxsplit=1)[0]
    first = _MAIL_FIELD.match(head)
    return first is not None and bool(_MAIL & {name.lower() for name in _MAIL_FIELD.findall(head)})


def _looks_binary(beginning: bytes) -> bool:
    """Whether it holds bytes that no text in any 8-bit encoding does."""
    return any(byte < 9 or 14 <= byte < 27 for byte in beginning)
