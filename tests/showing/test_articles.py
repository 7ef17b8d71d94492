"""Articles: found, listed, read; what is marked leads to its row, and no word of theirs is markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as Date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from dashboard.analysis.articles import Order, article_facts, article_list
from dashboard.articles import read_articles
from dashboard.paths import SEEDS
from dashboard.schema import Actor, Article, Represents, Review, Statement
from dashboard.store import Store
from dashboard.store.search import folded, terms
from dashboard.ui.articles import ROWS_AT_ONCE
from dashboard.ui.marks import plain_label
from dashboard.ui.reader_html import about, number_statements, paragraphs, reading, text_html
from dashboard.ui.starters import origin_of
from tests.showing.apps import open_dashboard, words
from tests.showing.conftest import HOSTILE, NEUTRAL, OPPOSE, SUPPORT, WORLD, Said, fill, say, settle, table
from tests.showing.test_evidence import Elements

PAGE = "pages/articles.py"
OURS = {
    "article", "strong", "span", "p", "q", "b", "mark", "footer", "header", "br", "a", "div", "h3", "ol", "li",
}  # fmt: skip
TEXT = "Ministers met.\n\nFrance backs the plan, Brazil rejects the plan. Kenya waits.\n\nRain fell."


def open_articles(folder: Path, monkeypatch: pytest.MonkeyPatch, said: Sequence[Said], **query: Any) -> AppTest:
    return open_dashboard(folder, monkeypatch, said, **query).switch_page(PAGE).run()


def titles(app: AppTest) -> list[str]:
    return [button.label for button in app.button if str(button.key).startswith("open-")]


def told(article: Article, words: str, country: str, side: Any, **changes: Any) -> Statement:
    """A statement whose evidence is these words of the article."""
    start = article.text.index(words)
    parts: dict[str, Any] = {
        "id": Statement.identify(article.id, start, start + len(words), country, words),
        "article": article.id, "start": start, "end": start + len(words), "evidence": words,
        "actor": Actor(country, None, country, Represents.GOVERNMENT), "actor_start": None, "actor_end": None,
        "stance": side, "target": "the plan", "target_start": None, "target_end": None, "topic": "plan",
        "position": side, "cue": words.split()[1].strip("."), "is_quote": False, "confidence": 0.8,
        "method": "verb:word",
    }  # fmt: skip
    return Statement(**(parts | changes))


ARTICLE = Article.of(TEXT, title="Two sides", date=Date(2025, 2, 12), publisher="The Model Times")
SENTENCE = "France backs the plan, Brazil rejects the plan."
BOTH = (
    ARTICLE,
    [
        told(ARTICLE, SENTENCE, "FRA", SUPPORT, cue="backs"),
        told(ARTICLE, SENTENCE, "BRA", OPPOSE, cue="rejects"),
        told(ARTICLE, "Kenya waits.", "KEN", NEUTRAL),
    ],
)


def shown(said: Said = BOTH, chosen: str | None = None) -> str:
    return text_html(said[0].text, number_statements(table(said)), chosen)


# --------------------------------------------------------------------------------------------------------------- search


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("tunnel  plan", ["tunnel", "plan"], id="words"),
        pytest.param('"tunnel  plan" now', ["tunnel plan", "now"], id="a phrase stays together"),
        pytest.param("“tunnel plan”", ["tunnel plan"], id="curly quotes"),
        pytest.param('"tunnel plan', ["tunnel", "plan"], id="a quote that is never closed"),
        pytest.param('  "" " ', [], id="nothing"),
    ],
)
def test_terms(words: str, expected: list[str]) -> None:
    assert terms(words) == expected


def test_folding_forgets_case_accents_and_blanks() -> None:
    assert folded("Viktor  ORBÁN’s\nStraße") == "viktor orban's strasse"
    assert folded(None) is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("orban", {"a"}, id="accents in the text do not matter"),
        pytest.param("ÉLYSÉE", {"a"}, id="nor in the search"),
        pytest.param("harald", {"b"}, id="publisher"),
        pytest.param("oslo", {"b"}, id="title"),
        pytest.param("tax oslo", {"b"}, id="each word somewhere"),
        pytest.param('"tax oslo"', set(), id="a phrase in one place only"),
        pytest.param("100%", {"b"}, id="a percent sign is a percent sign"),
        pytest.param("a_b", set(), id="an underscore is no wildcard"),
        pytest.param("'; drop table articles; --", set(), id="no word is a command"),
        pytest.param("", {"a", "b"}, id="nothing finds everything"),
    ],
)
def test_find_articles(tmp_path: Path, words: str, found: set[str]) -> None:
    known = {
        "a": Article.of("Viktor Orbán spoke at the Élysée."),
        "b": Article.of("A tax of 100% was set.", title="Oslo decides", publisher="Harald"),
    }
    with Store.open(tmp_path / "store.sqlite") as store:
        store.keep_many([(article, []) for article in known.values()], reader="test 1")
        assert store.find_articles(words) == {known[name].id for name in found}


# ----------------------------------------------------------------------------------------------------------------- list

LISTED = pd.DataFrame(
    {
        "id": ["a", "b", "c", "d"],
        "title": ["beta", "Alpha", "", "gamma"],
        "publisher": ["Z", None, "y", "Z"],
        "date": pd.to_datetime(["2025-01-02", "2025-01-01", None, "2025-01-02"]),
    }
)
COUNTED = pd.DataFrame({"article": pd.Categorical(["b", "b", "c", "d"])})


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.NEWEST, "dabc"[1:2] + "dbc"),
        (Order.OLDEST, "badc"),
        (Order.STATEMENTS, "bdca"),
        (Order.TITLE, "badc"),
        (Order.PUBLISHER, "cadb"),
    ],
)
def test_article_list_is_sorted_and_what_is_missing_comes_last(order: Order, expected: str) -> None:
    assert "".join(article_list(LISTED, COUNTED, order=order, with_silent=True)["id"]) == expected


def test_article_list_leaves_out() -> None:
    assert list(article_list(LISTED, COUNTED)["id"]) == ["d", "b", "c"]
    assert list(article_list(LISTED, COUNTED)["n"]) == [1, 2, 1]
    assert list(article_list(LISTED, COUNTED, only={"a", "b"}, with_silent=True)["id"]) == ["a", "b"]
    assert article_list(LISTED, COUNTED, only=set()).empty


def test_article_facts() -> None:
    facts = article_facts(table(BOTH)).loc[ARTICLE.id]
    assert (facts["support"], facts["oppose"], facts["neutral"]) == (1, 1, 1)
    assert sorted(facts["countries"]) == ["BRA", "FRA", "KEN"]
    assert facts["topics"] == ["plan"]
    assert article_facts(table()).empty


def test_the_list_names_articles_with_what_they_hold(tmp_path, monkeypatch) -> None:
    app = open_articles(tmp_path, monkeypatch, [*WORLD[:2], BOTH])
    assert not app.exception
    assert len(titles(app)) == 3
    assert "3 articles with statements that pass the filters, of 3 in the store" in words(app)
    assert "12 Feb 2025 · The Model Times · 3 statements" in words(app)


def test_the_list_is_searched_and_the_search_taken_back(tmp_path, monkeypatch) -> None:
    app = open_articles(tmp_path, monkeypatch, [*WORLD[:2], BOTH])
    app.text_input(key="find").set_value("rain").run()
    assert titles(app) == ["Two sides"]
    app.text_input(key="find").set_value("no such word").run()
    assert "No article fits." in words(app)
    app.button(key="clear-search").click().run()
    assert len(titles(app)) == 3


def test_a_long_list_is_turned_page_by_page(tmp_path, monkeypatch) -> None:
    said = [say("FRA", "tunnel", SUPPORT, words=f"France backs plan {n}.", title=f"Article {n:02}") for n in range(45)]
    app = open_articles(tmp_path, monkeypatch, said, list_page="3")
    assert not app.exception
    assert len(titles(app)) == 45 - 2 * ROWS_AT_ONCE
    app.selectbox(key="sorted").select(Order.TITLE).run()
    assert titles(app)[0] == "Article 00", "a new order begins at the first page"


def test_a_page_that_does_not_exist_is_the_last(tmp_path, monkeypatch) -> None:
    app = open_articles(tmp_path, monkeypatch, list(WORLD), list_page="7")
    assert not app.exception
    assert titles(app)


def test_articles_without_statements_are_listed_on_demand(tmp_path, monkeypatch) -> None:
    silent = Article.of("Rain fell all day.", title="Weather")
    app = open_articles(tmp_path, monkeypatch, [*WORLD[:1], (silent, [])])
    assert "Weather" not in titles(app)
    app.toggle(key="silent").set_value(True).run()
    assert "Weather" in titles(app)
    app.button(key=f"open-{silent.id}").click().run()
    assert "No statement to show" in words(app)
    assert "is not neutrality." in words(app)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param([], id="empty store"),
        pytest.param([say("FRA", "tunnel", SUPPORT)], id="one statement"),
        pytest.param([say("FRA", "tunnel", NEUTRAL, day=None, title="", publisher=None, url=None)], id="bare"),
        pytest.param([say(None, None, None)], id="neither country nor topic"),
        pytest.param(list(WORLD), id="full, with hostile words"),
    ],
)
def test_the_page_opens_on_any_store(tmp_path, monkeypatch, said: list[Said]) -> None:
    assert not open_articles(tmp_path, monkeypatch, said).exception


def test_filters_that_exclude_all_say_so(tmp_path, monkeypatch) -> None:
    app = open_articles(tmp_path, monkeypatch, WORLD, country="NOR", topic="bridge")
    assert not app.exception
    assert "No article fits." in words(app)
    app.button(key="no-article-speakers").click().run()
    assert "1 article with statements that pass the filters" in words(app)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Talks *go* on [x](y)", r"Talks \*go\* on \[x\]\(y\)"),
        ("$5 & `code` #1", r"\$5 \& \`code\` \#1"),
        (":material/home: at 10:30", "\\:\u2060material\\/home\\: at 10\\:\u206030"),
        ("two\nlines", "two lines"),
        ("", ""),
    ],
)
def test_plain_label(text: str, label: str) -> None:
    assert plain_label(text) == label


# --------------------------------------------------------------------------------------------------------------- reader


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n\ntwo", ["one", "two"]),
        ("one\ntwo", ["one", "two"]),
        ("one\nstill one\n \n\ntwo\n", ["one\nstill one", "two\n"]),
        ("\n\none", ["one"]),
        (" ", []),
    ],
    ids=["blank lines", "line breaks where there are no blank lines", "both", "blanks before", "nothing"],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == expected


def test_a_passage_has_the_colour_of_its_side_and_a_tag_that_leads_to_its_row() -> None:
    kenya = shown().split("</p>")[1].split("Brazil")[1]
    assert '<span class="sp-passage sp-on-neutral">Kenya <mark class="sp-cue">waits</mark>.</span>' in kenya
    assert re.search(r'<a class="sp-tag sp-badge sp-neutral" id="in-3" href="#row-3" title="[^"]*">○ 3</a>', kenya)


def test_a_passage_of_two_sides_is_mixed_and_has_both_tags() -> None:
    passage = shown().split("Kenya")[0]
    assert passage.count('class="sp-passage sp-on-mixed"') == 1
    assert passage.index("+ 1</a>") < passage.index("− 2</a>")
    assert '<mark class="sp-cue">backs</mark>' in passage
    assert '<mark class="sp-cue">rejects</mark>' in passage


def test_in_a_chosen_passage_only_the_chosen_words_are_marked() -> None:
    statements = BOTH[1]
    passage = shown(chosen=statements[1].id).split("Kenya")[0]
    assert 'class="sp-passage sp-on-mixed sp-chosen"' in passage
    assert '<mark class="sp-cue">rejects</mark>' in passage
    assert '<mark class="sp-cue">backs</mark>' not in passage


def test_overlapping_passages_share_their_common_part() -> None:
    article = Article.of("France backs the plan. Brazil does not.", title="Overlap")
    whole = told(article, article.text, "FRA", SUPPORT)
    part = told(article, "Brazil does not.", "BRA", OPPOSE)
    html = shown((article, [whole, part]))
    assert re.findall(r"sp-on-(\w+)", html) == ["support", "mixed"]
    assert Elements(re.sub(r"<a [^>]*>.*?</a>", "", html)).words == article.text


def test_a_passage_over_two_paragraphs_is_tagged_once_at_its_end() -> None:
    article = Article.of("Before.\n\nFrance backs\n\nthe plan.\n\nAfter.", title="Parted")
    html = shown((article, [told(article, "France backs\n\nthe plan.", "FRA", SUPPORT)]))
    assert html.count("sp-passage") == 2
    assert html.count('id="in-1"') == 1
    assert "+ 1</a></p><p>After." in html


def test_every_number_stands_in_text_and_list_and_leads_to_the_other() -> None:
    html = reading(ARTICLE, number_statements(table(BOTH)), None, {"country": ["FRA"]})
    for number in (1, 2, 3):
        assert html.count(f'id="in-{number}"') == html.count(f'href="#in-{number}"') == 1
        assert html.count(f'id="row-{number}"') == html.count(f'href="#row-{number}"') == 1
    assert f"?country=FRA&amp;article={ARTICLE.id}&amp;statement=" in html


@pytest.mark.parametrize("column", ["evidence", "actor", "role", "country", "target", "topic", "cue", "method", "id"])
def test_no_word_of_an_article_is_markup(column: str) -> None:
    article, (statement,) = say("FRA", "tunnel", OPPOSE, words=HOSTILE)
    frame = table((article, [statement]))
    frame[column] = HOSTILE
    html = reading(article, number_statements(frame), HOSTILE, {HOSTILE: HOSTILE})
    seen = Elements(html)
    assert seen.tags <= OURS
    assert seen.attributes.keys() <= {"class", "id", "href", "target", "rel", "title", "lang"}
    assert HOSTILE[:20] in seen.words


@pytest.mark.parametrize(
    ("url", "is_link"),
    [("https://example.org/a", True), ("javascript:alert(1)", False), ("file:///etc/passwd", False), (None, False)],
)
def test_only_web_addresses_lead_out(url: str | None, is_link: bool) -> None:
    shown = about(Article.of("text", publisher=HOSTILE, url=url), None)
    assert ("Open the original" in shown) == is_link
    assert Elements(shown).tags <= OURS


def test_a_link_opens_the_article_at_the_statement(tmp_path, monkeypatch) -> None:
    chosen = BOTH[1][1].id
    app = open_articles(tmp_path, monkeypatch, [*WORLD[:2], BOTH], article=ARTICLE.id, statement=chosen)
    assert not app.exception
    assert words(app).count("sp-chosen") >= 2
    assert "Two sides" in words(app)
    app.button(key="back").click().run()
    assert len(titles(app)) == 3
    assert "article" not in app.query_params


def test_the_reader_leafs_through_the_list(tmp_path, monkeypatch) -> None:
    app = open_articles(tmp_path, monkeypatch, [*WORLD[:2], BOTH])
    app.selectbox(key="sorted").select(Order.TITLE).run()
    first = titles(app)[0]
    app.button(key=next(str(button.key) for button in app.button if button.label == first)).click().run()
    assert app.button(key="previous").disabled
    app.button(key="next").click().run()
    assert not app.button(key="previous").disabled


def test_statements_that_the_filters_leave_out_are_shown_on_demand(tmp_path, monkeypatch) -> None:
    article, found = BOTH
    rejected = told(article, "Rain fell.", "NOR", SUPPORT, review=Review.REJECTED)
    app = open_articles(tmp_path, monkeypatch, [(article, [*found, rejected])], article=article.id, country="KEN")
    assert "<h3>1 statement</h3>" in words(app)
    app.toggle(key="all-statements").set_value(True).run()
    assert "<h3>3 statements</h3>" in words(app), "what a person has rejected stays away"


def test_a_chosen_statement_is_shown_whatever_the_filters_say(tmp_path, monkeypatch) -> None:
    france = BOTH[1][0].id
    app = open_articles(tmp_path, monkeypatch, [BOTH], article=ARTICLE.id, statement=france, country="KEN")
    assert "<h3>2 statements</h3>" in words(app)


@pytest.mark.parametrize("query", [{"article": "0" * 16}, {"article": HOSTILE, "statement": HOSTILE}])
def test_an_article_that_is_not_there_is_told(tmp_path, monkeypatch, query: dict[str, str]) -> None:
    app = open_articles(tmp_path, monkeypatch, WORLD, **query)
    assert not app.exception
    assert "This article is not in the store." in words(app)


# ----------------------------------------------------------------------------------------------------- starter articles


def test_a_starter_article_names_its_sources() -> None:
    path = sorted(SEEDS.glob("*.txt"))[0]
    origin = origin_of(next(iter(read_articles(path))))
    assert origin is not None
    assert "General Assembly" in origin.sources
    assert origin.note.startswith("Written for Standpoint")
    assert "Written for Standpoint" in about(next(iter(read_articles(path))), origin)


@pytest.mark.parametrize("source", [None, "README.md", "seeds/../README.md", "nothing.txt", HOSTILE, "C:\\x\\a.txt"])
def test_other_articles_have_no_such_origin(source: str | None) -> None:
    assert origin_of(Article.of("text", title="t", source=source)) is None


def test_an_article_with_a_starter_file_s_name_but_other_words_is_none() -> None:
    name = sorted(SEEDS.glob("*.txt"))[0].name
    assert origin_of(Article.of("Other words.", title="t", source=f"mine/{name}")) is None


def test_the_list_of_articles_brings_no_texts(tmp_path: Path) -> None:
    fill(tmp_path / "store.sqlite", list(WORLD))
    with Store.open(tmp_path / "store.sqlite") as store:
        assert "text" not in store.articles().columns


# -------------------------------------------------------------------------------------------------------------- browser


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_link_to_a_statement_brings_it_into_sight_on_a_server_that_has_just_started(page: Page, serve) -> None:
    long = Article.of("\n\n".join([*["Nothing happened."] * 60, TEXT]), title="Long")
    found = [told(long, SENTENCE, "FRA", SUPPORT, cue="backs"), told(long, "Kenya waits.", "KEN", NEUTRAL)]
    address = serve([(long, found)])
    page.goto(f"{address}/articles?article={long.id}&statement={found[1].id}")
    settle(page)
    expect(page.locator("[data-testid='stSidebarNav']")).to_contain_text("Who supports what")
    passage = page.locator(".sp-text .sp-chosen")
    expect(passage).to_have_text("Kenya waits.")
    expect(passage).to_be_in_viewport()
    page.locator(".sp-text a.sp-tag").first.click()
    expect(page).to_have_url(re.compile("#row-1$"))
    expect(page.locator("#row-1")).to_be_in_viewport()
    page.locator("#row-2 a.sp-tag").click()
    expect(page).to_have_url(re.compile("#in-2$"))
    expect(page.locator("#in-2")).to_be_in_viewport()


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_hostile_articles_are_words_and_nothing_leaves_the_machine(page: Page, address: str) -> None:
    hosts: set[str | None] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page.goto(f"{address}/articles?find=onerror")
    settle(page)
    title = page.locator(".st-key-article-list button").filter(has_text="rejects the tunnel plan")
    expect(title).to_contain_text("<img src=x onerror=")
    title.click()
    settle(page)
    expect(page.locator("h2.sp-heading")).to_contain_text("<script>document.title='owned'</script>")
    expect(page.locator(".sp-text")).to_contain_text("<img src=x onerror=")
    assert page.locator("img[src='x']").count() == 0
    assert page.title() != "owned"
    assert hosts - {None} == {"127.0.0.1"}
    page.set_viewport_size({"width": 400, "height": 900})
    main = page.locator("[data-testid='stMain']")
    assert main.evaluate("element => element.scrollWidth <= element.clientWidth")
