"""Judged statements as gold: what people have said, in the form in which accuracy is measured and models are trained.

A folder with ``gold.jsonl``, one statement a line, and the text of each article as ``<doc>.txt``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.catalogue.topics import label_of
from dashboard.errors import TableError
from dashboard.schema import Article, Review
from dashboard.store import Store

GOLD_FILE = "gold.jsonl"
_KEPT = (Review.ACCEPTED, Review.CORRECTED, Review.ADDED)


@dataclass(frozen=True, slots=True)
class GoldReport:
    """What was written, and what was not."""

    statements: int
    articles: int
    unfinished: int  # articles left out because some of their statements have not been judged


def write_gold(store: Store, folder: Path, *, also_unfinished: bool = False) -> GoldReport:
    """Write what people have judged into a new or empty folder.

    Only articles whose every statement was judged are written: in others a statement that nobody has looked at yet
    would count as none. ``also_unfinished`` writes those too. An article of which all statements were rejected is
    written as well: that it holds none is gold.
    """
    frame = store.statements()
    judged = frame[frame["review"] != Review.UNREVIEWED]
    open_ones = set(frame.loc[frame["review"] == Review.UNREVIEWED, "article"].astype(str))
    touched = sorted(set(judged["article"].astype(str)))
    chosen = [each for each in touched if also_unfinished or each not in open_ones]
    gold = judged[judged["review"].isin(list(_KEPT)) & judged["article"].isin(chosen)]
    lines = list(gold_lines(gold.sort_values(["article", "start", "end", "id"])))
    articles = [article for each in chosen if (article := store.article(each)) is not None]
    _write(folder, lines, articles)
    return GoldReport(len(lines), len(articles), len(touched) - len(chosen))


def gold_lines(frame: pd.DataFrame) -> Iterator[str]:
    """Each statement of the table as a line of the codebook's form; offsets count the characters of its text."""
    for row in frame.astype(object).to_dict("records"):
        yield json.dumps(
            _record({name: None if pd.isna(value) else value for name, value in row.items()}), ensure_ascii=False
        )


def _record(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "doc": row["article"],
        "evidence": row["evidence"],
        "actor": row["actor"],
        "country": row["country"] or "",
        "represents": row["represents"],
        "stance": row["stance"],
        "target": row["target"],
        "topic": label_of(row["topic"]) if row["topic"] else "",
        "start": int(row["start"]),
        "end": int(row["end"]),
    }


def _write(folder: Path, lines: Iterable[str], articles: Iterable[Article]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise TableError(f"{folder} is not empty, and what lies there would count as gold; name a new folder.")
        for article in articles:
            # Bytes, for offsets count characters: no line break may become another one.
            (folder / f"{article.id}.txt").write_bytes(article.text.encode("utf-8"))
        (folder / GOLD_FILE).write_bytes("".join(f"{line}\n" for line in lines).encode("utf-8"))
    except OSError as error:
        raise TableError(f"{folder} cannot be written ({error.strerror}); name another folder.") from error
