"""What the figures of the language model count, on one sentence whose reading is given."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks import language

WORDS = ["Oslo", "backs", "aid", "."]
GOLD = {
    "heads": [1, 1, 1, 1],
    "deps": ["nsubj", "ROOT", "obj", "punct"],
    "tags": ["NNP", "VBZ", "NN", "."],
    "ents": ["B-LOC", "O", "O", "O"],
}


def sentence(vocab, **changes):
    return Doc(vocab, words=WORDS, spaces=[True, True, False, False], **{**GOLD, **changes})


@Language.factory("given_reading", default_config={"changes": {}})
def give_reading(nlp, name, changes):
    return lambda doc: sentence(doc.vocab, **changes)


def reader_that_reads(**changes) -> Language:
    """A pipeline whose reading of the sentence differs from the gold one in this."""
    nlp = spacy.blank("en")
    nlp.add_pipe("given_reading", config={"changes": changes})
    return nlp


@pytest.mark.parametrize(
    ("changes", "figure", "value"),
    [
        pytest.param({}, "UAS", 1.0, id="all right"),
        pytest.param({"tags": ["NNP", "VBZ", "VB", "."]}, "tag accuracy", 0.75, id="one tag of four"),
        pytest.param({"heads": [1, 1, 0, 1]}, "UAS", 0.75, id="one head of four"),
        pytest.param({"deps": ["obj", "ROOT", "obj", "punct"]}, "UAS", 1.0, id="a wrong label leaves UAS alone"),
        pytest.param({"deps": ["obj", "ROOT", "obj", "punct"]}, "LAS", 0.75, id="but not LAS"),
        pytest.param({"heads": [1, 1, 1, 2]}, "UAS", 0.75, id="punctuation counts"),
        pytest.param({"heads": [1, 1, 1, 2]}, "UAS without punctuation", 1.0, id="unless left out"),
    ],
)
@pytest.mark.parametrize("kind", ["from text", "from gold words"])
def test_syntax_figures(changes, figure, value, kind):
    nlp = reader_that_reads(**changes)
    assert language.syntax_figures(nlp, [sentence(nlp.vocab)])[f"EWT dev {kind}, {figure}"] == pytest.approx(value)


@pytest.mark.parametrize(
    ("entities", "f1"),
    [
        pytest.param(["B-LOC", "O", "O", "O"], 1.0, id="right"),
        pytest.param(["B-ORG", "O", "O", "O"], 0.0, id="another label"),
        pytest.param(["B-LOC", "O", "B-ORG", "O"], 2 / 3, id="one too many"),
    ],
)
def test_entity_figures(entities, f1):
    nlp = reader_that_reads(ents=entities)
    figures = language.entity_figures(nlp, [sentence(nlp.vocab)])
    assert figures["worldwide dev from text, entity F1"] == pytest.approx(f1)


def test_a_missing_corpus_is_named(tmp_path, capsys):
    assert language.main([str(tmp_path)]) == 1
    assert "en_ewt-dev.conllu is missing" in capsys.readouterr().err


def test_a_missing_model_is_named(tmp_path, capsys):
    for path in (language.TREEBANK, language.ENTITIES):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).touch()
    assert language.main([str(tmp_path), "--model", str(tmp_path / "none")]) == 1
    assert str(tmp_path / "none") in capsys.readouterr().err
