"""The dashboard run without a browser: open it on a store, go to a page, read what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest, app_test

from dashboard.paths import ROOT, STORE_VARIABLE
from tests.showing.conftest import PATIENCE, Said, fill

FIRST_PAGE = "overview"


class EntryFirst(PagesManager):
    """Runs the entry file on every run, as the server does; AppTest forgets that it is there after the first one."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        PagesManager.uses_pages_directory = EntryFirst.uses_pages_directory = False


def open_dashboard(folder: Path, monkeypatch: pytest.MonkeyPatch, said: Sequence[Said], **query: Any) -> AppTest:
    """The first page, on a store with what was said; ``query`` are parameters of the address."""
    fill(folder / "store.sqlite", said)
    monkeypatch.setenv(STORE_VARIABLE, str(folder / "store.sqlite"))
    monkeypatch.setattr(app_test, "PagesManager", EntryFirst)
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=PATIENCE)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def visit(folder: Path, monkeypatch: pytest.MonkeyPatch, page: str, said: Sequence[Said], **query: Any) -> AppTest:
    """A page by a link: ``query`` are parameters of its address."""
    if page == FIRST_PAGE:
        return open_dashboard(folder, monkeypatch, said, **query)
    app = open_dashboard(folder, monkeypatch, said)
    for name, value in query.items():
        app.query_params[name] = value
    return app.switch_page(f"pages/{page}.py").run()


def words(app: AppTest) -> str:
    """All markup and text on the page in one."""
    elements = [*app.get("html"), *app.get("markdown"), *app.get("text"), *app.get("code")]
    return " ".join(str(getattr(each, "value", None) or each.proto.body) for each in elements)


def spoken(app: AppTest) -> str:
    """The words of the page without the marks in its sentences."""
    return re.sub(r"</?mark[^>]*>", "", words(app))


def cards(app: AppTest) -> list[str]:
    """The statements on the page."""
    return words(app).split('<article class="sp-card')[1:]


def headings(app: AppTest) -> list[str]:
    """The headings of the page's sections."""
    return [part.split("</h2>")[0] for part in words(app).split('<h2 class="sp-heading">')[1:]]


def address(app: AppTest, name: str) -> list[str]:
    """What the address says of a parameter; the test harness gives a single value as it is."""
    value = app.query_params.get(name, [])
    return [value] if isinstance(value, str) else list(value)
