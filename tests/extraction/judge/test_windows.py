from __future__ import annotations

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from dashboard.extraction.judge.windows import CONTEXT, LONGEST, SHAPES, shape, windows


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """One piece for each known word, none for white space."""
    words = ["[UNK]", "[CLS]", "[SEP]", *(f"w{number}" for number in range(10))]
    made = Tokenizer(WordLevel({word: place for place, word in enumerate(words)}, unk_token="[UNK]"))
    made.pre_tokenizer = Whitespace()
    return made


@pytest.mark.parametrize(
    ("word", "expected"),
    [("talks", "lower"), ("Peru", "title"), ("UN", "upper"), ("A", "title"), ("McKay", "mixed"), ("42", "other")],
)
def test_shape_tells_how_a_word_is_written(word: str, expected: str) -> None:
    assert SHAPES[shape(word)] == expected


def test_every_word_is_read_in_exactly_one_window(tokenizer: Tokenizer) -> None:
    words = [f"w{number % 10}" for number in range(1000)]
    sentences = [(start, start + 25) for start in range(0, 1000, 25)]
    owned = [word for window in windows(words, sentences, tokenizer) for word in range(*window.own)]
    assert owned == [*range(1000)]


def test_a_window_begins_with_the_sentences_before_it(tokenizer: Tokenizer) -> None:
    words = ["w1"] * 400
    sentences = [(start, start + 20) for start in range(0, 400, 20)]
    first, second, *_ = windows(words, sentences, tokenizer)
    assert first.words[1] == first.own[0] == 0
    assert second.own[0] - second.words[1] == CONTEXT // 20 * 20


def test_no_context_where_none_is_wanted(tokenizer: Tokenizer) -> None:
    cut = [*windows(["w1"] * 400, [(start, start + 20) for start in range(0, 400, 20)], tokenizer, context=0)]
    assert all(window.words[1] == window.own[0] for window in cut)


def test_a_sentence_longer_than_a_window_is_cut(tokenizer: Tokenizer) -> None:
    cut = [*windows(["w1"] * (2 * LONGEST + 5), [(0, 2 * LONGEST + 5)], tokenizer)]
    assert [window.own for window in cut] == [(0, LONGEST), (LONGEST, 2 * LONGEST), (2 * LONGEST, 2 * LONGEST + 5)]
    assert all(len(window.pieces) <= LONGEST + CONTEXT + 2 for window in cut)


def test_a_text_of_white_space_has_no_window(tokenizer: Tokenizer) -> None:
    assert [*windows(["\n\n", " "], [(0, 2)], tokenizer)] == []
