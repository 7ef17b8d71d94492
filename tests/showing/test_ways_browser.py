"""What a stranger does first: hear those who are not shown, and go from the first page to the answers, by clicks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import Page, expect

from dashboard.schema import Represents
from tests.showing.conftest import FRANCE, OPPOSE, PATIENCE, Said, say, settle

pytestmark = [
    pytest.mark.browser,
    # The library that drives the browser leaves its pipes to the garbage collector when the tests end.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
expect.set_options(timeout=PATIENCE * 1000)
UNHEARD = say("EU", "dam", OPPOSE, words="The Union rejects the dam.", represents=Represents.ORGANISATION)


@pytest.fixture(scope="module")
def front_door(serve: Callable[[Sequence[Said]], str]) -> str:
    """A dashboard on what states and an organisation said."""
    return serve([*FRANCE, UNHEARD])


def test_who_is_not_shown_is_heard_after_one_click(page: Page, front_door: str) -> None:
    page.goto(front_door)
    settle(page)
    unheard = page.locator(".sp-unheard")
    expect(unheard).to_have_text("1 statement of organisations not shown")
    page.get_by_role("button", name="Show all speakers").click()
    settle(page)
    expect(unheard).to_have_count(0)
    expect(page).to_have_url(re.compile(r"speaks=everyone"))
    expect(page.locator(".sp-shown")).to_contain_text("10 statements")
    page.get_by_role("button", name="Remove filter: Who speaks: everyone").click()
    settle(page)
    expect(unheard).to_be_visible()


def test_a_contested_topic_leads_to_its_page_and_takes_the_filters_along(page: Page, front_door: str) -> None:
    page.goto(f"{front_door}/?until=2024-06-01")
    settle(page)
    page.locator(".st-key-contested").get_by_role("link", name="Dam").click()
    settle(page)
    expect(page.locator("h1")).to_have_text("Should this be supported: “Dam”?")
    expect(page).to_have_url(re.compile(r"/topic\?about=dam&until=2024-06-01|/topic\?until=2024-06-01&about=dam"))


@pytest.mark.parametrize(
    ("way", "heading"),
    [
        ("Who is for and against one question", "Should this be supported"),
        ("Where two or more differ", "Compare"),
        ("When one changed its mind, in whose words", "Country"),
    ],
)
def test_the_first_page_names_the_ways(page: Page, front_door: str, way: str, heading: str) -> None:
    page.goto(front_door)
    settle(page)
    page.get_by_role("link", name=way).click()
    settle(page)
    expect(page.locator("h1")).to_contain_text(heading)


def test_an_organisation_that_is_chosen_speaks_for_itself(page: Page, front_door: str) -> None:
    page.goto(front_door)  # a server that has just started does not know the pages before the first visit
    settle(page)
    page.goto(f"{front_door}/country?profile=EU")
    settle(page)
    expect(page.locator(".sp-card blockquote")).to_have_text(["The Union rejects the dam."])
