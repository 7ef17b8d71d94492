"""Documents of Word and Excel are zip archives: what must hold before a library may open one."""

from __future__ import annotations

import io
import zipfile

from dashboard.articles.limits import Allowance
from dashboard.errors import ArticleError

_DECLARATIONS = tuple(
    mark.encode(encoding) for mark in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_PICTURES = ("word/media/", "xl/media/", "word/embeddings/", "xl/embeddings/", "word/fonts/")


def check_package(content: bytes, source: str, allowance: Allowance) -> None:
    """Raise :class:`ArticleError` for a document that is encrypted, unpacks to too much or declares entities.

    Entities are what makes a small XML file grow without end or fetch other files; no office program writes any.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for entry in package.infolist():
            if entry.flag_bits & 1:
                raise ArticleError(f"{source}: the document is encrypted; save it without a password.")
            allowance.spend_entry(source, packed=entry.compress_size, expanded=entry.file_size)
            if entry.filename.startswith(_PICTURES):
                continue
            part = package.read(entry)
            if any(mark in part for mark in _DECLARATIONS):
                raise ArticleError(
                    f"{source}: the document declares entities of its own, which no office program does; open it and "
                    "save it anew if you trust it."
                )
