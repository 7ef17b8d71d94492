"""The dashboard as a reader meets it: in a real browser, with a mouse, a keyboard, a link and files to keep."""

from __future__ import annotations

import csv
import io
import re
import struct
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.charts.theme import DARK, LIGHT
from tests.showing.conftest import HOSTILE, OPPOSE, PATIENCE, SUPPORT, say, settle

pytestmark = [
    pytest.mark.browser,
    # The library that drives the browser leaves its pipes to the garbage collector when the tests end.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
expect.set_options(timeout=PATIENCE * 1000)
MATRIX = ".sp-matrix"


def visit(page: Page, address: str) -> Page:
    page.goto(address)
    settle(page)
    page.wait_for_selector(MATRIX)
    return page


def squares(page: Page) -> int:
    """How many squares are drawn, whichever of them share an outline."""
    return int(
        page.locator(f"{MATRIX} .sp-squares").evaluate_all(
            "paths => paths.map((path) => path.getAttribute('d').split('M').length - 1).reduce((a, b) => a + b, 0)"
        )
    )


def square(page: Page, country: str, topic: str, *, is_silent: bool = False) -> tuple[float, float]:
    """Where the square of a cell is in the drawing, or would be."""
    x, y, is_drawn = page.locator(MATRIX).evaluate(
        """(host, keys) => {
             const { data, svg } = host.matrix;
             const lines = [data.rows, data.columns];
             const [row, column] = keys.map((key, at) => lines[at].findIndex(([each]) => each === key));
             const place = svg.createSVGPoint();
             place.x = data.left + (column + 0.5) * data.cell;
             place.y = data.top + (row + 0.5) * data.cell;
             const isDrawn = [...host.querySelectorAll(".sp-squares")].some((path) => path.isPointInFill(place));
             return [place.x, place.y, isDrawn];
           }""",
        [country, topic],
    )
    assert is_drawn != is_silent, f"{country} on {topic}"
    return float(x), float(y)


def click(page: Page, place: tuple[float, float]) -> None:
    """Click a place in the matrix, which is one drawing and finds out itself what was hit.

    Once it stands still: what loads above it may still push it down.
    """
    page.locator(f"{MATRIX} svg").click(position={"x": place[0], "y": place[1]})
    settle(page)


def point_at(page: Page, place: tuple[float, float]) -> None:
    """Rest the mouse on a place in the matrix."""
    page.locator(f"{MATRIX} svg").hover(position={"x": place[0], "y": place[1]})


def download(page: Page, label: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label, exact=True).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def text_of(svg: bytes) -> str:
    """The words of a picture, whose lines are elements of their own."""
    return " ".join(re.sub(r"<[^>]+>", " ", svg.decode()).split())


def test_the_matrix_is_drawn_and_nothing_leaves_the_machine(page: Page, address: str) -> None:
    hosts: set[str | None] = set()
    faults: list[str] = []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page.on("websocket", lambda socket: hosts.add(urlsplit(socket.url).hostname))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    visit(page, address)
    assert squares(page) == 6
    expect(page.locator(f"{MATRIX} .sp-row")).to_have_text(["Brazil", "France", "Kenya"])
    assert hosts - {None} == {"127.0.0.1"}
    assert faults == []


def test_a_click_on_a_square_shows_its_sentences(page: Page, address: str) -> None:
    visit(page, address)
    click(page, square(page, "FRA", "tunnel"))
    expect(page.locator(".st-key-evidence .sp-heading")).to_have_text("France on Tunnel *")
    expect(page.locator(".sp-card")).to_have_count(2)
    expect(page.locator(".sp-card blockquote").first).to_have_text("Paris still backs the tunnel plan.")
    expect(page.locator(".sp-card blockquote .sp-cue").first).to_have_text("backs")
    expect(page.locator(f"{MATRIX} .sp-frame")).to_be_visible()
    click(page, square(page, "BRA", "bridge"))
    expect(page.locator(".sp-card blockquote")).to_have_text(["Brazil has not decided on the bridge."])
    expect(page).to_have_url(re.compile(r"at_country=BRA&at_topic=bridge"))


def test_a_filter_narrows_the_page_and_lands_in_the_address(page: Page, address: str, browser: Browser) -> None:
    visit(page, address)
    page.locator(".st-key-country input").click()
    page.get_by_role("option", name="Brazil").click()
    settle(page)
    expect(page.locator(".sp-shown")).to_contain_text("2 statements · 1 country")
    expect(page).to_have_url(re.compile(r"\?country=BRA$"))
    other = browser.new_page()
    visit(other, page.url)
    expect(other.locator(".sp-shown")).to_contain_text("2 statements · 1 country")
    expect(other.locator(f"{MATRIX} .sp-row")).to_have_text(["Brazil"])
    for label in other.locator(f"{MATRIX} .sp-column").all():
        expect(label).to_be_visible()
    other.close()


def test_filters_survive_a_change_of_page_and_a_reload(page: Page, address: str) -> None:
    visit(page, f"{address}/?country=FRA&country=BRA&from=2025-02-20&repeats=day")
    shown = page.locator(".sp-shown")
    expect(shown).to_contain_text("2 statements · 2 countries")
    page.get_by_role("link", name="Method").click()
    settle(page)
    expect(page).to_have_url(re.compile(r"/method\?country=FRA&country=BRA&from=2025-02-20&repeats=day$"))
    expect(shown).to_contain_text("2 statements · 2 countries")
    page.reload()
    settle(page)
    expect(shown).to_contain_text("2 statements · 2 countries")


def test_chips_take_filters_away_one_by_one_and_all_at_once(page: Page, address: str) -> None:
    visit(page, f"{address}/?country=FRA&country=BRA&confidence=0.5")
    chips = page.locator(".st-key-view").get_by_role("listitem")
    expect(chips).to_have_text(["France×", "Brazil×", "Confidence 0.50 or more×"])
    page.get_by_role("button", name="Remove filter: France").click()
    settle(page)
    expect(chips).to_have_text(["Brazil×", "Confidence 0.50 or more×"])
    expect(page).to_have_url(re.compile(r"\?country=BRA&confidence=0\.5$"))
    page.get_by_role("button", name="Reset", exact=True).click()
    settle(page)
    expect(chips).to_have_count(0)
    assert urlsplit(page.url).query == ""


def test_the_link_of_the_view_is_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = visit(context.new_page(), f"{address}/?country=FRA")
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".st-key-view").get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    context.close()


