"""Workspaces: names that are never paths, one that is open, nothing lost in deleting, copying and restoring."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard import workspaces as known
from dashboard.cli import app
from dashboard.cli.serve import takes_starters
from dashboard.errors import StoreError, WorkspaceError
from dashboard.store import Store, default_store
from dashboard.store.backup import (
    back_up,
    back_up_workspace,
    check_backup,
    copy_workspace,
    restore,
    restore_workspace,
)
from dashboard.store.migrations import MIGRATIONS, NEWEST
from dashboard.workspaces import FIRST, FIRST_NAME, Workspace
from tests.samples import make_article, make_statement


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder, empty; no store is named."""
    monkeypatch.setattr(known, "user_data", lambda: tmp_path / "data")
    monkeypatch.delenv("STANDPOINT_STORE", raising=False)
    return tmp_path / "data"


def fill(store: Path, number: int = 1, *, begin: int = 0) -> None:
    with Store.open(store) as opened:
        for count in range(begin, begin + number):
            article = make_article(title=f"Article {count}")
            opened.keep(article, [make_statement(article)], reader="test 1")


def articles(workspace: Workspace) -> int:
    with Store.open(workspace.store) as opened:
        return opened.counts().articles


def names() -> list[str]:
    return [each.name for each in known.workspaces()]


# ---------------------------------------------------------------------------------------------------------------- first


def test_there_is_always_one_workspace(data: Path) -> None:
    assert names() == [FIRST_NAME]
    assert default_store() == data / "standpoint.sqlite"
    assert not data.exists(), "looking makes nothing"


def test_the_store_of_earlier_versions_is_the_first_workspace(data: Path) -> None:
    fill(data / "standpoint.sqlite", 3)
    known.make_workspace("Another")
    assert names() == ["Another", FIRST_NAME]
    assert known.current_workspace().id == FIRST
    with Store.open() as opened:
        assert opened.counts().articles == 3


# ---------------------------------------------------------------------------------------------------------------- names

NAMES = {
    "a path upwards": "../" * 2 + "etc/passwd",
    "an absolute path": "/tmp/somewhere",
    "a path of Windows": r"C:\Users\me",
    "a device of Windows": "con",
    "dots": "..",
    "another script": "Беларусь 白皮书",
    "an icon": "🗺️ maps",
    "markup": "<img src=x onerror=alert(1)> **b**",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_never_a_path(name: str, data: Path) -> None:
    made = known.make_workspace(name)
    assert made.store.parent.parent == data / "workspaces"
    assert set(made.id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert known.find_workspace(name) == made
    assert name in names()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("", "needs a name", id="empty"),
        pytest.param(" \n\u200b ", "needs a name", id="nothing to be seen"),
        pytest.param("x" * 81, "longer than 80", id="too long"),
        pytest.param("  mINE ", "already", id="taken, whatever its case"),
        pytest.param("Ｍine", "already", id="taken, in wide letters"),
    ],
)
def test_names_that_are_refused(name: str, message: str) -> None:
    known.make_workspace("Mine")
    with pytest.raises(WorkspaceError, match=message):
        known.make_workspace(name)


def test_control_characters_do_not_get_into_a_name() -> None:
    assert known.make_workspace("one\ntwo\u202e\x1b[31m").name == "one two [31m"


def test_renaming_moves_nothing() -> None:
    made = known.make_workspace("Mine")
    renamed = known.rename_workspace(made, "Ours")
    assert (renamed.id, renamed.store) == (made.id, made.store)
    assert "Ours" in names()
    assert known.rename_workspace(renamed, "OURS").name == "OURS", "its own name in other letters is free"
    first = known.rename_workspace(known.current_workspace(), "First of all")
    assert first.name in names()


def test_what_others_put_into_the_folder_is_passed_over(data: Path) -> None:
    known.make_workspace("Mine")
    for name in (".new-1", "first", "With Capitals"):
        (data / "workspaces" / name).mkdir()
    (data / "workspaces" / "file").write_text("", encoding="utf-8")
    assert names() == ["Mine"]


# ----------------------------------------------------------------------------------------------------------------- open


def test_what_is_open_is_what_everybody_opens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = known.make_workspace("Mine")
    known.open_workspace(made)
    with Store.open() as opened:
        assert Path(opened.place) == made.store == default_store()
    monkeypatch.setenv("STANDPOINT_STORE", str(tmp_path / "named.sqlite"))
    with Store.open() as opened:
        assert Path(opened.place) == tmp_path / "named.sqlite"


def test_only_the_first_workspace_gets_the_starter_articles() -> None:
    assert takes_starters(None)
    known.open_workspace(known.make_workspace("Mine"))
    assert not takes_starters(None)
    assert takes_starters("elsewhere.sqlite")


def test_when_making_fails_there_is_no_workspace(data: Path) -> None:
    def broken(store: Path) -> None:
        store.write_text("half", encoding="utf-8")
        raise StoreError("the disk is full")

    with pytest.raises(StoreError, match="the disk is full"):
        known.make_workspace("Mine", fill=broken)
    assert names() == [FIRST_NAME]
    assert list((data / "workspaces").iterdir()) == []


