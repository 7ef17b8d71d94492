"""How much of the speed of reading is left when what is read is kept, and how much memory a large run takes.

usage: python -m benchmarks.ingest [--articles N] [--compared N] [--model NAME]

Articles are made up from sentences of the starter articles in random order, so that each is another. Some of them are
read only, as ``extract`` does, and in turns read and kept, as ``ingest`` does; then all are ingested into one store.
One process. Both are compared in processor time, which other programs do not disturb; the whole run is timed by the
clock on the wall as well, since keeping also waits for the disk.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from spacy.language import Language

from benchmarks.clock import Clock, peak_memory
from dashboard.articles import read_articles
from dashboard.extraction.pipeline import build_pipeline, documents
from dashboard.extraction.statements import statements
from dashboard.ingest import IngestReport, ingest
from dashboard.paths import SEEDS
from dashboard.schema import Article
from dashboard.store import Store

ARTICLES = 10_000
COMPARED = 160
TURN = 32  # articles that reading and ingesting take in turns
SENTENCES = 8  # of an article
SEED = 20251123


@dataclass
class Measurement:
    """What was read, and the time it took."""

    articles: int = 0
    compared: int = 0
    reading: Clock = field(default_factory=Clock)  # of the articles compared, read only
    keeping: Clock = field(default_factory=Clock)  # of the same, read and kept
    whole: float = 0.0  # of the large run, on the wall
    report: IngestReport | None = None

    @property
    def ratio(self) -> float:
        """Speed of ingest over that of reading alone."""
        return self.reading.seconds / self.keeping.seconds if self.keeping.seconds else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    options = _parser().parse_args(arguments)
    nlp = build_pipeline(model=options.model)
    with tempfile.TemporaryDirectory() as folder:
        measurement = measure(nlp, Path(folder), articles=options.articles, compared=options.compared)
    for line in report(measurement):
        print(line)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingest", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=ARTICLES, metavar="N", help="how many are ingested at once")
    parser.add_argument("--compared", type=int, default=COMPARED, metavar="N", help="how many are read both ways")
    parser.add_argument("--model", help="an installed spaCy pipeline (default: the one shipped)")
    return parser


def made_up(number: int, *, seed: int = SEED) -> Iterator[Article]:
    """So many articles, the same ones for the same seed."""
    chance = random.Random(seed)
    texts = [article.text for path in sorted(SEEDS.glob("*.txt")) for article in read_articles(path)]
    known = [sentence for text in texts for sentence in re.split(r"(?<=[.!?])\s+", text) if len(sentence) > 40]
    for each in range(number):
        yield Article.of(" ".join(chance.sample(known, SENTENCES)), title=f"Made up {each}", source=f"made up {each}")


def measure(nlp: Language, folder: Path, *, articles: int, compared: int) -> Measurement:
    """Read and ingest in turns, then ingest all."""
    result = Measurement(articles, compared)
    sample = iter(list(made_up(compared, seed=SEED + 1)))
    _read(nlp, list(made_up(3, seed=SEED + 2)))  # the first ones pay for caches
    with Store.open(folder / "compared.sqlite") as store:
        ingest(made_up(3, seed=SEED + 2), nlp=nlp, store=store)
        while turn := list(islice(sample, TURN)):
            with result.reading.running():
                _read(nlp, turn)
            with result.keeping.running():
                _keep(nlp, store, turn)
    with Store.open(folder / "all.sqlite") as store:
        began = time.perf_counter()
        result.report = ingest(made_up(articles), nlp=nlp, store=store, total=articles)
        result.whole = time.perf_counter() - began
    return result


def _read(nlp: Language, articles: Sequence[Article]) -> None:
    for article, doc in documents(nlp, articles):
        for _ in statements(doc, article):
            pass


def _keep(nlp: Language, store: Store, articles: Sequence[Article]) -> None:
    """Ingest, without the topics that are found at the end of a run in the whole store, once for all its articles."""
    from unittest.mock import patch

    with patch("dashboard.ingest.propose_topics", return_value=0):
        ingest(articles, nlp=nlp, store=store)


def report(measurement: Measurement) -> Iterator[str]:
    """The figures, one a line."""
    compared, memory = measurement.compared, peak_memory()
    yield f"articles compared            {compared:10d}"
    if compared:
        yield f"articles/s, read only        {measurement.reading.rate(compared):10.1f}"
        yield f"articles/s, read and kept    {measurement.keeping.rate(compared):10.1f}"
        yield f"ingest / read only           {measurement.ratio:10.2f}"
    if measurement.report is not None and measurement.whole:
        yield f"articles ingested            {measurement.report.kept:10d}  refused {len(measurement.report.refused)}"
        yield f"articles/s, all with topics  {measurement.articles / measurement.whole:10.1f}"
    yield f"peak memory                  {'not measured' if memory is None else f'{memory:6.0f} MiB'}"


if __name__ == "__main__":
    raise SystemExit(main())
