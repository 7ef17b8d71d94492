"""Which reader reads which kind of file. A new kind is one new file under ``kinds/``."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeAlias

from dashboard.articles import kinds as kinds_package
from dashboard.errors import ArticleError
from dashboard.schema import Article

Reader: TypeAlias = Callable[[bytes, str], Iterator[Article]]  # (content, source as the user named it) → its articles

_readers: dict[str, Reader] = {}


def reads(*suffixes: str) -> Callable[[Reader], Reader]:
    """Register the decorated function as the reader of files whose names end so (``".txt"``, lower case)."""

    def register(reader: Reader) -> Reader:
        for suffix in suffixes:
            _readers[suffix] = reader
        return reader

    return register


def kinds() -> tuple[str, ...]:
    """The suffixes that can be read, in alphabetical order."""
    return tuple(sorted(_load()))


def reader_for(source: str, suffix: str) -> Reader:
    """The reader of this kind of file; raises :class:`ArticleError` naming ``source`` when there is none."""
    readers = _load()
    if suffix.lower() not in readers:
        shown = f"{suffix} files" if suffix else "a file without a suffix"
        raise ArticleError(f"{source}: {shown} cannot be read; save it as one of {', '.join(sorted(readers))}.")
    return readers[suffix.lower()]


@cache
def _load() -> dict[str, Reader]:
    for module in pkgutil.iter_modules(kinds_package.__path__):
        importlib.import_module(f"{kinds_package.__name__}.{module.name}")
    return _readers
