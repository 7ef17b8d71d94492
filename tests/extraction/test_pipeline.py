"""The assembled pipeline: what it asks of a language model, and that its parts fit together."""

from __future__ import annotations

from datetime import date

import pytest
import spacy

from dashboard import paths
from dashboard.errors import ModelError
from dashboard.extraction.pipeline import COMPONENTS, build_pipeline, documents
from tests.samples import make_article


@pytest.fixture(scope="module")
def nlp():
    return build_pipeline()


def saved(folder, *, parts):
    """A pipeline without training, with these parts, as a folder."""
    nlp = spacy.blank("en")
    for part in parts:
        nlp.add_pipe(part)
    nlp.to_disk(folder)
    return folder


def test_a_model_that_is_not_there_is_named_with_the_way_out():
    with pytest.raises(ModelError, match=r"no language model 'nonexistent'.* folder of one.* leave --model out"):
        build_pipeline(model="nonexistent")


def test_a_model_without_any_part_is_told_all_of_them(tmp_path):
    folder = saved(tmp_path / "blank", parts=[])
    with pytest.raises(ModelError) as caught:
        build_pipeline(model=folder)
    message = str(caught.value)
    assert str(folder) in message
    parts = ("tagger", "morphologizer or attribute ruler", "lemmatizer", "dependency parser", "entity recogniser")
    assert [part for part in parts if part not in message] == []
    assert "such as en_core_web_sm" in message


def test_an_attribute_ruler_stands_for_parts_of_speech(tmp_path):
    with pytest.raises(ModelError) as caught:
        build_pipeline(model=saved(tmp_path / "ruled", parts=["attribute_ruler"]))
    assert "token.pos" not in str(caught.value)
    assert "token.dep" in str(caught.value)


def test_every_component_finds_what_it_requires(nlp):
    problems = nlp.analyze_pipes()["problems"]
    assert set(problems) == set(nlp.pipe_names)
    assert {name: missing for name, missing in problems.items() if missing} == {}


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_says_what_it_gives(nlp, name):
    meta = nlp.get_pipe_meta(name)
    assert meta.requires
    assert meta.assigns


def test_the_page_settles_boundaries_before_the_parser(nlp):
    names = nlp.pipe_names
    assert names.index("boundaries") < names.index("parser")
    assert tuple(names[-len(COMPONENTS) - 1 :]) == (*COMPONENTS, "judge")


def test_the_shipped_model_is_the_one_taken(nlp):
    assert nlp.path == paths.LANGUAGE_MODEL


def test_articles_keep_their_order_and_lend_the_text_their_date(nlp):
    articles = [make_article(date=date(2020, 1, day)) for day in (3, 1, 2)]
    read = list(documents(nlp, iter(articles), batch_size=2))
    assert [article for article, _ in read] == articles
    assert [doc._.article_date for _, doc in read] == [article.date for article in articles]
    assert {doc.text for _, doc in read} == {article.text for article in articles}
