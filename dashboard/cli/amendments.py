"""``amendments``: what people have amended about actors and topics, and the way back."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dashboard.cli.shell import StoreOption, printable, write_utf8


def amendments(
    *,
    undo: Annotated[
        int | None,
        typer.Option("--undo", metavar="NUMBER", help="Take this amendment back.", show_default=False),
    ] = None,
    coder: Annotated[
        str | None,
        typer.Option("--coder", metavar="NAME", help="With --undo: who takes it back.", show_default=False),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Print what people have amended about actors and topics, in the order in which it holds.

    One line each: number, time (UTC), who, what, and whether it was taken back. With --undo an amendment is taken back,
    and every table and chart is as if it had never been made; this too stays in the list.
    """
    from dashboard.store import Store

    write_utf8()
    if undo is not None and not (coder or "").strip():
        raise typer.BadParameter("say with --coder who takes the amendment back.", param_hint="--coder")
    if undo is None and coder is not None:
        raise typer.BadParameter("it says who takes an amendment back; name that with --undo.", param_hint="--coder")
    with Store.open(store) as opened:
        if undo is not None:
            opened.take_back_amendment(undo, coder=coder or "")
            typer.echo(f"amendment {undo} is taken back")
            return
        log = opened.amendments()
    back = log.dropna(subset=["undoes"])
    undone_by = dict(zip(back["undoes"], back["number"], strict=True))
    for line in log.astype(object).to_dict("records"):
        typer.echo(_in_words(line, undone_by))
    if log.empty:
        typer.echo("nothing is amended")


def _in_words(line: dict[str, Any], undone_by: dict[int, int]) -> str:
    from dashboard.store.amendments.describing import describe

    number, what = line["number"], describe(line["content"])
    if number in undone_by.values():
        what = f"takes back {line['undoes']}: {what}"
    elif number in undone_by:
        what = f"(taken back by {undone_by[number]}) {what}"
    return printable(f"{number}  {line['made_at']:%Y-%m-%d %H:%M}  {line['coder']}  {what}")
