"""Every kind of content becomes the same words, with what its source tells of them."""

from __future__ import annotations

from datetime import date as Date

import pytest

from dashboard.articles import Asked, Refusal, count_in, kinds, read_content, read_pasted
from dashboard.articles.contents import kind_of
from dashboard.articles.pages import text_of_pages
from dashboard.errors import ArticleError
from dashboard.schema import Article
from tests.articles import files
from tests.articles.files import FIRST, PAGE, PARAGRAPHS, SAMPLES, SECOND, TEXT, TITLE

DAY = Date(2025, 2, 13)


def read(content: bytes, name: str, *, asked: Asked | None = None) -> Article:
    [item] = read_content(content, name, asked=asked or Asked())
    assert isinstance(item, Article), item.reason
    return item


@pytest.mark.parametrize("suffix", SAMPLES)
def test_every_kind_gives_the_same_words(suffix: str) -> None:
    article = read(SAMPLES[suffix], f"a{suffix}")
    assert FIRST in article.text
    assert SECOND in article.text
    assert "\n" not in article.text.replace("\n\n", ""), "paragraphs are parted by blank lines"
    assert article.language == "en"


@pytest.mark.parametrize("suffix", [each for each in SAMPLES if each not in (".txt", ".md", ".csv", ".jsonl", ".eml")])
@pytest.mark.parametrize("name", ["a.txt", "a", "a.dat", "a.pdf"])
def test_the_content_says_what_it_is_and_not_the_name(suffix: str, name: str) -> None:
    assert FIRST in read(SAMPLES[suffix], name).text


@pytest.mark.parametrize("suffix", [".eml", ".jsonl"])
def test_messages_and_json_are_known_without_a_name(suffix: str) -> None:
    assert read(SAMPLES[suffix], "a").date == DAY


def test_a_name_that_steers_the_terminal_is_shown_harmless() -> None:
    assert read(SAMPLES[".txt"], "a\x1b[2J\n.txt").source == "a?[2J?.txt"


def test_every_suffix_that_is_read_has_a_reader() -> None:
    assert set(SAMPLES) <= set(kinds())


@pytest.mark.parametrize(
    ("suffix", "known"),
    [
        pytest.param(".html", (TITLE, DAY, "The Daily", "https://example.org/oslo", "Ada Writer"), id="html"),
        pytest.param(".eml", (TITLE, DAY, "The Daily", None, "Ada Writer"), id="message"),
        pytest.param(".xlsx", (TITLE, DAY, "The Daily", "https://e.org/1", None), id="excel"),
        pytest.param(".jsonl", (TITLE, DAY, "The Daily", "https://e.org/1", None), id="json-lines"),
        pytest.param(".csv", (TITLE, DAY, None, None, None), id="csv"),
        pytest.param(".docx", (TITLE, None, None, None, None), id="word-never-the-day-it-was-saved"),
        pytest.param(".pdf", (TITLE, None, None, None, None), id="pdf-never-the-day-it-was-made"),
        pytest.param(".rss", (TITLE, DAY, "The Daily", "https://example.org/oslo", None), id="feed"),
        pytest.param(".md", (TITLE, None, None, None, None), id="markdown"),
        pytest.param(".txt", ("", None, None, None, None), id="text-alone-tells-nothing"),
    ],
)
def test_what_the_source_tells_is_kept_and_the_rest_is_unknown(suffix: str, known: tuple[object, ...]) -> None:
    article = read(SAMPLES[suffix], f"a{suffix}")
    assert (article.title, article.date, article.publisher, article.url, article.author) == known


def test_what_is_asked_fills_in_what_the_source_leaves_out_and_replaces_nothing() -> None:
    asked = Asked(title="Mine", date=Date(2020, 1, 1), publisher="Me", url="https://me.org", author="I", language="en")
    told = read(SAMPLES[".html"], "a.html", asked=asked)
    assert (told.title, told.date, told.publisher, told.author) == (TITLE, DAY, "The Daily", "Ada Writer")
    bare = read(SAMPLES[".txt"], "a.txt", asked=asked)
    assert (bare.title, bare.date, bare.publisher, bare.url, bare.author) == (
        *("Mine", Date(2020, 1, 1), "Me", "https://me.org", "I"),
    )


