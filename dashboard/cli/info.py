"""``info``: what there is and where."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from dashboard.cli.shell import ModelOption, StoreOption, printable, write_utf8
from dashboard.paths import STORE_VARIABLE
from dashboard.workspaces import current_workspace, named_store


def info(*, store: StoreOption = None, model: ModelOption = None) -> None:
    """Print which workspace is open, where its store is, how much it holds, and which language model reads articles."""
    from dashboard import __version__
    from dashboard.store import Store

    write_utf8()
    with Store.open(store) as opened:
        counts = opened.counts()
        lines = {
            "Standpoint": __version__,
            "Workspace": _workspace(store),
            "Store": opened.place,
            "Schema": str(opened.schema),
            "Articles": f"{counts.articles} ({counts.undated} undated)" if counts.undated else str(counts.articles),
            "Statements": str(counts.statements),
            "Dates": f"{counts.first} to {counts.last}" if counts.first else "none",
            "Model": _model(model),
        }
    for name, value in lines.items():
        typer.echo(f"{name:11}{printable(value)}")


def _workspace(named: str | None) -> str:
    """The name of the workspace, or what names a store in its place."""
    if named:
        return "none: the store is named by --store"
    return f"none: the store is named by {STORE_VARIABLE}" if named_store() else current_workspace().name


def _model(named: str | None) -> str:
    """Name and version of the language model as its folder states them; nothing is loaded."""
    from dashboard.paths import LANGUAGE_MODEL

    folder = Path(named) if named else LANGUAGE_MODEL
    described = next(iter(sorted(folder.rglob("meta.json"), key=lambda path: len(path.parts))), None)
    if described is None:
        return f"{named} (an installed package)" if named else f"missing: {LANGUAGE_MODEL}"
    meta = json.loads(described.read_text(encoding="utf-8"))
    return f"{meta.get('lang', '')}_{meta.get('name', '')} {meta.get('version', '')} in {folder}"
