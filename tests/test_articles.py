"""From files to articles: offsets stay those of the file, headers are read, what cannot be read is told."""

from __future__ import annotations

import os
from datetime import date as Date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles import (
    Asked,
    ColumnMap,
    Refusal,
    count_articles,
    files_passed_over,
    find_files,
    kinds,
    parse_date,
    read_articles,
    read_bytes,
    read_sources,
)
from dashboard.errors import ArticleError
from dashboard.schema import Article

BODY = "Norway supports the treaty.\n\nChile rejects it.\n"


def read(text: str | bytes, name: str = "a.txt") -> Article:
    [article] = read_bytes(text if isinstance(text, bytes) else text.encode(), name)
    return article


# -------------------------------------------------------------------------------------------------------------- headers


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BODY, id="plain"),
        pytest.param("\n\n  " + BODY + "\n \n", id="blanks-around"),
        pytest.param("Ministers meet\n\n" + BODY, id="title-line-stays-in-the-text"),
        pytest.param("Note: what follows is a speech.\n\n" + BODY, id="a-note-is-no-header"),
        pytest.param("Berlin: a city divided\nTitle: nothing\n\n" + BODY, id="unknown-first-key-is-text"),
        pytest.param("Date: 2025-02-13\nThe minister spoke.\n\n" + BODY, id="a-line-that-is-no-field-makes-it-text"),
        pytest.param("---\n\n" + BODY, id="a-rule-is-text"),
        pytest.param("URL: https://example.org\n\n" + BODY, id="neither-title-nor-date-is-text"),
        pytest.param("Author: A. Writer\n\n" + BODY, id="a-byline-is-text"),
        pytest.param("« Été » – naïve 日本 \U0001f600\u2028next\x0cpage\x85x.\n", id="any-characters"),
    ],
)
def test_a_file_without_header_is_its_text_to_the_character(text: str) -> None:
    assert read(text).text == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1))
def test_whatever_has_no_colon_is_kept_to_the_character(text: str) -> None:
    text = "x" + text.replace(":", ";")
    assert read(text).text == text


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("Title: Talks\nDate: 2025-02-13\nPublisher: The Daily\nURL: https://e.org/1\n\n", id="plain"),
        pytest.param(
            "Title: Talks\nDate: 2025-02-13\nPublisher: The Daily\nURL: https://e.org/1\n---\n", id="closed-by-rule"
        ),
        pytest.param(
            "---\ntitle: 'Talks'\ndate: 2025-02-13\nsource: The Daily\nlink: https://e.org/1\n---\n\n", id="fenced"
        ),
        pytest.param(
            "TITLE:  Talks \ndate: 13 February 2025\npublisher:\tThe Daily\nurl: https://e.org/1\n\n\n", id="case"
        ),
        pytest.param(
            "Title: Talks\nNote: ours\n  written: for us\nRecords: A/1\nDate: Feb 13, 2025\nPublisher: The Daily\nURL: https://e.org/1\n\n",
            id="notes-and-unknown-keys-are-passed-over",
        ),
        pytest.param(
            "Title:\n  Talks\nDate: 2025-02-13\nPublisher: The\n Daily\nURL: https://e.org/1\n\n", id="continued"
        ),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_header_is_read_and_the_text_begins_after_it(header: str, ending: str) -> None:
    article = read((header + BODY).replace("\n", ending))
    assert article == Article.of(
        BODY, title="Talks", date=Date(2025, 2, 13), publisher="The Daily", url="https://e.org/1", source="a.txt"
    )


def test_what_the_header_leaves_out_is_unknown_and_never_today() -> None:
    article = read("Title: Talks\n\n" + BODY)
    assert (article.date, article.publisher, article.url, article.language) == (None, None, None, "en")


def test_language_of_the_header() -> None:
    assert read("Title: Gespräche\nLanguage: de-AT\n\n" + BODY).language == "de"


@pytest.mark.parametrize(
    ("header", "told"),
    [
        pytest.param(
            "Title: x\nDate: 03/04/2025", "a.txt, line 2: '03/04/2025' is not a date; write it as 2025-02-13", id="day"
        ),
        pytest.param("---\nTitle: x\nDate: 2025-02-30", "a.txt, line 3: '2025-02-30' is not a date", id="no-such-day"),
        pytest.param(
            "Title: x\nURL: javascript:alert(1)", "a.txt, line 2: .* is not a web address", id="no-scripts-as-links"
        ),
        pytest.param("Title: x\nLanguage: English", "a.txt, line 2: 'English' is not a language code", id="language"),
    ],
)
def test_a_faulty_header_is_told_with_file_line_and_repair(header: str, told: str) -> None:
    closing = "\n---\n" if header.startswith("---") else "\n\n"
    with pytest.raises(ArticleError, match=told):
        read(header + closing + BODY)


def test_a_block_that_never_ends_is_text() -> None:
    text = "Title: x\n" + " more\n" * 100_000
    assert read(text).text == text


