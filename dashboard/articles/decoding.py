"""From bytes to text, without guessing."""

from __future__ import annotations

import codecs

from dashboard.errors import ArticleError

# A byte order mark says what the encoding is; it is no part of the text.
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(content: bytes, source: str) -> str:
    """The text of a file, with ``\\n`` at the end of lines.

    UTF-8, or UTF-16 where the file begins with its mark. Other encodings are refused and not guessed: a wrong guess
    would garble every name with an accent. Raises :class:`ArticleError` naming ``source``.
    """
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if _looks_binary(content):
            raise ArticleError(f"{source}: this is not a text file; save the article as plain text.") from error
        line = content.count(b"\n", 0, error.start) + 1
        raise ArticleError(
            f"{source}, line {line}: byte {content[error.start]:#04x} is not UTF-8; save the file in UTF-8."
        ) from error
    if "\0" in text:
        raise ArticleError(f"{source}: this is not a text file; save the article as plain text.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ArticleError(f"{source}: the file is empty; remove it or put the article's text into it.")
    return text


def _looks_binary(content: bytes) -> bool:
    """Whether the beginning holds bytes that no text in any 8-bit encoding does."""
    return any(byte < 9 or 14 <= byte < 27 for byte in content[:4096])
