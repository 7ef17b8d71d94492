"""All commands together."""

from __future__ import annotations

from typing import Annotated

import typer

from dashboard import __version__
from dashboard.cli.amendments import amendments
from dashboard.cli.explain import explain
from dashboard.cli.export import export
from dashboard.cli.extract import extract
from dashboard.cli.info import info
from dashboard.cli.ingest import ingest
from dashboard.cli.resolve import resolve
from dashboard.cli.serve import serve
from dashboard.cli.shell import EXIT_CODES, House
from dashboard.cli.watch import watch
from dashboard.cli.workspace import workspace

app = typer.Typer(
    name="python -m dashboard",
    cls=House,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXIT_CODES,
)
for command in (ingest, watch, extract, explain, resolve, export, amendments, info, serve):
    app.command(epilog=EXIT_CODES)(command)
app.add_typer(workspace, name="workspace")


def _version(is_wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if is_wanted:
        typer.echo(f"Standpoint {__version__}")
        raise typer.Exit


@app.callback()
def standpoint(
    *,
    _show: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Standpoint reads who takes which side on what out of news articles.

    Begin with `serve`, which opens the dashboard (with the starter articles when there are no others), or with
    `ingest FOLDER`, which reads your own articles. `extract FILE` shows what is found in a file and keeps nothing.
    """


def main() -> None:
    """Run the command line."""
    app()
