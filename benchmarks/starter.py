"""How much of what the starter articles tell is found, and how much of what is found is told.

usage: python -m benchmarks.starter [SEEDS] [--misses]

SEEDS is a folder of articles with a ``reference.csv``: one line for every position a careful reader finds (by default
the starter articles themselves). Two things are compared with it:

- **statements that have a reference**: those of the same country in the sentence of a told position, paired with the
  told positions one to one, those that agree first (as ``scoring`` pairs them: a sentence may say more than is asked
  here). How many are on the right topic, and how many also take the right position;
- **cells**: a country's position (support, oppose or neutral) on a topic's question anywhere in the corpus, as
  governments and organisations take it. Recall is the share of the told cells that are found; precision the share of
  the found cells that are told. Topics outside the catalogue are not in the reference and enter neither.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.scoring import Agreement
from dashboard import paths
from dashboard.articles import read_articles
from dashboard.catalogue.topics import topic
from dashboard.errors import StandpointError
from dashboard.schema import Represents, Statement

COLUMNS = ("country", "topic", "position", "date", "article", "evidence")
SPEAKING_FOR_A_STATE = frozenset({Represents.GOVERNMENT, Represents.ORGANISATION})


class ToldError(StandpointError):
    """The list of told positions cannot be compared; says file, line and repair."""


class Told(NamedTuple):
    """A position that an article tells: a line of ``reference.csv``."""

    country: str
    topic: str
    position: str
    article: str  # file name
    place: tuple[int, int]  # first and last character of the evidence in the article's text
    evidence: str


class Found(NamedTuple):
    """A position that Standpoint read."""

    country: str
    topic: str  # "" without one of the catalogue
    position: str
    article: str
    place: tuple[int, int]
    evidence: str
    method: str


class Comparison(NamedTuple):
    """Told beside found."""

    pairs: list[tuple[Told, Found]]  # statements with their reference
    told_cells: dict[tuple[str, str, str], list[Told]]
    found_cells: dict[tuple[str, str, str], list[Found]]

    @property
    def cells(self) -> Agreement:
        """Precision, recall and F1 of country, topic and position."""
        hits = len(self.told_cells.keys() & self.found_cells.keys())
        return Agreement.of(hits, len(self.found_cells), len(self.told_cells))

    @property
    def right_topic(self) -> float:
        """Share of the pairs whose statement is on the topic told."""
        return _share(told.topic == found.topic for told, found in self.pairs)

    @property
    def right_position(self) -> float:
        """Share of the pairs whose statement takes the position told on the topic told."""
        return _share(_is_right(told, found) for told, found in self.pairs)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; exit code 1 says that an input cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.starter", description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "seeds", type=Path, nargs="?", default=paths.SEEDS, help="folder of articles with reference.csv"
    )
    parser.add_argument("--rules-alone", action="store_true", help="read without the trained judge")
    parser.add_argument("--misses", action="store_true", help="list what is told and not found, and the reverse")
    options = parser.parse_args(arguments)
    try:
        texts, found = read_seeds(options.seeds, judge=None if options.rules_alone else paths.JUDGE)
        told = read_reference(options.seeds / "reference.csv", texts)
    except StandpointError as error:
        print(error, file=sys.stderr)
        return 1
    comparison = compare(told, found)
    for line in figures(comparison, articles=len(texts), told=len(told), found=len(found)):
        print(line)
    if options.misses:
        for line in misses(comparison):
            print(line)
    return 0


def read_seeds(seeds: Path, *, judge: Path | None = paths.JUDGE) -> tuple[dict[str, str], list[Found]]:
    """The text of every article by its file name, and what Standpoint reads in them; without a judge by rules alone."""
    from dashboard.extraction.pipeline import build_pipeline, documents
    from dashboard.extraction.statements import statements

    articles = [article for path in sorted(seeds.glob("*.txt")) for article in read_articles(path)]
    texts: dict[str, str] = {}
    found: list[Found] = []
    for article, doc in documents(build_pipeline(judge=judge), articles):
        name = Path(article.source or "").name
        texts[name] = article.text
        found += [_found(one, name) for one in statements(doc, article) if _counts(one)]
    return texts, found


def _counts(statement: Statement) -> bool:
    return statement.actor.country is not None and statement.actor.represents in SPEAKING_FOR_A_STATE


def _found(statement: Statement, article: str) -> Found:
    known = statement.topic if statement.topic and topic(statement.topic) is not None else ""
    return Found(
        statement.actor.country or "",
        known,
        str(statement.position or statement.stance),
        article,
        (statement.start, statement.end),
        statement.evidence,
        statement.method,
    )


def read_reference(path: Path, texts: dict[str, str]) -> list[Told]:
    """The told positions; ToldError where the evidence of a line is not in its article."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise ToldError(f"{path} does not exist: write one with the columns {', '.join(COLUMNS)}.") from None
    told = []
    for number, row in enumerate(csv.DictReader(lines), start=2):
        text = texts.get(row["article"] or "")
        at = text.find(row["evidence"]) if text else -1
        if at < 0:
            raise ToldError(
                f"{path}, line {number}: {row['article']} does not hold {row['evidence']!r}. "
                "Repair: name the file and the first words of the sentence as they stand there."
            )
        place = (at, at + len(row["evidence"]))
        told.append(Told(row["country"], row["topic"], row["position"], row["article"], place, row["evidence"]))
    return told


