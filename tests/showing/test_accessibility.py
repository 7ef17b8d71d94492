"""Every page under axe-core in a real browser, light and dark: nothing serious stands between a reader and a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.showing.conftest import NEUTRAL, OPPOSE, SUPPORT, Said, say, settle

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

PAGES = {
    "who supports what": "",
    "topic": "topic",
    "country": "country?profile=FRA",
    "compare": "compare?side=FRA&side=KEN",
    "articles": "articles",
    "data": "data",
    "method": "method",
    "add articles": "add",
    "workspaces": "workspaces",
    "review": "review?coder=Ada",
    "review, actors": "review?coder=Ada&part=actors",
    "review, topics": "review?coder=Ada&part=topics",
    "review, figures": "review?coder=Ada&part=figures",
}
GRAVE = {"serious", "critical"}
# Parts of Streamlit itself, which no page of ours can change.
NOT_OURS = ("[data-testid='stHeader']", "[data-testid='stToolbar']", "[data-testid='stDataFrame']")


@pytest.fixture(scope="module")
def reading_room(serve: Callable[[Sequence[Said]], str]) -> str:
    """A dashboard with a few statements on two topics."""
    return serve(
        [
            say("FRA", "gaza-ceasefire", SUPPORT),
            say("FRA", "ukraine-nato", SUPPORT),
            say("KEN", "gaza-ceasefire", OPPOSE),
            say("KEN", "ukraine-nato", NEUTRAL),
            say("BRA", "gaza-ceasefire", NEUTRAL),
        ]
    )


@pytest.fixture(params=["light", "dark"])
def coloured_page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A browser window whose owner prefers light or dark colours."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, color_scheme=request.param)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_nothing_serious_is_found(path: str, coloured_page: Page, reading_room: str) -> None:
    coloured_page.goto(f"{reading_room}/{path}")
    settle(coloured_page)
    coloured_page.wait_for_timeout(1000)  # charts are drawn after the page has settled
    found = Axe().run(coloured_page, context={"exclude": [[selector] for selector in NOT_OURS]})
    grave = [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in found.response["violations"]
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]
    assert grave == []
