"""The judge's network as onnxruntime runs it: windows in, hidden states out; questions in, answers out.

Loaded once, when the first text is read. The files stand in ``data/models/judge``; they are written by
``training/reader``, which also says what the network is.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dashboard.errors import ModelError
from dashboard.extraction.judge.calibration import read_calibration
from dashboard.extraction.judge.features import FEATURES, ROLES, STANCES
from dashboard.extraction.judge.files import FILES
from dashboard.extraction.judge.questions import Question
from dashboard.extraction.judge.windows import NO_SHAPE, Window

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]
PIECES_AT_ONCE = 2048  # word pieces of a batch of windows
QUESTIONS_AT_ONCE = 64
MOST_THREADS = 2  # the network is small: more threads wait for one another


class Encoded(NamedTuple):
    """What the encoder makes of a window; rows are its word pieces."""

    states: Floats  # pieces x width
    parts: Floats  # pieces x (source, cue, content); above 0 is yes


class Answer(NamedTuple):
    """What the judge says to a question; columns are the word pieces of the sentence."""

    stances: Floats  # score of support, oppose, neutral, before the logistic function
    ends: Floats  # stances x (first, last) x pieces: scores of the target's ends
    looks: Floats  # pieces: how much the answer rests on each


class Network:
    """Tokenizer, encoder and judge of one folder."""

    def __init__(self, folder: Path) -> None:
        """Raises ModelError when files are missing or were trained for other labels."""
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        _check_labels(folder)
        self.calibration = read_calibration(folder / "calibration.json")
        options = SessionOptions()
        options.intra_op_num_threads = min(MOST_THREADS, os.cpu_count() or 1)
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # what one long article needs is given back
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads leave the cores free
        self._encoder = InferenceSession(folder / "encoder.onnx", options, providers=["CPUExecutionProvider"])
        self._judge = InferenceSession(folder / "judge.onnx", options, providers=["CPUExecutionProvider"])
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def encode(self, windows: Sequence[Window]) -> list[Encoded]:
        """What the encoder makes of these windows, in their order."""
        found: dict[int, Encoded] = {}
        for batch in _batches([len(window.pieces) for window in windows]):
            longest = max(len(windows[index].pieces) for index in batch)
            pieces = np.zeros((len(batch), longest), dtype=np.int64)
            shapes = np.full((len(batch), longest), NO_SHAPE, dtype=np.int64)
            mask = np.zeros((len(batch), longest), dtype=np.int64)
            for row, index in enumerate(batch):
                size = len(windows[index].pieces)
                pieces[row, :size], shapes[row, :size], mask[row, :size] = (
                    windows[index].pieces,
                    windows[index].shapes,
                    1,
                )
            rows = self._encoder.run([*Encoded._fields], {"pieces": pieces, "shapes": shapes, "mask": mask})
            for row, index in enumerate(batch):
                size = len(windows[index].pieces)
                found[index] = Encoded(*(array[row, :size] for array in rows))
        return [found[index] for index in range(len(windows))]

    def answer(self, questions: Sequence[Question], encoded: Mapping[int, Encoded]) -> list[Answer]:
        """The answers to questions, in their order; ``encoded`` are their windows by number."""
        found: dict[int, Answer] = {}
        order = sorted(range(len(questions)), key=lambda index: _length(questions[index]))
        for first in range(0, len(order), QUESTIONS_AT_ONCE):
            batch = order[first : first + QUESTIONS_AT_ONCE]
            stances, ends, looks = self._judge.run(None, _arrays([questions[index] for index in batch], encoded))
            for row, index in enumerate(batch):
                size = _length(questions[index])
                found[index] = Answer(stances[row], ends[row, :, :, :size], looks[row, :size])
        return [found[index] for index in range(len(questions))]


@functools.cache
def load_network(folder: Path) -> Network:
    """The network of a folder, loaded once; ModelError names the files that are missing."""
    return Network(folder)


def fingerprint(folder: Path) -> str:
    """Eight hex digits that differ where the judge differs: statements remember by which one they were read."""
    parts = ((folder / name).read_bytes() for name in ("judge.onnx", "calibration.json") if (folder / name).is_file())
    return hashlib.sha256(b"".join(parts)).hexdigest()[:8]


def _check_labels(folder: Path) -> None:
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise ModelError(
            f"The judge in {folder} lacks {', '.join(missing)}; fetch the files again or run 'make judge'."
        )
    labels: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf8"))
    expected = {"features": FEATURES, "roles": ROLES, "stances": [str(stance) for stance in STANCES]}
    for name, values in expected.items():
        if list(map(str, labels.get(name, ()))) != list(map(str, values)):
            raise ModelError(f"The judge in {folder} was trained with other {name}; train it anew with 'make judge'.")


def _arrays(questions: Sequence[Question], encoded: Mapping[int, Encoded]) -> dict[str, Floats]:
    count, longest = len(questions), max(map(_length, questions))
    width = encoded[questions[0].window].states.shape[1]
    sentence = np.zeros((count, longest, width), dtype=np.float32)
    present = np.zeros((count, longest), dtype=np.float32)
    named = np.zeros((count, width), dtype=np.float32)
    features = np.zeros((count, len(FEATURES)), dtype=np.float32)
    roles = np.zeros((count, longest, len(ROLES)), dtype=np.float32)
    for row, question in enumerate(questions):
        states = encoded[question.window].states
        start, end = question.pieces
        sentence[row, : end - start] = states[start:end]
        present[row, : end - start] = 1
        if question.named:
            named[row] = states[list(question.named)].mean(0)
        features[row, list(question.features)] = 1
        for piece, role in question.roles:
            roles[row, piece - start, role] = 1
    return {"sentence": sentence, "present": present, "named": named, "features": features, "roles": roles}


def _length(question: Question) -> int:
    return question.pieces[1] - question.pieces[0]


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices of inputs of like length, about ``PIECES_AT_ONCE`` pieces together."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda i: lengths[i], reverse=True):
        if batch and (len(batch) + 1) * lengths[batch[0]] > PIECES_AT_ONCE:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
