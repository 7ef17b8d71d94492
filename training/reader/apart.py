"""Texts kept apart: what is learnt from may not hold what is measured on.

Newspapers print an article twice, reworked, and corpora keep both; so sentences are compared, not names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

LONG_ENOUGH = 40  # letters and digits of a sentence: two articles that share one are versions of one
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+|\n")


class Texted(Protocol):
    """Whatever has a text."""

    @property
    def text(self) -> str:
        """The text."""


AnyArticle = TypeVar("AnyArticle", bound=Texted)


def apart(articles: Iterable[AnyArticle], others: Iterable[str]) -> Iterator[AnyArticle]:
    """The articles that share no sentence with other texts."""
    known = "\n".join(map(_letters, others))
    for article in articles:
        sentences = map(_letters, SENTENCE_ENDS.split(article.text))
        if not any(len(sentence) >= LONG_ENOUGH and sentence in known for sentence in sentences):
            yield article


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
