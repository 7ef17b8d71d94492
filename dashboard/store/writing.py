"""From articles and statements to rows of the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, Table, bindparam, func, literal, select, update
from sqlalchemy.dialects import sqlite

from dashboard.schema import Article, Review, Stance, Statement
from dashboard.store.judgements.matching import Row
from dashboard.store.judgements.rereading import reconcile
from dashboard.store.tables import articles, state, statements
from dashboard.table import statement_row

Reading: TypeAlias = "tuple[Article, Sequence[Statement]]"
FACTS = ("date", "publisher", "url", "author")
GIVEN_LATER = (*FACTS, "source")  # what a second copy of an article may add, and never takes away


def write_readings(connection: Connection, readings: Sequence[Reading], *, reader: str) -> None:
    """Write articles with their statements; an article that is there already has its statements replaced.

    What a person has judged stays: neither the old statement nor its review gives way to a new reading, see
    :mod:`dashboard.store.judgements.rereading`.
    """
    read_at = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    connection.execute(
        _upsert_article(connection),
        # Which story it tells is found here, among the articles that are kept, and nowhere else.
        [{**asdict(article), "story": None, "reader": reader, "read_at": read_at} for article, _ in readings],
    )
    rows_of: dict[str, list[Row]] = defaultdict(list)
    for article, found in readings:
        rows_of[article.id] += _rows(article, found)
    rows = reconcile(connection, rows_of, reader=reader, read_at=read_at)
    if rows:
        connection.execute(statements.insert(), rows)


def facts_lacking(connection: Connection, article: Article) -> frozenset[str]:
    """Which facts the article that is kept lacks and this copy of it knows; none when it is not kept."""
    columns = [articles.c[name] for name in FACTS]
    row = connection.execute(select(*columns).where(articles.c.id == article.id)).one_or_none()
    if row is None:
        return frozenset()
    return frozenset(name for name in FACTS if getattr(row, name) is None and getattr(article, name) is not None)


def write_lacking_facts(connection: Connection, article: Article) -> None:
    """Fill in facts that the article lacks."""
    columns = {name: articles.c[name] for name in FACTS}
    filled = {name: func.coalesce(c, literal(getattr(article, name), c.type)) for name, c in columns.items()}
    connection.execute(update(articles).where(articles.c.id == article.id).values(filled))


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
    """Note that this transaction changes the store.

    It comes first in a transaction: from here on writers take turns, so that none waits for another that waits for it.
    """
    connection.execute(update(state).values(changes=state.c.changes + 1))


def _upsert_article(connection: Connection) -> Any:
    insert = insert_into(connection, articles)
    new = insert.excluded
    replaced = {"reader": new.reader, "read_at": new.read_at, "language": new.language}
    added = {name: func.coalesce(new[name], articles.c[name]) for name in GIVEN_LATER}
    return insert.on_conflict_do_update(index_elements=[articles.c.id], set_={**replaced, **added})


def insert_into(connection: Connection, table: Table) -> Any:
    """An insert that can say what to do where the row is there already."""
    # "Insert or update" is the one thing that SQLAlchemy spells by dialect.
    if connection.dialect.name != "postgresql":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # a tenth of a second of the start, where it is not needed

    return postgresql.insert(table)


def _rows(article: Article, found: Iterable[Statement]) -> list[dict[str, Any]]:
    """Rows to insert; of two readings with one id, which differ in stance only, the surer one counts."""
    rows: dict[str, dict[str, Any]] = {}
    for statement in found:
        if statement.article != article.id:
            raise ValueError(f"statement {statement.id} belongs to article {statement.article}, not to {article.id}")
        if statement.id not in rows or rows[statement.id]["confidence"] < statement.confidence:
            rows[statement.id] = statement_row(statement)
    return list(rows.values())
