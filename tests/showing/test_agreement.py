"""Agreement, gaps, shifts and networks: measures worked out by hand, and what must not enter them."""

from __future__ import annotations

import math
from datetime import date as Date
from typing import Any

import pandas as pd
import pytest

from dashboard.analysis import position_matrix
from dashboard.analysis.agreement import (
    MEASURES,
    agreement,
    agreement_by_year,
    agreement_of,
    congruence_network,
    shared_topics,
    side_of,
    side_table,
    wilson_interval,
    with_intervals,
)
from dashboard.analysis.profile import Spell, by_sides, gaps, strongest, voices
from dashboard.analysis.shifts import SHIFT_COLUMNS, shifts
from dashboard.charts.agreement import agreement_chart, agreement_summary, sides_chart, years_chart
from dashboard.charts.dots import WIDTH, dots_chart, dots_summary
from dashboard.charts.profile import days_chart, days_summary, spoken_days
from dashboard.charts.theme import DARK, LIGHT
from dashboard.schema import Actor, Represents
from tests.showing.conftest import HOSTILE, NEUTRAL, OPPOSE, SUPPORT, Said, say, table

EMPTY = table()


def cells(positions: dict[str, dict[str, str]]) -> pd.DataFrame:
    """One statement for each letter: ``{"FRA": {"tunnel": "++-"}}``."""
    letters = {"+": SUPPORT, "-": OPPOSE, "0": NEUTRAL}
    said = [
        say(country, topic, letters[letter], day=Date(2025, 1, 1 + place))
        for country, topics in positions.items()
        for topic, taken in topics.items()
        for place, letter in enumerate(taken)
    ]
    return table(*said)


def pair(frame: pd.DataFrame, **options: Any) -> dict[str, Any]:
    (row,) = agreement(frame, **options).to_dict("records")
    return row


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param({"a": "+", "b": "-"}, {"a": "+", "b": "-"}, 1.0, id="the same side throughout is one"),
        pytest.param({"a": "+", "b": "-"}, {"a": "-", "b": "+"}, 0.0, id="opposite sides throughout is zero"),
        pytest.param({"a": "0", "b": "0"}, {"a": "+", "b": "-"}, 0.5, id="neutral against a side is one half"),
        pytest.param({"a": "0", "b": "0"}, {"a": "0", "b": "0"}, 1.0, id="two neutrals agree"),
        pytest.param({"a": "+", "b": "+"}, {"a": "+", "b": "-"}, 0.5, id="half the topics"),
        pytest.param({"a": "+++++", "b": "+"}, {"a": "+", "b": "-"}, 0.5, id="a topic counts once however often said"),
        pytest.param({"a": "++-", "b": "+"}, {"a": "+", "b": "+"}, 5 / 6, id="mixed positions enter by their mean"),
    ],
)
def test_agreement_of_two(one: dict[str, str], other: dict[str, str], expected: float) -> None:
    found = pair(cells({"BRA": one, "FRA": other}))
    assert found["agreement"] == pytest.approx(expected)
    assert (found["country"], found["other"], found["shared"]) == ("BRA", "FRA", 2)
    assert found["low"] <= found["agreement"] <= found["high"]


def test_silence_is_no_disagreement() -> None:
    frame = cells({"BRA": {"a": "+", "b": "+", "c": "-"}, "FRA": {"a": "+", "b": "+", "d": "-"}})
    found = pair(frame)
    assert (found["agreement"], found["shared"], found["n"]) == (1.0, 2, 4)


@pytest.mark.parametrize(("least", "pairs"), [(1, 3), (2, 1), (3, 0)])
def test_pairs_need_so_many_shared_topics(least: int, pairs: int) -> None:
    frame = cells({"BRA": {"a": "+", "b": "+"}, "FRA": {"a": "+", "b": "+"}, "KEN": {"a": "-"}})
    assert len(agreement(frame, minimum_shared=least)) == pairs


def test_agreement_without_a_shared_topic_is_refused() -> None:
    with pytest.raises(ValueError, match="minimum_shared is 0"):
        agreement(EMPTY, minimum_shared=0)


@pytest.mark.parametrize(
    "frame", [EMPTY, cells({"FRA": {"a": "+"}}), table(say("FRA", None, SUPPORT))], ids=["empty", "one", "no topic"]
)
def test_nobody_to_agree_with_gives_an_empty_table_of_the_same_form(frame: pd.DataFrame) -> None:
    found = agreement(frame)
    assert found.empty
    assert dict(found.dtypes.astype("str")) == dict(agreement(cells(FOUR)).dtypes.astype("str"))


