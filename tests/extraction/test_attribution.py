"""Who is quoted, by which word, with what content."""

from __future__ import annotations

import pytest

from dashboard.extraction.attribution import attributions
from dashboard.extraction.mentions import Mention
from dashboard.schema import Represents

FAILED = "Talks/NOUN/nsubj>failed failed|fail/VERB/{relation} "
MACRON_SAID = FAILED.format(relation="ROOT") + ", ” said|say/VERB/parataxis>failed Macron/PROPN/nsubj>said . "
RESUME = "They/PRON/nsubj>resume will/AUX/aux>resume resume/VERB/ROOT soon/ADV/advmod>resume . "

# the rule, the text, its attributions: source, cue, content, whether it is a quotation
ATTRIBUTED = [
    (
        "said that",
        "France/PROPN/nsubj>said said|say/VERB/ROOT that/SCONJ/mark>failed "
        + FAILED.format(relation="ccomp>said")
        + ".",
        [("France", "said", "that Talks failed", False)],
    ),
    (
        "the speaker behind",
        FAILED.format(relation="ccomp>said") + ",>said France/PROPN/nsubj>said said|say/VERB/ROOT .",
        [("France", "said", "Talks failed", False)],
    ),
    (
        "a mark taken for the speaker",
        FAILED.format(relation="ccomp>said") + "››/NOUN/nsubj>said said|say/VERB/ROOT Macron/PROPN/dep>said .",
        [("Macron", "said", "Talks failed", False)],
    ),
    (
        "the verb before its speaker",
        FAILED.format(relation="ccomp>said") + ",>said said|say/VERB/ROOT France/PROPN/nsubj>said .",
        [("France", "said", "Talks failed", False)],
    ),
    (
        "a parenthesis at the end",
        FAILED.format(relation="ROOT") + ", France/PROPN/nsubj>said said|say/VERB/parataxis>failed .",
        [("France", "said", "Talks failed,", False)],
    ),
    (
        "a quotation and its speaker",
        "“ " + MACRON_SAID,
        [("Macron", "said", "“Talks failed,”", True)],
    ),
    (
        "a quotation that begins in the clause, as a whole",
        "Macron/PROPN/nsubj>said said|say/VERB/ROOT that/SCONJ/mark>failed “>failed "
        + FAILED.format(relation="ccomp>said")
        + "in/ADP/case>May May/PROPN/obl>said ”>said .",
        [("Macron", "said", "that “Talks failed in May", True)],
    ),
    (
        "a colon opens what is said",
        "Macron/PROPN/nsubj>said said|say/VERB/ROOT :>said no/DET/det>talks talks/NOUN/dep>said .",
        [("Macron", "said", "no talks.", False)],
    ),
    (
        "made clear that",
        "Macron/PROPN/nsubj>made made|make/VERB/ROOT clear/ADJ/obj>made that/SCONJ/mark>failed "
        + FAILED.format(relation="ccomp>made")
        + ".",
        [("Macron", "made", "that Talks failed", False)],
    ),
    (
        "the agent of a passive speaks, not its subject",
        "It/PRON/nsubj:pass>announced was/AUX/aux:pass>announced announced|announce/VERB.VBN/ROOT by/ADP/case>Kyiv "
        "Kyiv/PROPN/obl>announced that/SCONJ/mark>failed " + FAILED.format(relation="ccomp>announced") + ".",
        [("Kyiv", "announced", "that Talks failed", False)],
    ),
    (
        "according to, in front (UD)",
        "According/VERB.VBG/case>Kyiv to/ADP/fixed>According Kyiv/PROPN/obl>failed , "
        + FAILED.format(relation="ROOT")
        + ".",
        [("Kyiv", "According", ", Talks failed.", False)],
    ),
    (
        "according to, behind (UD)",
        FAILED.format(relation="ROOT")
        + ", according/VERB.VBG/case>Kyiv to/ADP/fixed>according Kyiv/PROPN/obl>failed .",
        [("Kyiv", "according", "Talks failed,", False)],
    ),
    (
        "according to, behind (ClearNLP)",
        FAILED.format(relation="ROOT") + ", according/VERB.VBG/prep>failed to/ADP/prep>according Kyiv/PROPN/pobj>to .",
        [("Kyiv", "according", "Talks failed,", False)],
    ),
    (
        "a quotation that goes on after its speaker",
        "“ " + MACRON_SAID + "“ " + RESUME + "”>resume",
        [("Macron", "said", "“Talks failed,”", True), ("Macron", "said", "They will resume soon.", True)],
    ),
    (
        "a quotation whose speaker is named in its last sentence",
        "“ " + RESUME + MACRON_SAID,
        [("Macron", "said", "They will resume soon.", True), ("Macron", "said", "Talks failed,”", True)],
    ),
    (
        "a paragraph without quotation ends the speaker's turn",
        "“ " + MACRON_SAID + "¶>. Rain/NOUN/nsubj>fell fell/VERB/ROOT . ¶>. “ " + RESUME + "”>resume",
        [("Macron", "said", "“Talks failed,”", True)],
    ),
    (
        "a word or two in quotation marks is a term",
        "“ " + MACRON_SAID + "It/PRON/nsubj>sank sank/VERB/ROOT the/DET/det>deal “>deal deal/NOUN/obj>sank ”>deal .",
        [("Macron", "said", "“Talks failed,”", True)],
    ),
    (
        "verbs of saying inside a quotation are the speaker's words",
        "“ He/PRON/nsubj>said said|say/VERB/ccomp>claimed "
        + FAILED.format(relation="ccomp>said")
        + ",>claimed ”>claimed Macron/PROPN/nsubj>claimed claimed|claim/VERB/ROOT .",
        [("Macron", "claimed", "He said Talks failed,", True)],
    ),
    (
        "a that-clause far behind its verb, lost by the parser",
        "Paris/PROPN/nsubj>insisted insisted|insist/VERB.VBD/ROOT in/ADP/case>note a/DET/det>note short/ADJ/amod>note "
        "joint/ADJ/amod>note note/NOUN/obl>insisted that/SCONJ/mark>failed " + FAILED.format(relation="acl>note") + ".",
        [("Paris", "insisted", "Talks failed.", False)],
    ),
    (
        "not a that-clause of another verb",
        "Paris/PROPN/nsubj>insisted insisted|insist/VERB.VBD/ROOT on/ADP/case>notes notes/NOUN/obl>insisted "
        "which/PRON/nsubj>held held|hold/VERB.VBD/acl:relcl>notes that/SCONJ/mark>failed "
        + FAILED.format(relation="ccomp>held")
        + ".",
        [],
    ),
    (
        "an inserted speaker reports both sides",
        "Talks/NOUN/nsubj>ended ,>said Macron/PROPN/nsubj>said said|say/VERB/parataxis>ended ,>said ended/VERB/ROOT .",
        [("Macron", "said", "Talks, Macron said, ended.", False)],
    ),
    (
        "a letter speaks for its writer",
        "His/PRON/nmod:poss>letter letter/NOUN/nsubj>said said|say/VERB.VBD/ROOT that/SCONJ/mark>failed "
        + FAILED.format(relation="ccomp>said")
        + ".",
        [("His", "said", "that Talks failed", False)],
    ),
    (
        "a view that consists in something",
        "Kyiv/PROPN/nmod:poss>view 's/PART/case>Kyiv view/NOUN/nsubj>failed is/AUX/cop>failed that/SCONJ/mark>failed "
        + FAILED.format(relation="ROOT")
        + ".",
        [("Kyiv", "view", "Talks failed.", False)],
    ),
    (
        "in the words of",
        "In/ADP/case>words the/DET/det>words words/NOUN/obl>failed of/ADP/case>Kyiv Kyiv/PROPN/nmod>words , "
        + FAILED.format(relation="ROOT")
        + ".",
        [("Kyiv", "words", "In the words of Kyiv, Talks failed.", False)],
    ),
    (
        "other verbs report nothing",
        "France/PROPN/nsubj>built built|build/VERB/ROOT that/SCONJ/mark>failed "
        + FAILED.format(relation="ccomp>built")
        + ".",
        [],
    ),
    (
        "nobody says it",
        "Said|say/VERB.VBN/ROOT that/SCONJ/mark>failed " + FAILED.format(relation="ccomp>Said") + ".",
        [],
    ),
]


