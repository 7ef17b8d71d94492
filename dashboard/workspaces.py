"""Workspaces: stores with a name, each in a folder of its own among the user's data, one of them open.

Names are the user's words and never part of a path: folders are called by ids, and the name lies in a small file beside
the store. The *first* workspace is the store that lies in the data folder itself, where it was before there were
workspaces. What is deleted goes into a folder of its own until it is wanted back.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
import unicodedata
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dashboard.errors import WorkspaceError
from dashboard.paths import STORE_FILE, STORE_VARIABLE, user_data

FIRST = "first"  # the id of the workspace whose store lies in the data folder itself
FIRST_NAME = "My workspace"  # until it is renamed
LONGEST_NAME = 80  # characters
_FOLDER, _TRASH, _OPEN, _NAME = "workspaces", "deleted-workspaces", "open-workspace.txt", "name.txt"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
_BESIDE = ("", "-wal", "-shm", ".columns.arrow")  # endings of the files that make up a store; SQLite's own first


@dataclass(frozen=True, slots=True)
class Workspace:
    """One workspace."""

    id: str  # names its folder; stays when it is renamed
    name: str  # as the user wrote it: text, never a path
    store: Path  # its SQLite file, which need not be there yet
    deleted_at: datetime | None = None  # UTC; None: it is not deleted

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return sum(path.stat().st_size for path in files_of(self.store) if path.is_file())


def workspaces() -> list[Workspace]:
    """All workspaces in the order of their names; there is always one."""
    found = [_in_folder(folder) for folder in _folders(user_data() / _FOLDER)]
    first = _first()
    if first.store.is_file() or not found:
        found.append(first)
    return sorted(found, key=lambda each: (each.name.casefold(), each.id))


def deleted_workspaces() -> list[Workspace]:
    """The workspaces that may be wanted back, the last deleted first."""
    folders = sorted(((_changed(folder), folder) for folder in _folders(user_data() / _TRASH)), reverse=True)
    return [replace(_in_folder(folder), deleted_at=deleted_at) for deleted_at, folder in folders]


def find_workspace(named: str, *, deleted: bool = False) -> Workspace:
    """The workspace of this name or id; raises :class:`WorkspaceError` when there is none."""
    known = deleted_workspaces() if deleted else workspaces()
    for each in known:
        if each.id == named or _same(each.name, named):
            return each
    shown = ", ".join(f"“{each.name}”" for each in known) or "none"
    kind = "deleted workspace" if deleted else "workspace"
    raise WorkspaceError(f"There is no {kind} “{_shown(named)}”; there are: {shown}.")


def current_workspace() -> Workspace:
    """The workspace that is open."""
    known = {each.id: each for each in workspaces()}
    return known.get(_read(user_data() / _OPEN)) or known.get(FIRST) or next(iter(known.values()))


def default_store() -> Path:
    """The SQLite file that is used when no other store is named: that of the open workspace."""
    return current_workspace().store


def named_store() -> str | None:
    """The store that the environment names in the place of the open workspace."""
    return os.environ.get(STORE_VARIABLE) or None


def open_workspace(workspace: Workspace) -> None:
    """From now on this workspace is the one that is open, for every process of this user."""
    _write(user_data() / _OPEN, workspace.id)


def make_workspace(name: str, *, fill: Callable[[Path], None] | None = None) -> Workspace:
    """Make a workspace of this name.

    ``fill`` is called with the place of its store before anybody sees the workspace; when it fails there is none.
    """
    name = checked_name(name)
    folder = user_data() / _FOLDER
    staging = folder / f".new-{uuid.uuid4().hex}"
    workspace_id = _id_of(name)
    with _faults_told(f"The workspace “{name}” cannot be made"):
        try:
            staging.mkdir(parents=True)
            _write(staging / _NAME, name)
            if fill is not None:
                fill(staging / STORE_FILE)
            staging.rename(folder / workspace_id)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    return _in_folder(folder / workspace_id)


def rename_workspace(workspace: Workspace, name: str) -> Workspace:
    """Give the workspace another name; its store stays where it is, also for those who are using it."""
    name = checked_name(name, but=workspace)
    with _faults_told(f"The workspace “{workspace.name}” cannot be renamed"):
        _write(_name_file(workspace), name)
    return replace(workspace, name=name)


def delete_workspace(workspace: Workspace) -> Workspace:
    """Move the workspace to those that are deleted, from where :func:`undelete_workspace` brings it back.

    When it was open, the first that is left is open.
    """
    was_open = current_workspace().id == workspace.id
    into = user_data() / _TRASH / (_id_of(workspace.name) if workspace.id == FIRST else workspace.id)
    with _faults_told(f"The workspace “{workspace.name}” cannot be deleted"):
        into.parent.mkdir(parents=True, exist_ok=True)
        _settle(workspace.store)
        if workspace.id == FIRST:
            into.mkdir()
            _write(into / _NAME, workspace.name)
            for path in files_of(workspace.store):
                if path.exists():
                    path.replace(into / path.name)
            _name_file(workspace).unlink(missing_ok=True)
        else:
            workspace.store.parent.rename(into)
            os.utime(into)  # when it was deleted
    if was_open:
        open_workspace(current_workspace())  # and stays it when this one comes back
    return replace(_in_folder(into), deleted_at=_changed(into))


def undelete_workspace(workspace: Workspace) -> Workspace:
    """Bring a deleted workspace back, under another name when its own is taken by now."""
    name = free_name(workspace.name)
    into = user_data() / _FOLDER / workspace.id
    with _faults_told(f"The workspace “{workspace.name}” cannot be brought back"):
        into.parent.mkdir(parents=True, exist_ok=True)
        workspace.store.parent.rename(into)
        _write(into / _NAME, name)
    return _in_folder(into)


def remove_deleted(workspace: Workspace) -> None:
    """Remove a deleted workspace for good."""
    if workspace.deleted_at is None:
        raise ValueError(f"workspace {workspace.id} is not among the deleted ones")
    with _faults_told(f"The workspace “{workspace.name}” cannot be removed"):
        shutil.rmtree(workspace.store.parent)


def checked_name(name: str, *, but: Workspace | None = None) -> str:
    """The name on one line; raises :class:`WorkspaceError` for one that is empty, too long or taken.

    ``but`` is a workspace that may have the name already.
    """
    line = _shown(name)
    if not line:
        raise WorkspaceError("A workspace needs a name; write a word or two.")
    if len(line) > LONGEST_NAME:
        raise WorkspaceError(f"The name “{line[:40]}…” is longer than {LONGEST_NAME} characters; shorten it.")
    if any(_same(each.name, line) for each in workspaces() if but is None or each.id != but.id):
        raise WorkspaceError(f"There is a workspace “{line}” already; choose another name.")
    return line


def free_name(name: str) -> str:
    """The name, with a number behind it when it is taken."""
    taken = {_folded(each.name) for each in workspaces()}
    wanted = _shown(name)[:LONGEST_NAME] or FIRST_NAME
    number = 1
    while _folded(wanted) in taken:
        number += 1
        wanted = f"{_shown(name)[: LONGEST_NAME - 6]} ({number})"
    return wanted


def files_of(store: Path) -> Iterator[Path]:
    """The files that may make up a store: SQLite's, and the copy of the table beside them."""
    return (store.with_name(store.name + ending) for ending in _BESIDE)


