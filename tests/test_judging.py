"""What people say of statements: kept for good, shown at once, taken back, and proof against reading again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.analysis import Filters, position_matrix, select_statements
from dashboard.errors import StoreError
from dashboard.schema import Actor, Article, Represents, Review, Stance, Statement
from dashboard.store import Store
from dashboard.store.judgements.log import COLUMNS
from dashboard.table import check_statements, statement_row
from tests.samples import OPPOSE, SUPPORT, TEXT, make_article, make_statement, run_at_once

ACCEPTED, REJECTED, CORRECTED, ADDED = Review.ACCEPTED, Review.REJECTED, Review.CORRECTED, Review.ADDED


@pytest.fixture
def judged(store: Store, article: Article, both_sides: list[Statement]) -> Store:
    """A store with Norway for the treaty (the first statement) and Chile against it."""
    store.keep(article, both_sides, reader="r 1")
    return store


def row_of(store: Store, statement: str) -> dict[str, Any]:
    frame = check_statements(store.statements())
    [row] = frame[frame["id"] == statement].to_dict("records")
    return row


def reviews(store: Store) -> list[tuple[str, str, str]]:
    frame = store.statements().sort_values(["start", "target"])
    return [(row["country"], row["stance"], row["review"]) for row in frame.to_dict("records")]


def newer(statement: Statement, **changes: Any) -> Statement:
    """The statement as another reader has it, under an id of its own."""
    made = replace(statement, **changes)
    parts = (made.article, made.start, made.end, made.actor.name, f"{made.target} {made.cue} again")
    return replace(made, id=Statement.identify(*parts))


# ------------------------------------------------------------------------------------------------------------------ log


@pytest.mark.parametrize("verdict", [ACCEPTED, REJECTED])
def test_a_verdict_is_logged_and_shown(judged: Store, both_sides: list[Statement], verdict: Review) -> None:
    before = judged.version()
    number = judged.judge(row_of(judged, both_sides[0].id), verdict, coder="Ada")
    assert judged.version() != before, "charts follow"
    assert row_of(judged, both_sides[0].id)["review"] == verdict
    [entry] = judged.judgements().to_dict("records")
    assert list(entry) == list(COLUMNS)
    assert (entry["number"], entry["coder"], entry["verdict"], entry["reader"]) == (number, "Ada", verdict, "r 1")
    assert (entry["article"], entry["start_found"], entry["end_found"]) == (
        both_sides[0].article,
        SUPPORT,
        SUPPORT + 27,
    )
    assert (entry["actor_found"], entry["country_found"], entry["stance_found"]) == ("Norway", "NOR", "support")
    assert abs(datetime.now(UTC).replace(tzinfo=None) - entry["made_at"]) < timedelta(minutes=1)


def test_a_rejected_statement_counts_in_no_chart_and_stays_in_the_table(
    judged: Store, both_sides: list[Statement]
) -> None:
    judged.judge(row_of(judged, both_sides[0].id), REJECTED, coder="Ada")
    everything = judged.statements()
    cells = position_matrix(select_statements(everything, Filters(speakers=())))
    assert cells["country"].tolist() == ["CHL"]
    assert len(everything) == 2


MISSING = None
FIRST_TWO = TEXT[SUPPORT:].strip()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param({"stance": "oppose", "position": "oppose"}, {"stance": "oppose", "position": "oppose"}, id="side"),
        pytest.param({"country": None}, {"country": MISSING}, id="no-country"),
        pytest.param(
            {"actor": "treaty"},
            {"actor": "treaty", "actor_start": SUPPORT + 20, "actor_end": SUPPORT + 26},
            id="actor-is-looked-up-anew",
        ),
        pytest.param(
            {"target": "a pact"}, {"target": "a pact", "target_start": MISSING}, id="target-in-words-of-one's-own"
        ),
        pytest.param({"topic": ""}, {"topic": MISSING, "position": MISSING}, id="no-topic-no-position"),
        pytest.param({"end": SUPPORT + len(FIRST_TWO)}, {"evidence": FIRST_TWO}, id="passage"),
    ],
)
def test_a_correction_shows_what_follows_from_it(
    judged: Store, both_sides: list[Statement], changes: dict[str, Any], told: dict[str, Any]
) -> None:
    judged.judge(row_of(judged, both_sides[0].id), CORRECTED, coder="Ada", changes=changes)
    row = row_of(judged, both_sides[0].id)
    assert row["review"] == CORRECTED
    assert {name: MISSING if pd.isna(row[name]) else row[name] for name in told} == told
    [entry] = judged.judgements().to_dict("records")
    assert (entry["stance_found"], entry["target_found"]) == ("support", "the treaty"), "the original stays"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param({"stance": "perhaps"}, "perhaps", id="no-such-side"),
        pytest.param({"actor": " "}, "needs its actor", id="nobody"),
        pytest.param({"confidence": 1.0}, "no field", id="not-for-people-to-say"),
        pytest.param({"end": 10_000}, "not in the article", id="outside"),
    ],
)
def test_what_cannot_stand_in_a_statement_changes_nothing(
    judged: Store, both_sides: list[Statement], changes: dict[str, Any], told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        judged.judge(row_of(judged, both_sides[0].id), CORRECTED, coder="Ada", changes=changes)
    assert len(judged.judgements()) == 0
    assert row_of(judged, both_sides[0].id)["review"] == "unreviewed"


def test_a_statement_that_was_missed_is_added_once(judged: Store, article: Article) -> None:
    missed = make_statement(
        article,
        start=OPPOSE,
        country="NOR",
        stance=Stance.NEUTRAL,
        actor=Actor("Oslo", None, "NOR", Represents.GOVERNMENT),
    )
    missed = replace(missed, id=Statement.identify(article.id, missed.start, missed.end, "Oslo", missed.target))
    number = judged.add(missed, coder="Ada")
    assert row_of(judged, missed.id)["review"] == ADDED
    assert judged.add(missed, coder="Ada") == number, "said twice, kept once"
    judged.add(replace(missed, stance=Stance.OPPOSE), coder="Bea")
    assert (row_of(judged, missed.id)["stance"], len(judged.statements())) == ("oppose", 3)
    judged.take_back(number + 1, coder="Bea")
    assert row_of(judged, missed.id)["stance"] == "neutral"
    judged.take_back(number, coder="Ada")
    assert missed.id not in set(judged.statements()["id"])


def test_of_two_coders_the_last_word_counts_and_both_stay(judged: Store, both_sides: list[Statement]) -> None:
    seen = row_of(judged, both_sides[0].id)
    judged.judge(seen, CORRECTED, coder="Ada", changes={"stance": "neutral"})
    judged.judge(seen, REJECTED, coder="Bea")
    judged.judge(seen, ACCEPTED, coder="Bea")
    log = judged.judgements()
    assert log["stands"].tolist() == [True, False, True]
    assert log["counts"].tolist() == [False, False, True]
    assert row_of(judged, both_sides[0].id)["stance"] == "support", "Bea accepts what she saw"


def test_saying_the_same_twice_says_it_once(judged: Store, both_sides: list[Statement]) -> None:
    seen = row_of(judged, both_sides[0].id)
    numbers = [judged.judge(seen, CORRECTED, coder="Ada", changes={"stance": "oppose"}) for _ in range(2)]
    assert numbers == [1, 1]
    judged.judge(seen, CORRECTED, coder="Ada", changes={"stance": "neutral"})
    judged.judge(seen, CORRECTED, coder="Bea", changes={"stance": "neutral"})
    judged.judge(seen, REJECTED, coder="Bea")
    judged.judge(seen, REJECTED, coder="Bea")
    assert judged.judgements()["coder"].tolist() == ["Ada", "Ada", "Bea", "Bea"]


# ----------------------------------------------------------------------------------------------------------------- undo


def test_undo_brings_back_what_was_before_step_by_step(judged: Store, both_sides: list[Statement]) -> None:
    original = row_of(judged, both_sides[0].id)
    first = judged.judge(original, CORRECTED, coder="Ada", changes={"stance": "oppose", "actor": "Oslo"})
    corrected = row_of(judged, both_sides[0].id)
    second = judged.judge(original, REJECTED, coder="Ada")
    assert judged.take_back(second, coder="Ada") == both_sides[0].id
    assert str(row_of(judged, both_sides[0].id)) == str(corrected)
    judged.take_back(first, coder="Ada")
    assert str(row_of(judged, both_sides[0].id)) == str(original)
    judged.take_back(first, coder="Ada")  # a second click changes nothing
    log = judged.judgements()
    assert log["verdict"].tolist() == ["corrected", "rejected", "unreviewed", "unreviewed"]
    assert log["undoes"].dropna().tolist() == [second, first]
    assert not log["stands"].any()


def test_what_was_never_said_cannot_be_taken_back(judged: Store, both_sides: list[Statement]) -> None:
    number = judged.judge(row_of(judged, both_sides[0].id), ACCEPTED, coder="Ada")
    judged.take_back(number, coder="Ada")
    for none in (number + 1, 99):
        with pytest.raises(StoreError, match="no such judgement"):
            judged.take_back(none, coder="Ada")


# ----------------------------------------------------------------------------------------------------------- re-reading


def test_a_rejected_statement_stays_rejected_under_another_id(
    judged: Store, article: Article, both_sides: list[Statement]
) -> None:
    judged.judge(row_of(judged, both_sides[0].id), REJECTED, coder="Ada")
    again = newer(both_sides[0], target="this treaty", start=SUPPORT + 3, confidence=0.99)
    again = replace(again, evidence=article.text[again.start : again.end])
    judged.keep(article, [again, both_sides[1]], reader="r 2")
    assert reviews(judged) == [("NOR", "support", "rejected"), ("CHL", "oppose", "unreviewed")]
    [told] = judged.rereadings().to_dict("records")
    assert (told["reader"], told["review"], told["is_found"], told["target_found"]) == (
        "r 2",
        "rejected",
        True,
        "this treaty",
    )


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"stance": Stance.OPPOSE}, id="the-other-side"),
        pytest.param({"actor": Actor("Sweden", None, "SWE", Represents.GOVERNMENT)}, id="another-country"),
        pytest.param({"start": OPPOSE, "end": OPPOSE + 25}, id="another-passage"),
    ],
)
def test_what_is_not_what_was_rejected_comes_in(
    judged: Store, article: Article, both_sides: list[Statement], changes: dict[str, Any]
) -> None:
    judged.judge(row_of(judged, both_sides[0].id), REJECTED, coder="Ada")
    judged.keep(article, [newer(both_sides[0], **changes)], reader="r 2")
    assert sorted(each[2] for each in reviews(judged)) == ["rejected", "unreviewed"]


def test_of_two_targets_in_one_sentence_only_the_rejected_one_stays_away(judged: Store, article: Article) -> None:
    first, second = (
        replace(make_statement(article, target=target), id=target) for target in ("the treaty", "a whaling ban")
    )
    judged.keep(article, [first, second], reader="r 1")
    judged.judge(row_of(judged, first.id), REJECTED, coder="Ada")
    judged.keep(article, [newer(second, target="the ban on whaling")], reader="r 2")
    found = judged.statements().set_index("target")["review"].astype(str).to_dict()
    assert found == {"the treaty": "rejected", "the ban on whaling": "unreviewed"}
    assert judged.rereadings()["is_found"].tolist() == [False]


def test_a_corrected_statement_is_not_doubled_by_the_old_fault_or_by_the_right_reading(
    judged: Store, article: Article, both_sides: list[Statement]
) -> None:
    judged.judge(
        row_of(judged, both_sides[0].id), CORRECTED, coder="Ada", changes={"country": "SWE", "actor": "Sweden"}
    )
    sweden = Actor("Sweden", None, "SWE", Represents.GOVERNMENT)
    for number, again in enumerate((both_sides[0], newer(both_sides[0]), newer(both_sides[0], actor=sweden))):
        judged.keep(article, [again], reader=f"r {number + 2}")
        assert reviews(judged) == [("SWE", "support", "corrected")]
    [told] = judged.rereadings().to_dict("records")
    assert (told["country"], told["country_found"]) == ("SWE", "SWE")


def test_a_statement_that_a_new_reader_no_longer_finds_stays_as_a_person_has_it(
    judged: Store, article: Article, both_sides: list[Statement]
) -> None:
    number = judged.judge(row_of(judged, both_sides[0].id), ACCEPTED, coder="Ada")
    judged.keep(article, [], reader="r 2")
    assert reviews(judged) == [("NOR", "support", "accepted")]
    assert judged.rereadings()["is_found"].tolist() == [False]
    judged.take_back(number, coder="Ada")
    assert reviews(judged) == [], "without the person's word the new reading holds"


def test_a_judgement_on_what_has_just_been_read_anew_is_not_lost(
    judged: Store, article: Article, both_sides: list[Statement]
) -> None:
    seen = row_of(judged, both_sides[0].id)
    judged.keep(article, [newer(both_sides[0]), both_sides[1]], reader="r 2")
    judged.judge(seen, REJECTED, coder="Ada")
    assert reviews(judged) == [("NOR", "support", "rejected"), ("CHL", "oppose", "unreviewed")]


def test_coders_who_saw_different_readings_judge_one_statement(
    judged: Store, article: Article, both_sides: list[Statement]
) -> None:
    seen = row_of(judged, both_sides[0].id)
    again = newer(both_sides[0])
    judged.keep(article, [again, both_sides[1]], reader="r 2")
    seen_later = row_of(judged, again.id)
    judged.judge(seen, ACCEPTED, coder="Ada")
    judged.judge(seen_later, REJECTED, coder="Bea")
    assert reviews(judged) == [("NOR", "support", "rejected"), ("CHL", "oppose", "unreviewed")]
    assert judged.judgements()["statement"].tolist() == [both_sides[0].id] * 2


def test_what_was_said_outlives_the_article(judged: Store, article: Article, both_sides: list[Statement]) -> None:
    number = judged.judge(row_of(judged, both_sides[0].id), REJECTED, coder="Ada")
    with judged._writes() as connection:
        connection.exec_driver_sql("DELETE FROM articles")
    with pytest.raises(StoreError, match="no longer in the store"):
        judged.judge(statement_row(both_sides[1]), ACCEPTED, coder="Ada")
    judged.keep(article, [newer(each) for each in both_sides], reader="r 2")
    assert reviews(judged) == [("NOR", "support", "rejected"), ("CHL", "oppose", "unreviewed")]
    with judged._writes() as connection:
        connection.exec_driver_sql("DELETE FROM articles")
    judged.take_back(number, coder="Ada")


# ------------------------------------------------------------------------------------------------------------ processes


def review_all(place: str, coder: str, number: int) -> None:
    with Store.open(place) as opened:
        rows = opened.statements().sort_values("id").head(number).to_dict("records")
        for row in rows:
            opened.judge(row, ACCEPTED if coder == "Ada" else REJECTED, coder=coder)


def reread_all(place: str, number: int) -> None:
    with Store.open(place) as opened:
        for _ in range(2):
            for each in range(number):
                known = make_article(f"{each}. Norway supports the treaty.")
                found = make_statement(known, start=known.text.index("Norway"))
                opened.keep(known, [newer(found)], reader="r 2")


def test_two_reviewers_and_an_ingest_at_once_lose_nothing(store_file: Path) -> None:
    number = 25
    with Store.open(store_file) as opened:
        for each in range(number):
            known = make_article(f"{each}. Norway supports the treaty.")
            opened.keep(known, [make_statement(known, start=known.text.index("Norway"))], reader="r 1")
    jobs: list[tuple[Any, tuple[Any, ...]]] = [(review_all, (str(store_file), name, number)) for name in ("Ada", "Bea")]
    jobs.append((reread_all, (str(store_file), number)))
    run_at_once(jobs)
    with Store.open(store_file) as opened:
        log, frame = opened.judgements(), opened.statements()
    assert log["number"].tolist() == list(range(1, len(log) + 1)), "numbered without a gap"
    assert log["coder"].value_counts().to_dict() == {"Ada": number, "Bea": number}
    last = log[log["counts"]].set_index("statement")["verdict"].to_dict()
    assert frame.set_index("id")["review"].astype(str).to_dict() | last == frame.set_index("id")["review"].to_dict()
    assert len(frame) == frame["article"].nunique() == number, "nothing doubled"


def test_the_log_can_be_read_by_other_programs(judged: Store, both_sides: list[Statement]) -> None:
    judged.judge(row_of(judged, both_sides[0].id), ACCEPTED, coder="Ada")
    with judged._reads() as connection:
        found = connection.exec_driver_sql("SELECT found FROM judgements").scalar()
    assert json.loads(str(found))["evidence"] == "Norway supports the treaty."
