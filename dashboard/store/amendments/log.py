"""The log of amendments of actors and topics: what may stand in it, who made them and when, and which still hold."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from datetime import date as Date
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import Connection, func, select

from dashboard.catalogue.own_topics import OwnTopic, own_topic, remember
from dashboard.errors import StoreError
from dashboard.schema import ActorAmendment, Amendment, Represents, TopicAmendment
from dashboard.store.amendments.checks import Known, checked
from dashboard.store.tables import amendments, statements

ACTOR, TOPIC = "actor", "topic"
COLUMNS = {  # of the log as a table
    "number": "Number of the amendment; they are numbered, and applied, in the order in which they were made.",
    "coder": "Who made it.",
    "made_at": "When, UTC.",
    "kind": "actor or topic.",
    "content": "The amendment; of one that takes another back: the other.",
    "undoes": "Number of the amendment that is taken back.",
    "stands": "Whether it holds: it takes none back, and was not taken back.",
}
_DTYPES = {"number": "int64", "coder": "str", "kind": "str", "undoes": "Int64", "stands": "bool"}


class Amending(NamedTuple):
    """One line of the log."""

    number: int
    coder: str
    made_at: datetime  # UTC
    kind: str
    content: Amendment
    undoes: int | None


def read_amendments(connection: Connection) -> list[Amending]:
    """The log in the order in which it was written; own topics in it are remembered from then on."""
    rows = connection.execute(select(*(amendments.c[name] for name in Amending._fields)).order_by(amendments.c.number))
    log = [_line(row._asdict()) for row in rows]
    for each in _founded(log):
        # Also of what was taken back: a person may have given the topic to a statement in the meantime.
        remember(each)
    return log


def standing_amendments(log: Iterable[Amending]) -> list[Amending]:
    """The lines that hold, in their order."""
    lines = list(log)
    taken_back = {each.undoes for each in lines}
    return [each for each in lines if each.undoes is None and each.number not in taken_back]


def amendments_frame(log: Collection[Amending]) -> pd.DataFrame:
    """The log as a table: :data:`COLUMNS`."""
    stand = {each.number for each in standing_amendments(log)}
    rows = [{**each._asdict(), "stands": each.number in stand} for each in log]
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype(_DTYPES)
    return frame.astype({"made_at": "datetime64[us]", "content": object})


def check_amendment(connection: Connection, amendment: Amendment) -> Amendment:
    """The amendment as it is kept; raises :class:`ValueError` with field and repair for one that cannot stand."""
    log = read_amendments(connection)
    countries, found = (
        {each for each in connection.scalars(select(column).distinct()) if each is not None}
        for column in (statements.c.country, statements.c.topic)
    )
    own = {each.id: each for each in _founded(log)}
    standing = standing_amendments(log)
    in_use = {each.id for each in _founded(standing)}
    return checked(amendment, Known(countries, found, own, in_use, _gone(each.content for each in standing)))


def _gone(amendments: Iterable[Amendment]) -> set[str]:
    """The topics that went whole into others, as the last amendment leaves them."""
    gone: set[str] = set()
    for each in amendments:
        if isinstance(each, TopicAmendment):
            gone |= set(each.whole)
            gone.discard(each.into)
    return gone


def write_amendment(connection: Connection, amendment: Amendment, *, coder: str) -> int:
    """Note an amendment at the end of the log; its number. Raises as :func:`check_amendment` does."""
    kept = check_amendment(connection, amendment)
    number = _append(connection, _name(coder), kept)
    if isinstance(kept, TopicAmendment):
        for each in _topics_of(kept):
            remember(each)
    return number


def take_back(connection: Connection, number: int, *, coder: str) -> bool:
    """Note that an amendment holds no more; whether it did until now."""
    log = read_amendments(connection)
    amending = next((each for each in log if each.number == number and each.undoes is None), None)
    if amending is None:
        raise StoreError(f"There is no amendment {number} to take back; the list of amendments shows their numbers.")
    if amending not in standing_amendments(log):
        return False
    _append(connection, _name(coder), amending.content, undoes=number)
    return True


def _name(coder: str) -> str:
    name = " ".join(coder.split())
    if not name:
        raise ValueError("coder: an amendment needs the name of who makes it; give one.")
    return name


def _append(connection: Connection, coder: str, amendment: Amendment, *, undoes: int | None = None) -> int:
    # As with judgements: writers take turns, so that the numbers have no gap and none twice.
    number = (connection.scalar(select(func.max(amendments.c.number))) or 0) + 1
    connection.execute(
        amendments.insert().values(
            number=number,
            coder=coder,
            made_at=datetime.now(UTC).replace(tzinfo=None, microsecond=0),
            kind=ACTOR if isinstance(amendment, ActorAmendment) else TOPIC,
            content=_as_json(amendment),
            undoes=undoes,
        )
    )
    return number


def _founded(log: Iterable[Amending]) -> list[OwnTopic]:
    return [each for line in log if isinstance(line.content, TopicAmendment) for each in _topics_of(line.content)]


def _topics_of(amendment: TopicAmendment) -> list[OwnTopic]:
    if amendment.label is None or amendment.question is None:
        return []
    return [own_topic(amendment.label, amendment.question)]


# ---------------------------------------------------------------------------------------------------------------- JSON


def _as_json(amendment: Amendment) -> str:
    return json.dumps(asdict(amendment), ensure_ascii=False, default=Date.isoformat)


def _line(row: Mapping[str, Any]) -> Amending:
    try:
        said = json.loads(row["content"])
        content = _actor_amendment(said) if row["kind"] == ACTOR else _topic_amendment(said)
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"Amendment {row['number']} of the store cannot be read ({error!r}); restore the store from a backup."
        ) from error
    return Amending(**{**row, "content": content})


def _actor_amendment(said: Mapping[str, Any]) -> ActorAmendment:
    since, until = (None if said[name] is None else Date.fromisoformat(said[name]) for name in ("since", "until"))
    represents = None if said["represents"] is None else Represents(said["represents"])
    of = tuple((str(name), country) for name, country in said["of"])
    return ActorAmendment(of, said["name"], said["country"], represents, since, until)


def _topic_amendment(said: Mapping[str, Any]) -> TopicAmendment:
    lists = {name: tuple(said[name]) for name in ("whole", "parted", "phrases", "counter")}
    return TopicAmendment(**{**said, **lists})
