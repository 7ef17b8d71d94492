"""Reviewing by keyboard in a real browser, with the charts following."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.showing.conftest import PATIENCE, SUPPORT, Said, say, settle
from tests.showing.test_accessibility import GRAVE, NOT_OURS
from tests.showing.test_browser import MATRIX, squares

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
expect.set_options(timeout=PATIENCE * 1000)
COUNTRIES = ["ARG", "AUS", "BRA", "CAN", "CHL", "DEU", "FRA", "IND", "JPN", "KEN", "MEX", "NOR"]
SAID = [
    say(code, "tunnel", SUPPORT, words=f"{code} backs the tunnel plan.", cue="backs", confidence=0.3 + place / 20)
    for place, code in enumerate(COUNTRIES)
]
TOLD = "[role=status].sp-note"


def judged(page: Page, number: int) -> None:
    expect(page.get_by_text(f"{number} of 12 statements judged")).to_be_visible()
    settle(page)


def matrix_squares(page: Page, address: str) -> int:
    page.goto(address)
    settle(page)
    page.wait_for_selector(MATRIX)
    return squares(page)


def grave_faults(page: Page) -> list[str]:
    settle(page)
    found = Axe().run(page, context={"exclude": [[selector] for selector in NOT_OURS]})
    grave = [rule for rule in found.response["violations"] if rule["impact"] in GRAVE]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in grave for node in rule["nodes"]]


def test_ten_statements_are_reviewed_by_keyboard_and_the_matrix_follows(
    page: Page, serve: Callable[[Sequence[Said]], str]
) -> None:
    address = serve(SAID)
    assert matrix_squares(page, address) == 12
    page.goto(f"{address}/review?coder=Ada")
    judged(page, 0)
    for number, key in enumerate("axxaaxa", start=1):
        page.keyboard.press(key)
        judged(page, number)
    page.keyboard.press("s")  # puts the eighth off
    expect(page.locator(TOLD)).to_have_text("Skipped.")
    settle(page)
    page.keyboard.press("3")  # right but for the side
    judged(page, 8)
    page.keyboard.press("e")
    target = page.get_by_label("Target, at most 10 words", exact=True)
    expect(target).to_be_visible()
    expect(page.locator(".st-key-review-form input:focus")).to_have_count(1)  # the form has the keys now
    page.keyboard.press("x")
    page.keyboard.press("Tab")
    expect(target).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("a tunnel, axes and 3 seas")  # letters that would judge are words here
    page.keyboard.press("Control+Enter")
    judged(page, 9)
    expect(page.locator(TOLD)).to_contain_text("Corrected: Ada Model")
    page.keyboard.press("a")
    judged(page, 10)
    page.keyboard.press("e")
    expect(target).to_be_visible()
    assert grave_faults(page) == [], "history and the form are there for everyone"
    page.get_by_role("tab", name="How far to trust it").click()
    expect(page.get_by_text("of 10 judged statements right")).to_be_visible()
    assert grave_faults(page) == [], "and so are the figures"
    assert matrix_squares(page, address) == 9, "three were rejected"
    page.goto(f"{address}/review?coder=Ada")
    judged(page, 10)
    for number in (9, 8, 7, 6, 5):
        page.keyboard.press("u")
        judged(page, number)
    assert matrix_squares(page, address) == 10, "the last of the three rejections was taken back"


def test_a_missed_statement_is_added_by_keyboard(page: Page, serve: Callable[[Sequence[Said]], str]) -> None:
    address = serve(SAID[:1])
    page.goto(f"{address}/review?coder=Ada")
    expect(page.get_by_text("0 of 1 statement judged")).to_be_visible()
    settle(page)
    page.keyboard.press("n")
    actor = page.get_by_label("Actor", exact=True)
    expect(actor).to_be_visible()
    settle(page)
    page.get_by_label("Target, at most 10 words", exact=True).fill("the tunnel")
    actor.fill("Norway")
    country = page.get_by_role("combobox", name="Country or organisation")
    country.focus()
    page.keyboard.type("Norway")
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="Topic", exact=True).focus()
    page.keyboard.type("tunnel")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator(TOLD)).to_contain_text("Added: Norway")
    assert matrix_squares(page, address) == 2
