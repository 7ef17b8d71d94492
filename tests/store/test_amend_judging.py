"""Judging what is shown amended: amendments can be taken back afterwards, and what a person has said stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from dashboard.catalogue.own_topics import own_topic
from dashboard.schema import Actor, ActorAmendment, Amendment, Article, Represents, Review, Stance, Statement
from dashboard.schema import TopicAmendment as Topic
from dashboard.store import Store
from dashboard.store.amendments.applied import AMENDED
from dashboard.table import check_statements
from tests.samples import make_statement

ACCEPTED, REJECTED, CORRECTED, ADDED = Review.ACCEPTED, Review.REJECTED, Review.CORRECTED, Review.ADDED
OWN = own_topic("Signing the treaty", "Should the treaty be signed?")
RENAMED = ActorAmendment((("Norway", "NOR"),), name="Oslo")
MOVED = ActorAmendment((("Norway", "NOR"),), name="Oslo", country="SWE", represents=Represents.OPPOSITION)
MERGED = Topic("gerd", whole=("Treaty",))
TURNED = replace(MERGED, turned=True)
CAUGHT = Topic(OWN.id, OWN.label, OWN.question, parted=("",), phrases=("treaty",))
COUNTERED = replace(CAUGHT, phrases=(), counter=("treaty",))
READ = ("Norway", "NOR", "government", "Treaty", "support")
ADA, BEA = "Ada", "Bea"


@pytest.fixture
def kept(store: Store, article: Article) -> Store:
    """Norway supports the treaty; its topic is a proposed one."""
    store.keep(article, [make_statement(article, topic="Treaty")], reader="r 1")
    return store


def seen(store: Store) -> dict[str, Any]:
    [row] = check_statements(store.statements()).to_dict("records")
    return row


def shown(store: Store) -> tuple[Any, ...]:
    row = seen(store)
    return tuple(None if pd.isna(row[name]) else row[name] for name in AMENDED)


def without_amendments(store: Store) -> tuple[Any, ...]:
    log = store.amendments()
    for number in log.loc[log["stands"], "number"]:
        store.take_back_amendment(int(number), coder=BEA)
    return shown(store)


ALL = {
    "renamed": (RENAMED, ("Oslo", "NOR", "government", "Treaty", "support")),
    "moved": (MOVED, ("Oslo", "SWE", "opposition", "Treaty", "support")),
    "merged": (MERGED, ("Norway", "NOR", "government", "gerd", "support")),
    "turned": (TURNED, ("Norway", "NOR", "government", "gerd", "oppose")),
    "caught": (CAUGHT, ("Norway", "NOR", "government", OWN.id, "support")),
    "countered": (COUNTERED, ("Norway", "NOR", "government", OWN.id, "oppose")),
}


@pytest.mark.parametrize(("amendment", "told"), ALL.values(), ids=ALL)
@pytest.mark.parametrize("verdict", [ACCEPTED, REJECTED, CORRECTED])
def test_a_verdict_holds_no_amendment_fast(
    kept: Store, amendment: Amendment, told: tuple[str, ...], verdict: Review
) -> None:
    kept.amend(amendment, coder=ADA)
    assert shown(kept) == told
    kept.judge(seen(kept), verdict, coder=ADA)
    assert (shown(kept), seen(kept)["review"]) == (told, verdict)
    [entry] = kept.judgements().to_dict("records")
    assert (entry["actor_found"], entry["topic_found"]) == ("Norway", "Treaty"), "the log has what the reader found"
    assert without_amendments(kept) == READ


def changed(row: tuple[Any, ...], **fields: Any) -> tuple[Any, ...]:
    return tuple(fields.get(name, cell) for name, cell in zip(AMENDED, row, strict=True))


@pytest.mark.parametrize(("amendment", "told"), ALL.values(), ids=ALL)
@pytest.mark.parametrize(
    "field",
    [
        pytest.param({"represents": "other"}, id="side-they-speak-for"),
        pytest.param({"country": "DNK"}, id="country"),
        pytest.param({"country": None}, id="no-country"),
        pytest.param({"actor": "Bergen"}, id="name"),
        pytest.param({"topic": "ukraine-nato"}, id="topic"),
        pytest.param({"topic": None, "position": None}, id="no-topic"),
        pytest.param({"position": "neutral"}, id="position"),
        pytest.param({"position": None}, id="position-cannot-be-told"),
    ],
)
def test_a_correction_shows_what_the_person_wants_and_leaves_the_rest_to_the_amendments(
    kept: Store, amendment: Amendment, told: tuple[str, ...], field: dict[str, Any]
) -> None:
    kept.amend(amendment, coder=ADA)
    kept.judge(seen(kept), CORRECTED, coder=ADA, changes=field)
    assert shown(kept) == changed(told, **field)
    rest = without_amendments(kept)
    if isinstance(amendment, Topic) or not {"actor", "country"} & field.keys():
        assert rest[:3] == changed(READ, **field)[:3]
    else:  # under another name or country no amendment knows the actor: all that was shown is the person's now
        assert rest[:3] == changed(told, **field)[:3]
    if not {"topic", "position"} & field.keys():
        assert rest[3:] == READ[3:]
    elif "topic" in field or amendment in (CAUGHT, COUNTERED):  # the side that phrases gave is the person's now
        assert rest[3:] == changed(told, **field)[3:]
    else:
        assert rest[3:] == changed(READ, **field)[3:]


@pytest.mark.parametrize(("amendment", "told"), ALL.values(), ids=ALL)
def test_another_side_is_a_side_of_what_was_shown(kept: Store, amendment: Amendment, told: tuple[str, ...]) -> None:
    kept.amend(amendment, coder=ADA)
    position = Stance(told[-1]).opposite.value
    kept.judge(seen(kept), CORRECTED, coder=ADA, changes={"stance": "oppose", "position": position})
    assert (shown(kept), seen(kept)["stance"]) == (changed(told, position=position), "oppose")
    assert without_amendments(kept) == changed(READ, position="oppose"), "and holds no amendment fast"


@pytest.mark.parametrize(
    ("amendment", "field", "before"),
    [
        pytest.param(MOVED, "country", "NOR", id="country"),
        pytest.param(MOVED, "represents", "government", id="side-they-speak-for"),
        pytest.param(CAUGHT, "topic", "Treaty", id="topic"),
    ],
)
def test_a_person_may_insist_on_what_was_read(kept: Store, amendment: Amendment, field: str, before: str) -> None:
    kept.amend(amendment, coder=ADA)
    kept.judge(seen(kept), CORRECTED, coder=ADA, changes={field: before})
    assert seen(kept)[field] == before
    kept.judge(seen(kept), ACCEPTED, coder=BEA)
    assert seen(kept)[field] == before, "who accepts it accepts that too"
    kept.take_back(2, coder=BEA)
    kept.take_back(1, coder=ADA)
    assert seen(kept)[field] != before


@pytest.mark.parametrize(("amendment", "told"), ALL.values(), ids=ALL)
def test_who_judges_unswayed_sees_what_was_read_and_speaks_for_no_amendment_and_against_none(
    kept: Store, amendment: Amendment, told: tuple[str, ...]
) -> None:
    read = seen(kept)
    kept.amend(amendment, coder=ADA)
    kept.judge(seen(kept), ACCEPTED, coder=ADA)
    kept.judge(read, ACCEPTED, coder=BEA)
    assert shown(kept) == told
    kept.judge(read, CORRECTED, coder=BEA, changes={"stance": "oppose", "position": "oppose"})
    assert shown(kept) == changed(told, position=Stance(told[-1]).opposite.value)
    kept.judge(read, CORRECTED, coder=BEA, changes={"country": "DNK"})
    assert shown(kept)[1] == "DNK"
    kept.take_back(4, coder=BEA)
    assert without_amendments(kept) == changed(READ, position="oppose")


def test_a_position_that_was_read_is_not_taken_for_one_on_another_topic(kept: Store) -> None:
    read = seen(kept)
    kept.judge(read, CORRECTED, coder=ADA, changes={"position": "oppose"})
    kept.amend(TURNED, coder=ADA)
    assert shown(kept)[3:] == ("gerd", "support")
    kept.judge(read, ACCEPTED, coder=BEA)
    assert shown(kept)[3:] == ("gerd", "oppose"), "Bea accepts the yes to the other topic"


def test_what_was_corrected_before_goes_with_later_amendments_where_nobody_touched_it(kept: Store) -> None:
    kept.judge(seen(kept), CORRECTED, coder=ADA, changes={"stance": "oppose", "position": "oppose"})
    kept.amend(MOVED, coder=ADA)
    kept.amend(CAUGHT, coder=ADA)
    assert shown(kept) == ("Oslo", "SWE", "opposition", OWN.id, "oppose")
    assert kept.said_by_people() == {seen(kept)["id"]: frozenset({"stance", "position"})}


def test_a_country_that_was_corrected_before_stays(kept: Store) -> None:
    kept.judge(seen(kept), CORRECTED, coder=ADA, changes={"country": "DNK"})
    kept.amend(replace(MOVED, of=(("Norway", "DNK"),)), coder=ADA)
    assert shown(kept)[:3] == ("Oslo", "DNK", "opposition")


def test_a_statement_that_was_missed_is_added_as_it_is_said(kept: Store, article: Article) -> None:
    kept.amend(MOVED, coder=ADA)
    kept.amend(CAUGHT, coder=ADA)
    [statement] = [make_statement(article, topic="gerd", actor=Actor("Norway", None, "NOR", Represents.OTHER))]
    kept.add(replace(statement, id="added", cue="again"), coder=BEA)
    row = kept.statements().set_index("id").loc["added"]
    assert [row[name] for name in AMENDED] == ["Oslo", "NOR", "other", "gerd", "support"]
    assert row["review"] == ADDED


def test_adding_what_is_there_corrects_it(kept: Store, article: Article) -> None:
    kept.amend(TURNED, coder=ADA)
    again = make_statement(article, topic="gerd", position=Stance.SUPPORT)
    kept.add(again, coder=BEA)
    assert (shown(kept), seen(kept)["review"]) == (changed(READ, topic="gerd"), CORRECTED)
    assert without_amendments(kept) == changed(READ, position="oppose"), "yes to the one was no to the other"


def test_judged_and_amended_statements_are_read_again_as_one(
    kept: Store, article: Article, both_sides: list[Statement]
) -> None:
    kept.amend(MOVED, coder=ADA)
    kept.judge(seen(kept), REJECTED, coder=ADA)
    again = make_statement(article, id="again", target="this treaty", topic="Treaty")
    kept.keep(article, [again], reader="r 2")
    assert (shown(kept)[:2], seen(kept)["review"]) == (("Oslo", "SWE"), REJECTED)
    assert kept.rereadings()["is_found"].tolist() == [True]


def test_what_was_read_anew_while_somebody_looked_at_it_is_not_doubled(kept: Store, article: Article) -> None:
    kept.amend(MOVED, coder=ADA)
    kept.amend(TURNED, coder=ADA)
    before = seen(kept)
    again = make_statement(article, id="again", target="this treaty", topic="Treaty")
    kept.keep(article, [again], reader="r 2")
    kept.judge(before, REJECTED, coder=ADA)
    assert (seen(kept)["id"], seen(kept)["review"]) == (before["id"], REJECTED)
    kept.keep(article, [again], reader="r 3")
    kept.judge({**before, "id": "again"}, ACCEPTED, coder=BEA)
    assert (seen(kept)["id"], seen(kept)["review"]) == (before["id"], ACCEPTED)
    assert without_amendments(kept) == READ


@pytest.mark.parametrize(("amendment", "told"), ALL.values(), ids=ALL)
def test_an_amendment_that_is_taken_back_while_somebody_looks_leaves_no_trace(
    kept: Store, amendment: Amendment, told: tuple[str, ...]
) -> None:
    number = kept.amend(amendment, coder=ADA)
    looked_at = seen(kept)
    kept.take_back_amendment(number, coder=BEA)
    kept.judge(looked_at, ACCEPTED, coder=ADA)
    assert shown(kept) == READ
    position = Stance(told[-1]).opposite.value
    kept.judge(looked_at, CORRECTED, coder=ADA, changes={"stance": "oppose", "position": position})
    assert shown(kept) == changed(READ, position="oppose")


def test_an_amendment_that_is_made_while_somebody_looks_is_heeded(kept: Store) -> None:
    kept.amend(RENAMED, coder=ADA)
    looked_at = seen(kept)
    kept.amend(TURNED, coder=BEA)
    kept.judge(looked_at, CORRECTED, coder=ADA, changes={"represents": "other"})
    assert shown(kept) == ("Oslo", "NOR", "other", "gerd", "oppose")
    assert without_amendments(kept) == changed(READ, represents="other")


def test_a_key_pressed_twice_says_it_once(kept: Store) -> None:
    kept.amend(MOVED, coder=ADA)
    row = seen(kept)
    assert [kept.judge(row, ACCEPTED, coder=ADA) for _ in range(2)] == [1, 1]


def test_what_cannot_stand_is_refused_as_without_amendments(kept: Store) -> None:
    kept.amend(MOVED, coder=ADA)
    with pytest.raises(ValueError, match="perhaps"):
        kept.judge(seen(kept), CORRECTED, coder=ADA, changes={"position": "perhaps"})
    assert len(kept.judgements()) == 0
