"""``export``: statements as a file for other programs."""

from __future__ import annotations

from datetime import date as Date
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.shell import StoreOption, day


def export(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="Ends in .csv, .xlsx, .parquet or .jsonl.", show_default=False),
    ] = None,
    *,
    gold: Annotated[
        Path | None,
        typer.Option(
            "--gold",
            metavar="FOLDER",
            help="Write what people have judged as gold: gold.jsonl and the articles' texts.",
            show_default=False,
        ),
    ] = None,
    unfinished: Annotated[
        bool, typer.Option("--unfinished", help="With --gold: also articles with statements that nobody has judged.")
    ] = False,
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

    With --gold, what people have said on the page Review becomes a folder that benchmarks and training can read.
    """
    if (file is None) == (gold is None):
        raise typer.BadParameter("name either a file or, with --gold, a folder.")
    if file is None:
        if gold is not None:
            _export_gold(gold, store, also_unfinished=unfinished)
        return
    from dashboard.export import write_table
    from dashboard.store import Store

    with Store.open(store) as opened:
        frame = opened.statements(countries=country, topics=topic, since=since, until=until)
    write_table(frame.sort_values(["date", "article", "start", "id"]), file)
    typer.echo(f"{len(frame)} statements written to {file}")


def _export_gold(folder: Path, store: str | None, *, also_unfinished: bool) -> None:
    from dashboard.export import write_gold
    from dashboard.store import Store

    with Store.open(store) as opened:
        report = write_gold(opened, folder, also_unfinished=also_unfinished)
    left = (
        f"; {report.unfinished} articles not judged to the end left out, see --unfinished" if report.unfinished else ""
    )
    typer.echo(f"{report.statements} statements from {report.articles} articles written to {folder}{left}")
