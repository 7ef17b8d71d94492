"""What the benchmark of ingest measures, with a reader that costs nothing."""

from __future__ import annotations

import pytest
import spacy

from benchmarks import ingest


@pytest.fixture
def free_reader(monkeypatch, fake_reader):
    monkeypatch.setattr(ingest, "documents", lambda nlp, articles: ((each, nlp(each.text)) for each in articles))
    monkeypatch.setattr(ingest, "statements", lambda doc, article: iter(()))


def test_articles_made_up_are_the_same_each_time_and_none_is_another():
    first, again = list(ingest.made_up(50)), list(ingest.made_up(50))
    assert first == again
    assert len({article.text for article in first}) == 50


def test_all_are_kept_and_the_sample_is_read_both_ways(free_reader, tmp_path):
    measurement = ingest.measure(spacy.blank("en"), tmp_path, articles=20, compared=5)
    assert measurement.report is not None
    assert (measurement.report.kept, measurement.report.refused) == (20, [])
    assert measurement.reading.seconds > 0
    assert measurement.keeping.seconds > 0


def test_the_ratio_is_the_share_of_speed_that_is_left():
    measurement = ingest.Measurement(compared=10)
    measurement.reading.seconds, measurement.keeping.seconds = 0.9, 1.0
    assert measurement.ratio == 0.9
    assert [line.split()[-1] for line in ingest.report(measurement)][:4] == ["10", "11.1", "10.0", "0.90"]
