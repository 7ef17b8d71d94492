"""The page on which workspaces are made, opened, renamed, copied, deleted, brought back, backed up and restored."""

from __future__ import annotations

import html
import tempfile
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from dashboard import workspaces as known
from dashboard.errors import StandpointError
from dashboard.paths import STORE_VARIABLE
from dashboard.store import backup
from dashboard.ui import told as told_box
from dashboard.ui.files import file_name, today
from dashboard.ui.marks import plain_label
from dashboard.ui.names import counted, day_text
from dashboard.ui.reading_desk import desk
from dashboard.ui.style import show_heading
from dashboard.ui.workspace_choice import begin_anew
from dashboard.workspaces import LONGEST_NAME, Workspace

_TOLD, _UNDO, _ROUND = "workspaces-told", "workspaces-undo", "workspaces-round"


def show_told() -> None:
    """What came of the last press of a button, and the way back from deleting."""
    if known.named_store():
        st.html(
            f'<p class="sp-note" role="note">{STORE_VARIABLE} names the store that is shown. A workspace that you open '
            "here is shown when the dashboard starts without it.</p>"
        )
    st.html("<style>.st-key-workspaces-told-box,.st-key-workspaces{margin-top:.6rem}</style>")
    told = st.session_state.get(_TOLD)
    if not told:
        return
    undo = st.session_state.get(_UNDO)
    bring_back = None if undo is None else _do(lambda: _bring_back(*undo))
    told_box.show_told(told, key="workspaces-told-box", undo_key="undo-delete", undo=bring_back)


def show_all() -> None:
    """Every workspace with what can be done to it."""
    current = known.current_workspace()
    with st.container(key="workspaces"):
        for each in known.workspaces():
            _show_one(each, is_open=each.id == current.id)


def _show_one(each: Workspace, *, is_open: bool) -> None:
    mark = ' <span class="sp-badge sp-support">open</span>' if is_open else ""
    with st.container(border=True, key=f"workspace-{each.id}"):
        st.html(f'<h2 class="sp-heading">{html.escape(each.name)}{mark}</h2><p class="sp-note">{_about(each)}</p>')
        with st.container(horizontal=True, key=f"workspace-{each.id}-actions"):
            _show_actions(each, is_open=is_open)


def show_new() -> None:
    """Make an empty workspace, or one of a backup."""
    left, right = st.columns(2, gap="large")
    with left:
        key = _key("new")
        st.text_input("Name", max_chars=LONGEST_NAME, key=key, placeholder="A project, a client, a topic")
        make = _do(lambda: _make(_written(key)))
        st.button("Make and open", key="make", on_click=make, icon=":material/create_new_folder:")
    with right:
        file = st.file_uploader("Restore from a backup (.sqlite)", key=_key("restore"))
        if file is not None:
            content, named = file.getvalue(), file.name
            st.button(
                "Check, restore and open",
                key="restore",
                on_click=_do(lambda: _restore(content, named)),
                icon=":material/settings_backup_restore:",
            )


def show_deleted() -> None:
    """What was deleted and can be had back."""
    deleted = known.deleted_workspaces()
    if not deleted:
        return
    show_heading("Deleted", note="Kept until you remove them for good.")
    for each in deleted:
        with st.container(horizontal=True, vertical_alignment="center", key=f"deleted-{each.id}"):
            when = f", deleted {day_text(each.deleted_at)}" if each.deleted_at else ""
            st.html(f"<span>{html.escape(each.name)} ({_about(each)}{when})</span>", width="content")
            back = _do(lambda each=each: _bring_back(each.id))  # type: ignore[misc]
            st.button("Bring back", key=f"back-{each.id}", on_click=back, icon=":material/undo:")
            with st.popover("Remove for good", icon=":material/delete_forever:"):
                st.markdown("The articles, their statements and everything that was reviewed in them are lost then.")
                gone = _do(lambda each=each: _remove(each))  # type: ignore[misc]
                st.button(f"Remove {plain_label(each.name)}", key=f"gone-{each.id}", on_click=gone, type="primary")