def test_a_field_of_topics_is_added_at_once(page: Page, address: str) -> None:
    visit(page, address)
    page.locator(".st-key-topic-group input").focus()
    page.keyboard.type("Proposed")
    page.keyboard.press("Enter")
    settle(page)
    expect(page.locator(".st-key-view").get_by_role("listitem")).to_have_count(3)


def test_a_card_leads_into_its_article_under_the_same_filters(page: Page, address: str) -> None:
    visit(page, f"{address}/?country=FRA&at_country=FRA&at_topic=tunnel")
    link = page.get_by_role("link", name="Read in the article").first
    target = link.get_attribute("href") or ""
    assert re.fullmatch(r"articles\?article=\w+&statement=\w+&country=FRA", target)
    link.click()
    page.wait_for_url(re.compile("/articles"))
    settle(page)
    expect(page.locator(".st-key-view").get_by_role("listitem").first).to_have_text("France×")
    expect(page.locator("[data-testid=stMain]")).to_contain_text("Paris still backs the tunnel plan.")


def test_similar_countries_stand_together(page: Page, serve) -> None:
    sides = {"FRA": SUPPORT, "BRA": OPPOSE, "KEN": SUPPORT, "NOR": OPPOSE}
    said = [say(code, f"question {number}", side) for code, side in sides.items() for number in range(4)]
    visit(page, f"{serve(said)}/?order=similarity")
    names = page.locator(f"{MATRIX} .sp-row").all_text_contents()
    assert {*names[:2]} in ({"France", "Kenya"}, {"Brazil", "Norway"})
    expect(page.locator(f"{MATRIX} .sp-row").first).to_have_text(re.compile("France|Kenya"))


def test_the_box_beside_the_pointer_says_what_the_saved_page_says(page: Page, address: str) -> None:
    visit(page, address)
    point_at(page, square(page, "FRA", "tunnel"))
    tip = page.locator(f"{MATRIX} .sp-tip")
    expect(tip.locator("div")).to_have_text(["France: supports", "Tunnel *", "2 statements (2 support) · mean +1.00"])
    expect(page.locator(f"{MATRIX} .sp-named")).to_have_text(["France", "Tunnel *"])
    page.mouse.move(2, 2)
    expect(tip).to_be_hidden()


def test_silence_is_told_and_a_label_chooses_all_that_it_names(page: Page, address: str) -> None:
    visit(page, address)
    point_at(page, square(page, "BRA", HOSTILE[:60], is_silent=True))
    expect(page.locator(f"{MATRIX} .sp-tip")).to_contain_text("Brazil: silent")
    page.locator(f"{MATRIX} .sp-row", has_text="France").click()
    settle(page)
    expect(page.locator(".st-key-evidence .sp-heading")).to_have_text("France on everything")
    expect(page.locator(".sp-card")).to_have_count(3)


