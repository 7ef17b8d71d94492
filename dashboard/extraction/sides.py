"""On whose behalf an office or body speaks, from its own words and from what it belongs to."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from dashboard.catalogue import Kind, Name, country_codes, past_codes, represents_of
from dashboard.extraction.nouns import Noun, Sort, noun_before
from dashboard.extraction.phrases import Phrase, Words
from dashboard.schema import Represents

if TYPE_CHECKING:
    from dashboard.extraction.descriptions import Draft

_FORMER = frozenset({"former", "ex", "ex-", "retired", "ousted", "deposed", "erstwhile", "onetime", "one-time"})
_IN_POWER = frozenset({"ruling", "governing"})
_RANKS = frozenset({"supreme", "top", "senior", "new", "former"})  # before "leader", capital or not, no party
_PARTIES = frozenset("liberal labour labor conservative tory socialist republican nationalist green greens".split())
_NAMED_WITHIN = 4  # tokens of "of the main opposition", and of an abbreviation in brackets
_LONGEST_PARTY = 8  # tokens of a party's name
_OWN_SIDE = frozenset({Represents.GOVERNMENT, Represents.OPPOSITION, Represents.ORGANISATION})


def is_organisation(code: str | None) -> bool:
    """Whether a code is an international organisation's acronym rather than a state's."""
    return code is not None and code not in _states()


def is_former(role: str) -> bool:
    """Whether a role says that it is no longer held."""
    return not _FORMER.isdisjoint(role.lower().replace("-", " ").split())


def side_of(
    words: Words,
    *,
    phrase: Phrase,
    end: int,
    noun: Noun | None,
    owner: Draft | None,
    name: Name | None,
    country: str | None,
) -> Represents | None:
    """The side that ``words[phrase.start:end]`` tells with the possessor and the name beside it; ``None``: not told."""
    body = owner if owner is not None and owner.kind in {"body", "group", "bloc"} else None
    if _is_of_opposition(words, phrase, end):
        return _fitted(Represents.OPPOSITION, country)
    if end == phrase.start:
        return None if body is None else body.represents or Represents.OTHER
    told = words.join(phrase.start, end)
    if noun is not None and noun.sort is Sort.POST:
        belonging = _side_of_body(words, phrase, end, noun, body, name)
        if belonging is not None and not is_former(told):
            return belonging
    side = _told(_with_owner(told, phrase, owner))
    if is_former(told) and noun is not None and noun.is_personal:
        # A former minister speaks for nobody now; that someone once ran a company says nothing of today's office.
        present = _told(" ".join(word for word in told.lower().replace("-", " ").split() if word not in _FORMER))
        return Represents.OTHER if present in _OWN_SIDE else None
    if side is Represents.OPPOSITION and not _IN_POWER.isdisjoint(words.lower[phrase.start : end]):
        return Represents.GOVERNMENT
    return _fitted(side, country)


def side_of_title(title: str) -> Represents | None:
    """The side that words before a name tell: "Sen.", "Lt. Gen."; ``None``: not told, as by "Dr"."""
    return _told(title.replace(".", "")) if title else None


def _side_of_body(
    words: Words, phrase: Phrase, end: int, noun: Noun, body: Draft | None, name: Name | None
) -> Represents | None:
    """The side of the body a post belongs to, where not the state: "Hamas leader", "president of Greenpeace"."""
    if body is not None and body.noun is None and body.represents is not Represents.GOVERNMENT:
        return body.represents
    if name is not None and name.kind in {Kind.GROUP, Kind.REGION} and name.represents is not Represents.GOVERNMENT:
        return name.represents
    first = end - len(noun.words)
    if noun.words == ("leader",) and phrase.start < first and _is_party(words, phrase, first, name):
        return Represents.OPPOSITION
    is_member = words.join(phrase.start, end) == "Deputy"  # of a parliament, as a title
    return Represents.OPPOSITION if is_member else None


def _is_party(words: Words, phrase: Phrase, first: int, name: Name | None) -> bool:
    """Whether a leader is a party's: "Liberal leader", "Fidesz leader", "Fuerza Peruana leader".

    A state, an organisation or an office would be known; a nationality may be part of a party's name.
    """
    if words.lower[first - 1] in _PARTIES:
        return True
    if name is not None and name.kind is Kind.ADJECTIVE and phrase.start < first - 1:
        first -= 1
        name = None
    return (
        name is None
        and words.is_capitalised(first - 1)
        and words.pos[first - 1] in {"PROPN", "ADJ"}
        and words.lower[first - 1] not in _RANKS
        and noun_before(words.lower, first, start=phrase.start) is None
        and not words.starts[first - 1]
    )


def _is_of_opposition(words: Words, phrase: Phrase, end: int) -> bool:
    """Whether a person is of an opposition that has a name: "head of the main opposition Fuerza Peruana".

    Or "from the opposition Fuerza Peruana (FP)", "opposition Fuerza Peruana (FP) chairman".
    """
    behind = words.lower[end : end + _NAMED_WITHIN + 1]
    if behind[:1] in (["of"], ["from"]) and "opposition" in behind[:-1]:
        return behind[behind.index("opposition") + 1] != "to"  # "a minister of known opposition to war"
    start = phrase.start
    if start == 0 or words.text[start - 1] != ")":
        return False
    opened = next((at for at in range(start - 2, max(start - _NAMED_WITHIN, 0), -1) if words.text[at] == "("), 0)
    return "opposition" in words.lower[max(opened - _LONGEST_PARTY, 0) : opened]


def _with_owner(told: str, phrase: Phrase, owner: Draft | None) -> str:
    """The description together with the office or body it belongs to: "spokesman of foreign ministry"."""
    if owner is None or owner.noun is None:
        return told
    return f"{owner.name}'s {told}" if phrase.owner is not None else f"{told} of {owner.name}"


def _fitted(side: Represents | None, country: str | None) -> Represents | None:
    """An office that is a government's in a state is the organisation's in an organisation, and the other way round."""
    if country is None:
        return side
    if is_organisation(country) and side in {Represents.GOVERNMENT, Represents.OPPOSITION}:
        return Represents.ORGANISATION
    if not is_organisation(country) and side is Represents.ORGANISATION:
        return Represents.GOVERNMENT
    return side


@functools.lru_cache(maxsize=4096)
def _told(role: str) -> Represents | None:
    return represents_of(role)


@functools.cache
def _states() -> frozenset[str]:
    return country_codes() | past_codes()
