"""Where the sentences of a text stand, without a language model: near enough to choose one from a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dashboard.ui.reader_html import paragraphs

_BORDER = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*(?P<gap>\s+)(?=[\"'“‘«(\[]*[A-Z0-9À-ÖØ-Þ])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Sgt|Capt|Sen|Rep|Gov|Rev|St|Jr|Sr|No|vs|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    r"Sept?|Oct|Nov|Dec)|\b[A-Z](?:\.[A-Z])*)\.$"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """[start, end) of every sentence, in the order of the text; a paragraph's end is a sentence's end."""
    return [span for start, end in paragraphs(text) for span in _in_paragraph(text, start, end)]


def _in_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for border in _BORDER.finditer(text, start, end):
        gap = border.span("gap")
        if not _ABBREVIATION.search(text, begin, gap[0]):
            yield begin, gap[0]
            begin = gap[1]
    while end > begin and text[end - 1].isspace():
        end -= 1
    if end > begin:
        yield begin, end
