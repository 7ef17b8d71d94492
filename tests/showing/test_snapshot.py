"""The column copy beside a store: the same table, never an old one, and never in the way."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dashboard.store import Store, snapshot
from dashboard.store.snapshot import ENDING, whole_table
from dashboard.table import check_statements
from tests.showing.conftest import WORLD, fill


@pytest.fixture
def store(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(snapshot, "LEAST_ROWS", 1)
    fill(tmp_path / "store.sqlite", WORLD)
    with Store.open(tmp_path / "store.sqlite") as opened:
        yield opened


def copy_of(store: Store) -> Path:
    return Path(store.place + ENDING)


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(one.sort_values("id", ignore_index=True), other.sort_values("id", ignore_index=True))


def test_the_copy_is_the_table(store: Store) -> None:
    first, second = whole_table(store), whole_table(store)
    assert copy_of(store).exists()
    same(first, store.statements())
    same(second, store.statements())
    check_statements(second)


def test_a_change_of_the_store_makes_a_new_copy(store: Store, tmp_path: Path) -> None:
    whole_table(store)
    fill(tmp_path / "store.sqlite", [*WORLD[:1]])  # read again: the same rows in a new state of the store
    before = copy_of(store).stat().st_mtime_ns
    same(whole_table(store), store.statements())
    assert copy_of(store).stat().st_mtime_ns > before


@pytest.mark.parametrize("content", [b"", b"no table", b"ARROW1\0\0" * 9], ids=["empty", "words", "half a file"])
def test_a_damaged_copy_is_made_anew(store: Store, content: bytes) -> None:
    copy_of(store).write_bytes(content)
    same(whole_table(store), store.statements())
    same(whole_table(store), store.statements())


def test_a_small_store_has_no_copy(store: Store, monkeypatch) -> None:
    monkeypatch.setattr(snapshot, "LEAST_ROWS", len(WORLD) + 1)
    same(whole_table(store), store.statements())
    assert not copy_of(store).exists()


def test_where_nothing_can_be_written_the_store_is_read(store: Store, tmp_path: Path) -> None:
    copy_of(store).mkdir()  # nothing can take its place
    same(whole_table(store), store.statements())
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(str(ENDING)) and path.is_file()] == []


def test_an_empty_store_gives_an_empty_table(tmp_path: Path) -> None:
    with Store.open(tmp_path / "empty.sqlite") as empty:
        assert whole_table(empty).empty
