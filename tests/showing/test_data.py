"""Data: the table on the screen, the files that people take away, and the Python that gives the same."""

from __future__ import annotations

import io
import re
from datetime import date as Date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from dashboard.analysis import Filters, select_statements
from dashboard.export import NAME_COLUMNS, notebook_lines, table_bytes
from dashboard.paths import STORE_VARIABLE
from dashboard.schema import Represents
from dashboard.store import Store
from dashboard.table import COLUMNS
from dashboard.ui import table_view
from dashboard.ui.table_view import FIRST_COLUMNS, HEADERS, KINDS, OPEN, column_settings, on_screen, whole
from tests.showing.apps import open_dashboard, words
from tests.showing.conftest import HOSTILE, NEUTRAL, SUPPORT, WORLD, Said, fill, say, settle, table

PAGE = "pages/data.py"
FRANCE = Filters(countries=("FRA",), speakers=(Represents.OTHER,), first_day=Date(2025, 2, 13), minimum_confidence=0.5)


def open_data(folder: Path, monkeypatch: pytest.MonkeyPatch, said: list[Said], **query: Any) -> AppTest:
    return open_dashboard(folder, monkeypatch, said, **query).switch_page(PAGE).run()


def test_the_table_shows_what_passes_the_filters_newest_first(tmp_path, monkeypatch) -> None:
    app = open_data(tmp_path, monkeypatch, list(WORLD), country="FRA")
    assert not app.exception
    shown = app.dataframe[0].value
    assert shown["evidence"].iloc[0] == "Paris still backs the tunnel plan."
    assert list(shown["date"]) == sorted(shown["date"], reverse=True)
    assert set(shown["country_name"]) == {"France"}


def test_columns_are_a_choice(tmp_path, monkeypatch) -> None:
    app = open_data(tmp_path, monkeypatch, list(WORLD))
    assert list(app.dataframe[0].proto.column_order) == [OPEN, *FIRST_COLUMNS]
    app.multiselect(key="columns").set_value(["cue", "method"]).run()
    assert list(app.dataframe[0].proto.column_order) == [OPEN, "cue", "method"]
    app.multiselect(key="columns").set_value([]).run()
    assert set(app.dataframe[0].proto.column_order) == set(HEADERS)


def test_a_link_restores_the_columns(tmp_path, monkeypatch) -> None:
    app = open_data(tmp_path, monkeypatch, list(WORLD), columns=[HEADERS["cue"], HEADERS["id"]])
    assert app.multiselect(key="columns").value == ["cue", "id"]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param([], id="empty store"),
        pytest.param([say("FRA", "tunnel", SUPPORT)], id="one statement"),
        pytest.param([say("FRA", "tunnel", NEUTRAL)], id="a country with only neutral statements"),
        pytest.param([say(None, None, None, day=None, url=None, publisher=None)], id="neither country, topic nor day"),
        pytest.param(list(WORLD), id="full, with hostile words"),
    ],
)
def test_the_page_opens_on_any_store(tmp_path, monkeypatch, said: list[Said]) -> None:
    assert not open_data(tmp_path, monkeypatch, said).exception


def test_filters_that_exclude_all_can_be_taken_back(tmp_path, monkeypatch) -> None:
    app = open_data(tmp_path, monkeypatch, list(WORLD), country="NOR", topic="bridge")
    assert "No statement passes these filters." in words(app)
    app.button(key="reset-empty").click().run()
    assert not app.exception
    assert len(app.dataframe[0].value) == 8


def test_every_column_has_a_header_and_a_help_text() -> None:
    columns = set(on_screen(table(*WORLD)).columns)
    assert columns == set(HEADERS) == {OPEN, *COLUMNS, *NAME_COLUMNS}
    for name, setting in column_settings().items():
        assert setting["help"], name
        assert setting["label"] == HEADERS[name]
    assert "One of: oppose, neutral, support." in column_settings()["stance"]["help"]
    assert len(set(HEADERS.values())) == len(HEADERS), "two columns with one header cannot be told apart"


def test_a_row_leads_to_its_statement_and_only_to_web_pages() -> None:
    rows = on_screen(table(*WORLD))
    row = rows.iloc[0]
    assert row[OPEN] == f"articles?article={row['article']}&statement={row['id']}"
    assert set(rows["url"].dropna()) == {"https://example.org/a"}, "an address that runs a script is none"


