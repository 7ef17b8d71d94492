"""How well predicted statements agree with gold ones.

A predicted statement *finds* a gold one when both name the same country and their passages overlap by at least half of
the shorter one. Statements of a document are paired one to one, the pair with the best target overlap first, so that
two positions in one sentence do not count twice. What each figure means stands at :class:`Scores`.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dashboard.errors import StandpointError

# Words that say nothing about whether two targets are the same thing.
FUNCTION_WORDS = frozenset(
    "a about an and as at by for from her his in into its of on or our over that the their this to with".split()
)
REQUIRED_FIELDS = ("doc", "country", "stance")
SMALLEST_DIVISOR = 1e-9  # F1 of nothing with nothing is 0, not an error


class ScoringError(StandpointError):
    """A file of statements cannot be scored; says file, line and repair."""


@dataclass(frozen=True, slots=True)
class Record:
    """One statement, gold or predicted, reduced to what is scored."""

    doc: str  # stem of the article's file
    start: int  # [start, end) characters of the passage in the article's file
    end: int
    country: str  # ISO 3166-1 alpha-3, an organisation's acronym, or "" for neither
    stance: str
    target: str
    topic: str | None
    represents: str | None
    actor: str = ""
    cue: str = ""  # cue and method say how a predicted statement was found: shown with faults, never scored
    method: str = ""
    confidence: float | None = None  # how sure the reader says it is


class Pair(NamedTuple):
    """A gold statement and the prediction that found it."""

    gold: Record
    predicted: Record

    @property
    def is_right(self) -> bool:
        """The prediction takes the same side as the gold statement."""
        return self.gold.stance == self.predicted.stance


class Agreement(NamedTuple):
    """Precision, recall and their harmonic mean, each 0-1."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, hits: int, predicted: int, gold: int) -> Agreement:
        """Agreement of ``hits`` among so many predicted and so many gold items."""
        return cls.between(hits / max(predicted, 1), hits / max(gold, 1))

    @classmethod
    def between(cls, precision: float, recall: float) -> Agreement:
        """Agreement with this precision and recall."""
        return cls(precision, recall, 2 * precision * recall / max(precision + recall, SMALLEST_DIVISOR))


@dataclass(frozen=True, slots=True)
class DocumentCount:
    """What was found in one document."""

    doc: str
    gold: int
    predicted: int
    found: int
    right: int  # found with the right stance

    @property
    def position_f1(self) -> float:
        """F1 of the statements found with the right stance."""
        return Agreement.of(self.right, self.predicted, self.gold).f1


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures over the documents that hold gold statements."""

    documents: tuple[DocumentCount, ...]
    gold: int
    predicted: int
    found: int
    detection: Agreement  # statements found, whatever their stance
    stance_accuracy: float  # of the pairs: same stance
    position: Agreement  # statements found with the right stance
    position_by_document: float  # F1 of positions, averaged over documents, so that no long communiqué rules
    target_overlap: float  # of the pairs: mean F1 of the content words of their targets
    cells: float  # F1 of the (document, country, stance) triples
    topic_grouping: float  # of the pairs: B-cubed F1 of topic labels within a document; the wording does not matter
    represents_accuracy: float  # of the pairs: same kind of actor


def load_records(path: Path, texts: Path) -> list[Record]:
    """The statements of a JSON Lines file; those without offsets are looked up in ``texts/<doc>.txt``.

    Raises ScoringError for a line that is no statement or whose evidence is not in the article.
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    return [_record(line, f"{path}, line {number}", texts) for number, line in enumerate(lines, 1) if line.strip()]


def _record(line: str, place: str, texts: Path) -> Record:
    fields = _fields(line, place)
    start, end = _offsets(fields, place, texts)
    return Record(
        doc=fields["doc"],
        start=start,
        end=end,
        country=fields["country"] or "",
        stance=fields["stance"],
        target=fields.get("target") or "",
        topic=fields.get("topic"),
        represents=fields.get("represents"),
        actor=fields.get("actor") or "",
        cue=fields.get("cue") or "",
        method=fields.get("method") or "",
    )


def _fields(line: str, place: str) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise ScoringError(f"{place}: not JSON ({error.msg}). Write one statement a line.") from error
    missing = [field for field in REQUIRED_FIELDS if field not in fields]
    if missing:
        raise ScoringError(f"{place}: a statement needs the field {missing[0]!r}.")
    return dict(fields)


def _offsets(fields: dict[str, Any], place: str, texts: Path) -> tuple[int, int]:
    if "start" in fields:
        return fields["start"], fields["end"]
    start = read_text(texts / f"{fields['doc']}.txt").find(fields["evidence"])
    if start < 0:
        raise ScoringError(f"{place}: the evidence is not in {fields['doc']}.txt: {fields['evidence'][:80]!r}.")
    return start, start + len(fields["evidence"])