FOUR = {
    "BRA": {"a": "+", "b": "-", "c": "0"},
    "FRA": {"a": "+", "b": "-", "c": "+"},
    "KEN": {"a": "-", "b": "+", "c": "+"},
    "USA": {"a": "-", "b": "+"},
}


def test_neighbours_come_nearest_first_whichever_side_of_the_pair_they_stand_on() -> None:
    found = agreement_of(agreement(cells(FOUR)), "FRA")
    assert found["country"].tolist() == ["BRA", "KEN", "USA"]
    assert list(found.columns) == ["country", *MEASURES]


def test_every_pair_stands_once_in_the_order_of_the_alphabet() -> None:
    found = agreement(cells(FOUR), minimum_shared=1)
    assert len(found) == 6
    assert (found["country"] < found["other"]).all()


@pytest.mark.parametrize(
    ("share", "n", "low", "high"),
    [
        pytest.param(1.0, 2, 0.3424, 1.0, id="two that agree are no certainty"),
        pytest.param(0.0, 2, 0.0, 0.6576, id="nor two that disagree"),
        pytest.param(0.5, 10, 0.2366, 0.7634, id="five of ten, as in Wilson's formula"),
        pytest.param(0.81, 263, 0.7582, 0.8529, id="more make it narrow"),
    ],
)
def test_wilson_interval(share: float, n: int, low: float, high: float) -> None:
    found = wilson_interval(pd.Series([share]), pd.Series([n]))
    assert [found[0][0], found[1][0]] == pytest.approx([low, high], abs=6e-4)


def test_interval_of_a_position_lies_on_its_scale_and_holds_the_mean() -> None:
    matrix = with_intervals(position_matrix(cells({"FRA": {"a": "+", "b": "+-", "c": "---0"}})))
    assert matrix["low"].ge(-1).all()
    assert matrix["high"].le(1).all()
    assert (matrix["low"] <= matrix["mean"]).all()
    assert (matrix["mean"] <= matrix["high"]).all()


def test_agreement_by_year_compares_within_a_year_and_leaves_out_the_undated() -> None:
    frame = table(
        say("FRA", "a", SUPPORT, day=Date(2023, 5, 1)),
        say("BRA", "a", SUPPORT, day=Date(2023, 6, 1)),
        say("FRA", "a", SUPPORT, day=Date(2024, 5, 1)),
        say("BRA", "a", OPPOSE, day=Date(2025, 5, 1)),
        say("FRA", "a", OPPOSE, day=Date(2025, 7, 1)),
        say("FRA", "b", SUPPORT, day=None),
        say("BRA", "b", OPPOSE, day=None),
    )
    found = agreement_by_year(frame, "FRA", "BRA")
    assert found[["year", "agreement", "shared"]].to_numpy().tolist() == [[2023, 1.0, 1], [2025, 1.0, 1]]
    assert agreement_by_year(EMPTY, "FRA", "BRA").empty


def test_shared_topics_and_the_nine_cells() -> None:
    shared = shared_topics(cells(FOUR), "FRA", "KEN")
    assert shared["topic"].tolist() == ["a", "b", "c"]
    assert shared["gap"].tolist() == [2.0, 2.0, 0.0]
    counts = side_table(shared)
    assert counts.loc["support"].tolist() == [1, 0, 1]
    assert counts.loc["oppose"].tolist() == [1, 0, 0]
    assert counts.to_numpy().sum() == 3
    assert side_table(shared_topics(EMPTY, "FRA", "KEN")).to_numpy().tolist() == [[0] * 3] * 3


def test_the_side_of_a_mean() -> None:
    assert side_of(pd.Series([1, 0.51, 0.5, 0, -0.5, -0.51])).tolist() == [
        "support", "support", "neutral", "neutral", "neutral", "oppose",
    ]  # fmt: skip


# --------------------------------------------------------------------------------------------------------- the network


@pytest.mark.parametrize(
    ("normalise", "weight"),
    [("no", 2.0), ("average", 2 / 3), ("jaccard", 2 / 4), ("cosine", 2 / 3)],
)
def test_congruence_is_normalised_as_asked(normalise: Any, weight: float) -> None:
    edge = congruence_network(cells(FOUR), normalise=normalise).edges["BRA", "FRA"]
    assert edge["weight"] == pytest.approx(weight)
    assert (edge["congruence"], edge["conflict"], edge["shared"]) == (2, 0, 3)


