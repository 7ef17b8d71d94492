"""Tables of articles, one in a row: which columns count, and from row to article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

from dashboard.articles.asked import Asked, ColumnMap
from dashboard.articles.columns import NAMES_OF_WHOLES, folded, guess_columns
from dashboard.articles.dates import day_comes_first, is_ambiguous, read_date
from dashboard.articles.draft import Draft, Refusal, clean, fact, refusal, web_address
from dashboard.articles.header import title_of
from dashboard.articles.limits import MOST_ROWS
from dashboard.errors import ArticleError

Row: TypeAlias = "tuple[str, Mapping[str, Any]]"  # where it stands ("row 3"), and its cells by column
ROWS_SHOWN = 5
ROWS_LOOKED_AT = 2_000  # to see in which order dates write day and month
SHORTEST_TEXT = 120  # characters: the longest cell of a column of texts has more, names of files and headlines fewer
LONGEST_CELL_SHOWN = 300  # characters


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be gone through several times."""

    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Row | Refusal]]  # a refusal in the place of each row that cannot be read
    source: str


@dataclass(frozen=True, slots=True)
class TablePreview:
    """What a person needs to say which column holds what."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]  # the first rows, long cells cut off
    guess: ColumnMap | None  # None: no column is recognised as holding texts
    day_first: bool | None  # how the dates of the table are written, as far as they show it
    is_ambiguous: bool  # some date, such as 03/04/2025, is not read unless a person says how


def preview_table(content: bytes, source: str, *, columns: ColumnMap | None = None) -> TablePreview:
    """Columns, first rows and the guess for a table; ``columns`` says which one holds the dates where a person has.

    Raises :class:`ArticleError` when the content is no table.
    """
    table = open_table(content, source)
    guess = guess_of(table)
    rows = [item[1] for item in islice(table.rows(), ROWS_LOOKED_AT) if not isinstance(item, Refusal)]
    chosen = columns or guess
    dates = [row.get(chosen.date) for row in rows] if chosen is not None and chosen.date else []
    day_first = day_comes_first(dates)
    shown = tuple(tuple(_shown(row.get(name)) for name in table.columns) for row in rows[:ROWS_SHOWN])
    return TablePreview(table.columns, shown, guess, day_first, day_first is None and any(map(is_ambiguous, dates)))


def guess_of(table: Table) -> ColumnMap | None:
    """The columns by their names; ``None`` when no column is named like texts.

    A column called "article" may as well say which article each row is about; it counts when one of its cells is long.
    """
    guess = guess_columns(table.columns)
    if guess is None or folded(guess.text) not in NAMES_OF_WHOLES:
        return guess
    cells = (item[1].get(guess.text) for item in islice(table.rows(), ROWS_LOOKED_AT) if not isinstance(item, Refusal))
    lengths = [len(text) for cell in cells if (text := words(cell))]
    return guess if max(lengths, default=0) >= SHORTEST_TEXT else None


def may_hold_articles(content: bytes, source: str) -> bool:
    """Whether content is no table or one with a column of texts; true for what cannot be looked at."""
    from dashboard.articles.contents import kind_of

    try:
        if kind_of(content, source) not in _openers():
            return True
        return guess_of(open_table(content, source)) is not None
    except Exception:  # noqa: BLE001 - the same fault is told with its repair when the file is read
        return True


def open_table(content: bytes, source: str) -> Table:
    """The table in a file; raises :class:`ArticleError` when there is none."""
    from dashboard.articles.contents import kind_of

    kind = kind_of(content, source)
    if kind not in _openers():
        raise ArticleError(f"{source}: this is no table; name a .csv, .xlsx or .jsonl file.")
    return _openers()[kind](content, source)


def drafts_of(table: Table, asked: Asked) -> Iterator[Draft | Refusal]:
    """The articles in a table, one in a row, and a refusal for each row without text.

    Raises :class:`ArticleError` when no column holds texts or when one that was named is not there.
    """
    chosen = asked.columns or guess_of(table)
    shown = ", ".join(map(repr, table.columns[:20])) or "none"
    if chosen is None:
        raise ArticleError(
            f"{table.source}: no column is known to hold the articles' texts (columns: {shown}); name it 'text', "
            "or say which column holds what."
        )
    for field in ColumnMap.__dataclass_fields__:
        named = getattr(chosen, field)
        if named is not None and named not in table.columns:
            raise ArticleError(f"{table.source}: there is no column {named!r} for the {field} (columns: {shown}).")
    day_first = _day_first(table, chosen, asked)
    number = 0
    for number, item in enumerate(islice(table.rows(), MOST_ROWS + 1), 1):
        if number > MOST_ROWS:
            yield refusal(table.source, f"only the first {MOST_ROWS:,} rows were read; split the table.")
        elif isinstance(item, Refusal):
            yield item
        else:
            where, row = item
            yield _draft(row, chosen, source=f"{table.source}, {where}", day_first=day_first)
    if not number:
        raise ArticleError(f"{table.source}: the table has no rows under its heading.")


def _draft(row: Mapping[str, Any], chosen: ColumnMap, *, source: str, day_first: bool | None) -> Draft | Refusal:
    def cell(name: str | None) -> str | None:
        return None if name is None else words(row.get(name))

    text = clean(cell(chosen.text) or "").strip()
    if not text:
        return refusal(source, f"the column {chosen.text!r} is empty in this row; fill it or remove the row.")
    language = (fact(cell(chosen.language)) or "").lower().replace("_", "-").split("-")[0]
    return Draft(
        text,
        source,
        title=fact(cell(chosen.title)) or title_of(text) or None,
        date=read_date(row.get(chosen.date), day_first=day_first) if chosen.date else None,
        publisher=fact(cell(chosen.publisher)),
        url=web_address(cell(chosen.url)),
        author=fact(cell(chosen.author)),
        language=language if language.isalpha() and len(language) in (2, 3) else None,
    )


def words(value: Any) -> str | None:
    """A cell as text. JSON nests: the name of a named thing counts, and lists are strung together."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        return next(
            (words(value[key]) for key in ("name", "title", "text", "url", "href", "id") if value.get(key)), None
        )
    if isinstance(value, list | tuple):
        parts = [part for each in value if (part := words(each))]
        return ("\n\n" if any(len(part) > 200 for part in parts) else ", ").join(parts)
    return str(value)


def _day_first(table: Table, chosen: ColumnMap, asked: Asked) -> bool | None:
    if chosen.date is None or asked.day_first is not None:
        return asked.day_first
    rows = islice(table.rows(), ROWS_LOOKED_AT)
    return day_comes_first(item[1].get(chosen.date) for item in rows if not isinstance(item, Refusal))


def _shown(value: Any) -> str:
    text = " ".join(clean(words(value) or "").split())
    return text if len(text) <= LONGEST_CELL_SHOWN else f"{text[: LONGEST_CELL_SHOWN - 1]}…"


def _openers() -> dict[str, Callable[[bytes, str], Table]]:
    from dashboard.articles.kinds.csv import open_csv
    from dashboard.articles.kinds.jsonl import open_jsonl
    from dashboard.articles.kinds.xlsx import open_xlsx

    return {"csv": open_csv, "jsonl": open_jsonl, "xlsx": open_xlsx}
