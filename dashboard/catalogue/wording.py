"""Words as the catalogue compares them, and an index that finds its phrases in a run of words.

Words are compared without accents, dots and possessive endings. Capitals count where they tell words apart: "US" is a
state and "us" is not, "Turkey" begins with a capital. Hyphenated words stay whole, so that "US-led" and "anti-French"
name nobody.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

_WORD = re.compile(r"[^\s,;:()\[\]\"“”/]+|,")
_POSSESSIVE = re.compile(r"(?<=\w)(?:'s|(?<=s)')$")
_EX = re.compile(r"\b(ex)-(?=\w)", re.IGNORECASE)  # "ex-minister" is two words: former, minister
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "\u00a0": " ", "‑": "-", "–": "-"})
# Letters that Unicode does not take apart into a base and an accent.
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "ə": "e"})

# Words of a family name that stand before its main part: "von der Leyen", "Al Saud", "de Mistura".
PARTICLES = frozenset(
    "al arap bin bint ben da das de del della den der di do dos du el ibn la le ould ter van von und y zu".split()
)
# Arabic articles that a hyphen joins to the name.
ARTICLES = frozenset("ad al an ar as ash at az el".split())

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of an actor's description."""

    text: str  # without accents, dots and possessive ending; capitals as written
    key: str  # in lower case: what is compared
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter or a digit, an article as in "al-Assad" left aside."""
        first = self.text[:1]
        if first.isupper() or first.isdigit():
            return True
        article, _, rest = self.text.partition("-")
        return article in ARTICLES and rest[:1].isupper()


def plain(text: str) -> str:
    """The text without accents, with straight apostrophes and ordinary hyphens."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_QUOTES))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_LETTERS)


def words(text: str) -> list[Word]:
    """The words of a description in order; a comma is a word of its own."""
    text = _EX.sub(r"\1 ", plain(text))
    return [word for match in _WORD.finditer(text) if (word := _word(match[0])) is not None]


def _word(written: str) -> Word | None:
    if written == ",":
        return Word(",", ",", possessive=False)
    bare = _POSSESSIVE.sub("", written)
    text = bare.strip("'.!?-").replace(".", "")
    return Word(text, text.casefold(), bare != written) if text else None


class PhraseIndex(Generic[Value]):
    """Finds the longest phrases of a list in a run of words."""

    def __init__(self, phrases: Iterable[tuple[str, Value]], *, cased: bool) -> None:
        self._cased = cased
        self._found: defaultdict[tuple[str, ...], list[tuple[tuple[Word, ...], Value]]] = defaultdict(list)
        self._longest: dict[
            str, int
        ] = {}  # the first word of a phrase → the words of the longest phrase that begins with it
        for surface, value in phrases:
            spelled = tuple(words(surface))
            if len(spelled) > 1 and spelled[0].key == "the":
                spelled = spelled[1:]
            keys = tuple(word.key for word in spelled)
            self._found[keys].append((spelled, value))
            self._longest[keys[0]] = max(self._longest.get(keys[0], 0), len(keys))

    def at(self, run: Sequence[Word], start: int) -> tuple[int, list[Value]] | None:
        """The longest phrase that begins at a word: how many words it has, and all values listed for it."""
        for length in range(min(self._longest.get(run[start].key, 0), len(run) - start), 0, -1):
            part = run[start : start + length]
            if any(word.possessive for word in part[:-1]) and not self._allows_possessive(part):
                continue
            values = [
                value for spelled, value in self._candidates(part) if not self._cased or _same_case(spelled, part)
            ]
            if values:
                return length, values
        return None

    def _candidates(self, part: Sequence[Word]) -> list[tuple[tuple[Word, ...], Value]]:
        return self._found.get(tuple(word.key for word in part), [])

    def _allows_possessive(self, part: Sequence[Word]) -> bool:
        inner = [word.possessive for word in part[:-1]]
        return any([word.possessive for word in spelled[:-1]] == inner for spelled, _ in self._candidates(part))


def _same_case(spelled: Sequence[Word], written: Sequence[Word]) -> bool:
    if spelled[0].capital and not written[0].capital:
        return False
    return all(_same_acronym(listed, word) for listed, word in zip(spelled, written, strict=True))


def _same_acronym(listed: Word, word: Word) -> bool:
    is_acronym = len(listed.text) > 1 and listed.text.isupper()
    return not is_acronym or word.text == listed.text


def spans(index: PhraseIndex[Value], run: Sequence[Word]) -> Iterator[tuple[int, int, list[Value]]]:
    """All phrases of the index in the run, longest first from the left, never overlapping: start, end, values."""
    at = 0
    while at < len(run):
        found = index.at(run, at)
        if found is None:
            at += 1
        else:
            yield at, at + found[0], found[1]
            at += found[0]
