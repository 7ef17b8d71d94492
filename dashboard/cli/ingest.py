"""``ingest``: read articles and keep what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.shell import Exit, ModelOption, StoreOption, complain, passed_over, printable

if TYPE_CHECKING:
    from dashboard.articles import Refusal
    from dashboard.ingest import IngestReport
    from dashboard.schema import Article
    from dashboard.store import Store


def ingest(
    sources: Annotated[
        list[Path],
        typer.Argument(metavar="SOURCE", help="Files, or folders with all that is in them.", show_default=False),
    ],
    *,
    store: StoreOption = None,
    model: ModelOption = None,
    reread: Annotated[
        bool, typer.Option("--reread", help="Read articles again that another version or model has read.")
    ] = False,
) -> None:
    """Read articles, extract who takes which side on what, and keep both in the store.

    Reads .txt and .md files; other kinds of files in a folder are passed over. A file may begin with lines such as
    `Title: …`, `Date: 2025-02-13`, `Publisher: …`, `URL: …`, closed by a blank line; without them its whole content is
    the article.

    Articles kept before are passed over, so that an interrupted run goes on where it stopped when it is started again.
    """
    from dashboard.articles import find_files, read_sources
    from dashboard.store import Store

    with Store.open(store) as opened:
        total = sum(1 for source in sources for _ in find_files(source))
        report = ingest_with_progress(read_sources(sources), total=total, store=opened, model=model, reread=reread)
    finish(report, passed_over=passed_over(sources))


def ingest_with_progress(
    articles: Iterable[Article | Refusal], *, total: int, store: Store, model: str | None, reread: bool = False
) -> IngestReport:
    """Ingest these articles with a progress bar on stderr."""
    from dashboard.extraction.pipeline import build_pipeline
    from dashboard.ingest import ingest as run

    nlp = build_pipeline(model=model)
    with _progress(total) as on_progress:
        return run(articles, nlp=nlp, store=store, reread=reread, on_progress=on_progress)


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
    parts = [f"{report.kept} kept with {report.statements} statements", known, f"{len(report.refused)} refused"]
    if report.proposed:
        parts.append(f"{report.proposed} topics proposed")
    typer.echo(" · ".join([*parts, printable(passed_over)] if passed_over else parts))


@contextmanager
def _progress(total: int) -> Iterator[Callable[[IngestReport], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn("Reading articles"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=total, rate="")

        def update(report: IngestReport) -> None:
            elapsed = bar.tasks[0].elapsed or 0.0
            rate = f"{report.seen / elapsed:.1f}/s" if elapsed else ""
            # A file may hold several articles: the total grows when more come than there were files.
            bar.update(task, completed=report.seen, total=max(total, report.seen), rate=rate)

        yield update
