"""Which articles tell one story: near copies find one another by their sketches, however many articles are kept.

A sketch is a row of numbers (MinHash); the share of numbers that two sketches have in common is that of the runs of
words which their texts have in common. Sketches are cut into bands, and only articles that share a whole band are
compared (locality-sensitive hashing): of copies with four tenths of their runs in common 94 of 100 meet, of those with
half of them 99, and of unrelated articles hardly any.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sqlalchemy import Connection, or_, select, text, update

from dashboard.store.tables import articles, sketch_bands, sketches
from dashboard.store.writing import insert_into

NUMBERS_IN_A_BAND = 3
LEAST_LIKE = 0.4  # share of runs in common from which two texts are one story: a copy cut to its half has .48
MOST_COMPARED = 500  # articles that share a band: more than that are copies of one another anyway
_NUMBER = np.dtype("<u4")


def write_sketch(connection: Connection, article_id: str, sketch: bytes) -> None:
    """Keep the sketch of an article, and give it the story of the articles that are near copies of it.

    Who joins two stories makes them one. An article that has a sketch already keeps it: its text is the same.
    """
    if connection.dialect.name == "postgresql":
        # Two copies that are kept at once would not see each other; SQLite's writers take turns anyway.
        connection.execute(text("SELECT pg_advisory_xact_lock(7473106)"))
    new = insert_into(connection, sketches).values(article=article_id, sketch=sketch)
    if not connection.execute(new.on_conflict_do_nothing(index_elements=[sketches.c.article])).rowcount or not sketch:
        return
    bands = bands_of(sketch)
    alike = _alike(connection, sketch, bands)
    connection.execute(sketch_bands.insert(), [{"band": band, "article": article_id} for band in bands])
    if alike:
        _join(connection, article_id, alike)


def read_unsketched(connection: Connection, number: int) -> list[tuple[str, str]]:
    """Ids and texts of articles without a sketch, in the order of their ids."""
    wanted = (
        select(articles.c.id, articles.c.text)
        .where(articles.c.id.not_in(select(sketches.c.article)))
        .order_by(articles.c.id)
        .limit(number)
    )
    return [(row.id, row.text) for row in connection.execute(wanted)]


def bands_of(sketch: bytes) -> list[int]:
    """A number for each band of the sketch, different for different bands and for the same numbers in another place."""
    numbers = np.frombuffer(sketch, _NUMBER).astype(np.uint64)
    numbers = numbers[: len(numbers) // NUMBERS_IN_A_BAND * NUMBERS_IN_A_BAND].reshape(-1, NUMBERS_IN_A_BAND)
    mixed = np.arange(1, len(numbers) + 1, dtype=np.uint64)
    for column in numbers.T:
        # Multiplying by an odd constant and folding the upper half down spreads every bit over all 64 (Steele 2014).
        mixed = (mixed ^ column) * np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(29)
    return sorted({int(band) for band in mixed.view(np.int64)})


def likeness(one: bytes, other: bytes) -> float:
    """The share of runs of words that the texts of two sketches have in common, 0 to 1."""
    if not one or len(one) != len(other):
        return 0.0
    return float(np.mean(np.frombuffer(one, _NUMBER) == np.frombuffer(other, _NUMBER)))


def _alike(connection: Connection, sketch: bytes, bands: Sequence[int]) -> list[str]:
    """The articles that are near copies, among those that share a band."""
    meeting = select(sketch_bands.c.article).where(sketch_bands.c.band.in_(bands)).distinct().limit(MOST_COMPARED)
    rows = connection.execute(select(sketches).where(sketches.c.article.in_(meeting))).all()
    if not rows:
        return []
    known = np.frombuffer(b"".join(row.sketch for row in rows), _NUMBER).reshape(len(rows), -1)
    shares = np.mean(known == np.frombuffer(sketch, _NUMBER), axis=1)
    return [row.article for row, share in zip(rows, shares, strict=True) if share >= LEAST_LIKE]


def _join(connection: Connection, article_id: str, alike: Sequence[str]) -> None:
    told = select(articles.c.story).where(articles.c.id.in_(alike), articles.c.story.is_not(None)).distinct()
    stories = sorted(connection.scalars(told))
    # A story is named after the first of its articles, and keeps that name.
    story = stories[0] if stories else min(alike)
    of_these = or_(articles.c.id.in_([article_id, *alike]), articles.c.story.in_(stories))
    is_new = articles.c.story.is_distinct_from(story)  # a large story is not written anew for each that joins it
    connection.execute(update(articles).where(of_these, is_new).values(story=story))
