"""Words of articles on the screen: marked where they matter, and nothing but words."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import Any

import pandas as pd
import pytest

from dashboard.catalogue.topics import topics
from dashboard.charts.theme import DARK, LIGHT, NAMES
from dashboard.schema import Represents, Stance
from dashboard.ui.evidence import card
from dashboard.ui.marks import Mark, find_words, marked, safe_link
from dashboard.ui.style import legend, style_sheet
from tests.showing.conftest import HOSTILE, OPPOSE, SUPPORT, say, table

OURS = {"article", "header", "strong", "span", "p", "q", "b", "blockquote", "mark", "footer", "br", "a"}
SENTENCE = "France rejects the tunnel plan."


class Elements(HTMLParser):
    """Names of elements and attributes that a browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: dict[str, str] = {}
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name: value or "" for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data


def row(**changes: Any) -> dict[str, Any]:
    return table(say("FRA", "tunnel", OPPOSE, words=SENTENCE)).iloc[0].to_dict() | changes


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param([], "a &lt; b &amp; c", id="without marks only escaped"),
        pytest.param([Mark(4, 5, "cue")], 'a &lt; <mark class="sp-cue">b</mark> &amp; c', id="offsets before escaping"),
        pytest.param(
            [Mark(0, 5, "cue"), Mark(4, 9, "target")],
            '<mark class="sp-cue">a &lt; </mark><mark class="sp-cue sp-target">b</mark>'
            '<mark class="sp-target"> &amp; c</mark>',
            id="overlapping marks stay well-formed",
        ),
        pytest.param([Mark(-5, 1, "cue")], '<mark class="sp-cue">a</mark> &lt; b &amp; c', id="cut at the start"),
        pytest.param([Mark(8, 99, "cue")], 'a &lt; b &amp; <mark class="sp-cue">c</mark>', id="cut at the end"),
        pytest.param(
            [Mark(3, 3, "cue"), Mark(5, 2, "cue")], "a &lt; b &amp; c", id="empty and backward marks are none"
        ),
    ],
)
def test_marked(marks: list[Mark], expected: str) -> None:
    assert marked("a < b & c", marks) == expected


def test_marks_lose_no_character() -> None:
    assert Elements(marked(HOSTILE, [Mark(3, 40, "cue"), Mark(20, 60, "target")])).words == HOSTILE


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("rejects", (7, 14), id="whole word"),
        pytest.param("REJECTS", (7, 14), id="whatever its case"),
        pytest.param("reject", None, id="not a part of a word"),
        pytest.param("no … without", None, id="a construction that is not there as written"),
        pytest.param("  ", None, id="nothing"),
        pytest.param("plan.", (26, 31), id="signs are no pattern"),
    ],
)
def test_find_words(words: str, found: tuple[int, int] | None) -> None:
    marks = find_words(SENTENCE, words, "cue")
    assert [tuple(mark[:2]) for mark in marks] == ([] if found is None else [found])


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//host",
        "https://",
        "",
        None,
    ],
)
def test_only_web_addresses_become_links(address: str | None) -> None:
    assert safe_link(address, "a < b") == "a &lt; b"


def test_a_link_opens_apart_and_cannot_break_out() -> None:
    link = safe_link('https://example.org/"onclick="x', "title")
    assert Elements(link).attributes.keys() == {"href", "target", "rel"}
    assert "noopener" in link


def test_a_card_says_who_what_where_and_how() -> None:
    words = Elements(card(row())).words
    for wanted in (
        "Ada Model", "Minister of Tunnels", "France", "government", "opposes", "the tunnel plan", SENTENCE,
        "12 Feb 2025", "The Model Times", "Talks on tunnel", "confidence 0.80", "test:verb", "not reviewed",
    ):  # fmt: skip
        assert wanted in words, wanted


@pytest.mark.parametrize(
    ("topic", "wanted", "is_marked"),
    [
        pytest.param("Ban on ivory", "Ban on ivory *", True, id="proposed"),
        pytest.param(topics()[0].id, topics()[0].label, False, id="of-the-catalogue"),
    ],
)
def test_a_card_says_that_a_topic_is_proposed(topic: str, wanted: str, is_marked: bool) -> None:
    words = Elements(card(row(topic=topic))).words
    assert wanted in words
    assert ("proposed topic" in words) is is_marked


def test_a_card_marks_cue_and_target() -> None:
    shown = card(row())
    assert '<mark class="sp-cue">rejects</mark>' in shown
    assert '<mark class="sp-target">the tunnel plan</mark>' in shown


def test_offsets_of_the_article_become_offsets_of_the_evidence() -> None:
    shown = card(row(start=100, end=100 + len(SENTENCE), actor_start=100, actor_end=106))
    assert '<mark class="sp-actor">France</mark> ' in shown


def test_an_actor_mentioned_elsewhere_is_not_marked() -> None:
    assert "sp-actor" not in card(row(actor_start=400, actor_end=406))


@pytest.mark.parametrize(
    ("stance", "position", "words"),
    [
        pytest.param("oppose", "oppose", "− opposes “ the tunnel plan ” · on", id="once where both agree"),
        pytest.param("oppose", "support", "is + support", id="both where the target turns the position"),
    ],
)
def test_stance_and_position(stance: str, position: str, words: str) -> None:
    shown = Elements(card(row(stance=stance, position=position)).replace("<q>", "“ ").replace("</q>", " ”")).words
    assert words in re.sub(r"\s+", " ", shown)


def test_what_is_missing_is_left_out() -> None:
    bare = row(role=None, country=None, url=None, title=None, publisher=None, date=pd.NaT, topic=None, position=None)
    words = Elements(card(bare)).words
    assert "undated · untitled article" in words
    assert not re.search(r"\b(nan|None|NaT|NA)\b", words)


@pytest.mark.parametrize(
    "column", ["evidence", "actor", "role", "country", "target", "topic", "cue", "title", "publisher", "url", "method"]
)
def test_no_field_of_an_article_is_markup(column: str) -> None:
    seen = Elements(card(row(**{column: HOSTILE})))
    assert seen.tags <= OURS
    assert seen.attributes.keys() <= {"class", "href", "target", "rel"}
    if column not in ("cue", "url"):
        assert HOSTILE[:20] in seen.words


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_legend_explains_every_look_and_size(colours: Any) -> None:
    words = Elements(legend(colours)).words
    assert all(name in words for name in NAMES.values())
    assert "10 or more" in words
    assert "no statement found" in words
    assert "{" in style_sheet(colours)
    assert "{c." not in style_sheet(colours)


def test_every_stance_and_speaker_has_a_card() -> None:
    for stance in Stance:
        for speaker in Represents:
            assert f"sp-{stance}" in card(row(stance=str(stance), position=str(stance), represents=str(speaker)))
    assert html.escape("support") in card(row(position=str(SUPPORT)))
