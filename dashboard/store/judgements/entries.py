"""Lines of the log of judgements, and what they say of statements.

The log is only ever added to. Who writes into it stands in :mod:`dashboard.store.judgements.judging`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from dashboard.schema import Review
from dashboard.store.amendments.unamending import differing
from dashboard.store.judgements.matching import Row
from dashboard.store.tables import judgements
from dashboard.table import STATEMENT_COLUMNS

STATED = tuple(name for name in STATEMENT_COLUMNS if name != "review")


class Entry(NamedTuple):
    """One line of the log."""

    number: int
    coder: str
    made_at: datetime  # UTC
    verdict: Review
    statement: str
    article: str
    start: int
    end: int
    found: Row | None  # None: a person added it
    said: Row | None  # None: rejected, or taken back
    undoes: int | None
    reader: str | None
    by_hand: tuple[str, ...] = ()  # what amendments must not touch, besides what was found otherwise


def standing(log: Iterable[Entry]) -> list[Entry]:
    """The judgements that were not taken back, in the order in which they were made."""
    entries = list(log)
    taken_back = {each.undoes for each in entries}
    return [each for each in entries if each.undoes is None and each.number not in taken_back]


def read_log(
    connection: Connection,
    *,
    statement: str | None = None,
    number: int | None = None,
    article_ids: Collection[str] | None = None,
) -> list[Entry]:
    """The lines of the log that meet every condition given, in the order in which they were made."""
    c = judgements.c
    wanted = [column == value for column, value in ((c.statement, statement), (c.number, number)) if value is not None]
    wanted += [c.article.in_(article_ids)] if article_ids is not None else []
    rows = connection.execute(select(*(c[name] for name in Entry._fields)).where(*wanted).order_by(c.number))
    return [_entry(row) for row in rows]


def read_said(connection: Connection, *, statement: str | None = None) -> dict[str, frozenset[str]]:
    """Which fields persons have given to statements by hand, other than they were found, by the statements' ids.

    Only what the last judgement has counts, whoever had said it first.
    """
    c = judgements.c
    by_hand = select(c.statement).where(c.verdict.in_([Review.CORRECTED.value, Review.ADDED.value]))
    wanted = c.statement.in_(by_hand) if statement is None else c.statement == statement
    logs: dict[str, list[Entry]] = {}
    for row in connection.execute(select(*(c[name] for name in Entry._fields)).where(wanted).order_by(c.number)):
        logs.setdefault(row.statement, []).append(_entry(row))
    return {each: _said_in(valid) for each, log in logs.items() if (valid := standing(log))}


def said_of(connection: Connection, statement: str) -> frozenset[str]:
    """Which fields persons have given to this statement by hand."""
    return read_said(connection, statement=statement).get(statement, frozenset())


def _said_in(valid: Sequence[Entry]) -> frozenset[str]:
    last = valid[-1]
    said = last.said or {}
    held = {name for each in valid for name in each.by_hand if each.said and each.said[name] == said.get(name)}
    return differing(said, last.found or {}) | held


def as_json(row: Mapping[str, Any]) -> str:
    """A statement as the log keeps it."""
    return json.dumps(stated(row), ensure_ascii=False)


def stated(row: Mapping[str, Any]) -> Row:
    """What a statement itself says, without what is said of it."""
    return {name: row[name] for name in STATED}


def _entry(row: Any) -> Entry:
    values = row._asdict()
    rows = {name: None if values[name] is None else json.loads(values[name]) for name in ("found", "said")}
    by_hand = tuple((values["by_hand"] or "").split())
    return Entry(**{**values, **rows, "verdict": Review(values["verdict"]), "by_hand": by_hand})
