"""Amending actors and topics in a real browser, with the matrix following, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dashboard.schema import Actor, Represents
from tests.showing.conftest import OPPOSE, PATIENCE, SUPPORT, Said, say, settle
from tests.showing.test_review_browser import grave_faults, matrix_squares

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
expect.set_options(timeout=PATIENCE * 1000)
NARROW = 400  # pixels


def speaks(name: str, country: str | None, topic: str | None, target: str, **changes: Any) -> Said:
    actor = Actor(name, None, country, Represents.GOVERNMENT)
    words = f"{name} backs {target}."
    return say(country, topic, SUPPORT, words=words, actor=actor, target=target, cue="backs", **changes)


SAID = [
    speaks("Claire Moreau", "FRA", "tunnel", "the tunnel plan"),
    speaks("Claire Moreau", "FRA", "harbour", "the harbour"),
    speaks("C. Moreau", None, "bridge", "the bridge"),
    speaks("Oslo", "NOR", "tunnel", "the tunnel plan"),
    speaks("Oslo", "NOR", None, "deep-sea mining off the coast"),
    speaks("Nairobi", "KEN", None, "a ban on mining in the deep sea", stance=SUPPORT),
    say("BRA", "bridge", OPPOSE, target="the bridge"),
]


def at_part(page: Page, address: str, part: str) -> None:
    page.goto(f"{address}/review?coder=Ada&part={part}")
    settle(page)


def tick(page: Page, row: int) -> None:
    """Tick a row of the table, counted from 0."""
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 15, box["y"] + 35 * (row + 1) + 17)
    settle(page)


def fits(page: Page) -> bool:
    """Whether nothing reaches beyond the window's edge."""
    return bool(
        page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth + 1")
    )


def undo(page: Page, address: str, part: str) -> None:
    """Take the last amendment back, by its line in the log."""
    at_part(page, address, part)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("(taken back)")).to_be_visible()
    settle(page)


def test_two_actors_are_merged_by_mouse_and_the_matrix_follows(
    page: Page, serve: Callable[[Sequence[Said]], str]
) -> None:
    address = serve(SAID)
    assert matrix_squares(page, address) == 4
    at_part(page, address, "actors")
    page.get_by_label("Search for an actor").fill("moreau")
    settle(page)
    tick(page, 0)
    tick(page, 1)
    chosen = page.locator("[data-testid=stMain] [data-testid=stMultiSelect]")
    expect(chosen).to_contain_text("Claire Moreau, France · 2")
    expect(chosen).to_contain_text("C. Moreau · 1")
    expect(page.get_by_text("1 statement of 1 article")).to_be_visible()
    assert grave_faults(page) == []
    page.get_by_role("button", name="Merge these 2").click()
    expect(page.locator(".st-key-amend-told")).to_contain_text("are one actor")
    settle(page)
    assert matrix_squares(page, address) == 5, "France has a side on the bridge now"
    undo(page, address, "actors")
    assert matrix_squares(page, address) == 4


def test_a_new_topic_is_made_of_phrases_by_keyboard_and_undone(
    page: Page, serve: Callable[[Sequence[Said]], str]
) -> None:
    address = serve(SAID)
    assert matrix_squares(page, address) == 4
    at_part(page, address, "topics")
    page.get_by_role("textbox", name="Label").focus()
    page.keyboard.type("Deep-sea mining")
    page.get_by_role("textbox", name="Question").focus()
    page.keyboard.type("Should mining in the deep sea be allowed?")
    page.get_by_role("textbox", name="Phrases", exact=True).focus()
    page.keyboard.type("deep sea")
    expect(page.get_by_text("2 statements of 2 articles")).to_be_visible()  # without leaving the field
    expect(page.locator(".sp-sides")).to_have_text("+ 2 for")
    page.get_by_role("textbox", name="Opposite phrases").focus()
    page.keyboard.type("ban + mining")
    page.get_by_role("textbox", name="Phrases", exact=True).fill("mining + coast")
    expect(page.locator(".sp-sides")).to_have_text("+ 1 for · − 1 against")
    settle(page)
    assert grave_faults(page) == []
    page.get_by_role("button", name="Make this topic").focus()
    page.keyboard.press("Enter")
    told = page.locator(".st-key-amend-told")
    expect(told).to_contain_text("Deep-sea mining")
    settle(page)
    assert matrix_squares(page, address) == 6, "Norway for it, Kenya against"
    undo(page, address, "topics")
    assert matrix_squares(page, address) == 4


def test_all_fits_on_a_telephone_and_a_tick_offers_what_can_be_done(
    page: Page, serve: Callable[[Sequence[Said]], str]
) -> None:
    page.set_viewport_size({"width": NARROW, "height": 900})
    address = serve([*SAID, say("KEN", "gerd", SUPPORT), say("NOR", "gerd", SUPPORT), say("FRA", "gerd", SUPPORT)])
    at_part(page, address, "actors")
    tick(page, 0)
    expect(page.get_by_role("button", name="Change this actor")).to_be_visible()
    assert fits(page)
    for ticked, offered in (((0,), "Rename"), ((0, 1), "Merge"), ((1,), "Adopt")):  # the second one is a proposed one
        at_part(page, address, "topics")
        for row in ticked:
            tick(page, row)
        expect(page.get_by_role("radio", name=offered)).to_be_checked()
        assert fits(page)
