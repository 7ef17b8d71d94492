"""Words as topics see them: inflection cut off, names of one party made one, words without content dropped."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dashboard.catalogue.countries import country_names
from dashboard.catalogue.phrases import Kind
from dashboard.catalogue.topics import names

# Words that say nothing about the subject. Negations, "and", "or" and prepositions that carry meaning (with, without,
# out) stay.
_EMPTY = frozenset(
    "a an the of in on for to at from into as about that this these those its his her their our my your any some every "
    "each is are be been being was were do does did has have had having would could should will shall may might must "
    "can us we you he she they i s such also very than".split()
)

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
# Read as written, for case tells "US" from "us": a pattern and what stands for it.
_SPELLINGS = (
    (r"(?<=\w)['’]s\b", ""),
    (r"\bU\.S\.(?:A\.?)?|\bUS\b", "USA"),
    (r"\bWHO\b", "World Health Organization"),
    (r"\bSTART\b", "Strategic Arms Reduction Treaty"),
    (r"\bU\.N\.", "UN"),
    (r"\bU\.K\.", "UK"),
    (r"\bE\.U\.", "EU"),
    (r"%|\bper cent\b", " percent "),
)
_SPELLED = re.compile("|".join(f"({pattern})" for pattern, _ in _SPELLINGS))
_IRREGULAR = dict(
    pair.split("=")
    for pair in (
        "defense=defence withdrew=withdraw withdrawn=withdraw froze=freeze left=leave taken=take took=take kept=keep "
        "gave=give given=give broke=break begun=begin sought=seek sold=sell sent=send spent=spend met=meet built=build"
    ).split()
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without its inflection: "lifting", "lifted" and "lifts" are one; "member" and "membership" stay two."""
    word = word.lower()
    word = _IRREGULAR.get(word, word)
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if len(word) > len(ending) + 2 and word.endswith(ending) and re.search("[aeiouy]", word[: -len(ending)]):
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    word = word.replace("iz", "is", 1) if re.search("iz(e|ation)?$", word) else word
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def spans(text: str) -> list[str]:
    """The words of a text as written, without possessive endings."""
    text = _SPELLED.sub(lambda found: _SPELLINGS[(found.lastindex or 1) - 1][1], text)
    return _TOKEN.findall(text)


def words(text: str) -> tuple[str, ...]:
    """The text as stems with content, each party under one name ("Kyiv's" is "ukrain")."""
    return _named([stem(token) for token in spans(text) if token.lower() not in _EMPTY])


class _Names(NamedTuple):
    by_first: dict[str, list[tuple[tuple[str, ...], str]]]  # first stem → (stems, name), longest first
    parties: frozenset[str]


def parties() -> frozenset[str]:
    """The words by which ``words`` names a state or another party."""
    return _names().parties


@lru_cache
def _names() -> _Names:
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    same = {other: stem(name) for other, name in names().same.items()}
    for other, name in {**_names_of_states(), **same}.items():
        stems = tuple(stem(token) for token in spans(other) if token.lower() not in _EMPTY)
        by_first.setdefault(stems[0], []).append((stems, name))
    for entries in by_first.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return _Names(by_first, frozenset(name for entries in by_first.values() for _, name in entries))


# Country names of fewer letters are words of their own too often (CAR, Man).
_SHORTEST_WEAK = 5


def _names_of_states() -> dict[str, str]:
    """The names, adjectives and people of every state that names.toml does not list → its code, as one word.

    Codes are in capitals and so no stem can be taken for one. Capitals stay out: most are also where others meet
    ("the Paris agreement"), and those that are not stand in names.toml.
    """
    listed = {name.casefold() for pair in names().same.items() for name in pair}
    states = [name for name in country_names() if name.code and name.kind is not Kind.CAPITAL]
    known = {name.code for name in states if name.surface.casefold() in listed}
    codes_of: dict[str, set[str]] = {}
    for name in states:
        if name.code and name.code not in known and (not name.weak or len(name.surface) >= _SHORTEST_WEAK):
            codes_of.setdefault(name.surface.removeprefix("the "), set()).add(name.code)
    return {surface: codes.pop() for surface, codes in codes_of.items() if len(codes) == 1}


def _named(stems: list[str]) -> tuple[str, ...]:
    by_first = _names().by_first
    named: list[str] = []
    at = 0
    while at < len(stems):
        for wording, name in by_first.get(stems[at], ()):
            if tuple(stems[at : at + len(wording)]) == wording:
                named.append(name)
                at += len(wording)
                break
        else:
            named.append(stems[at])
            at += 1
    return tuple(named)


def find(sequence: tuple[str, ...], within: tuple[str, ...]) -> list[range]:
    """Where the words of ``sequence`` stand one after another."""
    size = len(sequence)
    return [range(at, at + size) for at in range(len(within) - size + 1) if within[at : at + size] == sequence]
