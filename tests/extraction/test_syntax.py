"""The questions to a tree, each asked in Universal Dependencies and in spaCy's own labels."""

from __future__ import annotations

import pytest

from dashboard.extraction import syntax


def rows(table):
    return [pytest.param(*row[1:], id=row[0]) for row in table]


def one(doc, word):
    """The only token of that spelling."""
    (found,) = (token for token in doc if token.text == word)
    return found


def texts(tokens):
    return [token.text for token in tokens]


IMPOSED_UD = (
    "Duties/NOUN/nsubj:pass>imposed were|be/AUX/aux:pass>imposed imposed|impose/VERB.VBN/ROOT "
    "by/ADP/case>Washington Washington/PROPN/obl>imposed ."
)
IMPOSED_CLEAR = (
    "Duties/NOUN/nsubjpass>imposed were|be/AUX/auxpass>imposed imposed|impose/VERB.VBN/ROOT "
    "by/ADP/agent>imposed Washington/PROPN/pobj>by ."
)
BACKED_UD = (
    "Rebels/NOUN/nsubj>fled backed|back/VERB.VBN/acl>Rebels by/ADP/case>Turkey Turkey/PROPN/obl>backed fled/VERB/ROOT ."
)
BACKED_CLEAR = (
    "Rebels/NOUN/nsubj>fled backed|back/VERB.VBN/acl>Rebels by/ADP/agent>backed Turkey/PROPN/pobj>by fled/VERB/ROOT ."
)
TWO_VERBS = (
    "Iran/PROPN/nsubj>condemned condemned/VERB/ROOT and/CCONJ/cc>rejected rejected/VERB/conj>condemned "
    "sanctions/NOUN/obj>rejected ."
)

# the rule, the text, the verb asked, its subjects
SUBJECTS = [
    ("its own", "Iran/PROPN/nsubj>left left/VERB/ROOT .", "left", ["Iran"]),
    ("of a passive (UD)", IMPOSED_UD, "imposed", ["Duties"]),
    ("of a passive (ClearNLP)", IMPOSED_CLEAR, "imposed", ["Duties"]),
    ("a clause (UD)", "Leaving/VERB/csubj>helps helps/VERB/ROOT .", "helps", ["Leaving"]),
    ("a conjoined verb borrows it", TWO_VERBS, "rejected", ["Iran"]),
    (
        "a conjoined verb keeps its own",
        "Iran/PROPN/nsubj>left left/VERB/ROOT and/CCONJ/cc>stayed Oman/PROPN/nsubj>stayed stayed/VERB/conj>left .",
        "stayed",
        ["Oman"],
    ),
    (
        "an infinitive borrows it",
        "Iran/PROPN/nsubj>wants wants/VERB/ROOT to/PART/mark>leave leave/VERB.VB/xcomp>wants .",
        "leave",
        ["Iran"],
    ),
    (
        "a participle before the main clause borrows it",
        "Speaking/VERB.VBG/advcl>objected ,>objected he/PRON/nsubj>objected objected/VERB/ROOT .",
        "Speaking",
        ["he"],
    ),
    (
        "a subordinate clause does not borrow it",
        "He/PRON/nsubj>objected objected/VERB/ROOT if/SCONJ/mark>left left/VERB.VBD/advcl>objected .",
        "left",
        [],
    ),
    (
        "a relative clause has its noun (UD)",
        "Rebels/NOUN/nsubj>lost fighting/VERB.VBG/acl>Rebels lost/VERB/ROOT .",
        "fighting",
        ["Rebels"],
    ),
    (
        "a relative clause has its noun (ClearNLP)",
        "Rebels/NOUN/nsubj>lost fighting/VERB.VBG/relcl>Rebels lost/VERB/ROOT .",
        "fighting",
        ["Rebels"],
    ),
    (
        "a conjoined name has none",
        "Iran/PROPN/nsubj>left and/CCONJ/cc>Oman Oman/PROPN/conj>Iran left/VERB/ROOT .",
        "Oman",
        [],
    ),
    ("a mark is none", "Talks/NOUN/dep>said ››/NOUN/nsubj>said said/VERB/ROOT .", "said", []),
    ("a root without one has none", "Leave/VERB.VB/ROOT now/ADV/advmod>Leave .", "Leave", []),
]


@pytest.mark.parametrize(("text", "word", "expected"), rows(SUBJECTS))
def test_subjects(parsed, text, word, expected):
    assert texts(syntax.subjects(one(parsed(text), word))) == expected


