"""Where articles are read while people look at pages: a thread of the server with a language model of its own.

Each reading belongs to the server and not to a session, so that it outlives changes of page and closed browsers. When
the server itself is stopped, what was kept is kept, and handing in the same again goes on with the rest.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.articles import Refusal
from dashboard.errors import StandpointError
from dashboard.ui.add_sources import Source, told

if TYPE_CHECKING:
    from spacy.language import Language

    from dashboard.ingest import IngestReport
    from dashboard.schema import Article
    from dashboard.store import Store

READ_AT_ONCE = 4  # articles: progress is told, and a reading can be cancelled, only between two batches
SECONDS_BETWEEN_LOOKS = 0.2  # whether a reading that waits for its turn has been cancelled
SECONDS_OF_REST = 600.0  # without a reading until the language model gives its memory back
logger = logging.getLogger(__name__)


class Phase(Enum):
    """How far a reading is."""

    WAITING = "waiting for another reading to end"
    LOADING = "loading the language model"
    READING = "reading"
    ENDED = "ended"


@dataclass(slots=True)
class Reading:
    """One reading, as it stands now; written by its thread only."""

    where: str  # the store it fills
    told: str  # what is read, in a few words
    phase: Phase = Phase.WAITING
    report: IngestReport | None = None  # None before the first article
    near_copies: int = 0  # of those kept: they tell a story that another article tells too
    fault: str | None = None  # why it ended before its time
    _cancel: threading.Event = field(default_factory=threading.Event)

    @property
    def is_running(self) -> bool:
        """Whether there is more to come."""
        return self.phase is not Phase.ENDED

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody wants no more of it."""
        return self._cancel.is_set()

    def cancel(self) -> None:
        """Have it end after the article that is being read."""
        self._cancel.set()


class Desk:
    """All readings of this server: one at a time for each store, and one after the other, as there is one model."""

    def __init__(self) -> None:
        self._readings: dict[str, Reading] = {}
        self._entry = threading.Lock()
        self._turn = threading.Lock()
        self._model: Language | None = None
        self._ended = 0  # readings; tells whether there was another one while the model rested

    def reading(self, where: str) -> Reading | None:
        """The reading for this store that runs or ended last."""
        return self._readings.get(where)

    def start(self, where: str, sources: Sequence[Source]) -> Reading:
        """Begin to read; when a reading for this store is running already, that one is returned and nothing begun."""
        with self._entry:
            earlier = self._readings.get(where)
            if earlier is not None and earlier.is_running:
                return earlier
            reading = self._readings[where] = Reading(where, told(sources))
        threading.Thread(target=self._run, args=(reading, sources), name="reading", daemon=True).start()
        return reading

    def put_away(self, where: str) -> None:
        """Forget the reading for this store if it has ended."""
        with self._entry:
            reading = self._readings.get(where)
            if reading is not None and not reading.is_running:
                del self._readings[where]

    def _run(self, reading: Reading, sources: Sequence[Source]) -> None:
        try:
            while not self._turn.acquire(timeout=SECONDS_BETWEEN_LOOKS):
                if reading.is_cancelled:
                    return
            try:
                self._read(reading, sources)
            finally:
                self._let_rest()
                self._turn.release()
        except StandpointError as error:
            reading.fault = str(error)
        except Exception as error:  # a fault is told on the page; in a thread it would be lost
            logger.exception("Reading %s failed", reading.told)
            reading.fault = f"Standpoint failed ({type(error).__name__}: {error}); please report it."
        finally:
            reading.phase = Phase.ENDED

    def _read(self, reading: Reading, sources: Sequence[Source]) -> None:
        from dashboard.ingest import ingest
        from dashboard.store import Store

        reading.phase = Phase.LOADING
        nlp = self._language_model()
        total = _sum(source.count() for source in sources)
        new: list[str] = []
        reading.phase = Phase.READING

        def on_progress(report: IngestReport) -> None:
            reading.report = report

        with Store.open(reading.where) as store:
            articles = _new_noted(_all(sources, store), store, new.append)
            reading.report = ingest(
                articles,
                nlp=nlp,
                store=store,
                batch_size=READ_AT_ONCE,
                total=total,
                on_progress=on_progress,
                cancelled=lambda: reading.is_cancelled,
            )
            reading.near_copies = near_copies(store, new)

    def _let_rest(self) -> None:
        """Forget the language model unless there is another reading before long."""
        self._ended += 1
        ended = self._ended

        def forget() -> None:
            with self._turn:
                if self._ended == ended:
                    self._model = None

        timer = threading.Timer(SECONDS_OF_REST, forget)
        timer.daemon = True
        timer.start()

    def _language_model(self) -> Language:
        # Loaded by the first reading and no earlier: who only looks needs none of it.
        if self._model is None:
            from dashboard.extraction.pipeline import build_pipeline

            self._model = build_pipeline()
        return self._model


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """The desk of this server."""
    return Desk()


def near_copies(store: Store, ids: Iterable[str]) -> int:
    """How many of these articles tell a story that another one in the store tells too."""
    listed = store.articles()
    return int((listed["id"].isin(set(ids)) & listed["story"].notna()).sum())


def _all(sources: Sequence[Source], store: Store) -> Iterator[Article | Refusal]:
    for source in sources:
        yield from source.articles(store)


def _new_noted(
    articles: Iterable[Article | Refusal], store: Store, note: Callable[[str], None]
) -> Iterator[Article | Refusal]:
    """The same articles; of each that is not in the store yet, the id is noted."""
    for item in articles:
        if not isinstance(item, Refusal) and store.reader_of(item.id) is None:
            note(item.id)
        yield item


def _sum(counts: Iterable[int | None]) -> int | None:
    total = 0
    for count in counts:
        if count is None:
            return None
        total += count
    return total
