"""The store's schema, step by step: a plain numbered list of SQL that SQLite and PostgreSQL both understand.

A step that has been released is never edited; a change of the schema is a new step at the end.
"""

from __future__ import annotations

import uuid

from sqlalchemy import Connection, inspect, select, text, update

from dashboard.errors import StoreError
from dashboard.store.tables import state

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (  # 1: articles and their statements
        """CREATE TABLE standpoint (
            identity TEXT PRIMARY KEY,
            schema_version INTEGER NOT NULL,
            changes INTEGER NOT NULL)""",
        """CREATE TABLE articles (
            id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, date DATE, publisher TEXT, url TEXT,
            language TEXT NOT NULL, source TEXT, reader TEXT NOT NULL, read_at TIMESTAMP NOT NULL)""",
        "CREATE INDEX articles_by_date ON articles (date)",
        """CREATE TABLE statements (
            id TEXT PRIMARY KEY,
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            start INTEGER NOT NULL, "end" INTEGER NOT NULL, evidence TEXT NOT NULL,
            actor TEXT NOT NULL, role TEXT, country TEXT, represents TEXT NOT NULL,
            actor_start INTEGER, actor_end INTEGER,
            stance TEXT NOT NULL, target TEXT NOT NULL, target_start INTEGER, target_end INTEGER,
            topic TEXT, position TEXT, cue TEXT NOT NULL, is_quote BOOLEAN NOT NULL,
            confidence DOUBLE PRECISION NOT NULL, method TEXT NOT NULL, review TEXT NOT NULL)""",
        "CREATE INDEX statements_by_article ON statements (article)",
        "CREATE INDEX statements_by_country ON statements (country, topic)",
        "CREATE INDEX statements_by_topic ON statements (topic)",
    ),
    (  # 2: authors, stories told by several articles, addresses that were visited
        "ALTER TABLE articles ADD COLUMN author TEXT",
        "ALTER TABLE articles ADD COLUMN story TEXT",
        "CREATE INDEX articles_by_story ON articles (story)",
        "CREATE INDEX articles_by_url ON articles (url)",
        """CREATE TABLE sketches (
            article TEXT NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, sketch BYTEA NOT NULL)""",
        """CREATE TABLE sketch_bands (
            band BIGINT NOT NULL,
            article TEXT NOT NULL REFERENCES sketches (article) ON DELETE CASCADE,
            PRIMARY KEY (band, article))""",
        "CREATE INDEX sketch_bands_by_article ON sketch_bands (article)",
        """CREATE TABLE visits (
            address TEXT NOT NULL PRIMARY KEY, is_feed BOOLEAN NOT NULL, title TEXT, etag TEXT, modified TEXT,
            visited_at TIMESTAMP, due_at TIMESTAMP, failures INTEGER NOT NULL, said TEXT)""",
    ),
    (  # 3: what people say of statements, and what later readings say of the same passages
        """CREATE TABLE judgements (
            number INTEGER NOT NULL PRIMARY KEY, coder TEXT NOT NULL, made_at TIMESTAMP NOT NULL, verdict TEXT NOT NULL,
            statement TEXT NOT NULL, article TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
            found TEXT, said TEXT, undoes INTEGER, reader TEXT)""",
        "CREATE INDEX judgements_by_article ON judgements (article)",
        "CREATE INDEX judgements_by_statement ON judgements (statement)",
        """CREATE TABLE rereadings (
            statement TEXT NOT NULL PRIMARY KEY,
            article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            reader TEXT NOT NULL, read_at TIMESTAMP NOT NULL, found TEXT)""",
        "CREATE INDEX rereadings_by_article ON rereadings (article)",
    ),
    (  # 4: what people amend about actors and topics
        """CREATE TABLE amendments (
            number INTEGER NOT NULL PRIMARY KEY, coder TEXT NOT NULL, made_at TIMESTAMP NOT NULL, kind TEXT NOT NULL,
            content TEXT NOT NULL, undoes INTEGER)""",
        "ALTER TABLE judgements ADD COLUMN by_hand TEXT",
    ),
)
NEWEST = len(MIGRATIONS)


def schema_version(connection: Connection, place: str) -> int:
    """The schema version of the database, 0 when it holds nothing yet.

    Raises :class:`StoreError` for a version this program does not know and for a database of another program.
    """
    tables = inspect(connection).get_table_names()
    if state.name not in tables:
        if tables:
            raise StoreError(f"{place} holds another program's tables ({tables[0]} …); name another file with --store.")
        return 0
    found = connection.scalar(select(state.c.schema_version)) or 0
    if found > NEWEST:
        raise StoreError(
            f"{place} was written by a newer Standpoint (schema {found}, this one knows {NEWEST}): "
            "update Standpoint, or name another store with --store."
        )
    return found


def migrate(connection: Connection, place: str) -> None:
    """Bring the database to the newest schema inside the caller's transaction; nothing happens when it is there."""
    if connection.dialect.name == "postgresql":
        # Two processes that open a new database at once take turns; SQLite's write lock already sees to that.
        connection.execute(text("SELECT pg_advisory_xact_lock(7473105)"))
    before = schema_version(connection, place)
    for step in MIGRATIONS[before:]:
        for statement in step:
            connection.exec_driver_sql(statement)
    if before == 0:
        connection.execute(state.insert().values(identity=uuid.uuid4().hex, schema_version=NEWEST, changes=0))
    elif before < NEWEST:
        connection.execute(update(state).values(schema_version=NEWEST, changes=state.c.changes + 1))