def _show_actions(each: Workspace, *, is_open: bool) -> None:
    reading = desk().reading(str(each.store))
    is_busy = reading is not None and reading.is_running
    if not is_open:
        opens = _do(lambda: _open(each), anew=True)
        st.button("Open", key=f"open-{each.id}", on_click=opens, type="primary", icon=":material/folder_open:")
    with st.popover("Rename", icon=":material/edit:"):
        new_name = _key(f"rename-{each.id}")
        st.text_input("New name", each.name, max_chars=LONGEST_NAME, key=new_name)
        st.button("Rename", key=f"renames-{each.id}", on_click=_do(lambda: _rename(each, _written(new_name))))
    with st.popover("Copy", icon=":material/content_copy:"):
        copied = _key(f"copy-{each.id}")
        st.text_input("Name of the copy", known.free_name(each.name), max_chars=LONGEST_NAME, key=copied)
        st.button("Copy", key=f"copies-{each.id}", on_click=_do(lambda: _copy(each, _written(copied))))
    if each.store.is_file():
        st.download_button(
            "Back up",
            data=lambda: backup_bytes(each),
            file_name=file_name(each.name, today(), backup.ENDING),
            mime="application/vnd.sqlite3",
            key=f"backup-{each.id}",
            on_click="ignore",
            icon=":material/download:",
            help="One file with everything in it, also while articles are being read.",
        )
    st.button(
        "Delete",
        key=f"delete-{each.id}",
        on_click=_do(lambda: _delete(each), anew=is_open),
        disabled=is_busy,
        icon=":material/delete:",
        help="Articles are being read into it; cancel that first." if is_busy else "It can be had back.",
    )


def backup_bytes(workspace: Workspace) -> bytes:
    """The backup of a workspace."""
    with tempfile.TemporaryDirectory(prefix="standpoint-") as folder:
        file = Path(folder) / "backup.sqlite"
        backup.back_up_workspace(workspace, file)
        return file.read_bytes()


def _about(workspace: Workspace) -> str:
    number = backup.articles_in(workspace)
    held = "its store cannot be read" if number is None else counted(number, "article")
    return f"{held} · {workspace.size / 1e6:.1f} MB"


def _do(action: Callable[[], str], *, anew: bool = False) -> Callable[[], None]:
    """A callback: do it and say what came of it; an error is told in its own words."""

    def callback() -> None:
        for key in (_TOLD, _UNDO):
            st.session_state.pop(key, None)
        current = known.current_workspace().id
        try:
            told = action()
        except StandpointError as error:
            st.session_state[_TOLD] = str(error)
            return
        undo, next_round = st.session_state.get(_UNDO), st.session_state.get(_ROUND, 0) + 1
        if anew or known.current_workspace().id != current:
            begin_anew()
        st.session_state[_TOLD], st.session_state[_ROUND] = told, next_round
        if undo is not None:
            st.session_state[_UNDO] = undo

    return callback


def _make(name: str) -> str:
    made = known.make_workspace(name)
    known.open_workspace(made)
    return f"“{made.name}” is made and open."


def _restore(content: bytes, named: str) -> str:
    with tempfile.TemporaryDirectory(prefix="standpoint-") as folder:
        file = Path(folder) / "backup.sqlite"  # the name of what was uploaded is no path
        file.write_bytes(content)
        told = backup.check_backup(file)
        name = Path(named.replace("\\", "/")).stem if told.name == file.stem else told.name
        made = backup.restore_workspace(file, name=known.free_name(name))
    known.open_workspace(made)
    return f"“{made.name}” is restored with {counted(told.articles, 'article')} and open."


def _open(workspace: Workspace) -> str:
    known.open_workspace(workspace)
    return f"“{workspace.name}” is open."


def _rename(workspace: Workspace, name: str) -> str:
    renamed = known.rename_workspace(workspace, name)
    return f"“{workspace.name}” is called “{renamed.name}” now."


def _copy(workspace: Workspace, name: str) -> str:
    return f"“{backup.copy_workspace(workspace, name).name}” is made."


def _delete(workspace: Workspace) -> str:
    was_open = known.current_workspace().id == workspace.id
    st.session_state[_UNDO] = (known.delete_workspace(workspace).id, was_open)
    return f"“{workspace.name}” is deleted."


def _bring_back(workspace_id: str, opens: bool = False) -> str:  # noqa: FBT001, FBT002 - the session keeps both in one
    back = known.undelete_workspace(known.find_workspace(workspace_id, deleted=True))
    if opens:
        known.open_workspace(back)
    return f"“{back.name}” is back."


def _remove(workspace: Workspace) -> str:
    known.remove_deleted(workspace)
    return f"“{workspace.name}” is removed for good."


def _written(key: str) -> str:
    """What stands in a field now: a callback belongs to the run before."""
    return str(st.session_state.get(key, ""))


def _key(name: str) -> str:
    return f"{name}-{st.session_state.get(_ROUND, 0)}"
