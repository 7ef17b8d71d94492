"""Where the starter articles come from: their files name records that the store does not keep."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PureWindowsPath
from typing import NamedTuple

from dashboard.articles import read_articles
from dashboard.errors import ArticleError
from dashboard.paths import SEEDS
from dashboard.schema import Article

FENCE = "---"


class Origin(NamedTuple):
    """What a starter article rests on, in the words of its file."""

    sources: str
    note: str


def origin_of(article: Article) -> Origin | None:
    """What the file of a starter article says of its origin; ``None`` for every other article.

    An article counts as a starter article when a file of ``seeds/`` holds the same title and text.
    """
    name = PureWindowsPath(article.source or "").name  # knows both kinds of slash
    return _origins(name).get(article.id) if name else None


@lru_cache
def _origins(name: str) -> dict[str, Origin]:
    """Origin by article id for the file of this name, empty when there is none such."""
    path = SEEDS / name
    try:
        ids = [article.id for article in read_articles(path)] if path.is_file() else []
    except ArticleError:
        return {}
    if not ids:
        return {}
    header = path.read_text(encoding="utf-8").split(f"\n{FENCE}\n")[0]
    fields = dict(line.split(": ", 1) for line in header.splitlines() if ": " in line)
    origin = Origin(fields.get("Sources", ""), fields.get("Note", ""))
    return dict.fromkeys(ids, origin) if any(origin) else {}
