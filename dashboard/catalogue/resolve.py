"""Whom an actor's name or description stands for on a day: a state or organisation, and on whose behalf it speaks.

The rules, in this order: a whole name of the catalogue ("the Bundestag") is what the catalogue says; an office with
its owner ("Germany's defence minister X", "president of the Commission") belongs to that owner, whoever X is; an
office or nothing with a person's name is looked up among the people in office on the day. Nothing is matched by
likeness; a miss is ``None``.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.catalogue.blocs import organisation_labels
from dashboard.catalogue.description import (
    ADJECTIVAL,
    CONJUNCTIONS,
    TITLES,
    Description,
    Owner,
    Person,
    phrase_index,
    preferred,
)
from dashboard.catalogue.people import Holder, holders
from dashboard.catalogue.phrases import Kind, Name
from dashboard.catalogue.roles import Bearing, Role
from dashboard.catalogue.wording import PARTICLES, Word, words
from dashboard.schema import Represents


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom an actor stands for."""

    code: str | None  # ISO 3166-1 alpha-3 or an organisation's acronym; None: known to stand for neither (Hamas)
    represents: Represents
    basis: str  # a sentence: what the answer rests on


_QUANTIFIERS = frozenset(
    "a an the some many several most all both few various other around about over nearly dozens hundreds of senior top "
    "leading prominent high-ranking unnamed others in among then current new incumbent two three four five six".split()
)
# A part of an organisation's members is not the organisation.
_PARTIAL = frozenset("some many most several few various other".split())
_SENT_TO_THE_UN = frozenset({"ambassador", "permanent representative", "permanent mission"})  # a state's, not the UN's
_OFFICIAL = frozenset({Kind.SEAT, Kind.INSTITUTION})
_MEMBERS = frozenset({Bearing.SPOKEN, Bearing.STAFF})
# States that have no common organisation still act as states do: "Nordic countries".
_STATES = frozenset({"country", "countries", "state", "states", "nation", "nations", "governments", "powers"})


def resolve(name: str, *, on: date | None = None) -> Resolution | None:
    """Whom a name or description of an actor stands for on a day; ``None`` where that is not certain.

    Without a day, a person's name counts only where all its bearers in office belonged to one state or organisation.
    """
    return _resolve(name, on)


def resolve_country(name: str, *, on: date | None = None) -> str | None:
    """The code of the state or organisation that a name or description stands for; ``None`` where not certain."""
    found = resolve(name, on=on)
    return None if found is None else found.code


@functools.lru_cache(maxsize=16_384)
def _resolve(name: str, on: date | None) -> Resolution | None:
    described = _without_brackets(name)
    run = _unquantified(described)
    if not run or _is_part_of_collective(described, run):
        return None
    is_definite = described[0].key == "the"
    whole = _whole(run, is_definite=is_definite) or _known_person(run, on)
    if whole is not None:
        return whole
    parts = _parted(run)
    if any(part[0].key in CONJUNCTIONS for part in parts[1:]):
        return None  # a list of several actors
    return _agreed([_described(Description(part), on) for part in parts]) or _person_among(parts, on)


def _without_brackets(name: str) -> list[Word]:
    outside, depth = [], 0
    for char in name:
        depth += char in "(["
        if depth == 0:
            outside.append(char)
        depth = max(0, depth - (char in ")]"))
    return words("".join(outside))


def _unquantified(run: Sequence[Word]) -> list[Word]:
    """The words after "the", "some", "26", "about 20 senior" and their like."""
    rest = list(run)
    while rest and (rest[0].key in _QUANTIFIERS or rest[0].key.isdigit() or rest[0].key == ","):
        if len(rest) > 1 and phrase_index().at(rest, 0) is not None:
            break  # "10 Downing Street"
        rest.pop(0)
    return rest


def _is_part_of_collective(described: Sequence[Word], run: Sequence[Word]) -> bool:
    dropped = described[: len(described) - len(run)]
    found = phrase_index().at(run, 0)
    is_organisation = found is not None and all(name.kind is Kind.ORGANISATION for name in found[1])
    return is_organisation and any(word.key in _PARTIAL for word in dropped)


def _parted(run: Sequence[Word]) -> list[list[Word]]:
    """The parts between commas."""
    parts: list[list[Word]] = [[]]
    for word in run:
        if word.key == ",":
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in map(_unquantified, parts) if part]


