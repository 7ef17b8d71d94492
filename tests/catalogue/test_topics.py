"""The topic files: what a fault in them is answered with, and what the shipped ones must hold."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from dashboard.catalogue import topics as catalogue
from dashboard.errors import CatalogueError
from dashboard.paths import TOPICS

GOOD = """# a comment
field = "Trade"

[[topic]]
id = "rice-duties"
label = "Duties on rice"
question = "Should rice be taxed at the border?"
description = "Import duties on rice."
strong = ["rice + duties | tariffs", "rice levy"]
weak = ["duties"]
counter = ["free rice trade"]

[[topic]]
id = "maize-duties"
label = "Duties on maize"
question = "Should maize be taxed at the border?"
description = "Import duties on maize."
strong = [
    "maize levy",
    "maize + duties",
]
"""

# what is replaced by what, the line that must be named, a word of the reason, a word of the repair
FAULTS = {
    "not-toml": ('label = "Duties on rice"', 'label = "Duties on rice', 6, "not valid TOML", "quotes"),
    "unknown-key": ('weak = ["duties"]', 'week = ["duties"]', 10, 'unknown key "week"', "weak"),
    "unknown-key-in-second": ('"Import duties on maize."', '"…"\nlable = "x"', 18, 'unknown key "lable"', "label"),
    "missing-key": ('question = "Should maize be taxed at the border?"\n', "", 13, "question is missing", "add"),
    "empty-text": ('label = "Duties on maize"', 'label = ""', 15, "label is not a text", 'label = "…"'),
    "odd-id": ('id = "maize-duties"', 'id = "Maize duties"', 14, "not usable", "hyphens"),
    "id-twice": ('id = "maize-duties"', 'id = "rice-duties"', 14, "already used in trade.toml", "another id"),
    "label-twice": ('label = "Duties on maize"', 'label = "duties on rice"', 15, "that of rice-duties", "another"),
    "spaces-in-topic-line": ('[[topic]]\nid = "maize', '[[ topic ]]\nnick = "x"\nid = "maize', 14, "unknown key", "id"),
    "no-question-mark": ("taxed at the border?", "taxed at the border.", 7, "question mark", "yes/no"),
    "no-strong-phrase": ('strong = ["rice + duties | tariffs", "rice levy"]\n', "", 4, "no strong phrase", "strong ="),
    "text-for-list": ('weak = ["duties"]', 'weak = "duties"', 10, "not a list of texts", 'weak = ["…"'),
    "empty-part": ('"maize + duties"', '"maize + "', 20, "empty part", '"+"'),
    "empty-choice": ('"rice + duties | tariffs"', '"rice + duties |"', 9, "empty part", '"|"'),
    "strong-and-weak": ('weak = ["duties"]', 'weak = ["rice levy"]', 10, "listed under strong", "keep one"),
    "phrase-twice": ('"maize + duties"', '"Maize levy"', 20, "listed under strong", "keep one"),
    "no-field": ('field = "Trade"', "", 1, "field is missing", "field ="),
    "stray-key": ('field = "Trade"', 'field = "Trade"\ncolour = "red"', 3, 'unknown key "colour"', "[[topic]]"),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "trade.toml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_a_topic_is_read_with_its_phrases(folder: Path) -> None:
    rice, maize = catalogue.topics(folder)
    assert (rice.id, rice.field, rice.label) == ("rice-duties", "Trade", "Duties on rice")
    assert rice.strong[0].parts == (("rice",), ("duties", "tariffs"))
    assert [phrase.text for phrase in rice.counter] == ["free rice trade"]
    assert maize.weak == ()


@pytest.mark.parametrize(("old", "new", "line", "reason", "repair"), FAULTS.values(), ids=FAULTS)
def test_a_fault_names_file_line_reason_and_repair(
    folder: Path, old: str, new: str, line: int, reason: str, repair: str
) -> None:
    assert old in GOOD
    (folder / "trade.toml").write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=re.escape(reason)) as error:
        catalogue.topics(folder)
    assert str(error.value).startswith(f"{folder / 'trade.toml'}, line {line}: ")
    assert repair in str(error.value).split(reason, 1)[1]


def test_id_used_in_another_file(folder: Path) -> None:
    (folder / "x.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"x\.toml, line 5: .* already used in trade\.toml"):
        catalogue.topics(folder)


def test_not_utf8(folder: Path) -> None:
    (folder / "trade.toml").write_bytes(GOOD.replace("rice", "ríce").encode("latin-1"))
    with pytest.raises(CatalogueError, match=r"trade\.toml: not UTF-8.*save the file as UTF-8"):
        catalogue.topics(folder)


def test_topics_that_are_no_tables(folder: Path) -> None:
    (folder / "x.toml").write_text('field = "Trade"\ntopic = ["rice"]\n', encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"x\.toml, line 1: no topic; start each topic with a line \[\[topic\]\]"):
        catalogue.topics(folder)


def test_a_topic_written_inline_is_refused_too(folder: Path) -> None:
    (folder / "x.toml").write_text('field = "Trade"\ntopic = [{ id = "x" }]\n', encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"x\.toml, line 1: label is missing; add label"):
        catalogue.topics(folder)


def test_a_phrase_found_useless_later_names_its_line(folder: Path) -> None:
    maize = catalogue.topics(folder)[1]
    error = catalogue.faulty_phrase(maize, maize.strong[0], "holds a part without content", "write a word", folder)
    assert str(error) == (f'{folder / "trade.toml"}, line 19: "maize levy" holds a part without content; write a word.')


def test_stray_key_among_the_turning_words(tmp_path: Path) -> None:
    (tmp_path / "turning.toml").write_text('before = ["lift"]\nbehind = ["relief"]\n', encoding="utf-8")
    with pytest.raises(CatalogueError, match=r'turning\.toml, line 2: unknown key "behind"; use one of before, ahead'):
        catalogue.turning(tmp_path)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no topic file found; restore"):
        catalogue.topics(tmp_path)
    with pytest.raises(CatalogueError, match=r"turning\.toml: the file is missing; restore it"):
        catalogue.turning(tmp_path)


COMMON_FAULTS = {
    "two-parties": ('[names]\nbritain = ["UK"]\nukraine = ["UK"]', 3, '"UK" stands for both britain and ukraine'),
    "no-section": ('[names]\nbritain = ["UK"]', 1, "section [whose] is missing"),
    "no-list": ('[names]\nbritain = "UK"', 2, "britain is not a list of texts"),
}


@pytest.mark.parametrize(("text", "line", "reason"), COMMON_FAULTS.values(), ids=COMMON_FAULTS)
def test_faults_in_the_common_names(tmp_path: Path, text: str, line: int, reason: str) -> None:
    (tmp_path / "names.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=re.escape(f"names.toml, line {line}: {reason}")):
        catalogue.names(tmp_path)


def test_label_of_a_topic_found_in_an_article_is_displayable() -> None:
    assert catalogue.topic("gerd") is not None
    assert catalogue.label_of("gerd") == "Grand Ethiopian Renaissance Dam (GERD)"
    assert catalogue.topic("rice prices in Nukus") is None
    assert catalogue.label_of("rice prices in Nukus") == "Rice prices in Nukus"
    assert catalogue.label_of("") == ""


# one file, one field
FIELDS = {
    "climate.toml": "Climate, energy and environment",
    "development.toml": "Development and tax",
    "disarmament.toml": "Disarmament",
    "health.toml": "Health",
    "institutions.toml": "Institutions",
    "peace.toml": "Peace processes",
    "rights.toml": "Human rights and recognition",
    "security.toml": "Security and war",
    "technology.toml": "Technology",
    "trade.toml": "Trade",
}


def test_every_file_has_its_field() -> None:
    fields = {path.name: tomllib.loads(path.read_text(encoding="utf-8")).get("field") for path in TOPICS.glob("*.toml")}
    common = {catalogue.TURNING_FILE: None, catalogue.NAMES_FILE: None}
    assert fields == FIELDS | common


def test_shipped_topics_are_many() -> None:
    shipped = catalogue.topics()
    assert len(shipped) >= 50
    assert {topic.field for topic in shipped} == set(FIELDS.values())


@pytest.mark.parametrize("topic", catalogue.topics(), ids=lambda topic: topic.id)
def test_a_shipped_topic_is_complete(topic: catalogue.Topic) -> None:
    assert topic.question.startswith(("Should ", "Is "))
    assert topic.question.endswith("?")
    assert topic.description.endswith(".")
    assert topic.description != topic.question
    assert len(topic.label) <= 64
    assert topic.strong


def test_no_strong_phrase_is_claimed_by_two_topics() -> None:
    owners: dict[str, str] = {}
    twice = [
        (phrase.text, topic.id, owners[phrase.text.lower()])
        for topic in catalogue.topics()
        for phrase in topic.strong + topic.counter
        if owners.setdefault(phrase.text.lower(), topic.id) != topic.id
    ]
    assert twice == []


def test_every_topic_file_begins_with_a_comment() -> None:
    silent = [path.name for path in TOPICS.glob("*.toml") if not path.read_text(encoding="utf-8").startswith("# ")]
    assert silent == []
