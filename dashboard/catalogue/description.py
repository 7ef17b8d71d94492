"""The parts of an actor's description: whose it is, which roles it names, which person.

"Germany's defence minister Boris Pistorius" has the owner Germany, the role "defence minister" and the person; in
"spokesman for the army of Mali" the head ends at the first preposition, and only what follows certain ones can own it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.catalogue import roles
from dashboard.catalogue.lexicon import names
from dashboard.catalogue.phrases import Kind, Name
from dashboard.catalogue.roles import Bearing, Placed, Role
from dashboard.catalogue.wording import PARTICLES, PhraseIndex, Word, spans

CONJUNCTIONS = frozenset({"and", "&", "or", ","})
TITLES = frozenset("mr mrs ms miss dr sir lord lady dame sheikh prof rev hh hrh".split())
ADJECTIVAL = frozenset({Kind.ADJECTIVE, Kind.DEMONYM})
_BODIES = frozenset({Kind.SEAT, Kind.INSTITUTION, Kind.GROUP})
# Georgia the American state has these too.
_OF_AMERICAN_STATES = frozenset(
    "governor|lieutenant governor|senator|congressman|congresswoman|attorney general|secretary of state|legislature|"
    "republicans|democrats|mayor|senate|lawmaker|legislator|businessman|businesswoman|voter|resident".split("|")
)
_BLANK = Word("_", "_", possessive=False)


@dataclass(frozen=True, slots=True)
class Owner:
    """A name of the catalogue where it stands in a run of words, [start, end)."""

    start: int
    end: int
    names: tuple[Name, ...]  # several where the surface is ambiguous

    @property
    def name(self) -> Name:
        """The name itself; the first of several."""
        return self.names[0]

    @property
    def codes(self) -> frozenset[str | None]:
        """All that the surface may stand for."""
        return frozenset(name.code for name in self.names)


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name in a description."""

    name: str
    is_patron: bool  # the role is held by another: "spokesman for X", "X's advisers", "X supporters"
    names_a_body: bool  # a capitalised role word follows: "X Foundation"


@functools.cache
def phrase_index() -> PhraseIndex[Name]:
    """The names of the catalogue, ready to be found in words."""
    return PhraseIndex(((name.surface, name) for name in names()), cased=True)


def preferred(found: Sequence[Name]) -> tuple[Name, ...]:
    """Strong names before weak ones of the same spelling."""
    strong = tuple(name for name in found if not name.weak)
    return strong or tuple(found)


