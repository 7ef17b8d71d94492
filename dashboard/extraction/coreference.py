"""Whom pronouns and descriptions without a name stand for: "he", "the minister", "the government", "the two sides"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dashboard.catalogue import Kind, Office, country_label, holders
from dashboard.extraction.antecedents import PLURALS, REACH, SINGULAR_PERSONS, THINGS, Antecedents
from dashboard.extraction.descriptions import Draft
from dashboard.extraction.joint import by_end, for_each_state
from dashboard.extraction.mentions import Mention
from dashboard.extraction.phrases import Found, Phrase, Words
from dashboard.extraction.setting import home_country, standing
from dashboard.extraction.syntax import CLAUSAL_MODIFIERS, SUBJECTS
from dashboard.schema import Represents

_RELATIVES = frozenset({"who", "which", "that", "whom"})
_DEFINITE = frozenset("the this that these those his her its their our".split())
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4}
_LEADERS = frozenset({"leaders", "presidents", "ministers"})
_PARTIES = _LEADERS | frozenset(
    "sides countries nations states governments neighbours neighbors parties capitals".split()
)
_STATES = frozenset({"state", "country", "nation", "kingdom", "republic"})  # "the island state" takes up a state named
# Before "ministers": a state has one of them.
_ONE_EACH = frozenset("prime foreign defence defense finance interior trade energy environment health".split())
# What the holder of an office is called when the name has been told before.
_TITLES = {
    Office.HEAD_OF_STATE: ("president", "king", "queen", "emir"),
    Office.HEAD_OF_GOVERNMENT: ("premier", "chancellor", "minister"),
    Office.FOREIGN_MINISTER: ("minister", "secretary", "diplomat"),
    Office.DEFENCE_MINISTER: ("minister", "secretary"),
    Office.OTHER_MINISTER: ("minister",),
}
_SEVERAL_STATES = frozenset({"states", "countries", "nations", "capitals", "governments", "members"})
_JOINT = frozenset({"sides", "leaders", "presidents"})  # even without a number: "the sides"
_BESIDE_NUMBERS = frozenset({"neighbouring", "neighboring", "friendly", "brotherly", "other", "warring", "rival"})
_OF_STATES = frozenset({Kind.NAME, Kind.ADJECTIVE, Kind.DEMONYM, Kind.CAPITAL})
_NAMES_REACH = 12  # tokens after "the leaders" within which the states stand whose leaders they are
_ACTED_LATELY = 40  # mentions back in which a government counts as acting lately
_LAST_TO_ACT = (1.2, 0.6)  # how much it speaks for a state that its government acted last, or last but one
# Mentions right before a relative pronoun among which its antecedent is looked for.
_RELATIVE_REACH = 6


def resolve_references(
    words: Words, phrases: list[Phrase], drafts: list[Draft | None], found: list[Found]
) -> list[Mention]:
    """The finished mentions in text order: the drafts with what earlier ones add, pronouns and collectives."""
    return list(_Resolver(words, phrases, drafts, found).mentions())


class _Resolver:
    """Walks through the text once and remembers who has been mentioned."""

    def __init__(self, words: Words, phrases: list[Phrase], drafts: list[Draft | None], found: list[Found]) -> None:
        self.words = words
        self.phrases = phrases
        self.drafts = {phrase.start: (phrase, draft) for phrase, draft in zip(phrases, drafts, strict=True)}
        self.found = found
        self.by_end = by_end(found)
        self.home = home_country(words, drafts, found)
        self.standing = standing(words, found)
        self.antecedents = Antecedents(words)
        self.past = self.antecedents.mentions
        self.collective: list[Mention] = []  # whom the last "both countries" stood for

    def mentions(self) -> Iterator[Mention]:
        words = self.words
        for i in range(len(words.text)):
            for mention in self._at(i):
                self.past.append(mention)
                yield mention

    def _at(self, i: int) -> list[Mention]:
        phrase, draft = self.drafts.get(i, (None, None))
        if phrase is not None:
            return self._described(phrase, draft)
        lower = self.words.lower[i]
        if lower in SINGULAR_PERSONS:
            return self._pronoun(i, self._person(i))
        if lower in THINGS and self.words.tag[i] in {"PRP", "PRP$"}:
            return self._pronoun(i, self._thing(i))
        if lower in PLURALS:
            return self._pronoun(i, self._several(i))
        if lower in _RELATIVES and self.words.dep[i] in SUBJECTS:
            return self._relative(i)
        if lower == "both" and self.words.dep[i] in SUBJECTS:
            return self._standing_for(i, i + 1, self._jointly(2, i, leaders=False), head=i)
        return []

    # ---- descriptions

    def _described(self, phrase: Phrase, draft: Draft | None) -> list[Mention]:
        if several := self._of_several(phrase):
            return several
        number = self._number_meant(phrase)
        if number is not None:
            return self._collective(phrase, number)
        if draft is None:
            return []
        return for_each_state(self.words, self.phrases, draft, self._finished(draft), self.by_end)

    def _finished(self, draft: Draft) -> Mention:
        """A draft with what earlier mentions and the article as a whole add."""
        name, role, country, represents, known = draft.name, draft.role, draft.country, draft.represents, draft.known
        if country is None and not draft.stateless:
            country = self._of_possessive(draft)
            known = known if country is None else "coreference"
        antecedent = None if country or draft.stateless else self._antecedent(draft)
        if antecedent is not None:
            country, known = antecedent.country, "coreference"
            if draft.kind != "group" and not draft.person:
                name, role, represents = antecedent.name, antecedent.role or role, antecedent.represents
        elif country is None and not draft.stateless and draft.kind != "bloc" and not self._are_states(draft):
            country, known = self._guess(draft), None
        if represents is None:
            represents = Represents.OTHER if draft.kind in {"person", "group", "body"} else Represents.GOVERNMENT
        return Mention(draft.start, draft.end, draft.phrase.head, name, role, country, represents, draft.kind, known)

    def _are_states(self, draft: Draft) -> bool:
        """Whether the phrase means several states, which have no country together: "fourteen countries".

        So do several holders of an office of which a state has one: "other defence ministers".
        """
        lowers = self.words.lower[draft.phrase.start : draft.phrase.end]
        return lowers[-1] in _SEVERAL_STATES or (lowers[-1] == "ministers" and not _ONE_EACH.isdisjoint(lowers[:-1]))

    def _of_possessive(self, draft: Draft) -> str | None:
        """The country of "his" in "his government", of "its" in "its foreign minister"."""
        if not self.past or self.past[-1].kind != "pronoun" or self.past[-1].end != draft.phrase.start:
            return None
        return self.past[-1].country

    def _guess(self, draft: Draft) -> str | None:
        """The country of last resort: what the article is about; for a person, who acted lately counts too."""
        if draft.kind != "person":
            return self.home
        odds = dict(self.standing)
        for country, weight in zip(self._acted_lately(), _LAST_TO_ACT, strict=False):
            odds[country] = odds.get(country, 0.0) + weight
        return max(odds, key=lambda country: odds[country], default=None)

    def _acted_lately(self) -> list[str]:
        """The states whose governments acted or spoke in the text so far, the last first."""
        return list(
            dict.fromkeys(
                mention.country
                for mention in reversed(self.past[-_ACTED_LATELY:])
                if mention.country
                and mention.known not in {None, "coreference"}
                and mention.represents is Represents.GOVERNMENT
                and not self.antecedents.quoted[mention.start]
                and self.words.dep[mention.head] in SUBJECTS
            )
        )

    def _antecedent(self, draft: Draft) -> Mention | None:
        """The earlier mention that a description without country takes up."""
        if draft.noun is None or draft.person or draft.phrase.determiner not in _DEFINITE:
            return None
        head = draft.noun.words[-1]
        is_one = self.words.tag[draft.phrase.end - 1] not in {"NNS", "NNPS"}
        if head in _STATES and is_one and draft.phrase.determiner in {"the", "this", "that"}:
            return next((mention for mention in self.antecedents.nearest(draft.start, {"state"}, THINGS)), None)
        for mention in reversed(self.past):
            if mention.country is None or mention.kind in {"pronoun", "collective"}:
                continue
            described = (
                (mention.role or ("" if mention.kind == "person" else mention.name)).lower().replace("-", " ").split()
            )
            if mention.kind == "person" and not mention.role:
                described = self._offices(mention.name)
            is_called = head in described
            if mention.kind == "body" and is_called:  # "the government" is no "U.S. government delegation"
                at = described.index(head)
                is_called = at + 1 == len(described) or described[at + 1] in {"of", "for", "in"}
            if is_called and (mention.kind == draft.kind or draft.kind == "group"):
                return mention
        return None

    def _offices(self, name: str) -> list[str]:
        """What somebody known is called by the office held on the day: "Merz … the chancellor"."""
        held = holders(name, on=self.words.doc._.article_date)
        return [title for holder in held for title in _TITLES.get(holder.office, ())]

    # ---- several at once

    def _number_meant(self, phrase: Phrase) -> int | None:
        """How many "the two sides" or "both countries" are, 0 for as many as there are; ``None``: no such phrase."""
        words = self.words
        lowers = words.lower[phrase.start : phrase.end]
        before = words.lower[phrase.start - 1] if phrase.start else ""
        numbers = [_NUMBERS[word] for word in (before, *lowers) if word in _NUMBERS]
        bare = all(word in _NUMBERS or word in _BESIDE_NUMBERS for word in lowers[:-1])
        if not bare or (phrase.determiner not in _DEFINITE and before != "both"):
            return None
        if lowers[-1] in _NUMBERS:  # "the two said"
            return numbers[0] if words.dep[phrase.head] in SUBJECTS else None
        if lowers[-1] not in _PARTIES or not (numbers or lowers[-1] in _JOINT):
            return None
        return numbers[0] if numbers else 0

    def _of_several(self, phrase: Phrase) -> list[Mention]:
        """The states of "the leaders of Japan and Ireland"; none where fewer than two are named."""
        if self.words.lower[phrase.end - 1] not in _PARTIES:
            return []
        states: dict[str, Mention] = {}
        for each in self.found:
            if phrase.end <= each.start < phrase.end + _NAMES_REACH and len(each.names) == 1:
                [name] = each.names
                first = self.antecedents.first_of_list(each.end - 1)
                is_theirs = self.words.dep[first] == "nmod" and self.words.head[first] == phrase.head
                if is_theirs and name.code and name.kind is Kind.NAME:
                    states.setdefault(name.code, _state(each.start, each.end, name.code))
        if len(states) < 2:
            return []
        self.collective = self._standing_for(phrase.start, phrase.end, [*states.values()], head=phrase.head)
        return self.collective

    def _collective(self, phrase: Phrase, number: int) -> list[Mention]:
        """The actors that such a phrase stands for."""
        leaders = self.words.lower[phrase.end - 1] in _LEADERS
        several = self._jointly(number, phrase.start, leaders=leaders)
        self.collective = self._standing_for(phrase.start, phrase.end, several, head=phrase.head) or self.collective
        return self._standing_for(phrase.start, phrase.end, several, head=phrase.head)

    def _standing_for(self, start: int, end: int, several: list[Mention], *, head: int) -> list[Mention]:
        return [
            Mention(start, end, head, one.name, one.role, one.country, one.represents, "collective", "coreference")
            for one in several
        ]

    def _jointly(self, number: int, before: int, *, leaders: bool) -> list[Mention]:
        """The actors of different countries that a collective takes up, in text order; none where that is not clear."""
        if leaders:
            people = [m for m in self.past if m.kind == "person" and m.represents is Represents.GOVERNMENT]
            chosen = _ranked(people, number)
            if chosen:
                return chosen
        if self.collective and not leaders and number in {0, len(self.collective)}:
            return self.collective
        if pair := self._coordinated(number, before):
            return pair
        states = [
            _state(each.start, each.end, name.code)
            for each in self.found
            for name in each.names
            if each.end <= before and len(each.names) == 1 and name.code and name.kind in _OF_STATES
        ]
        return _ranked(states, number or 2)

    def _coordinated(self, number: int, before: int) -> list[Mention]:
        """The states of the nearest sentence back that names just so many, as its subject or at all."""
        here = self.antecedents.sentence[before]
        for back in range(1, REACH):
            named = [m for m in self.past if self.antecedents.sentence[m.start] == here - back and m.kind == "state"]
            acting = [m for m in named if self.words.dep[m.head] in SUBJECTS | {"conj"}]
            for mentions in (acting, named):
                first = {mention.country: mention for mention in reversed(mentions)}
                if number and len(first) == number:
                    return [mention for mention in mentions if first[mention.country] is mention]
        return []

    # ---- pronouns

    def _pronoun(self, i: int, antecedents: list[Mention]) -> list[Mention]:
        return [
            one._replace(start=i, end=i + 1, head=i, kind="pronoun", known=one.known and "coreference")
            for one in antecedents
        ]

    def _person(self, i: int) -> list[Mention]:
        return self.antecedents.nearest(i, {"person"}, SINGULAR_PERSONS)

    def _thing(self, i: int) -> list[Mention]:
        return self.antecedents.nearest(i, {"state", "body", "bloc"}, THINGS)

    def _several(self, i: int) -> list[Mention]:
        """Whom "they" takes up: whoever acted together last, a group or several actors; else a group that is named.

        Of groups that are only named, "both countries" and the like come before the nearest.
        """
        groups = self.antecedents.nearest(i, {"group", "collective"}, PLURALS)
        together = self.antecedents.acting_together(i)
        if groups and self.antecedents.is_subject(groups[0]) and (not together or together[0].start < groups[0].start):
            return groups
        return together or self.antecedents.nearest(i, {"collective"}, frozenset()) or groups

    def _relative(self, i: int) -> list[Mention]:
        verb = self.words.head[i]
        if self.words.dep[verb] not in CLAUSAL_MODIFIERS:
            return []
        governor = self.words.head[verb]
        return self._pronoun(
            i,
            [
                mention
                for mention in self.past[-_RELATIVE_REACH:]
                if mention.head == governor and mention.start <= governor
            ],
        )


def _state(start: int, end: int, code: str) -> Mention:
    return Mention(start, end, end - 1, country_label(code), None, code, Represents.GOVERNMENT, "state", "name")


def _ranked(mentions: list[Mention], number: int) -> list[Mention]:
    """The first mention for each of the countries most often among ``mentions``; empty if there are too few of them."""
    counts = Counter(mention.country for mention in mentions if mention.country)
    wanted = [country for country, _ in counts.most_common(number or None)]
    if len(wanted) < (number or 2):
        return []
    first: dict[str | None, Mention] = {}
    for mention in mentions:
        if mention.country in wanted:
            first.setdefault(mention.country, mention)
    return list(first.values())
