"""``resolve``: whom a name stands for."""

from __future__ import annotations

from datetime import date as Date
from typing import Annotated

import typer

from dashboard.cli.shell import Exit, complain, day, printable, write_utf8


def resolve(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="An actor's name or description, in quotation marks.", show_default=False),
    ],
    *,
    on: Annotated[
        Date | None,
        typer.Option(
            "--on", parser=day, metavar="DATE", help="The day that counts, such as 2025-02-13. Default: any day."
        ),
    ] = None,
) -> None:
    """Print the country or organisation that an actor's name or description stands for, and what the answer rests on.

    One line: `code — label — represents — basis`, for example for `resolve "Bundestag"`. What is not known is never
    guessed: nothing is printed and the exit code is 3.
    """
    from dashboard.catalogue import country_label
    from dashboard.catalogue.resolve import resolve as look_up

    write_utf8()
    found = look_up(name, on=on)
    if found is None or found.code is None:
        why = f"; {found.represents}: {found.basis}" if found else ""
        complain(f"no state or organisation is known for {name!r}" + (f" on {on}" if on else "") + why)
        raise typer.Exit(Exit.NOT_FOUND)
    parts = (found.code, country_label(found.code), found.represents, found.basis)
    typer.echo(" — ".join(printable(part) for part in parts))