def test_a_header_without_text_is_refused() -> None:
    with pytest.raises(ArticleError, match=r"a\.txt: there is no text after the header"):
        read("Title: x\nDate: 2025-02-13\n\n \n")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("Ministers meet in Oslo\n\n" + BODY, "Ministers meet in Oslo", id="short-line-that-stands-alone"),
        pytest.param("\n Ministers meet \n \n" + BODY, "Ministers meet", id="blanks-around"),
        pytest.param("Will they agree?\n\n" + BODY, "Will they agree?", id="a-question-may-be-a-title"),
        pytest.param("Ministers met in Oslo.\n\n" + BODY, "", id="a-sentence-is-none"),
        pytest.param("Ministers meet\n" + BODY, "", id="a-line-that-goes-on-is-none"),
        pytest.param("word " * 50 + "\n\n" + BODY, "", id="a-paragraph-is-none"),
        pytest.param("Ministers meet", "", id="the-only-line-is-the-text"),
    ],
)
def test_the_title_of_a_text_without_header(text: str, title: str) -> None:
    assert read(text).title == title


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-02-13", Date(2025, 2, 13)),
        ("2025-02-13T23:59:00Z", Date(2025, 2, 13)),
        ("13 February 2025", Date(2025, 2, 13)),
        ("Thursday, 13th Feb. 2025", Date(2025, 2, 13)),
        ("February 13, 2025", Date(2025, 2, 13)),
        ("Sept 1 2020", Date(2020, 9, 1)),
        ("03/04/2025", None),
        ("13.02.2025", None),
        ("February 2025", None),
        ("30 February 2025", None),
        ("13 Marchember 2025", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates(written: str, day: Date | None) -> None:
    assert parse_date(written) == day


# ------------------------------------------------------------------------------------------------------------- encoding


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_and_its_mark_is_no_text(encoding: str) -> None:
    assert read("Élysée: “non”.\n".encode(encoding)).text == "Élysée: “non”.\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(
            "One.\nÉlysée.".encode("cp1252"), "a.txt, line 2: byte 0xc9 is not UTF-8; save", id="other-encoding"
        ),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x01", "a.txt: this is not a text file", id="picture"),
        pytest.param(b"abc\0def", "a.txt: this is not a text file", id="nul"),
        pytest.param(b"", "a.txt: the file is empty", id="empty"),
        pytest.param(b" \n\t\n", "a.txt: the file is empty", id="blank"),
        pytest.param(b"\xff\xfea", "a.txt, line 1: .* is not UTF-8", id="cut-off"),
        pytest.param(b"word " * 200_001, "a.txt: the text has 1,000,005 characters", id="too-long-to-read"),
    ],
)
def test_content_that_is_no_text_is_told_with_its_repair(content: bytes, told: str) -> None:
    with pytest.raises(ArticleError, match=told):
        read(content)


@given(st.binary(max_size=300))
def test_any_bytes_are_an_article_or_an_article_error(content: bytes) -> None:
    for suffix in kinds():
        try:
            articles = list(read_bytes(content, f"a{suffix}"))
        except ArticleError as error:
            told = str(error)
        else:
            told = f"a{suffix}" if all(article.text.strip() for article in articles) else "nothing"
        assert told.startswith(f"a{suffix}")


# ------------------------------------------------------------------------------------------------------------- markdown


def test_markdown_loses_its_marks_and_keeps_its_words() -> None:
    marked = (
        '# Talks in *Oslo*\n\nNorway **supports** the\n[treaty](https://e.org "t") &amp; more.\n\n'
        "<script>alert(1)</script>\n\n> Chile said: <b>no</b>.\n\n- one\n- two ![picture](x.png)\n\n"
        "    indented `word`\n"
    )
    article = read(marked, "a.md")
    assert article.title == "Talks in Oslo"
    assert article.text == (
        "Talks in Oslo\n\nNorway supports the treaty & more.\n\nChile said: no.\n\none\n\ntwo\n\nindented word"
    )


def test_markdown_with_a_header() -> None:
    article = read("---\ntitle: Talks\ndate: 2025-02-13\n---\n\nNorway _supports_ it.\n", "a.md")
    assert (article.title, article.date, article.text) == ("Talks", Date(2025, 2, 13), "Norway supports it.")


def test_markdown_of_marks_alone_is_refused() -> None:
    with pytest.raises(ArticleError, match=r"a\.md: there is no text"):
        read("<p></p>\n", "a.md")


# -------------------------------------------------------------------------------------------------------------- sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good articles, one bad, a picture, a table of no articles, and what is not content."""
    (tmp_path / "deep").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "b.txt").write_text(BODY, "utf-8")
    (tmp_path / "deep" / "c.md").write_text("Norway rejects it.", "utf-8")
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "deep" / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    (tmp_path / "deep" / "votes.csv").write_text("country,topic\nNOR,treaty\n", "utf-8")
    for name in ("README.md", ".hidden.txt", "_draft.txt", ".git/config.txt"):
        (tmp_path / name).write_text("not an article", "utf-8")
    return tmp_path


