"""Exported tables open right in other programs, and no cell of them runs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date as Date
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.errors import TableError
from dashboard.export import FORMATS, NAME_COLUMNS, About, codebook, explained, table_bytes, with_names, write_table
from dashboard.export.tables import ABOUT_SHEET, COLUMNS_SHEET, PARQUET_KEY, SHEET
from dashboard.schema import Article, Statement
from dashboard.table import COLUMNS, check_statements, statements_frame
from tests.samples import make_article, make_statement

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("http://x")', "＝1+1"]


ABOUT = About("Statements", "2 statements", "Countries: =1+1. Topics: all.", "Standpoint", Date(2025, 3, 1))


@pytest.fixture
def frame(article: Article, both_sides: list[Statement]) -> pd.DataFrame:
    # A story as well: pandas reads labels of which there is none back without their dtype.
    return statements_frame(both_sides, articles=[replace(article, story="treaty")])


def hostile_frame() -> pd.DataFrame:
    """Hostile words wherever an article may have put its own."""
    articles = [make_article(title=words, publisher=words, text=f"{number} x.") for number, words in enumerate(HOSTILE)]
    rows = [
        replace(make_statement(article, start=0), id=words, evidence=words, target=words, topic=words, cue=words)
        for article, words in zip(articles, HOSTILE, strict=True)
    ]
    return statements_frame(rows, articles=articles)


def csv_rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheet_of(content: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(content))[SHEET]


def test_csv_begins_with_the_mark_that_excel_needs(frame: pd.DataFrame) -> None:
    content = table_bytes(frame.assign(actor="Élysée"), ".csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = csv_rows(content)
    assert list(rows[0]) == list(COLUMNS)
    assert (rows[0]["actor"], rows[0]["date"], rows[0]["start"], rows[0]["role"]) == ("Élysée", "2025-02-13", "23", "")


def test_csv_cells_are_defused() -> None:
    for words, row in zip(HOSTILE, csv_rows(table_bytes(hostile_frame(), ".csv")), strict=True):
        for name in ("id", "title", "publisher", "evidence", "target", "topic", "cue"):
            assert row[name] == f"'{words}"


def test_csv_leaves_numbers_and_harmless_words_alone() -> None:
    content = table_bytes(pd.DataFrame({"balance": [-0.5], "words": ["a-b=c"], "=SUM(A1)": [-1]}), ".csv")
    assert csv_rows(content) == [{"balance": "-0.5", "words": "a-b=c", "'=SUM(A1)": "-1"}]


def test_workbook_cells_are_text_that_no_editing_turns_into_a_formula() -> None:
    sheet = sheet_of(table_bytes(hostile_frame(), ".xlsx"))
    column = list(COLUMNS).index("evidence") + 1
    cells = [sheet.cell(row, column) for row in range(2, len(HOSTILE) + 2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(HOSTILE)
    assert all(cell.quotePrefix for cell in cells)
    assert [cell.value for cell in cells if "\r" not in str(cell.value)][:4] == HOSTILE[:4]


def test_workbook_holds_days_numbers_and_blanks(frame: pd.DataFrame) -> None:
    sheet = sheet_of(table_bytes(frame, ".xlsx"))
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    row = dict(zip(COLUMNS, sheet[2], strict=True))
    assert row["date"].number_format == "yyyy-mm-dd"
    assert str(row["date"].value)[:10] == "2025-02-13"
    assert (row["start"].value, row["confidence"].value, row["is_quote"].value) == (23, 0.9, False)
    assert (row["role"].value, row["target_start"].value) == (None, None)


def test_workbook_drops_what_xml_cannot_hold_and_cuts_what_excel_cannot(frame: pd.DataFrame) -> None:
    sheet = sheet_of(table_bytes(frame.assign(actor="a\x01b", evidence="x" * 40_000), ".xlsx"))
    row = dict(zip(COLUMNS, sheet[2], strict=True))
    assert row["actor"].value == "a\ufffdb"
    assert len(str(row["evidence"].value)) == 32_767


def test_workbook_of_too_many_rows_names_the_way_out(frame: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.export.tables.MOST_ROWS", 1)
    with pytest.raises(TableError, match=r"has 2 rows, an Excel sheet holds 1; use .csv or .parquet"):
        table_bytes(frame, ".xlsx")


def test_parquet_gives_the_same_table_back(frame: pd.DataFrame) -> None:
    again = check_statements(pd.read_parquet(io.BytesIO(table_bytes(frame, ".parquet"))))
    assert again.equals(frame)


def test_json_lines_hold_the_words_as_they_are() -> None:
    lines = table_bytes(hostile_frame(), ".jsonl").decode().splitlines()
    rows = [json.loads(line) for line in lines]
    assert [row["evidence"] for row in rows] == HOSTILE
    assert (rows[0]["date"], rows[0]["role"], rows[0]["stance"]) == ("2025-02-13", None, "support")


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_empty_table_is_a_file_too(suffix: str, tmp_path: Path) -> None:
    write_table(statements_frame([]), tmp_path / f"empty{suffix}")
    assert (tmp_path / f"empty{suffix}").exists()
    assert len(csv_rows(table_bytes(statements_frame([]), ".csv"))) == 0


@pytest.mark.parametrize("name", ["table.xls", "table", "table.csv.exe"])
def test_an_unknown_kind_is_told_with_those_that_are_known(frame: pd.DataFrame, name: str, tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"use one of .csv, .xlsx, .parquet, .jsonl"):
        write_table(frame, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_leaves_the_old_file(
    frame: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "table.csv"
    target.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(TableError, match=r"table.csv cannot be written \(No space left on device\); name another file"):
        write_table(frame, target)
    assert [path.name for path in tmp_path.iterdir()] == ["table.csv"]
    assert target.read_text() == "old"


def test_a_folder_that_does_not_exist_is_told(frame: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be written"):
        write_table(frame, tmp_path / "no" / "table.csv")


def test_workbook_explains_itself_on_sheets_of_its_own(frame: pd.DataFrame) -> None:
    book = openpyxl.load_workbook(io.BytesIO(table_bytes(with_names(frame), ".xlsx", about=ABOUT)))
    assert book.sheetnames == [SHEET, ABOUT_SHEET, COLUMNS_SHEET]
    facts = {row[0].value: row[1].value for row in book[ABOUT_SHEET]}
    assert (facts["Holds"], facts["Filters"], facts["Made on"]) == ("2 statements", ABOUT.filters, "2025-03-01")
    meanings = {row[0].value: row[1].value for row in book[COLUMNS_SHEET]}
    assert set(meanings) == {"column", *COLUMNS, *NAME_COLUMNS}
    assert "One of: oppose, neutral, support." in str(meanings["stance"])


def test_words_about_a_table_are_no_formulas(frame: pd.DataFrame) -> None:
    about = replace(ABOUT, filters="=1+1")
    book = openpyxl.load_workbook(io.BytesIO(table_bytes(frame, ".xlsx", about=about)))
    assert {cell.data_type for row in book[ABOUT_SHEET] for cell in row} == {"s"}


def test_parquet_carries_its_codebook(frame: pd.DataFrame) -> None:
    content = table_bytes(frame, ".parquet", about=ABOUT)
    kept = pyarrow.parquet.read_schema(io.BytesIO(content)).metadata[PARQUET_KEY].decode()
    assert kept == codebook(ABOUT, frame.columns)
    assert check_statements(pd.read_parquet(io.BytesIO(content))).equals(frame)


def test_codebook_explains_every_column_with_filters_and_citation(frame: pd.DataFrame) -> None:
    text = codebook(ABOUT, [*with_names(frame).columns, "of_my_own"])
    for name in (*COLUMNS, *NAME_COLUMNS):
        assert f"| `{name}` | " in text
    assert "of_my_own" not in text, "nobody knows what it holds"
    for words in (ABOUT.filters, "2025-03-01", "never the same as neutral", "[Computer software]"):
        assert words in text
    assert explained(["stance", "of_my_own"]).keys() == {"stance"}


def test_names_stand_beside_codes(frame: pd.DataFrame) -> None:
    named = with_names(frame)
    assert list(named["country_name"]) == ["Norway", "Chile"]
    assert list(named["topic_name"]) == ["Treaty", "Treaty"]
    columns = list(named.columns)
    assert columns[columns.index("country") + 1] == "country_name"
    assert columns[columns.index("topic") + 1] == "topic_name"
    pd.testing.assert_frame_equal(named[list(frame.columns)], frame)
    assert check_statements(named) is named


def test_missing_codes_have_missing_names(article: Article) -> None:
    bare = statements_frame([make_statement(article, country=None, topic=None, position=None)], articles=[article])
    assert with_names(bare)[list(NAME_COLUMNS)].isna().all(axis=None)
    assert with_names(statements_frame([])).empty
