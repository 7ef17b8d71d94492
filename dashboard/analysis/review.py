"""Which statements a person is to look at next, and how far the review is."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

import pandas as pd

from dashboard.schema import Review


class QueueOrder(StrEnum):
    """What comes first in the queue of statements to review."""

    UNCERTAIN = "uncertain"  # the least certain first
    RANDOM = "random"  # a fair sample, from which precision can be told; the same order for everyone
    COUNTRY = "country"
    TOPIC = "topic"
    ARTICLE = "article"  # newest article first, in the order of its text


class Queue(StrEnum):
    """Whose word is still missing."""

    OPEN = "open"  # anybody's
    OTHERS = "others"  # this coder's, on what other coders have judged: so that their agreement can be told


class Progress(NamedTuple):
    """How far the review of a selection is."""

    judged: int
    total: int

    @property
    def left(self) -> int:
        """How many are not judged yet."""
        return self.total - self.judged


_SORTED_BY: dict[QueueOrder, tuple[list[str], list[bool]]] = {
    QueueOrder.UNCERTAIN: (["confidence", "id"], [True, True]),
    QueueOrder.RANDOM: (["id"], [True]),  # ids are digests, and so in no order at all
    QueueOrder.COUNTRY: (["country", "confidence", "id"], [True, True, True]),
    QueueOrder.TOPIC: (["topic", "confidence", "id"], [True, True, True]),
    QueueOrder.ARTICLE: (["date", "article", "start", "id"], [False, True, True, True]),
}


def review_queue(frame: pd.DataFrame, log: pd.DataFrame, *, order: QueueOrder, queue: Queue, coder: str) -> list[str]:
    """Ids of the statements of the table that wait for a judgement, the first one first.

    ``log`` is :meth:`dashboard.store.Store.judgements`; it may know more than a table that was read a moment ago.
    """
    if queue is Queue.OTHERS:
        said = log[log["stands"]]
        own = set(said.loc[said["coder"] == coder, "statement"])
        waiting = frame[frame["id"].isin(set(said["statement"]) - own)]
    else:
        waiting = frame[~frame["id"].isin(_judged(frame, log))]
    columns, ascending = _SORTED_BY[order]
    return [str(each) for each in waiting.sort_values(columns, ascending=ascending, na_position="last")["id"]]


def review_progress(frame: pd.DataFrame, log: pd.DataFrame) -> Progress:
    """How many statements of the table anybody has judged."""
    return Progress(len(_judged(frame, log)), len(frame))


def _judged(frame: pd.DataFrame, log: pd.DataFrame) -> Collection[str]:
    taken_back = set(log["statement"]) - set(log.loc[log["counts"], "statement"])
    known = set(frame.loc[frame["review"] != Review.UNREVIEWED, "id"]) - taken_back
    return (known | set(log.loc[log["counts"], "statement"])) & set(frame["id"])
