"""What speed measures, with a reader that costs nothing."""

from __future__ import annotations

import pytest
import spacy

from benchmarks import speed
from benchmarks.clock import Clock, peak_memory
from dashboard.errors import ArticleError
from dashboard.schema import Article


@pytest.fixture
def free_reader(monkeypatch):
    monkeypatch.setattr(
        speed, "documents", lambda nlp, articles: ((article, nlp(article.text)) for article in articles)
    )
    monkeypatch.setattr(speed, "statements", lambda doc, article: iter(["a statement"]))


def test_every_article_is_read_once_and_the_warm_up_is_not_counted(free_reader):
    articles = [Article.of(f"Norway supports treaty {number}.") for number in range(speed.TURN + 5)]
    measurement = speed.measure(spacy.blank("en"), [], articles)
    assert (measurement.articles, measurement.statements, measurement.words) == (25, 25, 125)
    assert measurement.reading.seconds > 0
    assert measurement.parse.seconds > 0


def test_the_ratio_is_reading_over_parse():
    measurement = speed.Measurement()
    measurement.reading.seconds, measurement.parse.seconds = 3.0, 2.0
    assert measurement.ratio == 1.5


def test_the_report_gives_every_figure():
    measurement = speed.Measurement(articles=10, words=1300, statements=7)
    measurement.reading.seconds, measurement.reading.elapsed, measurement.parse.seconds = 2.0, 1.0, 1.0
    last = [line.split()[-1] for line in speed.report(measurement)]
    assert last[:6] == ["7", "5.0", "650", "1300", "2.00", "2.0"]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        pytest.param(None, 2, id="a folder is read as it is"),
        pytest.param(5, 5, id="and repeated up to the number asked for"),
        pytest.param(1, 1, id="or read in part"),
    ],
)
def test_the_sample(tmp_path, count, expected):
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"Norway supports treaty {name}.\n", encoding="utf-8")
    assert len(speed.sample(tmp_path, count)) == expected


def test_without_a_folder_the_starter_articles_are_repeated():
    assert len(speed.sample(None, None)) == speed.SAMPLE


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(ArticleError, match=r"holds no \.txt file"):
        speed.sample(tmp_path, None)


def test_a_clock_counts_only_while_it_runs():
    clock = Clock()
    sum(range(10**6))
    assert clock.seconds == clock.elapsed == 0
    with clock.running():
        sum(range(10**6))
    assert min(clock.seconds, clock.elapsed) > 0
    assert clock.rate(10) == 10 / clock.seconds


def test_peak_memory_is_in_mebibytes():
    peak = peak_memory()
    assert peak is None or 10 < peak < 100_000
