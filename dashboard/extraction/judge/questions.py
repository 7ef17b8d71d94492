"""The questions put to the judge: is this actor, in this sentence, for, against or neutral, and towards what?

A question points into a window: which word pieces are the sentence, which name the actor, and what is known of both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from dashboard.extraction.judge.candidates import Candidate, candidates, mentions_by_token
from dashboard.extraction.judge.features import features, roles
from dashboard.extraction.judge.windows import Window


class Question(NamedTuple):
    """One candidate as the judge sees it; positions are word pieces of the window."""

    candidate: Candidate
    window: int
    pieces: tuple[int, int]  # the sentence, or the part of a long one that names the actor
    named: tuple[int, ...]  # pieces that name the actor; none where it is named before the window
    features: tuple[int, ...]
    roles: tuple[tuple[int, int], ...]  # piece of the window, place in ROLES


def questions(doc: Doc, windows: Sequence[Window]) -> list[Question]:
    """The questions of a read text, in text order."""
    found = [*candidates(doc)]
    together: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in found:
        together[candidate.sentence[0]].append(candidate)
    calling: dict[str, set[int]] = defaultdict(set)
    for token, mentions in mentions_by_token(doc).items():
        for mention in mentions:
            calling[mention.name].add(token)
    places = [_pieces_of_words(window) for window in windows]
    return [
        question
        for candidate in found
        if (
            question := _question(
                candidate,
                windows,
                places,
                roles(
                    candidate,
                    together[candidate.sentence[0]],
                    doc._.attributions,
                    frozenset(calling[candidate.mention.name]),
                ),
            )
        )
        is not None
    ]


def _question(
    candidate: Candidate,
    windows: Sequence[Window],
    places: Sequence[dict[int, list[int]]],
    marked: Sequence[tuple[int, int]],
) -> Question | None:
    start, end = candidate.sentence
    inside = [span for span in candidate.spans if start <= span[0] < end]
    at = inside[0][0] if inside else start
    index = next((i for i, window in enumerate(windows) if window.own[0] <= at < window.own[1]), None)
    if index is None:
        return None
    window, of_word = windows[index], places[index]
    pieces = [p for word in range(max(start, window.own[0]), min(end, window.own[1])) for p in of_word.get(word, ())]
    if not pieces:
        return None
    first, last = pieces[0], pieces[-1] + 1
    named = [p for span in candidate.spans for word in range(*span) for p in of_word.get(word, ())]
    worded = [(p, role) for word, role in marked for p in of_word.get(word, ()) if first <= p < last]
    return Question(candidate, index, (first, last), tuple(named), tuple(features(candidate)), tuple(worded))


def _pieces_of_words(window: Window) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for piece, word in enumerate(window.words):
        if word >= 0:
            found[word].append(piece)
    return dict(found)
