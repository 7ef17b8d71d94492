"""Words as topics see them: inflection cut off, names of one party made one, words without content dropped."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dashboard.catalogue.topics import names

# Words that say nothing about the subject. Negations, "and", "or" and prepositions that carry meaning (with, without,
# out) stay.
_EMPTY = frozenset(
    "a an the of in on for to at from into as about that this these those its his her their our my your any some every "
    "each is are be been being was were do does did has have had having would could should will shall may might must "
    "can us we you he she they i s such also very than".split()
)

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_SPELLINGS = (
    (re.compile(r"\bU\.S\.(?:A\.?)?|\bUS\b"), "USA"),  # by case: "us" is a pronoun
    (re.compile(r"\bU\.N\."), "UN"),
    (re.compile(r"\bU\.K\."), "UK"),
    (re.compile(r"\bE\.U\."), "EU"),
    (re.compile(r"%|\bper cent\b"), " percent "),
)
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
    text = _POSSESSIVE.sub("", text)
    for pattern, written in _SPELLINGS:
        text = pattern.sub(written, text)
    return _TOKEN.findall(text)


def words(text: str) -> tuple[str, ...]:
    """The text as stems with content, each party under one name ("Kyiv's" is "ukrain")."""
    return _named([stem(token) for token in spans(text) if token.lower() not in _EMPTY])


class _Names(NamedTuple):
    by_first: dict[str, list[tuple[tuple[str, ...], str]]]  # first stem → (stems, name), longest first


@lru_cache
def _names() -> _Names:
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for other, name in names().same.items():
        stems = tuple(stem(token) for token in spans(other) if token.lower() not in _EMPTY)
        by_first.setdefault(stems[0], []).append((stems, stem(name)))
    for entries in by_first.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return _Names(by_first)


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
