"""The few words that name a target."""

from __future__ import annotations

import pytest
from spacy.tokens import Span

from dashboard.extraction import targets

# the rule, the text, the head of the target, the words that name it
PHRASES = [
    ("determiners go", "backed/VERB/ROOT the/DET/det>plan plan/NOUN/obj>backed .", "plan", "plan"),
    ("possessives go", "backed/VERB/ROOT its/PRON/nmod:poss>plan plan/NOUN/obj>backed .", "plan", "plan"),
    (
        "adjectives and compounds stay",
        "backed/VERB/ROOT new/ADJ/amod>duties car/NOUN/compound>duties duties/NOUN/obj>backed .",
        "duties",
        "new car duties",
    ),
    (
        "what follows stays",
        "backed/VERB/ROOT duties/NOUN/obj>backed on/ADP/case>cars cars/NOUN/nmod>duties .",
        "duties",
        "duties on cars",
    ),
    (
        "conjuncts stay",
        "backed/VERB/ROOT duties/NOUN/obj>backed and/CCONJ/cc>quotas quotas/NOUN/conj>duties .",
        "duties",
        "duties and quotas",
    ),
    (
        "a conjunct with a preposition of its own goes",
        (
            "decided/VERB/ROOT against/ADP/case>pause pause/NOUN/obl>decided and/CCONJ/cc>talks for/ADP/case>talks "
            "talks/NOUN/conj>pause ."
        ),
        "pause",
        "pause",
    ),
    (
        "relative clauses go (UD)",
        "backed/VERB/ROOT duties/NOUN/obj>backed that/PRON/nsubj>hurt hurt/VERB/acl:relcl>duties .",
        "duties",
        "duties",
    ),
    (
        "relative clauses go (ClearNLP)",
        "backed/VERB/ROOT duties/NOUN/dobj>backed that/PRON/nsubj>hurt hurt/VERB/relcl>duties .",
        "duties",
        "duties",
    ),
    (
        "appositions go with their comma",
        "backed/VERB/ROOT Macron/PROPN/obj>backed ,>Macron president/NOUN/appos>Macron .",
        "Macron",
        "Macron",
    ),
    (
        "quotation marks at the edges go",
        "backed/VERB/ROOT the/DET/det>pact “>pact great/ADJ/amod>pact pact/NOUN/obj>backed ”>pact .",
        "pact",
        "great pact",
    ),
    (
        "a branch too long is cut after a noun",
        (
            "backed/VERB/ROOT duties/NOUN/obj>backed on/ADP/case>cars cars/NOUN/nmod>duties made/VERB/acl>cars "
            "by/ADP/case>firms big/ADJ/amod>firms firms/NOUN/obl>made in/ADP/case>towns towns/NOUN/nmod>firms "
            "close/ADV/advmod>border to/ADP/case>border the/DET/det>border border/NOUN/nmod>towns ."
        ),
        "duties",
        "duties on cars made by big firms in towns",
    ),
    (
        "a branch in front too long is left out",
        (
            "one/NUM/nummod>plan two/NUM/nummod>plan three/NUM/nummod>plan four/NUM/nummod>plan five/NUM/nummod>plan "
            "six/NUM/nummod>plan seven/NUM/nummod>plan eight/NUM/nummod>plan nine/NUM/nummod>plan ten/NUM/nummod>plan "
            "plan/NOUN/ROOT ."
        ),
        "plan",
        "two three four five six seven eight nine ten plan",
    ),
]


def test_a_date_behind_the_target_goes_but_not_one_that_names_it(parsed):
    told = parsed("signed/VERB/ROOT pact/NOUN/obj>signed in/ADP/case>May May/PROPN/nmod>pact .")
    named = parsed("signed/VERB/ROOT pact/NOUN/obj>signed of/ADP/case>May May/PROPN/nmod>pact .")
    for doc, expected in ((told, "pact"), (named, "pact of May")):
        doc.ents = [Span(doc, 3, 4, label="DATE")]
        start, end = targets.phrase(doc[1])
        assert doc[start:end].text == expected


@pytest.mark.parametrize(("text", "word", "expected"), [row[1:] for row in PHRASES], ids=[row[0] for row in PHRASES])
def test_the_phrase_of_a_target(parsed, text, word, expected):
    doc = parsed(text)
    start, end = targets.phrase(next(token for token in doc if token.text == word))
    assert doc[start:end].text == expected


# the rule, the text, what is left of it
CLIPPED = [
    ("short ones stay whole", "sanctions/NOUN/ROOT work/VERB/dep", "sanctions work"),
    ("function words at the left edge go", "to/ADP/case the/DET/det deal/NOUN/ROOT", "deal"),
    ("prepositions at the left edge go", "over/ADP/case the/DET/det levy/NOUN/ROOT", "levy"),
    ("marks at both edges go", "“ deal/NOUN/ROOT . ”", "deal"),
    ("one word is always left", "the/DET/ROOT", "the"),
    (
        "ten words, marks not counted",
        " ".join(f"w{i}/NOUN/dep" + (" ," if i == 3 else "") for i in range(1, 13)),
        "w1 w2 w3, w4 w5 w6 w7 w8 w9 w10",
    ),
    (
        "a mark that the cut lays bare goes",
        " ".join(f"w{i}/NOUN/dep" + (" ," if i == 10 else "") for i in range(1, 13)),
        "w1 w2 w3 w4 w5 w6 w7 w8 w9 w10",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in CLIPPED], ids=[row[0] for row in CLIPPED])
def test_clipping_a_stretch(parsed, text, expected):
    doc = parsed(text)
    start, end = targets.clip(doc[0], 0, len(doc))
    assert doc[start:end].text == expected
