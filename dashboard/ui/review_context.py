"""A statement's passage where it stands: in its paragraph, with what comes before and after."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from dashboard.charts.theme import Palette, translucent
from dashboard.schema import Article
from dashboard.ui.evidence import evidence_marks
from dashboard.ui.marks import Mark, marked
from dashboard.ui.reader_html import paragraphs

WIDEST_CONTEXT = 700  # characters of an article on either side of the passage


def context_html(article: Article | None, row: Mapping[str, Any]) -> str:
    """The passage in its paragraph, with the paragraphs before and after it. Every character of it is escaped."""
    if article is None:
        return f'<div class="sp-context"><p>{marked(row["evidence"], evidence_marks(row))}</p></div>'
    text, start = article.text, int(row["start"])
    marks = [Mark(start, int(row["end"]), "passage")]
    marks += [Mark(each.start + start, each.end + start, each.name) for each in evidence_marks(row)]
    pieces = []
    for left, right, is_cut in _around(text, start, int(row["end"])):
        inside = [Mark(each.start - left, each.end - left, each.name) for each in marks if each.start < right]
        pieces.append(f"<p>{marked(text[left:right].rstrip(), inside)}{' …' if is_cut else ''}</p>")
    title = html.escape(article.title or "Untitled article")
    return f'<div class="sp-context" lang="{html.escape(article.language)}"><h3>{title}</h3>{"".join(pieces)}</div>'


def _around(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """[start, end) of the paragraphs to show, and whether they are cut short at the end."""
    spans = paragraphs(text)
    meeting = [place for place, (left, right) in enumerate(spans) if left < end and right > start]
    if not meeting:
        return [(start, end, False)]
    shown = spans[max(0, meeting[0] - 1) : meeting[-1] + 2]
    lowest, highest = _word(text, start - WIDEST_CONTEXT, 1), _word(text, end + WIDEST_CONTEXT, -1)
    cut = [(max(left, lowest), min(right, highest), right > highest) for left, right in shown]
    return [(left, right, is_cut) for left, right, is_cut in cut if left < right]


def _word(text: str, place: int, step: int) -> int:
    """The nearest place between words in this direction."""
    place = min(max(place, 0), len(text))
    while 0 < place < len(text) and not text[place - 1].isspace():
        place += step
    return place


def style_sheet(colours: Palette) -> str:
    """The style sheet of the context, and of the keys on the buttons."""
    tint = translucent(colours.neutral, 0.16)
    return (
        f".sp-context{{font-size:1.06rem;line-height:1.65;max-width:44rem;color:{colours.ink};unicode-bidi:isolate;"
        "overflow-wrap:anywhere}"
        ".sp-context h3{font-size:1rem;font-weight:600;margin:0 0 .4rem;padding:0}.sp-context p{margin:0 0 .8rem}"
        "[data-testid=stMain] kbd{color:inherit!important;opacity:1!important}"  # pale by themselves, beyond reading
        f".sp-context mark.sp-passage:not(.sp-cue){{background:{tint}}}"
    )
