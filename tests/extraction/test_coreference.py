from __future__ import annotations

import pytest

from dashboard.extraction.actors import find_mentions

MINISTER = "Chilean/ADJ minister/NOUN [PERSON Rosa/PROPN Quiroga/PROPN/nsubj] spoke/VERB . "
TALKS = "Greece/PROPN/nsubj and/CCONJ Egypt/PROPN met/VERB . Greece/PROPN/nsubj and/CCONJ Egypt/PROPN talked/VERB . "

# id: the rule; text; the word or words that refer; names and countries of those they stand for
REFERRING = [
    ("pronoun of a person", MINISTER + "She/PRON/nsubj left/VERB .", "She", [("Rosa Quiroga", "CHL")]),
    ("possessive pronoun of a person", MINISTER + "Her/PRON plan/NOUN failed/VERB .", "Her", [("Rosa Quiroga", "CHL")]),
    ("office with the article", MINISTER + "The/DET minister/NOUN left/VERB .", "minister", [("Rosa Quiroga", "CHL")]),
    (
        "subjects before objects",
        (
            "[PERSON Rosa/PROPN Quiroga/PROPN/nsubj] met/VERB [PERSON Ole/PROPN Olsen/PROPN/obj] . "
            "She/PRON/nsubj left/VERB ."
        ),
        "She",
        [("Rosa Quiroga", None)],
    ),
    ("pronoun of a state", "Kenya/PROPN/nsubj objected/VERB . It/PRON/nsubj left/VERB .", "It", [("Kenya", "KEN")]),
    (
        "a body taken up without its state",
        (
            "The/DET Turkish/ADJ foreign/ADJ ministry/NOUN objected/VERB . Iran/PROPN left/VERB . "
            "The/DET ministry/NOUN left/VERB ."
        ),
        "ministry",
        [("Turkish foreign ministry", "TUR")],
    ),
    (
        "a government is not its delegation",
        (
            "The/DET Kenyan/ADJ government/NOUN objected/VERB . A/DET Turkish/ADJ government/NOUN delegation/NOUN "
            "left/VERB . The/DET government/NOUN stayed/VERB ."
        ),
        "government",
        [("Kenyan government", "KEN")],
    ),
    (
        "the government of a pronoun",
        MINISTER + "Iran/PROPN and/CCONJ Iran/PROPN left/VERB . Her/PRON government/NOUN fell/VERB .",
        "government",
        [("government", "CHL")],
    ),
    (
        "pronoun of a group",
        "Syrian/ADJ rebels/NOUN/nsubj left/VERB . They/PRON/nsubj lost/VERB .",
        "They",
        [("Syrian rebels", "SYR")],
    ),
    (
        "the two sides",
        TALKS + "The/DET two/NUM sides/NOUN agreed/VERB .",
        "two sides",
        [("Greece", "GRC"), ("Egypt", "EGY")],
    ),
    (
        "both countries",
        TALKS + "Both/DET countries/NOUN agreed/VERB .",
        "countries",
        [("Greece", "GRC"), ("Egypt", "EGY")],
    ),
    (
        "ministers of whom a state has one are of several states",
        "Kenya/PROPN/nsubj objected/VERB . Other/ADJ defence/NOUN ministers/NOUN/nsubj left/VERB .",
        "Other defence ministers",
        [("Other defence ministers", None)],
    ),
    (
        "ministers who may be of one state",
        "Kenya/PROPN/nsubj objected/VERB . Other/ADJ ministers/NOUN/nsubj left/VERB .",
        "Other ministers",
        [("Other ministers", "KEN")],
    ),
    (
        "the two leaders are persons",
        (
            "Greek/ADJ president/NOUN [PERSON Nia/PROPN Nou/PROPN] met/VERB "
            "Egyptian/ADJ president/NOUN [PERSON Ali/PROPN Ali/PROPN] . "
            "The/DET two/NUM leaders/NOUN agreed/VERB ."
        ),
        "two leaders",
        [("Nia Nou", "GRC"), ("Ali Ali", "EGY")],
    ),
    (
        "a plural pronoun of both",
        TALKS + "The/DET two/NUM sides/NOUN/nsubj agreed/VERB . They/PRON/nsubj left/VERB .",
        "They",
        [("Greece", "GRC"), ("Egypt", "EGY")],
    ),
    (
        "too few for a collective",
        "Kenya/PROPN objected/VERB . The/DET three/NUM countries/NOUN agreed/VERB .",
        "three countries",
        [],
    ),
]


@pytest.mark.parametrize(
    ("text", "words", "expected"), [row[1:] for row in REFERRING], ids=[row[0] for row in REFERRING]
)
def test_whom_a_word_stands_for(written, text, words, expected):
    doc = written(text)
    found = [each for each in find_mentions(doc) if doc[each.start : each.end].text == words]
    assert [(each.name, each.country) for each in found] == expected


