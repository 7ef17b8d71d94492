"""What becomes of judged statements when their article is read again, by the same reader or a newer one.

A statement that a person has judged stays as that person has it. What the reader now has in its place does not come
into the table, so that nothing is doubled and nothing rejected comes back; it is noted beside the judgement instead, so
that one can see where new readings disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from dashboard.schema import Review
from dashboard.store.judgements.entries import Entry, as_json, read_log, standing
from dashboard.store.judgements.judging import judged_earlier, settle
from dashboard.store.judgements.matching import Earlier, Row, pair_up
from dashboard.store.tables import rereadings, statements


def reconcile(
    connection: Connection, rows_of: Mapping[str, Sequence[Row]], *, reader: str, read_at: datetime
) -> list[Row]:
    """Those of the rows found, by article, that are to be kept; the articles' unjudged statements are deleted.

    ``rows_of`` has every article that was read, also one in which nothing was found.
    """
    ids = list(rows_of)
    logs = _logs(connection, ids)
    for statement, log in logs.items():
        if standing(log):
            settle(connection, statement)  # an article that was taken away comes back with what was said of it
    before = _statements_of(connection, ids)
    connection.execute(
        delete(statements).where(statements.c.article.in_(ids), statements.c.review == Review.UNREVIEWED.value)
    )
    connection.execute(delete(rereadings).where(rereadings.c.article.in_(ids)))
    kept: list[Row] = []
    noted: list[dict[str, Any]] = []
    for article, found in rows_of.items():
        judged = [each for each in before[article] if each["review"] != Review.UNREVIEWED.value]
        rivals = [each for each in before[article] if each["review"] == Review.UNREVIEWED.value] if judged else []
        pairs = pair_up([_earlier(each, logs) for each in (*judged, *rivals)], found) if judged else {}
        again = {judged[place]["id"]: found[now] for place, now in pairs.items() if place < len(judged)}
        dropped = {each["id"] for each in (*again.values(), *judged)}
        kept += [row for row in found if row["id"] not in dropped]
        about = {"article": article, "reader": reader, "read_at": read_at}
        noted += [{**about, "statement": each["id"], "found": _noted(again.get(each["id"]))} for each in judged]
    if noted:
        connection.execute(rereadings.insert(), noted)
    return kept


def _logs(connection: Connection, article_ids: Sequence[str]) -> dict[str, list[Entry]]:
    logs: dict[str, list[Entry]] = defaultdict(list)
    for entry in read_log(connection, article_ids=article_ids):
        logs[entry.statement].append(entry)
    return logs


def _statements_of(connection: Connection, article_ids: Sequence[str]) -> dict[str, list[Row]]:
    """The statements of the articles in which a person has judged any."""
    c = statements.c
    touched = select(c.article).where(c.article.in_(article_ids), c.review != Review.UNREVIEWED.value)
    found: dict[str, list[Row]] = defaultdict(list)
    for row in connection.execute(select(statements).where(c.article.in_(touched)).order_by(c.start, c.id)):
        found[row.article].append(dict(row._asdict()))
    return found


def _earlier(row: Row, logs: Mapping[str, Sequence[Entry]]) -> Earlier:
    log = logs.get(row["id"])
    if row["review"] == Review.UNREVIEWED.value or not log:
        return Earlier(row["id"], [row], must_agree=row["review"] == Review.REJECTED.value)
    return judged_earlier(log)


def _noted(row: Row | None) -> str | None:
    return None if row is None else as_json(row)
