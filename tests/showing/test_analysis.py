"""From statements to cells: what is counted, what is left out, and that silence is not neutrality."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date

import pandas as pd
import pytest

from dashboard.analysis import (
    CELL_COLUMNS,
    Filters,
    Repeats,
    contested,
    newest,
    newest_first,
    not_heard,
    position_matrix,
    select_statements,
    similarity_order,
    summarise,
)
from dashboard.schema import Represents, Review, Stance
from tests.showing.conftest import NEUTRAL, OPPOSE, SUPPORT, say, table

EVERYONE = Filters(speakers=())
FRAME = table(
    say("FRA", "tunnel", SUPPORT, day=Date(2025, 2, 12), confidence=0.9, publisher="Herald"),
    say("BRA", "bridge", OPPOSE, day=Date(2025, 3, 3), confidence=0.4, review=Review.ACCEPTED),
    say("EU", "tunnel", NEUTRAL, day=None, represents=Represents.ORGANISATION),
    say("KEN", "tunnel", OPPOSE, represents=Represents.OPPOSITION),
    say("NOR", "bridge", SUPPORT, review=Review.REJECTED),
)


@pytest.mark.parametrize(
    ("filters", "countries"),
    [
        pytest.param(Filters(), ["FRA", "BRA"], id="governments speak by default"),
        pytest.param(Filters(countries=("EU", "KEN")), ["EU"], id="an organisation that is named speaks for itself"),
        pytest.param(
            Filters(countries=("EU",), speakers=(Represents.OPPOSITION,)),
            [],
            id="but not where governments are not heard",
        ),
        pytest.param(EVERYONE, ["FRA", "BRA", "EU", "KEN"], id="no speaker chosen means everyone, save the rejected"),
        pytest.param(Filters(speakers=(Represents.OPPOSITION,)), ["KEN"], id="one kind of speaker"),
        pytest.param(Filters(countries=("BRA", "FRA")), ["FRA", "BRA"], id="countries are alternatives"),
        pytest.param(Filters(countries=("FRA",), topics=("bridge",)), [], id="different filters must all be met"),
        pytest.param(Filters(countries=("ZZZ",)), [], id="an unknown country selects nothing"),
        pytest.param(Filters(publishers=("Herald",)), ["FRA"], id="publisher"),
        pytest.param(Filters(minimum_confidence=0.9), ["FRA"], id="the least confidence is included"),
        pytest.param(Filters(reviewed_only=True), ["BRA"], id="reviewed means accepted or corrected"),
        pytest.param(Filters(first_day=Date(2025, 3, 3)), ["BRA"], id="the first day is included, undated fall out"),
        pytest.param(Filters(last_day=Date(2025, 2, 12)), ["FRA"], id="the last day is included, undated fall out"),
    ],
)
def test_select_statements(filters: Filters, countries: list[str]) -> None:
    assert select_statements(FRAME, filters)["country"].tolist() == countries


@pytest.mark.parametrize(
    ("filters", "counts"),
    [
        pytest.param(Filters(), {Represents.ORGANISATION: 1, Represents.OPPOSITION: 1}, id="all but governments"),
        pytest.param(EVERYONE, {}, id="where everyone is heard nobody is left out"),
        pytest.param(Filters(speakers=tuple(Represents)), {}, id="also where all are named"),
        pytest.param(
            Filters(speakers=(Represents.ORGANISATION,)),
            {Represents.GOVERNMENT: 2, Represents.OPPOSITION: 1},
            id="the rejected do not count",
        ),
        pytest.param(
            Filters(countries=("KEN",)), {Represents.OPPOSITION: 1}, id="only what the other filters let through"
        ),
        pytest.param(Filters(countries=("EU",)), {}, id="a named organisation is heard already"),
    ],
)
def test_who_is_not_heard(filters: Filters, counts: dict[Represents, int]) -> None:
    assert not_heard(FRAME, filters) == counts
    everyone = replace(filters, speakers=())
    shown = len(select_statements(FRAME, filters))
    assert len(select_statements(FRAME, everyone)) - shown == sum(counts.values())


def test_repeats_of_those_who_are_not_heard_count_as_they_would_if_they_were() -> None:
    once = Filters(repeats=Repeats.ARTICLE, speakers=(Represents.OPPOSITION,))
    more = len(select_statements(ECHOED, replace(once, speakers=()))) - len(select_statements(ECHOED, once))
    assert sum(not_heard(ECHOED, once).values()) == more


ECHOED = table(
    say("FRA", "tunnel", SUPPORT, words="a1", title="one", confidence=0.5, article="A"),
    say("FRA", "tunnel", SUPPORT, words="a2 the surest", confidence=0.9, article="A"),
    say("FRA", "tunnel", OPPOSE, words="a3", confidence=0.5, article="A"),
    say("FRA", "tunnel", SUPPORT, words="b1", confidence=0.6, article="B"),
    say("FRA", "tunnel", SUPPORT, words="c1", confidence=0.6, article="C", represents=Represents.OPPOSITION),
    say("BRA", "tunnel", SUPPORT, words="d1", confidence=0.6, article="A"),
    say(None, "tunnel", SUPPORT, words="e1", confidence=0.6, article="A"),
    say(None, "tunnel", SUPPORT, words="e2", confidence=0.6, article="A"),
    say("FRA", None, SUPPORT, words="f1", confidence=0.6, article="A"),
    say("FRA", None, SUPPORT, words="f2", confidence=0.6, article="A"),
)
UNREPEATABLE = ["e1", "e2", "f1", "f2"]


@pytest.mark.parametrize(
    ("repeats", "words"),
    [
        pytest.param(
            Repeats.STATEMENT,
            ["a1", "a2 the surest", "a3", "b1", "c1", "d1", *UNREPEATABLE],
            id="every statement counts",
        ),
        pytest.param(
            Repeats.ARTICLE, ["a2 the surest", "a3", "b1", "c1", "d1", *UNREPEATABLE], id="once an article, the surest"
        ),
        pytest.param(Repeats.DAY, ["a2 the surest", "a3", "c1", "d1", *UNREPEATABLE], id="once a day in all articles"),
        pytest.param(
            Repeats.STORY,
            ["a2 the surest", "a3", "b1", "c1", "d1", *UNREPEATABLE],
            id="without stories an article is one",
        ),
    ],
)
def test_repeats(repeats: Repeats, words: list[str]) -> None:
    dated = ECHOED.assign(date=pd.Timestamp("2025-02-12").as_unit("us"))
    assert select_statements(dated, Filters(speakers=(), repeats=repeats))["evidence"].tolist() == words


def test_undated_repeats_count_once_in_their_article() -> None:
    undated = ECHOED.assign(date=pd.Series(pd.NaT, index=ECHOED.index, dtype="datetime64[us]"))
    by_day, by_article = (
        select_statements(undated, Filters(speakers=(), repeats=repeats)) for repeats in (Repeats.DAY, Repeats.ARTICLE)
    )
    assert by_day["evidence"].tolist() == by_article["evidence"].tolist()


def test_a_story_told_twice_counts_once() -> None:
    stories = ECHOED.assign(story=["one"] * 4 + [None] * 6)
    told = select_statements(stories, Filters(speakers=(), repeats=Repeats.STORY))
    assert told["evidence"].tolist() == ["a2 the surest", "a3", "c1", "d1", *UNREPEATABLE]


@pytest.mark.parametrize("number", [0, 1, 2, 4, 5, 99])
def test_newest_is_the_head_of_newest_first(number: int) -> None:
    assert newest(FRAME, number)["id"].tolist() == newest_first(FRAME)["id"].tolist()[:number]


def test_newest_first_puts_undated_articles_last() -> None:
    assert newest_first(FRAME)["country"].tolist()[0] == "BRA"
    assert newest_first(FRAME)["country"].tolist()[-1] == "EU"


@pytest.mark.parametrize(
    ("positions", "mean", "is_mixed"),
    [
        pytest.param([SUPPORT], 1.0, False, id="support is one"),
        pytest.param([OPPOSE, OPPOSE], -1.0, False, id="oppose is minus one"),
        pytest.param([NEUTRAL], 0.0, False, id="neutral is zero and not mixed"),
        pytest.param([SUPPORT, OPPOSE], 0.0, True, id="torn is zero and mixed"),
        pytest.param([SUPPORT, NEUTRAL], 0.5, False, id="support with neutral is not mixed"),
        pytest.param([SUPPORT, SUPPORT, OPPOSE, NEUTRAL], 0.25, True, id="all three"),
    ],
)
def test_a_cell_adds_up_its_statements(positions: list[Stance], mean: float, is_mixed: bool) -> None:
    days = [Date(2025, 1, day + 1) for day in range(len(positions))]
    said = [say("FRA", "tunnel", position, day=day) for position, day in zip(positions, days, strict=True)]
    (cell,) = position_matrix(table(*said)).to_dict("records")
    counts = {str(side): positions.count(side) for side in Stance}
    assert cell == {
        "country": "FRA", "topic": "tunnel", "mean": mean, "n": len(positions), "is_mixed": is_mixed, **counts,
    }  # fmt: skip


def test_silence_is_an_absent_cell_and_never_zero() -> None:
    matrix = position_matrix(FRAME)
    assert ("FRA", "bridge") not in set(zip(matrix["country"], matrix["topic"], strict=True))
    assert matrix["n"].min() == 1


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(say("FRA", None, SUPPORT), id="without a topic there is no position"),
        pytest.param(say("FRA", "tunnel", None), id="with a topic but undetermined"),
        pytest.param(say(None, "tunnel", SUPPORT), id="without a country"),
    ],
)
def test_what_has_no_place_does_not_enter(said) -> None:
    matrix = position_matrix(table(said))
    assert matrix.empty
    assert list(matrix.columns) == ["country", "topic", *CELL_COLUMNS]


def test_a_matrix_can_be_of_other_columns() -> None:
    matrix = position_matrix(FRAME, rows="topic", columns="publisher")
    assert list(matrix.columns[:2]) == ["topic", "publisher"]
    assert matrix["n"].sum() == len(FRAME)


def test_an_empty_table_gives_an_empty_matrix_and_summary() -> None:
    empty = table()
    assert position_matrix(empty).empty
    assert summarise(empty).statements == 0
    assert summarise(empty).first_day is None


def test_analysis_leaves_the_table_as_it_was() -> None:
    before = FRAME.copy(deep=True)
    position_matrix(select_statements(FRAME, EVERYONE))
    newest_first(FRAME)
    pd.testing.assert_frame_equal(FRAME, before)


def test_summary_counts_what_is_shown() -> None:
    shown = summarise(FRAME)
    assert (shown.statements, shown.countries, shown.topics, shown.articles) == (5, 5, 2, 5)
    assert (shown.first_day, shown.last_day) == (Date(2025, 2, 12), Date(2025, 3, 3))


def test_contested_topics_are_those_with_many_on_both_sides() -> None:
    said = [
        *(
            say(code, "torn", side)
            for code, side in zip("ABCDE", [SUPPORT, SUPPORT, OPPOSE, OPPOSE, NEUTRAL], strict=True)
        ),
        *(say(code, "lonely", side) for code, side in zip("ABCDE", [*[SUPPORT] * 4, OPPOSE], strict=True)),
        *(say(code, "agreed", SUPPORT) for code in "ABCDE"),
    ]
    found = contested(position_matrix(table(*said)))
    assert found["topic"].tolist() == ["torn", "lonely", "agreed"]
    assert found[["supporting", "undecided", "opposing", "smaller"]].to_numpy().tolist() == [
        [2, 1, 2, 2], [4, 0, 1, 1], [5, 0, 0, 0],
    ]  # fmt: skip


def test_similarity_brings_camps_together() -> None:
    camps = {"A": SUPPORT, "B": OPPOSE, "C": SUPPORT, "D": OPPOSE, "E": SUPPORT}
    said = [say(code, f"t{number}", side) for code, side in camps.items() for number in range(4)]
    order = similarity_order(position_matrix(table(*said)), along="country")
    assert ({*order[:3]}, {*order[3:]}) == ({"A", "C", "E"}, {"B", "D"})


@pytest.mark.parametrize("codes", ["", "A", "AB"], ids=["none", "one", "two"])
def test_few_have_no_order_to_find(codes: str) -> None:
    matrix = position_matrix(table(*(say(code, "t", SUPPORT) for code in codes)))
    assert similarity_order(matrix, along="country") == list(codes)


@pytest.mark.parametrize("most", [0, 10**9], ids=["only cells that occur", "all cells"])
def test_both_ways_of_counting_give_the_same_matrix(most: int, monkeypatch) -> None:
    usual = position_matrix(FRAME)
    monkeypatch.setattr("dashboard.analysis.positions.MOST_CELLS", most)
    pd.testing.assert_frame_equal(position_matrix(FRAME), usual)
