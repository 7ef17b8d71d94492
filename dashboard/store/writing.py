"""From articles and statements to rows of the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, Table, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from dashboard.schema import Article, Review, Stance, Statement
from dashboard.store.tables import articles, state, statements
from dashboard.table import statement_row

Reading: TypeAlias = "tuple[Article, Sequence[Statement]]"
GIVEN_LATER = ("date", "publisher", "url", "source")  # what a second copy of an article may add, and never takes away


def write_readings(connection: Connection, readings: Sequence[Reading], *, reader: str) -> None:
    """Write articles with their statements; an article that is there already has its statements replaced.

    What a person has judged stays: neither the old statement nor its review gives way to a new reading.
    """
    ids = [article.id for article, _ in readings]
    read_at = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    connection.execute(
        _upsert_article(connection),
        [{**asdict(article), "reader": reader, "read_at": read_at} for article, _ in readings],
    )
    of_these = statements.c.article.in_(ids)
    connection.execute(delete(statements).where(of_these, statements.c.review == Review.UNREVIEWED.value))
    judged = set(connection.scalars(select(statements.c.id).where(of_these)))
    rows = [row for article, found in readings for row in _rows(article, found) if row["id"] not in judged]
    if rows:
        connection.execute(statements.insert(), rows)


class Placing(NamedTuple):
    """The topic a statement is to have, and its position on it."""

    id: str
    topic: str | None
    position: Stance | None


def write_placings(connection: Connection, placings: Sequence[Placing]) -> None:
    """Give statements their topics, save those that a person has judged."""
    chosen = (statements.c.id == bindparam("statement"), statements.c.review == Review.UNREVIEWED.value)
    connection.execute(
        update(statements).where(*chosen).values(topic=bindparam("new_topic"), position=bindparam("new_position")),
        [
            {"statement": each.id, "new_topic": each.topic, "new_position": each.position and each.position.value}
            for each in placings
        ],
    )


def count_change(connection: Connection) -> None:
    """Note that this transaction changes the store."""
    connection.execute(update(state).values(changes=state.c.changes + 1))


def _upsert_article(connection: Connection) -> Any:
    insert = _insert(connection, articles)
    new = insert.excluded
    replaced = {"reader": new.reader, "read_at": new.read_at, "language": new.language}
    added = {name: func.coalesce(new[name], articles.c[name]) for name in GIVEN_LATER}
    return insert.on_conflict_do_update(index_elements=[articles.c.id], set_={**replaced, **added})


def _insert(connection: Connection, table: Table) -> Any:
    # "Insert or update" is the one thing that SQLAlchemy spells by dialect.
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def _rows(article: Article, found: Iterable[Statement]) -> list[dict[str, Any]]:
    """Rows to insert; of two readings with one id, which differ in stance only, the surer one counts."""
    rows: dict[str, dict[str, Any]] = {}
    for statement in found:
        if statement.article != article.id:
            raise ValueError(f"statement {statement.id} belongs to article {statement.article}, not to {article.id}")
        if statement.id not in rows or rows[statement.id]["confidence"] < statement.confidence:
            rows[statement.id] = statement_row(statement)
    return list(rows.values())
