"""Articles as a list: what each holds, in which order, and no text loaded for it."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

import pandas as pd

from dashboard.schema import Stance


class Order(StrEnum):
    """By what a list of articles is sorted."""

    NEWEST = "newest"  # undated articles come last, here and in OLDEST
    OLDEST = "oldest"
    STATEMENTS = "statements"  # those with most statements first
    TITLE = "title"
    PUBLISHER = "publisher"


_KEYS = {  # columns to sort by and whether upwards; ties go by date and title
    Order.NEWEST: (["date", "heading"], [False, True]),
    Order.OLDEST: (["date", "heading"], [True, True]),
    Order.STATEMENTS: (["n", "date", "heading"], [False, False, True]),
    Order.TITLE: (["heading", "date"], [True, False]),
    Order.PUBLISHER: (["house", "date", "heading"], [True, False, True]),
}


def article_list(
    articles: pd.DataFrame,
    statements: pd.DataFrame,
    *,
    order: Order = Order.NEWEST,
    only: Collection[str] | None = None,
    with_silent: bool = False,
) -> pd.DataFrame:
    """The articles (as ``Store.articles`` gives them) with ``n``, how many of these statements each holds, sorted.

    ``only`` keeps the articles of these ids; articles without any of the statements fall out unless ``with_silent``.
    """
    counts = statements["article"].value_counts()
    listed = articles.assign(n=articles["id"].map(counts).fillna(0).astype("int64"))
    if only is not None:
        listed = listed[listed["id"].isin(list(only))]
    if not with_silent:
        listed = listed[listed["n"] > 0]
    columns, upwards = _KEYS[order]
    # Titles sort as people read them: capitals do not come before small letters, nameless articles come last.
    keys = listed.assign(heading=_sortable(listed["title"]), house=_sortable(listed["publisher"]))
    ranked = keys.sort_values(columns, ascending=upwards, na_position="last", kind="stable").index
    return listed.loc[ranked].reset_index(drop=True)


def article_facts(statements: pd.DataFrame) -> pd.DataFrame:
    """One row per article of the statements: countries and topics, most frequent first, and stances, counted.

    Columns: ``countries`` and ``topics`` (lists of codes and ids), ``support``, ``oppose``, ``neutral`` (positions, or
    stances where a statement has no topic). The index is the article's id.
    """
    side = statements["position"].astype("object").fillna(statements["stance"].astype("object"))
    plain = statements[["article", "country", "topic"]].astype("object").assign(side=side)
    rows = {
        article: {
            "countries": list(group["country"].value_counts().index),
            "topics": list(group["topic"].value_counts().index),
            **{str(stance): int((group["side"] == str(stance)).sum()) for stance in Stance},
        }
        for article, group in plain.groupby("article", sort=False)
    }
    columns = ["countries", "topics", *map(str, Stance)]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def _sortable(texts: pd.Series) -> pd.Series:
    folded = texts.str.strip().str.casefold()
    return folded.where(folded != "")
