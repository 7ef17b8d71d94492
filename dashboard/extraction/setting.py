"""What an article as a whole tells about its parts: the state it is about, its sentences, what it quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import log

from dashboard.catalogue import Kind
from dashboard.extraction.descriptions import Draft
from dashboard.extraction.phrases import Found, Words

# How much a name counts for the state that an article is about: in the opening, as the place of a dateline, and for a
# person in office. On the articles of training the guess is right for 60 % of the actors that nothing else places, 54 %
# without weights.
_OPENING = 60  # tokens
_IN_OPENING, _DATELINE, _IN_OFFICE = 3, 5, 1
# How much speaks for a state as that of a person whom nothing else places, as log odds: how often it is named, that it
# is among the first two, that the dateline lies there (named but once it is no more than a place: Geneva, New York).
# Fitted as a conditional logit, together with the weights of governments that acted lately (coreference), on the
# persons of the training articles whose country the coders knew.
_NAMED, _FIRST_NAMED, _REPORTED_FROM = 0.6, 1.6, 2.0
_FIRST = 2  # states
_DATELINE_BY = 40  # tokens within which a dateline begins
_DASHES = frozenset({"-", "--", "–", "—"})
_SHOUTED = 4  # letters; a city in longer capitals opens a dateline
_QUOTES = frozenset({'"', "“", "”", "``", "''"})


def home_country(words: Words, drafts: list[Draft | None], found: list[Found]) -> str | None:
    """The state the article is about: the one most often named, the opening counting most; ``None`` if two are even."""
    counts: Counter[str] = Counter()
    for each, code in _states_named(found):
        counts[code] += _IN_OPENING if each.start < _OPENING else 1
        if _is_dateline(words, each):
            counts[code] += _DATELINE
    for draft in drafts:
        if draft is not None and draft.country is not None and draft.known == "catalogue":
            counts[draft.country] += _IN_OFFICE
    ranked = counts.most_common(2)
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None


def standing(words: Words, found: list[Found]) -> dict[str, float]:
    """For each state named in the article, how much speaks for it as the state of a person placed by nothing else."""
    counts: Counter[str] = Counter()
    reported: set[str] = set()
    for each, code in _states_named(found):
        counts[code] += 1
        if _is_dateline(words, each):
            reported.add(code)
    return {
        code: _NAMED * log(1 + times)
        + _FIRST_NAMED * (place < _FIRST)
        + _REPORTED_FROM * (code in reported and times > 1)
        for place, (code, times) in enumerate(counts.items())
    }


def _states_named(found: list[Found]) -> Iterator[tuple[Found, str]]:
    """The names that stand for one state, with its code."""
    for each in found:
        name = each.names[0]
        if len(each.names) == 1 and name.code is not None and name.kind is not Kind.ORGANISATION:
            yield each, name.code


def _is_dateline(words: Words, city: Found) -> bool:
    """Whether a city opens the text as the place of the report: "OTTAWA -", "Beijing, April 11 (AFP)"."""
    if city.start >= _DATELINE_BY or city.names[0].kind not in {Kind.CAPITAL, Kind.REGION}:
        return False
    first, after = words.text[city.start], words.text[city.end : city.end + 10]
    if (first.isupper() and len(first) >= _SHOUTED) or (after[:1] and after[0] in _DASHES):
        return True
    return after[:1] == [","] and not (_DASHES | {"("}).isdisjoint(after)


def numbered_sentences(words: Words) -> list[int]:
    """The number of each token's sentence."""
    numbers: list[int] = []
    number = -1
    for start in words.starts:
        number += start
        numbers.append(number)
    return numbers


def quoted_tokens(words: Words) -> list[bool]:
    """For each token whether it stands between quotation marks; a line break closes a forgotten quote."""
    inside, marks = False, []
    for text in words.text:
        if text in _QUOTES:
            inside = text in {"“", "``"} or (text == '"' and not inside)
        elif "\n" in text:
            inside = False
        marks.append(inside)
    return marks
