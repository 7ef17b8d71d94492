"""``workspace``: stores with a name, one of them open."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from dashboard import workspaces as known
from dashboard.cli.shell import EXIT_CODES, complain, printable, write_utf8
from dashboard.paths import STORE_VARIABLE
from dashboard.workspaces import Workspace

workspace = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown", epilog=EXIT_CODES)

NameArgument: TypeAlias = Annotated[
    str, typer.Argument(metavar="NAME", help="The workspace's name, as `list` shows it.", show_default=False)
]
NewNameArgument: TypeAlias = Annotated[
    str, typer.Argument(metavar="NAME", help="The new name; any words.", show_default=False)
]


@workspace.callback()
def about() -> None:
    """Keep articles apart in workspaces: make, open, rename, copy, delete, back up and restore them.

    One workspace is open: the dashboard shows it, and `ingest`, `watch` and `export` work with it. `--store` and
    `STANDPOINT_STORE` name another store in its place.
    """


@workspace.command("list", epilog=EXIT_CODES)
def list_all(
    *, deleted: Annotated[bool, typer.Option("--deleted", help="Those that are deleted and can be had back.")] = False
) -> None:
    """Print all workspaces; a `*` stands before the one that is open."""
    write_utf8()
    current = known.current_workspace().id
    shown = known.deleted_workspaces() if deleted else known.workspaces()
    for each in shown:
        when = f"  deleted {each.deleted_at:%Y-%m-%d %H:%M} UTC" if each.deleted_at else ""
        mark = "*" if not deleted and each.id == current else " "
        typer.echo(f"{mark} {printable(each.name)}  ({_size(each)}, {printable(str(each.store))}){when}")
    if not shown:
        typer.echo("no workspace is deleted")
    _tell_override()


@workspace.command(epilog=EXIT_CODES)
def new(
    name: NewNameArgument,
    *,
    stay: Annotated[bool, typer.Option("--stay", help="Leave the workspace open that is open now.")] = False,
) -> None:
    """Make an empty workspace and open it."""
    _made(known.make_workspace(name), stay=stay)


@workspace.command("open", epilog=EXIT_CODES)
def open_(name: NameArgument) -> None:
    """Open a workspace: dashboards that are running show it from their next step on."""
    found = known.find_workspace(name)
    known.open_workspace(found)
    _tell(f"“{found.name}” is open")
    _tell_override()


@workspace.command(epilog=EXIT_CODES)
def rename(name: NameArgument, new_name: NewNameArgument) -> None:
    """Give a workspace another name."""
    found = known.find_workspace(name)
    renamed = known.rename_workspace(found, new_name)
    _tell(f"“{found.name}” is called “{renamed.name}” now")


@workspace.command(epilog=EXIT_CODES)
def copy(
    name: NameArgument,
    new_name: NewNameArgument,
    *,
    switch: Annotated[bool, typer.Option("--open", help="Open the copy.")] = False,
) -> None:
    """Copy a workspace as it is now, also while others use it."""
    from dashboard.store.backup import copy_workspace

    _made(copy_workspace(known.find_workspace(name), new_name), stay=not switch)


@workspace.command(epilog=EXIT_CODES)
def delete(
    name: NameArgument,
    *,
    for_good: Annotated[
        bool, typer.Option("--for-good", help="Remove a workspace that is deleted already; it cannot be had back.")
    ] = False,
) -> None:
    """Delete a workspace. It is put aside, and `undelete` brings it back."""
    if for_good:
        gone = known.find_workspace(name, deleted=True)
        known.remove_deleted(gone)
        _tell(f"“{gone.name}” is removed for good")
        return
    found = known.find_workspace(name)
    deleted = known.delete_workspace(found)
    _tell(f"“{found.name}” is deleted; `workspace undelete {deleted.id}` brings it back")
    _tell(f"“{known.current_workspace().name}” is open")


@workspace.command(epilog=EXIT_CODES)
def undelete(name: NameArgument) -> None:
    """Bring a deleted workspace back."""
    found = known.undelete_workspace(known.find_workspace(name, deleted=True))
    _tell(f"“{found.name}” is back")


@workspace.command(epilog=EXIT_CODES)
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.", show_default=False)],
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="The workspace; the open one by default.", show_default=False)
    ] = None,
) -> None:
    """Write a workspace into one file, also while others use it. The file appears only when it is complete."""
    from dashboard.store.backup import back_up_workspace

    found = known.current_workspace() if name is None else known.find_workspace(name)
    made = back_up_workspace(found, file)
    _tell(f"“{found.name}” with {made.articles} articles and {made.statements} statements written to {file}")


@workspace.command(epilog=EXIT_CODES)
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `backup` wrote.", show_default=False)],
    *,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What to call it; else as it was called.")
    ] = None,
    stay: Annotated[bool, typer.Option("--stay", help="Leave the workspace open that is open now.")] = False,
) -> None:
    """Make a workspace of a backup and open it. The file is checked first; no other workspace is touched."""
    from dashboard.store.backup import restore_workspace

    _made(restore_workspace(file, name=name), stay=stay)


def _made(made: Workspace, *, stay: bool) -> None:
    if not stay:
        known.open_workspace(made)
    _tell(f"“{made.name}” is made" if stay else f"“{made.name}” is made and open")
    if not stay:
        _tell_override()


def _tell(message: str) -> None:
    typer.echo(printable(message))


def _tell_override() -> None:
    if known.named_store():
        complain(f"{STORE_VARIABLE} names another store, which is used in place of the open workspace")


def _size(workspace: Workspace) -> str:
    return f"{workspace.size / 1e6:.1f} MB"