# ------------------------------------------------------------------------------------------------------------- language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(TEXT, "en", id="english"),
        pytest.param("Norwegen unterstützt den Vertrag, Chile lehnt ihn nach Angaben der Regierung ab.", "de", id="de"),
        pytest.param(
            "El gobierno de Chile rechaza el tratado, dijo el ministro de Relaciones Exteriores.", "es", id="es"
        ),
        pytest.param(
            "Норвегия поддерживает договор, а Чили отвергает его, заявил министр иностранных дел.", "ru", id="ru"
        ),
        pytest.param(
            "挪威支持该条约，而智利反对该条约，外交部长星期四在奥斯陆举行内阁会议后表示，智利不会签署该条约。",
            "zh",
            id="zh",
        ),
        pytest.param("Norway supports it.", "en", id="too-short-to-tell"),
        pytest.param("Macron, Putin, Merkel, Scholz, Erdogan and Netanyahu met in Brussels.", "en", id="foreign-names"),
    ],
)
def test_the_language_is_found(text: str, language: str) -> None:
    assert read(text.encode(), "a.txt").language == language


def test_a_person_knows_the_language_better() -> None:
    german = "Norwegen unterstützt den Vertrag, Chile lehnt ihn nach Angaben der Regierung ab.".encode()
    assert read(german, "a.txt", asked=Asked(language="en")).language == "en"
    assert read(b"Title: x\nLanguage: fr\n\n" + german, "a.txt", asked=Asked(language="en")).language == "fr"
    table = files.jsonl({"text": "Norway supports it.", "language": "NO-nb"})
    assert read(table, "a.jsonl").language == "no"


# ----------------------------------------------------------------------------------------------------------------- text


def test_pasted_text_is_read_like_a_file() -> None:
    [article] = read_pasted(f"Title: {TITLE}\nDate: 2025-02-13\nAuthor: Ada\n\n{TEXT}")
    assert isinstance(article, Article)
    assert (article.title, article.date, article.author, article.text) == (TITLE, DAY, "Ada", TEXT)
    assert article.source == "pasted text"


def test_pasted_html_is_read_as_a_page() -> None:
    [article] = read_pasted(PAGE)
    assert isinstance(article, Article)
    assert "<p>" not in article.text


@pytest.mark.parametrize("pasted", ["", " \n", "\ud800"])
def test_nothing_pasted_is_told(pasted: str) -> None:
    [item] = read_pasted(pasted)
    assert isinstance(item, Refusal)
    assert item.reason.startswith("pasted text: the file is empty")


# ----------------------------------------------------------------------------------------------------------------- html


def test_a_page_loses_its_menus_and_scripts() -> None:
    text = read(PAGE.encode(), "a.html").text
    assert [word for word in ("Home", "World", "Copyright", "Peru", "document.write") if word in text] == []


def test_a_year_in_the_footer_is_no_date() -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2025-02-13T10:00:00Z">', "")
    assert read(page.encode(), "a.html").date is None


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        pytest.param("utf-8", "", id="utf-8-by-itself"),
        pytest.param("iso-8859-2", '<meta charset="iso-8859-2">', id="as-the-page-says"),
        pytest.param("cp1252", '<meta charset="latin1">', id="latin-1-is-windows-1252-on-the-web"),
        pytest.param("cp1252", "", id="what-says-nothing-is-windows-1252"),
        pytest.param("utf-16", "", id="by-its-mark"),
    ],
)
def test_a_page_is_read_in_its_encoding(encoding: str, head: str) -> None:
    word = "Łódź" if encoding == "iso-8859-2" else "Zürich"
    page = PAGE.replace("<head>", f"<head>{head}").replace("Oslo on", f"{word} on")
    assert word in read(page.encode(encoding), "a.html").text


def test_a_page_in_another_encoding_than_it_says_is_refused() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="utf-8">').replace("Oslo", "Ö" * 200)
    [item] = read_content(page.encode("cp1252"), "a.html")
    assert isinstance(item, Refusal)
    assert item.reason == "a.html: the page is not in utf-8, as it says; save it in UTF-8."


