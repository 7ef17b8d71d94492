"""What people have judged becomes gold that benchmarks and training read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.scoring import load_records, score
from dashboard.catalogue.topics import label_of
from dashboard.errors import TableError
from dashboard.export import GoldReport, write_gold
from dashboard.schema import Actor, Represents, Review, Stance
from dashboard.store import Store
from tests.samples import OPPOSE, make_article, make_statement
from tests.test_cli import run
from tests.test_judging import row_of
from training.reader.gold import read_gold

FIELDS = ["doc", "evidence", "actor", "country", "represents", "stance", "target", "topic"]


@pytest.fixture
def reviewed(store: Store) -> Store:
    """An article with one statement corrected, one rejected, one added; one half judged; one all of it rejected."""
    article = make_article("Norway supports the treaty. Chile rejects the treaty.\r\n\r\nNorway supports the treaty.")
    first, second = make_statement(article, start=0, topic="gerd"), make_statement(article, start=28, country="CHL")
    again = article.text.rindex("Norway")
    added = make_statement(article, start=again, country=None, actor=Actor("A union", None, None, Represents.OTHER))
    half, none = (
        make_article("Half. Norway supports the treaty. Chile rejects it."),
        make_article("No. Norway supports it."),
    )
    halves = [make_statement(half, start=6), make_statement(half, start=half.text.index("Chile"), country="CHL")]
    store.keep(article, [first, second], reader="r")
    store.keep(half, halves, reader="r")
    store.keep(none, [make_statement(none, start=4)], reader="r")
    store.judge(row_of(store, first.id), Review.CORRECTED, coder="Ada", changes={"stance": "oppose"})
    store.judge(row_of(store, second.id), Review.REJECTED, coder="Ada")
    store.add(replace(added, id="added", topic=None, position=None, stance=Stance.NEUTRAL), coder="Ada")
    store.judge(row_of(store, halves[0].id), Review.ACCEPTED, coder="Ada")
    store.judge(row_of(store, make_statement(none, start=4).id), Review.REJECTED, coder="Ada")
    return store


def test_gold_is_read_as_it_was_judged(reviewed: Store, tmp_path: Path) -> None:
    folder = tmp_path / "gold"
    assert write_gold(reviewed, folder) == GoldReport(statements=2, articles=2, unfinished=1)
    lines = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    assert [list(line)[:8] for line in lines] == [FIELDS] * 2
    assert [(line["country"], line["stance"], line["represents"], line["topic"]) for line in lines] == [
        ("NOR", "oppose", "government", label_of("gerd")),
        ("", "neutral", "other", ""),
    ]
    records = load_records(folder / "gold.jsonl", folder)
    text = (folder / f"{records[0].doc}.txt").read_bytes().decode()
    assert [text[each.start : each.end] for each in records] == ["Norway supports the treaty."] * 2
    assert records[1].start == text.rindex("Norway"), "the same words stand there twice"
    assert score(records, records).position.f1 == 1
    gold = read_gold(folder)
    assert sorted(map(len, gold.values())) == [0, 2], "an article without statements is gold too"


def test_unfinished_articles_are_written_when_asked_for(reviewed: Store, tmp_path: Path) -> None:
    assert write_gold(reviewed, tmp_path / "gold", also_unfinished=True) == GoldReport(3, 3, 0)


def test_gold_is_not_mixed_with_what_lies_there(reviewed: Store, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("An old article.")
    with pytest.raises(TableError, match="is not empty"):
        write_gold(reviewed, tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["old.txt"]


def test_nothing_judged_is_an_empty_gold(store: Store, tmp_path: Path) -> None:
    store.keep(make_article(), [make_statement(make_article(), start=OPPOSE)], reader="r")
    assert write_gold(store, tmp_path / "gold") == GoldReport(0, 0, 0)
    assert (tmp_path / "gold" / "gold.jsonl").read_text() == ""


@pytest.mark.usefixtures("reviewed")
def test_the_command_line_writes_gold_and_says_what_it_left_out(tmp_path: Path) -> None:
    told = run("export", "--gold", tmp_path / "gold")
    left = "1 articles not judged to the end left out, see --unfinished"
    assert (told.code, told.out) == (0, f"2 statements from 2 articles written to {tmp_path}/gold; {left}\n")
    assert run("export", "--gold", tmp_path / "all", "--unfinished").out.startswith("3 statements from 3 articles")
    again = run("export", "--gold", tmp_path / "gold")
    assert (again.code, "is not empty" in again.err) == (1, True)


@pytest.mark.parametrize("arguments", [[], ["out.csv", "--gold", "folder"]])
@pytest.mark.usefixtures("store")
def test_export_takes_a_file_or_a_folder(arguments: list[str]) -> None:
    assert run("export", *arguments).code == 2
