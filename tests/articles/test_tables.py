"""Tables of articles: columns recognised or named, one article a row, bad rows told and passed."""

from __future__ import annotations

import csv as csv_library
import io
from datetime import UTC, datetime
from datetime import date as Date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.articles import Asked, ColumnMap, Refusal, count_in, preview_table, read_content, read_date
from dashboard.articles.columns import guess_columns
from dashboard.articles.dates import day_comes_first
from dashboard.articles.tables import may_hold_articles
from dashboard.errors import ArticleError
from dashboard.schema import Article
from tests.articles import files

ALL = {"title": "t", "text": "x", "date": "d", "publisher": "p", "url": "u", "author": "a", "language": "l"}


def articles(content: bytes, name: str, asked: Asked | None = None) -> list[Article]:
    return [item for item in read_content(content, name, asked=asked or Asked()) if isinstance(item, Article)]


def refusals(content: bytes, name: str, asked: Asked | None = None) -> list[str]:
    return [item.reason for item in read_content(content, name, asked=asked or Asked()) if isinstance(item, Refusal)]


# -------------------------------------------------------------------------------------------------------------- columns


@pytest.mark.parametrize(
    ("columns", "guess"),
    [
        pytest.param("title text date publisher url author language", ALL.keys(), id="our-own-words"),
        pytest.param("Headline Body Published_At Source Link Byline Lang", ALL.keys(), id="newspapers"),
        pytest.param(
            "articleTitle articleBody datePublished sourceName webUrl authors language", ALL.keys(), id="json"
        ),
        pytest.param("Titel Inhalt Datum Quelle Webadresse Autor Sprache", ALL.keys(), id="german"),
        pytest.param("Título Texto Fecha Fuente Enlace Autor Idioma", ALL.keys(), id="spanish"),
        pytest.param("Titre Contenu Date Journal Lien Auteur Langue", ALL.keys(), id="french"),
        pytest.param("Заголовок Текст Дата Источник Ссылка Автор Язык", ALL.keys(), id="russian"),
        pytest.param("标题 正文 日期 来源 链接 作者 语言", ALL.keys(), id="chinese"),
        pytest.param("description title", ["text", "title"], id="a-summary-where-there-is-no-more"),
        pytest.param("id body", ["text"], id="the-text-is-enough"),
    ],
)
def test_columns_are_recognised_by_their_names(columns: str, guess: list[str]) -> None:
    found = guess_columns(columns.split())
    assert found is not None
    assert [field for field in ALL if getattr(found, field) is not None] == [field for field in ALL if field in guess]


@pytest.mark.parametrize(
    ("columns", "text"),
    [
        pytest.param(["summary", "content"], "content", id="the-fuller-text-wins"),
        pytest.param(["text_id", "context"], None, id="part-of-a-name-is-no-name"),
        pytest.param(["country", "topic"], None, id="a-table-of-something-else"),
        pytest.param([], None, id="no-columns"),
    ],
)
def test_the_column_of_the_text(columns: list[str], text: str | None) -> None:
    found = guess_columns(columns)
    assert (found and found.text) == text


def test_named_columns_count_and_not_the_guess() -> None:
    table = b"text,a,b\nno,Norway supports it.,2025-02-13\n"
    [article] = articles(table, "a.csv", Asked(columns=ColumnMap(text="a", date="b")))
    assert (article.text, article.date) == ("Norway supports it.", Date(2025, 2, 13))


def test_a_named_column_that_is_not_there_is_told() -> None:
    [reason] = refusals(b"text,a\nx,y\n", "a.csv", Asked(columns=ColumnMap(text="text", date="day")))
    assert reason == "a.csv: there is no column 'day' for the date (columns: 'text', 'a')."


