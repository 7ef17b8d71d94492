"""How quick the dashboard is in a real browser, and how much memory its server takes, on a store of any size.

usage: python -m benchmarks.dashboard [--statements N ...] [--store FILE] [--rounds N]

For each size a synthetic store (benchmarks/synthetic.py) is made in a temporary folder, or taken from FILE. Measured:

first start   from starting the server to the first chart painted, without the column copy beside the store
start         the same with it, as on every start but the first after articles were read
visit         a new browser window on a running server, to the first chart painted
filter        from a click on a filter to the chart painted anew, median and worst of so many rounds of clicks
memory        the most that the server process has held, files mapped into it included (Linux only)

Needs Chromium or Chrome; STANDPOINT_CHROMIUM names another one. Times are of the clock: run nothing else meanwhile.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.synthetic import World, make_store
from dashboard.paths import ROOT, STORE_VARIABLE
from dashboard.store.snapshot import ENDING

SIZES = (100_000, 1_000_000)
LIMITS = {100_000: (3.0, 0.5, 600), 1_000_000: (None, 1.5, 2048)}  # seconds to start, seconds to filter, MiB
ROUNDS = 3
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 180  # seconds
PAINTED = ".sp-matrix .sp-squares"
# The outlines of all squares, a text that changes with the chart; empty while there is none.
STATE = (
    """() => [...document.querySelectorAll(".sp-matrix .sp-squares")].map((each) => each.getAttribute("d")).join()"""
)
# When the first chart stood on the screen, in seconds since 1970: as the frame after the one that drew it begins.
WATCH = f"""window.painted = new Promise((resolve) => {{
  const told = () => resolve((performance.timeOrigin + performance.now()) / 1000);
  const look = () => requestAnimationFrame(document.querySelector("{PAINTED}") ? told : look);
  look();
}})"""
CLICKED = "() => addEventListener('pointerdown', () => { window.clickedAt = performance.now(); }, true)"
REPAINTED = f"""(before) => new Promise((resolve) => {{
  const state = {STATE};
  const look = () => {{
    const now = state();
    if (now && now !== before) requestAnimationFrame(() => resolve((performance.now() - window.clickedAt) / 1000));
    else requestAnimationFrame(look);
  }};
  look();
}})"""
CLICKS = (  # what a reader changes: who speaks, then a field of topics from the list, then its chip
    ".st-key-speaks button:has-text('Opposition')",
    ".st-key-speaks button:has-text('Other')",
    ".st-key-speaks button:has-text('Opposition')",
    ".st-key-speaks button:has-text('Government')",
    ".st-key-speaks button:has-text('Government')",
    ".st-key-speaks button:has-text('Other')",
)


@dataclass
class Figures:
    """What was measured at one size."""

    statements: int
    first_start: float = 0.0
    start: float = 0.0
    visit: float = 0.0
    filters: list[float] = field(default_factory=list)
    memory: float | None = None


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; exit code 1 says that one of the limits is missed."""
    options = _parser().parse_args(arguments)
    kept = True
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=_browser(), args=FLAGS)
        for statements in options.statements:
            store = options.store or Path(folder) / f"{statements}.sqlite"
            if not store.exists():
                make_store(store, World(statements))
            figures = measure(browser, store, statements, rounds=options.rounds)
            print("\n".join(report(figures)), flush=True)
            kept &= _meets(figures)
        browser.close()
    return 0 if kept else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dashboard", description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--statements", type=int, nargs="+", default=list(SIZES), metavar="N", help="sizes of the store"
    )
    parser.add_argument("--store", type=Path, metavar="FILE", help="a store to use, or where to make one and leave it")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help="rounds of clicks")
    return parser


def measure(browser: Browser, store: Path, statements: int, *, rounds: int) -> Figures:
    """Start the dashboard on the store twice, visit it and click its filters."""
    figures = Figures(statements)
    store.with_name(store.name + ENDING).unlink(missing_ok=True)
    with _server(store) as (address, begun, _):
        page, painted = _visit(browser, address)
        figures.first_start = painted - begun
        page.context.close()
    with _server(store) as (address, begun, process):
        page, painted = _visit(browser, address)
        figures.start = painted - begun
        page.context.close()
        opened = time.time()
        page, painted = _visit(browser, address)
        figures.visit = painted - opened
        page.evaluate(CLICKED)
        for _ in range(rounds):
            figures.filters += [_click(page, selector) for selector in CLICKS]
        figures.memory = _most_memory(process.pid)
        page.context.close()
    return figures


@contextmanager
def _server(store: Path) -> Iterator[tuple[str, float, subprocess.Popen[bytes]]]:
    """A dashboard on the store: its address, when it was started, its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "dashboard", "serve", "--no-browser", f"--port={port}"]
    environment = os.environ | {STORE_VARIABLE: str(store)}
    begun = time.time()  # of the clock that the browser reads as well
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
    try:
        _await(f"{address}/_stcore/health", process)
        yield address, begun, process
    finally:
        process.terminate()
        process.wait()


def _await(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.02)
    raise SystemExit("The dashboard did not start: run `python -m dashboard serve` to see why.")


def _visit(browser: Browser, address: str) -> tuple[Page, float]:
    """A new window on the dashboard, and when its chart was painted."""
    context = browser.new_context(viewport={"width": 1440, "height": 1100})
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.add_init_script(WATCH)
    page.goto(address)
    painted = float(page.evaluate("painted"))
    page.locator(PAINTED).first.wait_for()  # it can be seen, too
    return page, painted


def _click(page: Page, selector: str) -> float:
    """Seconds from the click to the chart painted anew."""
    page.wait_for_selector("[data-test-script-state='notRunning']")
    page.wait_for_timeout(500)  # the reader looks at what the last click gave
    before = page.evaluate(STATE)
    page.locator(selector).first.click()
    return float(page.evaluate(REPAINTED, before))


def _most_memory(pid: int) -> float | None:
    """The most memory the process has held, in MiB."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def report(figures: Figures) -> Iterator[str]:
    """The figures, one a line, each with its limit."""
    start, filters, memory = LIMITS.get(figures.statements, (None, None, None))
    yield f"{figures.statements:,} statements"
    yield f"  first start    {figures.first_start:6.2f} s"
    yield f"  start          {figures.start:6.2f} s{_limit(start, 's')}"
    yield f"  visit          {figures.visit:6.2f} s"
    yield f"  filter, median {statistics.median(figures.filters):6.2f} s{_limit(filters, 's')}"
    yield f"  filter, worst  {max(figures.filters):6.2f} s"
    yield "  memory         " + (
        "not measured" if figures.memory is None else f"{figures.memory:6.0f} MiB{_limit(memory, 'MiB')}"
    )


def _limit(value: float | None, unit: str) -> str:
    return "" if value is None else f"  (at most {value:g} {unit})"


def _meets(figures: Figures) -> bool:
    limits = LIMITS.get(figures.statements, (None, None, None))
    measured = (figures.start, statistics.median(figures.filters), figures.memory)
    return all(value is None or limit is None or value <= limit for value, limit in zip(measured, limits, strict=True))


def _browser() -> str | None:
    """The browser to use; ``None`` leaves the choice to Playwright."""
    return os.environ.get("STANDPOINT_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


if __name__ == "__main__":
    raise SystemExit(main())
