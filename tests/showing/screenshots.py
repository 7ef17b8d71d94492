"""Pictures of every page, wide and narrow, light and dark: ``python -m tests.showing.screenshots FOLDER``.

The dashboard runs on the starter articles in a store of its own. The pictures are made to be looked at.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

from dashboard.paths import ROOT, SEEDS
from tests.showing.conftest import settle

PAGES = {
    "overview": "?order=similarity",
    "topic": "topic?about=unga-russia-withdrawal",
    "topic-timeline": "topic?about=gaza-ceasefire&shown=timeline",
    "country": "country?profile=HUN",
    "compare": "compare?side=FRA&side=DEU&side=HUN",
    "articles": "articles",
    "data": "data",
    "method": "method",
    "add": "add",
    "workspaces": "workspaces",
    "review": "review?coder=Ada",
    "review-actors": "review?coder=Ada&part=actors",
    "review-topics": "review?coder=Ada&part=topics",
    "review-figures": "review?coder=Ada&part=figures",
}
WIDTHS = (1440, 400)
TALLEST = 3600  # pixels
PORT = 8597
PATIENCE = 60  # seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Make all pictures and say where they lie."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path, help="where the pictures go")
    folder: Path = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as place,
        _dashboard(Path(place) / "store.sqlite") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("STANDPOINT_CHROMIUM"), args=["--no-sandbox"]
        )
        for path in _pictures(browser, address, folder):
            print(path)
        browser.close()
    return 0


def _pictures(browser: Browser, address: str, folder: Path) -> Iterator[Path]:
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": 1000}, color_scheme="dark" if scheme == "dark" else "light"
            )
            for name, query in PAGES.items():
                page = context.new_page()
                page.goto(f"{address}/{query}")
                settle(page)
                page.wait_for_timeout(2500)  # charts and maps are drawn after the page has settled
                height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
                page.set_viewport_size({"width": width, "height": min(int(height) + 20, TALLEST)})
                page.wait_for_timeout(800)
                path = folder / f"{name}-{width}-{scheme}.png"
                page.screenshot(path=path)
                page.close()
                yield path
            context.close()


@contextmanager
def _dashboard(store: Path) -> Iterator[str]:
    """A dashboard on the starter articles; its address."""
    subprocess.run(
        [sys.executable, "-m", "dashboard", "ingest", "--store", str(store), str(SEEDS)], cwd=ROOT, check=True
    )
    command = [sys.executable, "-m", "dashboard.ui.launch", "run", "streamlit_app.py", f"--server.port={PORT}"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"STANDPOINT_STORE": str(store)}, stdout=quiet, stderr=quiet
    )
    address = f"http://127.0.0.1:{PORT}"
    try:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                urlopen(f"{address}/_stcore/health", timeout=5).close()
                break
            except (URLError, TimeoutError, ConnectionError):
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    raise SystemExit(main())
