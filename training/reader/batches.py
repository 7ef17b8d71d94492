"""Batches of windows of like length: with the questions about them, or with labels for their words."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from dashboard.extraction.judge.questions import Question, questions
from dashboard.extraction.judge.windows import Window, windows
from training.reader.augment import unruled
from training.reader.coded import Read
from training.reader.gold import Truth
from training.reader.tokens import LabelledText


@dataclass(slots=True)
class Asked:
    """One batch of windows with questions and their answers."""

    windows: list[Window]
    questions: list[Question]  # their windows count from 0 within the batch
    answers: list[Truth]


def asked(
    read: Read,
    tokenizer: Tokenizer,
    words: Sequence[str] | None = None,
    *,
    is_unruled: Callable[[], bool] = lambda: False,
) -> Asked:
    """All windows of an article with their questions; ``words`` stand in for its own.

    ``is_unruled`` says of each question in turn whether it loses what the rules found.
    """
    cut = [*windows(words or read.words, read.sentences, tokenizer)]
    found = questions(read.doc, cut)
    given = [read.answers.get((q.candidate.sentence[0], q.candidate.mention.name), Truth()) for q in found]
    return Asked(cut, [unruled(question) if is_unruled() else question for question in found], given)


def gold_batches(parts: Sequence[Asked], pieces: int, shuffle: random.Random) -> list[Asked]:
    """Windows of all articles in batches of about so many pieces, long ones with long ones."""
    places = [(one, index) for one in parts for index in range(len(one.windows))]
    by_window: dict[tuple[int, int], list[tuple[Question, Truth]]] = {}
    for one in parts:
        for question, answer in zip(one.questions, one.answers, strict=True):
            by_window.setdefault((id(one), question.window), []).append((question, answer))
    places = [place for place in places if (id(place[0]), place[1]) in by_window]
    shuffle.shuffle(places)
    places.sort(key=lambda place: len(place[0].windows[place[1]].pieces) // 32, reverse=True)
    found: list[Asked] = []
    for one, index in places:
        window = one.windows[index]
        if not found or (len(found[-1].windows) + 1) * len(found[-1].windows[0].pieces) > pieces:
            found.append(Asked([], [], []))
        batch = found[-1]
        for question, answer in by_window[(id(one), index)]:
            batch.questions.append(question._replace(window=len(batch.windows)))
            batch.answers.append(answer)
        batch.windows.append(window)
    return found


def text_batches(
    texts: Sequence[LabelledText], tokenizer: Tokenizer, pieces: int
) -> list[list[tuple[Window, LabelledText]]]:
    """Windows of labelled texts in batches of about so many pieces."""
    places = [(window, text) for text in texts for window in windows(text.words, text.sentences, tokenizer, context=0)]
    places.sort(key=lambda place: len(place[0].pieces), reverse=True)
    found: list[list[tuple[Window, LabelledText]]] = []
    for place in places:
        if not found or (len(found[-1]) + 1) * len(found[-1][0][0].pieces) > pieces:
            found.append([])
        found[-1].append(place)
    return found