def test_a_page_without_article_is_refused() -> None:
    [item] = read_content(b"<html><body><p>Subscribe to read on.</p></body></html>", "a.html")
    assert isinstance(item, Refusal)
    assert "no article is found in this page" in item.reason


# ------------------------------------------------------------------------------------------------------------------ pdf


def test_lines_of_pages_become_paragraphs() -> None:
    first = """Ministers meet
Norway supports the treaty on the seabed, the foreign minis-
ter said in Oslo on Thursday, and a lawyer who is well-
known and a well-known man to many agreed with her on this.
It is over.
Chile rejects the treaty because of what it calls careless"""
    second = "wording of its first articles, as a diplomat put it once."
    third = "Peru is undecided, and so are several of its neighbours."
    texts = enumerate((first, second, third), 1)
    pages = [["The Daily, 13 February 2025", *text.split("\n"), str(number)] for number, text in texts]
    told = (
        "Norway supports the treaty on the seabed, the foreign minister said in Oslo on Thursday, and a lawyer who is "
        "well-known and a well-known man to many agreed with her on this. It is over."
    )
    rest = "Chile rejects the treaty because of what it calls careless wording of its first articles, as a diplomat put"
    assert text_of_pages(pages).split("\n\n") == ["Ministers meet", told, f"{rest} it once. {third}"]


def test_a_pdf_without_words_says_what_to_do() -> None:
    [item] = read_content(files.pdf([], []), "scan.pdf")
    assert isinstance(item, Refusal)
    assert "pictures of pages and no words; have a text recogniser (OCR) read it" in item.reason


def test_a_pdf_that_opens_without_password_is_read() -> None:
    assert FIRST in read(files.locked_pdf(SAMPLES[".pdf"], password=""), "a.pdf").text


def test_a_title_that_a_program_wrote_is_none() -> None:
    made = files.pdf(["Ministers meet", *PARAGRAPHS], title="Microsoft Word - draft3.doc")
    assert read(made, "a.pdf").title == "Ministers meet"


# ----------------------------------------------------------------------------------------------------------------- word


def test_a_word_document_may_begin_with_a_header() -> None:
    made = files.word(f"Title: {TITLE}", "Date: 13 February 2025", "Publisher: The Daily", "", *PARAGRAPHS, title="")
    article = read(made, "a.docx")
    assert (article.title, article.date, article.publisher, article.text) == (TITLE, DAY, "The Daily", TEXT)


def test_tables_of_a_word_document_are_read_too() -> None:
    import io

    import docx

    document = docx.Document()
    document.add_paragraph(FIRST)
    document.add_table(1, 2).rows[0].cells[1].text = SECOND
    document.save(buffer := io.BytesIO())
    assert read(buffer.getvalue(), "a.docx").text == TEXT


# -------------------------------------------------------------------------------------------------------------- message


def test_the_lines_of_a_message_are_joined() -> None:
    wrapped = TEXT.replace(" minister said", "\nminister said").replace("treaty and will", "treaty\nand will")
    assert read(files.message(wrapped), "a.eml").text == TEXT


def test_a_message_of_html_alone_is_read_as_a_page() -> None:
    article = read(files.message("", html=PAGE), "a.eml")
    assert FIRST in article.text
    assert "Home" not in article.text


def test_articles_attached_to_a_message_are_read_and_pictures_are_not() -> None:
    attached = {"oslo.docx": SAMPLES[".docx"], "logo.png": b"\x89PNG\r\n\x1a\n\0\0", "/up.txt": TEXT.encode()}
    items = list(read_content(files.message("See below.", attached=attached), "a.eml"))
    assert [item.source for item in items] == ["a.eml/oslo.docx", "a.eml/_up.txt"]


