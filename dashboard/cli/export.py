"""``export``: statements as a file for other programs."""

from __future__ import annotations

from datetime import date as Date
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.shell import StoreOption, day


def export(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="Ends in .csv, .xlsx, .parquet or .jsonl.", show_default=False),
    ],
    *,
    country: Annotated[
        list[str] | None,
        typer.Option("--country", metavar="CODE", help="Only this country or organisation; may be repeated."),
    ] = None,
    topic: Annotated[
        list[str] | None,
        typer.Option("--topic", metavar="TOPIC", help="Only this topic, by id or proposed label; may be repeated."),
    ] = None,
    since: Annotated[
        Date | None, typer.Option("--from", parser=day, metavar="DATE", help="Only articles of this day or later.")
    ] = None,
    until: Annotated[
        Date | None, typer.Option("--to", parser=day, metavar="DATE", help="Only articles of this day or earlier.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Write the statements in the store to a file: one row each, by date, with its article's title, date and address.

    The ending of the file's name decides the kind. CSV opens right in Excel; cells that a spreadsheet would take for a
    formula are defused. The file appears only when it is complete.
    """
    from dashboard.export import write_table
    from dashboard.store import Store

    with Store.open(store) as opened:
        frame = opened.statements(countries=country, topics=topic, since=since, until=until)
    write_table(frame.sort_values(["date", "article", "start", "id"]), file)
    typer.echo(f"{len(frame)} statements written to {file}")
