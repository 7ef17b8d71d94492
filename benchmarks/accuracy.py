"""How accurately articles are read, against gold statements, beside a baseline measured in the same run.

usage: python -m benchmarks.accuracy TEXTS GOLD.jsonl [PREDICTED.jsonl] [--taught FOLDER] [--rules-alone]
                                     [--by-document] [--errors N]

TEXTS is a folder of <doc>.txt; GOLD holds one statement a line with the fields that `python -m dashboard extract`
prints. The reader runs over every text of the folder, unless PREDICTED holds statements read before. Articles of the
folder without gold statements do not enter the figures; what was read there is reported on a line of its own. The judge
learnt from the gold articles of training: measure those with --rules-alone, and name their folder with --taught when
you measure others, so that no version of what it learnt is counted.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.baseline import read_by_word_list
from benchmarks.calibration import calibration_error, outcomes
from benchmarks.faults import fault_report
from benchmarks.scoring import (
    Record,
    ScoringError,
    document_lines,
    figures,
    load_records,
    read_text,
    score,
)
from benchmarks.versions import versions_in
from dashboard import paths
from dashboard.errors import StandpointError
from dashboard.schema import Statement


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; exit code 1 says that an input cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        gold = load_records(options.gold, options.texts)
        known = versions_in(options.texts, options.taught)
        if known:
            print(f"left out as versions of articles in {options.taught}: {', '.join(sorted(known))}")
        gold = [record for record in gold if record.doc not in known]
        if options.predicted:
            predicted = load_records(options.predicted, options.texts)
        else:
            predicted = read_folder(options.texts, judge=None if options.rules_alone else paths.JUDGE)
        predicted = [record for record in predicted if record.doc not in known]
        baseline = read_baseline(options.texts, {record.doc for record in gold})
    except StandpointError as error:
        print(error, file=sys.stderr)
        return 1
    for line in report(gold, predicted, baseline, show_documents=options.by_document):
        print(line)
    if options.errors:
        for line in fault_report(gold, predicted, options.texts, shown=options.errors):
            print(line)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("texts", type=Path, help="folder of <doc>.txt")
    parser.add_argument("gold", type=Path, help="gold statements, JSON Lines")
    parser.add_argument("predicted", type=Path, nargs="?", help="statements read before, JSON Lines")
    parser.add_argument("--taught", type=Path, metavar="FOLDER", help="leave out versions of the articles in FOLDER")
    parser.add_argument("--rules-alone", action="store_true", help="read without the trained judge")
    parser.add_argument("--by-document", action="store_true", help="one line a document")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N faults of every kind")
    return parser


def read_folder(texts: Path, *, judge: Path | None = paths.JUDGE) -> list[Record]:
    """What Standpoint reads in every .txt file of a folder; with ``None`` for the judge, by rules alone."""
    from dashboard.articles import read_articles
    from dashboard.extraction.pipeline import build_pipeline, documents
    from dashboard.extraction.statements import statements

    articles = (article for path in sorted(texts.glob("*.txt")) for article in read_articles(path))
    records = []
    for article, doc in documents(build_pipeline(judge=judge), articles):
        path = texts / Path(article.source or "").name
        records += [as_record(statement, path) for statement in statements(doc, article)]
    return records


def as_record(statement: Statement, path: Path) -> Record:
    """A statement with its offsets counted in the article's file, which may hold a heading that the text lacks."""
    start, end = locate(statement.evidence, read_text(path), near=statement.start)
    return Record(
        doc=path.stem,
        start=start,
        end=end,
        country=statement.actor.country or "",
        stance=str(statement.stance),
        target=statement.target,
        topic=statement.topic,
        represents=str(statement.actor.represents),
        actor=statement.actor.name,
        cue=statement.cue,
        method=statement.method,
        confidence=statement.confidence,
    )


def locate(evidence: str, text: str, *, near: int) -> tuple[int, int]:
    """[start, end) of the evidence in a text; of several, the one nearest. Runs of white space may differ.

    Raises ScoringError where the evidence is not in the text: then the reader changed its words.
    """
    if text.startswith(evidence, near):
        return near, near + len(evidence)
    pattern = r"\s+".join(map(re.escape, evidence.split()))
    places = [match.span() for match in re.finditer(pattern, text)]
    if not places:
        raise ScoringError(f"the evidence of a statement is not in its article: {evidence[:80]!r}.")
    return min(places, key=lambda place: abs(place[0] - near))


def read_baseline(texts: Path, docs: Iterable[str]) -> list[Record]:
    """What the word list finds in these documents."""
    return [record for doc in sorted(docs) for record in read_by_word_list(doc, read_text(texts / f"{doc}.txt"))]


def report(
    gold: Sequence[Record], predicted: Sequence[Record], baseline: Sequence[Record], *, show_documents: bool = False
) -> Iterator[str]:
    """All figures, Standpoint's beside the baseline's."""
    ours, theirs = score(gold, predicted), score(gold, baseline)
    if show_documents:
        yield from document_lines(ours)
    yield f"documents {len(ours.documents)}  gold statements {ours.gold}"
    yield f"{'':26}{'Standpoint':>10}  word list + VADER"
    for (name, our_value), (_, their_value) in zip(figures(ours), figures(theirs), strict=True):
        yield f"{name:26}{our_value:>10}  {their_value:>17}"
    docs = {record.doc for record in gold}
    sure = [record for record in predicted if record.confidence is not None and record.doc in docs]
    if sure:
        error = calibration_error([record.confidence or 0 for record in sure], outcomes(gold, sure))
        yield f"{'calibration error':26}{error:>10.3f}"
    elsewhere = [record.doc for record in predicted if record.doc not in docs]
    if elsewhere:
        yield f"read in articles without gold statements: {len(elsewhere)} statements in {len(set(elsewhere))} articles"


if __name__ == "__main__":
    raise SystemExit(main())
