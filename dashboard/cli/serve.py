"""``serve``: open the dashboard."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.ingest import ingest_with_progress, tell
from dashboard.cli.shell import Exit, ModelOption, StoreOption, complain
from dashboard.paths import SEEDS, STORE_VARIABLE, STREAMLIT_APP
from dashboard.workspaces import FIRST, current_workspace, default_store, named_store, rename_workspace

if TYPE_CHECKING:
    from dashboard.store import Store

STARTER = "Starter articles"  # what the first workspace is called when nothing was there before


def serve(
    *,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen at.")] = 8501,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
    store: StoreOption = None,
    model: ModelOption = None,
) -> None:
    """Open the dashboard in the browser; Ctrl-C ends it.

    It shows the open workspace (see `workspace`). The first workspace gets the starter articles when it is empty; one
    that you made stays empty until you add articles.
    """
    if takes_starters(store) and not holds_articles(store, sum(1 for _ in starter_files())):
        from dashboard.store import Store

        if store is None and named_store() is None and not default_store().is_file():
            rename_workspace(current_workspace(), STARTER)
        with Store.open(store) as opened:
            seed(opened, model=model)
    command = [sys.executable, "-m", "dashboard.ui.launch", "run", str(STREAMLIT_APP), "--server.port", str(port)]
    command += ["--server.headless", str(no_browser).lower()]
    environment = os.environ | ({STORE_VARIABLE: store} if store else {})
    if os.name == "posix":
        # The dashboard takes this process's place, so that whoever stops this one stops the dashboard.
        os.execve(command[0], command, environment)
    raise typer.Exit(subprocess.call(command, env=environment))


def takes_starters(where: str | None) -> bool:
    """Whether an empty store gets the starter articles: one that was named, or the first workspace."""
    return bool(where or named_store()) or current_workspace().id == FIRST


def holds_articles(where: str | None, number: int) -> bool:
    """Whether a store surely has so many articles, seen without the libraries that it takes to open one.

    They load for half a second, and the dashboard, a process of its own, would load them again.
    """
    named = where or os.environ.get(STORE_VARIABLE) or default_store()
    if "://" in str(named):
        return False
    place = Path(named).expanduser().absolute()
    try:
        with closing(sqlite3.connect(f"{place.as_uri()}?mode=ro", uri=True)) as connection:
            [found] = connection.execute("SELECT count(*) FROM (SELECT 1 FROM articles LIMIT ?)", [number]).fetchone()
    except sqlite3.Error:
        return False
    return bool(found >= number)


def seed(store: Store, *, model: str | None, folder: Path = SEEDS) -> None:
    """Read the starter articles into an empty store, or the rest of them when that was interrupted before."""
    from dashboard.articles import read_sources

    files = list(starter_files(folder))
    if not _needs(store, files):
        return
    report = ingest_with_progress(read_sources(files), total=len(files), store=store, model=model)
    tell(report)
    if report.interrupted:
        complain("interrupted; the next start goes on with the rest of the starter articles")
        raise typer.Exit(Exit.INTERRUPTED)


def starter_files(folder: Path = SEEDS) -> Iterator[Path]:
    """The starter articles: the texts in the folder, without the tables and notes beside them."""
    return (path for path in sorted(folder.rglob("*.txt")) if path.stem.upper() != "README")


def _needs(store: Store, files: list[Path]) -> bool:
    """Whether starter articles are missing from a store that holds nothing else."""
    count = store.counts().articles
    if count >= len(files):
        return False
    return count == 0 or set(store.articles()["source"]) <= {str(path) for path in files}
