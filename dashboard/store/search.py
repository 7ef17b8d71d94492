"""Finding articles by words, in the database: no text leaves it that was not asked for."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, true

from dashboard.store.tables import articles

SEARCHED = (articles.c.title, articles.c.publisher, articles.c.text)
_TERM = re.compile(r'"([^"]+)"|(\S+)')
_ACCENTS = re.compile("[\u0300-\u036f]+")
_STRAIGHT = str.maketrans("“”„", '"""')


def find_articles(connection: Connection, words: str) -> frozenset[str]:
    """Ids of the articles in which every word occurs in title, publisher or text, also within a longer word.

    Words between double quotes are looked for as they stand together. On SQLite neither case nor accents matter, on
    PostgreSQL only case does not.
    """
    fold = _fold_of(connection)
    wanted = [or_(*(_holds(fold(column), fold(term)) for column in SEARCHED)) for term in terms(words)]
    return frozenset(connection.scalars(select(articles.c.id).where(and_(true(), *wanted))))


def terms(words: str) -> list[str]:
    """What to look for: phrases between double quotes, and all other words."""
    found = _TERM.findall(words.translate(_STRAIGHT))
    return [term for phrase, word in found if (term := " ".join((phrase or word).replace('"', " ").split()))]


def folded(text: str | None) -> str | None:
    """The text as it is compared: without case and accents, apostrophes straight, blanks as one."""
    if text is None:
        return None
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).replace("’", "'")
    return " ".join(text.casefold().split())


def _holds(column: ColumnElement[Any], term: str) -> ColumnElement[bool]:
    return column.contains(term, autoescape=True)


def _fold_of(connection: Connection) -> Any:
    if connection.dialect.name != "sqlite":
        return lambda value: value.lower() if isinstance(value, str) else func.lower(value)
    # SQLite's own lower() knows the letters of English only.
    driver: Any = connection.connection.driver_connection
    driver.create_function("standpoint_folded", 1, folded, deterministic=True)
    return lambda value: folded(value) if isinstance(value, str) else func.standpoint_folded(value)
