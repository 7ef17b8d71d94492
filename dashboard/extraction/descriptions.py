"""What each noun phrase says by itself about an actor: its name, office, country and side."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.catalogue import Kind, Name, country_label, represents_of
from dashboard.extraction.mentions import Basis, MentionKind
from dashboard.extraction.nouns import Noun, Sort, is_thing, is_title, is_worldwide, noun_before
from dashboard.extraction.phrases import Found, Phrase, Words
from dashboard.extraction.sides import is_organisation, side_of, side_of_title
from dashboard.schema import Represents

# "China's embassy in Manila", "observers from Nigeria": these prepositions say whose a body or an official is.
_BELONGING = frozenset({"of", "for", "at", "in", "from", "with"})
# After these a person's name keeps its own country: "Khatami in New York".
_NOT_A_PERSONS = frozenset({"in", "for", "with"})
_LOCATIVE = frozenset({"in", "at", "near", "from", "into", "across", "around"})
_STATE_LIKE = frozenset({Kind.NAME, Kind.CAPITAL, Kind.SEAT, Kind.REGION, Kind.ADJECTIVE, Kind.DEMONYM})
# Adjectives that are plural nouns as they stand: "the British", "the Chinese", "the Swiss".
_PEOPLE_ENDINGS = ("sh", "ch", "ese", "ss")
_PARTICLES = frozenset(
    "- bin ben ibn al el ul de del den der di da das do dos du la le van von und zu ter y abu".split()
)
_LONGEST_NAME = 4  # capitals that nothing marks as a name are taken for one up to this length


@dataclass(slots=True)
class Draft:
    """A mention in the making; the later steps fill in what the phrase itself does not say."""

    phrase: Phrase
    kind: MentionKind
    name: str
    start: int  # the naming part
    end: int
    role: str | None = None
    noun: Noun | None = None
    country: str | None = None
    represents: Represents | None = None
    known: Basis | None = None
    person: tuple[str, ...] = ()  # the words of a person's name as it stands here
    owner: Draft | None = None  # whoever it belongs to: the possessor, or what follows "of"
    patron: tuple[str, ...] = ()  # the words of a person's name before a body: "the Trump administration"
    portfolio: bool = False  # the name follows the matter of an office: "Minister of Tourism X"
    tentative: bool = False  # a person only if the rest of the text or the catalogue says so
    stateless: bool = False  # the words around the name say that it belongs to no state ("Hamas leader")


def describe_phrases(words: Words, phrases: list[Phrase], found: list[Found]) -> list[Draft | None]:
    """For each phrase the draft of a mention, or ``None`` where it denotes nobody who could take a position."""
    reader = _Reader(words, phrases, found)
    return [reader.draft(phrase.order) for phrase in phrases]


class _Reader:
    """Reads the phrases of one text; the drafts of neighbours are looked up while one is made."""

    def __init__(self, words: Words, phrases: list[Phrase], found: list[Found]) -> None:
        self.words = words
        self.phrases = phrases
        self.found_at = {each.start: each for each in found}
        self.named_for_certain = {name.code for each in found for name in each.names if not name.weak}
        self.made: dict[int, Draft | None] = {}

    def draft(self, index: int) -> Draft | None:
        if index not in self.made:
            self.made[index] = None  # a phrase that leads back to itself says nothing new
            self.made[index] = self._describe(self.phrases[index])
        return self.made[index]

    def _describe(self, phrase: Phrase) -> Draft | None:
        names = self._names_in(phrase)
        start = self._start_of_person(phrase, names)
        if start is not None:
            return self._person(phrase, start, names)
        if names and names[-1].end == phrase.end and (draft := self._named(phrase, names[-1])) is not None:
            return draft
        noun = noun_before(self.words.lower, phrase.end, start=phrase.start)
        if noun is not None and not self._is_stance(phrase, noun):
            return self._described(phrase, noun, names)
        if is_thing(self.words.lower[phrase.end - 1]):
            return None
        if self._is_labelled(phrase.start, phrase.end, "ORG"):
            return self._organisation(phrase, names)
        return None if names else self._perhaps_person(phrase)

    def _names_in(self, phrase: Phrase) -> list[Found]:
        inside = (self.found_at[i] for i in range(phrase.start, phrase.end) if i in self.found_at)
        return [each for each in inside if each.end <= phrase.end]

    def _is_labelled(self, start: int, end: int, label: str) -> bool:
        """Whether the entity recogniser gives the label to at least half of the words."""
        labelled = sum(self.words.entity[i] == label for i in range(start, end))
        return start < end and labelled * 2 >= end - start

    # ---- people

    def _start_of_person(self, phrase: Phrase, names: list[Found]) -> int | None:
        """Where the person's name that ends the phrase begins: as recognised, or capitals after an office."""
        words = self.words
        start = self._start_of_capitals(phrase, names)
        if start == phrase.end:
            return None
        if self._follows_office_of(phrase):
            labelled = [i for i in range(phrase.start, phrase.end) if words.entity[i] == "PERSON"]
            if labelled and labelled[-1] == phrase.end - 1:
                # A recogniser that takes the matter of the office into the name takes one word of it.
                return labelled[0] if labelled[0] > phrase.start or len(labelled) < 3 else labelled[1]
        noun = noun_before(words.lower, start, start=phrase.start)
        after_office = noun is not None and noun.is_personal and not noun.plural
        if start > phrase.start and (after_office or is_title(words.lower[start - 1])):
            return start
        while start < phrase.end - 1 and words.entity[start] != "PERSON" and words.pos[start] != "PROPN":
            start += 1  # "Beneath Bashar al-Assad" in a heading
        return start if self._is_labelled(start, phrase.end, "PERSON") else None

    def _start_of_capitals(self, phrase: Phrase, names: list[Found]) -> int:
        """Where the capitals at the end of the phrase begin, left of which stands an office, a title or a state."""
        words = self.words
        certain = {
            i for each in names for i in range(each.start, each.end) if not all(name.weak for name in each.names)
        }
        start = phrase.end
        while start > phrase.start and start - 1 not in certain:
            if not self._may_name(start - 1):
                break
            noun = noun_before(words.lower, start, start=phrase.start)
            if (noun is not None or is_title(words.lower[start - 1])) and not self._is_surname(phrase, start - 1, noun):
                break
            start -= 1
        while start < phrase.end and not words.is_capitalised(start):
            start += 1
        return start

    def _may_name(self, index: int) -> bool:
        """Whether a word may be part of a person's name: capitals, particles, "jin" of "Han Bo-jin"."""
        words = self.words
        return words.is_capitalised(index) or words.lower[index] in _PARTICLES or words.continues_name(index)

    def _is_surname(self, phrase: Phrase, index: int, noun: Noun | None) -> bool:
        """Whether a word that could be an office ends a name: "Julie Bishop", "Stephen King"."""
        words, first = self.words, index - 1
        return (
            index == phrase.end - 1
            and first >= phrase.start
            and words.dep[index] == "flat"
            and words.is_capitalised(first)
            and words.entity[first] == words.entity[index] == "PERSON"
            and (noun is None or len(noun.words) == 1)
            and noun_before(words.lower, index, start=phrase.start) is None
            and not is_title(words.lower[first])
        )

    def _follows_office_of(self, phrase: Phrase) -> bool:
        """Whether the phrase continues an office: "of Tourism Iván Eskildsen" after "the Minister"."""
        if phrase.preposition != "of" or phrase.order == 0:
            return False
        before = self.phrases[phrase.order - 1]
        noun = noun_before(self.words.lower, before.end, start=before.start)
        return noun is not None and noun.is_personal and not noun.plural and self._adjoins(before, phrase)

    def _person(self, phrase: Phrase, start: int, names: list[Found]) -> Draft:
        words, end = self.words, phrase.end
        draft = Draft(phrase, "person", words.join(start, end), start, end, person=tuple(words.text[start:end]))
        draft.portfolio = start > phrase.start and self._follows_office_of(phrase)
        office_end = start
        while office_end > phrase.start and is_title(words.lower[office_end - 1]):
            if noun_before(words.lower, office_end, start=phrase.start) is not None:
                break
            office_end -= 1
        around = [each for each in names if each.end <= start]
        draft.noun = noun_before(words.lower, office_end, start=phrase.start)
        if draft.noun is not None:
            draft.role = self._role(phrase, around, office_end)
        self._place(draft, around, office_end)
        if draft.noun is None and draft.represents is None:
            draft.represents = side_of_title(words.join(office_end, start))
        return draft

    def _perhaps_person(self, phrase: Phrase) -> Draft | None:
        """Capitals of which the text may say elsewhere that they are a person's name."""
        words, start, end = self.words, phrase.start, phrase.end
        if phrase.determiner or end - start > _LONGEST_NAME:
            return None
        if any(words.pos[i] != "PROPN" or not words.is_capitalised(i) for i in range(start, end)):
            return None
        return Draft(
            phrase, "person", words.join(start, end), start, end, person=tuple(words.text[start:end]), tentative=True
        )

    # ---- names of the catalogue

    def _named(self, phrase: Phrase, last: Found) -> Draft | None:
        """A phrase that ends in a name of the catalogue: "France", "the Kremlin", "the Iranians"."""
        words = self.words
        name = self._choose(last.names)
        whole = last.start == phrase.start
        if name is None or (not whole and words.lower[last.start - 1] in {"-", "–"}):
            return None
        if not whole and noun_before(words.lower, phrase.end, start=phrase.start) is not None:
            return None
        if self._is_only_a_place(phrase, name) or (
            name.kind is Kind.ADJECTIVE and not self._is_a_people(phrase, last, name)
        ):
            return None
        kind = _kind_of(name)
        start = phrase.start if kind == "body" else last.start
        text = words.join(start, last.end)
        if kind == "state" and name.code and name.kind in {Kind.NAME, Kind.ADJECTIVE}:
            text = country_label(name.code)
        draft = Draft(phrase, kind, text, start, last.end, country=name.code, represents=name.represents, known="name")
        draft.stateless = name.code is None
        if name.kind is Kind.DEMONYM:
            as_state = phrase.determiner == "the" and whole  # "the Iranians" are Iran; "some Iranians" are not
            draft.kind, draft.represents = ("state", Represents.GOVERNMENT) if as_state else ("group", Represents.OTHER)
        elif name.code is None and name.weak:
            draft.kind, draft.represents = "group", Represents.OTHER
        return draft

    def _is_only_a_place(self, phrase: Phrase, name: Name) -> bool:
        """A city or region after "in": where something happens, not who acts."""
        return name.kind in {Kind.CAPITAL, Kind.REGION} and phrase.preposition in _LOCATIVE

    def _is_a_people(self, phrase: Phrase, last: Found, name: Name) -> bool:
        """Whether an adjective stands as a noun: "the British", or as tagged ("America" is never an adjective)."""
        if phrase.determiner == "the" and last.start == phrase.start and name.surface.endswith(_PEOPLE_ENDINGS):
            return True
        return self.words.pos[last.end - 1] == "PROPN"

    def _choose(self, named: tuple[Name, ...]) -> Name | None:
        """The one name meant; a weak one that stands for several states is decided by what else the text names."""
        if len(named) == 1:
            return named[0]
        likely = [name for name in named if not name.weak] or [
            name for name in named if name.code in self.named_for_certain
        ]
        return likely[0] if likely else None

    # ---- offices, bodies, crowds

    def _described(self, phrase: Phrase, noun: Noun, names: list[Found]) -> Draft | None:
        """A phrase that a noun of the list heads: "Turkish foreign ministry", "the minister", "Syrian rebels"."""
        draft = Draft(
            phrase, _kind_of_noun(noun), self.words.join(phrase.start, phrase.end), phrase.start, phrase.end, noun=noun
        )
        if noun.is_personal:
            draft.role = self._role(phrase, names, phrase.end)
        draft.patron = self._patron(phrase, noun, names)
        if draft.patron:  # the first name and "the" are no part of what such a body is called
            draft.name = self.words.join(phrase.end - len(noun.words) - 1, phrase.end)
        self._place(draft, names, phrase.end)
        if noun.is_member and draft.country is not None and is_organisation(draft.country):
            draft.kind, draft.name, draft.represents = "bloc", draft.country, Represents.ORGANISATION
        elif noun.sort is Sort.RELATION or (
            draft.kind in {"group", "body"} and draft.country is None and self._is_worldwide(phrase, noun)
        ):
            draft.country, draft.known, draft.stateless = None, None, True
        return draft

    def _is_stance(self, phrase: Phrase, noun: Noun) -> bool:
        """ "Opposition to the deal" is no party."""
        return noun.words == ("opposition",) and self.words.lower[phrase.end : phrase.end + 1] == ["to"]

    def _patron(self, phrase: Phrase, noun: Noun, names: list[Found]) -> tuple[str, ...]:
        """Unknown capitals before a body: "the Donald Trump administration", "the Assad government"."""
        words, end = self.words, phrase.end - len(noun.words)
        if noun.sort not in {Sort.BODY, Sort.CROWD} or end == phrase.start or any(each.end == end for each in names):
            return ()
        start = end
        while start > phrase.start and words.is_capitalised(start - 1) and words.pos[start - 1] == "PROPN":
            if noun_before(words.lower, start, start=phrase.start) is not None or is_title(words.lower[start - 1]):
                break
            start -= 1
        return tuple(words.text[start:end])

    def _is_worldwide(self, phrase: Phrase, noun: Noun) -> bool:
        """Whether a word says so; those of the noun itself count where it is no state's: no "foreign ministry" is."""
        of_no_state = represents_of(" ".join(noun.words)) is Represents.OTHER
        end = phrase.end if of_no_state else phrase.end - len(noun.words)
        return any(is_worldwide(word) for word in self.words.lower[phrase.start : end])

    def _role(self, phrase: Phrase, names: list[Found], end: int) -> str | None:
        """The office as written, without the state's name before it."""
        start = phrase.start
        if names and names[0].start == start and names[0].names[0].kind in _STATE_LIKE and names[0].end < end:
            start = start if self.words.text[names[0].end] in {"-", "–"} else names[0].end  # "Paris-based analyst"
        return self.words.join(start, end) or None

    def _organisation(self, phrase: Phrase, names: list[Found]) -> Draft:
        words, start, end = self.words, phrase.start, phrase.end
        draft = Draft(phrase, "body", words.join(start, end), start, end)
        self._place(draft, names, end)
        if draft.country is None and end - start <= _LONGEST_NAME:
            draft.person, draft.tentative = tuple(words.text[start:end]), True  # recognisers take surnames for firms
        draft.represents = draft.represents or Represents.OTHER
        return draft

    # ---- country and side

    def _place(self, draft: Draft, names: list[Found], end: int) -> None:
        """Country and side of an office or body, from its possessor, the names in the phrase and what follows it."""
        draft.owner = self._owner(draft)
        owner = draft.owner if draft.owner is not None and (draft.owner.country or draft.owner.stateless) else None
        name = self._name_beside(names, end)
        counterpart = draft.noun is not None and draft.noun.words == ("counterpart",)
        if (
            owner is not None
            and (name is None or (draft.phrase.owner is not None and not counterpart))
            and not counterpart
        ):
            draft.country, draft.stateless, draft.known = owner.country, owner.stateless, "role"
        elif name is not None:
            draft.country, draft.stateless, draft.known = name.code, name.code is None, "role"
        draft.represents = side_of(
            self.words,
            phrase=draft.phrase,
            end=end,
            noun=draft.noun,
            owner=draft.owner,
            name=name,
            country=draft.country,
        )

    def _name_beside(self, names: list[Found], end: int) -> Name | None:
        """The first name the rest of the phrase belongs to; "US-led", "Turkish-backed" only say who stands behind."""
        words = self.words
        for each in names:
            hyphenated = (
                each.end + 1 < end and words.text[each.end] in {"-", "–"} and not words.is_capitalised(each.end + 1)
            )
            if hyphenated and words.lower[each.end + 1] != "based":
                continue
            name = self._choose(each.names)
            if name is not None:
                return name
        return None

    def _owner(self, draft: Draft) -> Draft | None:
        phrase = draft.phrase
        if phrase.owner is not None:
            return self.draft(phrase.owner)
        following = self.phrases[phrase.order + 1] if phrase.order + 1 < len(self.phrases) else None
        if following is None or following.preposition not in _BELONGING or not self._adjoins(phrase, following):
            return None
        if draft.person and following.preposition in _NOT_A_PERSONS:
            return None
        return self._place_or_draft(following)

    def _adjoins(self, phrase: Phrase, following: Phrase) -> bool:
        """Whether only a preposition and a determiner stand between two phrases."""
        return following.start - phrase.end == 1 + (following.determiner != "")

    def _place_or_draft(self, phrase: Phrase) -> Draft | None:
        """What stands after "of" or "in"; there a city counts for its country though it is no actor itself."""
        made = self.draft(phrase.order)
        names = self._names_in(phrase)
        if made is None and names and names[0].start == phrase.start:
            name = self._choose(names[0].names)
            if name is not None:
                made = Draft(
                    phrase,
                    "state",
                    name.surface,
                    phrase.start,
                    phrase.end,
                    country=name.code,
                    represents=name.represents,
                )
                made.stateless = name.code is None
        return made


def _kind_of(name: Name) -> MentionKind:
    if name.kind is Kind.ORGANISATION:
        return "bloc"
    if name.kind is Kind.GROUP:
        return "group"
    return "body" if name.kind in {Kind.SEAT, Kind.INSTITUTION} else "state"


def _kind_of_noun(noun: Noun) -> MentionKind:
    if noun.sort is Sort.BODY:
        return "body"
    return "person" if noun.is_personal and not noun.plural else "group"
