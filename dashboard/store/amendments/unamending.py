"""What a person says of a statement as it is shown, turned back into what is said of it as it was read.

Statements are shown with amendments of actors and topics applied, and kept without. Whoever accepts or corrects one
speaks of what is shown; kept is what, amended again, shows just that. So nobody's judgement holds an amendment fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeAlias

import pandas as pd
from sqlalchemy import Connection, select

from dashboard.schema import Amendment, Review, Stance
from dashboard.store.amendments.applied import AMENDED, amended
from dashboard.store.amendments.log import read_amendments, standing_amendments
from dashboard.store.judgements.correcting import FIELDS
from dashboard.store.judgements.matching import Row
from dashboard.store.tables import articles
from dashboard.table import ARTICLE_COLUMNS, STATEMENT_COLUMNS, build_frame

Amend: TypeAlias = Callable[[Row, frozenset[str]], Row]
"""A statement as it was read, and what of it persons have given by hand, to the statement as it is shown."""

_STATES = 50  # of the log: as far back as what somebody is looking at may have been shown
_SPEAKER = ("actor", "country", "represents")
_PLACING = ("topic", "position")


def amends_of(connection: Connection, article: str) -> list[Amend]:
    """How statements of this article are amended now, and how they were before, the latest first.

    Nothing when nothing was ever amended.
    """
    log = read_amendments(connection)
    if not log:
        return []
    columns = [articles.c[name] for name in ARTICLE_COLUMNS]
    facts = tuple(connection.execute(select(*columns).where(articles.c.id == article)).one())
    lengths = range(len(log), max(len(log) - _STATES, 0), -1)
    return [partial(_amend, [each.content for each in standing_amendments(log[:length])], facts) for length in lengths]


def _amend(made: Sequence[Amendment], facts: tuple[Any, ...], row: Row, said: frozenset[str]) -> Row:
    whole = {**row, "review": Review.UNREVIEWED.value}
    frame = build_frame({name: [whole[name]] for name in STATEMENT_COLUMNS}, {row["article"]: facts})
    shown = amended(frame, made, said={row["id"]: said}).iloc[0]
    return {**row, **{name: None if pd.isna(shown[name]) else str(shown[name]) for name in AMENDED}}


def up_to_date(seen: Row, wanted: Row, *, shown: Row, before: Iterable[Row]) -> tuple[Row, Row]:
    """What a coder saw and wants, as if the coder had seen what is shown now.

    While somebody looks at a statement, others make amendments and take them back. ``before`` is how it was shown until
    then.
    """
    for earlier in before:
        if all(seen[name] == earlier[name] for name in AMENDED):
            news = {name: shown[name] for name in AMENDED}
            left = {name: shown[name] for name in AMENDED if wanted[name] == seen[name]}
            if "topic" in left and seen["topic"] != shown["topic"]:  # a position answers its own topic's question
                left["position"] = _following(shown["position"], seen["stance"], wanted["stance"])
            return {**seen, **news}, {**wanted, **left}
    return seen, wanted


class AsRead(NamedTuple):
    """What a coder says of a statement, in terms of the statement as it was read."""

    row: Row  # what the coder saw
    changes: dict[str, Any]  # what the coder makes of it
    by_hand: frozenset[str]  # what amendments must not touch


def as_read(seen: Row, wanted: Row, *, read: Row, shown: Row, found: Row | None, amend: Amend) -> AsRead:
    """What a coder saw, and what to keep so that it is shown as wanted; as much as can be is left to the amendments.

    ``read`` is the statement as it stands in the store, ``shown`` the same amended, ``found`` what the machine once had
    found, when that is known; nothing, when a person had added it.
    """
    row = _without_amendments(seen, read=read, shown=shown)
    asked = {name for name in FIELDS if wanted[name] != seen[name]}
    if not asked:
        return AsRead(row, {}, frozenset())
    by_machine = row if found is None else found
    new = {**row, **{name: wanted[name] for name in asked if name not in _PLACING}}
    by_hand: frozenset[str] = frozenset()
    # Who saw a statement as it was read, to judge it unswayed, has not spoken against the amendments.
    meant = [name for name in _SPEAKER if name in asked or seen[name] == shown[name]]
    for _ in _SPEAKER:  # what is put right may be what an amendment knew the actor by
        got = amend(new, differing(new, by_machine) | by_hand)
        off = frozenset(name for name in meant if got[name] != wanted[name])
        new |= {name: wanted[name] for name in off}
        by_hand |= off
    is_meant = "topic" in asked or seen["topic"] == shown["topic"]
    placings = _placings(row, seen, wanted) if is_meant else [({"position": wanted["position"]}, frozenset[str]())]
    for placing, held in placings:
        placed = {**new, **placing}
        got = amend(placed, differing(placed, by_machine) | by_hand | held)
        if all(got[name] == wanted[name] for name in _PLACING):
            break
    return AsRead(row, {name: placed[name] for name in FIELDS if placed[name] != row[name]}, by_hand | held)


def _without_amendments(row: Row, *, read: Row, shown: Row) -> Row:
    same = [name for name in _SPEAKER if row[name] == shown[name]]
    if row["topic"] == shown["topic"]:  # a position answers its own topic's question
        same += [name for name in _PLACING if row[name] == shown[name]]
    return {**row, **{name: read[name] for name in same}}


def _placings(row: Row, seen: Row, wanted: Row) -> Iterator[tuple[Row, frozenset[str]]]:
    """Topics and positions that may be shown as wanted, those first that leave the most to the amendments."""
    topic, position = wanted["topic"], wanted["position"]
    sides = [_following(row["position"], seen["stance"], wanted["stance"]), position, _opposite(position)]
    for side in dict.fromkeys(sides):
        if row["topic"] is not None or side is None:
            yield {"topic": row["topic"], "position": side}, frozenset()
    yield {"topic": topic, "position": position}, frozenset(_PLACING)


def _following(position: str | None, before: str, now: str) -> str | None:
    """The position that answers as before when another side is taken."""
    if position is None or before == now:
        return position
    return now if Stance.NEUTRAL in (before, now) else _opposite(position)


def _opposite(position: str | None) -> str | None:
    return None if position is None else Stance(position).opposite.value


def differing(said: Mapping[str, Any], found: Mapping[str, Any]) -> frozenset[str]:
    """The fields that a person has otherwise than they were found."""
    return frozenset(name for name in said if name not in found or found[name] != said[name])
