"""From the lines of printed pages to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from dashboard.articles.draft import joined

EDGE = 3  # lines at the top and the foot of a page, where its number and running title stand
LEAST_PAGES = 3  # fewer pages do not show what recurs
SHORT = 0.75  # of the usual line: a line that ends a sentence before that ends the paragraph
HEADING = 0.6  # of the usual line: a line that ends before that is a heading even where no sentence ends
_GOES_ON = (",", ";", "-", "–", "—", "\u00ad", "\u2010")
_NUMBER = re.compile(r"(?:page |p\. ?|seite )?[-–—|]? ?\d{1,4}(?: ?(?:/|of|von) ?\d{1,4})? ?[-–—|]?", re.I)
_ENDS = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"([a-zà-ÿ])[-\u00ad\u2010]$")


def text_of_pages(pages: Sequence[Sequence[str]]) -> str:
    """One text: page numbers and running titles go, words broken at the end of a line are joined, and lines become
    paragraphs. A paragraph ends at a blank line, and where a line ends well before the margin."""
    lines = [line for page in _without_edges(pages) for line in page]
    usual = median([len(line.strip()) for line in lines if len(line.strip()) > 20] or [0])
    compounds = set(re.findall(r"\b\w+-\w+\b", "\n".join(lines).casefold()))
    return joined(list(_paragraphs(lines, usual, compounds)))


def _without_edges(pages: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    filled = [[line for line in page if line.strip()] for page in pages]
    seen = Counter(key for page in filled for key in {_key(line) for line in (*page[:EDGE], *page[-EDGE:])})
    recurring = {key for key, times in seen.items() if times >= max(LEAST_PAGES, len(pages) / 2)}
    for page, whole in zip(filled, pages, strict=True):
        first, last = page[:EDGE], page[-EDGE:]
        gone = {id(line) for line in (*first, *last) if _key(line) in recurring}
        gone |= {id(line) for line in (*page[:1], *page[-1:]) if _NUMBER.fullmatch(line.strip())}
        yield [line for line in whole if id(line) not in gone]


def _key(line: str) -> str:
    """Running titles differ by the page's number alone."""
    return re.sub(r"\d+", "0", " ".join(line.split()).casefold())


def _paragraphs(lines: Sequence[str], usual: float, compounds: set[str]) -> Iterator[str]:
    held, last, is_parted = "", "", False
    for line in (line.strip() for line in lines):
        if not line:
            is_parted = True
            continue
        if held and _begins(line, after=last, usual=usual, is_parted=is_parted):
            yield held
            held = ""
        held, last, is_parted = _joined(held, line, compounds), line, False
    yield held


def _begins(line: str, *, after: str, usual: float, is_parted: bool) -> bool:
    """Whether a line begins a paragraph: a blank line may also be the gap between two pages."""
    if line[0].islower() or after.endswith(_GOES_ON):
        return False
    if is_parted or (len(after) < SHORT * usual and _ENDS.search(after)):
        return True
    return len(after) < HEADING * usual


def _joined(held: str, line: str, compounds: set[str]) -> str:
    if not held:
        return line
    if _HYPHEN.search(held) and line[:1].islower():
        first, second = re.split(r"\s", held)[-1].casefold(), re.split(r"\W", line, maxsplit=1)[0].casefold()
        is_compound = first.lstrip('“"(') + second in compounds
        return f"{held if is_compound else held[:-1]}{line}"
    return f"{held} {line}"
