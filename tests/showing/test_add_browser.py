"""Someone with files of several kinds gets from the upload to their positions in the matrix, by clicks alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.articles import files
from tests.showing.conftest import PATIENCE, Said, settle

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
expect.set_options(timeout=PATIENCE * 1000)

FRANCE = "French President Emmanuel Macron called for an immediate ceasefire in Gaza on Monday."
BRAZIL = "The Brazilian government rejected the ceasefire in Gaza."
NORWAY = "Norway's Foreign Minister Espen Barth Eide welcomed the ceasefire in Gaza."
UPLOADS: list[FilePayload] = [
    {"name": "paris.docx", "mimeType": "application/octet-stream", "buffer": files.word(FRANCE, title="Paris speaks")},
    {"name": "table.csv", "mimeType": "text/csv", "buffer": f"headline,body\nBrasilia speaks,{BRAZIL}\n".encode()},
    {
        "name": "oslo.txt",
        "mimeType": "text/plain",
        "buffer": f"Title: Oslo speaks\nDate: 2025-02-14\n\n{NORWAY}".encode(),
    },
    {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 cut off"},
]


@pytest.fixture(scope="module")
def empty_house(serve: Callable[[Sequence[Said]], str]) -> str:
    """A dashboard on an empty store."""
    return serve([])


def test_from_the_upload_to_the_matrix(page: Page, empty_house: str) -> None:
    page.goto(empty_house)
    settle(page)
    page.get_by_test_id("stMain").get_by_role("link", name="Add articles").click()
    settle(page)
    page.locator("input[type=file]").first.set_input_files(UPLOADS)
    page.get_by_text("Columns of table.csv").click()
    expect(page.get_by_role("combobox", name=re.compile("Text"))).to_be_visible()
    page.locator(".st-key-read-files button").click()
    expect(page.get_by_text("Reading 4 files")).to_be_visible()
    expect(page.get_by_role("progressbar").first).to_be_visible()
    page.locator("[data-testid=stSidebarNav]").get_by_role("link", name="Method").click()
    expect(page.locator("h1").first).to_have_text("Method")  # the page stays usable meanwhile
    page.locator("[data-testid=stSidebarNav]").get_by_role("link", name="Add articles").click()
    expect(page.get_by_text("Read 4 files.")).to_be_visible(timeout=3 * PATIENCE * 1000)
    settle(page)
    expect(page.locator(".sp-outcome").first).to_contain_text("3 articles kept")
    expect(page.locator(".sp-refused li")).to_contain_text("broken.pdf")
    page.get_by_role("link", name="See who supports what").click()
    settle(page)
    expect(page.locator("h1").first).to_have_text("Who supports what")
    expect(page.locator(".sp-shown")).to_contain_text("3 countries")
    page.goto(f"{empty_house}/topic?about=gaza-ceasefire")
    settle(page)
    said = page.locator(".sp-card blockquote")
    for sentence in (FRANCE, BRAZIL, NORWAY):
        expect(said.filter(has_text=sentence[:40])).to_have_count(1)


def test_a_pasted_text_is_read_with_one_press(page: Page, empty_house: str) -> None:
    page.goto(empty_house)
    settle(page)
    page.goto(f"{empty_house}/add")
    settle(page)
    page.get_by_role("tab", name="Paste a text").click()
    page.get_by_label("Title").fill("Nairobi speaks")
    page.get_by_role("textbox", name="Text", exact=True).fill(
        "Kenyan President William Ruto said that Kenya supports the ceasefire in Gaza."
    )
    page.locator(".st-key-read-paste button").click()
    expect(page.get_by_text("Read a pasted text.")).to_be_visible(timeout=3 * PATIENCE * 1000)
    expect(page.locator(".sp-outcome").first).to_contain_text("1 article kept")
