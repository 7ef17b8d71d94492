"""Method: what the page says is what the data say, and the worked example is what the reader reads."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.scoring import figures, score
from dashboard import __version__
from dashboard.articles import read_articles
from dashboard.catalogue.measured import ACCURACY, accuracy
from dashboard.catalogue.topics import topics
from dashboard.errors import CatalogueError
from dashboard.export import citation, citation_bibtex
from dashboard.paths import SEEDS
from dashboard.schema import Statement
from dashboard.ui.method import EXAMPLE_SENTENCE, EXAMPLE_TITLE, EXAMPLE_TOPIC, WORDS, example
from tests.showing.apps import open_dashboard, words
from tests.showing.conftest import NEUTRAL, SUPPORT, WORLD, Said, say

PAGE = "pages/method.py"


def open_method(folder: Path, monkeypatch: pytest.MonkeyPatch, said: list[Said]) -> AppTest:
    return open_dashboard(folder, monkeypatch, said).switch_page(PAGE).run()


@pytest.mark.parametrize(
    "said",
    [
        pytest.param([say("FRA", "tunnel", SUPPORT)], id="one statement"),
        pytest.param([say("FRA", "tunnel", NEUTRAL)], id="a country with only neutral statements"),
        pytest.param(list(WORLD), id="full, with hostile words"),
    ],
)
def test_the_page_opens_on_any_store(tmp_path, monkeypatch, said: list[Said]) -> None:
    assert not open_method(tmp_path, monkeypatch, said).exception


def test_the_page_says_what_was_measured_on_what_and_when(tmp_path, monkeypatch) -> None:
    page = words(open_method(tmp_path, monkeypatch, list(WORLD)))
    for run in accuracy().measurements:
        assert run.title in page
        assert f"{run.measured.day} {run.measured:%b %Y}" in page
        assert html.escape(run.data) in page
    for figure in accuracy().figures:
        assert html.escape(figure.label) in page
        assert page.count(html.escape(figure.meaning)) == 1, "a meaning is told once"


def test_the_page_lists_every_topic_with_its_question(tmp_path, monkeypatch) -> None:
    app = open_method(tmp_path, monkeypatch, list(WORLD))
    page = words(app)
    for each in topics():
        assert html.escape(each.label) in page
        assert html.escape(each.question) in page
    fields = {each.field for each in topics()}
    labels = [expander.label for expander in app.expander]
    assert all(any(label.startswith(field) for label in labels) for field in fields)


def test_the_page_says_how_to_cite_and_what_borders_do_not_say(tmp_path, monkeypatch) -> None:
    page = words(open_method(tmp_path, monkeypatch, list(WORLD)))
    assert citation() in page
    assert __version__ in citation()
    assert citation_bibtex().count("{") == citation_bibtex().count("}")
    assert "imply no opinion" in page
    assert "Natural Earth" in page


def test_the_example_stands_in_a_starter_article() -> None:
    article = next(each for each in read_articles(SEEDS) if each.title == EXAMPLE_TITLE)
    assert EXAMPLE_SENTENCE in article.text
    assert article.date == example()[0].date


def test_the_example_is_what_the_reader_reads() -> None:
    from dashboard.extraction.pipeline import build_pipeline, documents
    from dashboard.extraction.statements import statements

    whole = next(each for each in read_articles(SEEDS) if each.title == EXAMPLE_TITLE)
    article, doc = next(iter(documents(build_pipeline(), [whole])))
    found = next(each for each in statements(doc, article) if each.evidence == EXAMPLE_SENTENCE)
    assert told(found) == told(example()[1])


def told(statement: Statement) -> tuple[object, ...]:
    """What the page tells of the example, step by step."""
    actor = statement.actor
    return (
        actor.name, actor.country, actor.represents, statement.cue, statement.target, statement.stance, statement.topic,
        statement.position, statement.method,
    )  # fmt: skip


def test_the_example_quotes_its_question() -> None:
    question = next(each.question for each in topics() if each.id == EXAMPLE_TOPIC)
    assert question in " ".join((WORDS / "example.md").read_text(encoding="utf-8").split())


# ------------------------------------------------------------------------------------------------------------- accuracy


def test_figures_are_those_that_the_benchmark_prints() -> None:
    printed = {name for name, _ in figures(score([], []))}
    assert {figure.printed for figure in accuracy().figures} <= printed


def test_the_readme_tells_the_same_figures() -> None:
    readme = (WORDS.parent.parent / "README.md").read_text(encoding="utf-8")
    table = readme.split("<!-- figures: accuracy")[1].split("<!-- end of figures: accuracy")[0]
    for run in accuracy().measurements:
        for share in (*run.standpoint.values(), *run.baseline.values()):
            assert any(f"{share:.{digits}f}".lstrip("0") in table for digits in (2, 3)), share


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            "represents = 1.000", "represents = 55", "represents is 55; write a share from 0 to 1", id="a share"
        ),
        pytest.param("represents = 1.000", "found = 1.000", "no figure is called 'found'", id="a known figure"),
        pytest.param("articles = 26\n", "", "measurement 1 has no 'articles'; add it", id="nothing left out"),
        pytest.param("articles = 26\n", "articles = 26\nx = 1\n", "measurement 1: unknown key 'x'", id="no stray key"),
        pytest.param("measured = 2026", 'measured = "today" # ', "'today' is not a day", id="a day"),
        pytest.param('used_for = "report"', 'used_for = "fun"', "used_for is 'fun'; use one of report", id="a use"),
        pytest.param("[[figure]]", "[[figure", "not valid TOML", id="TOML"),
        pytest.param('figure = "position_by_document"', 'figure = "x"', "no figure is called 'x'", id="the ceiling's"),
    ],
)
def test_a_fault_in_the_file_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = ACCURACY.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "accuracy.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=re.escape(message)):
        accuracy(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="the file is missing; restore it"):
        accuracy(tmp_path / "accuracy.toml")
