"""The starter articles: readable, of the promised form, and at one with the list of what they tell."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

from dashboard.articles.header import split_header
from dashboard.catalogue.topics import topic
from dashboard.paths import SEEDS
from dashboard.schema import Stance

ARTICLES = sorted(SEEDS.glob("*.txt"))
COLUMNS = ["country", "topic", "position", "date", "article", "evidence"]


def reference() -> list[dict[str, str]]:
    with (SEEDS / "reference.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text_of(name: str) -> str:
    return split_header((SEEDS / name).read_text(encoding="utf-8"), name)[1]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_header_says_what_when_and_on_which_records(path) -> None:
    whole = path.read_text(encoding="utf-8")
    header, text = split_header(whole, path.name)
    assert header.title
    assert header.date is not None
    assert path.name.startswith(header.date.isoformat())
    assert header.publisher == "Standpoint"
    assert re.search(r"^Sources: .*\d{4}", whole, re.MULTILINE)
    assert re.search(r"^Note: Written for Standpoint", whole, re.MULTILINE)
    assert "---" not in text


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_length_and_paragraphs(path) -> None:
    text = text_of(path.name)
    assert 200 <= len(text.split()) <= 450
    paragraphs = text.strip().split("\n\n")
    assert len(paragraphs) >= 4
    assert [paragraph for paragraph in paragraphs if "\n" in paragraph] == []


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_article_tells_of_several_countries(path) -> None:
    assert len({row["country"] for row in reference() if row["article"] == path.name}) >= 4


def test_reference_has_the_promised_columns_and_no_line_twice() -> None:
    rows = reference()
    assert list(rows[0]) == COLUMNS
    assert [line for line, count in Counter(tuple(row.values()) for row in rows).items() if count > 1] == []


def test_every_topic_of_the_reference_is_in_the_catalogue() -> None:
    assert {row["topic"] for row in reference() if topic(row["topic"]) is None} == set()


def test_positions_countries_and_dates_are_well_formed() -> None:
    wrong = [
        row
        for row in reference()
        if row["position"] not in set(Stance)
        or not re.fullmatch("[A-Z]{3}|EU|NATO|UN|BRICS|OPEC", row["country"])
        or not re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", row["date"])
        or row["date"] > row["article"][:10]
    ]
    assert wrong == []


def test_every_evidence_begins_one_sentence_of_its_article() -> None:
    wrong = []
    for row in reference():
        text = text_of(row["article"])
        starts = [match.start() for match in re.finditer(re.escape(row["evidence"]), text)]
        if len(starts) != 1 or not re.search(r"(^|[.”\"] |\n\n|– )$", text[: starts[0]]):
            wrong.append((row["article"], row["evidence"]))
    assert wrong == []


def test_one_country_has_one_position_on_a_topic_and_day() -> None:
    """Two on the same day would be a slip in the list, unless two voices of one government differ."""
    told: dict[tuple[str, str, str], set[str]] = {}
    for row in reference():
        if len(row["date"]) == len("2025-01-01"):
            told.setdefault((row["country"], row["topic"], row["date"]), set()).add(row["position"])
    two_voices = {
        (
            "DEU",
            "nato-5-percent",
            "2025-05-15",
        ),  # the foreign minister backed the target, the defence minister was wary
        ("SRB", "unga-russia-withdrawal", "2025-02-24"),  # the delegation voted yes, the president took it back
    }
    assert {key for key, positions in told.items() if len(positions) > 1} == two_voices


def test_direct_quotes_are_short() -> None:
    """Words are quoted only where a record gives them, twelve at most."""
    long = [
        quote for path in ARTICLES for quote in re.findall(r'"([^"]+)"', text_of(path.name)) if len(quote.split()) > 12
    ]
    assert long == []
