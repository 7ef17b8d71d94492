"""How fast articles are read, and how much of that is spaCy's own parse.

usage: python -m benchmarks.speed [TEXTS] [--articles N] [--model NAME]

TEXTS is a folder of .txt files; without it the starter articles are read over and over. One process; processor time of
all threads unless it says "by the clock", which holds for an idle machine only.
The parse alone (the components of the language model and nothing of Standpoint's) is measured in turns with the whole
reading, on the same articles, so that both meet the same machine. Words are tokens as spaCy counts them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

import spacy
from spacy.language import Language

from benchmarks.clock import Clock, peak_memory
from dashboard.articles import read_articles
from dashboard.errors import ArticleError, StandpointError
from dashboard.extraction.pipeline import build_pipeline, documents
from dashboard.extraction.statements import statements
from dashboard.paths import LANGUAGE_MODEL, SEEDS
from dashboard.schema import Article

SAMPLE = 200  # articles read when the number is not given and the starter articles are repeated
TURN = 20  # articles that parse and reading take in turns
USUAL_LENGTH = 650  # words of a news article
WARM_UP = 3  # articles read before the clock starts: the first ones pay for caches


@dataclass
class Measurement:
    """What was read, and the time it took."""

    articles: int = 0
    words: int = 0
    statements: int = 0
    reading: Clock = field(default_factory=Clock)
    parse: Clock = field(default_factory=Clock)

    @property
    def usual_articles(self) -> float:
        """Articles of usual length read a second, by the clock on the wall."""
        return self.words / USUAL_LENGTH / self.reading.elapsed if self.reading.elapsed else 0.0

    @property
    def ratio(self) -> float:
        """All steps over the parse alone."""
        return self.reading.seconds / self.parse.seconds if self.parse.seconds else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; exit code 1 says that an input cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        articles = sample(options.texts, options.articles)
        nlp = build_pipeline(model=options.model)
        measurement = measure(nlp, parse_components(options.model), articles)
    except StandpointError as error:
        print(error, file=sys.stderr)
        return 1
    for line in report(measurement):
        print(line)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("texts", type=Path, nargs="?", help="folder of .txt files (default: the starter articles)")
    parser.add_argument("--articles", type=int, metavar="N", help="how many; a small folder is read over and over")
    parser.add_argument("--model", help="an installed spaCy pipeline (default: the one shipped)")
    return parser


def sample(texts: Path | None, count: int | None) -> list[Article]:
    """So many articles of the folder, repeated where it holds fewer; all of them when no number is given.

    Raises ArticleError where there is none.
    """
    folder = texts or SEEDS
    articles = [article for path in sorted(folder.glob("*.txt")) for article in read_articles(path)]
    if not articles:
        raise ArticleError(f"{folder} holds no .txt file: name a folder of articles.")
    if count is None:
        count = len(articles) if texts else SAMPLE
    return list(islice(cycle(articles), count))


def parse_components(model: str | None) -> list[str]:
    """Names of the components that the language model brings along."""
    return spacy.load(model or LANGUAGE_MODEL).pipe_names


def measure(nlp: Language, parse: Sequence[str], articles: Sequence[Article]) -> Measurement:
    """Read the articles with all steps and with the parse alone, in turns."""
    result = Measurement(articles=len(articles))
    _read(nlp, articles[:WARM_UP], Measurement())
    for first in range(0, len(articles), TURN):
        turn = articles[first : first + TURN]
        with result.reading.running():
            _read(nlp, turn, result)
        with nlp.select_pipes(enable=list(parse)), result.parse.running():
            _exhaust(nlp.pipe(article.text for article in turn))
    return result


def _read(nlp: Language, articles: Iterable[Article], result: Measurement) -> None:
    for article, doc in documents(nlp, articles):
        result.statements += sum(1 for _ in statements(doc, article))
        result.words += len(doc)


def _exhaust(docs: Iterable[object]) -> None:
    for _ in docs:
        pass


def report(measurement: Measurement) -> Iterator[str]:
    """The figures, one a line."""
    memory = peak_memory()
    yield f"articles {measurement.articles}  words {measurement.words}  statements {measurement.statements}"
    yield f"articles/s           {measurement.reading.rate(measurement.articles):10.1f}"
    yield f"words/s              {measurement.reading.rate(measurement.words):10.0f}"
    yield f"words/s, parse alone {measurement.parse.rate(measurement.words):10.0f}"
    yield f"all steps / parse    {measurement.ratio:10.2f}"
    yield f"articles of {USUAL_LENGTH} words/s by the clock {measurement.usual_articles:.1f}"
    yield f"peak memory          {'not measured' if memory is None else f'{memory:6.0f} MiB'}"


if __name__ == "__main__":
    raise SystemExit(main())
