"""The same articles made strange: with other names, and without what the rules found.

Other names, so that the judge learns the language and not that Iran opposes things. Without the rules' findings now and
then, since the rules were made with these articles in view and are surer of them than they are of others.

Within one article a state's names and adjectives are exchanged for those of another state drawn by chance, and
surnames of persons for other surnames; the grammar of the sentence stays.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from functools import cache

from dashboard import paths
from dashboard.catalogue.countries import country_labels
from dashboard.catalogue.tables import read_table
from dashboard.extraction.judge.features import FEATURES, FLAGS, METHODS, ROLES
from dashboard.extraction.judge.questions import Question

RULED_FEATURES = frozenset(
    place for place, name in enumerate(FEATURES) if name in METHODS or name.startswith("rule: ") or name == FLAGS[-1]
)
RULED_ROLES = frozenset(place for place, name in enumerate(ROLES) if name.startswith(("cue: ", "rule's ")))


@cache
def state_words() -> dict[str, dict[str, str]]:
    """For each state with a one-word name, adjective and capital: its word of each form."""
    labels = country_labels()
    words: dict[str, dict[str, str]] = {}
    for row in read_table(paths.COUNTRIES / "countries.csv", ("code", "names", "adjectives", "people", "capitals")):
        name = labels.get(row["code"], "")
        adjective = row["adjectives"].split("|")[0].rstrip("?")
        capital = row["capitals"].split("|")[0].rstrip("?")
        if name and adjective and capital and not any(" " in each for each in (name, adjective, capital)):
            words[row["code"]] = {"name": name, "adjective": adjective, "capital": capital}
    return words


@cache
def _forms() -> dict[str, tuple[str, str]]:
    return {word: (code, form) for code, words in state_words().items() for form, word in words.items()}


def exchanged(
    words: Sequence[str], persons: Iterable[tuple[int, int]], surnames: Sequence[str], draw: random.Random
) -> list[str]:
    """The words with other names; ``persons`` are token ranges of persons' names."""
    new = list(words)
    codes = sorted(state_words())
    states: dict[str, str] = {}
    people: dict[str, str] = {}
    for index, word in enumerate(words):
        if (known := _forms().get(word)) is not None:
            code, form = known
            other = states.setdefault(code, draw.choice(codes))
            new[index] = state_words()[other][form]
    for start, end in persons:
        surname = words[end - 1]
        if end - start <= 3 and surname[:1].isupper() and surname not in _forms():
            other = people.setdefault(surname, draw.choice(surnames))
            for index in range(start, end):
                if words[index] == surname:
                    new[index] = other
    return new


def unruled(question: Question) -> Question:
    """The question as if no rule had found anything of its candidate."""
    return question._replace(
        features=tuple(place for place in question.features if place not in RULED_FEATURES),
        roles=tuple((piece, place) for piece, place in question.roles if place not in RULED_ROLES),
    )