def test_the_network_joins_only_those_who_take_the_same_position() -> None:
    graph = congruence_network(cells(FOUR))
    assert set(map(frozenset, graph.edges)) == {
        frozenset(pair) for pair in (("BRA", "FRA"), ("FRA", "KEN"), ("KEN", "USA"))
    }
    assert graph.edges["FRA", "KEN"]["conflict"] == 2
    assert graph.nodes["USA"] == {"n": 2, "topics": 2}


def test_the_network_of_nobody_is_empty_and_an_unknown_normalisation_is_named() -> None:
    assert len(congruence_network(EMPTY)) == 0
    with pytest.raises(ValueError, match="'mean'; it must be one of no, average, jaccard, cosine"):
        congruence_network(cells(FOUR), normalise="mean")  # type: ignore[arg-type]


# -------------------------------------------------------------------------------------------------------------- shifts


def told(*days: tuple[int, str]) -> pd.DataFrame:
    letters = {"+": SUPPORT, "-": OPPOSE, "0": NEUTRAL}
    return table(
        *(
            say("FRA", "a", letters[letter], day=Date(2025, 1, day), words=f"France, {day} {place}.")
            for place, (day, letter) in enumerate(days)
        )
    )


@pytest.mark.parametrize(
    ("days", "change", "numbers"),
    [
        pytest.param([(1, "+"), (9, "-")], -2.0, (1, 1), id="from support to opposition"),
        pytest.param([(1, "-"), (2, "-"), (8, "0"), (9, "+")], 1.5, (2, 2), id="the day that parts them best"),
        pytest.param([(1, "0"), (9, "+")], 1.0, (1, 1), id="one step is a shift"),
        pytest.param([(1, "+"), (2, "+"), (3, "+"), (9, "-")], -2.0, (3, 1), id="one statement against three"),
    ],
)
def test_a_shift_is_found(days: list[tuple[int, str]], change: float, numbers: tuple[int, int]) -> None:
    (found,) = shifts(told(*days)).to_dict("records")
    assert found["change"] == pytest.approx(change)
    assert (found["n_before"], found["n_after"]) == numbers
    assert found["last_before"] < found["first_after"]


@pytest.mark.parametrize(
    "days",
    [
        pytest.param([(1, "+"), (9, "+")], id="a position that was held"),
        pytest.param([(1, "+"), (1, "-")], id="both on one day is mixed, not moved"),
        pytest.param([(1, "+"), (1, "+"), (9, "+"), (9, "0")], id="less than a step"),
        pytest.param([(1, "+")], id="a single statement"),
    ],
)
def test_no_shift(days: list[tuple[int, str]]) -> None:
    assert shifts(told(*days)).empty


def test_a_shift_is_shown_by_the_most_different_statements_next_to_it() -> None:
    frame = told((1, "+"), (2, "+"), (3, "0"), (7, "-"), (8, "-"))
    (found,) = shifts(frame).to_dict("records")
    said = frame.set_index("id")["evidence"]
    assert said[found["statement_before"]] == "France, 2 1."
    assert said[found["statement_after"]] == "France, 7 3."


def test_undated_statements_make_no_shift_and_none_has_the_same_form() -> None:
    frame = table(say("FRA", "a", SUPPORT, day=None), say("FRA", "a", OPPOSE))
    assert shifts(frame).empty
    assert list(shifts(EMPTY).columns) == list(SHIFT_COLUMNS)
    assert (shifts(EMPTY).dtypes == shifts(told((1, "+"), (9, "-"))).dtypes).all()


# ------------------------------------------------------------------------------------------------- persons, blocs, gaps


def test_voices_count_statements_and_take_the_usual_role() -> None:
    roles = ("Minister", "Minister", "Envoy")
    said = [
        say("FRA", f"t{place}", SUPPORT, actor=Actor("Ada Model", role, "FRA", Represents.GOVERNMENT))
        for place, role in enumerate(roles)
    ]
    said.append(say("FRA", None, OPPOSE, actor=Actor("Ada Model", None, "FRA", Represents.OTHER), day=None))
    found = voices(table(*said)).to_dict("records")
    assert [(row["represents"], row["n"], row["topics"]) for row in found] == [("government", 3, 3), ("other", 1, 0)]
    assert found[0]["role"] == "Minister"
    assert pd.isna(found[1]["role"])
    assert pd.isna(found[1]["last"])
    assert [found[0][side] for side in ("support", "neutral", "oppose")] == [3, 0, 0]
    assert voices(EMPTY).empty


