"""A table as CSV, Excel workbook, Parquet or JSON lines.

Articles are written by strangers, and a spreadsheet takes a cell that begins with ``=`` for a formula to be run. In CSV
such a cell gets an apostrophe in front, in a workbook it is marked as text; Parquet and JSON lines keep every value as
it is.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment

from dashboard.errors import TableError
from dashboard.export.codebook import About, codebook, explained

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # Excel reads the wide forms alike
LONGEST_CELL = 32_767  # characters, Excel's limit
MOST_ROWS = 1_048_575  # below the heading, Excel's limit
SHEET = "Statements"
ABOUT_SHEET = "About"
COLUMNS_SHEET = "Columns"
ABOUT_WIDTHS = {"A": 18, "B": 110}  # letters
PARQUET_KEY = b"standpoint"  # under which a Parquet file keeps its codebook
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def table_bytes(frame: pd.DataFrame, suffix: str, *, about: About | None = None) -> bytes:
    """The table as a file of the kind that ``suffix`` names (one of :data:`FORMATS`), without the index.

    What is said ``about`` it and its columns goes into workbooks as sheets of their own and into Parquet as metadata;
    CSV and JSON lines have no place for it, :func:`dashboard.export.codebook` gives it as a text to lie beside them.
    Raises :class:`TableError` for an unknown suffix and for a table that a workbook cannot hold.
    """
    if suffix.lower() not in FORMATS:
        shown = f"{suffix!r} is no kind of table" if suffix else "a table's file needs a suffix"
        raise TableError(f"{shown}; use one of {', '.join(FORMATS)}.")
    return FORMATS[suffix.lower()](frame, about)


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write the table to a file of the kind that its suffix names.

    The file appears when it is complete; one that stood there before stays until then, and for good if writing fails.
    """
    content = table_bytes(frame, path.suffix)
    try:
        _replace(path, content)
    except OSError as error:
        raise TableError(f"{path} cannot be written ({error.strerror}); name another file.") from error


def _replace(path: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            file.close()  # Windows does not rename an open file
            Path(file.name).chmod(0o666 & ~_umask())  # temporary files are private, results are not
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0o022)  # the only way to read it is to set it
    os.umask(mask)
    return mask


def _csv(frame: pd.DataFrame, _about: About | None) -> bytes:
    # The byte order mark tells Excel that the file is UTF-8; without it accents come out wrong.
    text: str = _texts(frame).rename(columns=defused).to_csv(index=False, lineterminator="\r\n")
    return b"\xef\xbb\xbf" + text.encode("utf-8", "replace")


def _texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Days as ``2025-02-13``, texts defused."""
    plain = {name: _plain_column(frame[name]) for name in frame.columns}
    return pd.DataFrame(plain, index=frame.index, columns=frame.columns)


def _plain_column(series: pd.Series[Any]) -> pd.Series[Any]:
    if isinstance(series.dtype, pd.CategoricalDtype):
        series = series.astype(object)
    if pd.api.types.is_datetime64_any_dtype(series):
        return _days(series)
    return series.map(defused, na_action="ignore") if pd.api.types.is_string_dtype(series) else series


def _days(series: pd.Series[Any]) -> pd.Series[Any]:
    """Dates as text: the day alone unless a time of day is given."""
    has_time = bool((series.dropna() != series.dropna().dt.normalize()).any())
    return series.dt.strftime("%Y-%m-%dT%H:%M:%S" if has_time else "%Y-%m-%d")


def defused(value: Any) -> Any:
    """The value, with an apostrophe in front when it is a text that a spreadsheet would take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def _json_lines(frame: pd.DataFrame, _about: About | None) -> bytes:
    plain = frame.copy(deep=False)
    for name in frame.columns:
        if pd.api.types.is_datetime64_any_dtype(frame[name]):
            plain[name] = _days(frame[name])
    text: str = plain.to_json(orient="records", lines=True, force_ascii=False) if len(frame) else ""
    return text.encode("utf-8", "replace")


def _parquet(frame: pd.DataFrame, about: About | None) -> bytes:
    table = pa.Table.from_pandas(frame, preserve_index=False)
    if about is not None:
        text = codebook(about, frame.columns)
        table = table.replace_schema_metadata({**(table.schema.metadata or {}), PARQUET_KEY: text.encode()})
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(table, buffer)
    return buffer.getvalue()


def _workbook(frame: pd.DataFrame, about: About | None) -> bytes:
    if len(frame) > MOST_ROWS:
        raise TableError(
            f"The table has {len(frame):,} rows, an Excel sheet holds {MOST_ROWS:,}; use .csv or .parquet."
        )
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, name) for name in frame.columns])
    for row in frame.astype(object).itertuples(index=False, name=None):
        sheet.append([_cell(sheet, value) for value in row])
    if about is not None:
        _add_pairs(book, ABOUT_SHEET, about.facts)
        _add_pairs(book, COLUMNS_SHEET, {"column": "holds", **explained(frame.columns)})
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _add_pairs(book: Workbook, title: str, pairs: Mapping[str, str]) -> None:
    """A sheet of names and what they mean, the long texts wrapped."""
    sheet = book.create_sheet(title)
    for letter, width in ABOUT_WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    for name, text in pairs.items():
        cells = [WriteOnlyCell(sheet, _in_xml(name)), WriteOnlyCell(sheet, _in_xml(text))]
        for cell in cells:
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append(cells)


def _in_xml(text: str) -> str:
    """The text without the signs that XML cannot hold, cut to what a cell can."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)[:LONGEST_CELL]


def _cell(sheet: Any, value: Any) -> Any:
    """What goes into the sheet for this value: a text is always a cell of text, whatever it begins with."""
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime().date() if value == value.normalize() else value.to_pydatetime()
    if not isinstance(value, str):
        return value.item() if hasattr(value, "item") else value
    text = _in_xml(value)
    if not text.startswith(FORMULA_STARTS):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True  # stays text when somebody edits the cell
    return cell


FORMATS: dict[str, Callable[[pd.DataFrame, About | None], bytes]] = {
    ".csv": _csv,
    ".xlsx": _workbook,
    ".parquet": _parquet,
    ".jsonl": _json_lines,
}
