"""The log of amendments: kept for good, for past and future articles alike, taken back exactly, and proof to faults."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import date as Date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.catalogue import own_topics
from dashboard.catalogue.own_topics import own_topic
from dashboard.catalogue.proposed import is_proposed
from dashboard.catalogue.topics import label_of, topic, topics
from dashboard.errors import StoreError
from dashboard.schema import ActorAmendment, Amendment, Article, Represents, Review, Statement
from dashboard.schema import TopicAmendment as Topic
from dashboard.store import Store, snapshot
from dashboard.store.amendments.applied import amended
from dashboard.store.amendments.log import COLUMNS
from dashboard.store.snapshot import whole_table
from dashboard.table import check_statements
from tests.samples import make_article, make_statement, run_at_once

QUESTION = "Should the treaty be signed?"
OWN = own_topic("The treaty", QUESTION)
FOUNDED = Topic(OWN.id, OWN.label, OWN.question, parted=("",), phrases=("treaty",))
OSLO = ActorAmendment((("Norway", "NOR"),), name="Oslo")
ADA = "Ada"


@pytest.fixture
def kept(store: Store, article: Article, both_sides: list[Statement]) -> Store:
    """Norway for a proposed treaty, Chile against it, without a topic of the catalogue."""
    named = [replace(each, topic="Treaty") for each in both_sides]
    store.keep(article, named, reader="r 1")
    return store


def rows(store: Store, *columns: str, **wanted: Any) -> list[tuple[Any, ...]]:
    frame = check_statements(store.statements(**wanted)).sort_values(["article", "start"])
    return [
        tuple(None if pd.isna(cell) else cell for cell in row)
        for row in frame[list(columns)].astype(object).to_numpy().tolist()
    ]


# ------------------------------------------------------------------------------------------------------------------ log


def test_an_amendment_is_logged_and_shown(kept: Store) -> None:
    before = kept.version()
    number = kept.amend(OSLO, coder="  Ada  Lovelace ")
    assert kept.version() != before, "charts follow"
    assert rows(kept, "actor") == [("Oslo",), ("Chile",)]
    [entry] = kept.amendments().to_dict("records")
    assert list(entry) == list(COLUMNS)
    assert (entry["number"], entry["coder"], entry["kind"], entry["content"]) == (number, "Ada Lovelace", "actor", OSLO)
    assert (pd.isna(entry["undoes"]), entry["stands"]) == (True, True)
    assert abs(datetime.now(UTC).replace(tzinfo=None) - entry["made_at"]) < timedelta(minutes=1)


@pytest.mark.parametrize(
    "amendment",
    [
        OSLO,
        ActorAmendment(
            (("Norway", "NOR"), ("Chile", None)), "N", "", Represents.OTHER, Date(2024, 1, 2), Date(2025, 1, 2)
        ),
        replace(FOUNDED, whole=("Treaty",), counter=("no + deal | pact",), turned=True),
    ],
    ids=["name", "everything-of-actors", "everything-of-topics"],
)
def test_what_is_kept_is_read_again(kept: Store, amendment: Amendment) -> None:
    kept.amend(amendment, coder=ADA)
    with Store.open(kept.place) as another:
        assert another.amendments()["content"].tolist() == [amendment]


def test_the_log_of_a_store_without_amendments_is_empty(store: Store) -> None:
    log = store.amendments()
    assert (list(log.columns), len(log)) == (list(COLUMNS), 0)


def test_articles_that_come_in_later_are_covered(kept: Store) -> None:
    kept.amend(OSLO, coder=ADA)
    kept.amend(FOUNDED, coder=ADA)
    later = make_article("1. Norway supports the treaty.", title="later")
    kept.keep(later, [make_statement(later, start=3, topic=None, position=None)], reader="r 2")
    assert rows(kept, "actor", "topic", "position", article_ids=[later.id]) == [("Oslo", OWN.id, "support")]


def test_another_reading_is_covered_too(kept: Store, article: Article, both_sides: list[Statement]) -> None:
    kept.amend(OSLO, coder=ADA)
    kept.keep(article, both_sides[:1], reader="r 2")
    assert rows(kept, "actor", "topic") == [("Oslo", "treaty")]


def test_countries_and_topics_are_asked_for_as_they_are_shown(kept: Store) -> None:
    kept.amend(replace(OSLO, country="SWE"), coder=ADA)
    kept.amend(FOUNDED, coder=ADA)
    assert rows(kept, "actor", countries=["SWE"]) == [("Oslo",)]
    assert rows(kept, "actor", countries=["NOR"]) == []
    assert rows(kept, "actor", topics=[OWN.id], countries=["CHL"]) == [("Chile",)]
    assert rows(kept, "actor", topics=["Treaty"]) == []
    few = kept.statements(countries=["SWE"], since=Date(2025, 2, 13))
    assert list(few["country"].cat.categories) == ["SWE"], "no choice in a list without a statement"
    assert (few.index.tolist(), len(kept.statements(until=Date(2025, 2, 12)))) == ([0], 0)


# ----------------------------------------------------------------------------------------------------------------- undo


def test_undo_leaves_no_trace_in_the_table_and_one_in_the_log(kept: Store) -> None:
    before = kept.statements()
    numbers = [kept.amend(each, coder=ADA) for each in (OSLO, FOUNDED)]
    version = kept.version()
    for number in numbers:
        kept.take_back_amendment(number, coder="Bea")
    assert kept.version() != version
    pd.testing.assert_frame_equal(kept.statements(), before)
    log = kept.amendments()
    assert log["stands"].tolist() == [False] * 4
    assert log["undoes"].dropna().tolist() == numbers
    assert log["content"].tolist() == [OSLO, FOUNDED] * 2
    assert log["coder"].tolist() == [ADA, ADA, "Bea", "Bea"]


def test_taking_back_twice_is_taking_back_once(kept: Store) -> None:
    number = kept.amend(OSLO, coder=ADA)
    for _ in range(2):
        kept.take_back_amendment(number, coder=ADA)
    assert len(kept.amendments()) == 2
    kept.amend(OSLO, coder=ADA)
    assert rows(kept, "actor") == [("Oslo",), ("Chile",)], "it can be made anew"


def test_what_was_never_amended_cannot_be_taken_back(kept: Store) -> None:
    number = kept.amend(OSLO, coder=ADA)
    kept.take_back_amendment(number, coder=ADA)
    for none in (number + 1, 99):
        with pytest.raises(StoreError, match=f"no amendment {none}"):
            kept.take_back_amendment(none, coder=ADA)


def test_without_an_earlier_one_a_later_one_may_reach_nothing(kept: Store) -> None:
    first = kept.amend(OSLO, coder=ADA)
    kept.amend(ActorAmendment((("Oslo", "NOR"),), name="King Harald’s men"), coder="Bea")
    assert rows(kept, "actor")[0] == ("King Harald’s men",)
    kept.take_back_amendment(first, coder=ADA)
    assert rows(kept, "actor")[0] == ("Norway",)


NAMES, COUNTRIES = ("Norway", "Chile", "Oslo", "Santiago"), ("NOR", "CHL", None)
TOPICS = ("Treaty", "treaty", "gerd", "")
actor_amendments = st.builds(
    ActorAmendment,
    of=st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(COUNTRIES)), min_size=1, max_size=3).map(tuple),
    name=st.none() | st.sampled_from(NAMES),
    country=st.none() | st.sampled_from(("NOR", "CHL", "")),
    represents=st.none() | st.sampled_from(Represents),
    since=st.none() | st.sampled_from((Date(2025, 2, 13), Date(2025, 2, 14))),
)
topic_amendments = st.builds(
    Topic,
    into=st.sampled_from(("gerd", topics()[0].id, OWN.id)),
    whole=st.lists(st.sampled_from(TOPICS[:3]), max_size=2).map(tuple),
    parted=st.lists(st.sampled_from(TOPICS), max_size=2).map(tuple),
    phrases=st.lists(st.sampled_from(("treaties", "pact | treaty", "whales")), max_size=2).map(tuple),
    counter=st.lists(st.sampled_from(("the + treaty", "no treaty")), max_size=1).map(tuple),
    turned=st.booleans(),
).map(lambda made: replace(made, label=OWN.label, question=OWN.question) if made.into == OWN.id else made)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), st.lists(actor_amendments | topic_amendments, max_size=6))
def test_the_table_is_always_what_stands_applied_in_order(
    tmp_path: Path, data: st.DataObject, made: Sequence[Amendment]
) -> None:
    article = make_article()
    with Store.open(tmp_path / f"{data.draw(st.uuids())}.sqlite") as store:
        store.keep(article, [make_statement(article), make_statement(article, start=51, country="CHL")], reader="r")
        before = store.statements()
        numbers = []
        for amendment in made:
            try:
                numbers.append(store.amend(amendment, coder=ADA))
            except ValueError:
                continue  # contradictory ones are drawn too
        gone = data.draw(st.permutations(numbers))
        for place in range(len(gone) + 1):
            log = store.amendments()
            stands = log.loc[log["stands"], "content"].tolist()
            pd.testing.assert_frame_equal(check_statements(store.statements()), amended(before, stands))
            if place < len(gone):
                store.take_back_amendment(gone[place], coder=ADA)
        pd.testing.assert_frame_equal(store.statements(), before)


# ----------------------------------------------------------------------------------------------------------- own topics


def test_an_own_topic_is_known_by_its_label_wherever_the_table_is_read(kept: Store, monkeypatch) -> None:
    kept.amend(FOUNDED, coder=ADA)
    for read in (Store.statements, whole_table, Store.amendments):
        monkeypatch.setattr(own_topics, "_remembered", {})  # as in another process
        assert topic(OWN.id) is None
        read(kept)
        assert (label_of(OWN.id), is_proposed(OWN.id)) == ("The treaty", False)


def test_the_copy_in_columns_holds_the_amended_table(kept: Store, monkeypatch) -> None:
    monkeypatch.setattr(snapshot, "LEAST_ROWS", 1)
    read = [whole_table(kept)]
    number = kept.amend(FOUNDED, coder=ADA)
    for _ in range(2):
        monkeypatch.setattr(own_topics, "_remembered", {})
        read.append(check_statements(whole_table(kept)))
        pd.testing.assert_frame_equal(read[-1], kept.statements())
        assert read[-1]["proposed"].tolist() == [False, False]
    kept.take_back_amendment(number, coder=ADA)
    pd.testing.assert_frame_equal(whole_table(kept), read[0])


def test_a_topic_that_was_taken_back_keeps_its_label_where_a_person_has_given_it(kept: Store) -> None:
    number = kept.amend(FOUNDED, coder=ADA)
    [seen] = kept.statements(countries=["NOR"]).to_dict("records")
    other = own_topic("Another", "Is it another?")
    founded = Topic(other.id, other.label, other.question, parted=("",), phrases=("pact",))
    kept.take_back_amendment(kept.amend(founded, coder=ADA), coder=ADA)
    kept.judge(seen, Review.CORRECTED, coder=ADA, changes={"topic": other.id})
    kept.take_back_amendment(number, coder=ADA)
    assert rows(kept, "topic", "proposed", "position") == [(other.id, False, "support"), ("Treaty", True, "oppose")]


# --------------------------------------------------------------------------------------------------------------- faults

OF = (("Norway", "NOR"),)
CATALOGUE = topics()[0]


@pytest.mark.parametrize(
    ("amendment", "told"),
    [
        pytest.param(ActorAmendment((), name="X"), "of: no actor is named; choose", id="nobody"),
        pytest.param(ActorAmendment(((" ", None),), name="X"), "of: .*without a name", id="nameless"),
        pytest.param(ActorAmendment(OF, name="  "), "name: it is empty; write", id="empty-name"),
        pytest.param(ActorAmendment(OF), "of: nothing would change; give", id="nothing"),
        pytest.param(ActorAmendment(OF, name="Norway", country="NOR"), "of: nothing would change", id="as-it-is"),
        pytest.param(
            ActorAmendment((("Norway", None),), country=""), "of: nothing would change", id="no-country-as-is"
        ),
        pytest.param(ActorAmendment(OF, country="Norge"), "country: 'Norge' is not known; use an ISO", id="no-code"),
        pytest.param(
            ActorAmendment(OF, name="X", since=Date(2025, 2, 1), until=Date(2025, 1, 1)),
            "until: 2025-01-01 is before 2025-02-01",
            id="days-exchanged",
        ),
        pytest.param(Topic("gerd"), "whole: no topic is named", id="no-topics"),
        pytest.param(Topic("no-such", whole=("Treaty",)), "into: there is no topic 'no-such'", id="into-nowhere"),
        pytest.param(Topic("Treaty", whole=("gerd",)), "into: there is no topic 'Treaty'", id="into-a-proposed-one"),
        pytest.param(Topic("gerd", whole=("Tready",)), "whole: there is no topic 'Tready'", id="no-such-topic"),
        pytest.param(Topic("gerd", whole=("",)), "whole: there is no topic ''", id="none-at-all-is-not-whole"),
        pytest.param(
            Topic("gerd", parted=("Tready",), phrases=("x",)), "parted: there is no topic", id="no-such-parted-topic"
        ),
        pytest.param(Topic("gerd", whole=("gerd",)), "whole: .*into itself", id="into-itself"),
        pytest.param(Topic("gerd", parted=("gerd",), phrases=("x",)), "parted: .*into itself", id="parted-into-itself"),
        pytest.param(
            Topic("gerd", whole=("Treaty",), parted=("Treaty",), phrases=("x",)), "parted: .* moves whole", id="both"
        ),
        pytest.param(Topic("gerd", parted=("Treaty",)), "phrases: nothing says which", id="no-phrase"),
        pytest.param(
            Topic("gerd", whole=("Treaty",), phrases=("x",)), "parted: .*no statements", id="nothing-to-look-in"
        ),
        pytest.param(
            Topic("gerd", parted=("",), phrases=("a + ",)), "phrases: “a \\+” has an empty part", id="empty-part"
        ),
        pytest.param(
            Topic("gerd", parted=("",), phrases=("x | of the",)), "phrases: “of the” says nothing", id="hollow"
        ),
        pytest.param(Topic("gerd", parted=("",), counter=("…",)), "counter: “…” says nothing", id="no-words"),
        pytest.param(
            Topic("gerd", parted=("",), phrases=("Pact",), counter=("pact",)), "counter: .*yes and no", id="yes-and-no"
        ),
        pytest.param(
            Topic("gerd", parted=("",), phrases=("x",), turned=True),
            "turned: only topics that move",
            id="turned-nothing",
        ),
        pytest.param(Topic("gerd", question="Why?", whole=("Treaty",)), "label: a question without", id="no-label"),
        pytest.param(replace(FOUNDED, label=" "), "label: it is empty", id="empty-label"),
        pytest.param(replace(FOUNDED, question=None), "question: it is no question", id="without-a-question"),
        pytest.param(replace(FOUNDED, question="Sign it."), "question: it is no question", id="no-question"),
        pytest.param(replace(FOUNDED, question=" ?"), "question: it is no question", id="nothing-but-a-mark"),
        pytest.param(replace(FOUNDED, label="A treaty"), "into: .*own_topic", id="not-the-id-of-the-label"),
        pytest.param(replace(FOUNDED, label=CATALOGUE.label.upper()), "label: .*is a topic already", id="label-taken"),
    ],
)
def test_what_cannot_stand_is_refused_with_field_and_repair(kept: Store, amendment: Amendment, told: str) -> None:
    before = kept.statements()
    for refuse in (kept.check_amendment, lambda each: kept.amend(each, coder=ADA)):
        with pytest.raises(ValueError, match=told) as fault:
            refuse(amendment)
        assert "; " in str(fault.value)
    assert len(kept.amendments()) == 0
    pd.testing.assert_frame_equal(kept.statements(), before)


def test_two_own_topics_of_a_workspace_have_different_labels(kept: Store) -> None:
    number = kept.amend(FOUNDED, coder=ADA)
    other = own_topic("THE TREATY", "Should it be torn up?")
    again = Topic(other.id, other.label, other.question, parted=("",), phrases=("pact",))
    with pytest.raises(ValueError, match=r"label: .*is a topic already"):
        kept.amend(again, coder="Bea")
    kept.amend(replace(FOUNDED, phrases=("pact",)), coder="Bea")  # the same one catches more
    kept.amend(Topic(OWN.id, whole=("Treaty",)), coder="Bea")
    kept.take_back_amendment(number, coder=ADA)
    kept.take_back_amendment(number + 1, coder=ADA)
    kept.amend(again, coder="Bea")
    assert rows(kept, "topic") == [(OWN.id,), (OWN.id,)]


@pytest.mark.parametrize("before", [OWN.id, "gerd"], ids=["own", "of-the-catalogue"])
def test_a_topic_is_asked_anew_under_its_label(kept: Store, before: str) -> None:
    kept.amend(FOUNDED, coder=ADA)
    kept.amend(Topic("gerd", whole=("Treaty",)), coder=ADA)
    other = own_topic(label_of(before), "Should it be torn up?")
    number = kept.amend(Topic(other.id, other.label, other.question, whole=(before,), turned=True), coder="Bea")
    assert rows(kept, "topic", "position")[0] == ((other.id, "oppose") if before == OWN.id else (OWN.id, "support"))
    kept.take_back_amendment(number, coder="Bea")
    assert rows(kept, "topic", "position")[0] == (OWN.id, "support")


@pytest.mark.parametrize("content", ["{", "{}", '{"of": 1}', "[]"])
def test_a_damaged_log_is_told(kept: Store, content: str) -> None:
    kept.amend(OSLO, coder=ADA)
    with kept._writes() as connection:
        connection.exec_driver_sql("UPDATE amendments SET content = ?", (content,))
    with pytest.raises(StoreError, match="Amendment 1 of the store cannot be read"):
        kept.statements()


def test_the_coder_is_named(kept: Store) -> None:
    number = kept.amend(OSLO, coder=ADA)
    with pytest.raises(ValueError, match="coder: an amendment needs the name"):
        kept.amend(OSLO, coder=" ")
    with pytest.raises(ValueError, match="coder: an amendment needs the name"):
        kept.take_back_amendment(number, coder="")
    assert len(kept.amendments()) == 1


def test_names_lose_outer_blanks_and_lists_their_repeats(kept: Store) -> None:
    kept.amend(ActorAmendment((*OF, *OF), name=" Oslo  city "), coder=ADA)
    kept.amend(Topic("gerd", whole=("Treaty",) * 2, parted=("",), phrases=("a  pact", "A pact", "")), coder=ADA)
    assert kept.amendments()["content"].tolist() == [
        ActorAmendment(OF, name="Oslo city"),
        Topic("gerd", whole=("Treaty",), parted=("",), phrases=("a pact",)),
    ]


def test_a_country_code_of_ones_own_can_be_given(kept: Store) -> None:
    own = make_article("1. Norway supports the treaty.", title="own")
    kept.keep(own, [make_statement(own, start=3, country="XNO")], reader="r")
    kept.amend(ActorAmendment(OF, country="XNO"), coder=ADA)
    assert set(rows(kept, "country")) == {("XNO",), ("CHL",)}


# ------------------------------------------------------------------------------------------------------------ processes


def amend_many(place: str, coder: str, number: int) -> None:
    with Store.open(place) as opened:
        for each in range(number):
            made = opened.amend(ActorAmendment((("Norway", "NOR"),), name=f"{coder} {each}"), coder=coder)
            opened.statements()
            if each % 2:
                opened.take_back_amendment(made, coder=coder)


def keep_many(place: str, number: int) -> None:
    with Store.open(place) as opened:
        for each in range(number):
            article = make_article(f"{each}. Norway supports the treaty.")
            opened.keep(article, [make_statement(article, start=len(str(each)) + 2)], reader="r")


def accept_all(place: str, number: int) -> None:
    """Accept what there is, again and again, until there have been that many statements."""
    with Store.open(place) as opened:
        accepted: set[str] = set()
        while len(accepted) < number:
            for row in opened.statements().to_dict("records"):
                opened.judge(row, Review.ACCEPTED, coder="Cyd")
                accepted.add(row["id"])


def test_two_coders_a_reviewer_and_an_ingest_at_once_lose_nothing(store_file: Path) -> None:
    number = 10
    Store.open(store_file).close()
    jobs: list[tuple[Any, tuple[Any, ...]]] = [(amend_many, (str(store_file), name, number)) for name in ("Ada", "Bea")]
    jobs += [(keep_many, (str(store_file), number)), (accept_all, (str(store_file), number))]
    run_at_once(jobs)
    with Store.open(store_file) as opened:
        log, frame = opened.amendments(), opened.statements()
        for made in log.loc[log["stands"], "number"]:
            opened.take_back_amendment(int(made), coder="Cyd")
        assert set(opened.statements()["actor"]) == {"Norway"}, "what was accepted in between held no name fast"
        assert opened.judgements()["statement"].nunique() == number
    assert log["number"].tolist() == list(range(1, 3 * number + 1)), "numbered without a gap"
    assert log["stands"].sum() == number
    first = log.loc[log["stands"], "content"].iloc[0]
    assert frame["actor"].tolist() == [first.name] * number, "the first renames Norway, and the others find none"


# ------------------------------------------------------------------------------------------------------- older versions


def test_a_store_from_before_there_were_amendments_takes_them(
    store_file: Path, article: Article, both_sides: list[Statement]
) -> None:
    with Store.open(store_file) as now:
        now.keep(article, both_sides, reader="r")
        now.judge(now.statements().to_dict("records")[0], Review.ACCEPTED, coder=ADA)
    with sqlite3.connect(store_file) as old:  # as the third step of the schema had left it
        old.execute("DROP TABLE amendments")
        old.execute("ALTER TABLE judgements DROP COLUMN by_hand")
        old.execute("UPDATE standpoint SET schema_version = 3")
    old.close()
    with Store.open(store_file) as now:
        now.amend(OSLO, coder=ADA)
        assert rows(now, "actor", "review") == [("Oslo", "accepted"), ("Chile", "unreviewed")]
        assert now.judgements()["coder"].tolist() == [ADA]
