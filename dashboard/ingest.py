"""Where both halves meet: articles are read, their statements extracted, and both kept in the store.

Each article with its statements is one transaction, so that a run may be interrupted at any moment: what was reported
kept is kept, nothing is half there, and the same run started again goes on with what is left.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.articles import Asked, Refusal
from dashboard.articles.asked import NOTHING_ASKED
from dashboard.articles.likeness import sketch_of
from dashboard.catalogue.topics import topic, topics
from dashboard.errors import ModelError, StandpointError
from dashboard.schema import Article, Statement
from dashboard.store import Placing, Store

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SKETCHED_AT_ONCE = 200  # articles in one transaction: half a second
BATCH_SIZE = 16  # articles parsed together: larger batches gain nothing on the CPU and report progress later
logger = logging.getLogger(__name__)


@dataclass(slots=True)
class IngestReport:
    """What became of the articles so far; every article is counted under exactly one heading."""

    kept: int = 0
    unread: int = 0  # of those kept: in a language that is not read, so that they have no statements
    known: int = 0  # in the store before, or given twice in this run
    outdated: int = 0  # of those known: read by another reader than this one, reread them to have its statements
    refused: list[Refusal] = field(default_factory=list)
    statements: int = 0  # in the articles kept
    proposed: int = 0  # topics found in the whole store that are not in the catalogue
    interrupted: bool = False  # by Ctrl-C or by whoever called
    total: int | None = field(default=None, compare=False)  # articles expected, as far as that is known
    seconds: float = field(default=0.0, compare=False)  # since the beginning

    @property
    def rate(self) -> float:
        """Articles dealt with in a second, 0 before the first."""
        return self.seen / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Until all that is expected is dealt with, at the pace so far; ``None`` when that cannot be told."""
        if self.total is None or not self.seen:
            return None
        return max(self.total - self.seen, 0) / self.rate if self.rate else None

    @property
    def seen(self) -> int:
        """How many articles have been dealt with."""
        return self.kept + self.known + len(self.refused)


