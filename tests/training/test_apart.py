from __future__ import annotations

import pytest

from dashboard.schema import Article
from training.reader.apart import apart

KEPT = "Norway welcomed the plan to close the strait to tankers. Nobody else spoke."


@pytest.mark.parametrize(
    ("other", "is_apart"),
    [
        ("Ministers met on Friday. Sweden welcomed the plan.", True),
        ("Oslo, Friday:\nNorway welcomed the plan to close the strait to tankers.", False),
        ("NORWAY welcomed “the plan” to close the strait to tankers .", False),
        ("He left. Nobody else spoke.", True),  # too short to tell
    ],
)
def test_versions_of_an_article_are_left_out(other: str, is_apart: bool) -> None:
    article = Article.of(KEPT, source="norway")
    assert [*apart([article], ["Something else.", other])] == ([article] if is_apart else [])
