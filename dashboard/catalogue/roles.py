"""What an office or description says about the side its bearer speaks for; reads ``data/countries/roles.csv``."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard import paths
from dashboard.catalogue.tables import read_table
from dashboard.catalogue.wording import PhraseIndex, Word, spans, words
from dashboard.schema import Represents


class Bearing(StrEnum):
    """How a role word weighs beside others; the data file explains each."""

    PLAIN = "plain"
    SPOKEN = "spoken"
    POSTED = "posted"
    STAFF = "staff"
    RELATION = "relation"
    DECISIVE = "decisive"


@dataclass(frozen=True, slots=True)
class Role:
    """One role word or phrase."""

    words: str
    represents: Represents
    bearing: Bearing


@dataclass(frozen=True, slots=True)
class Placed:
    """A role where it stands in a run of words, [start, end)."""

    start: int
    end: int
    role: Role


# What parts a head ("spokesman") from what it belongs to ("for the army").
PREPOSITIONS = frozenset(
    "of for to in at on from with against behind by under over into within inside near around about who which "
    "that".split()
)
# After these a spoken role's own side follows.
BELONGING = frozenset({"of", "for", "to", "at", "from", "in"})


def represents_of(role: str) -> Represents | None:
    """On whose behalf the bearer of a role speaks, by the role's words alone; ``None`` where they do not say.

    "foreign ministry spokesman" → government, "opposition leader" → opposition, "union leader" → other. An owner's
    name is not looked at (``resolve`` does that): "envoy" alone is a government's.
    """
    decided = decide(words(role))
    return None if decided is None else decided.represents


def decide(run: Sequence[Word]) -> Role | None:
    """The role that decides for a run of words."""
    found = placed(run)
    if not found:
        return None
    decisive = next((place.role for place in found if place.role.bearing is Bearing.DECISIVE), None)
    if decisive is not None:
        return decisive
    cut = head_end(run, found)
    heads = [place for place in found if place.start < cut]
    if not heads:
        return decide(run[cut + 1 :])
    last = heads[-1].role
    if last.bearing is not Bearing.SPOKEN:
        return last
    before = next((place.role for place in reversed(heads) if place.role.bearing is not Bearing.SPOKEN), None)
    if before is not None:
        return before
    behind = decide(run[cut + 1 :]) if cut < len(run) and run[cut].key in BELONGING else None
    return behind or last


def head_end(run: Sequence[Word], found: Sequence[Placed]) -> int:
    """Where the head ends: the first preposition that is no part of a role phrase, or the end."""
    inside = {at for place in found for at in range(place.start, place.end)}
    return next((at for at, word in enumerate(run) if word.key in PREPOSITIONS and at not in inside), len(run))


def placed(run: Sequence[Word]) -> list[Placed]:
    """All role phrases in a run of words, from the left."""
    return [Placed(start, end, values[-1]) for start, end, values in spans(_index(), run)]


@functools.cache
def _index() -> PhraseIndex[Role]:
    return PhraseIndex(((form, role) for role in _roles() for form in _forms(role.words)), cased=False)


@functools.cache
def _roles() -> tuple[Role, ...]:
    roles: dict[str, Role] = {}
    for row in read_table(paths.COUNTRIES / "roles.csv", ("represents", "bearing", "words")):
        for phrase in row.words("words"):
            if phrase in roles:
                row.refuse(f"{phrase!r} is listed twice", "remove one of the two")
            roles[phrase] = Role(phrase, row.choice("represents", Represents), row.choice("bearing", Bearing))
    return tuple(roles.values())


def _forms(phrase: str) -> tuple[str, ...]:
    """A phrase and its plurals."""
    if phrase.endswith("man"):
        return phrase, f"{phrase[:-3]}men"
    if phrase.endswith("y") and phrase[-2] not in "aeiou":
        return phrase, f"{phrase[:-1]}ies"
    if phrase.endswith(("s", "x", "ch", "sh")):
        return phrase, f"{phrase}es"
    return phrase, f"{phrase}s"