SPELLS = (Spell("FRA", Date(2020, 1, 1), None), Spell("GBR", Date(2020, 1, 1), Date(2025, 1, 31)))


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        pytest.param(say("FRA", "a", SUPPORT), True, id="a member"),
        pytest.param(say("GBR", "a", SUPPORT, day=Date(2025, 1, 31)), True, id="on its last day"),
        pytest.param(say("GBR", "a", SUPPORT, day=Date(2025, 2, 1)), False, id="a former member"),
        pytest.param(say("FRA", "a", SUPPORT, day=Date(2019, 12, 31)), False, id="before it joined"),
        pytest.param(say("FRA", "a", SUPPORT, day=None), True, id="undated, a member now"),
        pytest.param(say("GBR", "a", SUPPORT, day=None), False, id="undated, no member now"),
        pytest.param(say("FRA", "a", SUPPORT, represents=Represents.OPPOSITION), False, id="not its government"),
        pytest.param(say("EU", "a", SUPPORT, represents=Represents.ORGANISATION), False, id="the organisation itself"),
    ],
)
def test_who_speaks_for_a_bloc(said: Said, counts: bool) -> None:
    pooled = by_sides(table(said), {"EU members": SPELLS})
    assert pooled["country"].tolist() == (["EU members"] if counts else [])
    assert pooled["state"].astype("str").tolist() == ([said[1][0].actor.country] if counts else [])


def test_a_statement_counts_for_every_side_it_belongs_to() -> None:
    frame = table(say("FRA", "a", SUPPORT), say("BRA", "a", OPPOSE))
    found = by_sides(frame, {"FRA": None, "EU members": SPELLS, "BRA": None})
    assert found["country"].tolist() == ["FRA", "EU members", "BRA"]
    assert pair(found[found["country"] != "EU members"], minimum_shared=1)["agreement"] == 0
    assert by_sides(frame, {}).empty


def test_gaps_come_widest_first_and_need_two() -> None:
    frame = cells({"FRA": {"a": "+", "b": "+", "c": "+"}, "BRA": {"a": "0", "b": "-"}})
    found = gaps(position_matrix(frame))
    assert found["topic"].tolist() == ["b", "a", "c"]
    assert found["gap"].tolist()[:2] == [2.0, 1.0]
    assert math.isnan(found["gap"].iloc[2])


def test_the_strongest_quote_is_on_the_side_of_the_mean() -> None:
    frame = table(
        say("FRA", "a", OPPOSE, confidence=0.99, words="No."),
        say("FRA", "a", SUPPORT, confidence=0.6, words="Yes."),
        say("FRA", "a", SUPPORT, confidence=0.5, words="“Yes.”", is_quote=True),
        say("FRA", None, SUPPORT),
    )
    assert strongest(frame)["evidence"].tolist() == ["“Yes.”"]
    assert strongest(EMPTY).empty
    abstains = [say("DEU", "a", NEUTRAL, words=f"Germany abstained, {n}.", confidence=0.9) for n in range(3)]
    inclined = table(*abstains, say("DEU", "a", OPPOSE, words="Germany rejects it."))
    assert strongest(inclined)["evidence"].tolist() == ["Germany rejects it."], "where it inclines, however little"
    assert strongest(table(*abstains))["evidence"].str.startswith("Germany abstained").all()


def test_these_analyses_leave_the_table_as_it_was() -> None:
    frame = cells(FOUR)
    before = frame.copy(deep=True)
    agreement(frame), shifts(frame), voices(frame), strongest(frame), by_sides(frame, {"FRA": None})
    congruence_network(frame), spoken_days(frame), agreement_by_year(frame, "FRA", "BRA")
    pd.testing.assert_frame_equal(frame, before)


# -------------------------------------------------------------------------------------------------------------- charts

TOPICS = {"a": "Topic A", "b": HOSTILE, "c": "Topic C *"}
SPEAKERS = {"BRA": "Brazil", "FRA": HOSTILE, "USA": "United States"}


