"""Excel: ``.xlsx``. Values are read as they were last calculated; formulas and macros are never run."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from dashboard.articles.columns import guess_columns
from dashboard.articles.draft import Draft, Refusal, clean
from dashboard.articles.limits import Allowance
from dashboard.articles.ooxml import check_package
from dashboard.articles.registry import reads
from dashboard.articles.tables import Row, Table, drafts_of
from dashboard.errors import ArticleError

ROWS_ABOVE = 10  # a title or a note may stand above the heading
MOST_COLUMNS = 200


@reads("xlsx", ".xlsx", ".xlsm")
def read_xlsx(content: bytes, source: str, allowance: Allowance) -> Iterator[Draft | Refusal]:
    """The articles in the rows of the first sheet that has any."""
    yield from drafts_of(open_xlsx(content, source, allowance), allowance.asked)


def open_xlsx(content: bytes, source: str, allowance: Allowance | None = None) -> Table:
    """The first sheet with columns that are recognised, else the first that is not empty."""
    check_package(content, source, allowance or Allowance())
    sheets = _sheets(content)
    first: tuple[str, int, tuple[str, ...]] | None = None
    for name in sheets:
        heading = _heading(content, name)
        if heading is None:
            continue
        if guess_columns(heading[1]) is not None:
            first = (name, *heading)
            break
        first = first or (name, *heading)
    if first is None:
        raise ArticleError(f"{source}: the workbook has no rows; remove it or put the articles into its rows.")
    sheet, place, columns = first
    shown = f"sheet {sheet}, " if len(sheets) > 1 else ""

    def rows() -> Iterator[Row | Refusal]:
        for number, cells in enumerate(_cells(content, sheet), 1):
            if number > place and any(cell not in (None, "") for cell in cells):
                yield f"{shown}row {number}", dict(zip(columns, cells, strict=False))

    return Table(columns, rows, source)


def _heading(content: bytes, sheet: str) -> tuple[int, tuple[str, ...]] | None:
    """Number and names of the row that names the columns; ``None`` for an empty sheet."""
    first: tuple[int, tuple[str, ...]] | None = None
    for number, cells in enumerate(_cells(content, sheet), 1):
        if any(cell not in (None, "") for cell in cells):
            names = _names(cells)
            if guess_columns(names) is not None:
                return number, names
            first = first or (number, names)
        if number >= ROWS_ABOVE:
            break
    return first


def _names(cells: Sequence[Any]) -> tuple[str, ...]:
    texts = (clean(str("" if cell is None else cell)).strip()[:200] for cell in cells)
    return tuple(text or f"column {place}" for place, text in enumerate(texts, 1))


def _sheets(content: bytes) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about looks that are lost, which nobody asked for
        book = _open(content)
        names = [sheet.title for sheet in book.worksheets]
        book.close()
    return names


def _cells(content: bytes, sheet: str) -> Iterator[Sequence[Any]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = _open(content)
    try:
        # A sheet may claim to be larger than it is; what is there counts.
        worksheet = book[sheet]
        worksheet.reset_dimensions()
        yield from worksheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    finally:
        book.close()


def _open(content: bytes) -> Any:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
