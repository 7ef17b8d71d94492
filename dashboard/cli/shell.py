"""What all commands share: exit codes, options, and how they speak to the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date as Date
from enum import IntEnum
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer
from typer.core import TyperGroup

from dashboard.errors import StandpointError


class Exit(IntEnum):
    """What a command's exit code means."""

    FAULT = 1  # input or set-up is at fault; the message says what to repair
    USAGE = 2  # the command line was not understood
    NOT_FOUND = 3  # `resolve` knows no answer
    REFUSED = 4  # some articles could not be read; all others were
    INTERRUPTED = 130  # Ctrl-C; what was reported kept is kept


EXIT_CODES = """Exit codes: 0 done · 1 input or set-up is at fault, the message says how to repair it ·
2 the command line was not understood · 3 `resolve` found nothing · 4 some articles were refused, all others were read ·
130 interrupted, what was reported kept is kept."""

StoreOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="PLACE",
        show_default=False,
        help="Where articles and statements are kept: a file, or a database URL such as postgresql://user@host/name. "
        "Default: $STANDPOINT_STORE, else the open workspace (`info` shows which that is, and where).",
    ),
]
ModelOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME",
        show_default=False,
        help="A spaCy pipeline with parser and entities to use in place of Standpoint's own: its name or its folder.",
    ),
]


class House(TyperGroup):
    """Commands whose expected errors are one line on stderr and an exit code, without a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except StandpointError as error:
            complain(str(error))
            raise typer.Exit(Exit.FAULT) from error
        except KeyboardInterrupt:
            complain("interrupted")
            raise typer.Exit(Exit.INTERRUPTED) from None


def complain(message: str) -> None:
    """One line on stderr about what went wrong."""
    typer.echo(f"standpoint: {printable(message)}", err=True)


def passed_over(sources: Iterable[Path | str]) -> str:
    """How many files in the folders named are of a kind that is not read, and of which; ``""`` when there are none."""
    from dashboard.articles import files_passed_over

    suffixes = [path.suffix.lower() for source in sources for path in files_passed_over(source)]
    shown = ", ".join(sorted(suffix or "no suffix" for suffix in set(suffixes)))
    return f"{len(suffixes)} of other kinds passed over ({shown})" if suffixes else ""


def printable(text: str) -> str:
    """The text on one line and without control characters: names and articles must not steer the terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


def day(written: str) -> Date:
    """A date given as an option."""
    from dashboard.articles import parse_date
    from dashboard.articles.dates import DATE_REPAIR

    parsed = parse_date(written)
    if parsed is None:
        raise typer.BadParameter(f"{written!r} is not a date; {DATE_REPAIR}.")
    return parsed


def write_utf8() -> None:
    """Write UTF-8 to stdout whatever the terminal's own encoding: accents in names are data."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
