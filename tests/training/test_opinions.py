from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from dashboard.extraction.mentions import Mention
from dashboard.schema import Represents, Stance
from training.reader.opinions import Opinion, opinion_answers, opinion_articles

FIRST = "Chile criticised the new tariffs ."
SECOND = "Peru was pleased ."


def opinion(text: str, holder: str, target: str | None, polarity: str | None) -> dict[str, Any]:
    """One opinion as the corpus writes it."""

    def place(words: str | None) -> list[list[str]]:
        return [[], []] if words is None else [[words], [f"{text.index(words)}:{text.index(words) + len(words)}"]]

    return {"Source": place(holder), "Target": place(target), "Polarity": polarity}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    sentences = [
        {"sent_id": "a/1-1", "text": SECOND, "opinions": [opinion(SECOND, "Peru", None, "Positive")]},
        {"sent_id": "a/1-0", "text": FIRST, "opinions": [opinion(FIRST, "Chile", "the new tariffs", "Negative")]},
        {"sent_id": "b/2-0", "text": SECOND, "opinions": [opinion(SECOND, "Peru", None, "Neutral")]},
    ]
    path = tmp_path / "opinions.json"
    path.write_text(json.dumps(sentences), encoding="utf8")
    return path


@pytest.fixture
def doc() -> Doc:
    words = [*FIRST.split(), "\n", *SECOND.split()]
    made = Doc(spacy.blank("en").vocab, words=words, sent_starts=[word in {"Chile", "Peru"} for word in words])
    made._.mentions = (
        Mention(0, 1, 0, "Chile", None, "CHL", Represents.GOVERNMENT, "state", "name"),
        Mention(7, 8, 7, "Peru", None, "PER", Represents.GOVERNMENT, "state", "name"),
    )
    made._.attributions = made._.findings = ()
    return made


def test_sentences_come_together_in_their_order(corpus: Path) -> None:
    (one, opinions), (other, none) = opinion_articles(corpus)
    assert one.text.split("\n")[:2] == [FIRST, SECOND]
    assert [(one.text[slice(*each.holder)], each.stance) for each in opinions] == [
        ("Chile", Stance.OPPOSE),
        ("Peru", Stance.SUPPORT),
    ]
    assert opinions[0].target is not None
    assert one.text[slice(*opinions[0].target)] == "the new tariffs"
    assert (other.text.strip(), none) == (SECOND, [])


def test_the_holder_answers_with_side_and_target(doc: Doc) -> None:
    chile = doc[0]
    target = doc[2:5]
    found = opinion_answers(doc, [Opinion((0, len(chile)), (target.start_char, target.end_char), Stance.OPPOSE)])
    assert list(found) == [(0, "Chile")]
    assert found[(0, "Chile")].stances == [0.0, 1.0, 0.0]
    assert found[(0, "Chile")].targets == {1: (2, 5)}


def test_a_holder_who_is_no_actor_answers_nothing(doc: Doc) -> None:
    tariffs = doc[4]
    assert not opinion_answers(doc, [Opinion((tariffs.idx, tariffs.idx + len(tariffs)), None, Stance.SUPPORT)])


def test_a_target_in_another_sentence_is_left_out(doc: Doc) -> None:
    peru = doc[7]
    found = opinion_answers(doc, [Opinion((0, 5), (peru.idx, peru.idx + len(peru)), Stance.SUPPORT)])
    assert found[(0, "Chile")].targets == {}
