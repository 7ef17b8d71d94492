"""The command line: what goes to stdout, what to stderr, and with which exit code it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Date
from datetime import timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

from dashboard import __version__
from dashboard.catalogue.resolve import Resolution
from dashboard.cli import app
from dashboard.cli.extract import FIELDS
from dashboard.cli.serve import holds_articles, seed, starter_files
from dashboard.cli.watch import interval_of
from dashboard.paths import ROOT
from dashboard.schema import Represents
from dashboard.store import Store
from dashboard.store.migrations import NEWEST
from tests.articles import files
from tests.articles.server import Page, Server, running
from tests.samples import TEXT, make_article, make_statement

COMMANDS = ("ingest", "watch", "extract", "explain", "resolve", "export", "amendments", "workspace", "info", "serve")


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


def run(*arguments: object) -> Outcome:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=True)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Outcome(result.exit_code, result.stdout, result.stderr)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A good article with a header, a good one without, and a bad one."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "oslo.txt").write_text(f"Title: Oslo\nDate: 2025-02-13\n\n{TEXT}", "utf-8")
    (folder / "lima.txt").write_text("Peru supports [/b] \x1b[2J “café”.\n", "utf-8")
    (folder / "bad.txt").write_bytes(b"\xff\xff")
    return folder


# ---------------------------------------------------------------------------------------------------------------- help


@pytest.mark.parametrize("command", COMMANDS)
def test_help_tells_the_exit_codes(command: str) -> None:
    outcome = run(command, "--help")
    assert outcome.code == 0
    assert "Exit codes" in outcome.out


def test_help_names_every_command() -> None:
    outcome = run("--help")
    assert [name for name in COMMANDS if name not in outcome.out] == []


def test_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert run("--version").out == f"Standpoint {__version__}\n"
    assert project["version"] == __version__


@pytest.mark.parametrize(
    "arguments", [["fly"], ["resolve"], ["extract", "--format", "xml", "a.txt"], ["serve", "--port", "0"]]
)
def test_a_command_line_that_is_not_understood_ends_with_2(arguments: list[str]) -> None:
    assert run(*arguments).code == 2


def test_help_loads_neither_language_library_nor_screen() -> None:
    code = (
        "import sys, dashboard.cli; print([m for m in ('spacy', 'streamlit', 'pandas', 'plotly') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "[]\n"


# -------------------------------------------------------------------------------------------------------------- extract


@pytest.mark.usefixtures("fake_reader")
def test_extract_prints_statements_and_nothing_else(folder: Path) -> None:
    outcome = run("extract", folder / "oslo.txt")
    rows = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.code == 0
    assert [tuple(row) for row in rows] == [FIELDS, FIELDS]
    assert [(row["doc"], row["stance"]) for row in rows] == [("oslo", "support"), ("oslo", "oppose")]
    assert [TEXT[row["start"] : row["end"]] for row in rows] == [row["evidence"] for row in rows]
    assert (rows[0]["country"], rows[0]["topic"], rows[0]["position"]) == ("", "", None)


@pytest.mark.usefixtures("fake_reader")
def test_extract_counts_characters_of_the_file_when_it_has_no_header(folder: Path) -> None:
    [row] = [json.loads(line) for line in run("extract", folder / "lima.txt").out.splitlines()]
    content = (folder / "lima.txt").read_text("utf-8")
    assert content[row["start"] : row["end"]] == row["evidence"]


@pytest.mark.usefixtures("fake_reader")
def test_extract_goes_on_after_a_bad_file_and_ends_with_4(folder: Path) -> None:
    outcome = run("extract", folder)
    assert outcome.code == 4
    assert len(outcome.out.splitlines()) == 3
    assert outcome.err == f"standpoint: {folder}/bad.txt, line 1: byte 0xff is not UTF-8; save the file in UTF-8.\n"


@pytest.mark.usefixtures("fake_reader")
def test_extract_as_csv_defuses_cells(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("= supports it.", "utf-8")
    outcome = run("extract", tmp_path / "a.txt", "--format", "csv")
    [row] = csv.DictReader(io.StringIO(outcome.out))
    assert tuple(row) == FIELDS
    assert (row["evidence"], row["actor"]) == ("'= supports it.", "'=")


@pytest.mark.usefixtures("fake_reader")
def test_extract_as_csv_has_a_heading_even_without_statements(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nothing happened.", "utf-8")
    assert run("extract", tmp_path / "a.txt", "--format", "csv").out == ",".join(FIELDS) + "\n"


@pytest.mark.usefixtures("fake_reader")
def test_extract_as_table_shows_marks_and_sends_no_commands_to_the_terminal(folder: Path) -> None:
    outcome = run("extract", folder / "lima.txt", "--format", "table")
    assert "\x1b[2J" not in outcome.out
    assert "[/b]" in outcome.out


# --------------------------------------------------------------------------------------------------------------- ingest


@pytest.mark.usefixtures("fake_reader")
def test_ingest_keeps_what_it_can_and_tells_the_rest(folder: Path, store_file: Path) -> None:
    outcome = run("ingest", folder)
    assert outcome.code == 4
    assert outcome.out == "2 kept with 3 statements · 0 known before · 1 refused\n"
    assert f"standpoint: {folder}/bad.txt, line 1" in outcome.err
    (folder / "bad.txt").unlink()
    again = run("ingest", folder, "--store", store_file)
    assert (again.code, again.out) == (0, "0 kept with 0 statements · 2 known before · 0 refused\n")


@pytest.mark.usefixtures("fake_reader", "store_file")
def test_ingest_passes_over_other_kinds_in_a_folder_and_counts_them(tmp_path: Path) -> None:
    (folder := tmp_path / "articles").mkdir()
    for name in ("a.txt", "reference.csv", "more.csv", "Makefile", "README.md"):
        (folder / name).write_text("Norway supports it.", "utf-8")
    outcome = run("ingest", folder)
    told = "1 kept with 1 statements · 0 known before · 0 refused · 3 of other kinds passed over (.csv, no suffix)\n"
    assert (outcome.code, outcome.out) == (0, told)


@pytest.mark.usefixtures("fake_reader", "store_file")
def test_ingest_refuses_a_table_without_texts_that_was_named(tmp_path: Path) -> None:
    (tmp_path / "reference.csv").write_text("country,topic", "utf-8")
    outcome = run("ingest", tmp_path / "reference.csv")
    assert (outcome.code, outcome.out) == (4, "0 kept with 0 statements · 0 known before · 1 refused\n")
    assert "no column is known to hold the articles' texts (columns: 'country', 'topic'); name it 'text'" in outcome.err


@pytest.mark.usefixtures("fake_reader")
def test_extract_tells_what_it_passed_over_apart_from_the_statements(folder: Path) -> None:
    (folder / "bad.txt").unlink()
    (folder / "table.csv").write_text("country,topic\nNOR,treaty\n", "utf-8")
    outcome = run("extract", folder)
    assert (outcome.code, len(outcome.out.splitlines())) == (0, 3)
    assert outcome.err == "standpoint: 1 of other kinds passed over (.csv)\n"


@pytest.mark.usefixtures("fake_reader")
def test_ingest_reads_again_with_another_model_on_demand(folder: Path, store_file: Path) -> None:
    run("ingest", folder / "oslo.txt")
    told = run("ingest", folder / "oslo.txt", "--model", "newer")
    assert "1 known before (1 read by another version or model; --reread reads them again)" in told.out
    assert run("ingest", folder / "oslo.txt", "--model", "newer", "--reread").out.startswith("1 kept with 2 statements")
    with Store.open(store_file) as opened:
        assert opened.counts().statements == 2


@pytest.mark.usefixtures("fake_reader", "store_file")
def test_ingest_interrupted_says_how_to_go_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["dashboard.extraction.pipeline"], "documents", interrupt)
    outcome = run("ingest", folder / "oslo.txt")
    assert outcome.code == 130
    assert "start the same command again" in outcome.err


@pytest.mark.usefixtures("fake_reader", "store_file")
def test_ingest_takes_columns_and_what_the_articles_leave_out(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a;when\nNorway supports it.;03/04/2025\n", "utf-8")
    told = run(
        "ingest", tmp_path / "a.csv", "--column", "text=a", "--column", "date=when", "--day-first", "--publisher", "P"
    )
    assert (told.code, told.out) == (0, "1 kept with 1 statements · 0 known before · 0 refused\n")
    with Store.open() as opened:
        [row] = opened.articles().to_dict("records")
    assert (str(row["date"])[:10], row["publisher"]) == ("2025-04-03", "P")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(["--column", "body"], "'body' names no field", id="no-field"),
        pytest.param(["--column", "date=day"], "name the column of the texts as well", id="no-text"),
        pytest.param(["--language", "English"], "is no code of a language", id="language"),
        pytest.param(["--date", "03/04/2025"], "is not a date", id="date"),
    ],
)
@pytest.mark.usefixtures("store_file")
def test_options_of_ingest_that_are_not_understood(options: list[str], told: str) -> None:
    outcome = run("ingest", "a.csv", *options)
    assert outcome.code == 2
    assert told in " ".join(outcome.err.replace("│", " ").split())


@pytest.mark.usefixtures("fake_reader", "store_file")
def test_ingest_keeps_articles_in_other_languages_unread_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Norwegen unterstützt den Vertrag, Chile lehnt ihn nach eigenen Angaben ab.", "utf-8"
    )
    told = run("ingest", tmp_path / "a.txt").out
    assert told.startswith("1 kept with 0 statements (1 in other languages than English, not read) · ")


# ---------------------------------------------------------------------------------------------------------------- watch


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with running({}) as server:
        monkeypatch.setenv("STANDPOINT_ALLOWED_HOSTS", "127.0.0.1")
        monkeypatch.setattr("dashboard.articles.web.manners.Visitor._wait", lambda *_: None)
        link = server.at("/1", host="127.0.0.1")
        server.pages["/feed"] = Page(files.rss(files.item(link)), etag='"1"')
        server.pages["/1"] = Page(files.PAGE.encode())
        yield server


@pytest.mark.usefixtures("fake_reader")
def test_watch_keeps_what_a_feed_names_and_remembers_the_feed(feed: Server, store_file: Path) -> None:
    address = feed.at("/feed", host="127.0.0.1")
    assert run("watch", address, "--once").out == "1 kept with 2 statements · 0 known before · 0 refused\n"
    with Store.open(store_file) as opened:
        assert [visit.address for visit in opened.feeds()] == [address]
        opened.remember([replace(opened.feeds()[0], due_at=None)])
    again = run("watch", "--once")
    assert (again.code, again.out) == (0, "0 kept with 0 statements · 0 known before · 0 refused\n")
    assert feed.paths.count("/1") == 1
    assert run("watch", address, "--forget").out == f"{address} is watched no more\n"
    assert run("watch", "--once").code == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["--interval", "often"], "'often' is no time; write for example 30m", id="no-time"),
        pytest.param(["--interval", "0"], "once a minute at most", id="too-often"),
        pytest.param(["--once"], "no feed is watched yet", id="no-feed"),
    ],
)
@pytest.mark.usefixtures("store_file")
def test_watch_that_is_not_understood(arguments: list[str], told: str) -> None:
    outcome = run("watch", *arguments)
    assert outcome.code == 2
    assert told in " ".join(outcome.err.replace("│", " ").split())


@pytest.mark.usefixtures("store_file")
def test_watch_refuses_what_is_no_address() -> None:
    outcome = run("watch", "feed.xml")
    assert (outcome.code, outcome.out) == (1, "")
    assert "feed.xml: only addresses that begin with https:// or http://" in outcome.err


@pytest.mark.parametrize(("written", "minutes"), [("15", 15), ("90m", 90), ("2h", 120), ("1d", 1440)])
def test_intervals(written: str, minutes: int) -> None:
    assert interval_of(written) == timedelta(minutes=minutes)


# -------------------------------------------------------------------------------------------------------------- resolve


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Date | None]]:
    """A catalogue that knows the Bundestag and Hamas; gives what it was asked."""
    asked: list[tuple[str, Date | None]] = []

    def resolve(name: str, *, on: Date | None = None) -> Resolution | None:
        asked.append((name, on))
        return {
            "Bundestag": Resolution("DEU", Represents.GOVERNMENT, "body: Bundestag"),
            "Hamas": Resolution(None, Represents.OTHER, "an armed group"),
        }.get(name)

    monkeypatch.setattr(sys.modules["dashboard.catalogue.resolve"], "resolve", resolve)
    return asked


def test_resolve_prints_whom_a_name_stands_for(catalogue: list[tuple[str, Date | None]]) -> None:
    outcome = run("resolve", "Bundestag", "--on", "13 February 2025")
    assert (outcome.code, outcome.out) == (0, "DEU — Germany — government — body: Bundestag\n")
    assert catalogue == [("Bundestag", Date(2025, 2, 13))]


@pytest.mark.usefixtures("catalogue")
def test_resolve_prints_nothing_for_a_miss_and_ends_with_3() -> None:
    outcome = run("resolve", "officials")
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err == "standpoint: no state or organisation is known for 'officials'\n"


@pytest.mark.usefixtures("catalogue")
def test_resolve_prints_nothing_for_who_is_known_to_stand_for_no_state() -> None:
    outcome = run("resolve", "Hamas")
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err == "standpoint: no state or organisation is known for 'Hamas'; other: an armed group\n"


@pytest.mark.usefixtures("catalogue")
def test_resolve_refuses_a_date_it_would_have_to_guess() -> None:
    outcome = run("resolve", "Bundestag", "--on", "03/04/2025")
    assert (outcome.code, outcome.out) == (2, "")
    assert "is not a date; write it as 2025-02-13" in " ".join(outcome.err.replace("│", " ").split())


# ------------------------------------------------------------------------------------------------------ export and info


@pytest.fixture
def full(store_file: Path) -> Path:
    """A store with NOR in 2024 and CHL in 2025."""
    with Store.open(store_file) as opened:
        for year, country in ((2025, "CHL"), (2024, "NOR")):
            known = make_article(f"{year}. Norway supports it.", date=Date(year, 3, 1))
            opened.keep(known, [make_statement(known, start=6, country=country)], reader="r")
    return store_file


@pytest.mark.parametrize(
    ("options", "countries"),
    [
        pytest.param([], ["NOR", "CHL"], id="all-by-date"),
        pytest.param(["--country", "CHL"], ["CHL"], id="country"),
        pytest.param(["--country", "CHL", "--country", "NOR"], ["NOR", "CHL"], id="countries"),
        pytest.param(["--topic", "nothing"], [], id="topic"),
        pytest.param(["--from", "2024-06-01"], ["CHL"], id="from"),
        pytest.param(["--to", "2024-06-01"], ["NOR"], id="to"),
    ],
)
@pytest.mark.usefixtures("full")
def test_export_writes_the_statements_asked_for(options: list[str], countries: list[str], tmp_path: Path) -> None:
    outcome = run("export", tmp_path / "out.parquet", *options)
    assert (outcome.code, outcome.out) == (0, f"{len(countries)} statements written to {tmp_path}/out.parquet\n")
    assert pd.read_parquet(tmp_path / "out.parquet")["country"].tolist() == countries


@pytest.mark.usefixtures("full")
def test_export_to_an_unknown_kind_is_one_line_and_ends_with_1(tmp_path: Path) -> None:
    outcome = run("export", tmp_path / "out.doc")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == "standpoint: '.doc' is no kind of table; use one of .csv, .xlsx, .parquet, .jsonl.\n"


def test_info_tells_place_counts_and_span(full: Path) -> None:
    told = dict(line.split(maxsplit=1) for line in run("info").out.splitlines())
    assert told["Store"] == str(full)
    assert (told["Articles"], told["Statements"]) == ("2", "2")
    assert told["Dates"] == "2024-03-01 to 2025-03-01"
    assert told["Schema"] == str(NEWEST)


def test_info_names_the_model_and_its_version(tmp_path: Path, store_file: Path) -> None:
    (tmp_path / "meta.json").write_text('{"lang": "en", "name": "mine", "version": "2.0"}')
    assert f"en_mine 2.0 in {tmp_path}" in run("info", "--model", tmp_path).out
    assert "xx_other (an installed package)" in run("info", "--model", "xx_other").out


def test_a_store_that_cannot_be_opened_is_one_line_and_ends_with_1(tmp_path: Path) -> None:
    outcome = run("info", "--store", tmp_path)
    assert (outcome.code, outcome.out) == (1, "")
    told = f"The store {tmp_path} is a folder; name a file in it, for example {tmp_path}/standpoint.sqlite."
    assert outcome.err == f"standpoint: {told}\n"


# ---------------------------------------------------------------------------------------------------------------- serve


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    (folder / "more").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "more/c.txt"):
        (folder / name).write_text(f"{name}: Norway supports it.", "utf-8")
    (folder / "README.txt").write_text("What this is.", "utf-8")
    (folder / "reference.csv").write_text("country,topic", "utf-8")
    return folder


@pytest.mark.usefixtures("fake_reader")
def test_an_empty_store_gets_the_starter_articles_once(seeds: Path, store: Store) -> None:
    assert [path.name for path in starter_files(seeds)] == ["a.txt", "b.txt", "c.txt"]
    seed(store, model=None, folder=seeds)
    assert store.counts().articles == 3
    version = store.version()
    seed(store, model=None, folder=seeds)
    assert store.version() == version


@pytest.mark.usefixtures("fake_reader")
def test_starter_articles_that_were_interrupted_are_completed(seeds: Path, store: Store) -> None:
    (seeds / "b.txt").rename(seeds / "b.later")
    seed(store, model=None, folder=seeds)
    (seeds / "b.later").rename(seeds / "b.txt")
    seed(store, model=None, folder=seeds)
    assert store.counts().articles == 3


@pytest.mark.usefixtures("fake_reader")
def test_a_store_with_own_articles_gets_no_starter_articles(seeds: Path, store: Store) -> None:
    store.keep(make_article(), [], reader="r")
    seed(store, model=None, folder=seeds)
    assert store.counts().articles == 1


@pytest.mark.parametrize(
    ("number", "holds"), [pytest.param(1, True, id="as many"), pytest.param(2, False, id="fewer than are asked for")]
)
def test_a_store_is_known_to_hold_articles_before_it_is_opened(
    number: int, holds: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "a # b.sqlite"
    with Store.open(place) as opened:
        opened.keep(make_article(), [], reader="r")
    assert holds_articles(str(place), number) is holds
    monkeypatch.setenv("STANDPOINT_STORE", str(place))
    assert holds_articles(None, number) is holds


@pytest.mark.parametrize("name", ["missing.sqlite", "", "text.txt", "postgresql://localhost/nowhere"])
def test_a_place_that_is_no_store_yet_holds_nothing_and_stays_as_it_is(name: str, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("No database.", "utf-8")
    assert not holds_articles(name if "://" in name else str(tmp_path / name), 1)
    assert not (tmp_path / "missing.sqlite").exists()


@pytest.mark.skipif(os.name != "posix", reason="serve becomes streamlit the POSIX way")
def test_serve_becomes_streamlit(store_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started: list[Any] = []
    monkeypatch.setattr("os.execve", lambda *call: started.append(call))
    monkeypatch.setattr("subprocess.call", lambda *_args, **_options: 0)
    monkeypatch.setattr(sys.modules["dashboard.cli.serve"], "seed", lambda _store, **_options: None)
    other = tmp_path / "other.sqlite"
    assert run("serve", "--port", "8599", "--no-browser", "--store", other).code == 0
    [(program, command, environment)] = started
    assert program == sys.executable
    assert command[1:5] == ["-m", "dashboard.ui.launch", "run", str(ROOT / "streamlit_app.py")]
    assert command[5:] == ["--server.port", "8599", "--server.headless", "true"]
    assert environment["STANDPOINT_STORE"] == str(other)


# ---------------------------------------------------------------------------------------------------------- as program


@pytest.mark.skipif(os.name != "posix", reason="pipes end otherwise")
def test_a_reader_that_stops_listening_ends_the_program_quietly(store_file: Path) -> None:
    code = "import sys, typer; from dashboard.cli import app\n"
    code += "@app.command()\ndef talk():\n    for _ in range(100_000): typer.echo('word ' * 10)\n"
    code += "sys.argv = ['x', 'talk']; app()"
    program = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.readline()
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait(timeout=20) in (0, 1)


def test_the_package_runs_as_a_program(store_file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", "info", "--store", "."],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("standpoint: The store . is a folder")


def test_explain_tells_candidates_scores_and_rules(tmp_path: Path) -> None:
    (tmp_path / "lima.txt").write_text("Peru supports the treaty.\n", "utf-8")
    outcome = run("explain", tmp_path / "lima.txt")
    assert outcome.code == 0
    assert "Peru (PER, government, state" in outcome.out
    assert "support 0." in outcome.out
    assert "told: " in outcome.out


def test_explain_refuses_what_cannot_be_read(tmp_path: Path) -> None:
    outcome = run("explain", tmp_path / "missing.txt")
    assert outcome.code == 4
    assert "there is no such file" in outcome.err
