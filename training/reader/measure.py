"""How well a judge does on gold: positions as the reader would tell them, and parts of attributions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
from spacy.tokens import Doc

from benchmarks.scoring import Record, Scores, score
from dashboard.extraction.judge.judgements import Judgement, decided, judgements
from dashboard.extraction.judge.network import Encoded, Floats
from dashboard.extraction.judge.windows import Window, windows
from training.reader.tokens import LabelledText, attribution_texts

if TYPE_CHECKING:
    from training.reader.coded import Read
    from training.reader.trainer import Trainer

THRESHOLDS = tuple(round(0.2 + 0.05 * step, 2) for step in range(8))
Judged: TypeAlias = tuple[str, Doc, Sequence[Judgement]]  # a document's name, its text, all judgements of it


class Said(NamedTuple):
    """A position as it would be told, how sure the judge is, and what it is calibrated by."""

    confidence: float
    record: Record
    traits: frozenset[str] = frozenset()


def check_on(trainer: Trainer, articles: Sequence[Read], gold: Sequence[Record], corpora: Path) -> Callable[[], Scores]:
    """A function that prints and gives back the figures of these articles, by the confidence that is best for them."""

    quoted = [*attribution_texts(corpora / "attributions" / "polnear-dev.jsonl")]

    def check() -> Scores:
        with trainer.resting():
            judged = [(read.name, read.doc, [*judgements(read.doc, trainer)]) for read in articles]  # type: ignore[arg-type]
            least, scores = best_threshold(gold, partial(told_from, judged))
            print(f"threshold {least}: {summary(scores)}", flush=True)
            source, cue, content = part_f1(trainer, quoted)
            print(f"  source {source:.3f}, cue {cue:.3f}, content {content:.3f}", flush=True)
        return scores

    return check


def best_threshold(gold: Sequence[Record], told_from: Callable[[float], Sequence[Said]]) -> tuple[float, Scores]:
    """The confidence from which positions should be told, and the figures with it.

    ``told_from`` gives what is told from a confidence: what rules found decides about the judge's own beside it.
    """
    measured = {least: score(gold, [each.record for each in told_from(least)]) for least in THRESHOLDS}
    best = max(measured, key=lambda least: measured[least].position_by_document)
    return best, measured[best]


def told_from(judged: Sequence[Judged], threshold: float) -> list[Said]:
    """What would be told of these articles from a confidence."""
    return [each for name, doc, found in judged for each in said(name, doc, found, threshold)]


def summary(scores: Scores) -> str:
    """The figures on one line."""
    position = scores.position
    return (
        f"by document {scores.position_by_document:.3f}, position P {position.precision:.3f} R {position.recall:.3f} "
        f"F1 {position.f1:.3f}, detection {scores.detection.f1:.3f}, stance {scores.stance_accuracy:.3f}, "
        f"target {scores.target_overlap:.3f}, represents {scores.represents_accuracy:.3f}"
    )


def said(name: str, doc: Doc, found: Iterable[Judgement], threshold: float) -> Iterator[Said]:
    """What would be told of an article from a confidence, given all judgements of it; ``name`` is the document's."""
    for each in decided(found, threshold):
        if each.is_told:
            yield Said(each.confidence, as_record(name, doc, each), each.traits)


def as_record(name: str, doc: Doc, judgement: Judgement) -> Record:
    """A judgement as it is scored; ``name`` is the document's."""
    evidence = doc[slice(*judgement.candidate.sentence)]
    return Record(
        doc=name,
        start=evidence.start_char,
        end=evidence.end_char,
        country=judgement.mention.country or "",
        stance=str(judgement.stance),
        target=doc[slice(*judgement.target)].text,
        topic=None,
        represents=str(judgement.mention.represents),
        actor=judgement.mention.name,
        method=judgement.method,
    )


def part_f1(network: Any, texts: Sequence[LabelledText]) -> list[float]:
    """F1 over words of source, cue and content."""
    counts: dict[int, Floats] = defaultdict(lambda: np.zeros(3, dtype=np.float32))
    for text in texts:
        for word, encoded, piece in _words(network, text):
            for part, holds in enumerate(text.parts[word]):
                says = bool(encoded.parts[piece, part] > 0)
                counts[part] += (says and holds > 0, says, holds > 0)
    return [float(2 * right / max(said + true, 1)) for right, said, true in (counts[part] for part in range(3))]


def _words(network: Any, text: LabelledText) -> Iterator[tuple[int, Encoded, int]]:
    """Each word of a text with what the encoder makes of its window, and its first piece there."""
    cut = [*windows(text.words, text.sentences, network.tokenizer, context=0)]
    for window, encoded in zip(cut, network.encode(cut), strict=True):
        for piece, word in own_firsts(window):
            yield word, encoded, piece


def own_firsts(window: Window) -> Iterator[tuple[int, int]]:
    """The first piece of each word that is the window's own, with the word."""
    before = -1
    for piece, word in enumerate(window.words):
        if word >= 0 and word != before and window.own[0] <= word < window.own[1]:
            yield piece, word
        before = word
