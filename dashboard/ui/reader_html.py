"""An article and its statements as HTML: the text with marked passages, the list beside it, and their style sheet.

Nothing of the article can become an element of the page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from dashboard.catalogue import country_label
from dashboard.catalogue.proposed import topic_name
from dashboard.charts.theme import GLYPHS, Look, Palette, translucent
from dashboard.schema import Article, Review, Stance
from dashboard.ui.evidence import NOUNS, VERBS
from dashboard.ui.marks import Mark, find_words, marked, safe_link
from dashboard.ui.names import counted, day_text, rule_name
from dashboard.ui.starters import Origin

# Names of parameters in the address: links that people have kept depend on them.
ARTICLE = "article"
STATEMENT = "statement"
MIXED = "mixed"  # a passage in which several sides are taken
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")


def reader_query(article_id: str, statement_id: str | None = None) -> dict[str, str]:
    """The parameters of the address under which the articles' page opens an article at a statement."""
    return {ARTICLE: article_id} | ({STATEMENT: statement_id} if statement_id else {})


@dataclass(frozen=True, slots=True)
class Numbered:
    """A statement as the reader shows it: a row of the statement table with its number in the article."""

    number: int
    row: Mapping[str, Any]

    @property
    def side(self) -> str:
        """The side that colours it: its position on the topic, or its stance where it has none."""
        return _text(self.row["position"]) or _text(self.row["stance"])

    @property
    def tag(self) -> str:
        """Sign and number, which stand for it in the text and in the list."""
        return f"{GLYPHS[Look(self.side)]} {self.number}"


def number_statements(frame: pd.DataFrame) -> list[Numbered]:
    """The statements in the order in which the text brings them, numbered from 1."""
    rows = frame.sort_values(["start", "end", "actor_start", "id"], kind="stable").to_dict("records")
    return [Numbered(number, row) for number, row in enumerate(rows, start=1)]


def about(article: Article, origin: Origin | None) -> str:
    """What is known of an article, with a link to where it was published if that is a web page."""
    facts = [day_text(article.date), html.escape(article.publisher or "")]
    link = safe_link(article.url, "Open the original ↗")
    facts += [link] if link.startswith("<a ") else []
    lines = [" · ".join(filter(None, facts))]
    if origin is not None:
        lines += [f"Sources: {html.escape(origin.sources)}" if origin.sources else "", html.escape(origin.note)]
    return '<p class="sp-note sp-source">' + "<br>".join(filter(None, lines)) + "</p>"


def reading(article: Article, statements: Sequence[Numbered], chosen: str | None, address: Mapping[str, Any]) -> str:
    """Text and statements side by side as HTML. Nothing of the article can become an element of the page."""
    listed = "".join(_entry(each, chosen, address) for each in statements)
    heading = counted(len(statements), "statement") if statements else "No statement to show"
    below = _KEY if statements else '<p class="sp-note">That nothing was found is not neutrality.</p>'
    return (
        f'<div class="sp-reader"><div class="sp-text" lang="{html.escape(article.language)}">'
        f"{text_html(article.text, statements, chosen)}</div>"
        f'<div class="sp-rows"><h3>{heading}</h3>{below}<ol>{listed}</ol></div></div>'
    )


