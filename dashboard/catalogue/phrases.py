"""What a phrase of the catalogue is: the words that stand for a state or an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.catalogue.tables import Row
from dashboard.schema import Represents

WEAK_MARK = "?"


class Kind(StrEnum):
    """What sort of word a name is. Where one surface is two things for the same code, the earlier of these counts."""

    NAME = "name"  # the state itself: France, the UK
    ORGANISATION = "organisation"  # an international organisation or one of its bodies: NATO, European Commission
    ADJECTIVE = "adjective"  # French
    DEMONYM = "demonym"  # its people: Frenchman, Danes
    CAPITAL = "capital"  # a city that stands for its government: Paris
    SEAT = "seat"  # a house, quarter or ministry of government: Élysée
    INSTITUTION = "institution"  # a parliament, court, force or service that names its state: Bundestag
    REGION = "region"  # a part of a state, a breakaway place, a continent: Transnistria, Latin America
    GROUP = "group"  # a party, movement, armed group or worldwide body: Hamas, Amnesty International


@dataclass(frozen=True, slots=True)
class Name:
    """One phrase and whom it stands for.

    A *weak* name also means something else (Jordan the first name, Washington the man). It may be trusted where it is
    the whole actor or has company that fits (an office, a possessive, a place among states), never as a part of an
    unknown name. The same weak surface under several codes (Congo, Korean) stands for none of them without such
    company.
    """

    surface: str  # as it is written in text, with capitals and accents; straight apostrophes
    code: str | None  # ISO 3166-1 alpha-3 or an organisation's acronym; None: a phrase that stands for no state
    kind: Kind
    weak: bool
    represents: Represents  # for whom the phrase speaks when it is the actor


def names_in(row: Row, column: str, *, code: str | None, kind: Kind, represents: Represents) -> list[Name]:
    """The names that one cell lists; a trailing ``?`` marks a weak one."""
    return [
        Name(word.removesuffix(WEAK_MARK), code, kind, word.endswith(WEAK_MARK), represents)
        for word in row.words(column)
    ]
