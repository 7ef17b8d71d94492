"""What tests of the showing wing need: tables built by hand, a running dashboard, a browser.

The articles are made up; only country codes and dates are real.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date as Date
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from dashboard.paths import ROOT
from dashboard.schema import Actor, Article, Represents, Stance, Statement
from dashboard.store import Store
from dashboard.table import statements_frame

SUPPORT, OPPOSE, NEUTRAL = Stance.SUPPORT, Stance.OPPOSE, Stance.NEUTRAL
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
NO_BROWSER = "Browser tests need Chromium or Chrome: `make test` installs one, or set STANDPOINT_CHROMIUM to its path."
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 60  # seconds: a machine that is busy with something else is slow, not broken

Said = tuple[Article, list[Statement]]


def say(
    country: str | None,
    topic: str | None,
    position: Stance | None,
    *,
    words: str = "The minister rejects the tunnel plan.",
    day: Date | None = Date(2025, 2, 12),
    **changes: Any,
) -> Said:
    """An article of one sentence with one position in it; ``changes`` are of the article or the statement."""
    known = {name: changes.pop(name) for name in ("title", "publisher", "url") if name in changes}
    facts = {"title": f"Talks on {topic}", "publisher": "The Model Times", "url": "https://example.org/a"} | known
    article = Article.of(f"{words}\n\n{country} {topic} {position} {day}", date=day, **facts)
    actor = Actor("Ada Model", "Minister of Tunnels", country, changes.pop("represents", Represents.GOVERNMENT))
    target = "the tunnel plan"
    parts: dict[str, Any] = {
        "id": Statement.identify(article.id, 0, len(words), actor.name, target),
        "article": article.id,
        "start": 0,
        "end": len(words),
        "evidence": words,
        "actor": actor,
        "actor_start": None,
        "actor_end": None,
        "stance": position or NEUTRAL,
        "target": target,
        "target_start": None,
        "target_end": None,
        "topic": topic,
        "position": position if topic else None,
        "cue": "rejects",
        "is_quote": False,
        "confidence": 0.8,
        "method": "test:verb",
    }
    return article, [Statement(**(parts | changes))]


def table(*said: Said) -> pd.DataFrame:
    """The statement table of what was said."""
    return statements_frame(
        [statement for _, found in said for statement in found], articles=[article for article, _ in said]
    )


def fill(path: Path, said: Sequence[Said]) -> None:
    """Keep what was said in the store at ``path``."""
    with Store.open(path) as store:
        store.keep_many(said, reader="test 1")


HOSTILE = (
    "<img src=x onerror=\"document.title='owned'\"> [x](javascript:document.title='owned') $x^2$ :material/home: **b** "
    "rejects the tunnel plan <script>document.title='owned'</script>"
)
WORLD = (
    say("FRA", "tunnel", SUPPORT, words="France backs the tunnel plan.", cue="backs", day=Date(2025, 2, 12)),
    say("FRA", "tunnel", SUPPORT, words="Paris still backs the tunnel plan.", cue="backs", day=Date(2025, 3, 3)),
    say("FRA", "bridge", OPPOSE, words="France rejects the bridge.", target="the bridge"),
    say("BRA", "tunnel", OPPOSE, words="Brazil rejects the tunnel plan.", day=Date(2025, 2, 20)),
    say("BRA", "bridge", NEUTRAL, words="Brazil has not decided on the bridge.", target="the bridge"),
    say("KEN", "bridge", SUPPORT, words=HOSTILE, title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)"),
    say("KEN", HOSTILE[:60], OPPOSE, words="Kenya rejects the tunnel plan and more."),
    say("NOR", "bridge", SUPPORT, words="Norway's opposition backs the bridge.", represents=Represents.OPPOSITION),
    say("NOR", None, OPPOSE, words="Norway rejects the tunnel plan."),
)


FRANCE = (
    say("FRA", "dam", SUPPORT, words="France backs the dam.", day=Date(2023, 1, 5)),
    say("FRA", "dam", SUPPORT, words="Paris backs the dam.", day=Date(2023, 2, 5)),
    say("FRA", "dam", OPPOSE, words="France now rejects the dam.", day=Date(2024, 6, 1)),
    say("FRA", "mine", OPPOSE, words="France rejects the mine.", day=Date(2024, 6, 1)),
    say("BRA", "dam", OPPOSE, words="Brazil rejects the dam.", day=Date(2024, 6, 1)),
    say("BRA", "mine", OPPOSE, words="Brazil rejects the mine.", day=Date(2024, 6, 2)),
    say("KEN", "dam", SUPPORT, words="Kenya backs the dam.", day=Date(2024, 6, 1)),
    say("KEN", "mine", SUPPORT, words="Kenya backs the mine.", day=Date(2024, 6, 2)),
    say("NOR", "harbour", NEUTRAL, words="Norway is undecided.", day=None),
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium or Chrome that is on this machine."""
    named = os.environ.get("STANDPOINT_CHROMIUM")
    path = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        path = path or playwright.chromium.executable_path
        if not Path(path).exists():
            pytest.fail(NO_BROWSER, pytrace=False)
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Sequence[Said]], str]]:
    """Starts a dashboard on a store with what was said, on a free port of this machine; gives its address."""
    running: list[subprocess.Popen[bytes]] = []

    def start(said: Sequence[Said]) -> str:
        folder = tmp_path_factory.mktemp("dashboard")
        fill(folder / "store.sqlite", said)
        port = _free_port()
        command = [sys.executable, "-m", "dashboard.ui.launch", "run", "streamlit_app.py", f"--server.port={port}"]
        environment = os.environ | {"STANDPOINT_STORE": str(folder / "store.sqlite")}
        with (folder / "log.txt").open("wb") as log:
            running.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT))
        address = f"http://127.0.0.1:{port}"
        _await(f"{address}/_stcore/health", running[-1], folder / "log.txt")
        return address

    yield start
    for process in running:
        process.terminate()
        process.wait(timeout=PATIENCE)


@pytest.fixture(scope="session")
def address(serve: Callable[[Sequence[Said]], str]) -> str:
    """A dashboard on the small world."""
    return serve(WORLD)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a fresh browser profile."""
    context = browser.new_context(viewport={"width": 1440, "height": 1100}, accept_downloads=True)
    context.set_default_timeout(PATIENCE * 1000)
    opened = context.new_page()
    yield opened
    context.close()


def settle(page: Page) -> None:
    """Wait until the dashboard has nothing left to do."""
    page.wait_for_selector("[data-testid='stApp'][data-test-connection-state='CONNECTED']")
    page.wait_for_timeout(300)  # a run that a click has just asked for has begun by then
    page.wait_for_selector("[data-test-script-state='notRunning']")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
    pytest.fail(f"The dashboard did not start:\n{log.read_text(encoding='utf-8')}", pytrace=False)
