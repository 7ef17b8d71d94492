"""Copies of a store in one file: made while it is in use, and checked before they are trusted.

SQLite's own backup is used, which copies one state of the store however many write to it meanwhile. A backup is a store
like any other, with one table more that says what it is a backup of; :func:`restore` takes that out again.
"""

from __future__ import annotations

import contextlib
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dashboard.errors import StoreError
from dashboard.store.migrations import NEWEST
from dashboard.store.tables import state
from dashboard.workspaces import Workspace, files_of, free_name, make_workspace

ENDING = ".sqlite"
_LABEL = "standpoint_backup"


@dataclass(frozen=True, slots=True)
class Backup:
    """What a file that passed every check holds."""

    name: str  # of the workspace it was made of; of the file when it does not say
    made_at: datetime | None  # UTC; None when it is a store and no backup
    identity: str  # of the store it was made of
    schema: int
    articles: int
    statements: int


def back_up(store: Path, file: Path, *, name: str) -> Backup:
    """Write the store into one file, which appears only when it is complete and passed the checks.

    ``name`` is what the restored workspace will be called. A file that is there gives way.
    """
    if file.is_dir() or not file.absolute().parent.is_dir():
        raise StoreError(f"The backup {file} cannot be written: name a file in a folder that is there.")
    if file.exists() and file.samefile(store):
        raise StoreError(f"{file} is the store itself; name another file for the backup.")
    partial = file.with_name(f"{file.name}.{uuid.uuid4().hex}")
    try:
        _copy(store, partial)
        with _opened(partial) as connection:
            made_at = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
            connection.execute(f"CREATE TABLE {_LABEL} (name TEXT NOT NULL, made_at TEXT NOT NULL)")
            connection.execute(f"INSERT INTO {_LABEL} VALUES (?, ?)", [name, made_at.isoformat()])
        checked = check_backup(partial)
        partial.replace(file)
    except OSError as error:
        raise StoreError(f"The backup {file} cannot be written ({error.strerror}); name another file.") from error
    finally:
        _remove(partial)
    return checked


def check_backup(file: Path) -> Backup:
    """What the file holds; raises :class:`StoreError` for one that is no store, damaged, or of a newer Standpoint."""
    if not file.is_file():
        raise StoreError(f"There is no backup {file.name}; check the name.")
    with _opened(file) as connection:
        kinds = dict(connection.execute("SELECT name, type FROM sqlite_master WHERE type <> 'index'"))
        if not {state.name, "articles", "statements"} <= kinds.keys():
            raise StoreError(f"{file.name} is no backup of a workspace; choose a file that `workspace backup` wrote.")
        if set(kinds.values()) != {"table"}:
            # What a stranger's file would do by itself whenever something is written or read.
            raise StoreError(f"{file.name} holds triggers or views, which no backup does; take another file.")
        identity, schema = _which_store(connection, file.name)
        _check_whole(connection, file.name)
        name, made_at = _label(connection) if _LABEL in kinds else (file.stem, None)
        counts = [_count(connection, table) for table in ("articles", "statements")]
    return Backup(name, made_at, identity, schema, *counts)


def restore(file: Path, store: Path) -> None:
    """Write what a backup holds to the place of a store that is not there yet; raises as :func:`check_backup` does.

    It becomes a store of its own: caches that know the one it was made of will not take it for that.
    """
    if store.exists():
        raise StoreError(f"The store {store} is there already; a backup is restored to a new place only.")
    check_backup(file)
    try:
        _copy(file, store)
        with _opened(store) as connection:
            connection.execute(f"DROP TABLE IF EXISTS {_LABEL}")
            connection.execute(f"UPDATE {state.name} SET identity = ?", [uuid.uuid4().hex])
    except BaseException:
        _remove(store)
        raise


def restore_workspace(file: Path, *, name: str | None = None) -> Workspace:
    """A new workspace with what a backup holds, called as it was there unless a name is given."""
    wanted = name if name is not None else free_name(check_backup(file).name)
    return make_workspace(wanted, fill=lambda store: restore(file, store))


def copy_workspace(workspace: Workspace, name: str) -> Workspace:
    """A new workspace with everything that this one holds now; both go their own ways."""
    if not workspace.store.is_file():  # nothing was kept in it yet
        return make_workspace(name)
    return make_workspace(name, fill=lambda store: restore(workspace.store, store))


def back_up_workspace(workspace: Workspace, file: Path) -> Backup:
    """Write a workspace into one file, see :func:`back_up`."""
    if not workspace.store.is_file():
        raise StoreError(f"The workspace “{workspace.name}” is empty; there is nothing to back up.")
    return back_up(workspace.store, file, name=workspace.name)


def _which_store(connection: sqlite3.Connection, file: str) -> tuple[str, int]:
    rows = connection.execute(f"SELECT identity, schema_version FROM {state.name}").fetchall()
    if len(rows) != 1 or not isinstance(rows[0][1], int):
        raise StoreError(f"{file} does not say which store it is; take another backup.")
    [(identity, schema)] = rows
    if schema > NEWEST:
        raise StoreError(
            f"{file} was written by a newer Standpoint (schema {schema}, this one knows {NEWEST}): update Standpoint."
        )
    return str(identity), schema


def _check_whole(connection: sqlite3.Connection, file: str) -> None:
    said = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
    if said != ["ok"]:
        raise StoreError(f"{file} is damaged ({' '.join(str(said[0]).split())}); take another backup.")
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise StoreError(f"{file} is damaged (statements without their article); take another backup.")


def _label(connection: sqlite3.Connection) -> tuple[str, datetime | None]:
    name, written = connection.execute(f"SELECT name, made_at FROM {_LABEL}").fetchone() or ("", "")
    with contextlib.suppress(ValueError):
        return str(name), datetime.fromisoformat(str(written))
    return str(name), None


def _count(connection: sqlite3.Connection, table: str) -> int:
    [number] = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(number)


def articles_in(workspace: Workspace) -> int | None:
    """How many articles a workspace holds, seen without opening it as a store; ``None`` when that cannot be seen."""
    if not workspace.store.is_file():
        return 0
    try:
        with _opened(workspace.store) as connection:
            return _count(connection, "articles")
    except StoreError:
        return None


def _copy(store: Path, file: Path) -> None:
    """One state of the store in one file, nothing beside it."""
    if not store.is_file():
        raise StoreError(f"There is no store {store}; nothing can be copied.")
    with _opened(store) as source, _opened(file, new=True) as target:
        # All pages in one go: writers do not wait for readers of a store, and a copy made in steps would have to begin
        # anew with every article that somebody keeps meanwhile.
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")


@contextlib.contextmanager
def _opened(file: Path, *, new: bool = False) -> Iterator[sqlite3.Connection]:
    mode = "rwc" if new else "rw"
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True, timeout=30)) as connection:
            connection.isolation_level = None
            yield connection
    except sqlite3.Error as error:
        raise StoreError(f"{file.name} cannot be used as a store ({error}); take another file.") from error


def _remove(store: Path) -> None:
    for path in files_of(store):
        path.unlink(missing_ok=True)
