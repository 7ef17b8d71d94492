"""What the figures of amendments are measured on."""

from __future__ import annotations

import pytest

from benchmarks import amendments as benchmark
from dashboard.schema import ActorAmendment, TopicAmendment
from dashboard.store.amendments.applied import amended, would_change
from dashboard.table import check_statements


def test_every_amendment_that_is_measured_has_work_to_do() -> None:
    frame = check_statements(benchmark.table(5000))
    assert frame["target"].is_unique
    made = benchmark.amendments(frame)
    assert len(made) == benchmark.ACTORS + benchmark.TOPICS + benchmark.FOUNDED
    assert [type(each) for each in made].count(ActorAmendment) == benchmark.ACTORS
    for place, each in enumerate(made):
        caught = would_change(amended(frame, made[:place]), each)
        assert caught.any(), each
        assert not caught.all(), each
    assert all(each.phrases for each in made[-benchmark.FOUNDED :] if isinstance(each, TopicAmendment))


@pytest.mark.parametrize(("limit", "code"), [(10_000, 0), (0.001, 1)], ids=["kept", "missed"])
def test_a_missed_limit_is_told(capsys, monkeypatch, limit: float, code: int) -> None:
    monkeypatch.setattr(benchmark, "LIMITS", {1000: limit})
    assert benchmark.main(["--statements", "1000", "--rounds", "1"]) == code
    assert "1,000 statements" in capsys.readouterr().out
