"""Reading the commented CSV files under ``data/``, with errors that name file, line and repair.

A catalogue file is a CSV file in UTF-8 with a header line, one record a line. Lines that begin with ``#`` are
comments; a cell that holds a comma is put in double quotes; several words in one cell are parted by ``|``.
"""

from __future__ import annotations

import calendar
import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

from dashboard.errors import CatalogueError

WORDS = "|"
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a catalogue file, which knows where it stands."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def words(self, column: str) -> tuple[str, ...]:
        """The words of a cell, parted by ``|``; an empty cell has none."""
        words = tuple(word.strip() for word in self[column].split(WORDS))
        if words == ("",):
            return ()
        if "" in words:
            self.refuse(f"an empty word in column {column!r}", "remove the stray '|'")
        return words

    def choice(self, column: str, kind: type[Choice]) -> Choice:
        """The cell as a member of a closed set of words."""
        try:
            return kind(self[column])
        except ValueError:
            self.refuse(f"{self[column]!r} in column {column!r}", f"use one of: {', '.join(kind)}")

    def first_day(self, column: str) -> date | None:
        """The first day that a date of day, month or year can mean; an empty cell is ``None``."""
        return self._day(column, last=False)

    def last_day(self, column: str) -> date | None:
        """The last day that a date of day, month or year can mean; an empty cell is ``None``."""
        return self._day(column, last=True)

    def _day(self, column: str, *, last: bool) -> date | None:
        if not self[column]:
            return None
        match = _DATE.fullmatch(self[column])
        if match is None:
            self.refuse(f"{self[column]!r} in column {column!r}", "write the date as YYYY, YYYY-MM or YYYY-MM-DD")
        year = int(match[1])
        try:
            month = int(match[2]) if match[2] else (12 if last else 1)
            day = int(match[3]) if match[3] else (calendar.monthrange(year, month)[1] if last else 1)
            return date(year, month, day)
        except ValueError:  # IllegalMonthError of the calendar module is one too
            self.refuse(f"{self[column]!r} in column {column!r}", "there is no such day; correct it")

    def refuse(self, fault: str, repair: str) -> NoReturn:
        """Raise the error that names file, line, fault and repair."""
        raise CatalogueError(f"{self.path}, line {self.line}: {fault}; {repair}.")


def read_table(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """The records of a catalogue file in file order; exactly these columns, in this order, are expected."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise CatalogueError(f"{path}: the file is missing; restore it from the repository.") from None
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8.") from None
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#"))
    _check_header(path, next(numbered, (1, "")), columns)
    for number, line in numbered:
        cells = [cell.strip() for cell in next(csv.reader([line]))]
        if len(cells) != len(columns):
            raise CatalogueError(
                f"{path}, line {number}: {len(cells)} cells where {len(columns)} belong ({', '.join(columns)}); "
                "add or remove commas, and put a cell that holds a comma in double quotes."
            )
        yield Row(path, number, dict(zip(columns, cells, strict=True)))


def _check_header(path: Path, header: tuple[int, str], columns: Sequence[str]) -> None:
    number, line = header
    if [cell.strip() for cell in line.split(",")] != list(columns):
        raise CatalogueError(f"{path}, line {number}: the header is {line!r}; it must be {','.join(columns)!r}.")
