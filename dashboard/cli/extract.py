"""``extract``: print the statements of articles and keep nothing."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from dashboard.cli.shell import Exit, ModelOption, complain, passed_over, printable, write_utf8

if TYPE_CHECKING:
    from dashboard.schema import Article, Statement

Row: TypeAlias = dict[str, Any]
FIELDS = (
    *("doc", "start", "end", "evidence", "actor", "country", "represents", "stance", "target", "topic", "proposed"),
    *("position", "confidence", "cue", "method"),
)
# Shares of the terminal's width; None: as much as needed.
WIDTHS = {"actor": 3, "country": None, "stance": None, "target": 4, "topic": 3, "evidence": 8}


class Format(StrEnum):
    """How statements are printed."""

    JSONL = "jsonl"
    CSV = "csv"
    TABLE = "table"


def extract(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Files, or folders with all that is in them.", show_default=False),
    ],
    *,
    form: Annotated[
        Format, typer.Option("--format", help="jsonl and csv for programs, table for the eye.")
    ] = Format.JSONL,
    model: ModelOption = None,
) -> None:
    """Print the statements found in articles; nothing is kept.

    One record per statement: `doc` (the file's name without its ending), `start` and `end` (characters of the evidence
    in the article's text), `evidence`, `actor`, `country`, `represents`, `stance`, `target`, `topic`, `proposed`
    (whether the topic was found in the article and is not in the catalogue), `position`, `confidence`, `cue`, `method`.
    An actor without country and a statement without topic have `""` there.
    """
    write_utf8()
    refused: list[str] = []
    _PRINTERS[form](_rows(files, model, refused))
    if others := passed_over(files):
        complain(others)
    if refused:
        raise typer.Exit(Exit.REFUSED)


def _rows(files: Iterable[Path], model: str | None, refused: list[str]) -> Iterator[Row]:
    """Rows of all statements in the order of files and text; a file that cannot be read is told at once and noted."""
    from dashboard.articles import Refusal, read_sources
    from dashboard.extraction.pipeline import build_pipeline, documents
    from dashboard.extraction.statements import statements

    def readable() -> Iterator[Article]:
        for item in read_sources(files):
            if isinstance(item, Refusal):
                complain(item.reason)
                refused.append(item.source)
            elif item.language != "en":
                complain(f"{item.source}: this is in another language ({item.language}), which is not read")
            else:
                yield item

    for article, doc in documents(build_pipeline(model=model), readable()):
        for statement in statements(doc, article):
            yield codebook_row(statement, article)


def codebook_row(statement: Statement, article: Article) -> Row:
    """A statement in the fields of :data:`FIELDS`."""
    from dashboard.catalogue.proposed import is_proposed

    return {
        "doc": Path(article.source or article.id).stem,
        "start": statement.start,
        "end": statement.end,
        "evidence": statement.evidence,
        "actor": statement.actor.name,
        "country": statement.actor.country or "",
        "represents": statement.actor.represents.value,
        "stance": statement.stance.value,
        "target": statement.target,
        "topic": statement.topic or "",
        "proposed": statement.topic is not None and is_proposed(statement.topic),
        "position": None if statement.position is None else statement.position.value,
        "confidence": round(statement.confidence, 4),
        "cue": statement.cue,
        "method": statement.method,
    }


def _print_jsonl(rows: Iterable[Row]) -> None:
    for row in rows:
        typer.echo(json.dumps(row, ensure_ascii=False))


def _print_csv(rows: Iterable[Row]) -> None:
    from dashboard.export.tables import defused

    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, FIELDS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: defused(value) for name, value in row.items()})
        typer.echo(buffer.getvalue(), nl=False)
        buffer.seek(0)
        buffer.truncate()
    typer.echo(buffer.getvalue(), nl=False)


def _print_table(rows: Iterable[Row]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from dashboard.catalogue.proposed import PROPOSED

    table = Table(show_lines=True, expand=True)
    for name, share in WIDTHS.items():
        table.add_column(name, ratio=share, no_wrap=share is None, overflow="fold")
    for row in rows:
        row["topic"] += f" {PROPOSED}" if row["proposed"] else ""
        # As Text the cells are shown as they are: square brackets in an article are no markup.
        table.add_row(*(Text(printable(str(row[name]))) for name in WIDTHS))
    Console(file=sys.stdout).print(table)


_PRINTERS: dict[Format, Callable[[Iterable[Row]], None]] = {
    Format.JSONL: _print_jsonl,
    Format.CSV: _print_csv,
    Format.TABLE: _print_table,
}