@cache
def read_text(path: Path) -> str:
    """The text of an article's file."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ScoringError(f"{path} is missing: put the article there or leave its statements out.") from error


def content_words(text: str) -> frozenset[str]:
    """The words of a target that tell it from others."""
    return frozenset(re.findall(r"[a-z0-9]+", text.lower())) - FUNCTION_WORDS


def word_overlap(one: str, other: str) -> float:
    """F1 of the content words of two targets; 0 where one has none."""
    ours, theirs = content_words(one), content_words(other)
    if not ours or not theirs:
        return 0.0
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def shared_characters(gold: Record, predicted: Record) -> int:
    """How many characters two passages of one document share when one *finds* the other, else 0."""
    shared = min(gold.end, predicted.end) - max(gold.start, predicted.start)
    shorter = min(gold.end - gold.start, predicted.end - predicted.start)
    return shared if shorter > 0 and shared >= shorter / 2 else 0


def pair_records(gold: Sequence[Record], predicted: Sequence[Record]) -> list[Pair]:
    """Pair the statements of one document one to one: best target overlap, then same stance, then longest overlap."""
    free_gold, free_predicted = set(range(len(gold))), set(range(len(predicted)))
    pairs = []
    for _, i, j in sorted(_candidates(gold, predicted), reverse=True):
        if i in free_gold and j in free_predicted:
            free_gold.remove(i)
            free_predicted.remove(j)
            pairs.append(Pair(gold[i], predicted[j]))
    return pairs


def _candidates(
    gold: Sequence[Record], predicted: Sequence[Record]
) -> Iterator[tuple[tuple[float, bool, int], int, int]]:
    for i, wanted in enumerate(gold):
        for j, offered in enumerate(predicted):
            shared = shared_characters(wanted, offered)
            if wanted.country == offered.country and shared:
                rank = (word_overlap(wanted.target, offered.target), wanted.stance == offered.stance, shared)
                yield rank, i, j


def by_document(records: Iterable[Record]) -> dict[str, list[Record]]:
    """The statements of each document, in the order given."""
    documents: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        documents[record.doc].append(record)
    return documents


def score(gold: Iterable[Record], predicted: Iterable[Record]) -> Scores:
    """Score the predictions on every document that holds a gold statement; others are left out."""
    gold_of, predicted_of = by_document(gold), by_document(predicted)
    pairs_of = {doc: pair_records(gold_of[doc], predicted_of.get(doc, [])) for doc in sorted(gold_of)}
    counts = tuple(_count(doc, gold_of[doc], predicted_of.get(doc, []), pairs) for doc, pairs in pairs_of.items())
    pairs = [pair for found in pairs_of.values() for pair in found]
    n_gold, n_predicted = sum(count.gold for count in counts), sum(count.predicted for count in counts)
    right = sum(count.right for count in counts)
    return Scores(
        documents=counts,
        gold=n_gold,
        predicted=n_predicted,
        found=len(pairs),
        detection=Agreement.of(len(pairs), n_predicted, n_gold),
        stance_accuracy=_mean(pair.is_right for pair in pairs),
        position=Agreement.of(right, n_predicted, n_gold),
        position_by_document=_mean(count.position_f1 for count in counts),
        target_overlap=_mean(word_overlap(pair.gold.target, pair.predicted.target) for pair in pairs),
        cells=_cell_agreement(gold_of, predicted_of).f1,
        topic_grouping=topic_grouping(list(pairs_of.values())),
        represents_accuracy=_mean(pair.gold.represents == pair.predicted.represents for pair in pairs),
    )


def _count(doc: str, gold: Sequence[Record], predicted: Sequence[Record], pairs: Sequence[Pair]) -> DocumentCount:
    return DocumentCount(doc, len(gold), len(predicted), len(pairs), sum(pair.is_right for pair in pairs))


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / max(len(numbers), 1)


def _cell_agreement(gold_of: dict[str, list[Record]], predicted_of: dict[str, list[Record]]) -> Agreement:
    gold = _cells(record for records in gold_of.values() for record in records)
    predicted = _cells(record for doc in gold_of for record in predicted_of.get(doc, []))
    return Agreement.of(len(gold & predicted), len(predicted), len(gold))


def _cells(records: Iterable[Record]) -> set[tuple[str, str, str]]:
    return {(record.doc, record.country, record.stance) for record in records if record.country}


def topic_grouping(documents: Sequence[Sequence[Pair]]) -> float:
    """B-cubed F1 (Bagga & Baldwin 1998): do predicted topics group a document's statements as gold topics do?

    A prediction without a topic is a group of its own.
    """
    agreements = [agreement for pairs in documents for agreement in _groupings(pairs)]
    precision = _mean(precision for precision, _ in agreements)
    recall = _mean(recall for _, recall in agreements)
    return Agreement.between(precision, recall).f1


def _groupings(pairs: Sequence[Pair]) -> Iterator[tuple[float, float]]:
    """For every pair, the share of its predicted group that is truly of its topic, and the share of its topic found."""
    labels = [(pair.gold.topic or "", pair.predicted.topic or number) for number, pair in enumerate(pairs)]
    for gold, predicted in labels:
        same_predicted = [other for other, label in labels if label == predicted]
        same_gold = [label for other, label in labels if other == gold]
        yield same_predicted.count(gold) / len(same_predicted), same_gold.count(predicted) / len(same_gold)


def document_lines(scores: Scores) -> Iterator[str]:
    """One line a document: how much is there, how much was found."""
    for count in scores.documents:
        yield (
            f"  {count.doc:40} gold {count.gold:3} predicted {count.predicted:3} "
            f"found {count.found:3} right {count.right:3}"
        )


def figures(scores: Scores) -> list[tuple[str, str]]:
    """Every figure as (name, value), in the order in which they are printed."""
    shares = [
        ("detection P", scores.detection.precision),
        ("detection R", scores.detection.recall),
        ("detection F1", scores.detection.f1),
        ("stance accuracy", scores.stance_accuracy),
        ("position P", scores.position.precision),
        ("position R", scores.position.recall),
        ("position F1", scores.position.f1),
        ("position by document F1", scores.position_by_document),
        ("target overlap", scores.target_overlap),
        ("cell F1", scores.cells),
        ("topic grouping B3", scores.topic_grouping),
        ("represents accuracy", scores.represents_accuracy),
    ]
    counts = [("statements predicted", str(scores.predicted)), ("statements found", str(scores.found))]
    return counts + [(name, f"{share:.3f}") for name, share in shares]
