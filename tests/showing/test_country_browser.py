"""Country and Compare in a real browser: marks lead to sentences, pages to one another, charts into files."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.showing.conftest import FRANCE, settle

pytestmark = [
    pytest.mark.browser,
    # The library that drives the browser leaves its pipes to the garbage collector when the tests end.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def france(serve: Any) -> str:
    """A dashboard on what France and others said."""
    return str(serve(FRANCE))


def open_page(page: Page, address: str, path: str) -> None:
    page.goto(address)  # a server that has just started does not know the pages before the first visit
    settle(page)
    page.goto(f"{address}/{path}")
    settle(page)
    page.wait_for_selector(".js-plotly-plot .points path", state="attached")


def click_mark(page: Page, chart: str, carried: list[Any]) -> None:
    """Click the mark of a chart that carries these keys."""
    trace, place = page.evaluate(
        """([chart, carried]) => {
             const traces = document.querySelector(`.st-key-${chart} .js-plotly-plot`).data;
             for (const [trace, { customdata }] of traces.entries())
               for (const [place, keys] of (customdata || []).entries())
                 if (JSON.stringify(keys) === JSON.stringify(carried)) return [trace, place];
             return [-1, -1];
           }""",
        [chart, carried],
    )
    assert trace >= 0, f"no mark carries {carried}"
    mark = page.locator(f".st-key-{chart} .js-plotly-plot .scatterlayer .trace").nth(trace)
    mark = mark.locator(".points path").nth(place)
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    settle(page)


def test_a_mark_leads_to_its_sentences_as_often_as_it_is_clicked(page: Page, france: str) -> None:
    open_page(page, france, "country?profile=FRA")
    dialog = page.get_by_role("dialog")
    for _ in range(3):
        click_mark(page, "country-positions", ["FRA", "dam"])
        expect(dialog.locator(".sp-card")).to_have_count(3)
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
    click_mark(page, "country-days", ["dam", "2024-06-01"])
    expect(dialog.locator(".sp-card blockquote")).to_have_text(["France now rejects the dam."])


def test_a_neighbour_that_is_clicked_offers_the_comparison(page: Page, france: str) -> None:
    open_page(page, france, "country?profile=FRA")
    click_mark(page, "country-neighbours", ["KEN"])
    page.get_by_role("link", name="France and Kenya side by side").click()
    settle(page)
    expect(page.locator("h1")).to_have_text("Compare")
    click_mark(page, "compare-gaps", ["KEN", "dam"])
    expect(page.get_by_role("dialog").locator(".sp-card blockquote")).to_have_text(["Kenya backs the dam."])


def test_agreement_leads_to_the_topics_behind_it(page: Page, france: str) -> None:
    open_page(page, france, "compare?side=FRA&side=BRA")
    dialog = page.get_by_role("dialog")
    click_mark(page, "compare-agreement", ["BRA\nFRA"])
    expect(dialog.locator("h3.sp-heading")).to_have_text(["Dam *", "Mine *"])
    expect(dialog.locator(".sp-card")).to_have_count(5)  # France is torn on the dam: one sentence from either side
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    click_mark(page, "compare-sides", ["oppose", "oppose"])
    expect(dialog.locator("h3.sp-heading")).to_have_text(["Mine *"])
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    click_mark(page, "compare-years", [2024])
    expect(dialog.locator("h2.sp-heading")).to_contain_text("in 2024: 2 shared topics")


@pytest.mark.parametrize("path", ["compare?side=FRA&side=BRA", "country?profile=FRA"])
def test_a_phone_scrolls_only_downwards(path: str, browser: Browser, france: str) -> None:
    context = browser.new_context(viewport={"width": 400, "height": 900}, color_scheme="dark")
    phone = context.new_page()
    open_page(phone, france, path)
    main = phone.locator("[data-testid='stMain']")
    assert main.evaluate("element => element.scrollWidth <= element.clientWidth")
    context.close()
