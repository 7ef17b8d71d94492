"""The store: articles and their statements, kept in one SQLite file or a PostgreSQL database.

Several processes may use one store at once: readers see the last finished transaction, writers take turns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date as Date
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pandas as pd
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from dashboard.errors import StoreError
from dashboard.schema import Amendment, Article, Review, Statement, Visit
from dashboard.store.amendments import log as amending
from dashboard.store.amendments.applied import Said, amended, only
from dashboard.store.engine import WRITES, connect, explain
from dashboard.store.judgements.entries import read_said
from dashboard.store.judgements.judging import write_judgement, write_undo
from dashboard.store.judgements.log import judgements_frame, rereadings_frame
from dashboard.store.migrations import NEWEST, migrate, schema_version
from dashboard.store.place import store_url
from dashboard.store.reading import Unplaced, conditions, read_articles_list, read_statements, read_unplaced
from dashboard.store.search import find_articles
from dashboard.store.stories import read_unsketched, write_sketch
from dashboard.store.tables import articles, state, statements
from dashboard.store.visits import forget_visit, read_feeds, read_visit, write_visits
from dashboard.store.writing import (
    Placing,
    Reading,
    count_change,
    facts_lacking,
    write_lacking_facts,
    write_placings,
    write_readings,
)
from dashboard.table import statement_row
from dashboard.workspaces import default_store

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

        ``where`` is a file path or a database URL; without it the variable ``STANDPOINT_STORE`` counts, else the store
        of the open workspace (:mod:`dashboard.workspaces`). Raises :class:`StoreError` when it cannot be opened,
        belongs to another program, or was written by a newer Standpoint.
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

    def keep(self, article: Article, found: Sequence[Statement], *, reader: str, sketch: bytes | None = None) -> None:
        """Keep an article and the statements found in it, both or neither; see :meth:`keep_many`.

        With its sketch (:func:`dashboard.articles.likeness.sketch_of`) the article joins the story that near copies of
        it tell.
        """
        with self._writes() as connection:
            count_change(connection)
            write_readings(connection, [(article, found)], reader=reader)
            if sketch is not None:
                write_sketch(connection, article.id, sketch)

    def fill_in(self, article: Article) -> None:
        """Give an article that is kept what it lacks and this copy knows; what it has stays."""
        with self._writes() as connection:
            count_change(connection)
            write_lacking_facts(connection, article)

    def keep_many(self, readings: Iterable[Reading], *, reader: str) -> None:
        """Keep many articles with their statements in one transaction.

        ``reader`` names what read them, with its version. An article that is kept already has its statements replaced,
        save those that a person has judged; a date, publisher or address that it lacked is filled in.
        """
        remaining = iter(readings)
        with self._writes() as connection:
            count_change(connection)
            while batch := list(islice(remaining, READINGS_AT_ONCE)):
                write_readings(connection, batch, reader=reader)

    def place_statements(self, placings: Sequence[Placing]) -> None:
        """Give statements their topics and positions, all or none; what a person has judged stays as it is."""
        if placings:
            with self._writes() as connection:
                count_change(connection)
                write_placings(connection, placings)

    def keep_sketches(self, sketches: Mapping[str, bytes]) -> None:
        """Keep sketches of articles by their ids, and join the stories they tell."""
        if sketches:
            with self._writes() as connection:
                count_change(connection)
                for article_id, sketch in sketches.items():
                    write_sketch(connection, article_id, sketch)

    def remember(self, visits: Sequence[Visit]) -> None:
        """Remember these visits, all or none, in the place of what was known of their addresses."""
        if visits:
            with self._writes() as connection:
                write_visits(connection, visits)

    def forget(self, address: str) -> bool:
        """Forget an address: a feed is watched no more. Whether it was known."""
        with self._writes() as connection:
            return forget_visit(connection, address)

    def judge(
        self, seen: Mapping[str, Any], verdict: Review, *, coder: str, changes: Mapping[str, Any] | None = None
    ) -> int:
        """Note what a coder says of a statement, and have the statement table show it; the number of the judgement.

        ``seen`` is the statement as the coder saw it, a row of the statement table. ``changes`` are fields of
        :data:`dashboard.store.judgements.correcting.FIELDS` with what should stand there. Of several judgements on one
        statement the last counts in the table; all stay in the log. Raises :class:`ValueError` for what cannot stand
        there.
        """
        with self._writes() as connection:
            count_change(connection)
            return write_judgement(connection, seen, verdict, coder=coder, changes=changes or {})

    def add(self, statement: Statement, *, coder: str) -> int:
        """Keep a statement that the machine has missed; one that is there already is corrected to be like it."""
        return self.judge(statement_row(statement), Review.ADDED, coder=coder)

    def take_back(self, number: int, *, coder: str) -> str:
        """Take a judgement back: the one before it holds again, or what the reader has; the id of its statement."""
        with self._writes() as connection:
            count_change(connection)
            return write_undo(connection, number, coder=coder)

    def amend(self, amendment: Amendment, *, coder: str) -> int:
        """Have the statement table show actors or topics otherwise, in past and future articles; the number in the log.

        Amendments hold in the order in which they are made, each on the table as those before it have left it. Raises
        :class:`ValueError` with field and repair for one that cannot stand.
        """
        with self._writes() as connection:
            count_change(connection)
            return amending.write_amendment(connection, amendment, coder=coder)

    def take_back_amendment(self, number: int, *, coder: str) -> None:
        """Take an amendment back: the table is as if it had never been made. A second time nothing happens."""
        with self._writes() as connection:
            count_change(connection)
            amending.take_back(connection, number, coder=coder)

    # -------------------------------------------------------------------------------------------------------- reading

    def check_amendment(self, amendment: Amendment) -> None:
        """Raise what :meth:`amend` would raise, and change nothing."""
        with self._reads() as connection:
            amending.check_amendment(connection, amendment)

    def amendments(self) -> pd.DataFrame:
        """The log of amendments in their order, see :data:`dashboard.store.amendments.log.COLUMNS`."""
        with self._reads() as connection:
            return amending.amendments_frame(amending.read_amendments(connection))

    def said_by_people(self) -> Said:
        """Which fields persons have given to statements by hand, by the statements' ids; amendments heed them."""
        with self._reads() as connection:
            return read_said(connection)

    def judgements(self) -> pd.DataFrame:
        """The log of judgements in their order, see :data:`dashboard.store.judgements.log.COLUMNS`."""
        with self._reads() as connection:
            return judgements_frame(connection)

    def rereadings(self) -> pd.DataFrame:
        """What the last readings say of judged statements: :func:`dashboard.store.judgements.log.rereadings_frame`."""
        with self._reads() as connection:
            return rereadings_frame(connection)

    def unsketched(self, number: int) -> list[tuple[str, str]]:
        """Ids and texts of articles without a sketch, so many at most."""
        with self._reads() as connection:
            return read_unsketched(connection, number)

    def visit(self, address: str) -> Visit | None:
        """What is remembered of an address, ``None`` when it was never visited."""
        with self._reads() as connection:
            return read_visit(connection, address)

    def feeds(self) -> list[Visit]:
        """The feeds that are watched, in the order of their addresses."""
        with self._reads() as connection:
            return read_feeds(connection)

    def has_address(self, address: str) -> bool:
        """Whether an article from this address is kept."""
        with self._reads() as connection:
            return connection.scalar(select(articles.c.id).where(articles.c.url == address).limit(1)) is not None

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

        Actors and topics are as amendments have them, and are asked for as such.
        ``None`` allows all, an empty collection none. ``since`` and ``until`` are both included and leave out undated
        articles. Rows come in no promised order.
        """
        wanted = conditions(article_ids=article_ids, since=since, until=until)
        shown = conditions(countries=countries, topics=topics)
        with self._reads() as connection:
            made = amending.standing_amendments(amending.read_amendments(connection))
            if not made:
                return read_statements(connection, [*wanted, *shown])
            frame = read_statements(connection, wanted)
            said = read_said(connection)
        # Only the amended table knows the countries and topics that are asked for.
        return only(amended(frame, [each.content for each in made], said=said), countries=countries, topics=topics)

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

    def lacks(self, article: Article) -> frozenset[str]:
        """What this article knows of itself (date, publisher, url, author) and the one that is kept does not."""
        with self._reads() as connection:
            return facts_lacking(connection, article)

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
