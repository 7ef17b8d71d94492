"""Amendments of actors and topics applied to a table: which rows they reach, and in which order they hold."""

from __future__ import annotations

from datetime import date as Date
from typing import Any

import pandas as pd
import pytest

from dashboard.catalogue.own_topics import own_topic, remember
from dashboard.schema import Actor, ActorAmendment, Amendment, Represents, Review, Stance, TopicAmendment
from dashboard.store.amendments.applied import AMENDED, amended, would_change
from dashboard.table import check_statements, statements_frame
from tests.samples import make_article, make_statement

GOVERNMENT, OPPOSITION = Represents.GOVERNMENT, Represents.OPPOSITION
SUPPORT, OPPOSE, NEUTRAL = Stance.SUPPORT, Stance.OPPOSE, Stance.NEUTRAL
OWN = own_topic("A ban on ivory", "Should ivory be banned?")
remember(OWN)

Row = dict[str, Any]


def frame_of(*rows: Row) -> pd.DataFrame:
    """A table of statements, each told by what makes it differ from the first of the samples."""
    found, articles = [], []
    for number, row in enumerate(rows):
        article = make_article(f"{number}. Norway supports the treaty.", date=row.get("date", Date(2025, 2, 13)))
        actor = Actor(
            row.get("actor", "Norway"), None, row.get("country", "NOR"), row.get("represents", Represents.GOVERNMENT)
        )
        stated: Row = {name: row[name] for name in ("stance", "target", "topic", "position", "review") if name in row}
        if stated.get("topic", "") is None:
            stated["position"] = None
        found.append(make_statement(article, start=3, actor=actor, **{**stated, "id": f"s{number}"}))
        articles.append(article)
    return statements_frame(found, articles=articles)


def shown(frame: pd.DataFrame, *columns: str) -> list[Any]:
    cells = frame[list(columns)].astype(object)
    rows = [tuple(None if pd.isna(cell) else cell for cell in row) for row in cells.to_numpy().tolist()]
    return [row[0] for row in rows] if len(columns) == 1 else rows


# --------------------------------------------------------------------------------------------------------------- actors

ACTORS = frame_of(
    {"actor": "Foreign Ministry", "country": "FRA"},
    {"actor": "Foreign Ministry", "country": "PER"},
    {"actor": "Ministry of Foreign Affairs", "country": None, "date": Date(2024, 5, 1)},
    {"actor": "Foreign Ministry", "country": "FRA", "date": None},
    {"actor": "foreign ministry", "country": "FRA"},
)
BOTH = (("Foreign Ministry", "FRA"), ("Ministry of Foreign Affairs", None))


@pytest.mark.parametrize(
    ("amendment", "column", "told"),
    [
        pytest.param(
            ActorAmendment(BOTH, name="Quai d’Orsay"),
            "actor",
            ["Quai d’Orsay", "Foreign Ministry", "Quai d’Orsay", "Quai d’Orsay", "foreign ministry"],
            id="merged-with-their-own-countries",
        ),
        pytest.param(
            ActorAmendment(BOTH, country="FRA"),
            "country",
            ["FRA", "PER", "FRA", "FRA", "FRA"],
            id="given-a-country",
        ),
        pytest.param(
            ActorAmendment(BOTH[:1], country=""), "country", [None, "PER", None, None, "FRA"], id="of-no-country"
        ),
        pytest.param(
            ActorAmendment(BOTH, represents=OPPOSITION),
            "represents",
            ["opposition", "government", "opposition", "opposition", "government"],
            id="speaks-for-another-side",
        ),
        pytest.param(
            ActorAmendment(BOTH, country="BEL", since=Date(2025, 2, 13)),
            "country",
            ["BEL", "PER", None, "FRA", "FRA"],
            id="from-a-day-on-and-not-undated",
        ),
        pytest.param(
            ActorAmendment(BOTH, country="BEL", until=Date(2024, 5, 1)),
            "country",
            ["FRA", "PER", "BEL", "FRA", "FRA"],
            id="up-to-a-day-and-not-undated",
        ),
        pytest.param(
            ActorAmendment((("Nobody", None), ("Foreign Ministry", "TCD")), name="X"),
            "actor",
            shown(ACTORS, "actor"),
            id="nobody-of-this-name-and-country",
        ),
    ],
)
def test_an_amendment_of_actors_reaches_these(amendment: Amendment, column: str, told: list[Any]) -> None:
    before = ACTORS.copy()
    after = check_statements(amended(ACTORS, [amendment]))
    assert shown(after, column) == told
    others = [name for name in ACTORS.columns if name != column]
    pd.testing.assert_frame_equal(after[others], ACTORS[others])
    pd.testing.assert_frame_equal(ACTORS, before)
    changed = [one != other for one, other in zip(shown(ACTORS, column), told, strict=True)]
    assert would_change(ACTORS, amendment).tolist() == changed


