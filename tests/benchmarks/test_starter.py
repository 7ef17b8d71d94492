"""What the comparison with the starter articles' reference counts, on articles of three sentences."""

from __future__ import annotations

import pytest

from benchmarks import starter
from benchmarks.starter import Found, Told, ToldError, compare, figures, misses, read_reference
from dashboard.paths import SEEDS

GAZA, NATO = "gaza-ceasefire", "ukraine-nato"


def told(country, topic, position, place=(0, 10), article="a.txt"):
    return Told(country, topic, position, article, place, "Evidence")


def found(country, topic, position, place=(0, 40), article="a.txt"):
    return Found(country, topic, position, article, place, "Evidence.", "verb:word")


def test_a_statement_belongs_to_the_told_position_of_its_country_and_sentence():
    comparison = compare(
        [told("FRA", GAZA, "support"), told("DEU", GAZA, "support"), told("ITA", GAZA, "oppose", place=(50, 60))],
        [found("FRA", GAZA, "oppose"), found("ITA", GAZA, "oppose"), found("FRA", GAZA, "support", article="b.txt")],
    )
    assert [(one.country, each.position) for one, each in comparison.pairs] == [("FRA", "oppose")]


def test_of_several_statements_the_one_on_the_topic_counts():
    comparison = compare(
        [told("FRA", GAZA, "support")],
        [found("FRA", "", "oppose"), found("FRA", NATO, "support"), found("FRA", GAZA, "support")],
    )
    assert (comparison.right_topic, comparison.right_position) == (1.0, 1.0)


def test_told_positions_and_statements_are_paired_one_to_one():
    """Of a change of sides told in one sentence only half was read: the half that was read is right."""
    comparison = compare([told("FRA", GAZA, "neutral"), told("FRA", GAZA, "support")], [found("FRA", GAZA, "support")])
    assert (len(comparison.pairs), comparison.right_position) == (1, 1.0)


def test_the_right_side_of_another_topic_is_not_right():
    comparison = compare([told("FRA", GAZA, "support")], [found("FRA", NATO, "support")])
    assert (comparison.right_topic, comparison.right_position) == (0.0, 0.0)


def test_cells_are_counted_once_and_those_without_a_topic_not_at_all():
    comparison = compare(
        [told("FRA", GAZA, "support"), told("FRA", GAZA, "support", article="b.txt"), told("DEU", GAZA, "oppose")],
        [found("FRA", GAZA, "support"), found("FRA", GAZA, "neutral"), found("DEU", "", "oppose")],
    )
    assert (comparison.cells.recall, comparison.cells.precision) == (0.5, 0.5)


def test_the_lists_name_what_is_missing_surplus_and_otherwise():
    comparison = compare([told("FRA", GAZA, "support"), told("DEU", GAZA, "oppose")], [found("FRA", GAZA, "oppose")])
    kinds = [line.split("  ")[0] for line in misses(comparison)]
    assert kinds == ["NOT FOUND", "NOT FOUND", "NOT TOLD", "OTHERWISE"]
    assert any(line.startswith("cells told 2  found 1") for line in figures(comparison, articles=1, told=2, found=1))


def test_evidence_that_is_not_in_its_article_is_named_with_file_line_and_repair(tmp_path):
    path = tmp_path / "reference.csv"
    path.write_text(
        "country,topic,position,date,article,evidence\nFRA,gaza-ceasefire,support,2025,a.txt,Paris said\n", "utf-8"
    )
    with pytest.raises(ToldError, match=r"reference\.csv, line 2: a\.txt does not hold 'Paris said'\. Repair"):
        read_reference(path, {"a.txt": "Berlin said."})


def test_a_folder_without_a_reference_says_what_to_write(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(starter, "read_seeds", lambda seeds, **_: ({}, []))
    assert starter.main([str(tmp_path)]) == 1
    assert "write one with the columns country, topic" in capsys.readouterr().err


def test_the_starter_articles_have_one():
    assert (SEEDS / "reference.csv").is_file()
