"""The judge as a network: one encoder read once per sentence, heads for words, and a small head for each candidate.

MiniLM (Wang et al. 2020) reads a window of sentences. A linear head labels its words: source, cue and content of
attributions. For each candidate one further layer of attention reads the candidate's sentence again, with
the roles of its words marked (this actor, said by this actor, a rule's cue …); what it makes of the candidate answers
support, oppose and neutral independently, and points at the first and last word of the target of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from dashboard.extraction.judge.features import FEATURES, ROLES, STANCES
from dashboard.extraction.judge.questions import Question
from dashboard.extraction.judge.windows import NO_SHAPE, SHAPES, Window
from training.reader.tokens import ATTRIBUTION_PARTS

WIDTH = 192  # of the candidate's layer: half the encoder's
ATTENTION_HEADS = 4
DROPOUT = 0.1


class Encoder(nn.Module):
    """MiniLM with the case of each word, and the head that labels words."""

    def __init__(self, encoder: nn.Module, width: int) -> None:
        """``width`` is the size of the encoder's hidden states."""
        super().__init__()
        self.encoder = encoder
        self.width = width
        self.shapes = nn.Embedding(len(SHAPES) + 1, width)
        nn.init.zeros_(self.shapes.weight)
        self.drop = nn.Dropout(DROPOUT)
        self.parts = nn.Linear(width, len(ATTRIBUTION_PARTS))

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Hidden states and scores of attribution parts: batch x length x size each."""
        words = self.encoder.get_input_embeddings()(pieces)
        states = self.encoder(inputs_embeds=words + self.shapes(shapes), attention_mask=mask).last_hidden_state
        return states, self.parts(self.drop(states))


class Judge(nn.Module):
    """The head that answers for one candidate at a time."""

    def __init__(self, width: int) -> None:
        """``width`` is the size of the encoder's hidden states."""
        super().__init__()
        self.narrow = nn.Linear(width, WIDTH)
        self.features = nn.Linear(len(FEATURES), WIDTH)
        self.roles = nn.Linear(len(ROLES), WIDTH, bias=False)
        self.layer = nn.TransformerEncoderLayer(
            WIDTH, ATTENTION_HEADS, 2 * WIDTH, DROPOUT, activation="gelu", batch_first=True
        )
        self.stance = nn.Sequential(
            nn.Linear(3 * WIDTH, WIDTH), nn.GELU(), nn.Dropout(DROPOUT), nn.Linear(WIDTH, len(STANCES))
        )
        self.asked = nn.Linear(WIDTH, 2 * len(STANCES) * (WIDTH // 2))
        self.offered = nn.Linear(WIDTH, WIDTH // 2)

    def forward(
        self, sentence: Tensor, present: Tensor, named: Tensor, features: Tensor, roles: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Answers to some questions of sentences of up to L word pieces.

        ``sentence`` N x L x width: states of the sentence's pieces; ``present`` N x L: 1 where there is a piece;
        ``named`` N x width: mean state of the pieces that name the candidate (zero: named before the window);
        ``features`` N x F and ``roles`` N x L x R: 1 where they hold. Given back: scores of the stances N x 3 (before
        the logistic function), of the target's first and last piece for each stance N x 3 x 2 x L, and how much the
        answer looks at each piece N x L.
        """
        words = self.narrow(sentence) + self.roles(roles)
        actor = self.narrow(named) + self.features(features)
        absent = torch.cat([torch.zeros_like(present[:, :1]), 1 - present], dim=1).bool()
        read = self.layer(torch.cat([actor.unsqueeze(1), words], dim=1), src_key_padding_mask=absent)
        actor, words = read[:, 0], read[:, 1:]
        blocked = (1 - present) * -1e4
        looks = torch.softmax((words @ actor.unsqueeze(-1)).squeeze(-1) / WIDTH**0.5 + blocked, dim=-1)
        seen = (looks.unsqueeze(1) @ words).squeeze(1)
        whole = (words * present.unsqueeze(-1)).sum(1) / present.sum(1, keepdim=True).clamp(min=1)
        scores = self.stance(torch.cat([actor, seen, whole], dim=-1))
        asked = self.asked(actor + seen).unflatten(-1, (2 * len(STANCES), WIDTH // 2))
        ends = asked @ self.offered(words).transpose(1, 2) / (WIDTH // 2) ** 0.5 + blocked.unsqueeze(1)
        return scores, ends.unflatten(1, (len(STANCES), 2)), looks


@dataclass(slots=True)
class QuestionBatch:
    """Questions as arrays, see :meth:`Judge.forward`; ``rows`` and ``places`` say where their pieces are."""

    rows: Tensor  # N: window
    places: Tensor  # N x L: piece of the window
    present: Tensor
    named: Tensor  # N x length: share of each piece of the window in the mean
    features: Tensor
    roles: Tensor


def window_tensors(windows: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces, shapes and mask, padded to the longest window."""
    longest = max(len(window.pieces) for window in windows)

    def padded(rows: Sequence[list[int]], filler: int) -> Tensor:
        return torch.tensor([row + [filler] * (longest - len(row)) for row in rows])

    mask = padded([[1] * len(window.pieces) for window in windows], 0)
    return padded([w.pieces for w in windows], 0), padded([w.shapes for w in windows], NO_SHAPE), mask


def question_batch(questions: Sequence[Question], length: int, row_of: Any) -> QuestionBatch:
    """Arrays of some questions about windows of ``length`` pieces; ``row_of(question)`` is its window's row."""
    longest = max(q.pieces[1] - q.pieces[0] for q in questions)
    count = len(questions)
    places = torch.zeros(count, longest, dtype=torch.long)
    present = torch.zeros(count, longest)
    named = torch.zeros(count, length)
    features = torch.zeros(count, len(FEATURES))
    roles = torch.zeros(count, longest, len(ROLES))
    for n, question in enumerate(questions):
        start, end = question.pieces
        places[n, : end - start] = torch.arange(start, end)
        present[n, : end - start] = 1
        for piece in question.named:
            named[n, piece] = 1 / len(question.named)
        features[n, list(question.features)] = 1
        for piece, role in question.roles:
            roles[n, piece - start, role] = 1
    rows = torch.tensor([row_of(question) for question in questions])
    return QuestionBatch(rows, places, present, named, features, roles)


def judged(judge: Judge, states: Tensor, batch: QuestionBatch) -> tuple[Tensor, Tensor, Tensor]:
    """The judge's answers to a batch of questions about windows with these hidden states."""
    sentence = states[batch.rows.unsqueeze(1), batch.places]
    named = (batch.named.unsqueeze(1) @ states[batch.rows]).squeeze(1)
    answers: tuple[Tensor, Tensor, Tensor] = judge(sentence, batch.present, named, batch.features, batch.roles)
    return answers