def test_amendments_hold_in_the_order_in_which_they_were_made() -> None:
    to_b = ActorAmendment((("Norway", "NOR"),), name="B")
    from_b = ActorAmendment((("B", "NOR"),), name="C", country="SWE")
    frame = frame_of({})
    assert shown(amended(frame, [to_b, from_b]), "actor", "country") == [("C", "SWE")]
    assert shown(amended(frame, [from_b, to_b]), "actor", "country") == [("B", "NOR")]
    back = ActorAmendment((("B", "NOR"),), name="Norway")
    pd.testing.assert_frame_equal(amended(frame, [to_b, back]), frame)


# --------------------------------------------------------------------------------------------------------------- topics


def test_whole_topics_keep_their_sides_or_turn_them_over() -> None:
    frame = frame_of(
        {"topic": "Ivory", "position": SUPPORT},
        {"topic": "Ivory", "position": OPPOSE},
        {"topic": "Ivory", "position": NEUTRAL},
        {"topic": "Ivory", "position": None},
        {"topic": "gerd", "position": SUPPORT},
        {"topic": None},
    )
    straight, turned = (TopicAmendment(OWN.id, whole=("Ivory",), turned=turned) for turned in (False, True))
    rest = [("gerd", "support"), (None, None)]
    assert shown(amended(frame, [straight]), "topic", "position") == [
        (OWN.id, "support"),
        (OWN.id, "oppose"),
        (OWN.id, "neutral"),
        (OWN.id, None),
        *rest,
    ]
    assert shown(amended(frame, [turned]), "topic", "position") == [
        (OWN.id, "oppose"),
        (OWN.id, "support"),
        (OWN.id, "neutral"),
        (OWN.id, None),
        *rest,
    ]
    assert shown(amended(frame, [straight]), "proposed") == [False] * 6
    assert shown(frame, "proposed") == [True] * 4 + [False] * 2
    assert list(amended(frame, [straight])["topic"].cat.categories) == ["gerd", OWN.id]
    check_statements(amended(frame, [turned]))


@pytest.mark.parametrize(
    ("phrase", "target", "is_caught"),
    [
        pytest.param("ban on ivory", "the ban on ivory", True, id="as-it-stands"),
        pytest.param("ban on ivory", "Bans of IVORY in Asia", True, id="inflection-case-and-small-words"),
        pytest.param("ban on ivory", "ivory ban", False, id="several-words-stand-together-in-order"),
        pytest.param("ivory + ban", "ban on trading ivory", True, id="parts-in-any-order"),
        pytest.param("ivory + ban", "ivory", False, id="every-part"),
        pytest.param("ivory | tusks + ban | prohibition", "banishing tusks", False, id="no-word-that-begins-alike"),
        pytest.param("ivory | tusks + ban | prohibition", "prohibiting a tusk", True, id="one-wording-of-each-part"),
        pytest.param("policy", "two policies", True, id="y-and-ies"),
        pytest.param("art", "the party of artists", False, id="no-parts-of-words"),
        pytest.param("São Tomé", "sao tome's harbour", True, id="accents-and-possessives"),
        pytest.param("US", "US-led talks", True, id="hyphens-part-words"),
        pytest.param("5G", "the 5g network", True, id="digits"),
        pytest.param("forest", "for Est", False, id="not-over-a-blank"),
        pytest.param("земля", "Земля наша", True, id="other-scripts"),
    ],
)
def test_a_phrase_catches(phrase: str, target: str, is_caught: bool) -> None:
    frame = frame_of({"topic": None, "target": "nothing"}, {"topic": None, "target": target})
    amendment = TopicAmendment(OWN.id, parted=("",), phrases=(phrase,))
    assert shown(amended(frame, [amendment]), "topic") == [None, OWN.id if is_caught else None]
    assert would_change(frame, amendment).tolist() == [False, is_caught]


def test_words_of_two_targets_do_not_stand_together() -> None:
    frame = frame_of({"topic": None, "target": "a ban"}, {"topic": None, "target": "ivory"})
    assert not would_change(frame, TopicAmendment(OWN.id, parted=("",), phrases=("ban ivory",))).any()


@pytest.mark.parametrize(
    ("parted", "told"),
    [
        pytest.param(("",), [True, True, False, False], id="none-or-a-proposed-one"),
        pytest.param(("gerd",), [False, False, True, False], id="one-of-the-catalogue"),
        pytest.param(("Ivory", "no-such"), [False, True, False, False], id="one-proposed-one"),
    ],
)
def test_phrases_look_in_the_topics_named_and_in_no_other(parted: tuple[str, ...], told: list[bool]) -> None:
    frame = frame_of(
        {"topic": None, "target": "ivory"},
        {"topic": "Ivory", "target": "ivory"},
        {"topic": "gerd", "target": "ivory"},
        {"topic": OWN.id, "target": "ivory"},
    )
    assert would_change(frame, TopicAmendment(OWN.id, parted=parted, phrases=("ivory",))).tolist() == told