def _first() -> Workspace:
    name = _read(user_data() / _NAME) or FIRST_NAME
    return Workspace(FIRST, name, user_data() / STORE_FILE)


def _in_folder(folder: Path) -> Workspace:
    return Workspace(folder.name, _read(folder / _NAME) or folder.name, folder / STORE_FILE)


def _folders(where: Path) -> list[Path]:
    """The folders of workspaces; whatever else somebody has put there is passed over."""
    with _faults_told("The workspaces cannot be listed"):
        if not where.is_dir():
            return []
        return [path for path in where.iterdir() if _ID.fullmatch(path.name) and path.name != FIRST and path.is_dir()]


def _name_file(workspace: Workspace) -> Path:
    return workspace.store.with_name(_NAME)


def _id_of(name: str) -> str:
    """An id that nobody has: letters of the name, for those who look into the folder, and a random end."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    return f"{words or 'workspace'}-{uuid.uuid4().hex[:8]}"


def _settle(store: Path) -> None:
    """Have SQLite bring into the file itself what still lies beside it, so that nothing hangs on a second file."""
    if store.is_file():
        with contextlib.suppress(sqlite3.Error), closing(sqlite3.connect(store, timeout=5)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _changed(folder: Path) -> datetime:
    return datetime.fromtimestamp(folder.stat().st_mtime, UTC).replace(tzinfo=None)


def _read(path: Path) -> str:
    """The line in a small file, "" where there is none that can be read."""
    try:
        return _shown(path.read_text(encoding="utf-8", errors="replace"))[:LONGEST_NAME]
    except OSError:
        return ""


def _write(path: Path, line: str) -> None:
    """Write a small file in one step: whoever reads finds the old line or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{uuid.uuid4().hex}")
    partial.write_text(f"{line}\n", encoding="utf-8")
    partial.replace(path)


def _shown(text: str) -> str:
    """The text on one line, without characters that are not seen."""
    line = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(line.split())


def _same(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", _shown(name)).casefold()


@contextlib.contextmanager
def _faults_told(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise WorkspaceError(f"{what} ({reason}); check the folder {user_data()} and close what uses it.") from error
