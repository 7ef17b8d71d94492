from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.together import faults_of
from dashboard.schema import Review
from dashboard.store import Store
from tests.samples import make_article, make_statement


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "store.sqlite") as store:
        article = make_article("Norway supports the treaty.")
        store.keep(article, [make_statement(article)], reader="r 1")
    return tmp_path / "store.sqlite"


def test_nothing_is_wrong_when_all_is_there(place: Path) -> None:
    with Store.open(place) as store:
        [kept] = store.articles()["id"]
        number = store.judge(store.statements().iloc[0].to_dict(), Review.REJECTED, coder="Ada")
    assert not list(faults_of(place, [kept, kept], {number: "rejected"}))


def test_what_was_reported_and_is_not_there_is_told(place: Path) -> None:
    assert list(faults_of(place, ["other"], {1: "accepted"})) == [
        "1 articles that were reported as kept are not in the store",
        "1 judgements are not in the log",
    ]


def test_a_statement_that_does_not_show_the_last_word_is_told(place: Path) -> None:
    with Store.open(place) as store:
        row = store.statements().iloc[0].to_dict()
        number = store.judge(row, Review.ACCEPTED, coder="Ada")
        with store._writes() as connection:
            connection.exec_driver_sql("UPDATE statements SET review = 'unreviewed'")
    assert list(faults_of(place, [], {number: "accepted"})) == ["1 statements do not show what was said of them last"]
