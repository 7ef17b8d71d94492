"""``ingest``: read articles and keep what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from dashboard.cli.shell import Exit, ModelOption, StoreOption, complain, day, passed_over, printable

if TYPE_CHECKING:
    from dashboard.articles import ColumnMap, Refusal
    from dashboard.ingest import IngestReport
    from dashboard.schema import Article
    from dashboard.store import Store

FIELDS = ("text", "title", "date", "publisher", "url", "author", "language")

PublisherOption: TypeAlias = Annotated[
    str | None, typer.Option("--publisher", metavar="NAME", help="Publisher of articles that name none.")
]
LanguageOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--language", metavar="CODE", help="Language of articles that name none, such as en; else it is found."
    ),
]


def ingest(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE", help="Files, folders with all that is in them, and web addresses.", show_default=False
        ),
    ],
    *,
    store: StoreOption = None,
    model: ModelOption = None,
    reread: Annotated[
        bool, typer.Option("--reread", help="Read articles again that another version or model has read.")
    ] = False,
    publisher: PublisherOption = None,
    date: Annotated[str | None, typer.Option("--date", metavar="DAY", help="Day of articles that name none.")] = None,
    language: LanguageOption = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column", metavar="FIELD=NAME", help=f"Column of a table that holds a field: {', '.join(FIELDS)}."
        ),
    ] = None,
    day_first: Annotated[
        bool | None,
        typer.Option("--day-first/--month-first", help="How tables write 03/04/2025.", show_default=False),
    ] = None,
) -> None:
    """Read articles, extract who takes which side on what, and keep both in the store.

    Reads plain text, Markdown, web pages, PDF, Word (.docx), messages (.eml), feeds, tables of articles (.csv, .xlsx,
    .jsonl) and archives (.zip) of all these; the content says what a file is. Others in a folder are passed over. Texts
    may begin with lines such as `Title: …`, `Date: 2025-02-13`, `Publisher: …`, `URL: …`, closed by a blank line.
    Columns of a table are recognised by their names or named with `--column text=Body --column date=Day`.

    An article without a date stays undated. Articles in other languages than English are kept and not read. Articles
    kept before are passed over, so that an interrupted run goes on where it stopped when it is started again.
    """
    from dashboard.articles import Asked, count_articles, read_sources
    from dashboard.store import Store

    asked = Asked(
        date=day(date) if date else None,
        publisher=publisher,
        language=language_code(language),
        columns=column_map(column or []),
        day_first=day_first,
    )
    with Store.open(store) as opened:
        total = count_articles(sources, asked=asked)
        articles = read_sources(sources, asked=asked)
        report = ingest_with_progress(articles, total=total, store=opened, model=model, reread=reread)
    finish(report, passed_over=passed_over(sources))


def column_map(named: Iterable[str]) -> ColumnMap | None:
    """The columns that were named as ``field=name``, ``None`` when none was."""
    from dashboard.articles import ColumnMap

    chosen = dict(each.split("=", 1) for each in named if "=" in each)
    if wrong := [each for each in named if each.split("=", 1)[0] not in FIELDS or "=" not in each]:
        raise typer.BadParameter(f"{wrong[0]!r} names no field; write for example text=Body ({', '.join(FIELDS)}).")
    if not chosen:
        return None
    if "text" not in chosen:
        raise typer.BadParameter("name the column of the texts as well: --column text=NAME.")
    return ColumnMap(**chosen)


def language_code(written: str | None) -> str | None:
    """A language given as an option."""
    code = written.strip().lower().split("-")[0] if written else None
    if code is not None and not (code.isascii() and code.isalpha() and len(code) in (2, 3)):
        raise typer.BadParameter(f"{written!r} is no code of a language; write two letters, such as en.")
    return code


def ingest_with_progress(
    articles: Iterable[Article | Refusal], *, total: int, store: Store, model: str | None, reread: bool = False
) -> IngestReport:
    """Ingest these articles with a progress bar on stderr."""
    from dashboard.extraction.pipeline import build_pipeline
    from dashboard.ingest import ingest as run

    nlp = build_pipeline(model=model)
    with progress(total) as on_progress:
        return run(articles, nlp=nlp, store=store, reread=reread, total=total, on_progress=on_progress)


def finish(report: IngestReport, *, passed_over: str = "") -> None:
    """Say what became of the articles, and leave with the exit code that tells it."""
    tell(report, passed_over=passed_over)
    if report.interrupted:
        complain("interrupted; start the same command again to go on with the rest")
        raise typer.Exit(Exit.INTERRUPTED)
    if report.refused:
        raise typer.Exit(Exit.REFUSED)


def tell(report: IngestReport, *, passed_over: str = "") -> None:
    """The report on stdout, with what was ``passed_over`` at its end, and on stderr a line for each refusal."""
    for refusal in report.refused:
        complain(refusal.reason)
    known = f"{report.known} known before"
    if report.outdated:
        known += f" ({report.outdated} read by another version or model; --reread reads them again)"
    kept = f"{report.kept} kept with {report.statements} statements"
    if report.unread:
        kept += f" ({report.unread} in other languages than English, not read)"
    parts = [kept, known, f"{len(report.refused)} refused"]
    if report.proposed:
        parts.append(f"{report.proposed} topics proposed")
    typer.echo(" · ".join([*parts, printable(passed_over)] if passed_over else parts))


@contextmanager
def progress(total: int) -> Iterator[Callable[[IngestReport], None]]:
    """A bar on stderr with count, pace, time left and what was refused, to be called with the running report."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    pace, refused = TextColumn("{task.fields[rate]}"), TextColumn("{task.fields[refused]}")
    columns = (TextColumn("Reading articles"), BarColumn(), MofNCompleteColumn(), pace, TimeRemainingColumn(), refused)
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=total, rate="", refused="")

        def update(report: IngestReport) -> None:
            # A source may hold more articles than could be told before: the total grows with them.
            report.total = max(total, report.seen)
            bar.update(
                task,
                completed=report.seen,
                total=report.total,
                rate=f"{report.rate:.1f}/s" if report.rate else "",
                refused=f"{len(report.refused)} refused" if report.refused else "",
            )

        yield update
