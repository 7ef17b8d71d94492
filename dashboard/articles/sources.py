"""What a source names: one file, a folder and all that lies in it, or an address on the web."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from dashboard.articles.asked import NOTHING_ASKED, Asked
from dashboard.articles.draft import Refusal, refusal
from dashboard.articles.limits import BYTES_OF_A_LOOK, check_size
from dashboard.articles.reading import read_content
from dashboard.articles.registry import suffixes
from dashboard.errors import ArticleError
from dashboard.schema import Article

_TABLES = frozenset({"csv", "jsonl", "xlsx"})


def read_articles(source: Path | str) -> Iterator[Article]:
    """The articles in a file or folder or at an address, a folder's files in order of their names.

    The first that cannot be read raises :class:`ArticleError`; use :func:`read_sources` to go on with the rest.
    """
    for item in read_sources([source]):
        if isinstance(item, Refusal):
            raise ArticleError(item.reason)
        yield item


def read_sources(sources: Iterable[Path | str], *, asked: Asked = NOTHING_ASKED) -> Iterator[Article | Refusal]:
    """The articles in all these files and folders and at these addresses, a :class:`Refusal` in the place of each file
    or part of a file that gave none."""
    for source in sources:
        if is_address(source):
            from dashboard.articles.web.pages import read_address

            yield from read_address(str(source), asked=asked)
            continue
        for found in find_files(source, asked=asked):
            if isinstance(found, Refusal):
                yield found
            else:
                yield from _read_file(found, asked)


def is_address(source: Path | str) -> bool:
    """Whether the source is an address and no file."""
    return "://" in str(source)


def find_files(source: Path | str, *, asked: Asked = NOTHING_ASKED) -> Iterator[Path | Refusal]:
    """The files that a source names: itself, or all files in the folder and the folders in it, in order of their names.

    In a folder, files whose names begin with ``.`` or ``_`` and ``README`` files are about the folder and are left out.
    Files of a kind that no reader reads are passed over, and so are tables without a column of texts
    (:func:`files_passed_over` names them): tables and pictures lie beside articles, and only a file that the user named
    is a mistake worth an error.
    """
    path = Path(source)
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except OSError as error:
        yield refusal(str(source), f"the file cannot be reached ({error.strerror}); check name and permissions.")
        return
    if is_folder:
        yield from (found for found in _files_in(path) if isinstance(found, Refusal) or _is_wanted(found, asked))
    elif is_there:
        yield path
    else:
        yield refusal(str(source), "there is no such file or folder; check the spelling.")


def files_passed_over(source: Path | str, *, asked: Asked = NOTHING_ASKED) -> Iterator[Path]:
    """The files in a folder that are not read, in order of their names; none when the source is no folder."""
    try:
        is_folder = Path(source).is_dir()
    except OSError:  # a folder that cannot be reached is told by `find_files`
        return
    if is_folder:
        yield from (
            found for found in _files_in(Path(source)) if isinstance(found, Path) and not _is_wanted(found, asked)
        )


def _read_file(path: Path, asked: Asked) -> Iterator[Article | Refusal]:
    try:
        if not path.is_file():
            raise ArticleError(f"{path}: this is not a regular file; name a file or a folder.")
        check_size(path.stat().st_size, str(path))
        content = path.read_bytes()
    except ArticleError as error:
        yield Refusal(str(path), str(error))
    except OSError as error:
        yield refusal(str(path), f"the file cannot be read ({error.strerror}); check its permissions.")
    else:
        yield from read_content(content, str(path), asked=asked)


def _files_in(folder: Path) -> Iterator[Path | Refusal]:
    unreadable: list[OSError] = []
    for where, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        yield from (Path(where) / name for name in sorted(names) if _is_content(name))
    for error in unreadable:
        yield refusal(str(error.filename), f"the folder cannot be read ({error.strerror}); check its permissions.")


def _is_wanted(path: Path, asked: Asked) -> bool:
    kind = suffixes().get(path.suffix.lower())
    if kind not in _TABLES or asked.columns is not None:
        return kind is not None
    return _is_table_of_articles(path, kind)


def _is_table_of_articles(path: Path, kind: str) -> bool:
    """Whether a table has a column of texts. What cannot be looked at is wanted, so that it is told and not hidden."""
    from dashboard.articles.tables import may_hold_articles

    try:
        if not path.is_file():
            return True
        size = path.stat().st_size
        with path.open("rb") as file:
            beginning = file.read(size if kind == "xlsx" and size <= BYTES_OF_A_LOOK * 64 else BYTES_OF_A_LOOK)
    except OSError:
        return True
    if len(beginning) < size:
        beginning = beginning[: beginning.rfind(b"\n") + 1] or beginning
    return may_hold_articles(beginning, str(path))


def _is_content(name: str) -> bool:
    return not name.startswith((".", "_")) and Path(name).stem.upper() != "README"