def test_the_matrix_can_be_walked_with_the_arrow_keys(page: Page, address: str) -> None:
    visit(page, address)
    matrix = page.locator(MATRIX)
    matrix.focus()
    matrix.press("ArrowDown")  # takes the first cell
    matrix.press("ArrowDown")
    expect(page.locator(f"{MATRIX} .sp-said")).to_contain_text("France")
    matrix.press("Enter")
    settle(page)
    expect(page.locator(".st-key-evidence .sp-heading")).to_contain_text("France on")
    expect(page).to_have_url(re.compile("at_country=FRA&at_topic="))


def test_a_link_to_a_cell_frames_it_at_once(page: Page, address: str) -> None:
    visit(page, f"{address}/?at_country=FRA&at_topic=tunnel")
    expect(page.locator(f"{MATRIX} .sp-frame")).to_be_visible()
    expect(page.locator(".sp-card")).to_have_count(2)


def test_evidence_can_be_reached_with_the_keyboard_alone(page: Page, address: str) -> None:
    visit(page, address)
    page.locator(".st-key-at_country input").focus()
    page.keyboard.type("Fra")
    page.keyboard.press("Enter")
    settle(page)
    expect(page.locator(".st-key-evidence .sp-heading")).to_have_text("France on everything")
    expect(page.locator(".sp-card")).to_have_count(3)


def test_hostile_words_are_only_words(page: Page, address: str) -> None:
    visit(page, address)
    click(page, square(page, "KEN", "bridge"))
    card = page.locator(".sp-card")
    expect(card.locator("blockquote")).to_have_text(HOSTILE)
    assert card.locator("img, script, a:not([href^='articles?']), .katex, [data-testid='stIconMaterial']").count() == 0
    proposed = page.locator(f"{MATRIX} .sp-column").filter(has_text='<img src=x onerror="')
    expect(proposed).to_have_count(1)
    point_at(page, square(page, "KEN", HOSTILE[:60]))
    expect(page.locator(f"{MATRIX} .sp-tip")).to_contain_text("<img src=x")
    page.locator(".st-key-topic input").click()
    expect(page.get_by_role("option").filter(has_text="<img src=x")).to_have_count(1)
    assert page.locator("img[src='x']").count() == 0
    assert page.title() != "owned"


def test_the_chart_and_its_data_can_be_kept(page: Page, address: str, browser: Browser, tmp_path: Path) -> None:
    visit(page, address)
    stem = r"standpoint-who-supports-what-\d{4}-\d\d-\d\d"

    name, png = download(page, "PNG")
    assert re.fullmatch(rf"{stem}\.png", name)
    width, height = struct.unpack(">II", png[16:24])
    assert png.startswith(b"\x89PNG")
    assert min(width, height) > 1500
    assert len(png) > 50_000, "an image of this size without anything on it is smaller"

    name, svg = download(page, "SVG")
    assert re.fullmatch(rf"{stem}\.svg", name)
    for words in ("Who supports what", "7 statements", "Who speaks: government.", "Standpoint:"):
        assert words in text_of(svg), words
    assert "<img src=x" not in svg.decode()

    name, table = download(page, "Data (CSV)")
    assert re.fullmatch(rf"{stem}\.csv", name)
    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert len(rows) == squares(page)
    france = next(row for row in rows if (row["country"], row["topic"]) == ("FRA", "tunnel"))
    assert (france["country_name"], france["n"], france["mean"]) == ("France", "2", "1.0")

    name, html = download(page, "Web page")
    assert re.fullmatch(rf"{stem}\.html", name)
    (tmp_path / name).write_bytes(html)
    context = browser.new_context(offline=True)
    alone = context.new_page()
    alone.goto((tmp_path / name).as_uri())
    alone.wait_for_selector(".points path", state="attached")
    assert alone.locator(".points path").count() == len(rows)
    assert alone.title() == "Who supports what"
    assert alone.locator("[data-title*='cloud' i], .plotlyjsicon").count() == 0
    context.close()


def test_a_large_matrix_shows_the_sentences_over_itself(page: Page, serve) -> None:
    topics = [f"question {number:02}" for number in range(20)]
    visit(page, serve([say("FRA", topic, SUPPORT, words=f"France backs {topic}.") for topic in topics]))
    click(page, square(page, "FRA", "question 07"))
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".sp-card blockquote")).to_have_text(["France backs question 07."])
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator(".st-key-evidence .sp-heading")).to_have_text("France on Question 07 *")
    click(page, square(page, "FRA", "question 07"))
    expect(dialog.locator(".sp-card")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_the_page_without_sideways_scrolling(browser: Browser, address: str, scheme) -> None:
    context = browser.new_context(viewport={"width": 400, "height": 900}, color_scheme=scheme)
    phone = visit(context.new_page(), address)
    main = phone.locator("[data-testid='stMain']")
    assert main.evaluate("element => element.scrollWidth <= element.clientWidth")
    ink = phone.locator(f"{MATRIX} svg").get_attribute("fill")
    assert ink == (LIGHT if scheme == "light" else DARK).ink
    context.close()
