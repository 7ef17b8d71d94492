"""Tables as text: ``.csv`` and ``.tsv``, parted by comma, semicolon, tab or bar."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from dashboard.articles.decoding import decode
from dashboard.articles.draft import Draft, Refusal, clean, refusal
from dashboard.articles.limits import LARGEST_TEXT, Allowance
from dashboard.articles.registry import reads
from dashboard.articles.tables import Row, Table, drafts_of
from dashboard.errors import ArticleError

DELIMITERS = ",;\t|"


@reads("csv", ".csv", ".tsv")
def read_csv(content: bytes, source: str, allowance: Allowance) -> Iterator[Draft | Refusal]:
    """The articles in the table's rows."""
    yield from drafts_of(open_csv(content, source), allowance.asked)


def open_csv(content: bytes, source: str) -> Table:
    """The table, whose first row that is not empty names its columns."""
    text = decode(content, source)
    csv.field_size_limit(LARGEST_TEXT)  # a cell holds an article; the library's own limit is a short one
    delimiter = _delimiter(text)
    heading = next((row for row in _cells(text, delimiter) if not isinstance(row, str) and any(row)), None)
    if heading is None:
        raise ArticleError(f"{source}: the table has no heading; name its columns in the first row.")
    columns = tuple(
        name or f"column {place}" for place, name in enumerate((clean(cell).strip() for cell in heading), 1)
    )

    def rows() -> Iterator[Row | Refusal]:
        is_below = False
        for number, cells in enumerate(_cells(text, delimiter), 1):
            where = f"row {number}"
            if isinstance(cells, str):
                yield refusal(f"{source}, {where}", f"{cells}; check the quotation marks.")
            elif any(cells):
                if is_below:
                    yield where, dict(zip(columns, cells, strict=False))
                is_below = True

    return Table(columns, rows, source)


def _cells(text: str, delimiter: str) -> Iterator[list[str] | str]:
    """The rows' cells, or what is wrong with the rest of the table."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as error:
        yield str(error)


def _delimiter(text: str) -> str:
    """What parts the heading into most columns; columns' names hardly ever hold one."""
    heading = next((line for line in text.split("\n") if line.strip()), "")
    return max(DELIMITERS, key=heading.count)
