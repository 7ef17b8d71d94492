"""Archives: ``.zip``. Entries are read in memory and never unpacked to a disk."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from dashboard.articles.draft import Draft, Refusal, refusal
from dashboard.articles.limits import Allowance
from dashboard.articles.registry import reads, suffixes
from dashboard.errors import ArticleError

LONGEST_NAME = 400  # characters
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)


@reads("zip", ".zip")
def read_zip(content: bytes, source: str, allowance: Allowance) -> Iterator[Draft | Refusal]:
    """The articles of all files in the archive, in order of their names.

    As in a folder, files of other kinds and tables without a column of texts are passed over.

    An entry that cannot be read, is encrypted or would unpack to too much is refused alone.
    """
    allowance.deeper(source)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            wanted = entries_wanted(archive)
            if not wanted:
                raise ArticleError(f"{source}: the archive holds no file that can be read; pack articles into it.")
            for entry in wanted:
                allowance.restart_clock()
                yield from _read_entry(archive, entry, source, allowance)
    finally:
        allowance.depth -= 1


def entries_wanted(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The entries that are read, in order of their names."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir() and _is_wanted(entry.filename)]
    return sorted(entries, key=lambda each: each.filename)


def _read_entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source: str, allowance: Allowance
) -> Iterator[Draft | Refusal]:
    from dashboard.articles.reading import read_drafts
    from dashboard.articles.tables import may_hold_articles

    inner = f"{source}/{_printable(entry.filename)}"
    try:
        _check_name(entry, inner)
        if entry.flag_bits & 1:
            raise ArticleError(f"{inner}: the entry is encrypted; pack the archive anew without a password.")
        allowance.spend_entry(inner, packed=entry.compress_size, expanded=entry.file_size)
        content = archive.read(entry)
    except ArticleError as error:
        yield Refusal(inner, str(error))
    except NotImplementedError:
        yield refusal(inner, "the entry is packed in a way that is not known; pack the archive anew as a plain .zip.")
    except _BROKEN as error:
        yield refusal(inner, f"the entry is damaged ({error}); pack the archive anew.")
    else:
        if allowance.asked.columns is not None or may_hold_articles(content, inner):
            yield from read_drafts(content, inner, allowance)


def _check_name(entry: zipfile.ZipInfo, inner: str) -> None:
    """Refuse names that would lead out of a folder: nothing is unpacked, yet names are shown and exported."""
    name = entry.orig_filename.replace("\\", "/")
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or name[1:2] == ":":
        raise ArticleError(f"{inner}: the entry's name leads out of the archive; pack it anew under a plain name.")
    if not name.isprintable() or len(name) > LONGEST_NAME:
        raise ArticleError(f"{inner}: the entry's name is too long or holds control characters; pack it anew.")


def _is_wanted(name: str) -> bool:
    """As in a folder: what is hidden, about the folder or of a kind that is not read is passed over."""
    path = PurePosixPath(name.replace("\\", "/"))
    is_content = not any(part.startswith((".", "_")) and part != ".." for part in path.parts)
    return is_content and path.stem.upper() != "README" and _suffix(path) in suffixes()


def _suffix(path: PurePosixPath) -> str:
    return "".join(character for character in path.suffix.lower() if character.isprintable())


def _printable(name: str) -> str:
    shown = "".join(character if character.isprintable() else "?" for character in name)
    return shown if len(shown) <= LONGEST_NAME else f"{shown[:LONGEST_NAME]}…"