# --------------------------------------------------------------------------------------------------------------- delete


@pytest.mark.parametrize("which", ["first", "another"])
def test_what_is_deleted_comes_back_with_all_it_held(which: str, data: Path) -> None:
    other = known.make_workspace("Other")
    workspace = Workspace(FIRST, FIRST_NAME, data / "standpoint.sqlite")
    workspace = workspace if which == "first" else known.make_workspace("Mine")
    fill(workspace.store, 2)
    known.open_workspace(workspace)
    deleted = known.delete_workspace(workspace)
    assert workspace.name not in names()
    assert known.current_workspace().id in {other.id, FIRST}
    assert known.deleted_workspaces() == [deleted]
    known.make_workspace(workspace.name)
    is_open = known.current_workspace().id
    back = known.undelete_workspace(deleted)
    assert known.current_workspace().id == is_open, "what is open stays open"
    assert back.name == f"{workspace.name} (2)", "its name was taken meanwhile"
    assert articles(back) == 2
    assert known.deleted_workspaces() == []


def test_deleting_waits_for_nothing_that_is_not_written_yet() -> None:
    """What was kept by a process that is still running, and lies beside the file, is not left behind."""
    fill(known.current_workspace().store, 1)
    with Store.open() as opened:
        article = make_article(title="kept just now")
        opened.keep(article, [], reader="test 1")
        deleted = known.delete_workspace(known.current_workspace())
        assert articles(deleted) == 2


def test_the_last_workspace_can_be_deleted() -> None:
    fill(known.current_workspace().store)
    known.delete_workspace(known.current_workspace())
    assert names() == [FIRST_NAME]
    assert articles(known.current_workspace()) == 0


def test_what_is_removed_for_good_is_gone() -> None:
    deleted = known.delete_workspace(known.make_workspace("Mine"))
    known.remove_deleted(deleted)
    assert not deleted.store.parent.exists()
    with pytest.raises(ValueError, match="not among the deleted"):
        known.remove_deleted(known.current_workspace())


# -------------------------------------------------------------------------------------------------- copies and backups


def test_a_copy_goes_its_own_way() -> None:
    made = known.make_workspace("Mine")
    fill(made.store, 2)
    copy = copy_workspace(made, "Copy")
    fill(copy.store, 1, begin=2)
    assert (articles(made), articles(copy)) == (2, 3)
    with Store.open(made.store) as one, Store.open(copy.store) as other:
        assert one.version().split(":")[0] != other.version().split(":")[0], "caches must tell them apart"
    assert articles(copy_workspace(known.make_workspace("Empty"), "Copy of nothing")) == 0


def test_a_backup_is_one_file_that_restores_everything(tmp_path: Path) -> None:
    made = known.make_workspace("Mine / ours")
    fill(made.store, 2)
    file = tmp_path / "backup.sqlite"
    told = back_up_workspace(made, file)
    assert (told.name, told.articles, told.statements, told.schema) == ("Mine / ours", 2, 2, NEWEST)
    assert sorted(path.name for path in tmp_path.glob("backup*")) == ["backup.sqlite"]
    fill(made.store, 1, begin=2)
    back = restore_workspace(file)
    assert back.name == "Mine / ours (2)"
    assert (articles(back), articles(made)) == (2, 3)
    with Store.open(back.store) as one, Store.open(made.store) as other:
        assert one.statements()["evidence"].tolist() == other.statements()["evidence"].tolist()[:2]
        assert one.version().split(":")[0] != told.identity


def test_a_backup_while_others_write_is_one_state(tmp_path: Path) -> None:
    """Every article of the backup has its statement, however many are kept while it is made."""
    store = known.current_workspace().store
    fill(store, 3)
    stop = threading.Event()

    def keep_on() -> None:
        count = 3
        while not stop.is_set():
            fill(store, 1, begin=count)
            count += 1

    writer = threading.Thread(target=keep_on)
    writer.start()
    try:
        for number in range(5):
            told = back_up(store, tmp_path / f"{number}.sqlite", name="Mine")
            assert told.articles == told.statements >= 3
    finally:
        stop.set()
        writer.join()


