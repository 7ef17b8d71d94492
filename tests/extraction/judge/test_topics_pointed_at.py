"""The topic of what the judge points at, where the rule's own target tells none."""

from __future__ import annotations

import pytest

from dashboard.extraction.judge.candidates import Candidate
from dashboard.extraction.judge.judgements import Judgement
from dashboard.extraction.pipeline import documents
from dashboard.extraction.statements import statements
from dashboard.schema import Article, Stance

TEXT = "Kenya welcomed the members by video and praised the early pandemic agreement."


@pytest.mark.parametrize(
    ("method", "ruled", "pointed", "topic"),
    [
        pytest.param("verb:word", "members", "pandemic agreement", "who-pandemic-agreement", id="elsewhere, outright"),
        pytest.param("verb:speech", "members", "pandemic agreement", None, id="a cue of its object alone"),
        pytest.param("verb:word", "video", "agreement", None, id="elsewhere, not outright"),
        pytest.param("verb:speech", "early", "early pandemic agreement", "who-pandemic-agreement", id="in one place"),
    ],
)
def test_the_topic_of_another_target(shipped, method: str, ruled: str, pointed: str, topic: str | None) -> None:
    ((article, doc),) = documents(shipped, [Article.of(TEXT)])
    kenya = next(mention for mention in doc._.mentions if mention.country == "KEN")
    candidate = Candidate((0, len(doc)), ((0, 1),), kenya, False, ())

    def tokens(words: str) -> tuple[int, int]:
        span = doc.char_span(TEXT.index(words), TEXT.index(words) + len(words))
        assert span is not None
        return span.start, span.end

    doc._.judgements = (
        Judgement(candidate, kenya, Stance.SUPPORT, 0.8, tokens(pointed), tokens(ruled), (1, 2), method, is_told=True),
    )
    (found,) = statements(doc, article)
    assert (found.target, found.topic) == (pointed, topic)
