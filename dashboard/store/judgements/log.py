"""The log of judgements, and what later readings make of them, as tables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from dashboard.schema import Review
from dashboard.store.judgements.entries import Entry, read_log, standing
from dashboard.store.tables import rereadings, statements

FACTS = ("number", "coder", "made_at", "verdict", "statement", "article", "undoes", "reader")
FIELDS = (
    *("start", "end", "evidence", "actor", "role", "country", "represents", "stance", "target"),
    *("topic", "position", "cue", "confidence", "method"),
)
COLUMNS: dict[str, str] = {
    "number": "Number of the judgement; they are numbered in the order in which they were made.",
    "coder": "Who made it.",
    "made_at": "When, UTC.",
    "verdict": "accepted, rejected, corrected or added; unreviewed takes an earlier judgement back.",
    "statement": "Id of the statement.",
    "article": "Id of its article.",
    "undoes": "Number of the judgement that is taken back.",
    "reader": "Name and version of what had found the statement; missing: a person added it.",
    "stands": "Whether it is the coder's last word on this statement, not taken back.",
    "counts": "Whether it is the last word of all coders, which the statement table shows.",
    **{f"{name}_found": f"The statement's {name} as the machine had found it." for name in FIELDS},
    **{name: f"The statement's {name} as the coder has it; missing: rejected or taken back." for name in FIELDS},
}
_TEXTS = ("coder", "verdict", "statement", "article", "reader")
_NUMBERS = ("start", "end", "confidence")


def judgements_frame(connection: Connection) -> pd.DataFrame:
    """The whole log, one row a judgement: :data:`COLUMNS`."""
    log = read_log(connection)
    valid = standing(log)
    stands = {(each.statement, each.coder): each.number for each in valid}
    counts = {each.statement: each.number for each in valid}
    rows = [
        {
            **{name: getattr(each, name) for name in FACTS},
            "verdict": each.verdict.value,
            "stands": stands.get((each.statement, each.coder)) == each.number,
            "counts": counts.get(each.statement) == each.number,
            **_fields(each),
        }
        for each in log
    ]
    return _typed(pd.DataFrame(rows, columns=list(COLUMNS)))


def rereadings_frame(connection: Connection) -> pd.DataFrame:
    """One row for each judged statement whose article was read again since: what a person says, and what the reader.

    Columns: ``statement``, ``article``, ``reader``, ``read_at``, ``review``, ``is_found`` and for each of
    :data:`FIELDS` the person's, and with the ending ``_found`` the reader's, missing where it found nothing.
    """
    wanted = select(rereadings.c.reader, rereadings.c.read_at, rereadings.c.found, statements)
    joined = wanted.join_from(rereadings, statements, rereadings.c.statement == statements.c.id)
    rows = []
    judged = statements.c.review != Review.UNREVIEWED.value
    for each in connection.execute(joined.where(judged).order_by(statements.c.article, statements.c.start)):
        row = each._mapping
        found = None if row[rereadings.c.found] is None else json.loads(row[rereadings.c.found])
        rows.append(
            {
                **{name: row[name] for name in ("article", "reader", "read_at", "review")},
                "statement": row["id"],
                "is_found": found is not None,
                **{f"{name}_found": None if found is None else found[name] for name in FIELDS},
                **{name: row[name] for name in FIELDS},
            }
        )
    facts = ("statement", "article", "reader", "read_at", "review", "is_found")
    return _typed(pd.DataFrame(rows, columns=[*facts, *(f"{name}_found" for name in FIELDS), *FIELDS]))


def _fields(entry: Entry) -> dict[str, Any]:
    return _named(entry.found, "_found") | _named(entry.said, "")


def _named(row: Mapping[str, Any] | None, ending: str) -> dict[str, Any]:
    return {f"{name}{ending}": None if row is None else row[name] for name in FIELDS}


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    kinds: dict[str, str] = {name: "Int64" for name in ("number", "undoes") if name in frame}
    kinds |= {name: "bool" for name in ("stands", "counts", "is_found") if name in frame}
    for name in FIELDS:
        kind = "str" if name not in _NUMBERS else "float64" if name == "confidence" else "Int64"
        kinds |= {name: kind, f"{name}_found": kind}
    kinds |= {name: "str" for name in (*_TEXTS, "review") if name in frame}
    days: Sequence[str] = [name for name in ("made_at", "read_at") if name in frame]
    return frame.astype({**kinds, **dict.fromkeys(days, "datetime64[us]")})
