"""What is broken, locked, empty, enormous or made to harm is told in one line, and the rest goes on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.articles import Refusal, kinds, read_content
from dashboard.articles import limits as limits_module
from dashboard.articles.reading import read_bytes
from dashboard.schema import Article
from tests.articles import files
from tests.articles.files import SAMPLES, TEXT

UP = "..\x2f"  # written so that no file of the project seems to point outside it
OPTIONS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def outcome(content: bytes, name: str) -> str:
    """The one refusal's reason."""
    items = list(read_content(content, name))
    reasons = [item.reason for item in items if isinstance(item, Refusal)]
    assert reasons, f"{name} was read as {items}"
    return reasons[0]


def check(content: bytes, name: str) -> None:
    """Any content gives articles with words or refusals that name the source and fit on a line."""
    items = list(read_content(content, name))
    for item in items:
        if isinstance(item, Article):
            assert item.text.strip()
            item.text.encode()
            assert "\0" not in item.text
            assert (item.source or "").startswith(name)
        else:
            assert item.reason.startswith(name)
            assert "\n" not in item.reason
            assert item.reason.endswith((".", ")"))


# ----------------------------------------------------------------------------------------------------------------- fuzz


@pytest.mark.parametrize("suffix", SAMPLES)
@OPTIONS
@given(data=st.data())
def test_a_file_that_was_tampered_with_is_read_or_refused(suffix: str, data: st.DataObject) -> None:
    content = bytearray(SAMPLES[suffix])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
        if not content:
            break
    check(bytes(content), f"a{suffix}")


@pytest.mark.parametrize("suffix", SAMPLES)
@OPTIONS
@given(share=st.floats(0, 0.999))
def test_a_file_that_was_cut_off_is_read_or_refused(suffix: str, share: float) -> None:
    check(SAMPLES[suffix][: int(len(SAMPLES[suffix]) * share)], f"a{suffix}")


@pytest.mark.parametrize("suffix", kinds())
@OPTIONS
@given(content=st.binary(max_size=400))
def test_any_bytes_under_any_name(suffix: str, content: bytes) -> None:
    check(content, f"a{suffix}")


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".eml", ".html", ".md", ".rss", ".txt"])
@OPTIONS
@given(
    text=st.text(max_size=300),
    start=st.sampled_from(["text\n", "text,date\n", '{"text":', "Subject: x\n", "<html><p>", ""]),
)
def test_any_text_under_any_name(suffix: str, text: str, start: str) -> None:
    check((start + text).encode("utf-8", errors="surrogatepass"), f"a{suffix}")


# ------------------------------------------------------------------------------------------------------------ cut, bare


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx", ".zip"])
def test_what_is_cut_off_is_told(suffix: str) -> None:
    said = outcome(SAMPLES[suffix][: len(SAMPLES[suffix]) // 2], f"a{suffix}")
    assert any(words in said for words in ("damaged or cut off", "no words")), said


@pytest.mark.parametrize("suffix", kinds())
@pytest.mark.parametrize("content", [b"", b" \n"], ids=["empty", "blank"])
def test_what_is_empty_is_told(suffix: str, content: bytes) -> None:
    said = outcome(content, f"a{suffix}")
    assert any(words in said for words in ("is empty", "no message", "no article", "no feed")), said


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        pytest.param(files.pdf([]), "a.pdf", "no words", id="pdf"),
        pytest.param(files.word(title=""), "a.docx", "there is no text", id="word"),
        pytest.param(files.excel(), "a.xlsx", "the workbook has no rows", id="excel"),
        pytest.param(files.excel(["text"]), "a.xlsx", "no rows under its heading", id="excel-heading-alone"),
        pytest.param(b"text,date\n", "a.csv", "no rows under its heading", id="csv-heading-alone"),
        pytest.param(b"\n,,\n", "a.csv", "no heading", id="csv-without-heading"),
        pytest.param(files.archive({}), "a.zip", "holds no file that can be read", id="archive"),
        pytest.param(files.archive({"a.mp4": b"x"}), "a.zip", "holds no file that can be read", id="archive-of-films"),
        pytest.param(files.message("  \n"), "a.eml", "the message has no text", id="message"),
        pytest.param(b"[]", "a.json", "no line holds a JSON object", id="json"),
    ],
)
def test_a_sound_file_without_articles_is_told(content: bytes, name: str, told: str) -> None:
    assert told in outcome(content, name)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".csv", ".jsonl"])