# ----------------------------------------------------------------------------------------------------------------- rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_every_kind(delimiter: str, encoding: str) -> None:
    writer = csv_library.writer(buffer := io.StringIO(newline=""), delimiter=delimiter)
    writer.writerows([["title", "text"], ["Élysée", 'One, "two"; three\t|\n\nNew paragraph.'], [], ["", "Second."]])
    found = articles(buffer.getvalue().encode(encoding), "a.csv")
    assert [article.text for article in found] == ['One, "two"; three\t|\n\nNew paragraph.', "Second."]
    assert found[0].title == "Élysée"


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1), min_size=1, max_size=5))
def test_what_is_written_as_csv_is_read_again(texts: list[str]) -> None:
    writer = csv_library.writer(buffer := io.StringIO(newline=""), lineterminator="\n")
    writer.writerows([["text", "n"], *([f"x{text}", "1"] for text in texts)])
    found = articles(buffer.getvalue().encode(), "a.csv")
    assert len(found) == len(texts)
    assert all(article.text.startswith("x") for article in found)


def test_a_row_without_text_is_told_and_the_rest_goes_on() -> None:
    content = b"title,text\na,One.\nb,\nc,Three.\n"
    assert [article.title for article in articles(content, "a.csv")] == ["a", "c"]
    assert refusals(content, "a.csv") == [
        "a.csv, row 3: the column 'text' is empty in this row; fill it or remove the row."
    ]
    assert count_in(content, "a.csv") == 3


def test_a_line_that_is_no_json_is_told_and_the_rest_goes_on() -> None:
    content = b'{"text": "One."}\n{"text": "Tw\n\n[1]\n{"text": "Four."}\n'
    assert [article.text for article in articles(content, "a.jsonl")] == ["One.", "Four."]
    assert refusals(content, "a.jsonl") == [
        "a.jsonl, line 2: this is not JSON, or cut off; write one object in braces.",
        "a.jsonl, line 4: this is no object; write one object in braces.",
    ]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b'[{"text": "One."}, {"text": "Two."}]', id="a-list"),
        pytest.param(b'{"status": "ok",\n "articles": [{"text": "One."}, {"text": "Two."}]}', id="a-list-in-an-object"),
    ],
)
def test_json_that_is_one_list(content: bytes) -> None:
    assert [article.source for article in articles(content, "a.json")] == ["a.json, entry 1", "a.json, entry 2"]


def test_json_that_nests() -> None:
    row = {"content": ["One. " * 60, "Two."], "source": {"id": 1, "name": "The Daily"}, "authors": ["Ada", "Ben"]}
    [article] = articles(files.jsonl(row), "a.jsonl")
    assert article.text.endswith("One.\n\nTwo.") or "\n\nTwo." in article.text
    assert (article.publisher, article.author) == ("The Daily", "Ada, Ben")


def test_the_heading_of_a_sheet_may_stand_below_a_title_and_on_another_sheet() -> None:
    row = ["Talks", "Norway supports it.", Date(2025, 2, 13)]
    rows: list[list[Any]] = [["Our articles"], [], ["Title", "Text", "Date"], row]
    content = files.excel(*rows, before=[["Notes"], ["nothing here"]])
    [article] = articles(content, "a.xlsx")
    assert (article.title, article.date, article.source) == (
        *("Talks", Date(2025, 2, 13), "a.xlsx, sheet Articles, row 4"),
    )


