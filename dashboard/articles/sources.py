"""What a source names: one file, or a folder and all that lies in it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.articles.registry import kinds, reader_for
from dashboard.errors import ArticleError
from dashboard.schema import Article

LARGEST_FILE = 16 * 1024 * 1024  # bytes; a novel has one megabyte
LONGEST_ARTICLE = 1_000_000  # characters, the most that spaCy reads at once


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that gave no article."""

    source: str
    reason: str  # names the source and the repair


def read_articles(source: Path | str) -> Iterator[Article]:
    """The articles in a file or folder, a folder's files in order of their names.

    The first file that cannot be read raises :class:`ArticleError`; use :func:`read_sources` to go on with the rest.
    """
    for item in read_sources([source]):
        if isinstance(item, Refusal):
            raise ArticleError(item.reason)
        yield item


def read_sources(sources: Iterable[Path | str]) -> Iterator[Article | Refusal]:
    """The articles in all these files and folders, and a :class:`Refusal` in the place of each file that gave none."""
    for source in sources:
        for found in find_files(source):
            if isinstance(found, Refusal):
                yield found
            else:
                yield from _read_file(found)


def find_files(source: Path | str) -> Iterator[Path | Refusal]:
    """The files that a source names: itself, or all files in the folder and the folders in it, in order of their names.

    In a folder, files whose names begin with ``.`` or ``_`` and ``README`` files are about the folder and are left out,
    and files of a kind that no reader reads are passed over (:func:`files_passed_over` names them): tables and pictures
    lie beside articles, and only a file that the user named is a mistake worth an error.
    """
    path = Path(source)
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except OSError as error:
        yield _refusal(str(source), f"the file cannot be reached ({error.strerror}); check name and permissions.")
        return
    if "://" in str(source):
        yield _refusal(str(source), "this is an address, not a file; save the page as .txt and name that file.")
    elif is_folder:
        yield from (found for found in _files_in(path) if isinstance(found, Refusal) or _has_reader(found))
    elif is_there:
        yield path
    else:
        yield _refusal(str(source), "there is no such file or folder; check the spelling.")


def files_passed_over(source: Path | str) -> Iterator[Path]:
    """The files in a folder that no reader reads, in order of their names; none when the source is no folder."""
    try:
        is_folder = Path(source).is_dir()
    except OSError:  # a folder that cannot be reached is told by `find_files`
        return
    if is_folder:
        yield from (found for found in _files_in(Path(source)) if isinstance(found, Path) and not _has_reader(found))


def read_bytes(content: bytes, source: str) -> Iterator[Article]:
    """The articles in the content of a file named ``source``; raises :class:`ArticleError` when there is none."""
    if len(content) > LARGEST_FILE:
        raise ArticleError(f"{source}: {_too_large(len(content))}")
    for article in reader_for(source, Path(source).suffix)(content, source):
        if len(article.text) > LONGEST_ARTICLE:
            raise ArticleError(
                f"{source}: the text has {len(article.text):,} characters, more than the {LONGEST_ARTICLE:,} that can "
                "be read at once; split it into several files."
            )
        yield article


def _read_file(path: Path) -> Iterator[Article | Refusal]:
    try:
        if not path.is_file():
            raise ArticleError(f"{path}: this is not a regular file; name a file or a folder.")
        if (size := path.stat().st_size) > LARGEST_FILE:
            raise ArticleError(f"{path}: {_too_large(size)}")
        reader_for(str(path), path.suffix)  # before the content is read: a film beside the articles is not worth it
        yield from read_bytes(path.read_bytes(), str(path))
    except ArticleError as error:
        yield Refusal(str(path), str(error))
    except OSError as error:
        yield _refusal(str(path), f"the file cannot be read ({error.strerror}); check its permissions.")


def _files_in(folder: Path) -> Iterator[Path | Refusal]:
    unreadable: list[OSError] = []
    for where, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        yield from (Path(where) / name for name in sorted(names) if _is_content(name))
    for error in unreadable:
        yield _refusal(str(error.filename), f"the folder cannot be read ({error.strerror}); check its permissions.")


def _has_reader(path: Path) -> bool:
    return path.suffix.lower() in kinds()


def _is_content(name: str) -> bool:
    return not name.startswith((".", "_")) and Path(name).stem.upper() != "README"


def _too_large(size: int) -> str:
    return f"the file has {size / 1e6:.0f} MB, the limit is {LARGEST_FILE // 2**20} MB; split it into several files."


def _refusal(source: str, reason: str) -> Refusal:
    return Refusal(source, f"{source}: {reason}")