def test_support_of_a_phrase_means_yes_and_of_a_counter_phrase_no() -> None:
    targets = ("the ivory ban", "the ivory trade", "the ivory ban and the ivory trade", "gold")
    rows = [{"topic": None, "target": target, "stance": stance} for target in targets for stance in (SUPPORT, OPPOSE)]
    neutral = {"topic": None, "target": "the ivory trade", "stance": NEUTRAL}
    amendment = TopicAmendment(OWN.id, parted=("",), phrases=("ivory ban",), counter=("ivory trade",))
    after = amended(frame_of(*rows, neutral), [amendment])
    assert shown(after, "position") == [
        *("support", "oppose"),
        *("oppose", "support"),
        *("support", "oppose"),
        *(None, None),
        "neutral",
    ]
    check_statements(after)


def test_adopting_moves_the_topic_whole_and_what_is_like_it_by_its_words() -> None:
    frame = frame_of(
        {"topic": "Ivory", "target": "elephants", "stance": SUPPORT, "position": OPPOSE},
        {"topic": "Tusks", "target": "ivory", "stance": OPPOSE, "position": SUPPORT},
    )
    adopt = TopicAmendment(OWN.id, OWN.label, OWN.question, whole=("Ivory",), parted=("",), phrases=("ivory",))
    assert shown(amended(frame, [adopt]), "topic", "position") == [(OWN.id, "oppose"), (OWN.id, "oppose")]


# ----------------------------------------------------------------------------------------------------- what people said

RENAME = ActorAmendment((("Norway", "NOR"),), name="Oslo", country="SWE", represents=OPPOSITION)
CATCH = TopicAmendment(OWN.id, parted=("", "gerd"), phrases=("treaty",))
MERGE = TopicAmendment(OWN.id, whole=("gerd",), turned=True)


@pytest.mark.parametrize(
    ("review", "said", "told"),
    [
        pytest.param(Review.UNREVIEWED, None, ("Oslo", "SWE", "opposition", OWN.id, "support"), id="nobody"),
        pytest.param(Review.ACCEPTED, None, ("Oslo", "SWE", "opposition", OWN.id, "support"), id="accepted"),
        pytest.param(Review.CORRECTED, None, ("Oslo", "NOR", "government", "gerd", "support"), id="corrected-somehow"),
        pytest.param(Review.ADDED, None, ("Oslo", "NOR", "government", "gerd", "support"), id="added"),
        pytest.param(
            Review.CORRECTED, {"country"}, ("Oslo", "NOR", "opposition", OWN.id, "support"), id="country-corrected"
        ),
        pytest.param(
            Review.ACCEPTED, {"represents"}, ("Oslo", "SWE", "government", OWN.id, "support"), id="another-accepted-it"
        ),
        pytest.param(Review.CORRECTED, {"topic"}, ("Oslo", "SWE", "opposition", "gerd", "support"), id="topic"),
        pytest.param(Review.CORRECTED, {"position"}, ("Oslo", "SWE", "opposition", "gerd", "support"), id="position"),
        pytest.param(
            Review.CORRECTED,
            {"stance", "position"},
            ("Oslo", "SWE", "opposition", OWN.id, "support"),
            id="a-position-that-follows-from-the-side",
        ),
    ],
)
def test_what_a_person_has_given_by_hand_stays(review: Review, said: set[str] | None, told: tuple[str, ...]) -> None:
    frame = frame_of({"topic": "gerd", "review": review})
    by_hand = None if said is None else {"s0": frozenset(said), "another": frozenset(AMENDED)}
    assert shown(amended(frame, [RENAME, CATCH], said=by_hand), *AMENDED) == [told]
    changed = told != ("Norway", "NOR", "government", "gerd", "support")
    assert would_change(frame, RENAME, said=by_hand).tolist() == [changed]


def test_mergers_of_topics_reach_what_a_person_has_given_by_hand() -> None:
    frame = frame_of({"topic": "gerd", "review": Review.CORRECTED})
    by_hand = {"s0": frozenset(AMENDED)}
    assert shown(amended(frame, [MERGE], said=by_hand), "topic", "position") == [(OWN.id, "oppose")]


# ------------------------------------------------------------------------------------------------------- kinds of table


def test_an_empty_table_and_no_amendments_change_nothing() -> None:
    empty = statements_frame([])
    pd.testing.assert_frame_equal(amended(empty, [RENAME, CATCH]), empty)
    assert would_change(empty, CATCH).tolist() == []
    assert amended(ACTORS, []) is ACTORS


def test_rows_keep_their_places_and_columns_of_others_stay() -> None:
    frame = frame_of({"target": "ivory", "topic": None}, {}, {"target": "ivory", "topic": None}).assign(weight=1.5)
    some = frame.iloc[[2, 1]]
    after = amended(some, [RENAME, TopicAmendment(OWN.id, parted=("",), phrases=("ivory",))])
    assert after.index.tolist() == [2, 1]
    assert shown(after, "topic", "weight") == [(OWN.id, 1.5), ("treaty", 1.5)]
    assert would_change(some, CATCH).index.tolist() == [2, 1]
