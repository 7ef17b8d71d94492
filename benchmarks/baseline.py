"""What is reached without reading: states by a word list, stance by the mood of the sentence.

Every sentence gives one statement for each of the first two states or organisations it names; the side is the sign of
the sentence's VADER compound score (Hutto & Gilbert 2014). The actor is never told from the one spoken of, and the
sentence's mood is taken for the actor's stance: whatever a reader is better by, it owes to reading.

The constants are the best of those tried on some 350 articles of world news: naming all states, leaving calm sentences
out, and fewer kinds of names all score lower.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache

import pycountry
from babel import Locale
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from benchmarks.scoring import Record, content_words
from dashboard.paths import BLOCS, COUNTRIES

BAD_MOOD = -0.05  # VADER's own bound; a calm sentence counts as support, the commoner side
NAMED_STATES = 2  # of a sentence
LONGEST_TARGET = 10  # words, as in the definition of a target
SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bDr)(?<!\bMs)(?<!\bMrs)(?<!\bU\.S)[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z])|\n+"
)
NAME_COLUMNS = ("names", "adjectives", "people", "capitals")


def read_by_word_list(doc: str, text: str) -> Iterator[Record]:
    """One statement for each of the first states or organisations named in a sentence."""
    for start, end in sentences(text):
        sentence = text[start:end]
        for code in states_named(sentence)[:NAMED_STATES]:
            yield Record(doc, start, end, code, mood(sentence), _target(sentence), "everything", "government")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """[start, end) of every sentence, by punctuation and line breaks alone."""
    start = 0
    for boundary in [*(match.end() for match in SENTENCE_END.finditer(text)), len(text)]:
        passage = text[start:boundary]
        if passage.strip():
            yield start + len(passage) - len(passage.lstrip()), start + len(passage.rstrip())
        start = boundary


def mood(sentence: str) -> str:
    """Bad mood is taken for opposition, any other for support."""
    return "oppose" if _analyzer().polarity_scores(sentence)["compound"] <= BAD_MOOD else "support"


def states_named(sentence: str) -> list[str]:
    """Codes of the states and organisations named, each once, in the order of their first mention."""
    names = _names()
    return list(dict.fromkeys(names[match.group()] for match in _pattern().finditer(sentence)))


def _target(sentence: str) -> str:
    """The sentence's longest words, in its order."""
    words = content_words(sentence)
    longest = set(sorted(words, key=lambda word: (-len(word), word))[:LONGEST_TARGET])
    return " ".join(word for word in re.findall(r"[a-z0-9]+", sentence.lower()) if word in longest)


@cache
def _analyzer() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_names(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")


@cache
def _names() -> dict[str, str]:
    """Name, adjective, people or capital → code. A weak name (marked ``?``) counts too: a list cannot weigh."""
    names = {country.name: country.alpha_3 for country in pycountry.countries}
    cldr = Locale("en").territories
    names |= {cldr[country.alpha_2]: country.alpha_3 for country in pycountry.countries if country.alpha_2 in cldr}
    for path in (COUNTRIES / "countries.csv", BLOCS / "organisations.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(line for line in lines if not line.startswith("#")):
                names |= dict.fromkeys(_words(row), row["code"])
    return {name: code for name, code in names.items() if len(name) > 1}


def _words(row: dict[str, str]) -> Iterator[str]:
    for column in NAME_COLUMNS:
        yield from (word.strip().removesuffix("?") for word in (row.get(column) or "").split("|"))
