"""Which mentions name the same person, and what the article and the catalogue say of that person."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from dashboard.catalogue import Holder, holders
from dashboard.catalogue.people import folded
from dashboard.extraction.descriptions import Draft
from dashboard.extraction.phrases import Phrase, Words
from dashboard.extraction.sides import is_former
from dashboard.schema import Represents

PersonName = tuple[str, ...]
# How many phrases an office may go on for, and after which prepositions: "the envoy to the UN in Geneva, Ana Vale".
_OFFICE_REACH = 3
_OF_AN_OFFICE = frozenset({"of", "for", "to", "in", "at"})


def identify_people(words: Words, phrases: list[Phrase], drafts: list[Draft | None], *, on: date | None) -> None:
    """Give every mention of a person the fullest name, and the role, country and side found at any of them; in place.

    Capitals that turn out to be nobody known are dropped from ``drafts``.
    """
    _join_appositions(words, phrases, drafts)
    groups = _grouped(drafts, on=on)
    for name, group in groups.items():
        _share(name, group, on=on)
    for draft in drafts:
        if draft is not None and draft.country is None and not draft.stateless:
            _belong(draft, groups, on=on)
    for index, draft in enumerate(drafts):
        if draft is not None and draft.tentative and draft.kind == "person":
            drafts[index] = None


def _belong(draft: Draft, groups: dict[PersonName, list[Draft]], *, on: date | None) -> None:
    """Bodies and officials of a person have their country: "the Trump administration", "Mugabe's government"."""
    country: str | None = None
    if draft.patron:
        name = _full_name(draft.patron, _indexed(list(groups)), [])
        spells = holders(" ".join(draft.patron), on=on)
        country = groups[name][0].country if name is not None else spells[0].code if spells else None
    elif draft.owner is not None and draft.owner.kind in {"person", "body"} and draft.owner is not draft:
        country = draft.owner.country
    if country is not None:
        draft.country, draft.known = country, "role"


# ---- two phrases, one person


def _join_appositions(words: Words, phrases: list[Phrase], drafts: list[Draft | None]) -> None:
    """ "Barham Salih, Iraq's president" and "the US Secretary of Defence, Lloyd Austin": one person in two phrases."""
    for draft in drafts:
        if draft is None or not draft.person:
            continue
        office = _office_before(words, phrases, drafts, draft)
        if office is None and not draft.tentative:
            office = _office_after(words, phrases, drafts, draft)
        if office is not None:
            _join(words, draft, office)


def _join(words: Words, draft: Draft, office: Draft) -> None:
    office.person, office.kind = draft.person, "person"
    if draft.tentative:
        _take_for_person(draft)
    if draft.noun is not None and (draft.country is not None or office.country is None):
        return
    if draft.portfolio:
        office.role = f"{office.role} of {words.join(draft.phrase.start, draft.start)}"
        office.country = office.country or draft.country
    draft.role, draft.noun, draft.represents = office.role, office.noun, office.represents
    if office.country is not None or office.stateless:
        draft.country, draft.stateless, draft.known = office.country, office.stateless, "role"


def _office_after(words: Words, phrases: list[Phrase], drafts: list[Draft | None], draft: Draft) -> Draft | None:
    """The office in apposition behind a name, past its possessors: "Salih, Iraq's president"."""
    index = draft.phrase.order + 1
    if index >= len(phrases) or not phrases[index].comma:
        return None
    while index + 1 < len(phrases) and phrases[index + 1].owner == index:
        index += 1
    other = drafts[index]
    return other if _is_lone_office(other) else None


def _office_before(words: Words, phrases: list[Phrase], drafts: list[Draft | None], draft: Draft) -> Draft | None:
    """The office that a name is set beside: "Iraq's president, Barham Salih", "the Minister of Tourism X"."""
    index = draft.phrase.order - 1
    if index < 0 or not (draft.phrase.comma or draft.portfolio):
        return None
    for _ in range(_OFFICE_REACH * (not draft.portfolio)):
        if index == 0 or _is_lone_office(drafts[index]) or phrases[index].preposition not in _OF_AN_OFFICE:
            break
        index -= 1  # "the minister of state for information, Jonathan Moyo"
    other = drafts[index]
    if other is None or not _is_lone_office(other):
        return None
    described = other.phrase.determiner == "the" or other.phrase.owner is not None or other.country is not None
    titled = (other.role or "").istitle()  # "says Attorney General, Daryl Williams"
    return other if described or titled or draft.portfolio else None


def _is_lone_office(draft: Draft | None) -> bool:
    if draft is None or draft.kind != "person" or draft.person:
        return False
    return draft.noun is not None and not draft.noun.plural


# ---- several mentions, one person


def _grouped(drafts: list[Draft | None], *, on: date | None) -> dict[PersonName, list[Draft]]:
    """Full name → its mentions. A shorter name belongs to the nearest full name before it, else to one that follows."""
    people = [draft for draft in drafts if draft is not None and draft.person]
    full = [
        draft.person
        for draft in people
        if len(draft.person) > 1 and (not draft.tentative or holders(draft.name, on=on))
    ]
    by_word = _indexed(list(dict.fromkeys(full)))
    groups: dict[PersonName, list[Draft]] = defaultdict(list)
    seen: list[PersonName] = []
    for draft in people:
        name = _full_name(draft.person, by_word, seen)
        if name is None and draft.tentative and (draft.kind == "body" or not holders(draft.name, on=on)):
            continue
        if draft.tentative:
            _take_for_person(draft)
        seen.append(name or draft.person)
        groups[name or draft.person].append(draft)
    return groups


def _take_for_person(draft: Draft) -> None:
    """What was perhaps a person is one; a recogniser that took the name for a firm's said nothing of the side."""
    draft.tentative, draft.kind, draft.represents = False, "person", None