HOPES = "Macron/PROPN/nsubj>hopes hopes|hope/VERB/ROOT . ¶>. "

# the rule, the text, its attributions: source, cue, content; Macron and nobody else is an actor
INTRODUCED = [
    (
        "a quotation without a speaker is of whom the sentence before is about",
        HOPES + "“ " + RESUME + "”>resume ¶>resume",
        [("Macron", "hopes", "They will resume soon.")],
    ),
    (
        "and goes on in further sentences",
        HOPES + "“ " + RESUME + RESUME + "”>resume",
        [("Macron", "hopes", "They will resume soon."), ("Macron", "hopes", "They will resume soon.")],
    ),
    (
        "who is no actor does not speak",
        HOPES.replace("Macron", "Rain") + "“ " + RESUME + "”>resume",
        [],
    ),
    (
        "a term of a few words is no quotation",
        HOPES + "It/PRON/nsubj>sank sank/VERB/ROOT the/DET/det>deal “>deal old/ADJ/amod>deal weak/ADJ/amod>deal "
        "deal/NOUN/obj>sank ”>deal .",
        [],
    ),
    (
        "a statement's words are of whoever acted before",
        HOPES
        + FAILED.format(relation="ROOT")
        + ", the/DET/det>statement statement/NOUN/nsubj>said said|say/VERB/parataxis>failed .",
        [("statement", "said", "Talks failed,")],
    ),
    (
        "also in quotation marks",
        HOPES
        + "“ "
        + FAILED.format(relation="ROOT")
        + ", ” the/DET/det>statement statement/NOUN/nsubj>said said|say/VERB/parataxis>failed .",
        [("Macron", "said", "“Talks failed,”")],
    ),
]


MISPARSED = [
    pytest.param(
        "“ " + MACRON_SAID.replace("nsubj>said", "dep>said"),
        [("Macron", "said", "“Talks failed,”", True)],
        id="a quotation whose speaker the parser lost",
    ),
    pytest.param(
        "According/VERB.VBG/prep>failed to/ADP/prep>According Kyiv/PROPN/pobj>to , "
        + FAILED.format(relation="ROOT")
        + ".",
        [("Kyiv", "According", ", Talks failed.", False)],
        id="according to, in front (ClearNLP)",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [*(pytest.param(*row[1:], id=row[0]) for row in ATTRIBUTED), *MISPARSED])
def test_who_is_quoted(parsed, text, expected):
    doc = parsed(text)
    found = [
        (doc[each.source].text, doc[each.cue].text, doc[each.start : each.end].text, each.is_quote)
        for each in attributions(doc)
    ]
    assert found == expected


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in INTRODUCED], ids=[row[0] for row in INTRODUCED])
def test_who_is_quoted_without_a_word_of_saying(parsed, text, expected):
    doc = parsed(text)
    doc._.mentions = tuple(
        Mention(token.i, token.i + 1, token.i, "Macron", None, "FRA", Represents.GOVERNMENT, "person", "role")
        for token in doc
        if token.text == "Macron"
    )
    assert [
        (doc[each.source].text, doc[each.cue].text, doc[each.start : each.end].text) for each in attributions(doc)
    ] == expected
