"""People in office, with the days on which they held it: loads and checks ``data/people``.

A name is looked up exactly (but for accents, capitals and hyphens), never fuzzily. A last name is enough where it
names one person only among those in office on the day.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard import paths
from dashboard.catalogue.blocs import members, organisation_labels
from dashboard.catalogue.countries import country_codes, past_codes
from dashboard.catalogue.tables import Row, read_table
from dashboard.catalogue.wording import PARTICLES, plain
from dashboard.schema import Represents

_COLUMNS = ("name", "aliases", "code", "office", "from", "to", "note")
_SUFFIXES = frozenset({"jr", "jnr", "sr", "snr", "ii", "iii", "iv"})


_PROMINENT_ORGANISATIONS = frozenset({"UN", "EU", "NATO"})


class Office(StrEnum):
    """The offices the catalogue distinguishes."""

    HEAD_OF_STATE = "head of state"
    HEAD_OF_GOVERNMENT = "head of government"
    FOREIGN_MINISTER = "foreign minister"
    DEFENCE_MINISTER = "defence minister"
    HEAD_OF_ORGANISATION = "head of organisation"
    OTHER_MINISTER = "other minister"
    SENIOR_OFFICIAL = "senior official"
    PARTY_LEADER = "party leader"


_HEADS = frozenset({Office.HEAD_OF_STATE, Office.HEAD_OF_GOVERNMENT})
_PROMINENT_OFFICES = _HEADS | {Office.FOREIGN_MINISTER}


@dataclass(frozen=True, slots=True)
class Holder:
    """One spell of one person in one office, first and last day included."""

    name: str
    aliases: tuple[str, ...]
    code: str  # ISO 3166-1 alpha-3 or an organisation's acronym
    office: Office
    start: date
    end: date | None  # None: still in office
    note: str

    def holds(self, day: date) -> bool:
        """Whether the person was in office on the day."""
        return self.start <= day and (self.end is None or day <= self.end)

    @property
    def represents(self) -> Represents:
        """On whose behalf the holder of this office speaks."""
        if self.code in organisation_labels():
            return Represents.ORGANISATION
        return Represents.OPPOSITION if self.office is Office.PARTY_LEADER else Represents.GOVERNMENT


@functools.cache
def office_holders() -> tuple[Holder, ...]:
    """Every spell in office that the catalogue knows, in the order of the files."""
    return tuple(_holder(row) for path in sorted(paths.PEOPLE.glob("*.csv")) for row in read_table(path, _COLUMNS))


def holders(name: str, *, on: date | None) -> tuple[Holder, ...]:
    """The spells in office that a full name, an alias or a last name stands for; empty: unknown or not certain.

    With a date these are the spells that cover it. Where none does, a name of several words still gives all its
    spells, so that a caller can tell a former holder from a stranger; a single word gives nothing then, for many share
    it. Without a date, the spells of a name whose bearers all belong to one state or organisation.
    """
    key = folded(name)
    found = _by_full_name().get(key) or _by_last_name().get(key, ())
    if key in _common_surnames():
        found = tuple(holder for holder in found if _is_prominent(holder))
    current = tuple(holder for holder in found if on is None or holder.holds(on))
    if current:
        return _of_one(current)
    return _of_one(found) if key in _by_full_name() and " " in key else ()


def folded(name: str) -> str:
    """A name without accents, capitals, hyphens and dots: how names are compared."""
    return " ".join(re.sub(r"[^\w']+", " ", plain(name).casefold()).replace("'", "").split())


def last_name(name: str) -> str:
    """The family name, with its particles, of a name in Western order; a name of one word is its own."""
    words = folded(name).split()
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return " ".join(words[start:])


def _is_prominent(holder: Holder) -> bool:
    if holder.code in _PROMINENT_ORGANISATIONS:
        return holder.office is Office.HEAD_OF_ORGANISATION
    return holder.office in _PROMINENT_OFFICES and holder.code in members("G20", on=holder.end or date.max)


def _of_one(found: tuple[Holder, ...]) -> tuple[Holder, ...]:
    """The spells if one person, or one state or organisation, is meant by all of them; none if not.

    The head of an organisation comes first, who is in the news of all the world; offices held beside others, such as
    an organisation's chair in turn, come last.
    """
    if len({holder.code for holder in found}) <= 1:
        return found
    if len({holder.name for holder in found}) > 1:
        return ()
    if not _is_one_person(found):
        return _heads_alone(found)
    return tuple(sorted(found, key=_rank))


def _rank(holder: Holder) -> int:
    """The place of an office among those that one person held, the likeliest meant first."""
    return {Office.HEAD_OF_ORGANISATION: 0, Office.SENIOR_OFFICIAL: 2}.get(holder.office, 1)


def _is_one_person(namesakes: tuple[Holder, ...]) -> bool:
    """Whether spells under one name can be one life: offices in one state, and in organisations."""
    return len({holder.code for holder in namesakes} - organisation_labels().keys()) <= 1


def _heads_alone(namesakes: tuple[Holder, ...]) -> tuple[Holder, ...]:
    """Of namesakes in several states, the one head of state or government is meant."""
    heads = tuple(holder for holder in namesakes if holder.office in _HEADS)
    return heads if len({holder.code for holder in heads}) == 1 else ()


def _holder(row: Row) -> Holder:
    start, end = row.first_day("from"), row.last_day("to")
    code = row["code"]
    if not row["name"]:
        row.refuse("no name", "fill in the column 'name'")
    if code not in country_codes() | past_codes() | organisation_labels().keys():
        row.refuse(
            f"{code!r} is no code of a state or organisation", "correct it, or add it to data/blocs/organisations.csv"
        )
    if start is None:
        row.refuse("no first day in office", "fill in the column 'from'")
    if end is not None and end < start:
        row.refuse("the term ends before it begins", "correct the dates")
    return Holder(row["name"], row.words("aliases"), code, row.choice("office", Office), start, end, row["note"])


@functools.cache
def _common_surnames() -> frozenset[str]:
    path = paths.PEOPLE / "common_surnames.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return frozenset(folded(name) for line in lines if not line.startswith("#") for name in line.split())


@functools.cache
def _by_full_name() -> dict[str, tuple[Holder, ...]]:
    return _indexed((folded(name), holder) for holder in office_holders() for name in (holder.name, *holder.aliases))


@functools.cache
def _by_last_name() -> dict[str, tuple[Holder, ...]]:
    return _indexed((last_name(holder.name), holder) for holder in office_holders())


def _indexed(pairs: Iterator[tuple[str, Holder]]) -> dict[str, tuple[Holder, ...]]:
    index: defaultdict[str, dict[Holder, None]] = defaultdict(dict)
    for key, holder in pairs:
        index[key][holder] = None
    return {key: tuple(found) for key, found in index.items()}
