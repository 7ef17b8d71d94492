"""Where both halves meet: articles are read, their statements extracted, and both kept in the store.

Each article with its statements is one transaction, so that a run may be interrupted at any moment: what was reported
kept is kept, nothing is half there, and the same run started again goes on with what is left.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from dashboard.articles import Refusal
from dashboard.catalogue.topics import topic, topics
from dashboard.errors import ModelError, StandpointError
from dashboard.schema import Article, Statement
from dashboard.store import Placing, Store

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH_SIZE = 16  # articles parsed together: larger batches gain nothing on the CPU and report progress later
logger = logging.getLogger(__name__)


@dataclass(slots=True)
class IngestReport:
    """What became of the articles so far; every article is counted under exactly one heading."""

    kept: int = 0
    known: int = 0  # in the store before, or given twice in this run
    outdated: int = 0  # of those known: read by another reader than this one, reread them to have its statements
    refused: list[Refusal] = field(default_factory=list)
    statements: int = 0  # in the articles kept
    proposed: int = 0  # topics found in the whole store that are not in the catalogue
    interrupted: bool = False

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
    on_progress: Callable[[IngestReport], None] = lambda _report: None,
) -> IngestReport:
    """Read the statements of these articles and keep both.

    Refusals among the articles (see :func:`dashboard.articles.read_sources`) go into the report. An article that is
    kept already is passed over; with ``reread`` only if this very reader has read it. ``on_progress`` is called with
    the running report after every article. Ctrl-C ends the run early: the report then says ``interrupted`` and holds
    what was kept until then.

    At the end the topics that the catalogue does not know are found anew in the whole store, see
    :func:`propose_topics`.
    """
    report = IngestReport()
    reader = reader_name(nlp)
    unread = _unread(articles, store=store, reader=reader, reread=reread, report=report, on_progress=on_progress)
    try:
        while batch := list(islice(unread, batch_size)):
            for article, found in _readings(nlp, batch):
                _keep(article, found, store=store, reader=reader, report=report)
                on_progress(report)
    except KeyboardInterrupt:
        report.interrupted = True
    if report.kept:
        report.proposed = propose_topics(store, nlp=nlp)
    return report


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
    """Name and version of what reads the statements: the language model's and Standpoint's own."""
    from dashboard import __version__

    meta = nlp.meta
    return f"{meta['lang']}_{meta['name'] or 'pipeline'} {meta['version']} · standpoint {__version__}"


def _unread(
    articles: Iterable[Article | Refusal],
    *,
    store: Store,
    reader: str,
    reread: bool,
    report: IngestReport,
    on_progress: Callable[[IngestReport], None],
) -> Iterator[Article]:
    """The articles that remain to be read; all others are counted on the way."""
    taken: set[str] = set()
    for item in articles:
        if isinstance(item, Refusal):
            report.refused.append(item)
        else:
            earlier = None if item.id in taken else store.reader_of(item.id)
            is_outdated = earlier is not None and earlier != reader
            if item.id not in taken and (earlier is None or (reread and is_outdated)):
                taken.add(item.id)
                yield item
                continue
            report.known += 1
            report.outdated += is_outdated
        on_progress(report)


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


def _keep(
    article: Article, found: list[Statement] | Refusal, *, store: Store, reader: str, report: IngestReport
) -> None:
    if isinstance(found, Refusal):
        report.refused.append(found)
        return
    store.keep(article, [_without_proposed(statement) for statement in found], reader=reader)
    report.kept += 1
    report.statements += len({statement.id for statement in found})  # the store keeps one of each id


def _without_proposed(statement: Statement) -> Statement:
    """The statement without a topic found in its article: in the store topics are found in all articles together."""
    is_proposed = statement.topic is not None and topic(statement.topic) is None
    return replace(statement, topic=None, position=None) if is_proposed else statement