def _indexed(full: list[PersonName]) -> dict[str, list[PersonName]]:
    """Folded word → full names it may stand for, those of which it is the last word first."""
    by_word: dict[str, list[PersonName]] = defaultdict(list)
    for name in full:
        by_word[name[-1].casefold()].append(name)
    for name in full:
        for word in name[:-1]:
            if word[:1].isupper() and name not in by_word[word.casefold()]:
                by_word[word.casefold()].append(name)
    return by_word


def _full_name(person: PersonName, by_word: dict[str, list[PersonName]], seen: list[PersonName]) -> PersonName | None:
    wanted = {word.casefold() for word in person}
    candidates = [
        name for name in by_word.get(person[-1].casefold(), ()) if wanted <= {word.casefold() for word in name}
    ]
    longest = max(candidates, key=lambda name: (_continues(name, person), len(name)), default=None)
    if longest is not None and len(person) > 1:
        return longest
    return next((name for name in reversed(seen) if name in candidates), longest)


def _continues(name: PersonName, person: PersonName) -> bool:
    """Whether a full name ends as a shorter one does, or has all of it in a row: "Amina Vale" of "Amina Vale Soto"."""
    longer, shorter = ([word.casefold() for word in each] for each in (name, person))
    if len(shorter) == 1:
        return longer[-1] == shorter[0]
    return longer[-1] == shorter[-1] or any(
        longer[start : start + len(shorter)] == shorter for start in range(len(longer))
    )


def _share(name: PersonName, group: list[Draft], *, on: date | None) -> None:
    """Spread over all mentions of one person what the best of them says, and what the catalogue adds."""
    best = max(group, key=_worth)
    country, known, represents = best.country, best.known, best.represents
    represents = represents or next((draft.represents for draft in group if draft.represents), None)
    spells = () if best.stateless else _spells(name, group, on=on)
    if spells and country in {None, spells[0].code}:
        if country is None:
            country, known = spells[0].code, "catalogue"
        if represents in {None, Represents.GOVERNMENT}:
            represents = (
                spells[0].represents
                if represents is None or spells[0].represents is Represents.ORGANISATION
                else represents
            )
    role = next((draft.role for draft in (best, *group) if draft.role), None)
    for draft in group:
        draft.name, draft.country, draft.known, draft.represents = _spelled(name), country, known, represents
        draft.role, draft.noun = draft.role or role, draft.noun or best.noun
        draft.stateless = best.stateless


def _worth(draft: Draft) -> tuple[bool, bool, bool, bool]:
    """What a mention says of its bearer: a present office with its state tells most."""
    former = draft.role is not None and is_former(draft.role)
    return (
        draft.country is not None or draft.stateless,
        draft.noun is not None and not former,
        draft.represents is Represents.GOVERNMENT,
        draft.noun is not None,
    )


def _spelled(name: PersonName) -> str:
    return " ".join(name).replace(" - ", "-").replace(" – ", "–").replace(" '", "'").replace(" ’", "’")


def _spells(name: PersonName, group: list[Draft], *, on: date | None) -> tuple[Holder, ...]:
    """A person's spells in office. A last name alone may be a stranger's: first names must agree where known."""
    for each in dict.fromkeys((name, *(draft.person for draft in group if len(draft.person) > 1))):
        if found := holders(_spelled(each), on=on):
            return found
    found = holders(name[-1], on=on)
    if len(name) == 1:
        return found
    return tuple(spell for spell in found if folded(spell.name).split()[0] == folded(name[0]))
