"""Whether two ingests and a reviewer at one store lose anything: each is a process of its own, for some minutes.

usage: python -m benchmarks.together [--minutes N]

Both ingests read articles that are made up, some of them the same ones, and remember what was reported as kept. The
reviewer accepts, rejects and corrects statements, renames actors and takes some of it back, and remembers that. Exit
code 1 says that something reported is not in the store afterwards, or is there twice.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.ingest import SEED, made_up
from dashboard.extraction.pipeline import build_pipeline
from dashboard.ingest import IngestReport, ingest
from dashboard.schema import ActorAmendment, Article, Review
from dashboard.store import Store

MINUTES = 5.0
AT_ONCE = 20  # articles of one ingest
SHARED = 10  # of them that the other one has too
REST = 0.2  # seconds a reviewer looks at a statement
TAKEN_BACK = 0.2  # share of judgements
AMENDED = 0.1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the three and print what became of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.together", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--minutes", type=float, default=MINUTES, metavar="N")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "store.sqlite"
        Store.open(place).close()
        kept, said = run(place, seconds=options.minutes * 60)
        faults = list(faults_of(place, kept, said))
    print(f"articles reported as kept {len(kept)}  judgements {len(said)}  faults {len(faults)}")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def run(place: Path, *, seconds: float) -> tuple[list[str], dict[int, str]]:
    """Ids of the articles kept, and the verdict by number of every judgement; an error of a process ends it all."""
    context = multiprocessing.get_context("spawn")
    answers: Queue[Any] = context.Queue()
    end = time.time() + seconds
    jobs: list[tuple[Any, tuple[Any, ...]]] = [(_ingest, (place, end, number, answers)) for number in (1, 2)]
    running = [context.Process(target=job, args=given) for job, given in [*jobs, (_review, (place, end, answers))]]
    for process in running:
        process.start()
    kept: list[str] = []
    said: dict[int, str] = {}
    for _ in running:
        answer = answers.get(timeout=seconds + 600)
        if isinstance(answer, dict):
            said = answer
        else:
            kept += answer
    for process in running:
        process.join()
        if process.exitcode:
            raise SystemExit(f"A process ended with code {process.exitcode}; its error stands above.")
    return kept, said


def _ingest(place: Path, end: float, number: int, answers: Queue[Any]) -> None:
    nlp = build_pipeline()
    kept: list[str] = []
    for turn in itertools.count():
        if time.time() > end:
            break
        own = list(made_up(AT_ONCE - SHARED, seed=SEED + 1000 * number + turn))
        given = [*own, *made_up(SHARED, seed=SEED + turn)]
        with Store.open(place) as store:
            told = _Told(given)
            ingest(given, nlp=nlp, store=store, on_progress=told)
            kept += told.kept
    answers.put(kept)


class _Told:
    """The articles that were reported as kept, or as kept already."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self.kept: list[str] = []

    def __call__(self, report: IngestReport) -> None:
        self.kept += [article.id for article in self._articles[len(self.kept) : report.kept + report.known]]


def _review(place: Path, end: float, answers: Queue[Any]) -> None:
    chance = random.Random(SEED)
    said: dict[int, str] = {}
    with Store.open(place) as store:
        while time.time() < end:
            time.sleep(REST)
            rows = store.statements()
            if rows.empty:
                continue
            row = rows.iloc[chance.randrange(len(rows))].to_dict()
            verdict = chance.choice([Review.ACCEPTED, Review.REJECTED, Review.CORRECTED])
            changes = {"target": f"{row['target'][:40]} …"} if verdict is Review.CORRECTED else {}
            number = store.judge(row, verdict, coder="Reviewer", changes=changes)
            said[number] = str(verdict)
            if chance.random() < TAKEN_BACK:
                store.take_back(number, coder="Reviewer")
            if chance.random() < AMENDED:
                who = (row["actor"], None if pd.isna(row["country"]) else row["country"])
                amended = store.amend(ActorAmendment((who,), name=f"{row['actor']} (renamed)"), coder="Reviewer")
                store.take_back_amendment(amended, coder="Reviewer")
    answers.put(said)


def faults_of(place: Path, kept: Sequence[str], said: dict[int, str]) -> Iterator[str]:
    """What was reported and is not there, or is there twice."""
    with Store.open(place) as store:
        articles, statements, log = store.articles(), store.statements(), store.judgements()
        amendments = store.amendments()
    missing = set(kept) - set(articles["id"])
    if missing:
        yield f"{len(missing)} articles that were reported as kept are not in the store"
    if statements["id"].duplicated().any() or articles["id"].duplicated().any():
        yield "something is in the store twice"
    written = dict(zip(log["number"], log["verdict"], strict=True))
    lost = [number for number, verdict in said.items() if written.get(number) != verdict]
    if lost:
        yield f"{len(lost)} judgements are not in the log"
    if log["number"].tolist() != list(range(1, len(log) + 1)):
        yield "the judgements are not numbered without a gap"
    counted = log[log["counts"]].set_index("statement")["verdict"]
    shown = statements.set_index("id")["review"].astype(str)
    differing = sum(shown.get(statement) != verdict for statement, verdict in counted.items())
    if differing:
        yield f"{differing} statements do not show what was said of them last"
    if (amendments["stands"] & amendments["undoes"].isna()).any():
        yield "an amendment that was taken back stands"


if __name__ == "__main__":
    raise SystemExit(main())
