"""How far the machine can be trusted: what counts as right, how sure that is, how far coders agree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.analysis.trust import (
    MACHINE,
    band_of,
    coder_agreement,
    disagreements,
    krippendorff_alpha,
    label_table,
    precision,
)
from dashboard.schema import Review, Stance
from dashboard.store import Store
from tests.showing.conftest import NEUTRAL, OPPOSE, SUPPORT, Said, fill, say

ACCEPTED, REJECTED, CORRECTED = Review.ACCEPTED, Review.REJECTED, Review.CORRECTED
Told = tuple[str, int, Review, dict[str, Any]]


def judge(folder: Path, *words: Told, said: list[Said] | None = None) -> pd.DataFrame:
    """The log after these coders have said this of the statements by number."""
    said = said or [say("FRA", f"topic {number}", SUPPORT, confidence=0.55) for number in range(6)]
    fill(folder / "store.sqlite", said)
    with Store.open(folder / "store.sqlite") as store:
        rows = store.statements().set_index("id").loc[[found[0].id for _, found in said]].reset_index()
        records = rows.to_dict("records")
        for coder, number, verdict, changes in words:
            store.judge(records[number], verdict, coder=coder, changes=changes)
        return store.judgements()


@pytest.mark.parametrize(
    ("verdict", "changes", "counted"),
    [
        pytest.param(ACCEPTED, {}, "right", id="accepted"),
        pytest.param(REJECTED, {}, "rejected", id="rejected"),
        pytest.param(CORRECTED, {"target": "the tunnel"}, "right", id="words-of-the-target"),
        pytest.param(CORRECTED, {"actor": "A. Model", "role": None}, "right", id="name-of-the-actor"),
        pytest.param(CORRECTED, {"stance": "oppose"}, "corrected", id="stance"),
        pytest.param(CORRECTED, {"country": None}, "corrected", id="country"),
        pytest.param(CORRECTED, {"represents": "other"}, "corrected", id="speaker"),
        pytest.param(CORRECTED, {"topic": "bridge"}, "corrected", id="topic"),
    ],
)
def test_what_counts_as_right(verdict: Review, changes: dict[str, Any], counted: str, tmp_path: Path) -> None:
    [row] = precision(judge(tmp_path, ("Ada", 0, verdict, changes))).to_dict("records")
    assert {name: row[name] for name in ("n", "right", "rejected", "corrected")} == {
        "n": 1, "right": 0, "rejected": 0, "corrected": 0
    } | {counted: 1}  # fmt: skip


def test_precision_has_an_interval_and_groups(tmp_path: Path) -> None:
    said = [say("FRA", "dam", SUPPORT, confidence=0.7), say("BRA", "dam", SUPPORT, confidence=0.69)]
    said += [say(None, None, OPPOSE, confidence=1.0), say("FRA", "mine", OPPOSE, confidence=0.95)]
    words: list[Told] = [
        ("Ada", number, verdict, {}) for number, verdict in enumerate((ACCEPTED, REJECTED, ACCEPTED, ACCEPTED))
    ]
    log = judge(tmp_path, *words, said=said)
    [whole] = precision(log).to_dict("records")
    assert (whole["n"], whole["precision"]) == (4, 0.75)
    assert (round(whole["low"], 3), round(whole["high"], 3)) == (0.301, 0.954)  # Wilson's for 3 of 4
    by_band = precision(log, by="confidence").set_index("group")["precision"].to_dict()
    assert by_band == {"0.6 to 0.7": 0.0, "0.7 to 0.8": 1.0, "0.9 to 1.0": 1.0}
    by_country = precision(log, by="country")
    assert by_country["group"].fillna("").tolist() == ["FRA", "BRA", ""]
    assert precision(log, by="topic")["n"].tolist() == [2, 1, 1]


def test_the_last_word_that_was_not_taken_back_counts(tmp_path: Path) -> None:
    log = judge(tmp_path, ("Ada", 0, ACCEPTED, {}), ("Bea", 0, REJECTED, {}))
    assert precision(log)["right"].tolist() == [0]
    with Store.open(tmp_path / "store.sqlite") as store:
        store.take_back(2, coder="Bea")
        assert precision(store.judgements())["right"].tolist() == [1]
        store.take_back(1, coder="Ada")
        assert precision(store.judgements()).empty


def test_an_empty_log_has_empty_figures(tmp_path: Path) -> None:
    log = judge(tmp_path)
    for by in (None, "country", "topic", "confidence"):
        assert precision(log, by=by).empty
    assert coder_agreement(log).empty


@pytest.mark.parametrize(
    ("confidence", "band"), [(0.0, "0.0 to 0.5"), (0.5, "0.5 to 0.6"), (0.999, "0.9 to 1.0"), (1.0, "0.9 to 1.0")]
)
def test_a_border_belongs_to_the_band_above(confidence: float, band: str) -> None:
    assert band_of(pd.Series([confidence])).tolist() == [band]


def test_kappa_and_alpha_are_those_of_the_books(tmp_path: Path) -> None:
    """Of 10 statements both coders keep 4 and reject 3; they differ on 3."""
    said = [say("FRA", f"topic {number}", SUPPORT) for number in range(10)]
    ada = [ACCEPTED] * 4 + [REJECTED] * 3 + [ACCEPTED, ACCEPTED, REJECTED]
    bea = [ACCEPTED] * 4 + [REJECTED] * 3 + [REJECTED, REJECTED, ACCEPTED]
    words: list[Told] = [
        (name, at, verdict, {}) for name, all_of in (("Ada", ada), ("Bea", bea)) for at, verdict in enumerate(all_of)
    ]
    table = coder_agreement(judge(tmp_path, *words, said=said)).set_index(["one", "other"])
    both = table.loc[("Ada", "Bea")]
    # Chance: .6 × .5 + .4 × .5 = .5, so kappa is (.7 - .5) / .5 = .4. Of 20 labels 11 are "support", 9 "none", so
    # alpha is 1 - .3 / (2 × 11 × 9 / (20 × 19)).
    assert (both["n"], round(both["same"], 3), round(both["kappa"], 3)) == (10, 0.7, 0.4)
    assert round(both["alpha"], 4) == round(1 - 0.3 / (2 * 11 * 9 / (20 * 19)), 4)
    assert both["low"] < both["kappa"] < both["high"]
    assert table.loc[("Ada", MACHINE), "same"] == 0.6


def test_where_all_labels_are_the_same_nothing_can_be_told_from_chance(tmp_path: Path) -> None:
    log = judge(tmp_path, *((coder, number, ACCEPTED, {}) for coder in ("Ada", "Bea") for number in range(3)))
    table = coder_agreement(log)
    assert table["same"].tolist() == [1.0, 1.0, 1.0]
    assert table[["kappa", "alpha"]].isna().all(axis=None)


def test_a_statement_that_was_added_is_one_that_the_machine_lacks(tmp_path: Path) -> None:
    said = [say("FRA", "dam", SUPPORT)]
    fill(tmp_path / "store.sqlite", said)
    _, [added] = say("FRA", "dam", NEUTRAL, id="added", target="something else")
    with Store.open(tmp_path / "store.sqlite") as store:
        store.add(replace(added, article=said[0][0].id), coder="Ada")
        labels = label_table(store.judgements())
        assert precision(store.judgements()).empty
    assert labels.loc["added"].to_dict() == {"Ada": "neutral", MACHINE: "none"}


def test_alpha_takes_statements_that_not_all_have_judged() -> None:
    labels = pd.DataFrame(
        {"a": ["x", "x", "y", "x"], "b": ["x", "y", "y", None], "c": [None, "x", "y", None]}, dtype="str"
    )
    # Only the second statement has unlike labels: 2 of 8 observed, 2 × 4 × 4 / (8 × 7) expected.
    assert round(krippendorff_alpha(labels), 4) == 0.5625


@pytest.mark.parametrize(
    ("verdict", "changes", "again", "told"),
    [
        pytest.param(REJECTED, {}, {}, ["rejected, found again"], id="rejected-and-found"),
        pytest.param(REJECTED, {}, None, [], id="rejected-and-gone"),
        pytest.param(ACCEPTED, {}, {}, [], id="accepted-and-found"),
        pytest.param(ACCEPTED, {}, None, ["no longer found"], id="accepted-and-gone"),
        pytest.param(ACCEPTED, {}, {"stance": Stance.OPPOSE}, ["another stance"], id="another-side"),
        pytest.param(CORRECTED, {"stance": "oppose"}, {}, ["another stance"], id="the-old-fault"),
        pytest.param(CORRECTED, {"stance": "oppose"}, {"stance": Stance.OPPOSE}, [], id="corrected-and-learnt"),
    ],
)
def test_where_new_readings_disagree(
    verdict: Review, changes: dict[str, Any], again: dict[str, Any] | None, told: list[str], tmp_path: Path
) -> None:
    article, [found] = say("FRA", None, SUPPORT)
    judge(tmp_path, ("Ada", 0, verdict, changes), said=[(article, [found])])
    with Store.open(tmp_path / "store.sqlite") as store:
        store.keep(article, [] if again is None else [replace(found, id="new", **again)], reader="r 2")
        assert disagreements(store.rereadings())["difference"].tolist() == told
