"""Add articles: what is handed in is read in the background, told, and shown by every page without a restart."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date as Date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.articles import Asked, Refusal
from dashboard.ingest import IngestReport
from dashboard.store import Store
from dashboard.ui import data
from dashboard.ui.add_progress import (
    headline,
    outcome,
    progress_text,
    refused_file,
    refused_list,
    share_done,
    time_text,
)
from dashboard.ui.add_sources import Address, Pasted, Source, Starters, Upload, told
from dashboard.ui.reading_desk import Desk, Phase, Reading, desk
from tests.samples import TEXT, make_article, make_statement
from tests.showing.apps import open_dashboard, words
from tests.showing.conftest import HOSTILE, PATIENCE, SUPPORT, Said, say

PAGE = "pages/add.py"
NOTHING = Asked()


@pytest.fixture(autouse=True)
def own_desk(fake_reader: Callable[[], list[list[str]]]) -> Iterator[None]:
    """A desk of this test's own, with the fake reader at it."""
    desk.clear()
    yield
    desk.clear()


def await_end(reading: Reading | None) -> Reading:
    assert reading is not None
    deadline = time.monotonic() + PATIENCE
    while reading.is_running and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not reading.is_running
    return reading


def read(where: Path, *sources: Source) -> Reading:
    return await_end(Desk().start(str(where), sources))


def upload(name: str, content: bytes | str, asked: Asked = NOTHING) -> Upload:
    return Upload(name, content.encode() if isinstance(content, str) else content, asked)


def report_of(reading: Reading) -> IngestReport:
    assert reading.report is not None
    return reading.report


# ------------------------------------------------------------------------------------------------------------- the desk


def test_files_of_several_kinds_are_kept_and_counted(store_file: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "Title: A\n\nChile rejects the treaty.")
        archive.writestr("b.md", "# B\n\nPeru supports the treaty.")
    reading = read(
        store_file,
        upload("oslo.txt", TEXT),
        upload("more.zip", packed.getvalue()),
        upload("rows.csv", "title,text\nOne,Norway supports the bridge.\nTwo,\n"),
    )
    report = report_of(reading)
    assert (report.kept, len(report.refused), report.total) == (4, 1, 5)
    assert "the column 'text' is empty" in report.refused[0].reason
    with Store.open(store_file) as store:
        assert sorted(store.articles()["source"]) == ["more.zip/a.txt", "more.zip/b.md", "oslo.txt", "rows.csv, row 2"]


def test_what_is_known_and_what_is_not_english_is_told(store_file: Path) -> None:
    french = "Le gouvernement norvégien soutient le traité et le ministre du Chili le rejette avec force depuis hier."
    read(store_file, upload("oslo.txt", TEXT))
    report = report_of(read(store_file, upload("oslo.txt", TEXT), upload("fr.txt", french)))
    assert (report.known, report.kept, report.unread) == (1, 1, 1)
    lines = outcome(report, 0)
    assert "1 known already" in lines
    assert "1 of them not in English: kept and not read" in lines


def test_near_copies_are_told(store_file: Path) -> None:
    body = " ".join(f"The minister of state number {count} supports the treaty of Oslo." for count in range(60))
    reading = read(store_file, upload("a.txt", f"{body} First."), upload("b.txt", f"{body} Second."))
    assert reading.near_copies == 2
    assert "near copies" in " ".join(outcome(report_of(reading), reading.near_copies))


def test_what_a_person_says_of_a_pasted_text_counts_first(store_file: Path) -> None:
    asked = Asked(title="My title", date=Date(2024, 5, 6), publisher="My paper")
    read(store_file, Pasted("First line\n\nNorway supports the treaty.", asked))
    with Store.open(store_file) as store:
        [row] = store.articles().to_dict("records")
    assert (row["title"], row["publisher"], row["date"].date()) == ("My title", "My paper", Date(2024, 5, 6))


def test_what_a_file_says_of_itself_stays(store_file: Path) -> None:
    asked = Asked(date=Date(2020, 1, 1), publisher="Default paper")
    read(store_file, upload("a.txt", "Title: A\nDate: 2025-03-04\n\nNorway supports the treaty.", asked))
    with Store.open(store_file) as store:
        [row] = store.articles().to_dict("records")
    assert (row["publisher"], row["date"].date()) == ("Default paper", Date(2025, 3, 4))


@pytest.mark.parametrize("name", ["../" * 2 + "up.txt", "/etc/passwd", "C:\\x.txt", "a\nb\x1b[31m.txt", HOSTILE])
def test_a_name_of_a_file_is_only_a_name(name: str, store_file: Path, tmp_path: Path) -> None:
    assert report_of(read(store_file, upload(name, TEXT))).kept == 1
    assert {path.parent for path in tmp_path.rglob("*") if path.is_file()} == {store_file.parent}


class Slow:
    """A source that gives one article after the other until it is told to go on."""

    def __init__(self, number: int) -> None:
        self.number, self.given = number, 0

    def count(self) -> int:
        return self.number

    def articles(self, _store: Store) -> Iterator[object]:
        for count in range(self.number):
            self.given += 1
            time.sleep(0.01)
            yield make_article(title=f"Article {count}")