def _person_among(parts: Sequence[list[Word]], on: date | None) -> Resolution | None:
    """ "X, Foreign Minister": a person's name in one part, an office without owner in another."""
    known = [part for part in parts if _known_person(part, on) is not None]
    role = next((role for part in parts if part not in known and (role := Description(part).role)), None)
    if len(known) != 1 or role is None:
        return None
    return _office_of_person(Person(_joined(known[0]), is_patron=False, names_a_body=False), role, on)


def _agreed(found: Sequence[Resolution | None]) -> Resolution | None:
    """The answer of the parts that have one, if they agree on the code; the part that says more of the side counts."""
    certain = [each for each in found if each is not None]
    if not certain or len({each.code for each in certain}) > 1:
        return None
    return next((each for each in certain if each.represents is not Represents.GOVERNMENT), certain[0])


def _whole(run: Sequence[Word], *, is_definite: bool) -> Resolution | None:
    """The description is a name of the catalogue and nothing else; "the Saudis" are their leaders, "Saudis" people."""
    found = phrase_index().at(run, 0)
    if found is None or found[0] != len(run):
        return None
    meant = _seat_of_organisation(found[1]) or preferred(found[1])
    name = meant[0]
    is_ambiguous = len({each.code for each in meant}) > 1
    if is_ambiguous or (name.code is None and name.kind is Kind.REGION):
        return None
    side = Represents.GOVERNMENT if is_definite and name.kind is Kind.DEMONYM else name.represents
    return Resolution(name.code, side, f"{_basis(name)}.")


def _seat_of_organisation(found: Sequence[Name]) -> tuple[Name, ...]:
    """Where a capital is an organisation's seat too (Brussels), its bare name as an actor is the organisation."""
    if {name.kind for name in found} != {Kind.CAPITAL, Kind.ORGANISATION}:
        return ()
    return tuple(name for name in found if name.kind is Kind.ORGANISATION)


# ---------------------------------------------------------------------------------------------------- people in office


def _known_person(run: Sequence[Word], on: date | None) -> Resolution | None:
    """The description is a person's name and nothing else."""
    if not run[-1].capital or not all(word.capital or word.key in PARTICLES for word in run):
        return None
    untitled = [word for word in run if word.key not in TITLES]
    return _in_or_out_of_office(_joined(run), on) or _in_or_out_of_office(_joined(untitled), on)


def _joined(run: Sequence[Word]) -> str:
    return " ".join(word.text for word in run)


def _in_or_out_of_office(name: str, on: date | None) -> Resolution | None:
    """What a person's terms of office say of the day; nothing before the first of them."""
    found = holders(name, on=on)
    if on is None:
        return _in_office(found, "") if len({holder.code for holder in found}) == 1 else None
    current = tuple(holder for holder in found if holder.holds(on))
    if current:
        return _in_office(current, f" on {on.isoformat()}")
    ended = [holder for holder in found if holder.end is not None and holder.end < on]
    return _out_of_office(ended, has_returned=len(ended) < len(found)) if ended else None


def _in_office(current: Sequence[Holder], when: str) -> Resolution:
    holder = _national(current) or current[0]  # a president who chairs a bloc for a year speaks for the state
    basis = f"{holder.name} is listed as {holder.office} ({holder.code}){when}."
    return Resolution(holder.code, holder.represents, basis)


def _out_of_office(ended: Sequence[Holder], *, has_returned: bool) -> Resolution:
    """A former holder; between two terms mostly the leader of the opposition."""
    holder = _national(ended) or ended[-1]
    code = holder.code if holder.code not in organisation_labels() else None
    basis = f"{holder.name} was {holder.office} ({holder.code}) until {holder.end}"
    if has_returned:
        return Resolution(code, Represents.OPPOSITION, f"{basis} and came back to office later.")
    return Resolution(code, Represents.OTHER, f"{basis}.")


def _national(found: Sequence[Holder]) -> Holder | None:
    """The latest office in a state."""
    national = [holder for holder in found if holder.code not in organisation_labels()]
    return max(national, key=lambda holder: holder.start, default=None)


# -------------------------------------------------------------------------------------------------- offices and bodies


def _described(description: Description, on: date | None) -> Resolution | None:
    """An office, a body or a group with its owner, or with a person's name."""
    owner = description.owner()
    if owner is not None:
        return _owned(description, owner)
    person = description.person()
    if person is None or description.role is None or description.owners_in_head:
        return None
    return _office_of_person(person, description.role, on)