class Description:
    """A run of words read as a description of an actor."""

    def __init__(self, run: Sequence[Word]) -> None:
        self.run = run
        found = [Owner(start, end, preferred(listed)) for start, end, listed in spans(phrase_index(), run)]
        self._named = {at for owner in found for at in range(owner.start, owner.end)}
        self._places = roles.placed(self._masked(found))
        self._owners = [owner for owner in found if self._is_trusted(owner)]
        free = self._masked(self._owners)  # a name that is not trusted may hold role words after all
        self._places = roles.placed(free)
        self._cut = roles.head_end(free, self._places)
        self.role: Role | None = roles.decide(free)

    @property
    def owners_in_head(self) -> list[Owner]:
        """Names before the first preposition."""
        return [owner for owner in self._owners if owner.start < self._cut]

    def owner(self) -> Owner | None:
        """The name that the head belongs to: "Turkish officials", "parliament of Iraq", never "envoy for Syria"."""
        heads = self.owners_in_head or list(self._complements())
        if not heads or len(heads[0].codes) > 1:
            return None
        first = heads[0]
        if self._belongs_to_second_of_two(first):
            return None
        for other in heads[1:]:
            joined = any(self.run[at].key in CONJUNCTIONS for at in range(first.end, other.start))
            if joined and other.codes != first.codes:
                return None
        return _narrowed(first, heads[1:])

    def _belongs_to_second_of_two(self, owner: Owner) -> bool:
        """ "Laureates and US officials": the first have another owner, or none."""
        joints = [at for at in range(min(owner.start, self._cut)) if self.run[at].key in CONJUNCTIONS]
        return any(place.end <= at for at in joints for place in self._places)

    def person(self) -> Person | None:
        """The one row of capitalised words that belongs to no role or owner; several rows are no one's name."""
        taken = self._taken() | {at for owner in self._owners for at in range(owner.start, owner.end)}
        rows: list[list[int]] = [[]]
        for at, word in enumerate(self.run):
            begins = word.capital and word.key not in TITLES
            if at not in taken and (begins or (rows[-1] and word.key in PARTICLES)):
                rows[-1].append(at)
            elif rows[-1]:
                rows.append([])
        filled = [row for row in rows if row]
        return self._person_at(filled[0]) if len(filled) == 1 else None

    def _person_at(self, row: Sequence[int]) -> Person:
        end = row[-1] + 1
        follows = next((place for place in self._places if place.start == end), None)
        return Person(
            name=" ".join(self.run[at].text for at in row),
            is_patron=row[0] > self._cut or follows is not None,
            names_a_body=follows is not None and self.run[end].capital and not self.run[end - 1].possessive,
        )

    def has_capitals_beside(self, owner: Owner) -> bool:
        """Whether a word outside the owner's name is capitalised."""
        return any(word.capital for at, word in enumerate(self.run) if not owner.start <= at < owner.end)

    def _masked(self, owners: Sequence[Owner]) -> list[Word]:
        """The words with those of names blotted out, so that no role is read inside a name."""
        masked = list(self.run)
        for owner in owners:
            masked[owner.start : owner.end] = [_BLANK] * (owner.end - owner.start)
        return masked

    def _taken(self) -> set[int]:
        return {at for place in self._places for at in range(place.start, place.end)}

    def _complements(self) -> Iterator[Owner]:
        """The names behind the first preposition, where what precedes it can belong to them."""
        heads = [place.role for place in self._places if place.start < self._cut]
        if self._cut >= len(self.run) or self.run[self._cut].key not in _owning_prepositions(heads):
            return
        behind = range(self._cut + 1, len(self.run))
        if behind and self.run[behind[0]].key.endswith("ing"):
            return  # "opponents of allowing Syrian refugees"
        end = next((at for at in behind if self.run[at].key in roles.PREPOSITIONS - {"of"}), len(self.run))
        yield from (owner for owner in self._owners if self._cut < owner.start < end)

    def _is_trusted(self, owner: Owner) -> bool:
        """Weak names need an office or 's; names among capitals ("Israel Katz") must be no part of a longer name."""
        if owner.name.weak:
            return self._has_fitting_company(owner) and not self._is_in_proper_name(owner)
        if owner.name.kind in ADJECTIVAL:
            return self._describes(owner)
        if owner.name.surface.replace(".", "").isupper():
            return True
        return self._heads_a_body(owner) or not self._is_in_proper_name(owner)

    def _has_fitting_company(self, owner: Owner) -> bool:
        """Whether a weak name has an office beside it that only its state can have, or an 's."""
        named = {place.role.words for place in self._places}
        if owner.name.kind is Kind.NAME:
            before = self.run[owner.start - 1].key if owner.start else ""
            joined = self._is_possessive(owner) or before in {"of", "in", "from"}
            return joined and not named & _OF_AMERICAN_STATES
        return bool(named) or self._is_possessive(owner)

    def _describes(self, owner: Owner) -> bool:
        """Whether an adjective stands before what it describes; "Indian Shores" is a place, "Indian Wells" another."""
        after, is_capital = owner.end, False
        if after < len(self.run):
            is_capital = self.run[after].capital and after not in self._taken() | self._named
        return not is_capital or any(place.start > after for place in self._places)

    def _heads_a_body(self, owner: Owner) -> bool:
        """ "Nigeria Football Association": the name comes first and a role word last."""
        last: Placed | None = self._places[-1] if self._places else None
        return owner.start == 0 and last is not None and last.end == len(self.run) and last.start >= owner.end

    def _is_possessive(self, owner: Owner) -> bool:
        return self.run[owner.end - 1].possessive

    def _is_in_proper_name(self, owner: Owner) -> bool:
        """Whether a capitalised word that is no role stands beside the name: "Michael Jordan", "Peking Opera"."""
        if self._is_possessive(owner):
            return False
        run, taken, after, before = self.run, self._taken(), owner.end, owner.start - 1
        followed = after < len(run) and run[after].capital
        if followed and owner.name.weak and owner.name.kind is Kind.CAPITAL:
            return True  # "Washington Office on …" is nobody's office
        preceded = before >= 0 and run[before].capital and not run[before].possessive
        return (followed and after not in taken) or (preceded and before not in taken)


def _owning_prepositions(heads: Sequence[Role]) -> frozenset[str]:
    """After which prepositions the owner of these roles may stand."""
    if not heads:
        return frozenset()
    allowed = {"of", "from"}
    if heads[-1].bearing is Bearing.SPOKEN:
        allowed |= {"for", "to", "at"}
    if all(role.bearing is not Bearing.POSTED for role in heads):
        allowed.add("in")
    return frozenset(allowed)


def _narrowed(first: Owner, others: Sequence[Owner]) -> Owner:
    """The body of state that the owner's name introduces: "American State Department", "United States Congress"."""
    for other in others:
        same = tuple(name for name in other.names if name.code == first.name.code)
        if same and other.start == first.end and same[0].kind in _BODIES:
            return Owner(first.start, other.end, same)
    return first