def ingest(
    articles: Iterable[Article | Refusal],
    *,
    nlp: Language,
    store: Store,
    reread: bool = False,
    batch_size: int = BATCH_SIZE,
    total: int | None = None,
    on_progress: Callable[[IngestReport], None] = lambda _report: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> IngestReport:
    """Read the statements of these articles and keep both.

    Refusals among the articles (see :func:`dashboard.articles.read_sources`) go into the report. An article that is
    kept already is passed over, with ``reread`` only if this very reader has read it; what it lacked and its copy knows
    is filled in, and with its day it is read again. An article in another language
    than the reader's is kept without statements. Near copies of articles become one story.

    ``on_progress`` is called with the running report after every article; ``total`` is how many there will be, where
    that is known. ``cancelled`` is asked before every article and ends the run when it says so, like Ctrl-C: the report
    then says ``interrupted`` and holds what was kept until then.

    At the end the topics that the catalogue does not know are found anew in the whole store, see
    :func:`propose_topics`.
    """
    report = IngestReport(total=total)
    run = _Run(nlp, store, reader_name(nlp), reread, report, on_progress, cancelled)
    try:
        unread = run.unread(articles)
        while batch := list(islice(unread, batch_size)):
            for article, found in _readings(nlp, batch):
                run.keep(article, found)
        sketch_earlier(store, cancelled=cancelled)
    except (KeyboardInterrupt, _Cancelled):
        report.interrupted = True
    if report.kept > report.unread:
        report.proposed = propose_topics(store, nlp=nlp)
    return report


def ingest_feeds(
    feeds: Sequence[str],
    *,
    nlp: Language,
    store: Store,
    interval: timedelta,
    asked: Asked = NOTHING_ASKED,
    on_progress: Callable[[IngestReport], None] = lambda _report: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> IngestReport:
    """One round through the feeds that are due: the new articles they name are read and kept.

    ``interval`` is the time until a feed is due again. What was visited is remembered only after its articles are kept,
    so that a run may be killed at any moment without losing one.
    """
    from dashboard.articles.web.watching import Round

    tour = Round(feeds, store, interval, asked=asked)
    report = ingest(tour.articles(), nlp=nlp, store=store, on_progress=on_progress, cancelled=cancelled)
    if not report.interrupted:
        store.remember(tour.visits)
    return report


def sketch_earlier(store: Store, *, cancelled: Callable[[], bool] = lambda: False) -> None:
    """Sketch the articles that were kept before sketches were, so that copies of them are found too."""
    while not cancelled() and (batch := store.unsketched(SKETCHED_AT_ONCE)):
        store.keep_sketches({article_id: sketch_of(text) for article_id, text in batch})


def propose_topics(store: Store, *, nlp: Language) -> int:
    """Group the statements without a topic of the catalogue, of all articles, into proposed topics; how many there are.

    Equal stores get equal topics. A topic proposed before keeps its name while most of its statements stay together.
    What a person has judged is left as it is.
    """
    from dashboard.extraction.found_topics import Held, position_on, store_topics, tagger
    from dashboard.extraction.topic_groups import Meaning

    unplaced = store.unplaced([known.id for known in topics()])
    held = [Held(each.target, each.evidence, each.speaker, each.topic) for each in unplaced]
    found = store_topics(held, Meaning(nlp.vocab), tagger(nlp))
    changes = []
    for each, new in zip(unplaced, found, strict=True):
        placed = (None, None) if new is None else (new.label, position_on(new, each.stance))
        if placed != (each.topic, each.position):
            changes.append(Placing(each.id, *placed))
    store.place_statements(changes)
    return len({new.label for new in found if new is not None})


def reader_name(nlp: Language) -> str:
    """Name and version of what reads the statements: the language model's, the judge's and Standpoint's own."""
    from dashboard import __version__
    from dashboard.extraction.judge.network import fingerprint

    meta = nlp.meta
    parts = [f"{meta['lang']}_{meta['name'] or 'pipeline'} {meta['version']}"]
    if "judge" in nlp.pipe_names:
        parts.append(f"judge {fingerprint(Path(nlp.get_pipe_config('judge')['folder']))}")
    return " · ".join([*parts, f"standpoint {__version__}"])


class _Cancelled(Exception):  # noqa: N818 - not an error, but how a run ends from within
    """Whoever called does not want the rest."""


@dataclass(slots=True)
class _Run:
    """What all steps of one run share."""

    nlp: Language
    store: Store
    reader: str
    reread: bool
    report: IngestReport
    on_progress: Callable[[IngestReport], None]
    cancelled: Callable[[], bool]
    began: float = field(default_factory=time.monotonic)

    def unread(self, articles: Iterable[Article | Refusal]) -> Iterator[Article]:
        """The articles that remain to be read; all others are dealt with on the way."""
        taken: set[str] = set()
        for item in articles:
            self.check()
            if isinstance(item, Refusal):
                self.report.refused.append(item)
                self.tell()
            elif item.id in taken or not self._is_wanted(item):
                self.report.known += 1
                self.tell()
            else:
                taken.add(item.id)
                if item.language == self.nlp.lang:
                    yield item
                else:
                    self.report.unread += 1
                    self.keep(item, [])

    def keep(self, article: Article, found: list[Statement] | Refusal) -> None:
        """Keep the article with its statements, or note why it could not be read."""
        self.check()
        if isinstance(found, Refusal):
            self.report.refused.append(found)
        else:
            kept = [_without_proposed(statement) for statement in found]
            self.store.keep(article, kept, reader=self.reader, sketch=sketch_of(article.text))
            self.report.kept += 1
            self.report.statements += len({statement.id for statement in found})  # the store keeps one of each id
        self.tell()

    def check(self) -> None:
        """End the run if the caller wants no more."""
        if self.cancelled():
            raise _Cancelled

    def tell(self) -> None:
        """Say how far the run is."""
        self.report.seconds = time.monotonic() - self.began
        self.on_progress(self.report)

    def _is_wanted(self, article: Article) -> bool:
        """Whether to read the article. One that is kept is given what it lacks and this copy of it knows."""
        earlier = self.store.reader_of(article.id)
        is_outdated = earlier is not None and earlier != self.reader
        if earlier is None or (self.reread and is_outdated):
            return True
        lacking = self.store.lacks(article)
        if "date" in lacking:
            return True  # who held which office, and so who spoke for whom, depends on the day
        if lacking:
            self.store.fill_in(article)
        self.report.outdated += is_outdated
        return False


def _readings(nlp: Language, batch: list[Article]) -> Iterator[tuple[Article, list[Statement] | Refusal]]:
    """Each article of the batch with its statements, or with the reason why it could not be read."""
    from dashboard.extraction.pipeline import documents

    try:
        parsed: Iterable[tuple[Article, Doc]] = list(documents(nlp, batch, batch_size=len(batch)))
    except ModelError:
        raise  # the model's fault, and the same for every article
    except Exception as error:  # noqa: BLE001 - one article must not keep the others of a long run from being read
        if len(batch) == 1:
            yield batch[0], _failure(batch[0], error)
            return
        for article in batch:
            yield from _readings(nlp, [article])
        return
    for article, doc in parsed:
        yield article, _statements(doc, article)


def _statements(doc: Doc, article: Article) -> list[Statement] | Refusal:
    from dashboard.extraction.statements import statements

    try:
        return list(statements(doc, article))
    except Exception as error:  # noqa: BLE001 - as above
        return _failure(article, error)


def _failure(article: Article, error: Exception) -> Refusal:
    source = article.source or article.title or article.id
    if isinstance(error, StandpointError):
        return Refusal(source, str(error))
    logger.error("Reading %s failed", source, exc_info=error)
    said = f"{type(error).__name__}: {error}"
    return Refusal(source, f"{source}: Standpoint failed on this article ({said}); please report it with the file.")


def _without_proposed(statement: Statement) -> Statement:
    """The statement without a topic found in its article: in the store topics are found in all articles together."""
    is_proposed = statement.topic is not None and topic(statement.topic) is None
    return replace(statement, topic=None, position=None) if is_proposed else statement