def compare(told: Sequence[Told], found: Sequence[Found]) -> Comparison:
    """Lay what is told beside what is found."""
    voices: dict[tuple[str, str], list[Found]] = defaultdict(list)
    told_cells: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    found_cells: dict[tuple[str, str, str], list[Found]] = defaultdict(list)
    for statement in found:
        voices[statement.article, statement.country].append(statement)
        if statement.topic:
            found_cells[statement.country, statement.topic, statement.position].append(statement)
    for one in told:
        told_cells[one.country, one.topic, one.position].append(one)
    return Comparison([*_pairs(told, voices)], dict(told_cells), dict(found_cells))


def _pairs(told: Sequence[Told], voices: Mapping[tuple[str, str], Sequence[Found]]) -> Iterator[tuple[Told, Found]]:
    """Told positions and statements of the same country and sentence, each used once, those that agree first."""
    together = [
        (one, statement)
        for one in told
        for statement in voices.get((one.article, one.country), ())
        if _overlap(one.place, statement.place)
    ]
    taken: set[int] = set()
    for one, statement in sorted(together, key=lambda pair: (not _is_right(*pair), pair[0].topic != pair[1].topic)):
        if not {id(one), id(statement)} & taken:
            taken |= {id(one), id(statement)}
            yield one, statement


def _is_right(told: Told, found: Found) -> bool:
    return (told.topic, told.position) == (found.topic, found.position)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _share(answers: Iterable[bool]) -> float:
    counted = list(answers)
    return sum(counted) / max(len(counted), 1)


def figures(comparison: Comparison, *, articles: int, told: int, found: int) -> Iterator[str]:
    """The figures, one a line."""
    countries = {country for country, _, _ in comparison.told_cells}
    topics = {told_topic for _, told_topic, _ in comparison.told_cells}
    yield f"articles {articles}  positions told {told}  statements found {found}"
    yield f"countries and organisations told {len(countries)}  topics told {len(topics)}"
    yield f"statements that have a reference   {len(comparison.pairs)}"
    yield f"  on the right topic               {comparison.right_topic:.3f}"
    yield f"  right topic and position         {comparison.right_position:.3f}"
    yield f"cells told {len(comparison.told_cells)}  found {len(comparison.found_cells)}"
    yield f"  recall                           {comparison.cells.recall:.3f}"
    yield f"  precision                        {comparison.cells.precision:.3f}"


def misses(comparison: Comparison) -> Iterator[str]:
    """Every cell that is only told or only found, and every pair that differs."""
    for cell in sorted(comparison.told_cells.keys() - comparison.found_cells.keys()):
        for one in comparison.told_cells[cell]:
            yield f"NOT FOUND   {' '.join(cell)}  {one.article}: {one.evidence}"
    for cell in sorted(comparison.found_cells.keys() - comparison.told_cells.keys()):
        for statement in comparison.found_cells[cell]:
            yield f"NOT TOLD    {' '.join(cell)}  {statement.article} [{statement.method}]: {statement.evidence}"
    for one, statement in comparison.pairs:
        if not _is_right(one, statement):
            is_now = f"{statement.topic or 'no topic'} {statement.position}"
            wanted = f"{one.topic} {one.position}"
            yield f"OTHERWISE   {one.country} {is_now}, told {wanted}  {one.article}: {statement.evidence}"


if __name__ == "__main__":
    raise SystemExit(main())
