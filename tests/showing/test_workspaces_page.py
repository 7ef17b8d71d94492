"""The workspace beside every page, and the page on which workspaces are made and kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest, app_test

from dashboard import workspaces as known
from dashboard.paths import ROOT
from dashboard.ui import workspace_page
from dashboard.ui.reading_desk import Reading
from dashboard.workspaces import Workspace
from tests.showing.apps import EntryFirst, words
from tests.showing.conftest import FRANCE, HOSTILE, PATIENCE, WORLD, fill

PAGE = "pages/workspaces.py"
UP = "../" * 2


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder, empty; no store is named."""
    monkeypatch.setattr(known, "user_data", lambda: tmp_path / "data")
    monkeypatch.delenv("STANDPOINT_STORE", raising=False)
    monkeypatch.setattr(app_test, "PagesManager", EntryFirst)
    return tmp_path / "data"


@pytest.fixture
def both(data: Path) -> tuple[Workspace, Workspace]:
    """The first workspace on the small world, which is open, and another one."""
    first, other = known.current_workspace(), known.make_workspace(f"Other {HOSTILE[:50]}")
    fill(first.store, WORLD)
    fill(other.store, FRANCE[:3])
    return first, other


def dashboard(**query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=PATIENCE)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def page() -> AppTest:
    return dashboard().switch_page(PAGE).run()


def press(app: AppTest, label: str, key: str) -> AppTest:
    button = next(each for each in app.button if each.key and each.key.startswith(key) and each.label == label)
    return button.click().run()


def test_the_side_bar_shows_which_one_is_open_and_switches(both) -> None:
    first, other = both
    app = dashboard(country="BRA")
    choice = app.sidebar.selectbox(key="workspace")
    assert choice.value == first.id
    assert choice.options == [first.name, other.name]
    assert "2 statements ·" in words(app)
    choice.set_value(other.id).run()
    assert not app.exception
    assert known.current_workspace() == other
    assert "3 statements ·" in words(app), "filters of the other workspace are off"
    assert app.sidebar.multiselect(key="country").value == []


def test_a_workspace_that_somebody_else_opens_is_shown_at_the_next_step(both) -> None:
    _, other = both
    app = dashboard(country="KEN")
    known.open_workspace(other)
    app.run()
    assert not app.exception
    assert app.sidebar.selectbox(key="workspace").value == other.id
    assert "3 statements ·" in words(app)


@pytest.mark.parametrize("name", ["overview", "topic", "country", "compare", "articles", "data", "method", "add"])
def test_every_page_outlives_a_switch(name: str, both) -> None:
    app = dashboard(profile="KEN", about="bridge", side="KEN")
    if name != "overview":
        app.switch_page(f"pages/{name}.py").run()
    app.sidebar.selectbox(key="workspace").set_value(both[1].id).run()
    assert not app.exception


def test_a_named_store_is_shown_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "named.sqlite", WORLD)
    monkeypatch.setenv("STANDPOINT_STORE", str(tmp_path / "named.sqlite"))
    app = dashboard()
    assert "named.sqlite" in words(app)
    assert "named by STANDPOINT_STORE" in words(app)
    assert [each.key for each in app.sidebar.selectbox if each.key == "workspace"] == []


def test_a_workspace_is_made_and_open() -> None:
    app = page()
    app.text_input(key="new-0").set_value("A client")
    app.button(key="make").click().run()
    assert not app.exception
    assert known.current_workspace().name == "A client"
    assert "“A client” is made and open." in words(app)
    app.text_input(key="new-1").set_value("a CLIENT")
    app.button(key="make").click().run()
    assert "There is a workspace “a CLIENT” already" in words(app)


def test_a_workspace_is_renamed_copied_and_backed_up(both) -> None:
    _, other = both
    app = page()
    assert not app.exception
    app.text_input(key=f"rename-{other.id}-0").set_value("Renamed")
    press(app, "Rename", f"renames-{other.id}")
    app.text_input(key=f"copy-{other.id}-1").set_value("Copied")
    press(app, "Copy", f"copies-{other.id}")
    assert {"Renamed", "Copied"} <= {each.name for each in known.workspaces()}
    assert "3 articles" in words(app)
    renamed = known.find_workspace("Renamed")
    saved = workspace_page.backup_bytes(renamed)
    app.file_uploader[0].set_value((f"{UP}evil.sqlite", saved, "application/vnd.sqlite3")).run()
    app.button(key="restore").click().run()
    assert "“Renamed (2)” is restored with 3 articles and open." in words(app)
    app.file_uploader[0].set_value(("notes.txt", b"no backup" * 100, "text/plain")).run()
    app.button(key="restore").click().run()
    assert "cannot be used as a store" in words(app)
    assert known.current_workspace().name == "Renamed (2)"


@pytest.mark.parametrize("undo", ["undo-delete", "back-"], ids=["at once", "later"])
def test_deleting_can_be_undone(undo: str, both) -> None:
    first, other = both
    app = page()
    press(app, "Delete", f"delete-{first.id}")
    assert not app.exception
    assert known.current_workspace() == other
    assert f"“{first.name}” is deleted." in words(app)
    press(app, "Undo" if undo == "undo-delete" else "Bring back", undo)
    assert f"“{first.name}” is back." in words(app)
    is_open_again = known.current_workspace().name == first.name
    assert is_open_again is (undo == "undo-delete")
    assert {each.name for each in known.workspaces()} == {first.name, other.name}
    assert known.deleted_workspaces() == []


def test_what_is_removed_for_good_is_asked_twice(both) -> None:
    app = page()
    press(app, "Delete", f"delete-{both[1].id}")
    gone = next(each for each in app.button if each.key and each.key.startswith("gone-"))
    gone.click().run()
    assert not app.exception
    assert known.deleted_workspaces() == []


def test_names_are_words_and_never_markup(both) -> None:
    app = page()
    said = " ".join(str(each.proto.body) for kind in ("html", "markdown") for each in app.get(kind))
    assert "<img src=x" not in said


def test_a_broken_store_can_be_left(both, data: Path) -> None:
    broken = known.make_workspace("Broken", fill=spoil)
    known.open_workspace(broken)
    app = page()
    assert "is not a SQLite file" in words(app)
    assert "its store cannot be read" in words(app)
    press(app, "Open", f"open-{both[0].id}")
    assert not app.exception
    assert known.current_workspace() == both[0]


def spoil(store: Path) -> None:
    """Something that is no store in its place."""
    store.write_text("no store" * 100, encoding="utf-8")


def test_no_workspace_is_deleted_while_it_is_read_into(both, monkeypatch: pytest.MonkeyPatch) -> None:
    class BusyDesk:
        def reading(self, where: str) -> Reading:
            return Reading(where, "files")

    monkeypatch.setattr(workspace_page, "desk", BusyDesk)
    app = page()
    assert all(each.disabled for each in app.button if each.label == "Delete")


def test_the_dashboard_opens_on_nothing() -> None:
    app = dashboard()
    assert not app.exception
    assert "No statements yet." in words(app)
