"""Versions of one article: what is learnt from may hold none of what is measured on.

Newspapers print an article twice, reworked, and collections keep both under names of their own; so sentences are
compared, not names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.scoring import ScoringError

LONG_ENOUGH = 40  # letters and digits of a sentence: two articles that share one are versions of one
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+|\n")


def versions(texts: Mapping[str, str], others: Iterable[str]) -> set[str]:
    """The names of those texts that share a sentence with other texts."""
    known = "\n".join(map(_letters, others))
    return {name for name, text in texts.items() if any(sentence in known for sentence in _sentences(text))}


def versions_in(folder: Path, others: Path | None) -> set[str]:
    """The names of those articles of a folder (<doc>.txt) of which another folder, where one is named, has a version.

    Raises ScoringError where the other folder holds no article: a slip of the pen would count what should not be.
    """
    if others is None:
        return set()
    known = _texts(others)
    if not known:
        raise ScoringError(f"{others} holds no .txt file: name the folder of the articles that were taught.")
    return versions(_texts(folder), known.values())


def _texts(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}


def _sentences(text: str) -> list[str]:
    return [letters for each in SENTENCE_ENDS.split(text) if len(letters := _letters(each)) >= LONG_ENOUGH]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
