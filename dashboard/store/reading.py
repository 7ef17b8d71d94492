"""From rows of the store to the statement table, column by column so that a million rows stay quick."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date as Date
from typing import Any, NamedTuple, TypeAlias

import pandas as pd
import pyarrow as pa
from sqlalchemy import ColumnElement, Connection, CursorResult, Integer, cast, func, or_, select

from dashboard.schema import Review, Stance
from dashboard.store.tables import articles, statements
from dashboard.table import (
    ARTICLE_COLUMNS,
    COLUMNS,
    FLAG,
    LABEL,
    NUMBER,
    OPTIONAL_NUMBER,
    SHARE,
    STATEMENT_COLUMNS,
    TEXT,
    build_frame,
)

Conditions: TypeAlias = "Sequence[ColumnElement[bool]]"

ROWS_AT_ONCE = 50_000  # above this the time per row no longer falls, while memory rises
ARROW_TYPES = {
    TEXT: pa.string(),
    LABEL: pa.dictionary(pa.int32(), pa.string()),
    NUMBER: pa.int64(),
    OPTIONAL_NUMBER: pa.int64(),
    SHARE: pa.float64(),
    FLAG: pa.int64(),  # read as 0 and 1, which both databases can give
}
_ARTICLE_COUNTS = (
    select(statements.c.article, func.count().label("statements")).group_by(statements.c.article).subquery("counts")
)
_ARTICLE_LIST = (
    select(
        *(column for column in articles.c if column.name != "text"),
        func.coalesce(_ARTICLE_COUNTS.c.statements, 0).label("statements"),
    )
    .join_from(articles, _ARTICLE_COUNTS, articles.c.id == _ARTICLE_COUNTS.c.article, isouter=True)
    .order_by(articles.c.date.desc(), articles.c.title, articles.c.id)
)


def read_statements(connection: Connection, conditions: Conditions) -> pd.DataFrame:
    """The statement table of all statements that meet the conditions."""
    chosen = select(*(_selected(name) for name in STATEMENT_COLUMNS)).where(*conditions)
    parts: dict[str, list[pa.Array]] = {name: [] for name in STATEMENT_COLUMNS}
    for rows in _raw(connection.execute(chosen)):
        for name, values in zip(STATEMENT_COLUMNS, zip(*rows, strict=True), strict=True):
            parts[name].append(_arrow(name, values))
    columns = {name: pa.chunked_array(arrays, type=_arrow_type(name)) for name, arrays in parts.items()}
    return build_frame(columns, _article_facts(connection, conditions))


class Unplaced(NamedTuple):
    """A statement that the catalogue has no topic for."""

    id: str
    target: str
    evidence: str
    speaker: str  # country, or the actor where none is known
    stance: Stance
    topic: str | None  # a proposed topic, where it has one
    position: Stance | None


def read_unplaced(connection: Connection, catalogue: Collection[str]) -> list[Unplaced]:
    """The statements outside these topics that no person has judged, in the order of their ids."""
    c = statements.c
    chosen = (
        select(c.id, c.target, c.evidence, func.coalesce(c.country, c.actor), c.stance, c.topic, c.position)
        .where(or_(c.topic.is_(None), c.topic.not_in(catalogue)), c.review == Review.UNREVIEWED.value)
        .order_by(c.id)
    )
    return [
        Unplaced(each, target, evidence, speaker, Stance(stance), topic, None if position is None else Stance(position))
        for rows in _raw(connection.execute(chosen))
        for each, target, evidence, speaker, stance, topic, position in rows
    ]


def read_articles_list(connection: Connection) -> pd.DataFrame:
    """One row per article without its text, newest first, with the number of its statements."""
    result = connection.execute(_ARTICLE_LIST)
    frame = pd.DataFrame(result.all(), columns=list(result.keys()))
    for name in ("date", "read_at"):
        frame[name] = pd.to_datetime(frame[name]).astype("datetime64[us]")
    texts = [name for name in frame.columns if name not in {"date", "read_at", "statements"}]
    return frame.astype({**dict.fromkeys(texts, "str"), "statements": "int64"})


def conditions(
    *,
    countries: Collection[str] | None = None,
    topics: Collection[str] | None = None,
    article_ids: Collection[str] | None = None,
    since: Date | None = None,
    until: Date | None = None,
) -> Conditions:
    """What a statement must meet: each ``None`` allows all, an empty collection none; days are included."""
    choices = ((statements.c.country, countries), (statements.c.topic, topics), (statements.c.article, article_ids))
    wanted = [column.in_(chosen) for column, chosen in choices if chosen is not None]
    days = [articles.c.date >= since] if since is not None else []
    days += [articles.c.date <= until] if until is not None else []
    if days:
        wanted.append(statements.c.article.in_(select(articles.c.id).where(*days)))
    return wanted


def _selected(name: str) -> ColumnElement[Any]:
    column = statements.c[name]
    return cast(column, Integer).label(name) if COLUMNS[name].dtype == FLAG else column


def _raw(result: CursorResult[Any]) -> Iterator[Sequence[Any]]:
    """The rows as the driver gives them: SQLAlchemy's own row objects would double the time."""
    while rows := result.cursor.fetchmany(ROWS_AT_ONCE):
        yield rows


def _arrow_type(name: str) -> pa.DataType:
    return ARROW_TYPES[COLUMNS[name].dtype]


def _arrow(name: str, values: tuple[Any, ...]) -> pa.Array:
    if COLUMNS[name].dtype == LABEL:
        return pa.array(values, type=pa.string()).dictionary_encode()
    return pa.array(values, type=_arrow_type(name))


def _article_facts(connection: Connection, conditions: Conditions) -> dict[str, tuple[Any, ...]]:
    """The columns that an article lends to its statements, by article id."""
    wanted = select(articles.c.id, *(articles.c[name] for name in ARTICLE_COLUMNS))
    if conditions:
        wanted = wanted.where(articles.c.id.in_(select(statements.c.article).where(*conditions)))
    return {row[0]: row[1:] for rows in _raw(connection.execute(wanted)) for row in rows}