def texts(figure: Any) -> str:
    """All words that Plotly would read as markup."""
    words = [text["text"] for text in figure.to_dict()["layout"].get("annotations", ())]
    for axis in (figure.layout.xaxis, figure.layout.yaxis):
        words += [*(axis.ticktext or ()), axis.title.text or ""]
    for trace in figure.data:
        words += [*(trace.text or ()), *(trace.hovertext or ())]
    return " ".join(words)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_dots_carry_their_cell_and_name_the_silent(mode: Any) -> None:
    figure = dots_chart(with_intervals(position_matrix(cells(FOUR))), speakers=SPEAKERS, topics=TOPICS, mode=mode)
    (marks,) = [trace for trace in figure.data if trace.customdata is not None]
    assert [tuple(each) for each in marks.customdata] == [
        ("BRA", "a"), ("FRA", "a"), ("USA", "a"), ("BRA", "b"), ("FRA", "b"), ("USA", "b"), ("BRA", "c"), ("FRA", "c"),
    ]  # fmt: skip
    assert list(marks.x) == [1, 1, -1, -1, -1, 1, 0, 1]
    assert "silent: United States" in texts(figure)
    assert "<img" not in texts(figure)
    assert "<script" not in texts(figure)
    assert len(figure.layout.shapes) == 3
    assert figure.layout.width == WIDTH
    assert figure.layout.paper_bgcolor is None
    assert figure.layout.template.layout.paper_bgcolor == (DARK if mode == "dark" else LIGHT).background


def test_marks_tell_neutral_from_mixed() -> None:
    matrix = with_intervals(position_matrix(cells({"FRA": {"a": "0", "b": "+-"}})))
    figure = dots_chart(matrix, speakers={"FRA": "France"}, topics={"a": "A", "b": "B"})
    (marks,) = [trace for trace in figure.data if trace.customdata is not None]
    assert list(marks.x) == [0, 0]
    assert list(marks.text) == ["○", "±"]
    assert marks.marker.color[0] != marks.marker.color[1]
    assert "silent" not in texts(figure)
    summary = dots_summary(matrix, speakers={"FRA": "France"}, topics={"a": "A", "b": "B"})
    assert "France: 1 neutral, 1 both for and against." in summary


def test_agreement_marks_are_faint_for_few_and_carry_their_key() -> None:
    rows = agreement(cells(FOUR)).assign(key=lambda found: found["country"] + found["other"], shared=[9, 2, 9, 2, 9, 2])
    names = [HOSTILE, *"bcdef"]
    figure = agreement_chart(rows, names=names)
    (marks,) = [trace for trace in figure.data if trace.customdata is not None]
    assert marks.marker.color[0] != marks.marker.color[1]
    assert marks.customdata[0][0] == "BRAFRA"
    assert "<img" not in texts(figure)
    assert "9 shared" in agreement_summary(rows, names=names)


def test_years_without_a_shared_topic_are_gaps() -> None:
    frame = table(*(say(code, "a", SUPPORT, day=Date(year, 3, 1)) for code in ("BRA", "FRA") for year in (2022, 2024)))
    figure = years_chart(agreement_by_year(frame, "BRA", "FRA"), name=HOSTILE)
    (marks,) = [trace for trace in figure.data if trace.customdata is not None]
    assert list(marks.x) == [2022, 2023, 2024]
    assert marks.y[1] is None
    assert "<img" not in texts(figure)
    assert years_chart(agreement_by_year(EMPTY, "BRA", "FRA"), name="nobody").layout.height


def test_the_nine_cells_carry_their_sides() -> None:
    figure = sides_chart(side_table(shared_topics(cells(FOUR), "FRA", "KEN")), one=HOSTILE, other="Kenya")
    marks = figure.data[0]
    numbers = {tuple(sides): text for sides, text in zip(marks.customdata, marks.text, strict=True)}
    assert len(numbers) == 9
    assert numbers["support", "oppose"] == "1"
    assert numbers["neutral", "neutral"] == "0"
    assert "<img" not in texts(figure)


def test_days_are_marks_with_topic_and_day() -> None:
    frame = table(
        say("FRA", "a", SUPPORT, day=Date(2022, 3, 1)),
        say("FRA", "a", OPPOSE, day=Date(2022, 3, 1), words="France is torn."),
        say("FRA", "b", OPPOSE, day=Date(2025, 7, 9)),
        say("FRA", "b", OPPOSE, day=None),
    )
    days = spoken_days(frame)
    assert days[["topic", "n"]].to_numpy().tolist() == [["a", 2], ["b", 1]]
    figure = days_chart(days, topics=TOPICS)
    marks = [list(each) for trace in figure.data for each in trace.customdata or ()]
    assert sorted(marks) == [["a", "2022-03-01"], ["b", "2025-07-09"]]
    assert 1 <= len(figure.layout.xaxis.tickvals) <= 5
    assert "<img" not in texts(figure)
    assert days_summary(days, topics=TOPICS).endswith("2 marks from 1 Mar 2022 to 9 Jul 2025.")
    assert days_summary(spoken_days(EMPTY), topics=TOPICS) == "No dated statement."
    assert days_chart(spoken_days(EMPTY), topics={}).layout.height
