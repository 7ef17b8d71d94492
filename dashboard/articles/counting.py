"""How many articles a source will give, told before they are read, so that time left can be."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from dashboard.articles.asked import NOTHING_ASKED, Asked
from dashboard.articles.contents import BEGINNING, kind_of
from dashboard.articles.limits import LARGEST_FILE
from dashboard.articles.sources import find_files, is_address

_MANY = frozenset({"zip", "csv", "jsonl", "xlsx"})


def count_articles(sources: Iterable[Path | str], *, asked: Asked = NOTHING_ASKED) -> int:
    """How many articles and refusals these sources will give, as far as can be told without reading them."""
    return sum(_count(source, asked) for source in sources)


def count_in(content: bytes, source: str) -> int:
    """How many articles the content of a file holds, 1 where that cannot be told."""
    from dashboard.articles.kinds.zip import entries_wanted
    from dashboard.articles.tables import open_table

    try:
        kind = kind_of(content, source)
        if kind == "zip":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                return max(len(entries_wanted(archive)), 1)
        return max(sum(1 for _ in open_table(content, source).rows()), 1) if kind in _MANY else 1
    except Exception:  # noqa: BLE001 - what is wrong is told, with its repair, when the file is read
        return 1


def _count(source: Path | str, asked: Asked) -> int:
    if is_address(source):
        return 1
    return sum(_count_file(found) if isinstance(found, Path) else 1 for found in find_files(source, asked=asked))


def _count_file(path: Path) -> int:
    """Only files whose beginning says that they hold many articles are read."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_FILE:
            return 1
        with path.open("rb") as file:
            beginning = file.read(BEGINNING)
        is_package = beginning.startswith(b"PK")
        if not is_package and kind_of(beginning, str(path)) not in _MANY:
            return 1
        return count_in(path.read_bytes(), str(path))
    except Exception:  # noqa: BLE001 - as above
        return 1
