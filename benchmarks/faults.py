"""Where predictions and gold disagree, by kind: what to look at when the reader is to become better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.scoring import Record, by_document, pair_records, read_text, shared_characters

SHOWN_CHARACTERS = 200  # of a passage

WRONG_SIDE = "wrong side: found with another stance"
MISSED = "missed: nothing was read there"
MISSED_ACTOR = "missed, other actor: the passage was read, but not for this country or not as often"
INVENTED = "invented: gold has nothing there"
INVENTED_ACTOR = "invented, other actor: gold has the passage, but not for this country"
INVENTED_TWICE = "invented, once too often: gold has fewer statements of this country there"


class Fault(NamedTuple):
    """One disagreement: a gold record, a predicted one, or both where they are about the same passage."""

    kind: str
    gold: Record | None
    predicted: Record | None

    @property
    def record(self) -> Record:
        """The record that names the passage: the prediction, or the gold one that was missed."""
        if self.predicted is not None:
            return self.predicted
        if self.gold is not None:
            return self.gold
        raise ValueError("a fault has a gold record, a predicted one, or both")


def faults(gold: Iterable[Record], predicted: Iterable[Record]) -> Iterator[Fault]:
    """Every disagreement in the documents that hold gold statements."""
    gold_of, predicted_of = by_document(gold), by_document(predicted)
    for doc in sorted(gold_of):
        yield from _document_faults(gold_of[doc], predicted_of.get(doc, []))


def _document_faults(gold: Sequence[Record], predicted: Sequence[Record]) -> Iterator[Fault]:
    pairs = pair_records(gold, predicted)
    found = {id(record) for pair in pairs for record in pair}
    yield from (Fault(WRONG_SIDE, *pair) for pair in pairs if not pair.is_right)
    yield from (_missed(record, predicted) for record in gold if id(record) not in found)
    yield from (_invented(record, gold) for record in predicted if id(record) not in found)


def _missed(record: Record, predicted: Sequence[Record]) -> Fault:
    near = [other for other in predicted if shared_characters(record, other)]
    return Fault(MISSED_ACTOR, record, near[0]) if near else Fault(MISSED, record, None)


def _invented(record: Record, gold: Sequence[Record]) -> Fault:
    near = [other for other in gold if shared_characters(other, record)]
    same_country = [other for other in near if other.country == record.country]
    if same_country:
        return Fault(INVENTED_TWICE, same_country[0], record)
    return Fault(INVENTED_ACTOR, near[0], record) if near else Fault(INVENTED, None, record)


def fault_report(gold: Sequence[Record], predicted: Sequence[Record], texts: Path, *, shown: int) -> Iterator[str]:
    """How often each kind of fault occurs, some of each, and how often each way of finding a statement is right."""
    found = list(faults(gold, predicted))
    for kind, count in Counter(fault.kind for fault in found).most_common():
        yield f"\n== {count} {kind}"
        for fault in _spread([fault for fault in found if fault.kind == kind], shown):
            yield from _lines(fault, texts)
    yield "\n== right / all, by way of finding"
    yield from _ways_of_finding(gold, predicted, found)


def _spread(found: Sequence[Fault], shown: int) -> list[Fault]:
    """So many of the faults, evenly from first to last, so that one long document does not fill the list."""
    step = max(len(found) / shown, 1)
    return [found[int(number * step)] for number in range(min(shown, len(found)))]


def _lines(fault: Fault, texts: Path) -> Iterator[str]:
    record = fault.record
    passage = " ".join(read_text(texts / f"{record.doc}.txt")[record.start : record.end].split())
    yield f"  {record.doc} [{record.start}] {passage[:SHOWN_CHARACTERS]}"
    for label, side in (("gold", fault.gold), ("read", fault.predicted)):
        if side is not None:
            parts = (side.country or "-", repr(side.actor), side.stance, repr(side.target), side.cue, side.method)
            yield f"      {label}: {' '.join(filter(None, parts))}"


def _ways_of_finding(gold: Sequence[Record], predicted: Sequence[Record], found: Sequence[Fault]) -> Iterator[str]:
    docs = {record.doc for record in gold}
    every = Counter(record.method for record in predicted if record.doc in docs)
    at_fault = (WRONG_SIDE, INVENTED, INVENTED_ACTOR, INVENTED_TWICE)
    wrong = Counter(fault.record.method for fault in found if fault.kind in at_fault)
    for method, count in every.most_common():
        yield f"  {method or 'unnamed':40} {count - wrong[method]:4} / {count:4}  {1 - wrong[method] / count:.2f}"
