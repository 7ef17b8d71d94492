"""International organisations, and which states belonged to which bloc on which day."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dashboard import paths
from dashboard.catalogue.countries import country_codes, past_codes
from dashboard.catalogue.phrases import Kind, Name, names_in
from dashboard.catalogue.tables import Row, read_table
from dashboard.schema import Represents


@dataclass(frozen=True, slots=True)
class Membership:
    """One spell during which a state belonged to a bloc, first and last day included."""

    bloc: str
    country: str
    start: date
    end: date | None  # None: still a member

    def covers(self, day: date) -> bool:
        """Whether the state was a member on the day."""
        return self.start <= day and (self.end is None or day <= self.end)


@functools.cache
def bloc_codes() -> tuple[str, ...]:
    """The codes of the blocs whose members are known, in the order of the file."""
    return tuple(dict.fromkeys(spell.bloc for spell in memberships()))


def members(bloc: str, *, on: date) -> frozenset[str]:
    """The states that belonged to the bloc on the day; a bloc without a membership table has none."""
    return frozenset(spell.country for spell in memberships() if spell.bloc == bloc and spell.covers(on))


@functools.cache
def memberships() -> tuple[Membership, ...]:
    """Every spell of membership of every bloc."""
    spells: list[Membership] = []
    for row in read_table(paths.BLOCS / "members.csv", ("bloc", "country", "from", "to")):
        spell = _membership(row)
        if any(
            _overlap(spell, other) for other in spells if (other.bloc, other.country) == (spell.bloc, spell.country)
        ):
            row.refuse(f"{spell.country} is a member of {spell.bloc} twice at once", "join or correct the two spells")
        spells.append(spell)
    return tuple(spells)


@functools.cache
def organisation_names() -> tuple[Name, ...]:
    """Names of international organisations and of their bodies."""
    return tuple(name for row in _organisations() for name in _names_of(row))


def _names_of(row: Row) -> Iterator[Name]:
    organisation = Represents.ORGANISATION
    for name in names_in(row, "names", code=row["code"], kind=Kind.ORGANISATION, represents=organisation):
        # "European governments" are a bloc's members, each for itself.
        yield replace(name, represents=Represents.GOVERNMENT) if name.surface.endswith(" governments") else name


@functools.cache
def organisation_labels() -> dict[str, str]:
    """What an organisation is called on a chart: its short name, or else its acronym."""
    return {row["code"]: row["label"] or row["code"] for row in _organisations()}


def _membership(row: Row) -> Membership:
    start, end = row.first_day("from"), row.last_day("to")
    if row["bloc"] not in organisation_labels():
        row.refuse(f"{row['bloc']!r} is no known bloc", "correct it, or add it to organisations.csv")
    if row["country"] not in country_codes() | past_codes():
        row.refuse(f"{row['country']!r} is no state's code", "correct it")
    if start is None:
        row.refuse("no day of accession", "fill in the column 'from'")
    if end is not None and end < start:
        row.refuse("the membership ends before it begins", "correct the dates")
    return Membership(row["bloc"], row["country"], start, end)


def _overlap(one: Membership, other: Membership) -> bool:
    return (one.end is None or other.start <= one.end) and (other.end is None or one.start <= other.end)


@functools.cache
def _organisations() -> tuple[Row, ...]:
    return tuple(_checked_organisations())


def _checked_organisations() -> Iterator[Row]:
    seen: set[str] = set()
    for row in read_table(paths.BLOCS / "organisations.csv", ("code", "label", "names")):
        code = row["code"]
        if not code or code in country_codes() | past_codes():
            row.refuse(f"{code!r} is empty or a state's code", "use another acronym or the full name as the code")
        if code in seen:
            row.refuse(f"{code} is listed twice", "join the two lines")
        seen.add(code)
        yield row
