"""Where the store lies: a file path or a database URL, by argument, environment or default."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from dashboard.errors import StoreError
from dashboard.paths import STORE_FILE, STORE_VARIABLE
from dashboard.workspaces import default_store

DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


def store_url(where: str | Path | None = None) -> URL:
    """The database that ``where`` names; without it the one in ``STANDPOINT_STORE``, else that of the open workspace.

    Text with ``://`` is a database URL, anything else a file path.
    """
    named = where or os.environ.get(STORE_VARIABLE) or default_store()
    if isinstance(named, str) and "://" in named:
        return _database_url(named)
    path = Path(named).expanduser()
    if path.is_dir():
        raise StoreError(f"The store {path} is a folder; name a file in it, for example {path / STORE_FILE}.")
    return URL.create("sqlite", database=str(path))


def _database_url(named: str) -> URL:
    try:
        url = make_url(named)
    except ArgumentError:
        # The text itself stays out of the message: it may hold a password.
        raise StoreError(
            "The store's address is not a database URL; write sqlite:///file or postgresql://user:password@host/database."
        ) from None
    if url.get_backend_name() not in DRIVERS:
        raise StoreError(f"The store cannot be kept in {url.get_backend_name()!r}; use a SQLite file or PostgreSQL.")
    return url if "+" in url.drivername else url.set(drivername=DRIVERS[url.get_backend_name()])