def an_older_store(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in MIGRATIONS[0]:
            connection.execute(statement)
        connection.execute("INSERT INTO standpoint VALUES ('old', 1, 5)")


def test_a_backup_of_an_earlier_version_is_restored_and_brought_up_to_date(tmp_path: Path) -> None:
    an_older_store(tmp_path / "old.sqlite")
    restored = restore_workspace(tmp_path / "old.sqlite")
    assert restored.name == "old"
    with Store.open(restored.store) as opened:
        assert opened.schema == NEWEST


def damage(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


BROKEN = {
    "no database": (lambda file: file.write_bytes(b"no database" * 200), "cannot be used"),
    "empty": (lambda file: file.write_bytes(b""), "no backup of a workspace"),
    "another program's": (lambda file: damage(file, "DROP TABLE statements"), "no backup of a workspace"),
    "no identity": (lambda file: damage(file, "DELETE FROM standpoint"), "does not say which store"),
    "newer": (lambda file: damage(file, "UPDATE standpoint SET schema_version = 999"), "newer Standpoint"),
    "orphans": (lambda file: damage(file, "DELETE FROM articles"), "without their article"),
    "a trigger": (
        lambda file: damage(file, "CREATE TRIGGER t AFTER INSERT ON articles BEGIN DELETE FROM articles; END"),
        "triggers",
    ),
    "cut off": (lambda file: os.truncate(file, file.stat().st_size // 2), "damaged|cannot be used"),
    "gone": (lambda file: file.unlink(), "There is no backup"),
}


@pytest.mark.parametrize(("harm", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_backup_is_refused_and_leaves_nothing(harm, message: str, tmp_path: Path, data: Path) -> None:
    store, file = tmp_path / "store.sqlite", tmp_path / "backup.sqlite"
    fill(store, 30)
    back_up(store, file, name="Mine")
    harm(file)
    with pytest.raises(StoreError, match=message):
        restore_workspace(file)
    assert names() == [FIRST_NAME]
    assert not (data / "workspaces").exists() or list((data / "workspaces").iterdir()) == []


def test_a_backup_never_takes_the_place_of_a_store(tmp_path: Path) -> None:
    store, file = tmp_path / "store.sqlite", tmp_path / "backup.sqlite"
    fill(store)
    with pytest.raises(StoreError, match="is the store itself"):
        back_up(store, store, name="Mine")
    with pytest.raises(StoreError, match="a folder that is there"):
        back_up(store, tmp_path / "nowhere" / "backup.sqlite", name="Mine")
    back_up(store, file, name="Mine")
    with pytest.raises(StoreError, match="is there already"):
        restore(file, store)
    assert check_backup(file).articles == 1
    with pytest.raises(StoreError, match="nothing to back up"):
        back_up_workspace(known.make_workspace("Empty"), file)


# -------------------------------------------------------------------------------------------------------- command line


def run(*arguments: object, code: int = 0) -> str:
    outcome = CliRunner().invoke(app, ["workspace", *map(str, arguments)], prog_name="standpoint")
    assert outcome.exit_code == code, outcome.output
    return outcome.output


def test_a_life_of_a_workspace_on_the_command_line(tmp_path: Path) -> None:
    assert "“Mine” is made and open" in run("new", "Mine")
    fill(default_store(), 2)
    assert "* Mine" in run("list")
    run("rename", "mine", "Ours")
    assert "“Twin” is made\n" in run("copy", "Ours", "Twin")
    assert known.current_workspace().name == "Ours"
    assert "2 articles and 2 statements" in run("backup", tmp_path / "b.sqlite")
    assert "“Twin” is open" in run("open", "Twin")
    assert "undelete" in run("delete", "Ours")
    assert "Ours" in run("list", "--deleted")
    assert "Ours" not in run("list")
    run("undelete", "Ours")
    assert "“Third” is made and open" in run("restore", tmp_path / "b.sqlite", "--name", "Third")
    assert articles(known.current_workspace()) == 2
    run("delete", "Twin")
    run("delete", "Twin", "--for-good")
    assert "no workspace is deleted" in run("list", "--deleted")


def test_faults_are_told_in_a_line() -> None:
    assert "There is no workspace “Nowhere”; there are: “My workspace”." in run("open", "Nowhere", code=1)
    assert "needs a name" in run("new", " ", code=1)


def test_a_store_that_is_named_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANDPOINT_STORE", "elsewhere.sqlite")
    assert "STANDPOINT_STORE names another store" in run("new", "Mine")


def test_a_damaged_name_file_does_not_hide_a_workspace(data: Path) -> None:
    made = known.make_workspace("Mine")
    (made.store.parent / "name.txt").write_bytes(b"\xff\xfe\x00")
    assert made.id in {each.id for each in known.workspaces()}
    (made.store.parent / "name.txt").unlink()
    assert known.find_workspace(made.id).name == made.id
    shutil.rmtree(data)
    assert names() == [FIRST_NAME]


def test_info_names_the_workspace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    known.open_workspace(known.make_workspace("Mine"))
    assert "Workspace  Mine\n" in CliRunner().invoke(app, ["info"]).output
    monkeypatch.setenv("STANDPOINT_STORE", str(tmp_path / "elsewhere.sqlite"))
    assert "named by STANDPOINT_STORE" in CliRunner().invoke(app, ["info"]).output


@pytest.mark.skipif(os.name != "posix", reason="serve becomes streamlit the POSIX way")
def test_the_first_start_names_the_first_workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    serve = sys.modules["dashboard.cli.serve"]
    seeded: list[str] = []
    monkeypatch.setattr(serve, "seed", lambda store, **_options: seeded.append(store.place))
    monkeypatch.setattr("os.execve", lambda *_call: None)
    monkeypatch.setattr("subprocess.call", lambda *_call, **_options: 0)
    assert CliRunner().invoke(app, ["serve", "--no-browser"]).exit_code == 0
    assert known.current_workspace().name == "Starter articles"
    assert seeded == [str(default_store())]
    known.open_workspace(known.make_workspace("Mine"))
    CliRunner().invoke(app, ["serve", "--no-browser"])
    assert len(seeded) == 1
