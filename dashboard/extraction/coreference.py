"""Whom pronouns and descriptions without a name stand for: "he", "the minister", "the government", "the two sides"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dashboard.catalogue import country_label
from dashboard.catalogue.phrases import Kind
from dashboard.extraction.descriptions import Draft
from dashboard.extraction.mentions import Mention
from dashboard.extraction.phrases import Found, Phrase, Words
from dashboard.extraction.syntax import CLAUSAL_MODIFIERS, SUBJECTS
from dashboard.schema import Represents

_SINGULAR_PERSONS = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_THINGS = frozenset({"it", "its", "itself"})
_PLURALS = frozenset({"they", "them", "their", "themselves"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_DEFINITE = frozenset("the this that these those his her its their our".split())
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4}
_PARTIES = frozenset("sides side countries nations leaders states governments presidents ministers neighbours neighbors parties capitals".split())
_LEADERS = frozenset({"leaders", "presidents", "ministers"})
# How many sentences back an antecedent may stand: beyond, somebody else has usually been named.
_REACH = 3
# Mentions back in which a government counts as acting lately. On the articles of training, 76 % of the persons without any
# other evidence belong to it, 68 % to the article's home, 63 % to the government of the last mention whatever its part.
_ACTED_LATELY = 25
_QUOTES = frozenset({'"', "“", "”", "``", "''"})


def resolve_references(words: Words, phrases: list[Phrase], drafts: list[Draft | None], found: list[Found]) -> list[Mention]:
    """The finished mentions in text order, pronouns and collectives among them."""
    return list(_Resolver(words, phrases, drafts, found).mentions())


class _Resolver:
    """Walks through the text once and remembers who has been mentioned."""

    def __init__(self, words: Words, phrases: list[Phrase], drafts: list[Draft | None], found: list[Found]) -> None:
        self.words = words
        self.phrases = phrases
        self.drafts = {phrase.start: (phrase, draft) for phrase, draft in zip(phrases, drafts, strict=True)}
        self.home = _home(words, drafts, found)
        self.sentence = _numbered_sentences(words)
        self.quoted = _quoted(words)
        self.past: list[Mention] = []

    def mentions(self) -> Iterator[Mention]:
        words = self.words
        for i in range(len(words.text)):
            for mention in self._at(i):
                self.past.append(mention)
                yield mention

    def _at(self, i: int) -> list[Mention]:
        phrase, draft = self.drafts.get(i, (None, None))
        if phrase is not None:
            several = self._collective(phrase)
            if several:
                return several
            return [self._finished(draft)] if draft is not None else []
        lower = self.words.lower[i]
        if lower in _SINGULAR_PERSONS:
            return self._pronoun(i, self._person(i))
        if lower in _THINGS and self.words.tag[i] in {"PRP", "PRP$"}:
            return self._pronoun(i, self._thing(i))
        if lower in _PLURALS:
            return self._pronoun(i, self._several(i))
        if lower in _RELATIVES and self.words.dep[i] in SUBJECTS:
            return self._relative(i)
        if lower in {"both", "two"} and self.words.dep[i] in SUBJECTS:
            return self._standing_for(i, i + 1, self._recent_distinct(2, leaders=False))
        return []

    # ---- descriptions

    def _finished(self, draft: Draft) -> Mention:
        """A draft with what earlier mentions and the article as a whole add."""
        name, role, country, represents, known = draft.name, draft.role, draft.country, draft.represents, draft.known
        antecedent = None if country or draft.stateless else self._antecedent(draft)
        if antecedent is not None:
            country, known = antecedent.country, "coreference"
            if draft.kind != "group" and not draft.person:
                name, role, represents = antecedent.name, antecedent.role or role, antecedent.represents
        elif country is None and not draft.stateless and draft.kind != "bloc":
            country, known = self._guess(draft), None
        if represents is None:
            represents = Represents.OTHER if draft.kind in {"person", "group", "body"} else Represents.GOVERNMENT
        return Mention(draft.start, draft.end, draft.phrase.head, name, role, country, represents, draft.kind, known)

    def _guess(self, draft: Draft) -> str | None:
        """The country of last resort: for a person the government that acted last, else what the article is about."""
        if draft.kind == "person":
            for mention in reversed(self.past[-_ACTED_LATELY:]):
                if (
                    mention.known not in {None, "coreference"}
                    and mention.country
                    and mention.represents is Represents.GOVERNMENT
                    and not self.quoted[mention.start]
                    and self.words.dep[mention.head] in SUBJECTS
                ):
                    return mention.country
        return self.home

    def _antecedent(self, draft: Draft) -> Mention | None:
        """The earlier mention that a description without country takes up."""
        if draft.noun is None or draft.person or not (draft.phrase.determiner in _DEFINITE):
            return None
        head = draft.noun.words[-1]
        for mention in reversed(self.past):
            if mention.country is None or mention.kind in {"pronoun", "collective"}:
                continue
            described = (mention.role or ("" if mention.kind == "person" else mention.name)).lower().replace("-", " ").split()
            if head in described and (mention.kind == draft.kind or draft.kind == "group"):
                return mention
        return None

    # ---- several at once

    def _collective(self, phrase: Phrase) -> list[Mention]:
        """ "The two sides", "both countries", "the three leaders"."""
        lowers = self.words.lower[phrase.start : phrase.end]
        number = _NUMBERS.get(phrase.determiner) or next((_NUMBERS[word] for word in lowers if word in _NUMBERS), None)
        if lowers[-1] == "side" and lowers[0] in {"other"}:
            return []
        if lowers[-1] not in _PARTIES or not (number or lowers == ["sides"]):
            return []
        if any(self.words.is_capitalised(i) for i in range(phrase.start, phrase.end)) and phrase.determiner != "both" and lowers[0] not in _NUMBERS:
            return []
        leaders = lowers[-1] in _LEADERS
        return self._standing_for(phrase.start, phrase.end, self._recent_distinct(number or 2, leaders=leaders), head=phrase.head)

    def _standing_for(self, start: int, end: int, several: list[Mention], *, head: int | None = None) -> list[Mention]:
        return [
            Mention(start, end, start if head is None else head, one.name, one.role, one.country, one.represents, "collective", "coreference")
            for one in several
        ]

    def _recent_distinct(self, number: int, *, leaders: bool) -> list[Mention]:
        """The last so many different actors: of different countries, people if leaders are meant."""
        chosen: dict[str, Mention] = {}
        kinds = {"person"} if leaders else {"state", "bloc"}
        for mention in reversed(self.past):
            if mention.kind in kinds and mention.country and mention.known and (not leaders or mention.represents is not Represents.OTHER):
                chosen.setdefault(mention.country, mention)
                if len(chosen) == number:
                    return list(reversed(chosen.values()))
        return [] if leaders is False else self._recent_distinct(number, leaders=False)

    # ---- pronouns

    def _pronoun(self, i: int, antecedents: list[Mention]) -> list[Mention]:
        return [
            Mention(i, i + 1, i, one.name, one.role, one.country, one.represents, "pronoun", "coreference")
            for one in antecedents
        ]

    def _person(self, i: int) -> list[Mention]:
        return self._nearest(i, lambda mention: mention.kind == "person" or (mention.kind == "pronoun" and self.words.lower[mention.start] in _SINGULAR_PERSONS))

    def _thing(self, i: int) -> list[Mention]:
        return self._nearest(i, lambda mention: mention.kind in {"state", "body", "bloc"} or (mention.kind == "pronoun" and self.words.lower[mention.start] in _THINGS))

    def _several(self, i: int) -> list[Mention]:
        nearest = self._nearest(i, lambda mention: mention.kind in {"group", "collective", "body"} or (mention.kind == "pronoun" and self.words.lower[mention.start] in _PLURALS))
        return [mention for mention in self.past if nearest and mention.start == nearest[0].start] if nearest else []

    def _nearest(self, i: int, fits) -> list[Mention]:
        """The best antecedent: a subject of this sentence, then of the sentences before, nearest first."""
        here, quoted = self.sentence[i], self.quoted[i]
        for back in range(_REACH + 1):
            candidates = [m for m in self.past if self.sentence[m.start] == here - back and self.quoted[m.start] == quoted and fits(m)]
            if candidates:
                subjects = [m for m in candidates if self.words.dep[m.head] in SUBJECTS]
                return [(subjects or candidates)[-1 if back else 0]] if not subjects else [subjects[-1]]
        return []

    def _relative(self, i: int) -> list[Mention]:
        verb = self.words.head[i]
        if self.words.dep[verb] not in CLAUSAL_MODIFIERS:
            return []
        governor = self.words.head[verb]
        return self._pronoun(i, [mention for mention in self.past[-6:] if mention.head == governor and mention.start <= governor])


def _home(words: Words, drafts: list[Draft | None], found: list[Found]) -> str | None:
    """The state that the article is about: the one most often named and spoken for, the opening counting most."""
    counts: Counter[str] = Counter()
    for each in found:
        if len(each.names) == 1 and each.names[0].code and each.names[0].kind is not Kind.ORGANISATION:
            counts[each.names[0].code] += W_OPEN if each.start < OPEN else 1
            if each.names[0].kind in {Kind.CAPITAL, Kind.REGION} and _is_dateline(words, each):
                counts[each.names[0].code] += W_DATE
    for draft in drafts:
        if draft is not None and draft.country and draft.known == "catalogue":
            counts[draft.country] += W_CAT
    ranked = counts.most_common(2)
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None

import os
W_OPEN,OPEN,W_DATE,W_CAT=[int(x) for x in os.environ.get('HW','3,60,5,1').split(',')]

def _is_dateline(words: Words, each: Found) -> bool:
    """Whether a city opens the text as the place of the report: "OTTAWA -", "BEIJING, April 11 (AFP)"."""
    after = words.lower[each.end : each.end + 10]
    return each.start < 40 and (words.text[each.start].isupper() and len(words.text[each.start])>3 or bool(after) and after[0] in {"-", "--", "–", "—"} or (bool(after) and after[0]=="," and bool({"-", "--", "–", "—","("} & set(after))))


def _numbered_sentences(words: Words) -> list[int]:
    numbers, number = [], -1
    for start in words.starts:
        number += start
        numbers.append(number)
    return numbers


def _quoted(words: Words) -> list[bool]:
    """For each token whether it stands between quotation marks; a line break closes a forgotten quote."""
    inside, marks = False, []
    for text in words.text:
        if text in _QUOTES:
            inside = text in {"“", "``"} or (text == '"' and not inside)
        elif "\n" in text:
            inside = False
        marks.append(inside)
    return marks