def test_a_reading_is_cancelled_and_goes_on_when_it_is_started_again(store_file: Path) -> None:
    slow, own = Slow(200), Desk()
    reading = own.start(str(store_file), [slow])  # type: ignore[list-item]
    while reading.report is None:
        time.sleep(0.01)
    assert reading.is_running
    assert own.start(str(store_file), [Slow(1)]) is reading, "one reading at a time"  # type: ignore[list-item]
    reading.cancel()
    await_end(reading)
    assert slow.given < 200
    assert "was cancelled" in headline(reading)
    kept = report_of(reading).kept
    with Store.open(store_file) as store:
        assert store.counts().articles == kept
    again = report_of(await_end(own.start(str(store_file), [Slow(60)])))  # type: ignore[list-item]
    assert again.kept + again.known == 60
    assert again.known == min(kept, 60)


def test_a_reading_that_waits_for_its_turn_can_be_cancelled(store_file: Path, tmp_path: Path) -> None:
    own = Desk()
    first = own.start(str(store_file), [Slow(300)])  # type: ignore[list-item]
    while first.phase is not Phase.READING:
        time.sleep(0.01)
    waiting = own.start(str(tmp_path / "other.sqlite"), [Slow(1)])  # type: ignore[list-item]
    assert waiting.phase is Phase.WAITING
    waiting.cancel()
    await_end(waiting)
    assert first.is_running
    first.cancel()
    await_end(first)


def test_a_fault_in_the_thread_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no store" * 100, encoding="utf-8")
    reading = read(tmp_path / "notes.txt", upload("a.txt", TEXT))
    assert "is not a SQLite file" in str(reading.fault)
    assert "ended before its time" in headline(reading)


def test_starters_are_counted_and_read(tmp_path: Path, store_file: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "seeds" / "README.txt").write_text("about", encoding="utf-8")
    assert Starters().count() > 10
    assert report_of(read(store_file, Starters(tmp_path / "seeds"))).kept == 1


def test_private_addresses_are_refused_here_too(store_file: Path) -> None:
    [refused] = report_of(read(store_file, Address("http://127.0.0.1:9/a", NOTHING))).refused
    assert "private network" in refused.reason


# ------------------------------------------------------------------------------------------------------------ in words


def a_reading(**facts: object) -> Reading:
    report = IngestReport(kept=30, known=2, refused=[Refusal("a", "a: no")] * 2, total=200, seconds=17.0)
    return Reading("place", "more.zip", Phase.READING, report)


def test_progress_tells_count_pace_time_left_and_refusals() -> None:
    reading = a_reading()
    assert progress_text(reading) == "34 of 200 · 2.0 a second · about 85 s left · 2 refused"
    assert share_done(reading) == pytest.approx(0.17)
    report_of(reading).total = None
    assert progress_text(reading) == "34 articles · 2.0 a second · 2 refused"
    assert share_done(reading) == 0
    report_of(reading).total = 34
    assert "finding the topics" in progress_text(reading)
    assert progress_text(Reading("place", "x", Phase.LOADING)) == "Loading the language model …"


@pytest.mark.parametrize(
    ("seconds", "text"), [(2, "about 5 s"), (43, "about 45 s"), (200, "about 3 min"), (9000, "about 2 h")]
)
def test_time_left_is_told_as_people_say_it(seconds: float, text: str) -> None:
    assert time_text(seconds) == text


def test_refusals_are_words_and_never_markup() -> None:
    refused = [Refusal(HOSTILE, f"{HOSTILE}: no"), Refusal("=1+1", "=1+1: no")]
    assert "<img" not in refused_list(refused)
    assert refused_list(refused * 80).count("<li>") == 100
    assert "and 60 more" in refused_list(refused * 80)
    saved = refused_file(refused).decode("utf-8-sig").splitlines()
    assert saved[0] == "source,reason"
    assert saved[2].startswith("'=1+1")


def test_what_was_handed_in_is_named() -> None:
    assert told([upload("a.txt", "")]) == "a.txt"
    assert told([upload("a.txt", ""), upload("b.txt", "")]) == "2 files"
    assert told([Pasted("", NOTHING)]) == "a pasted text"
    assert told([Address("https://example.org/", NOTHING)]) == "https://example.org/"


# ------------------------------------------------------------------------------------------------------------- the page


def open_page(folder: Path, monkeypatch: pytest.MonkeyPatch, said: list[Said]) -> AppTest:
    return open_dashboard(folder, monkeypatch, said).switch_page(PAGE).run()


def here(folder: Path) -> Reading:
    return await_end(desk().reading(str(folder / "store.sqlite")))


def test_a_pasted_text_is_read_and_told(tmp_path, monkeypatch) -> None:
    app = open_page(tmp_path, monkeypatch, [])
    app.text_area(key="add-text-0").set_value(TEXT)
    app.text_input(key="add-title-0").set_value("My title")
    app.button(key="read-paste").click().run()
    here(tmp_path)
    app.run()
    assert not app.exception
    assert "Read a pasted text." in words(app)
    assert "1 article kept, with 2 statements" in words(app)
    assert app.text_area(key="add-text-1").value == "", "ready for another one"
    app.button(key="put-away").click().run()
    assert "Read a pasted text." not in words(app)