def _owned(description: Description, owner: Owner) -> Resolution | None:
    name, role = owner.name, description.role
    if name.code is None:
        return _without_state(description, owner)
    if role is None:
        side = _side_unsaid(description, owner)
        return None if side is None else Resolution(name.code, side, f"{_basis(name)}.")
    if _is_outsider(name, role):
        return None
    side = _side(name, role)
    is_former_official = side is Represents.OTHER and name.kind is Kind.ORGANISATION
    return Resolution(None if is_former_official else name.code, side, f"{_basis(name)}; “{role.words}” says {side}.")


def _is_outsider(name: Name, role: Role) -> bool:
    """Whether the role is borne by somebody else than its owner: an ally of the US, an ambassador to the UN."""
    if name.kind is Kind.ORGANISATION:
        return name.code == "UN" and role.words in _SENT_TO_THE_UN
    return role.bearing is Bearing.RELATION


def _without_state(description: Description, owner: Owner) -> Resolution | None:
    name, role = owner.name, description.role
    if name.kind is Kind.GROUP:
        speaks_otherwise = role is not None and role.represents is Represents.OTHER  # "rights groups in the West"
        return Resolution(None, Represents.OTHER if speaks_otherwise else name.represents, f"{_basis(name)}.")
    rest = description.run[owner.end :]
    if len(rest) == 1 and rest[0].key in _STATES:
        return Resolution(None, Represents.GOVERNMENT, "These states have no common organisation.")
    return None


def _side(name: Name, role: Role) -> Represents:
    """Whose side a role's bearer is on, given the role's owner."""
    if name.kind is Kind.ORGANISATION:
        if role.words in {"government", "governments"}:
            return Represents.GOVERNMENT  # "EU governments": the members, each for itself
        is_outside = role.represents is Represents.OTHER and role.bearing is not Bearing.STAFF
        return Represents.OTHER if is_outside else Represents.ORGANISATION
    if role.represents is Represents.ORGANISATION:
        return name.represents  # "Taiwan's high representative"
    if name.kind in _OFFICIAL and role.bearing in _MEMBERS:
        return name.represents  # "FBI director"
    if name.kind is Kind.GROUP and role.represents is not Represents.OTHER:
        return name.represents  # "Taliban troops"
    if name.represents is Represents.OPPOSITION and role.represents is Represents.GOVERNMENT:
        return Represents.OPPOSITION  # the president of a breakaway place is at odds with the centre
    return role.represents


def _side_unsaid(description: Description, owner: Owner) -> Represents | None:
    """The side where no role is named: a body keeps its own, "Israeli conscription refusers" are other."""
    name = owner.name
    if name.kind in {Kind.SEAT, Kind.INSTITUTION, Kind.ORGANISATION, Kind.GROUP} and owner.start == 0:
        return name.represents
    if name.kind in ADJECTIVAL and not description.has_capitals_beside(owner):
        return Represents.OTHER
    return None


def _office_of_person(person: Person, role: Role, on: date | None) -> Resolution | None:
    """An office with a person's name: the person tells the state, the office the side."""
    is_foundation = person.names_a_body and role.represents is Represents.OTHER
    if is_foundation or role.bearing is Bearing.RELATION:
        return None
    known = _in_or_out_of_office(person.name, on)
    if known is None or (person.is_patron and role.bearing is Bearing.SPOKEN):
        return known  # "spokesman for X" is on the side of X
    if known.represents is Represents.ORGANISATION and role.represents is not Represents.OTHER:
        return known
    return Resolution(known.code, role.represents, f"{known.basis[:-1]}; “{role.words}” says {role.represents}.")


_KINDS = {
    Kind.NAME: "is a name of",
    Kind.DEMONYM: "is a word for people of",
    Kind.ADJECTIVE: "is the adjective of",
    Kind.CAPITAL: "is a capital and stands for",
    Kind.SEAT: "is a seat of power of",
    Kind.INSTITUTION: "is a body of",
    Kind.ORGANISATION: "names",
    Kind.REGION: "is a part of",
    Kind.GROUP: "is a group of",
}


def _basis(name: Name) -> str:
    if name.code is None:
        return f"“{name.surface}” stands for no state"
    return f"“{name.surface}” {_KINDS[name.kind]} {name.code}"
