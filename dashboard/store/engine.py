"""How the store connects: what SQLite needs to be safe with several processes, and errors put into words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from dashboard.errors import StoreError

WRITES = "standpoint_writes"  # execution option of connections that will write
SECONDS_TO_WAIT = 30  # for another process's transaction: far longer than keeping one article takes
PRAGMAS = (
    f"PRAGMA busy_timeout = {SECONDS_TO_WAIT * 1000}",
    "PRAGMA journal_mode = WAL",  # readers and one writer do not wait for each other
    "PRAGMA synchronous = FULL",  # what was reported kept survives a power cut
    "PRAGMA foreign_keys = ON",
)
_REPAIRS = (  # part of the driver's message, what to tell the user
    ("not a database", "is not a SQLite file; name another file with --store"),
    ("malformed", "is damaged; restore it from a copy or name another file with --store"),
    ("locked", f"was held by another process for {SECONDS_TO_WAIT} seconds; try again when it has finished"),
    ("readonly", "cannot be written; change the file's permissions or name another file with --store"),
    ("read-only", "cannot be written; change the file's permissions or name another file with --store"),
    ("unable to open", "cannot be opened; check the folder's permissions or name another file with --store"),
    ("full", "has no room left on its disk; make room and run the command again"),
    ("connect", "does not answer; check host, user and password of the database URL"),
)


def connect(url: URL) -> Engine:
    """An engine for the database; nothing is opened yet except that a SQLite file gets its folder."""
    if url.get_backend_name() == "sqlite":
        _make_folder(url)
    try:
        engine = create_engine(url, pool_pre_ping=url.get_backend_name() != "sqlite")
    except ModuleNotFoundError as error:
        raise StoreError(f"A store at {url} needs a database driver: pip install {error.name}") from error
    if url.get_backend_name() == "sqlite":
        _prepare_sqlite(engine)
    return engine


def explain(error: DBAPIError, place: str) -> str:
    """What the database's error means for the user."""
    said = str(error.orig)
    for sign, meaning in _REPAIRS:
        if sign in said.lower():
            return f"The store {place} {meaning}."
    return f"The store {place} failed: {said}"


def _make_folder(url: URL) -> None:
    if url.database in (None, "", ":memory:"):
        return
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The store's folder {folder} cannot be made ({error.strerror}); name another file with --store."
        ) from error


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin where `begin` below says so, not at the driver's guess
        for pragma in PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes the lock at once: one that reads first and writes later can be refused half-way.
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
