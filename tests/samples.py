"""Articles and statements by the handful, for tests of several rooms."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date as Date
from typing import Any

from dashboard.schema import Actor, Article, Represents, Stance, Statement

TEXT = "Ministers met in Oslo\n\nNorway supports the treaty. Chile rejects the treaty.\n"
SUPPORT = TEXT.index("Norway")
OPPOSE = TEXT.index("Chile")


def make_article(text: str = TEXT, **known: Any) -> Article:
    """An article, dated and published unless told otherwise."""
    facts = {
        "title": "Ministers met in Oslo",
        "date": Date(2025, 2, 13),
        "publisher": "The Daily",
        "source": "oslo.txt",
    }
    return Article.of(text, **{**facts, "url": "https://example.org/oslo", **known})


def make_statement(article: Article, *, start: int = SUPPORT, country: str | None = "NOR", **changes: Any) -> Statement:
    """A statement whose evidence is one sentence of the article."""
    end = article.text.find(".", start) + 1
    evidence = article.text[start:end]
    name = evidence.split()[0]
    made = Statement(
        id=Statement.identify(article.id, start, end, name, "the treaty"),
        article=article.id,
        start=start,
        end=end,
        evidence=evidence,
        actor=Actor(name, None, country, Represents.GOVERNMENT),
        actor_start=start,
        actor_end=start + len(name),
        stance=Stance.SUPPORT,
        target="the treaty",
        target_start=None,
        target_end=None,
        topic="treaty",
        position=Stance.SUPPORT,
        cue="supports",
        is_quote=False,
        confidence=0.9,
        method="test:verb",
    )
    return replace(made, **changes)


def run_at_once(jobs: Iterable[tuple[Callable[..., None], tuple[Any, ...]]]) -> None:
    """Run each job with its arguments in a process of its own, and wait until all have ended well."""
    context = multiprocessing.get_context("spawn")
    running = [context.Process(target=job, args=arguments) for job, arguments in jobs]
    for process in running:
        process.start()
    for process in running:
        process.join(timeout=120)
        assert process.exitcode == 0
