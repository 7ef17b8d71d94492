"""Measure how far each reading rule is to be trusted: ``python -m training.confidence TEXTS GOLD``.

Reads the gold articles with the rules as they are, pairs what is found with the gold statements as
``benchmarks.scoring`` does, and writes each rule's precision (right country, passage and stance) to
``data/stance/confidence.csv``. Rules seen rarely are drawn towards the precision of all, so that three lucky finds do
not make a rule look certain.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from benchmarks.accuracy import read_folder
from benchmarks.scoring import Record, by_document, load_records, pair_records
from dashboard import paths

PRIOR = 20  # findings' worth of the overall precision that every rule starts from
OUTPUT = paths.STANCE / "confidence.csv"
HEADER = """# Precision of each reading rule: the share of its findings that name the right country, passage and stance.
# Written by training/confidence.py from {documents} gold articles with {statements} statements; do not edit by hand.
method,precision,measured_on
"""


def precisions(found: list[Record], gold: list[Record]) -> dict[str, tuple[float, int]]:
    """For each rule its precision and how many findings it rests on."""
    gold_of = by_document(gold)
    total = Counter(record.method for record in found)
    right: Counter[str] = Counter()
    for doc, records in by_document(found).items():
        for pair in pair_records(gold_of.get(doc, []), records):
            right[pair.predicted.method] += pair.is_right
    overall = right.total() / max(total.total(), 1)
    return {method: ((right[method] + PRIOR * overall) / (count + PRIOR), count) for method, count in total.items()}


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="folder of <doc>.txt")
    parser.add_argument("gold", type=Path, help="gold statements, one JSON object a line")
    arguments = parser.parse_args()
    gold = load_records(arguments.gold, arguments.texts)
    measured = precisions(read_folder(arguments.texts, judge=None), gold)
    count = len([*arguments.texts.glob("*.txt")])
    rows = (f"{method},{share:.2f},{seen}\n" for method, (share, seen) in sorted(measured.items()))
    OUTPUT.write_text(HEADER.format(documents=count, statements=len(gold)) + "".join(rows), encoding="utf8")


if __name__ == "__main__":
    main()