# ---------------------------------------------------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-02-13 10:00", Date(2025, 2, 13)),
        ("2025/2/13", Date(2025, 2, 13)),
        ("20250213", Date(2025, 2, 13)),
        ("13.2.2025", Date(2025, 2, 13)),
        ("13/02/2025", Date(2025, 2, 13)),
        ("02/13/2025", Date(2025, 2, 13)),
        ("Thu, 13 Feb 2025 10:00:00 +0100", Date(2025, 2, 13)),
        ("13 février 2025", Date(2025, 2, 13)),
        ("13. Februar 2025", Date(2025, 2, 13)),
        ("2025年2月13日", Date(2025, 2, 13)),
        (1739404800, Date(2025, 2, 13)),
        ("1739404800000", Date(2025, 2, 13)),
        (datetime(2025, 2, 13, 23, tzinfo=UTC), Date(2025, 2, 13)),
        (Date(2025, 2, 13), Date(2025, 2, 13)),
        ("03/04/2025", None),
        ("10:30 03/04/2025", None),
        ("03/04/25", None),
        ("February 2025", None),
        ("2025", None),
        ("yesterday", None),
        ("3 hours ago", None),
        ("Monday", None),
        ("31.02.2025", None),
        ("2925-01-01", None),
        ("12", None),
        ("", None),
        (None, None),
        ("x" * 100, None),
    ],
)
def test_dates_are_read_in_full_or_not_at_all(written: object, day: Date | None) -> None:
    assert read_date(written) == day


@settings(deadline=None)
@given(st.text(max_size=30) | st.integers() | st.floats())
def test_nothing_that_may_stand_for_a_date_fails(written: object) -> None:
    read_date(written)


@pytest.mark.parametrize(("day_first", "day"), [(True, Date(2025, 4, 3)), (False, Date(2025, 3, 4)), (None, None)])
def test_days_and_months_that_both_could_be(day_first: bool | None, day: Date | None) -> None:
    [article] = articles(b"text,date\nOne.,03/04/2025\n", "a.csv", Asked(day_first=day_first))
    assert article.date == day


def test_the_other_dates_of_a_table_show_which_comes_first() -> None:
    found = articles(b"text,date\nOne.,03/04/2025\nTwo.,25/12/2024\n", "a.csv")
    assert [article.date for article in found] == [Date(2025, 4, 3), Date(2024, 12, 25)]
    assert day_comes_first(["25/12/2024", "12/25/2024"]) is None, "they disagree"


# -------------------------------------------------------------------------------------------------------------- preview


def test_the_preview_shows_columns_rows_and_guess() -> None:
    content = b"Titel;Inhalt;Datum\nTalks;Norway   supports\n;03/04/2025\n"
    shown = preview_table(content, "a.csv")
    assert shown.columns == ("Titel", "Inhalt", "Datum")
    assert shown.rows[0][:2] == ("Talks", "Norway supports")
    assert shown.guess == ColumnMap(text="Inhalt", title="Titel", date="Datum")


def test_the_preview_says_when_dates_could_mean_two_days() -> None:
    shown = preview_table(b"text,when\nOne.,03/04/2025\n", "a.csv", columns=ColumnMap(text="text", date="when"))
    assert (shown.day_first, shown.is_ambiguous) == (None, True)
    shown = preview_table(b"text,date\nOne.,03/04/2025\nTwo.,13/04/2025\n", "a.csv")
    assert (shown.day_first, shown.is_ambiguous) == (True, False)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.jsonl"])
def test_every_table_can_be_looked_at(name: str) -> None:
    shown = preview_table(files.SAMPLES["." + name.split(".")[1]], name)
    assert shown.guess is not None
    assert len(shown.rows) == 1
    assert len(shown.rows[0]) == len(shown.columns)


def test_a_preview_without_guess_and_of_no_table() -> None:
    assert preview_table(b"country,topic\nNOR,treaty\n", "a.csv").guess is None
    with pytest.raises(ArticleError, match=r"a\.pdf: this is no table"):
        preview_table(files.SAMPLES[".pdf"], "a.pdf")


@pytest.mark.parametrize(
    ("cell", "is_table"), [("2024-03-01-vote.txt", False), ("The vote in the Assembly. " * 8, True)]
)
def test_a_list_that_only_names_articles_is_no_table_of_articles(cell: str, is_table: bool) -> None:
    content = f"country,article\nPeru,{cell}\nFiji,{cell}\n".encode()
    assert (preview_table(content, "list.csv").guess is not None) is is_table
    assert may_hold_articles(content, "list.csv") is is_table
