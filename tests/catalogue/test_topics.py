"""The topic files: what a fault in them is answered with, and what the shipped ones must hold."""

from __future__ import annotations

import re
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


def test_shipped_topics() -> None:
    shipped = catalogue.topics()
    assert len(shipped) >= 32
    assert len({topic.label for topic in shipped}) == len(shipped)
    assert {topic.field for topic in shipped} >= {"War in Ukraine", "Trade", "Disarmament", "Health"}
    assert [topic.id for topic in shipped if not topic.question.startswith(("Should ", "Is "))] == []


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