# the rule, the text, the verb asked, whether it is passive, its objects, its agents
VOICES = [
    ("passive (UD)", IMPOSED_UD, "imposed", True, ["Duties"], ["Washington"]),
    ("passive (ClearNLP)", IMPOSED_CLEAR, "imposed", True, ["Duties"], ["Washington"]),
    ("reduced passive (UD)", BACKED_UD, "backed", True, ["Rebels"], ["Turkey"]),
    ("reduced passive (ClearNLP)", BACKED_CLEAR, "backed", True, ["Rebels"], ["Turkey"]),
    (
        "active (UD)",
        "Iran/PROPN/nsubj>bans bans|ban/VERB.VBZ/ROOT cars/NOUN/obj>bans .",
        "bans",
        False,
        ["cars"],
        [],
    ),
    (
        "active (ClearNLP)",
        "Iran/PROPN/nsubj>bans bans|ban/VERB.VBZ/ROOT cars/NOUN/dobj>bans .",
        "bans",
        False,
        ["cars"],
        [],
    ),
    ("without object", "Iran/PROPN/nsubj>left left|leave/VERB/ROOT .", "left", False, [], []),
    (
        "a participle with an object is none",
        "Rebels/NOUN/nsubj>fled given|give/VERB.VBN/acl>Rebels arms/NOUN/obj>given fled/VERB/ROOT .",
        "given",
        False,
        ["arms"],
        [],
    ),
    (
        "a passive that keeps an object",
        "Kyiv/PROPN/nsubj:pass>given was/AUX/aux:pass>given given|give/VERB.VBN/ROOT arms/NOUN/obj>given .",
        "given",
        True,
        ["arms"],
        [],
    ),
    (
        "told by its auxiliary alone (UD)",
        "wants/VERB/ROOT to/PART/mark>banned be/AUX/aux:pass>banned banned|ban/VERB.VBN/xcomp>wants .",
        "banned",
        True,
        [],
        [],
    ),
    (
        "told by its auxiliary alone (ClearNLP)",
        "wants/VERB/ROOT to/PART/aux>banned be/AUX/auxpass>banned banned|ban/VERB.VBN/xcomp>wants .",
        "banned",
        True,
        [],
        [],
    ),
    (
        "another preposition brings no agent",
        (
            "Duties/NOUN/nsubj:pass>imposed were/AUX/aux:pass>imposed imposed|impose/VERB.VBN/ROOT "
            "in/ADP/case>May May/PROPN/obl>imposed ."
        ),
        "imposed",
        True,
        ["Duties"],
        [],
    ),
]


@pytest.mark.parametrize(("text", "word", "passive", "objects", "agents"), rows(VOICES))
def test_voice(parsed, text, word, passive, objects, agents):
    verb = one(parsed(text), word)
    assert syntax.is_passive(verb) is passive
    assert texts(syntax.objects(verb)) == objects
    assert texts(syntax.agents(verb)) == agents


def test_a_dative_with_its_preposition_is_no_object(parsed):
    gave = one(parsed("gave/VERB/ROOT arms/NOUN/dobj>gave to/ADP/dative>gave Kyiv/PROPN/pobj>to ."), "gave")
    assert texts(syntax.objects(gave)) == ["arms"]
    assert [(preposition, token.text) for preposition, token in syntax.obliques(gave)] == [("to", "Kyiv")]


# the rule, the text, the word asked, its prepositions with what follows them
OBLIQUES = [
    ("of a noun (UD)", "Opposition/NOUN/ROOT to/ADP/case>war war/NOUN/nmod>Opposition", "Opposition", [("to", "war")]),
    (
        "of a noun (ClearNLP)",
        "Opposition/NOUN/ROOT to/ADP/prep>Opposition war/NOUN/pobj>to",
        "Opposition",
        [("to", "war")],
    ),
    (
        "a clause (UD)",
        "talked/VERB/ROOT about/SCONJ/mark>leaving leaving/VERB.VBG/advcl>talked",
        "talked",
        [("about", "leaving")],
    ),
    (
        "a clause (ClearNLP)",
        "talked/VERB/ROOT about/ADP/prep>talked leaving/VERB.VBG/pcomp>about",
        "talked",
        [("about", "leaving")],
    ),
    (
        "in lower case",
        "Despite/ADP/case>rain rain/NOUN/obl>left Iran/PROPN/nsubj>left left/VERB/ROOT .",
        "left",
        [("despite", "rain")],
    ),
    (
        "several in text order",
        "voted/VERB/ROOT for/ADP/case>peace peace/NOUN/obl>voted in/ADP/case>May May/PROPN/obl>voted .",
        "voted",
        [("for", "peace"), ("in", "May")],
    ),
    ("a postposition is none", "left/VERB/ROOT years/NOUN/obl>left ago/ADP/case>years .", "left", []),
    ("a bare phrase is none", "left/VERB/ROOT Monday/PROPN/obl>left .", "left", []),
]