def test_a_folder_is_read_in_order_and_goes_on_after_what_it_refuses(folder: Path) -> None:
    found = [(type(item).__name__, Path(item.source or "").name) for item in read_sources([folder])]
    assert found == [("Refusal", "a.txt"), ("Article", "b.txt"), ("Article", "c.md")]


def test_a_folder_passes_over_kinds_that_are_not_read(folder: Path) -> None:
    (folder / "film.MP4").write_bytes(b"\0\0\0\x18ftyp")
    (folder / "LOUD.TXT").write_text(BODY, "utf-8")
    assert [path.name for path in files_passed_over(folder)] == ["film.MP4", "scan.png", "votes.csv"]
    assert [Path(str(found)).name for found in find_files(folder)] == ["LOUD.TXT", "a.txt", "b.txt", "c.md"]


def test_a_table_of_articles_in_a_folder_is_read(folder: Path) -> None:
    (folder / "news.csv").write_text("title,text\nTalks,Norway supports it.\n", "utf-8")
    (folder / "news.jsonl").write_text('{"body": "Chile rejects it."}\n', "utf-8")
    texts = [item.text for item in read_sources([folder]) if isinstance(item, Article)]
    assert {"Norway supports it.", "Chile rejects it."} <= set(texts)
    assert [path.name for path in files_passed_over(folder)] == ["scan.png", "votes.csv"]


def test_columns_that_were_named_are_looked_for_in_every_table_of_a_folder(folder: Path) -> None:
    (folder / "mine.csv").write_text("a;b\n2025-02-13;Peru supports it.\n", "utf-8")
    asked = Asked(columns=ColumnMap(text="b", date="a"))
    items = list(read_sources([folder], asked=asked))
    assert [(item.text, item.date) for item in items if isinstance(item, Article) and item.date] == [
        ("Peru supports it.", Date(2025, 2, 13))
    ]
    reasons = [item.reason for item in items if isinstance(item, Refusal)]
    assert any(
        "votes.csv: there is no column 'b' for the text (columns: 'country', 'topic')" in each for each in reasons
    )


@pytest.mark.parametrize("source", ["deep/scan.png", "nowhere", "x" * 5000, "bad\0name"])
def test_only_a_folder_passes_files_over(folder: Path, source: str) -> None:
    assert list(files_passed_over(f"{folder}/{source}")) == []


def test_refusals_name_file_and_repair(folder: Path) -> None:
    sources = [str(folder), f"{folder}/deep/scan.png", "nowhere.txt"]
    reasons = [item.reason for item in read_sources(sources) if isinstance(item, Refusal)]
    assert reasons == [
        f"{folder}/a.txt: the file is empty; remove it or put the article's text into it.",
        f"{folder}/deep/scan.png: .png files cannot be read; save it as one of {', '.join(kinds())}.",
        "nowhere.txt: there is no such file or folder; check the spelling.",
    ]


def test_without_a_place_for_refusals_the_first_is_raised(folder: Path) -> None:
    with pytest.raises(ArticleError, match=r"a\.txt: the file is empty"):
        list(read_articles(folder))
    assert [article.text for article in read_articles(str(folder / "b.txt"))] == [BODY]


def test_the_source_is_as_the_user_named_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert [article.source for article in read_articles("b.txt")] == ["b.txt"]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        pytest.param("ftp://example.org/a.txt", "only addresses that begin with https:// or http://", id="not-the-web"),
        pytest.param("x" * 5000 + ".txt", "cannot be reached|no such file", id="endless-name"),
        pytest.param("bad\0name.txt", "no such file|cannot be reached", id="nul-in-name"),
    ],
)
def test_sources_that_are_no_files(source: str, told: str) -> None:
    with pytest.raises(ArticleError, match=told):
        list(read_articles(source))


def test_a_file_too_large_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.articles.limits.check_size.__kwdefaults__", {"limit": 10})
    (tmp_path / "a.txt").write_text(BODY, "utf-8")
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("read"))
    with pytest.raises(ArticleError, match="the limit is"):
        list(read_articles(tmp_path))


@pytest.mark.skipif(os.name != "posix", reason="named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ArticleError, match="not a regular file"):
        list(read_articles(tmp_path))


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text(BODY, "utf-8")
    monkeypatch.setattr(Path, "read_bytes", deny)
    with pytest.raises(
        ArticleError, match=r"a.txt: the file cannot be read \(Permission denied\); check its permissions"
    ):
        list(read_articles(tmp_path))


def test_files_are_counted_without_being_read(folder: Path) -> None:
    assert len(list(find_files(folder))) == 3
    assert count_articles([folder]) == 3
