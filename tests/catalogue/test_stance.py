"""The stance files: what a row means, what a fault in one is answered with, and what the shipped ones must hold."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import paths
from dashboard.catalogue import confidence, stance
from dashboard.catalogue.stance import Bearer, Modality, Negation, StanceWord, VerbKind, stance_lexicon
from dashboard.errors import CatalogueError
from dashboard.schema import Stance

VERBS = "lemma,stance,binds,negated,kind\n"
NOUNS = "noun,stance,binds,negated\n"
ADJECTIVES = "adjective,stance,of,binds,negated\n"
SPEECH = "lemma,heard\n"
POLARITY = "word,weight\n"
MODALS = "word,sense\n"
CONFIDENCE = "method,precision,measured_on\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the shipped files that a test may change; nothing read from it outlives the test."""
    shutil.copytree(paths.STANCE, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(paths, "STANCE", tmp_path)
    _forget()
    yield tmp_path
    _forget()


def _forget() -> None:
    stance_lexicon.cache_clear()
    confidence._precisions.cache_clear()


# the rule, the file, its text, the line that must be named, the fault, the repair
FAULTS = [
    ("unknown stance", "verbs.csv", VERBS + "back,suport,obj,flip,word\n", 2, "'suport' in column 'stance'", "support"),
    ("no stance", "verbs.csv", VERBS + "back,,obj,flip,word\n", 2, "'' in column 'stance'", "use one of"),
    ("no stance of a noun", "nouns.csv", NOUNS + "ban,,on,flip\n", 2, "'' in column 'stance'", "use one of"),
    ("unknown negation", "nouns.csv", NOUNS + "ban,oppose,on,turn\n", 2, "'turn' in column 'negated'", "flip, cancel"),
    ("unknown kind", "verbs.csv", VERBS + "back,support,obj,flip,act\n", 2, "'act' in column 'kind'", "word, deed"),
    (
        "unknown bearer",
        "adjectives.csv",
        ADJECTIVES + "fit,support,thing,,flip\n",
        2,
        "'thing' in column 'of'",
        "holder",
    ),
    ("capitals", "verbs.csv", VERBS + "Back,support,obj,flip,word\n", 2, "'Back' in column 'lemma'", "lower case"),
    ("no word", "verbs.csv", VERBS + ",support,obj,flip,word\n", 2, "'' in column 'lemma'", "lower case"),
    ("no target", "verbs.csv", VERBS + "back,support,,flip,word\n", 2, "'back' has no target", "binds"),
    ("a holder without target", "adjectives.csv", ADJECTIVES + "wary,oppose,holder,,flip\n", 2, "no target", "binds"),
    ("a stray bar", "verbs.csv", VERBS + "back,support,obj|,flip,word\n", 2, "an empty word", "stray '|'"),
    (
        "the same row twice",
        "verbs.csv",
        VERBS + "back,support,obj,flip,word\n# a comment\nback,support,obj,flip,word\n",
        4,
        "'back' stands here twice",
        "remove one",
    ),
    ("a cell too few", "verbs.csv", VERBS + "back,support,obj,flip\n", 2, "4 cells where 5 belong", "commas"),
    ("another header", "nouns.csv", "word,stance\n", 1, "the header is 'word,stance'", NOUNS.strip()),
    ("unknown hearing", "speech.csv", SPEECH + "say,maybe\n", 2, "'maybe' in column 'heard'", "yes, no"),
    ("unknown sense", "modals.csv", MODALS + "must,wish\n", 2, "'wish' in column 'sense'", "demand, intention"),
    ("no weight", "polarity.csv", POLARITY + "war,\n", 2, "weight '' of 'war'", "write -2, -1, 1 or 2"),
    ("a weight of nothing", "polarity.csv", POLARITY + "war,0\n", 2, "weight '0' of 'war'", "write -2, -1, 1 or 2"),
    ("too great a weight", "polarity.csv", POLARITY + "war,-3\n", 2, "weight '-3' of 'war'", "write -2, -1, 1 or 2"),
    ("a weight in words", "polarity.csv", POLARITY + "war,bad\n", 2, "weight 'bad' of 'war'", "write -2, -1, 1 or 2"),
]


@pytest.mark.parametrize(
    ("file", "text", "line", "fault", "repair"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS]
)
def test_a_fault_is_answered_with_file_line_and_repair(folder, file, text, line, fault, repair):
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        stance_lexicon()
    message = str(caught.value)
    assert message.startswith(f"{folder / file}, line {line}: ")
    assert fault in message
    assert repair in message.split(fault)[1]


def test_a_missing_file_is_named(folder):
    (folder / "modals.csv").unlink()
    with pytest.raises(CatalogueError, match=r"modals\.csv: the file is missing; restore it"):
        stance_lexicon()


def test_what_the_columns_become(folder):
    (folder / "verbs.csv").write_text(
        VERBS + "back,support,obj|clause,flip,word\nback,neutral,into,cancel,deed\nbrand,,obj,cancel,label\n",
        encoding="utf-8",
    )
    (folder / "adjectives.csv").write_text(ADJECTIVES + "vital,support,target,,neutral\n", encoding="utf-8")
    (folder / "speech.csv").write_text(SPEECH + "say,yes\nthink,no\n", encoding="utf-8")
    (folder / "polarity.csv").write_text(POLARITY + "war,-2\n", encoding="utf-8")
    (folder / "modals.csv").write_text(MODALS + "must,demand\nwill,intention\n", encoding="utf-8")
    lexicon = stance_lexicon()
    assert lexicon.verbs == {
        "back": (
            StanceWord("back", Stance.SUPPORT, ("obj", "clause"), Negation.FLIP, VerbKind.WORD),
            StanceWord("back", Stance.NEUTRAL, ("into",), Negation.CANCEL, VerbKind.DEED),
        ),
        "brand": (StanceWord("brand", None, ("obj",), Negation.CANCEL, VerbKind.LABEL),),
    }
    assert lexicon.adjectives == {
        "vital": (StanceWord("vital", Stance.SUPPORT, (), Negation.NEUTRAL, bearer=Bearer.TARGET),)
    }
    assert lexicon.speech == {"say": True, "think": False}
    assert lexicon.polarity == {"war": -2}
    assert lexicon.modals == {"must": Modality.DEMAND, "will": Modality.INTENTION}


# the rule, the stance, what "not" does, what is left
NEGATED = [
    ("support turns", Stance.SUPPORT, Negation.FLIP, Stance.OPPOSE),
    ("opposition turns", Stance.OPPOSE, Negation.FLIP, Stance.SUPPORT),
    ("nothing is left", Stance.SUPPORT, Negation.CANCEL, None),
    ("neither side is left", Stance.OPPOSE, Negation.NEUTRAL, Stance.NEUTRAL),
    ("no side to turn", None, Negation.FLIP, None),
]


@pytest.mark.parametrize(("side", "negated", "left"), [row[1:] for row in NEGATED], ids=[row[0] for row in NEGATED])
def test_what_not_leaves_of_a_stance(side, negated, left):
    assert StanceWord("word", side, ("obj",), negated).under_negation() is left


def test_the_shipped_words_are_found_by_lemma():
    lexicon = stance_lexicon()
    assert lexicon.verbs["oppose"][0].stance is Stance.OPPOSE
    assert lexicon.verbs["rule out"][0].negated is Negation.NEUTRAL
    assert lexicon.nouns["support"][0].stance is Stance.SUPPORT
    assert lexicon.adjectives["unacceptable"][0].bearer is Bearer.TARGET
    assert lexicon.speech["say"] is True


def test_every_shipped_target_stands_somewhere_a_rule_looks():
    lexicon = stance_lexicon()
    words = [
        word for group in (lexicon.verbs, lexicon.nouns, lexicon.adjectives) for row in group.values() for word in row
    ]
    odd = {
        word.word: place
        for word in words
        for place in word.binds
        if not place.replace(" ", "").isalpha() or place != place.lower()
    }
    assert odd == {}
    assert not [word.word for row in lexicon.nouns.values() for word in row if stance.OBJECT in word.binds]


# the rule, the method asked, whether the actor is known, the confidence
CONFIDENCES = [
    ("as measured", "verb", True, 0.8),
    ("less where the actor is guessed", "verb", False, 0.6),
    ("a rule not measured", "hunch", True, 0.4),
    ("a rule not measured, of a guessed actor", "hunch", False, 0.3),
    ("nothing but errors", "omen", True, 0.0),
]


@pytest.mark.parametrize(
    ("method", "known", "expected"), [row[1:] for row in CONFIDENCES], ids=[row[0] for row in CONFIDENCES]
)
def test_confidence(folder, method, known, expected):
    (folder / "confidence.csv").write_text(CONFIDENCE + "verb,0.8,120\nomen,0,4\n", encoding="utf-8")
    assert confidence.confidence_of(method, known=known) == expected


@pytest.mark.parametrize("share", ["1.2", "-0.1", "half", "", "nan"])
def test_a_precision_that_is_no_share_is_refused(folder, share):
    (folder / "confidence.csv").write_text(CONFIDENCE + f"verb,{share},120\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"confidence\.csv, line 2: precision .*; write a number between 0 and 1"):
        confidence.confidence_of("verb")