@pytest.mark.parametrize(("text", "word", "expected"), rows(OBLIQUES))
def test_obliques(parsed, text, word, expected):
    found = syntax.obliques(one(parsed(text), word))
    assert [(preposition, token.text) for preposition, token in found] == expected


# the rule, the text, the predicate asked, whether it is negated
NEGATED = [
    ("not (UD)", "Iran/PROPN/nsubj>agree did/AUX/aux>agree not/PART/advmod>agree agree/VERB.VB/ROOT .", "agree", True),
    (
        "not (ClearNLP)",
        "Iran/PROPN/nsubj>agree did/AUX/aux>agree not/PART/neg>agree agree/VERB.VB/ROOT .",
        "agree",
        True,
    ),
    ("never", "Iran/PROPN/nsubj>agreed never/ADV/advmod>agreed agreed/VERB/ROOT .", "agreed", True),
    (
        "no longer",
        "Iran/PROPN/nsubj>agrees no/ADV/advmod>longer longer/ADV/advmod>agrees agrees/VERB/ROOT .",
        "agrees",
        True,
    ),
    ("no before the subject", "No/DET/det>state state/NOUN/nsubj>agrees agrees/VERB/ROOT .", "agrees", True),
    ("neither before the subject", "Neither/DET/det>side side/NOUN/nsubj>agrees agrees/VERB/ROOT .", "agrees", True),
    ("nobody", "Nobody/PRON/nsubj>agrees agrees/VERB/ROOT .", "agrees", True),
    (
        "no before the object (UD)",
        "Iran/PROPN/nsubj>backs backs/VERB/ROOT no/DET/det>plan plan/NOUN/obj>backs .",
        "backs",
        True,
    ),
    (
        "no before the object (ClearNLP)",
        "Iran/PROPN/nsubj>backs backs/VERB/ROOT no/DET/det>plan plan/NOUN/dobj>backs .",
        "backs",
        True,
    ),
    ("no before a noun", "no/DET/det>support support/NOUN/ROOT", "support", True),
    ("longer alone is none", "Iran/PROPN/nsubj>stays stays/VERB/ROOT longer/ADV/advmod>stays .", "stays", False),
    ("a plain verb is not", "Iran/PROPN/nsubj>agrees agrees/VERB/ROOT .", "agrees", False),
    (
        "not in the clause it governs",
        (
            "Iran/PROPN/nsubj>said said/VERB/ROOT it/PRON/nsubj>agree would/AUX/aux>agree not/PART/advmod>agree "
            "agree/VERB.VB/ccomp>said ."
        ),
        "said",
        False,
    ),
]


@pytest.mark.parametrize(("text", "word", "expected"), rows(NEGATED))
def test_negation(parsed, text, word, expected):
    assert syntax.is_negated(one(parsed(text), word)) is expected


# the rule, the text, the verb asked, the heads of the clauses that complete it
CLAUSES = [
    (
        "a that-clause",
        "Iran/PROPN/nsubj>said said/VERB/ROOT that/SCONJ/mark>left it/PRON/nsubj>left left/VERB/ccomp>said .",
        "said",
        ["left"],
    ),
    (
        "an infinitive",
        "Iran/PROPN/nsubj>wants wants/VERB/ROOT to/PART/mark>go go/VERB.VB/xcomp>wants .",
        "wants",
        ["go"],
    ),
    (
        "a subordinate clause completes nothing",
        "Iran/PROPN/nsubj>left left/VERB/ROOT as/SCONJ/mark>rained it/PRON/nsubj>rained rained/VERB/advcl>left .",
        "left",
        [],
    ),
]


@pytest.mark.parametrize(("text", "word", "expected"), rows(CLAUSES))
def test_clauses(parsed, text, word, expected):
    assert texts(syntax.clauses(one(parsed(text), word))) == expected


def test_a_clause_with_its_own_subject_is_told_from_one_without(parsed):
    doc = parsed(TWO_VERBS)
    assert syntax.is_finite_clause_head(one(doc, "condemned"))
    assert not syntax.is_finite_clause_head(one(doc, "rejected"))


@pytest.mark.parametrize("asked", ["Iran", "Oman", "Qatar"])
def test_conjuncts_are_the_same_whichever_is_asked(parsed, asked):
    doc = parsed(
        "Iran/PROPN/nsubj>left ,>Oman Oman/PROPN/conj>Iran and/CCONJ/cc>Qatar Qatar/PROPN/conj>Iran left/VERB/ROOT ."
    )
    assert texts(syntax.conjuncts(one(doc, asked))) == ["Iran", "Oman", "Qatar"]
