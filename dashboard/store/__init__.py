"""The store: articles and their statements, kept in one SQLite file or a PostgreSQL database.

Several processes may use one store at once: readers see the last finished transaction, writers take turns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date as Date
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

import pandas as pd
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from dashboard.errors import StoreError
from dashboard.schema import Article, Statement
from dashboard.store.engine import WRITES, connect, explain
from dashboard.store.migrations import NEWEST, migrate, schema_version
from dashboard.store.place import default_store, store_url
from dashboard.store.reading import Unplaced, conditions, read_articles_list, read_statements, read_unplaced
from dashboard.store.search import find_articles
from dashboard.store.tables import articles, state, statements
from dashboard.store.writing import Placing, Reading, count_change, write_placings, write_readings

__all__ = ["Counts", "Placing", "Reading", "Store", "Unplaced", "default_store"]

READINGS_AT_ONCE = 500  # one statement to the database names at most this many articles


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds."""

    articles: int
    statements: int
    undated: int  # articles without a date
    first: Date | None  # earliest and latest day of publication; None when no article has a date
    last: Date | None


class Store:
    """An open store. Every method is one transaction; :meth:`close` it or use it in a ``with`` block."""

    def __init__(self, where: str | Path | None = None) -> None:
        url = store_url(where)
        self.place = url.database if url.get_backend_name() == "sqlite" and url.database else str(url)
        self._engine = connect(url)
        with self._reads() as connection:
            is_current = schema_version(connection, self.place) == NEWEST
        if not is_current:
            with self._writes() as connection:
                migrate(connection, self.place)

    @classmethod
    def open(cls, where: str | Path | None = None) -> Self:
        """Open the store, making or updating it where needed.

        ``where`` is a file path or a database URL; without it the variable ``STANDPOINT_STORE`` counts, else
        ``standpoint.sqlite`` in the user's data folder. Raises :class:`StoreError` when it cannot be opened, belongs to
        another program, or was written by a newer Standpoint.
        """
        return cls(where)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -------------------------------------------------------------------------------------------------------- writing

    def keep(self, article: Article, found: Sequence[Statement], *, reader: str) -> None:
        """Keep an article and the statements found in it, both or neither; see :meth:`keep_many`."""
        self.keep_many([(article, found)], reader=reader)

    def keep_many(self, readings: Iterable[Reading], *, reader: str) -> None:
        """Keep many articles with their statements in one transaction.

        ``reader`` names what read them, with its version. An article that is kept already has its statements replaced,
        save those that a person has judged; a date, publisher or address that it lacked is filled in.
        """
        remaining = iter(readings)
        with self._writes() as connection:
            while batch := list(islice(remaining, READINGS_AT_ONCE)):
                write_readings(connection, batch, reader=reader)
            count_change(connection)

    def place_statements(self, placings: Sequence[Placing]) -> None:
        """Give statements their topics and positions, all or none; what a person has judged stays as it is."""
        if placings:
            with self._writes() as connection:
                write_placings(connection, placings)
                count_change(connection)

    # -------------------------------------------------------------------------------------------------------- reading

    def unplaced(self, catalogue: Collection[str]) -> list[Unplaced]:
        """The statements that have none of these topics and that no person has judged, in the order of their ids."""
        with self._reads() as connection:
            return read_unplaced(connection, catalogue)

    def statements(
        self,
        *,
        countries: Collection[str] | None = None,
        topics: Collection[str] | None = None,
        article_ids: Collection[str] | None = None,
        since: Date | None = None,
        until: Date | None = None,
    ) -> pd.DataFrame:
        """The statement table (:data:`dashboard.table.COLUMNS`) of the statements that meet every condition given.

        ``None`` allows all, an empty collection none. ``since`` and ``until`` are both included and leave out undated
        articles. Rows come in no promised order.
        """
        wanted = conditions(countries=countries, topics=topics, article_ids=article_ids, since=since, until=until)
        with self._reads() as connection:
            return read_statements(connection, wanted)

    def articles(self) -> pd.DataFrame:
        """One row per article without its text, newest first: what is known of it, its reader, number of statements."""
        with self._reads() as connection:
            return read_articles_list(connection)

    def find_articles(self, words: str) -> frozenset[str]:
        """Ids of the articles that hold every word in title, publisher or text; words in quotes count as one phrase."""
        with self._reads() as connection:
            return find_articles(connection, words)

    def article(self, article_id: str) -> Article | None:
        """The article with this id, ``None`` when it is not kept."""
        columns = [articles.c[name] for name in Article.__dataclass_fields__]
        with self._reads() as connection:
            row = connection.execute(select(*columns).where(articles.c.id == article_id)).one_or_none()
        return None if row is None else Article(*row)

    def reader_of(self, article_id: str) -> str | None:
        """Name and version of what read the article, ``None`` when it is not kept."""
        with self._reads() as connection:
            return connection.scalar(select(articles.c.reader).where(articles.c.id == article_id))

    def counts(self) -> Counts:
        """How many articles and statements there are, and the days they span."""
        dates = articles.c.date
        with self._reads() as connection:
            n_articles, dated, first, last = connection.execute(
                select(func.count(), func.count(dates), func.min(dates), func.max(dates)).select_from(articles)
            ).one()
            n_statements = connection.scalar(select(func.count()).select_from(statements)) or 0
        return Counts(n_articles, n_statements, n_articles - dated, first, last)

    def version(self) -> str:
        """A text that changes whenever the store does, and differs between stores: a key for caches, quick to get."""
        with self._reads() as connection:
            identity, changes = connection.execute(select(state.c.identity, state.c.changes)).one()
        return f"{identity}:{changes}"

    @property
    def schema(self) -> int:
        """The number of the schema the store has."""
        with self._reads() as connection:
            return schema_version(connection, self.place)

    # ---------------------------------------------------------------------------------------------------- transactions

    @contextmanager
    def _reads(self) -> Iterator[Connection]:
        """One read transaction: every statement in it sees the same state of the store."""
        try:
            with self._engine.connect() as connection, connection.begin():
                yield connection
        except DBAPIError as error:
            raise StoreError(explain(error, self.place)) from error

    @contextmanager
    def _writes(self) -> Iterator[Connection]:
        """One write transaction: all of it is kept or nothing."""
        try:
            with self._engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
                yield connection
        except DBAPIError as error:
            raise StoreError(explain(error, self.place)) from error