def text_html(text: str, statements: Sequence[Numbered], chosen: str | None = None) -> str:
    """The text in paragraphs, its passages coloured by the side taken, each followed by the tags of its statements."""
    spans = paragraphs(text)
    ends = {each.number: _last_place(each, spans) for each in statements}
    runs = ("".join(_runs(text, span, statements, ends, chosen)) for span in spans)
    return "".join(f"<p>{run}</p>" for run in runs)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs stand: parted by blank lines, or by line breaks in a text that has no blank line."""
    parting = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else re.compile(r"\n\s*")
    borders = [0, *(place for found in parting.finditer(text) for place in found.span()), len(text)]
    spans = zip(borders[::2], borders[1::2], strict=True)
    return [(start, end) for start, end in spans if text[start:end].strip()]


def _last_place(each: Numbered, spans: Sequence[tuple[int, int]]) -> int | None:
    """Where a passage ends on the page, as blanks between paragraphs are not shown; ``None`` when it lies outside."""
    return max((min(each.row["end"], end) for start, end in spans if _meets(each, start, end)), default=None)


def _meets(each: Numbered, start: int, end: int) -> bool:
    return bool(each.row["start"] < end and each.row["end"] > start)


def _runs(
    text: str,
    span: tuple[int, int],
    statements: Sequence[Numbered],
    ends: Mapping[int, int | None],
    chosen: str | None,
) -> Iterator[str]:
    """Stretches of a paragraph between the borders of passages. Passages may overlap or go on in the next paragraph."""
    start, end = span
    here = [each for each in statements if _meets(each, start, end)]
    inside = (min(max(each.row[side], start), end) for each in here for side in ("start", "end"))
    for left, right in pairwise(sorted({start, end, *inside})):
        over = [each for each in here if each.row["start"] <= left and each.row["end"] >= right]
        # In a passage of many statements the chosen one's own words are marked, and only they.
        named = [each for each in over if each.row["id"] == chosen] or over
        words = marked(text[left:right], [mark for each in named for mark in _marks(each.row, left)])
        yield f'<span class="{_classes(over, chosen)}">{words}</span>' if over else words
        for each in over:
            if ends[each.number] == right:
                yield _tag(each, f"in-{each.number}", f"row-{each.number}")


def _classes(over: Sequence[Numbered], chosen: str | None) -> str:
    looks = {each.side for each in over}
    look = looks.pop() if len(looks) == 1 else MIXED
    return f"sp-passage sp-on-{look}" + (" sp-chosen" if any(each.row["id"] == chosen for each in over) else "")


def _tag(each: Numbered, own: str, other: str) -> str:
    who = f"{each.row['actor']} {VERBS[Stance(each.row['stance'])]} {each.row['target']}"
    label = html.escape(f"Statement {each.number}: {who}")
    return f'<a class="sp-tag sp-badge sp-{each.side}" id="{own}" href="#{other}" title="{label}">{each.tag}</a>'


def _entry(each: Numbered, chosen: str | None, address: Mapping[str, Any]) -> str:
    """A statement in the list beside the text."""
    row = each.row
    country = country_label(_text(row["country"])) if _text(row["country"]) else ""
    details = [detail for detail in (_text(row["role"]), country) if detail and detail != row["actor"]]
    described = "".join(f", {html.escape(detail)}" for detail in details)
    review = f"{row['review']}" if row["review"] != Review.UNREVIEWED else "not reviewed"
    how = [f"“{row['cue']}”"] if row["cue"] else []  # a person who adds a statement names no such word
    how += [f"confidence {row['confidence']:.2f}", f"found by {rule_name(row['method'])}", review]
    link = "?" + urlencode({**address, **reader_query(row["article"], row["id"])}, doseq=True)
    return (
        f'<li class="sp-card sp-{each.side}{" sp-chosen" if row["id"] == chosen else ""}" id="row-{each.number}">'
        f'<header><a class="sp-tag sp-badge sp-{each.side}" href="#in-{each.number}" '
        f'title="To the sentence in the text">{each.tag}</a> <strong>{html.escape(row["actor"])}</strong>{described} '
        f"<span>({html.escape(row['represents'])})</span></header>"
        f'<p class="sp-stance">{_stance(row)}</p>'
        f"<footer>{html.escape(' · '.join(how))} · "
        f'<a href="{html.escape(link)}" target="_self">link to this statement</a></footer></li>'
    )


def _stance(row: Mapping[str, Any]) -> str:
    """Stance towards the target as written; the position on the topic is said too where it is the opposite."""
    said = f"{VERBS[Stance(row['stance'])]} <q>{html.escape(row['target'])}</q>"
    if not _text(row["topic"]):
        return said
    topic = f"<b>{html.escape(topic_name(row['topic']))}</b>"
    if row["position"] == row["stance"] or not _text(row["position"]):
        return f"{said} <span>· on {topic}</span>"
    return f"{said} <span>· which on {topic} is {NOUNS[Stance(row['position'])]}</span>"


def _marks(row: Mapping[str, Any], origin: int) -> list[Mark]:
    """Actor, target and cue of a statement, counted from ``origin``; only where they stand in its evidence."""
    start = row["start"] - origin
    found = [*_offsets(row, "actor", origin)]
    found += _offsets(row, "target", origin) or _moved(find_words(row["evidence"], row["target"], "target"), start)
    return found + _moved(find_words(row["evidence"], row["cue"], "cue"), start)


def _offsets(row: Mapping[str, Any], name: str, origin: int) -> list[Mark]:
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    if pd.isna(start) or pd.isna(end) or not row["start"] <= start < end <= row["end"]:
        return []
    return [Mark(int(start) - origin, int(end) - origin, name)]


def _moved(marks: list[Mark], by: int) -> list[Mark]:
    return [Mark(mark.start + by, mark.end + by, mark.name) for mark in marks]


def _text(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value)


def style_sheet(colours: Palette) -> str:
    """The style sheet of text and list; on narrow screens the list stands below the text."""
    tints = {side: translucent(getattr(colours, side), 0.16) for side in map(str, Stance)}
    sides = "".join(f".sp-passage.sp-on-{side}{{background:{tint}}}" for side, tint in tints.items())
    mixed = f"linear-gradient(90deg,{tints['support']},{tints['oppose']})"
    return _RULES.format(c=colours) + sides + f".sp-passage.sp-on-{MIXED}{{background:{mixed}}}"


_KEY = (
    '<p class="sp-key">In the text: <mark class="sp-actor">who speaks</mark> · '
    '<mark class="sp-cue">word that shows the stance</mark> · <mark class="sp-target">what it is about</mark>. '
    "Colour and sign tell the side; a number leads from sentence to statement and back.</p>"
)
_RULES = """
.sp-reader{{display:grid;grid-template-columns:minmax(0,7fr) minmax(0,5fr);gap:2rem;align-items:start}}
.sp-text{{font-size:1.06rem;line-height:1.7;max-width:44rem;color:{c.ink};unicode-bidi:isolate;overflow-wrap:anywhere}}
.sp-text p{{margin:0 0 1rem}}
.sp-rows{{position:sticky;top:4rem;max-height:calc(100vh - 6rem);overflow-y:auto;padding:2px}}
.sp-rows h3{{font-size:1rem;font-weight:600;margin:0;padding:0}}
.sp-rows ol{{list-style:none;margin:0;padding:0}}
.sp-rows .sp-card{{margin:0 0 .6rem;font-size:.94rem}}
.sp-passage{{border-radius:2px;padding:.08em 0;box-decoration-break:clone;-webkit-box-decoration-break:clone}}
a.sp-tag.sp-badge{{color:{c.on_strong};text-decoration:none;font-size:.74rem;padding:0 .34rem;margin-left:.22rem;
white-space:nowrap;vertical-align:.12em;scroll-margin:6rem}}
.sp-card a.sp-tag.sp-badge{{margin-left:0}}
a.sp-tag:focus-visible,.sp-tag:target{{outline:3px solid {c.ink};outline-offset:1px}}
.sp-passage.sp-chosen{{box-shadow:0 -2px 0 {c.ink},0 2px 0 {c.ink}}}
.sp-card.sp-chosen,.sp-card:target{{box-shadow:0 0 0 2px {c.ink}}}
@media (max-width:900px){{.sp-reader{{grid-template-columns:minmax(0,1fr)}}.sp-rows{{position:static;max-height:none}}}}
"""