@pytest.mark.parametrize("key", ["files", "paste", "web"])
def test_a_press_without_anything_says_what_is_missing(key: str, tmp_path, monkeypatch) -> None:
    app = open_page(tmp_path, monkeypatch, [])
    app.button(key=f"read-{key}").click().run()
    assert "first.</p>" in words(app)
    assert desk().reading(str(tmp_path / "store.sqlite")) is None


def test_uploaded_files_are_read(tmp_path, monkeypatch) -> None:
    app = open_page(tmp_path, monkeypatch, [])
    app.file_uploader[0].set_value([("oslo.txt", TEXT.encode(), "text/plain"), (f"{HOSTILE[:30]}.txt", b"", "")]).run()
    app.button(key="read-files").click().run()
    report = report_of(here(tmp_path))
    assert (report.kept, len(report.refused)) == (1, 1)
    app.run()
    assert "<img" not in words(app).replace("&lt;img", "")


def test_a_persons_columns_count(tmp_path, monkeypatch) -> None:
    rows = "Kopf;Rumpf;Wann\nEins;Norway supports the treaty.;03/04/2025\n"
    app = open_page(tmp_path, monkeypatch, [])
    app.file_uploader[0].set_value([("rows.csv", rows.encode(), "text/csv")]).run()
    assert not app.exception
    assert "No column is known to hold the articles’ texts." in words(app)
    choices = {each.label: each for each in app.selectbox}
    choices["Text"].set_value(1)
    choices["Title"].set_value(0)
    choices["Date"].set_value(2)
    app.run()
    order = next(each for each in app.selectbox if each.label.startswith("Dates such as"))
    order.set_value("day first: 3 April").run()
    app.button(key="read-files").click().run()
    assert report_of(here(tmp_path)).kept == 1
    with Store.open(tmp_path / "store.sqlite") as store:
        [row] = store.articles().to_dict("records")
    assert (row["title"], row["date"].date()) == ("Eins", Date(2025, 4, 3))


def test_while_one_reading_runs_no_other_begins_and_every_page_tells(tmp_path, monkeypatch) -> None:
    app = open_page(tmp_path, monkeypatch, [say("FRA", "tunnel", SUPPORT)])
    reading = desk().start(str(tmp_path / "store.sqlite"), [Slow(500)])  # type: ignore[list-item]
    app.run()
    assert app.button(key="read-paste").disabled
    assert "You may look at other pages meanwhile." in words(app)
    app.switch_page("pages/overview.py").run()
    assert not app.exception
    assert "See what is being read" in [each.label for each in app.sidebar.page_link]
    app.switch_page(PAGE).run()
    app.button(key="cancel-reading").click().run()
    await_end(reading)
    app.run()
    assert "was cancelled" in words(app)


# -------------------------------------------------------------------------------------------------- without a restart


def test_what_another_process_keeps_is_shown_at_the_next_step(tmp_path, monkeypatch) -> None:
    app = open_dashboard(tmp_path, monkeypatch, [say("FRA", "tunnel", SUPPORT)])
    assert "1 statement ·" in words(app)
    with Store.open(tmp_path / "store.sqlite") as other:
        article, found = say("BRA", "tunnel", SUPPORT)
        other.keep(article, found, reader="test 1")
    app.run()
    assert "2 statements ·" in words(app)


def test_a_table_that_is_slow_to_read_is_not_read_for_every_article(store_file: Path, monkeypatch) -> None:
    monkeypatch.setattr(data, "SLOW", 0.0)
    monkeypatch.setattr(data, "LEAST_REST", 10**9)
    article = make_article()
    with Store.open(store_file) as store:
        store.keep(article, [make_statement(article)], reader="test 1")
        assert len(data.statements()) == 1
        store.keep(make_article(title="More"), [make_statement(make_article(title="More"))], reader="test 1")
        assert len(data.statements()) == 1
        monkeypatch.setattr(data, "LEAST_REST", 0)
        assert len(data.statements()) == 2


def test_another_file_in_the_place_of_the_store_is_opened(store_file: Path) -> None:
    article = make_article()
    with Store.open(store_file) as store:
        store.keep(article, [make_statement(article)], reader="test 1")
    assert len(data.statements()) == 1
    store_file.rename(store_file.with_name("aside.sqlite"))
    Store.open(store_file).close()
    assert len(data.statements()) == 0


def test_without_the_judge_the_page_says_that_the_rules_read_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [say("FRA", "tunnel", SUPPORT)]
    (tmp_path / "with").mkdir()
    assert not open_dashboard(tmp_path / "with", monkeypatch, said).switch_page(PAGE).run().warning
    monkeypatch.setattr("dashboard.paths.JUDGE", tmp_path / "nowhere")
    (notice,) = open_dashboard(tmp_path, monkeypatch, said).switch_page(PAGE).run().warning
    assert "the rules read alone" in notice.value
    assert str(tmp_path / "nowhere") in notice.value