# As above, with the tree of the sentences.
TOGETHER = [
    (
        "the leaders of several states",
        (
            "The/DET leaders/NOUN/nsubj>agreed of/ADP/case>Japan Japan/PROPN/nmod>leaders and/CCONJ/cc>Ireland "
            "Ireland/PROPN/conj>Japan agreed/VERB/ROOT ."
        ),
        "leaders",
        [("Japan", "JPN"), ("Ireland", "IRL")],
    ),
    (
        "they who acted together",
        (
            "Egypt/PROPN/nsubj>met and/CCONJ/cc>Chad Chad/PROPN/conj>Egypt met/VERB/ROOT Kenyan/ADJ/amod>farmers "
            "farmers/NOUN/obj>met . They/PRON/nsubj>left left/VERB/ROOT ."
        ),
        "They",
        [("Egypt", "EGY"), ("Chad", "TCD")],
    ),
    (
        "a group that acted later",
        (
            "Egypt/PROPN/nsubj>met and/CCONJ/cc>Chad Chad/PROPN/conj>Egypt met/VERB/ROOT . "
            "Kenyan/ADJ/amod>farmers farmers/NOUN/nsubj>paid paid/VERB/ROOT . They/PRON/nsubj>left left/VERB/ROOT ."
        ),
        "They",
        [("Kenyan farmers", "KEN")],
    ),
    (
        "whose the subject turns out to be",
        (
            "Kenya/PROPN/nsubj>voted voted/VERB/ROOT . The/DET/det>way way/NOUN/nsubj>Fiji was|be/AUX/cop>Fiji "
            "Fiji/PROPN/ROOT 's/PART/case>Fiji ;/PUNCT/punct>Fiji it/PRON.PRP/nsubj>agreed agreed/VERB/parataxis>Fiji ."
        ),
        "it",
        [("Fiji", "FJI")],
    ),
    (
        "who speaks before whom the words are about",
        (
            "Kenya/PROPN/nsubj>said said|say/VERB/ROOT Chad/PROPN/nsubj>left left/VERB/ccomp>said . "
            "It/PRON.PRP/nsubj>stayed stayed/VERB/ROOT ."
        ),
        "It",
        [("Kenya", "KEN")],
    ),
    (
        "not whom they tell of",
        (
            "Kenyan/ADJ/amod>farmers farmers/NOUN/nsubj>met met/VERB/ROOT . Saying/VERB.VBG/advcl>left "
            "that/SCONJ/mark>lied Syrian/ADJ/amod>rebels rebels/NOUN/nsubj>lied lied/VERB/ccomp>Saying "
            "they/PRON/nsubj>left left/VERB/ROOT ."
        ),
        "they",
        [("Kenyan farmers", "KEN")],
    ),
]


@pytest.mark.parametrize(("text", "words", "expected"), [row[1:] for row in TOGETHER], ids=[row[0] for row in TOGETHER])
def test_who_acts_together(parsed, text, words, expected):
    doc = parsed(text)
    found = [each for each in find_mentions(doc) if doc[each.start : each.end].text == words]
    assert [(each.name, each.country) for each in found] == expected


def test_a_pronoun_in_a_quotation_looks_for_its_antecedent_there(written):
    doc = written(MINISTER + "“/PUNCT He/PRON/nsubj failed/VERB ,/PUNCT ”/PUNCT she/PRON/nsubj said/VERB .")
    found = {doc[each.start].text: each.name for each in find_mentions(doc) if each.kind == "pronoun"}
    assert found == {"she": "Rosa Quiroga"}


def test_the_dateline_tells_whose_ministry_speaks(written):
    doc = written("OTTAWA/PROPN —/PUNCT The/DET foreign/ADJ ministry/NOUN objected/VERB to/ADP Iran/PROPN .")
    found = next(each for each in find_mentions(doc) if each.kind == "body")
    assert (found.country, found.known) == ("CAN", None)


def test_a_far_away_person_is_no_antecedent(written):
    doc = written(MINISTER + "It/PRON rained/VERB . " * 4 + "She/PRON/nsubj left/VERB .")
    assert not [each for each in find_mentions(doc) if doc[each.start].text == "She"]


def test_part_of_a_full_name_is_the_same_person(written):
    doc = written(
        "Chilean/ADJ minister/NOUN [PERSON Rosa/PROPN Elena/PROPN Quiroga/PROPN Vidal/PROPN/nsubj] spoke/VERB . "
        "[PERSON Elena/PROPN Quiroga/PROPN/nsubj] left/VERB ."
    )
    found = [(each.name, each.country) for each in find_mentions(doc) if each.kind == "person"]
    assert found == [("Rosa Elena Quiroga Vidal", "CHL")] * 2


def test_a_guess_taken_up_stays_a_guess(written):
    guessed = "Kenya/PROPN/nsubj objected/VERB . Officials/NOUN/nsubj left/VERB . They/PRON/nsubj lied/VERB ."
    assert [(each.country, each.known) for each in find_mentions(written(guessed))][-2:] == [("KEN", None)] * 2
    told = "Kenyan/ADJ farmers/NOUN/nsubj left/VERB . They/PRON/nsubj lied/VERB ."
    assert find_mentions(written(told))[-1].known == "coreference"
