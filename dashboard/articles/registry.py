"""Which reader reads which kind of content. A new kind is one new file under ``kinds/``."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeAlias

from dashboard.articles import kinds as kinds_package
from dashboard.articles.draft import Draft, Refusal
from dashboard.articles.limits import Allowance

# (content, source as the user named it, what it may use up) → its articles; a refusal in the place of each part that
# cannot be read. Content that cannot be read at all raises ArticleError.
Reader: TypeAlias = Callable[[bytes, str, Allowance], "Iterator[Draft | Refusal]"]

_readers: dict[str, Reader] = {}
_suffixes: dict[str, str] = {}


def reads(kind: str, *suffixes: str) -> Callable[[Reader], Reader]:
    """Register the decorated function as the reader of a kind, whose files' names usually end so (``".txt"``)."""

    def register(reader: Reader) -> Reader:
        _readers[kind] = reader
        _suffixes.update(dict.fromkeys(suffixes, kind))
        return reader

    return register


def kinds() -> tuple[str, ...]:
    """The suffixes of files that can be read, in alphabetical order."""
    return tuple(sorted(suffixes()))


def suffixes() -> dict[str, str]:
    """Suffix → the kind of content that files of this name usually have."""
    _load()
    return _suffixes


def reader_of(kind: str) -> Reader:
    """The reader of this kind of content."""
    return _load()[kind]


@cache
def _load() -> dict[str, Reader]:
    for module in pkgutil.iter_modules(kinds_package.__path__):
        importlib.import_module(f"{kinds_package.__name__}.{module.name}")
    return _readers