def test_another_encoding_is_told_with_its_line(suffix: str) -> None:
    content = 'text\n"Élysée"\n'.encode("cp1252")
    assert "line 2: byte 0xc9 is not UTF-8; save the file in UTF-8" in outcome(content, f"a{suffix}")


# --------------------------------------------------------------------------------------------------------------- locked


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        pytest.param(
            files.locked_pdf(SAMPLES[".pdf"], password="x"),
            "a.pdf",
            "the PDF is encrypted; open it and save it",
            id="pdf",
        ),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            "the document is encrypted; save it without a password",
            id="word-or-excel",
        ),
    ],
)
def test_what_is_locked_is_told(content: bytes, name: str, told: str) -> None:
    assert told in outcome(content, name)


def test_a_locked_entry_is_told_by_its_name() -> None:
    said = outcome(files.locked_archive({"in/a.txt": b"Norway supports it."}), "x.zip")
    assert said == "x.zip/in/a.txt: the entry is encrypted; pack the archive anew without a password."


# ------------------------------------------------------------------------------------------------------------- enormous


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes limits small, so that tests need no enormous files."""

    def shrink(**changed: float) -> None:
        for name, value in changed.items():
            for module in (limits_module, __import__("dashboard.articles.kinds.pdf", fromlist=["x"])):
                if hasattr(module, name):
                    monkeypatch.setattr(module, name, value)

    return shrink


def test_a_text_too_long_to_be_read_at_once_is_told() -> None:
    assert "the text has 1,000,005 characters, more than the 1,000,000" in outcome(b"word " * 200_001, "a.txt")


def test_files_larger_than_their_kind_may_be_are_told() -> None:
    assert outcome(b"x" * (17 * 2**20), "a.txt") == (
        "a.txt: the file has 18 MB, the limit is 16 MB; split it into several files."
    )
    assert "the limit is 8 MB" in outcome(b"<html>" + b"x" * (9 * 2**20), "a.txt")
    assert "the limit is 64 MB" in outcome(b"%PDF-1.4" + b"x" * (65 * 2**20), "a.pdf")


def test_a_pdf_of_too_many_pages(small: Callable[..., None]) -> None:
    small(MOST_PAGES=2)
    said = outcome(files.pdf(["a"], ["b"], ["c"]), "a.pdf")
    assert said == "a.pdf: the PDF has 3 pages, the limit is 2; save the pages of the article alone."


def test_a_document_that_takes_too_long(small: Callable[..., None]) -> None:
    small(SECONDS=-1.0)
    assert outcome(SAMPLES[".pdf"], "a.pdf") == "a.pdf: reading it takes more than -1 seconds; split it."


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        pytest.param({"MOST_ENTRIES": 1}, "x.zip/b.txt: the archive holds more than 1 entries", id="entries"),
        pytest.param({"MOST_EXPANDED": 30}, "x.zip/b.txt: with this entry the archive unpacks to more than", id="sum"),
        pytest.param({"MOST_OF_ONE_ENTRY": 10}, "x.zip/a.txt: the entry unpacks to", id="one-entry"),
    ],
)
def test_an_archive_that_would_fill_the_machine(small: Callable[..., None], limit: dict[str, int], told: str) -> None:
    small(**limit)
    assert outcome(files.archive({"a.txt": b"Norway supports it.", "b.txt": b"Chile rejects it."}), "x.zip").startswith(
        told
    )


def test_an_entry_packed_too_tightly_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = files.archive({"a.txt": b"a" * (8 * 2**20)})
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_args: pytest.fail("unpacked"))
    assert "x.zip/a.txt: the entry unpacks to more than 200 times its size" in outcome(bomb, "x.zip")


def test_documents_are_archives_too() -> None:
    content = io.BytesIO(SAMPLES[".docx"])
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/huge.xml", b" " * (8 * 2**20))
    assert "more than 200 times its size" in outcome(content.getvalue(), "a.docx")


def test_archives_in_archives_end_somewhere() -> None:
    content = files.archive({"a.txt": b"Norway supports it."})
    for _ in range(2):
        content = files.archive({"inner.zip": content})
    assert len(list(read_bytes(content, "x.zip"))) == 1
    said = outcome(files.archive({"inner.zip": content}), "x.zip")
    assert said.endswith("the archive lies in more than 2 others; unpack it and name it.")


def test_one_allowance_holds_for_all_archives_in_an_archive(small: Callable[..., None]) -> None:
    small(MOST_ENTRIES=3)
    inner = files.archive({"a.txt": b"Norway supports it.", "b.txt": b"Chile rejects it."})
    items = list(read_content(files.archive({"1.zip": inner, "2.zip": inner}), "x.zip"))
    assert [type(item).__name__ for item in items] == ["Article", "Article", "Refusal"]


# -------------------------------------------------------------------------------------------------------------- hostile


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param(f"{UP}{UP}etc/cron.d/a.txt", f"{UP}{UP}etc/cron.d/a.txt", id="upwards"),
        pytest.param("/etc/a.txt", "/etc/a.txt", id="absolute"),
        pytest.param("C:\\a.txt", "C:\\a.txt", id="drive"),
        pytest.param("..\\a.txt", "..\\a.txt", id="upwards-on-windows"),
        pytest.param("a\x1b[2J\n.txt", "a?[2J?.txt", id="steers-the-terminal"),
        pytest.param("a" * 500 + ".txt", "a" * 400 + "…", id="endless"),
    ],
)
def test_names_that_lead_elsewhere_are_refused_and_shown_harmless(name: str, shown: str) -> None:
    said = outcome(files.archive({name: b"Norway supports it."}), "x.zip")
    assert said.startswith(f"x.zip/{shown}: the entry's name ")
    assert said.isprintable()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("part", ["word/document.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_documents_that_declare_entities_are_not_parsed(part: str, encoding: str) -> None:
    content = files.archive({part: (ENTITIES + b"<x>&a;</x>").decode().encode(encoding)})
    assert "declares entities of its own" in outcome(content, "a.docx")


def test_feeds_that_declare_entities_are_not_parsed() -> None:
    feed = files.rss(files.item("https://e.org/1")).replace(b'"utf-8"?>', b'"utf-8"?>' + ENTITIES.split(b"?>")[1])
    assert "declares entities of its own" in outcome(feed, "feed.xml")


def test_a_page_that_names_a_file_does_not_get_it() -> None:
    page = ENTITIES + b"<html><body><p>&a; " + TEXT.encode() + b"</p></body></html>"
    for item in read_content(page, "a.html"):
        assert "root:" not in (item.text if isinstance(item, Article) else item.reason)


def test_a_formula_is_a_value_or_nothing() -> None:
    made = files.excel(["text", "title"], ['=WEBSERVICE("http://127.0.0.1/")', "x"], ["Norway supports it.", "y"])
    items = list(read_content(made, "a.xlsx"))
    assert [item.text for item in items if isinstance(item, Article)] == ["Norway supports it."]


def test_characters_that_no_database_takes_are_left_out() -> None:
    [item] = read_content(b'{"text": "Norway\\u0000 \\ud800supports\\u0007 it.", "title": "a\\u0000b\\nc"}', "a.jsonl")
    assert isinstance(item, Article)
    assert (item.text, item.title) == ("Norway supports it.", "ab c")


def test_addresses_that_run_scripts_are_no_addresses() -> None:
    [item] = read_content(files.jsonl({"text": TEXT, "url": "javascript:alert(1)"}), "a.jsonl")
    assert isinstance(item, Article)
    assert item.url is None