def test_a_long_table_is_cut_on_the_screen_and_says_so(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(table_view, "MOST_SHOWN", 2)
    app = open_data(tmp_path, monkeypatch, list(WORLD))
    assert len(app.dataframe[0].value) == 2
    assert "The newest 2 of 8 statements. The files hold all." in words(app)


def test_files_hold_every_column_and_names_beside_codes() -> None:
    frame = whole(table(*WORLD))
    assert list(frame.columns) != list(COLUMNS)
    assert set(frame.columns) == {*COLUMNS, *NAME_COLUMNS}
    assert len(frame) == len(WORLD)
    assert list(frame["date"]) == sorted(frame["date"], reverse=True)


def test_there_is_a_button_for_every_kind_of_file(tmp_path, monkeypatch) -> None:
    app = open_data(tmp_path, monkeypatch, list(WORLD))
    labels = {each.proto.label for each in app.get("download_button")}
    assert {"CSV", "Excel", "Parquet", "JSON Lines", "Codebook"} <= labels
    for suffix, *_ in KINDS:
        assert table_bytes(whole(table(*WORLD)), suffix)


def test_what_no_workbook_can_hold_is_told_before_the_click(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(table_view, "MOST_ROWS", 3)
    app = open_data(tmp_path, monkeypatch, list(WORLD))
    excel = next(each for each in app.get("download_button") if each.proto.label == "Excel")
    assert excel.proto.disabled
    assert "take CSV or Parquet" in excel.proto.help


# ------------------------------------------------------------------------------------------------------------- notebook


@pytest.mark.parametrize("filters", [Filters(), FRANCE, Filters(speakers=(), topics=(HOSTILE[:60],))])
def test_the_lines_of_python_give_the_table_of_the_page(tmp_path, monkeypatch, filters: Filters) -> None:
    place = tmp_path / "store.sqlite"
    fill(place, list(WORLD))
    with Store.open(place) as store:
        expected = whole(select_statements(store.statements(), filters))
    names: dict[str, Any] = {}
    exec(notebook_lines(filters, str(place)), names)
    pd.testing.assert_frame_equal(names["table"], expected)
    saved = pd.read_parquet(io.BytesIO(table_bytes(expected, ".parquet")))
    assert list(saved["id"]) == list(names["table"]["id"])


def test_the_lines_without_a_store_open_the_one_that_opens_by_itself(tmp_path, monkeypatch) -> None:
    fill(tmp_path / "store.sqlite", list(WORLD))
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "store.sqlite"))
    lines = notebook_lines(Filters())
    assert "Store.open()" in lines
    names: dict[str, Any] = {}
    exec(lines, names)
    assert len(names["table"]) == 8


def test_the_lines_name_only_filters_that_are_set() -> None:
    assert "filters = Filters()" in notebook_lines(Filters())
    lines = notebook_lines(FRANCE)
    assert 'countries=("FRA",)' in lines.replace("'", '"')
    assert "speakers=(Represents.OTHER,)" in lines
    assert "first_day=date(2025, 2, 13)" in lines
    assert "last_day" not in lines


def test_the_page_shows_lines_that_run(tmp_path, monkeypatch) -> None:
    app = open_data(tmp_path, monkeypatch, list(WORLD), country="FRA")
    names: dict[str, Any] = {}
    exec(app.code[0].value, names)
    assert list(names["table"]["id"]) == list(app.dataframe[0].value["id"])


# -------------------------------------------------------------------------------------------------------------- browser


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_files_that_people_take_away(page: Page, address: str) -> None:
    page.goto(f"{address}/data?country=FRA")
    settle(page)
    saved = {label: download(page, label) for label in ("CSV", "Excel", "Parquet", "JSON Lines", "Codebook")}
    for label, ending in (("CSV", "csv"), ("Excel", "xlsx"), ("Parquet", "parquet"), ("JSON Lines", "jsonl")):
        assert re.fullmatch(rf"standpoint-statements-\d{{4}}-\d\d-\d\d\.{ending}", saved[label][0])
    assert saved["CSV"][1].startswith(b"\xef\xbb\xbf")
    tables = (
        pd.read_csv(io.BytesIO(saved["CSV"][1])),
        pd.read_excel(io.BytesIO(saved["Excel"][1])),
        pd.read_parquet(io.BytesIO(saved["Parquet"][1])),
        pd.read_json(io.BytesIO(saved["JSON Lines"][1]), lines=True),
    )
    for frame in tables:
        assert list(frame["country_name"]) == ["France"] * 3
        assert frame["evidence"].iloc[0] == "Paris still backs the tunnel plan."
    assert "Countries: France." in saved["Codebook"][1].decode()
    page.locator(".st-key-statements-frame").hover()
    expect(page.locator("[aria-label^='Download as CSV']")).to_be_hidden()


def download(page: Page, label: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label, exact=True).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()
