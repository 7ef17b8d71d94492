"""How good or bad words are, with a lexicon of the test's own."""

from __future__ import annotations

import pytest

from dashboard.catalogue.stance import Bearer, Negation, StanceLexicon, StanceWord
from dashboard.extraction import tone
from dashboard.schema import Stance


def adjective(word, stance, bearer):
    return word, (StanceWord(word, stance, ("clause",), Negation.FLIP, bearer=bearer),)


LEXICON = StanceLexicon(
    verbs={},
    nouns={},
    agents={},
    adjectives=dict(
        [
            adjective("unacceptable", Stance.OPPOSE, Bearer.TARGET),
            adjective("vital", Stance.SUPPORT, Bearer.TARGET),
            adjective("opposed", Stance.OPPOSE, Bearer.HOLDER),
        ]
    ),
    speech={},
    polarity={"betrayal": -2, "success": 1},
    modals={},
)

# the rule, the text, its tone
COLOURED = [
    ("a bad word", "a/DET betrayal/NOUN", -2),
    ("a good word", "a/DET success/NOUN", 1),
    ("found by its lemma", "two/NUM successes|success/NOUN", 1),
    ("weights add up", "success/NOUN and/CCONJ betrayal/NOUN", -1),
    ("a verdict against", "unacceptable/ADJ", -1),
    ("a verdict for", "vital/ADJ", 1),
    ("a verdict is an adjective", "vital/NOUN", 0),
    ("an adjective of the holder is no verdict", "opposed/ADJ", 0),
    ("a negation turns what follows", "not/PART a/DET betrayal/NOUN", 2),
    ("up to its reach", "not/PART a/DET real/ADJ success/NOUN", -1),
    ("not beyond", "not/PART a/DET very/ADV real/ADJ success/NOUN", 1),
    ("nor what stands before", "success/NOUN not/PART", 1),
    ("not only denies nothing", "not/PART only/ADV a/DET betrayal/NOUN", -2),
    ("words without colour", "a/DET meeting/NOUN", 0),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in COLOURED], ids=[row[0] for row in COLOURED])
def test_tone(parsed, monkeypatch, text, expected):
    monkeypatch.setattr(tone, "stance_lexicon", lambda: LEXICON)
    assert tone.tone(parsed(text)) == expected


# the rule, the text of a refusal, whether it is for the present only
DEFERRED = [
    ("not for now", "It/PRON is/AUX not/PART wise/ADJ for/ADP now/ADV ./PUNCT", True, True),
    ("not yet", "We/PRON do/AUX not/PART yet/ADV agree/VERB ./PUNCT", True, True),
    ("a yet without not says but", "Unwise/ADJ and/CCONJ yet/ADV done/VERB ./PUNCT", False, False),
    ("for good", "It/PRON is/AUX not/PART wise/ADJ ./PUNCT", True, False),
]


@pytest.mark.parametrize(
    ("text", "is_negated", "expected"), [row[1:] for row in DEFERRED], ids=[row[0] for row in DEFERRED]
)
def test_a_refusal_for_the_present(parsed, text, is_negated, expected):
    assert tone.is_deferred(parsed(text)[0], is_negated=is_negated) is expected
