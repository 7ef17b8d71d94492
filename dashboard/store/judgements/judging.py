"""The log of what people say of statements, and what follows from it for the statement table.

The log is only ever added to. The table shows the last word on each statement that was not taken back, whoever said it;
a statement keeps its id through all of this, and its original as the machine had found it stays in the log.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, delete, func, select, update

from dashboard.errors import StoreError
from dashboard.schema import Review
from dashboard.store.amendments.applied import AMENDED
from dashboard.store.amendments.unamending import Amend, AsRead, amends_of, as_read, up_to_date
from dashboard.store.judgements.correcting import FIELDS, corrected
from dashboard.store.judgements.entries import STATED, Entry, as_json, read_log, said_of, standing, stated
from dashboard.store.judgements.matching import Earlier, Row, pair_up
from dashboard.store.tables import articles, judgements, rereadings, statements


def write_judgement(
    connection: Connection, seen: Mapping[str, Any], verdict: Review, *, coder: str, changes: Mapping[str, Any]
) -> int:
    """Note a judgement on a statement as the coder saw it, and show its outcome; the number of the judgement."""
    text = connection.scalar(select(articles.c.text).where(articles.c.id == seen["article"]))
    if text is None:
        raise StoreError("This article is no longer in the store, so nothing can be said of it.")
    row = {name: _plain(seen[name]) for name in STATED}
    row, changes, by_hand = _without_amendments(connection, row, corrected(row, changes, text), verdict)
    row["id"] = _known_as(connection, row, verdict)
    earlier = read_log(connection, statement=row["id"])
    if earlier:
        found = earlier[0].found
    else:
        # What the coder saw, even if the article has been read anew in the meantime.
        found = _standing_row(connection, row["id"]) if verdict is Review.ADDED else row
    said = None if verdict is Review.REJECTED else stated(corrected(row, changes, text))
    last = next(iter(standing(earlier)[-1:]), None)
    is_same = last is not None and (last.coder, last.said) == (coder, said)
    if last is not None and is_same and verdict in (last.verdict, Review.ADDED):
        return last.number  # a key that was pressed twice says it once
    if verdict is Review.ADDED and (earlier or found is not None):
        verdict = Review.CORRECTED  # the machine or somebody else has it already, perhaps with another side
    number = _append(connection, coder, verdict, row, found=found, said=said, by_hand=by_hand)
    settle(connection, row["id"])
    return number


def write_undo(connection: Connection, number: int, *, coder: str) -> str:
    """Take a judgement back, and show what holds without it; the id of its statement."""
    entry = next(iter(read_log(connection, number=number)), None)
    if entry is None or entry.undoes is not None:
        raise StoreError("There is no such judgement to take back.")
    if number not in {each.undoes for each in read_log(connection, statement=entry.statement)}:
        row = {"id": entry.statement, "article": entry.article, "start": entry.start, "end": entry.end}
        _append(connection, coder, Review.UNREVIEWED, row, found=entry.found, said=None, undoes=number)
        settle(connection, entry.statement)
    return entry.statement


def settle(connection: Connection, statement: str) -> None:
    """Have the statement table show what the log says of a statement."""
    log = read_log(connection, statement=statement)
    row = outcome(log) or _as_read(connection, log)
    if row is None:
        connection.execute(delete(statements).where(statements.c.id == statement))
    elif not connection.execute(update(statements).where(statements.c.id == statement).values(row)).rowcount:
        if connection.scalar(select(articles.c.id).where(articles.c.id == row["article"])) is None:
            return  # taken away; should it come back, so does what was said of it
        _remove_doubles(connection, row)
        connection.execute(statements.insert(), [row])


def outcome(log: Sequence[Entry]) -> Row | None:
    """The statement as the last judgement has it; ``None`` when none stands."""
    valid = standing(log)
    if not valid:
        return None
    last = valid[-1]
    base = last.said or last.found or next(each.said for each in reversed(log) if each.said is not None)
    is_added = last.found is None and last.verdict is not Review.REJECTED
    return {**base, "id": last.statement, "review": (Review.ADDED if is_added else last.verdict).value}


def judged_earlier(log: Sequence[Entry]) -> Earlier:
    """A statement with the lines of its log, as it is looked for in a new reading."""
    valid = standing(log)
    versions = [row for each in (valid or log) for row in (each.found, each.said) if row is not None]
    return Earlier(log[0].statement, versions, must_agree=bool(valid) and valid[-1].verdict is Review.REJECTED)


def _without_amendments(connection: Connection, seen: Row, wanted: Row, verdict: Review) -> AsRead:
    """What the coder saw and makes of it, in terms of the statement as it was read."""
    amends = amends_of(connection, seen["article"])
    there = _shown_as(connection, seen, amends[0], verdict) if amends else None
    if there is None:
        changes = {name: wanted[name] for name in FIELDS if wanted[name] != seen[name]}
        return AsRead(seen, changes, frozenset())
    read, shown = there
    if verdict is Review.ADDED:  # what is there already becomes like what the coder has
        seen = {**seen, **{name: shown[name] for name in FIELDS}}
    elif not any(all(seen[name] == row[name] for name in AMENDED) for row in (shown, read)):
        said = said_of(connection, read["id"])
        before = (amend(read, said) for amend in amends[1:])
        seen, wanted = up_to_date(seen, wanted, shown=shown, before=before)
    log = read_log(connection, statement=read["id"])
    found = log[0].found or {} if log else None
    return as_read(seen, wanted, read=read, shown=shown, found=found, amend=amends[0])


def _shown_as(connection: Connection, seen: Row, amend: Amend, verdict: Review) -> tuple[Row, Row] | None:
    """The statement that is shown like this, as it was read and amended; ``None`` when there is none."""
    rows = _rows_of(connection, seen["article"])
    same = [row for row in rows if row["id"] == seen["id"]]
    if not same and verdict is Review.ADDED:
        return None
    read = same or rows  # the article may have been read anew in the meantime
    shown = [amend(row, said_of(connection, row["id"])) for row in read]
    pairs = {0: 0} if same else pair_up([Earlier(seen["id"], [seen])], shown)
    return (read[pairs[0]], shown[pairs[0]]) if pairs else None


def _known_as(connection: Connection, row: Row, verdict: Review) -> str:
    """The id under which this statement is judged: another coder may have seen it before it was read anew."""
    there = _rows_of(connection, row["article"])
    if verdict is Review.ADDED or row["id"] in {each["id"] for each in there}:
        return str(row["id"])
    judged = [each for each in there if each["review"] != Review.UNREVIEWED.value]
    logs = [log for each in judged if (log := read_log(connection, statement=each["id"]))]
    pairs = pair_up(list(map(judged_earlier, logs)), [row])
    return str(next((logs[place][0].statement for place in pairs), row["id"]))


def _rows_of(connection: Connection, article: str) -> list[Row]:
    found = connection.execute(select(statements).where(statements.c.article == article))
    return [dict(row._asdict()) for row in found]


def _plain(value: Any) -> Any:
    """A cell of a table as the log can keep it; what is missing is ``None``."""
    if value is None or pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def _append(
    connection: Connection,
    coder: str,
    verdict: Review,
    row: Mapping[str, Any],
    *,
    found: Row | None,
    said: Row | None,
    undoes: int | None = None,
    by_hand: Collection[str] = (),
) -> int:
    # The store's writers take turns here: each has counted its change, and so holds the row of the store's state.
    number = (connection.scalar(select(func.max(judgements.c.number))) or 0) + 1
    reader = connection.scalar(select(articles.c.reader).where(articles.c.id == row["article"]))
    connection.execute(
        judgements.insert().values(
            number=number,
            coder=coder,
            made_at=datetime.now(UTC).replace(tzinfo=None, microsecond=0),
            verdict=verdict.value,
            statement=row["id"],
            article=row["article"],
            start=row["start"],
            end=row["end"],
            found=None if found is None else as_json(found),
            said=None if said is None else as_json(said),
            undoes=undoes,
            reader=None if found is None else reader,
            by_hand=" ".join(sorted(by_hand)) or None,
        )
    )
    return number


def _standing_row(connection: Connection, statement: str) -> Row | None:
    row = connection.execute(select(*(statements.c[name] for name in STATED)).where(statements.c.id == statement))
    found = row.one_or_none()
    return None if found is None else dict(found._asdict())


def _as_read(connection: Connection, log: Sequence[Entry]) -> Row | None:
    """The statement as the last reading has it; ``None`` when it has none."""
    statement = log[0].statement
    again = connection.execute(select(rereadings.c.found).where(rereadings.c.statement == statement)).one_or_none()
    if again is None:
        found = log[0].found
    else:
        found = None if again.found is None else json.loads(again.found)
    return None if found is None else {**found, "id": statement, "review": Review.UNREVIEWED.value}


def _remove_doubles(connection: Connection, row: Row) -> None:
    """Before a statement comes back: away with what a reading has in its place and nobody has judged."""
    everything = _rows_of(connection, row["article"])
    there = [each for each in everything if each["review"] == Review.UNREVIEWED.value]
    pairs = pair_up([Earlier(row["id"], [row])], there)
    connection.execute(delete(statements).where(statements.c.id.in_([there[place]["id"] for place in pairs.values()])))