def test_a_forwarded_message_is_an_article() -> None:
    from email.message import EmailMessage

    outer, inner = EmailMessage(), EmailMessage()
    inner["Subject"], inner["Date"] = TITLE, "Thu, 13 Feb 2025 10:00:00 +0100"
    inner["Message-ID"] = "<2@example.org>"
    inner.set_content(TEXT)
    outer["Subject"], outer["Message-ID"] = "Fwd", "<1@example.org>"
    outer.set_content("FYI")
    outer.add_attachment(inner)
    article = read(outer.as_bytes(), "a.eml")
    assert (article.title, article.date) == (TITLE, DAY)


# ------------------------------------------------------------------------------------------------------------------ zip


def test_an_archive_gives_its_files_in_order_and_passes_over_what_is_no_article() -> None:
    packed = files.archive(
        {
            "b/2.txt": b"Chile rejects it.",
            "a.pdf": SAMPLES[".pdf"],
            "b/1.md": b"Norway supports it.",
            "__MACOSX/a.pdf": b"x",
            ".hidden.txt": b"x",
            "README.txt": b"x",
            "film.mp4": b"x",
            "votes.csv": b"country,topic\nNOR,treaty\n",
            "votes.xlsx": files.excel(["country"], ["NOR"]),
            "more.zip": files.archive({"deep.txt": b"Peru agrees."}),
        }
    )
    assert [item.source for item in read_content(packed, "x.zip")] == [
        *("x.zip/a.pdf", "x.zip/b/1.md", "x.zip/b/2.txt", "x.zip/more.zip/deep.txt"),
    ]


@pytest.mark.parametrize(
    ("content", "name", "number"),
    [
        pytest.param(files.archive({"a.txt": b"x", "b.txt": b"y", "c.mp4": b"z"}), "x.zip", 2, id="archive"),
        pytest.param(SAMPLES[".xlsx"], "a.xlsx", 1, id="excel"),
        pytest.param(SAMPLES[".pdf"], "a.pdf", 1, id="one-article"),
        pytest.param(b"PK\x03\x04 broken", "x.zip", 1, id="what-cannot-be-told"),
    ],
)
def test_articles_are_counted_before_they_are_read(content: bytes, name: str, number: int) -> None:
    assert count_in(content, name) == number


def test_bad_entries_are_refused_alone() -> None:
    packed = files.archive({"a.txt": b"", "b.txt": b"Norway supports it.", "c.pdf": b"%PDF-1.4 cut off"})
    items = list(read_content(packed, "x.zip"))
    assert [type(item).__name__ for item in items] == ["Refusal", "Article", "Refusal"]
    assert [item.reason.split(":")[0] for item in items if isinstance(item, Refusal)] == ["x.zip/a.txt", "x.zip/c.pdf"]


# ----------------------------------------------------------------------------------------------------------------- feed


def test_a_feed_in_a_file_gives_what_it_holds_in_full() -> None:
    feed = files.rss(
        files.item("https://e.org/1", text="<p>Norway supports it.</p> <script>x</script>" * 60),
        files.item("https://e.org/2", title="Short"),
    )
    first, second = read_content(feed, "feed.xml")
    assert isinstance(first, Article)
    assert "script" not in first.text
    assert isinstance(second, Refusal)
    assert second.reason.startswith("feed.xml, Short: the feed gives no more than a summary")


# ------------------------------------------------------------------------------------------------------- what it is not


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word, Excel or Outlook; open it", id="doc"
        ),
        pytest.param(b"{\\rtf1 hello}", "rich text (RTF); open it and save it as .docx", id="rtf"),
        pytest.param(b"\x1f\x8b\x08\0", "packed with gzip; unpack it", id="gzip"),
        pytest.param(b"Rar!\x1a\x07\0", "a RAR archive; unpack it", id="rar"),
        pytest.param(b"<?xml version='1.0'?><svg/>", "XML of a kind that is not known", id="xml"),
        pytest.param(files.archive({"mimetype": b"application/epub+zip"}), "e-book of another kind", id="epub"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0", ".bin files cannot be read; save it as one of", id="picture"),
    ],
)
def test_other_kinds_are_told_with_their_repair(content: bytes, told: str) -> None:
    with pytest.raises(ArticleError) as raised:
        kind_of(content, "a.bin")
    assert str(raised.value).startswith("a.bin: ")
    assert told in str(raised.value)
