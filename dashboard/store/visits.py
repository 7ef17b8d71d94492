"""What is remembered of addresses: marks of the servers, and when they may be asked again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, delete, select

from dashboard.schema import Visit
from dashboard.store.tables import visits
from dashboard.store.writing import insert_into

_COLUMNS = tuple(visits.c[name] for name in Visit.__dataclass_fields__)


def read_visit(connection: Connection, address: str) -> Visit | None:
    """What is remembered of an address."""
    row = connection.execute(select(*_COLUMNS).where(visits.c.address == address)).one_or_none()
    return None if row is None else Visit(*row)


def read_feeds(connection: Connection) -> list[Visit]:
    """The feeds that are watched."""
    rows = connection.execute(select(*_COLUMNS).where(visits.c.is_feed).order_by(visits.c.address))
    return [Visit(*row) for row in rows]


def write_visits(connection: Connection, made: Sequence[Visit]) -> None:
    """Remember visits in the place of earlier ones to the same addresses."""
    insert = insert_into(connection, visits)
    replaced = {name: insert.excluded[name] for name in Visit.__dataclass_fields__ if name != "address"}
    statement = insert.on_conflict_do_update(index_elements=[visits.c.address], set_=replaced)
    connection.execute(statement, [asdict(visit) for visit in made])


def forget_visit(connection: Connection, address: str) -> bool:
    """Forget an address; whether it was known."""
    return connection.execute(delete(visits).where(visits.c.address == address)).rowcount > 0
