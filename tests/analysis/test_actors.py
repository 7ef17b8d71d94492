"""The table of actors, and which names are taken for those of one actor."""

from __future__ import annotations

from datetime import date as Date

import pandas as pd
import pytest

from dashboard.analysis.actors import Key, actor_table, keys_of, likely_same, matching, search_texts
from dashboard.schema import Actor, Represents, Review
from tests.showing.conftest import OPPOSE, SUPPORT, Said, say, table

OTHER = Represents.OTHER


def speaks(
    name: str, country: str | None, number: int = 1, represents: Represents = Represents.GOVERNMENT
) -> list[Said]:
    actor = Actor(name, None, country, represents)
    return [
        say(country, "tunnel", SUPPORT, words=f"{name} of {country} on {at}.", actor=actor, id=f"{name}{country}{at}")
        for at in range(number)
    ]


def test_an_actor_is_a_name_in_a_country() -> None:
    frame = table(
        *speaks("Moreau", "FRA", 3),
        *speaks("Moreau", "BRA"),
        *speaks("Moreau", None),
        say("NOR", "dam", OPPOSE, actor=Actor("Oslo", None, "NOR", OTHER), day=Date(2024, 1, 2), id="a"),
        say("NOR", "mine", OPPOSE, actor=Actor("Oslo", None, "NOR", OTHER), day=None, id="b"),
        say(
            "NOR", "pit", OPPOSE, actor=Actor("Oslo", None, "NOR", Represents.GOVERNMENT), day=Date(2025, 1, 2), id="c"
        ),
        say("NOR", "pit", OPPOSE, actor=Actor("Oslo", None, "NOR", OTHER), review=Review.REJECTED, id="d"),
        say("KEN", "pit", OPPOSE, actor=Actor("Nobody", None, "KEN", OTHER), review=Review.REJECTED, id="e"),
    )
    actors = actor_table(frame)
    assert keys_of(actors) == [("Moreau", "FRA"), ("Oslo", "NOR"), ("Moreau", "BRA"), ("Moreau", None)]
    assert actors["statements"].tolist() == [3, 3, 1, 1]
    oslo = actors.iloc[1]
    assert (oslo["represents"], oslo["articles"]) == ("other", 3), "most say so; what was rejected does not count"
    assert (oslo["first"], oslo["last"]) == (pd.Timestamp(2024, 1, 2), pd.Timestamp(2025, 1, 2))


def test_two_statements_of_one_article_are_of_one_article() -> None:
    article, [found] = say("FRA", "tunnel", SUPPORT)
    _, [other] = say("FRA", "bridge", SUPPORT, article=article.id)
    assert actor_table(table((article, [found, other])))[["statements", "articles"]].to_numpy().tolist() == [[2, 1]]


def test_nobody_speaks_in_an_empty_table() -> None:
    actors = actor_table(table())
    assert actors.empty
    assert likely_same(actors) == []


SUGGESTED: dict[str, tuple[list[tuple[str, str | None, int]], list[tuple[str, list[str]]]]] = {
    "family name and full name": (
        [("Moreau", "FRA", 3), ("Claire Moreau", "FRA", 1)],
        [("Claire Moreau", ["Moreau", "Claire Moreau"])],
    ),
    "a chain of ever fuller names": (
        [("Lima", "BRA", 1), ("Lima da Costa", "BRA", 2), ("Ana Lima da Costa", "BRA", 3)],
        [("Ana Lima da Costa", ["Ana Lima da Costa", "Lima da Costa", "Lima"])],
    ),
    "capitals, dots, accents, hyphens and articles": (
        [("The Moreau-Duval Fund", "FRA", 1), ("Moreau Duval fund", "FRA", 2), ("Moréau Duval Fund", "FRA", 1)],
        [("Moreau Duval fund", ["Moreau Duval fund", "Moréau Duval Fund", "The Moreau-Duval Fund"])],
    ),
    "a nationality before a ministry": (
        [("Ministry of Foreign Affairs", "FRA", 1), ("French Ministry of Foreign Affairs", "FRA", 2)],
        [("French Ministry of Foreign Affairs", ["French Ministry of Foreign Affairs", "Ministry of Foreign Affairs"])],
    ),
    "a short name that fits two people": (
        [("Moreau", "FRA", 1), ("Claire Moreau", "FRA", 1), ("Paul Moreau", "FRA", 1)],
        [],
    ),
    "the same name in two countries": ([("Moreau", "FRA", 1), ("Moreau", "BEL", 1)], []),
    "no country is no common country": ([("Moreau", None, 1), ("Claire Moreau", None, 1)], []),
    "spellings without a country": ([("MOREAU", None, 1), ("Moreau", None, 2)], [("Moreau", ["Moreau", "MOREAU"])]),
    "what a state's bank says is not said by the state": ([("France", "FRA", 2), ("Bank of France", "FRA", 1)], []),
    "a spokesman is another than his ministry": (
        [("Foreign Ministry", "KEN", 2), ("Foreign Ministry spokesman", "KEN", 1)],
        [],
    ),
    "part of a word": ([("Mor", "FRA", 1), ("Claire Moreau", "FRA", 1)], []),
}


@pytest.mark.parametrize(("heard", "expected"), SUGGESTED.values(), ids=SUGGESTED)
def test_names_that_may_be_of_one_actor(
    heard: list[tuple[str, str | None, int]], expected: list[tuple[str, list[str]]]
) -> None:
    actors = actor_table(table(*(said for each in heard for said in speaks(*each))))
    assert [(each.name, [name for name, _ in each.of]) for each in likely_same(actors)] == expected


def test_who_speaks_for_another_side_is_another() -> None:
    frame = table(*speaks("Moreau", "FRA"), *speaks("Claire Moreau", "FRA", represents=Represents.OPPOSITION))
    assert likely_same(actor_table(frame)) == []


def test_the_most_heard_are_suggested_first() -> None:
    said = [("Lima", "BRA", 1), ("Ana Lima", "BRA", 1), ("Moreau", "FRA", 1), ("Claire Moreau", "FRA", 5)]
    found = likely_same(actor_table(table(*(each for one in said for each in speaks(*one)))))
    assert [(each.name, each.statements) for each in found] == [("Claire Moreau", 6), ("Ana Lima", 2)]


@pytest.mark.parametrize(
    ("searched", "found"),
    [
        ("mor", [("Claire Moreau", "FRA"), ("Moreau-Duval", None)]),
        ("fran MOR", [("Claire Moreau", "FRA")]),
        ("duv", [("Moreau-Duval", None)]),
        ("oreau", []),
        ("DÚV.", [("Moreau-Duval", None)]),
        ("", [("Claire Moreau", "FRA"), ("Moreau-Duval", None)]),
        (", ", [("Claire Moreau", "FRA"), ("Moreau-Duval", None)]),
    ],
)
def test_actors_are_found_by_beginnings_of_words(searched: str, found: list[Key]) -> None:
    actors = actor_table(table(*speaks("Claire Moreau", "FRA", 2), *speaks("Moreau-Duval", None)))
    assert keys_of(matching(actors, search_texts(actors, {"FRA": "France"}), searched)) == found
