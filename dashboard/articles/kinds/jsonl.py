"""JSON Lines: ``.jsonl`` and ``.ndjson``, one object in a line, and ``.json``, one list of objects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from dashboard.articles.decoding import decode
from dashboard.articles.draft import Draft, Refusal, refusal
from dashboard.articles.limits import Allowance
from dashboard.articles.registry import reads
from dashboard.articles.tables import Row, Table, drafts_of
from dashboard.errors import ArticleError

OBJECTS_LOOKED_AT = 200  # an object leaves out what it does not know: names are gathered from several


@reads("jsonl", ".jsonl", ".ndjson", ".json")
def read_jsonl(content: bytes, source: str, allowance: Allowance) -> Iterator[Draft | Refusal]:
    """The articles in the lines."""
    yield from drafts_of(open_jsonl(content, source), allowance.asked)


def open_jsonl(content: bytes, source: str) -> Table:
    """The table of the objects, whose columns are the names they use."""
    text = decode(content, source)
    listed = _whole(text, source)

    def rows() -> Iterator[Row | Refusal]:
        found = _in_list(listed) if listed is not None else _in_lines(text)
        for where, value in found:
            if isinstance(value, dict):
                yield where, value
            else:
                said = value if isinstance(value, str) else "no object"
                yield refusal(f"{source}, {where}", f"this is {said}; write one object in braces.")

    looked_at = [item for item in islice(rows(), OBJECTS_LOOKED_AT) if not isinstance(item, Refusal)]
    columns = dict.fromkeys(name for _, value in looked_at for name in value)
    if not looked_at:
        raise ArticleError(f"{source}: no line holds a JSON object; write one article in each line.")
    return Table(tuple(columns), rows, source)


def _whole(text: str, source: str) -> list[Any] | None:
    """The list, where the file is one list or one object around a list and not lines; else ``None``."""
    if text.lstrip()[:1] not in ("[", "{") or _parses(text.strip().split("\n", 1)[0]):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if text.lstrip().startswith("["):
            raise ArticleError(f"{source}: this is not JSON ({error}); save it as JSON Lines.") from error
        return None
    if isinstance(value, dict):
        return next((part for part in value.values() if isinstance(part, list) and part), [value])
    return value if isinstance(value, list) else None


def _parses(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _in_list(listed: list[Any]) -> Iterator[tuple[str, Any]]:
    return ((f"entry {number}", value) for number, value in enumerate(listed, 1))


def _in_lines(text: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield f"line {number}", json.loads(line)
            except (ValueError, RecursionError):
                yield f"line {number}", "not JSON, or cut off"
