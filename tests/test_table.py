"""The statement table: every field is a column, and a wrong table is told in words."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date as Date
from typing import Any

import pandas as pd
import pytest

from dashboard.catalogue.topics import topics
from dashboard.errors import TableError
from dashboard.schema import Actor, Article, Represents, Review, Stance, Statement
from dashboard.table import ARTICLE_COLUMNS, COLUMNS, DERIVED_COLUMNS, STANCES, check_statements, statements_frame
from tests.samples import make_article, make_statement


def test_every_field_of_a_statement_is_a_documented_column() -> None:
    of_actor = {"name": "actor", "role": "role", "country": "country", "represents": "represents"}
    assert set(of_actor) == {field.name for field in fields(Actor)}
    wanted = {field.name for field in fields(Statement)} | set(of_actor.values())
    wanted |= {*ARTICLE_COLUMNS, *DERIVED_COLUMNS}
    assert wanted == set(COLUMNS)
    assert set(ARTICLE_COLUMNS) <= {field.name for field in fields(Article)}
    assert [
        name for name, column in COLUMNS.items() if len(column.meaning) < 20 or not column.meaning.endswith(".")
    ] == []


def test_closed_sets_are_those_of_the_schema() -> None:
    for name, kind in (("stance", Stance), ("position", Stance), ("represents", Represents), ("review", Review)):
        assert set(COLUMNS[name].values) == {member.value for member in kind}
    assert STANCES == ("oppose", "neutral", "support")


def test_optional_columns_are_the_fields_that_may_be_none() -> None:
    annotations = {field.name: str(field.type) for kind in (Actor, Statement) for field in fields(kind)}
    may_be_none = {name for name, written in annotations.items() if "None" in written} & set(COLUMNS)
    assert may_be_none == {name for name, column in COLUMNS.items() if column.may_be_missing} - set(ARTICLE_COLUMNS)


def test_an_empty_table_has_every_column_and_dtype() -> None:
    frame = statements_frame([])
    assert len(frame) == 0
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {n: c.dtype for n, c in COLUMNS.items()}
    assert [name for name in COLUMNS if frame[name].dtype != COLUMNS[name].pandas_dtype] == []
    check_statements(frame)


def test_a_row_says_what_the_statement_says(article: Article, both_sides: list[Statement]) -> None:
    frame = statements_frame(both_sides, articles=[article])
    row = frame.iloc[1]
    assert row["evidence"] == "Chile rejects the treaty."
    assert (row["actor"], row["country"], row["represents"]) == ("Chile", "CHL", "government")
    assert (row["stance"], row["position"], row["topic"]) == ("oppose", "oppose", "treaty")
    assert row["date"] == pd.Timestamp("2025-02-13")
    assert (row["title"], row["publisher"]) == ("Ministers met in Oslo", "The Daily")
    assert frame["position"].cat.codes.tolist() == [2, 0]
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {n: c.dtype for n, c in COLUMNS.items()}


def test_what_is_none_is_missing_and_not_text() -> None:
    undated = make_article(date=None, publisher=None, url=None)
    bare = make_statement(undated, country=None, topic=None, position=None, actor_start=None, actor_end=None)
    row = statements_frame([bare], articles=[undated]).iloc[0]
    missing = [name for name in COLUMNS if pd.isna(row[name])]
    assert missing == [
        *("date", "publisher", "url", "story", "role", "country", "actor_start", "actor_end"),
        *("target_start", "target_end", "topic", "position"),
    ]


def test_an_article_that_is_not_at_hand_leaves_its_columns_missing(both_sides: list[Statement]) -> None:
    frame = statements_frame(both_sides)
    assert frame[list(ARTICLE_COLUMNS)].isna().all().all()


def test_days_before_and_after_what_nanoseconds_hold() -> None:
    days = [Date(1600, 1, 1), Date(2300, 12, 31)]
    known = [make_article(f"Norway supports {day}.", date=day) for day in days]
    frame = statements_frame([make_statement(each, start=0) for each in known], articles=known)
    assert frame["date"].dt.date.tolist() == days


def spoil(frame: pd.DataFrame, column: str, value: Any) -> pd.DataFrame:
    return frame.assign(
        **{column: frame[column].astype(object).where(frame.index != 1, value).astype(frame[column].dtype)}
    )


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        pytest.param(
            "confidence", 1.5, "'confidence' holds 1.5 in row 1: it must lie between 0 and 1", id="confidence-0-1"
        ),
        pytest.param("confidence", float("nan"), "'confidence' is missing in row 1", id="confidence-is-there"),
        pytest.param("start", -1, "'start' holds -1 in row 1", id="offsets-from-0"),
        pytest.param("end", 3, "'end' holds 3 in row 1: it must come after 'start'", id="end-after-start"),
        pytest.param("actor", "", "'actor' holds '' in row 1", id="an-actor-has-a-name"),
        pytest.param("evidence", "", "'evidence' holds '' in row 1", id="evidence-is-words"),
        pytest.param(
            "topic", None, "'position' holds 'oppose' in row 1: .* give the row a topic", id="no-position-without-topic"
        ),
        pytest.param("cue", None, "'cue' is missing in row 1", id="a-cue-is-there"),
    ],
)
def test_a_wrong_value_is_told_with_column_value_and_repair(
    article: Article, both_sides: list[Statement], column: str, value: Any, told: str
) -> None:
    frame = statements_frame(both_sides, articles=[article])
    with pytest.raises(TableError, match=told):
        check_statements(spoil(frame, column, value))


@pytest.mark.parametrize(
    ("column", "dtype", "told"),
    [
        pytest.param("country", "str", "'country' has dtype str, not category", id="labels-are-categories"),
        pytest.param("date", "str", "'date' has dtype str, not datetime64", id="days-are-days"),
        pytest.param("actor_start", "float64", "'actor_start' has dtype float64, not Int64", id="offsets-are-whole"),
        pytest.param("stance", "str", "'stance' has dtype str", id="stance-is-a-category"),
        pytest.param(
            "stance",
            pd.CategoricalDtype(["for", "against"]),
            "'stance' holds 'for'; its categories must be oppose",
            id="sides",
        ),
        pytest.param(
            "stance", pd.CategoricalDtype(["support", "oppose", "neutral"]), "in this order", id="sides-in-their-order"
        ),
    ],
)
def test_a_wrong_dtype_is_told(both_sides: list[Statement], column: str, dtype: Any, told: str) -> None:
    frame = statements_frame(both_sides)
    spoilt = frame[column].astype(object).astype("str") if dtype == "str" else pd.Series([None, None], dtype=dtype)
    with pytest.raises(TableError, match=told):
        check_statements(frame.assign(**{column: spoilt}))


def test_repairs_named_in_the_messages_work(both_sides: list[Statement]) -> None:
    frame = statements_frame(both_sides)
    spoilt = frame.assign(country=frame["country"].astype(object), start=frame["start"].astype("float64"))
    mended = spoilt.assign(
        country=spoilt["country"].astype("str").astype("category"),
        start=spoilt["start"].astype(COLUMNS["start"].pandas_dtype),
    )
    assert check_statements(mended).equals(frame)


@pytest.mark.parametrize("code", ["nor", "", " NOR"])
def test_a_country_is_a_code(both_sides: list[Statement], code: str) -> None:
    frame = statements_frame(both_sides)
    with pytest.raises(TableError, match="use an ISO 3166-1 alpha-3 code"):
        check_statements(frame.assign(country=frame["country"].cat.rename_categories({"NOR": code})))


@pytest.mark.parametrize("code", ["EU", "CoE", "Five Eyes"])
def test_an_organisation_goes_by_its_usual_short_name(both_sides: list[Statement], code: str) -> None:
    frame = statements_frame(both_sides)
    check_statements(frame.assign(country=frame["country"].cat.rename_categories({"NOR": code})))


def test_a_missing_column_is_named(both_sides: list[Statement]) -> None:
    with pytest.raises(TableError, match="no column 'topic'"):
        check_statements(statements_frame(both_sides).drop(columns="topic"))


def test_a_repeated_id_is_refused(both_sides: list[Statement]) -> None:
    with pytest.raises(TableError, match="ids must be unique"):
        statements_frame([both_sides[0], both_sides[0]])


def test_further_columns_are_allowed(both_sides: list[Statement]) -> None:
    check_statements(statements_frame(both_sides).assign(weight=1.0))


def test_proposed_topics_are_told_from_those_of_the_catalogue(article: Article) -> None:
    found = [
        make_statement(article, topic=topic, position=None, cue=str(number))
        for number, topic in enumerate(["Ban on ivory", topics()[0].id, None])
    ]
    frame = statements_frame([replace(each, id=each.cue) for each in found], articles=[article])
    assert frame["proposed"].tolist() == [True, False, False]
