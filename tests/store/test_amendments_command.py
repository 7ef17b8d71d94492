"""``python -m dashboard amendments``: the log in plain words, and the way back."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dashboard.schema import ActorAmendment, Article, Review, Statement
from dashboard.store import Store
from tests.test_cli import run

OSLO = ActorAmendment((("Norway", "NOR"),), name="Oslo\x1b[2J")
TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d"
SAID = "“Norway” (Norway) is called “Oslo [2J”."


@pytest.fixture
def amended_store(store: Store, article: Article, both_sides: list[Statement]) -> Store:
    store.keep(article, both_sides, reader="r")
    store.amend(OSLO, coder="Ada")
    return store


@pytest.mark.usefixtures("store")
def test_nothing_is_amended_at_first() -> None:
    told = run("amendments")
    assert (told.code, told.out) == (0, "nothing is amended\n")


def test_the_log_is_listed_taken_back_and_listed_again(amended_store: Store) -> None:
    told = run("amendments")
    assert told.code == 0
    assert re.fullmatch(rf"1  {TIME}  Ada  {re.escape(SAID)}\n", told.out)
    assert "Norway" not in set(amended_store.statements()["actor"])
    told = run("amendments", "--undo", 1, "--coder", "Bea")
    assert (told.code, told.out) == (0, "amendment 1 is taken back\n")
    assert "Norway" in set(amended_store.statements()["actor"])
    first, second = run("amendments").out.splitlines()
    assert re.fullmatch(rf"1  {TIME}  Ada  \(taken back by 2\) {re.escape(SAID)}", first)
    assert re.fullmatch(rf"2  {TIME}  Bea  takes back 1: {re.escape(SAID)}", second)


def exported(folder: Path, *arguments: object) -> set[str]:
    assert run("export", folder / "out.jsonl", *arguments).code == 0
    return {json.loads(line)["actor"] for line in (folder / "out.jsonl").read_text("utf-8").splitlines()}


def test_export_writes_what_is_shown(amended_store: Store, tmp_path: Path) -> None:
    amended_store.amend(ActorAmendment((("Chile", "CHL"),), name="Santiago", country="PER"), coder="Ada")
    assert exported(tmp_path, "--country", "PER") == {"Santiago"}
    run("amendments", "--undo", 2, "--coder", "Bea")
    assert exported(tmp_path, "--country", "CHL") == {"Chile"}


def test_gold_is_written_as_it_is_shown(amended_store: Store, tmp_path: Path) -> None:
    for row in amended_store.statements().to_dict("records"):
        amended_store.judge(row, Review.ACCEPTED, coder="Ada")
    assert run("export", "--gold", tmp_path / "gold").code == 0
    gold = [json.loads(line) for line in (tmp_path / "gold" / "gold.jsonl").read_text("utf-8").splitlines()]
    assert [line["actor"] for line in gold] == [OSLO.name, "Chile"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        pytest.param(["--undo", 9, "--coder", "Bea"], 1, "There is no amendment 9", id="no-such"),
        pytest.param(["--undo", 1], 2, "who takes the amendment", id="nobody"),
        pytest.param(["--undo", 1, "--coder", " "], 2, "who takes the amendment", id="no-name"),
        pytest.param(["--coder", "Bea"], 2, "--undo", id="nothing-to-undo"),
    ],
)
@pytest.mark.usefixtures("amended_store")
def test_what_cannot_be_done_is_said(arguments: list[object], code: int, told: str) -> None:
    outcome = run("amendments", *arguments)
    assert outcome.code == code
    assert told in " ".join(outcome.err.replace("│", " ").split())
    assert len(run("amendments").out.splitlines()) == 1
