"""Verbs of stance in their many shapes: set phrases, names given, infinitives, refusals, company and repetition."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from spacy.tokens import Doc

from dashboard.extraction.echoes import echoes
from dashboard.extraction.findings import Finding
from dashboard.extraction.labels import label_of, label_stance
from dashboard.extraction.mentions import Mention
from dashboard.extraction.noun_cues import noun_findings
from dashboard.extraction.verb_cues import verb_findings
from dashboard.schema import Represents, Stance

Parse = Callable[[str], Doc]

# the rule, the sentence with its tree, the verb, who takes the side, the side, the words of the target
POSITIONS = [
    (
        "particle beside its verb",
        "Peru/PROPN/nsubj>held held|hold/VERB/ROOT up/ADP.RP/compound:prt>held the/DET/det>loan loan/NOUN/obj>held .",
        "held",
        ["Peru"],
        "oppose",
        "loan",
    ),
    (
        "particle read as an adverb",
        "Peru/PROPN/nsubj>went went|go/VERB/ROOT along/ADV/advmod>went with/ADP/case>plan plan/NOUN/obl>went .",
        "went",
        ["Peru"],
        "support",
        "plan",
    ),
    (
        "word behind the object",
        (
            "Peru/PROPN/nsubj>kept kept|keep/VERB/ROOT the/DET/det>plan plan/NOUN/obj>kept out/ADP/case>text "
            "of/ADP/case>text text/NOUN/obl>kept ."
        ),
        "kept",
        ["Peru"],
        "oppose",
        "plan",
    ),
    (
        "verb with its object",
        (
            "Peru/PROPN/nsubj>made made|make/VERB/ROOT the/DET/det>case case/NOUN/obj>made against/ADP/case>mine "
            "mine/NOUN/obl>made ."
        ),
        "made",
        ["Peru"],
        "oppose",
        "mine",
    ),
    (
        "preposition of a set phrase, whatever it hangs on",
        "Peru/PROPN/nsubj>said said|say/VERB/ROOT no/INTJ/obj>said to/ADP/case>pact pact/NOUN/obl>no .",
        "said",
        ["Peru"],
        "oppose",
        "pact",
    ),
    (
        "a time is no target",
        (
            "Peru/PROPN/nsubj>agreed agreed|agree/VERB/ROOT on/ADP/case>day day/NOUN/obl>agreed to/PART/mark>join "
            "join/VERB.VB/xcomp>agreed ."
        ),
        "agreed",
        ["Peru"],
        "support",
        "join",
    ),
    (
        "spoke for an hour",
        "Peru/PROPN/nsubj>spoke spoke|speak/VERB/ROOT for/ADP/case>hour an/DET/det>hour hour/NOUN/obl>spoke .",
        "spoke",
        [],
        "",
        "",
    ),
    (
        "infinitive of purpose",
        (
            "Peru/PROPN/nsubj>came came|come/VERB/ROOT to/PART/mark>condemn condemn/VERB.VB/advcl>came "
            "it/PRON/obj>condemn ."
        ),
        "condemn",
        ["Peru"],
        "oppose",
        "it",
    ),
    (
        "not of one who did not come",
        (
            "Peru/PROPN/nsubj>come did|do/AUX/aux>come not/PART/advmod>come come/VERB.VB/ROOT to/PART/mark>condemn "
            "condemn/VERB.VB/advcl>come it/PRON/obj>condemn ."
        ),
        "condemn",
        [],
        "",
        "",
    ),
    (
        "infinitive of an object",
        (
            "Peru/PROPN/nsubj>used used|use/VERB/ROOT its/PRON/nmod:poss>chance chance/NOUN/obj>used "
            "to/PART/mark>condemn condemn/VERB.VB/acl>chance it/PRON/obj>condemn ."
        ),
        "condemn",
        ["Peru"],
        "oppose",
        "it",
    ),
    (
        "the first to do it has done it",
        (
            "Peru/PROPN/nsubj>first was|be/AUX/cop>first among/ADP/case>first the/DET/det>first first/ADJ/ROOT "
            "to/PART/mark>sign sign/VERB.VB/advcl>first it/PRON/obj>sign ."
        ),
        "sign",
        ["Peru"],
        "support",
        "it",
    ),
    (
        "the only one yet to do it has not",
        (
            "Peru/PROPN/nsubj>only was|be/AUX/cop>only the/DET/det>only only/ADJ/ROOT yet/ADV/advmod>sign "
            "to/PART/mark>sign sign/VERB.VB/advcl>only it/PRON/obj>sign ."
        ),
        "sign",
        [],
        "",
        "",
    ),
    (
        "not before the infinitive turns the side",
        (
            "Peru/PROPN/nsubj>urged urged|urge/VERB/ROOT Chile/PROPN/obj>urged not/PART/advmod>adopt "
            "to/PART/mark>adopt adopt/VERB.VB/xcomp>urged it/PRON/obj>adopt ."
        ),
        "urged",
        ["Peru"],
        "oppose",
        "adopt it",
    ),
    (
        "so does one hung on the verb above",
        (
            "Peru/PROPN/nsubj>promised promised|promise/VERB/ROOT never/ADV/advmod>promised to/PART/mark>adopt "
            "adopt/VERB.VB/xcomp>promised it/PRON/obj>adopt ."
        ),
        "promised",
        ["Peru"],
        "oppose",
        "adopt it",
    ),
    (
        "a finite clause begins behind its not",
        (
            "Peru/PROPN/nsubj>vowed vowed|vow/VERB/ROOT that/SCONJ/mark>sign Peru/PROPN/nsubj>sign would/AUX/aux>sign "
            "never/ADV/advmod>sign sign/VERB.VB/ccomp>vowed it/PRON/obj>sign ."
        ),
        "vowed",
        ["Peru"],
        "oppose",
        "sign it",
    ),
    (
        "not only is no refusal",
        (
            "Peru/PROPN/nsubj>wants wants|want/VERB.VBZ/ROOT not/PART/advmod>join only/ADV/advmod>join "
            "to/PART/mark>join join/VERB.VB/xcomp>wants ."
        ),
        "wants",
        ["Peru"],
        "support",
        "only to join",
    ),
    (
        "neither of them did",
        (
            "Neither/CCONJ/cc>recognised Peru/PROPN/nsubj>recognised nor/CCONJ/cc>Chile Chile/PROPN/conj>Peru "
            "recognised|recognise/VERB/ROOT it/PRON/obj>recognised ."
        ),
        "recognised",
        ["Peru", "Chile"],
        "oppose",
        "it",
    ),
    (
        "not signing is staying away",
        (
            "Peru/PROPN/nsubj>sign did|do/AUX/aux>sign not/PART/advmod>sign sign/VERB.VB/ROOT the/DET/det>pact "
            "pact/NOUN/obj>sign ."
        ),
        "sign",
        ["Peru"],
        "neutral",
        "pact",
    ),
    (
        "which stands for the noun before",
        (
            "the/DET/det>entry entry/NOUN/ROOT for/ADP/case>which which/PRON/obl>applied Peru/PROPN/nsubj>applied "
            "applied|apply/VERB/acl:relcl>entry ."
        ),
        "applied",
        ["Peru"],
        "support",
        "entry",
    ),
    (
        "the paper named last",
        (
            "Chile/PROPN/nsubj>read read/VERB/ROOT the/DET/det>treaty treaty/NOUN/obj>read . "
            "Peru/PROPN/nsubj>ratified ratified|ratify/VERB/ROOT in/ADP/case>May May/PROPN/obl>ratified ."
        ),
        "ratified",
        ["Peru"],
        "support",
        "treaty",
    ),
    (
        "whose country",
        (
            "Lula/PROPN/ROOT whose/PRON/nmod:poss>country country/NOUN/nsubj>backs backs|back/VERB.VBZ/acl:relcl>Lula "
            "it/PRON/obj>backs ."
        ),
        "backs",
        ["Lula"],
        "support",
        "it",
    ),
    (
        "a letter speaks for those who join in it",
        (
            "Peru/PROPN/nsubj>joined joined|join/VERB/ROOT Chile/PROPN/obj>joined in/ADP/case>letter "
            "letter/NOUN/obl>joined that/PRON/nsubj>condemned condemned|condemn/VERB/acl:relcl>letter "
            "it/PRON/obj>condemned ."
        ),
        "condemned",
        ["Peru", "Chile"],
        "oppose",
        "it",
    ),
    (
        "each participle has its own agent",
        (
            "pact/NOUN/nsubj:pass>signed was|be/AUX/aux:pass>signed signed|sign/VERB.VBN/ROOT by/ADP/case>Peru "
            "Peru/PROPN/obl:agent>signed and/CCONJ/cc>ratified ratified|ratify/VERB.VBN/conj>signed by/ADP/case>Chile "
            "Chile/PROPN/obl:agent>ratified ."
        ),
        "ratified",
        ["Chile"],
        "support",
        "pact",
    ),
    (
        "a verb taken for a preposition",
        "Peru/PROPN/ROOT opposed|oppose/VERB/case>plan plan/NOUN/nmod>Peru .",
        "opposed",
        ["Peru"],
        "oppose",
        "plan",
    ),
    (
        "nobody takes a side by being joined",
        (
            "It/PRON/nsubj:pass>joined was|be/AUX/aux:pass>joined joined|join/VERB.VBN/ROOT by/ADP/case>Peru "
            "Peru/PROPN/obl:agent>joined ."
        ),
        "joined",
        [],
        "",
        "",
    ),
    (
        "a noun of stance speaks for itself",
        (
            "Peru/PROPN/nsubj>maintained maintained|maintain/VERB/ROOT its/PRON/nmod:poss>opposition "
            "opposition/NOUN/obj>maintained to/ADP/case>plan plan/NOUN/nmod>opposition ."
        ),
        "maintained",
        [],
        "",
        "",
    ),
    (
        "called a name, not called for",
        "Peru/PROPN/nsubj>called called|call/VERB/ROOT pact/NOUN/obj>called mistake/NOUN/xcomp>called .",
        "called",
        ["Peru"],
        "oppose",
        "pact",
    ),
]


@pytest.mark.parametrize(
    ("text", "word", "holders", "stance", "target"), [row[1:] for row in POSITIONS], ids=[row[0] for row in POSITIONS]
)
def test_the_position_of_a_verb(parsed: Parse, text, word, holders, stance, target):
    doc = _with_names(parsed(text))
    found = list(verb_findings(_word(doc, word), ()))
    assert [each.target for each in _told(doc, found)] == ([target] if holders else [])
    assert [(each.holders, each.stance) for each in _told(doc, found)] == ([(holders, stance)] if holders else [])


# the rule, the sentence with its tree, the verb, the words named, the side
LABELS = [
    (
        "behind as",
        (
            "Peru/PROPN/nsubj>sees sees|see/VERB.VBZ/ROOT the/DET/det>plan plan/NOUN/obj>sees as/ADP/case>threat "
            "threat/NOUN/obl>sees ."
        ),
        "sees",
        "plan",
        "oppose",
    ),
    (
        "as hung on the object",
        "Peru/PROPN/nsubj>sees sees|see/VERB.VBZ/ROOT plan/NOUN/obj>sees as/ADP/case>threat threat/NOUN/nmod>plan .",
        "sees",
        "plan",
        "oppose",
    ),
    (
        "second object",
        "Peru/PROPN/nsubj>called called|call/VERB/ROOT plan/NOUN/obj>called success/NOUN/obj>called .",
        "called",
        "plan",
        "support",
    ),
    (
        "adjective behind the last noun of the object",
        (
            "Peru/PROPN/nsubj>called called|call/VERB/ROOT the/DET/det>end end/NOUN/obj>called of/ADP/case>talks "
            "talks/NOUN/nmod>end unacceptable/ADJ/amod>talks ."
        ),
        "called",
        "end of talks",
        "oppose",
    ),
    (
        "passive",
        (
            "plan/NOUN/nsubj:pass>called was|be/AUX/aux:pass>called called|call/VERB.VBN/ROOT disaster/NOUN/obj>called "
            "by/ADP/case>Peru Peru/PROPN/obl:agent>called ."
        ),
        "called",
        "plan",
        "oppose",
    ),
    (
        "a good name refused",
        (
            "Peru/PROPN/nsubj>see did|do/AUX/aux>see not/PART/advmod>see see/VERB.VB/ROOT plan/NOUN/obj>see "
            "as/ADP/case>success success/NOUN/obl>see ."
        ),
        "see",
        "plan",
        "oppose",
    ),
    (
        "a bad name refused takes no side",
        (
            "Peru/PROPN/nsubj>see did|do/AUX/aux>see not/PART/advmod>see see/VERB.VB/ROOT plan/NOUN/obj>see "
            "as/ADP/case>threat threat/NOUN/obl>see ."
        ),
        "see",
        "plan",
        None,
    ),
    (
        "a clause gives no name",
        (
            "Peru/PROPN/nsubj>declared declared|declare/VERB/ROOT that/SCONJ/mark>think Chile/PROPN/nsubj>think "
            "did|do/AUX/aux>think not/PART/advmod>think think/VERB.VB/ccomp>declared plan/NOUN/nsubj>success "
            "a/DET/det>success success/NOUN/ccomp>think ."
        ),
        "declared",
        "",
        None,
    ),
    (
        "the noun taken for a verb",
        (
            "Peru/PROPN/nsubj>branded branded|brand/VERB/ROOT arms/NOUN/obj>branded sale/VERB.VBP/xcomp>branded "
            "a/DET/det>provocation provocation/NOUN/obj>sale ."
        ),
        "branded",
        "arms sale",
        "oppose",
    ),
    (
        "a mere name",
        "Peru/PROPN/nsubj>called called|call/VERB/ROOT a/DET/det>vote vote/NOUN/obj>called .",
        "called",
        "",
        None,
    ),
    (
        "as well is no as",
        (
            "Peru/PROPN/nsubj>sees sees|see/VERB.VBZ/ROOT plan/NOUN/obj>sees as/ADV/advmod>sees well/ADV/fixed>as "
            "threat/NOUN/dep>sees ."
        ),
        "sees",
        "",
        None,
    ),
]


@pytest.mark.parametrize(
    ("text", "word", "named", "stance"), [row[1:] for row in LABELS], ids=[row[0] for row in LABELS]
)
def test_what_a_name_given_tells(parsed: Parse, text, word, named, stance):
    doc = parsed(text)
    verb = _word(doc, word)
    label = label_of(verb)
    assert (doc[slice(*label.words)].text if label else "") == named
    assert (label_stance(verb, label) if label else None) == stance


# the rule, the sentence with its tree, the noun, who takes the side, the side
NOUNS = [
    (
        "led the opposition",
        (
            "Peru/PROPN/nsubj>led led|lead/VERB/ROOT the/DET/det>opposition opposition/NOUN/obj>led to/ADP/case>plan "
            "plan/NOUN/nmod>opposition ."
        ),
        "opposition",
        ["Peru"],
        "oppose",
    ),
    (
        "lifted its veto",
        (
            "Peru/PROPN/nsubj>lifted lifted|lift/VERB/ROOT its/PRON/nmod:poss>veto veto/NOUN/obj>lifted "
            "on/ADP/case>plan plan/NOUN/nmod>veto ."
        ),
        "veto",
        ["Peru"],
        "support",
    ),
    (
        "came from",
        (
            "support/NOUN/nsubj>came for/ADP/case>plan plan/NOUN/nmod>support came|come/VERB/ROOT from/ADP/case>Peru "
            "Peru/PROPN/obl>came and/CCONJ/cc>Chile Chile/PROPN/conj>Peru ."
        ),
        "support",
        ["Peru", "Chile"],
        "support",
    ),
    (
        "in favour of",
        (
            "Peru/PROPN/nsubj>favour is|be/AUX/cop>favour in/ADP/case>favour favour/NOUN/ROOT of/ADP/case>plan "
            "plan/NOUN/nmod>favour ."
        ),
        "favour",
        ["Peru"],
        "support",
    ),
    (
        "not in favour of",
        (
            "Peru/PROPN/nsubj>favour is|be/AUX/cop>favour not/PART/advmod>favour in/ADP/case>favour favour/NOUN/ROOT "
            "of/ADP/case>plan plan/NOUN/nmod>favour ."
        ),
        "favour",
        ["Peru"],
        "oppose",
    ),
    (
        "spoke in support of",
        (
            "Peru/PROPN/nsubj>spoke spoke|speak/VERB/ROOT in/ADP/case>support support/NOUN/obl>spoke of/ADP/case>plan "
            "plan/NOUN/nmod>support ."
        ),
        "support",
        ["Peru"],
        "support",
    ),
    (
        "joined another in a call",
        (
            "Peru/PROPN/nsubj>joined joined|join/VERB/ROOT Chile/PROPN/obj>joined in/ADP/case>call "
            "call/NOUN/obl>joined for/ADP/case>plan plan/NOUN/nmod>call ."
        ),
        "call",
        ["Peru", "Chile"],
        "support",
    ),
]


@pytest.mark.parametrize(
    ("text", "word", "holders", "stance"), [row[1:] for row in NOUNS], ids=[row[0] for row in NOUNS]
)
def test_the_position_of_a_noun(parsed: Parse, text, word, holders, stance):
    doc = parsed(text)
    found = _told(doc, noun_findings(_word(doc, word), ()))
    assert [(each.holders, each.stance, each.target) for each in found] == [(holders, stance, "plan")]


TOLD = "Peru/PROPN/nsubj>backed backed|back/VERB/ROOT the/DET/det>pact pact/NOUN/obj>backed . "

# the rule, what follows "Peru backed the pact.", who else backs it
ECHOES = [
    ("so did", "So/ADV/advmod>did did|do/AUX/ROOT Chile/PROPN/obj>did .", ["Chile"]),
    (
        "as did a list",
        "¶ as/SCONJ/ROOT did|do/AUX/dep>as Chile/PROPN/dep>as and/CCONJ/cc>Kenya Kenya/PROPN/conj>Chile .",
        ["Chile", "Kenya"],
    ),
    ("the same", "Chile/PROPN/nsubj>did did/VERB/ROOT the/DET/det>same same/ADJ/obj>did .", ["Chile"]),
    (
        "the same step",
        "Chile/PROPN/nsubj>took took|take/VERB/ROOT the/DET/det>step same/ADJ/amod>step step/NOUN/obj>took .",
        ["Chile"],
    ),
    (
        "should do the same is no deed",
        "Chile/PROPN/nsubj>do should/AUX/aux>do do/VERB.VB/ROOT the/DET/det>same same/ADJ/obj>do .",
        [],
    ),
    (
        "did not do the same",
        "Chile/PROPN/nsubj>do did/AUX/aux>do not/PART/advmod>do do/VERB.VB/ROOT the/DET/det>same same/ADJ/obj>do .",
        [],
    ),
    (
        "joined by",
        (
            "It/PRON/nsubj:pass>joined was|be/AUX/aux:pass>joined joined|join/VERB.VBN/ROOT by/ADP/case>Chile "
            "Chile/PROPN/obl:agent>joined ."
        ),
        ["Chile"],
    ),
    (
        "together with, in its own sentence only",
        (
            "Norway/PROPN/nsubj>came came|come/VERB/ROOT together/ADV/advmod>came with/ADP/case>Chile "
            "Chile/PROPN/obl>together ."
        ),
        [],
    ),
]


@pytest.mark.parametrize(("text", "holders"), [row[1:] for row in ECHOES], ids=[row[0] for row in ECHOES])
def test_what_is_told_again(parsed: Parse, text, holders):
    doc = _with_names(parsed(TOLD + text))
    doc._.findings = (Finding((0,), Stance.SUPPORT, (3, 4), (1, 2), "verb:word"),)
    again = _told(doc, echoes(doc))
    assert [name for each in again for name in each.holders] == holders
    assert {(each.stance, each.target) for each in again} <= {("support", "pact")}


COMPANY = [
    ("together with", "together/ADV/advmod>backed with/ADP/case>Chile Chile/PROPN/obl>together .", ["Chile"]),
    (
        "on the same day as",
        (
            "on/ADP/case>day the/DET/det>day same/ADJ/amod>day day/NOUN/obl>backed as/ADP/case>Chile "
            "Chile/PROPN/nmod>day and/CCONJ/cc>Kenya Kenya/PROPN/conj>Chile , Norway/PROPN/dep>backed "
            "left|leave/VERB/dep>backed ."
        ),
        ["Chile", "Kenya"],
    ),
    ("alongside", "alongside/ADP/case>Chile Chile/PROPN/obl>backed .", ["Chile"]),
    ("a neighbour named behind a comma", ", unlike/ADP/case>Chile Chile/PROPN/obl>backed .", []),
]


@pytest.mark.parametrize(("text", "holders"), [row[1:] for row in COMPANY], ids=[row[0] for row in COMPANY])
def test_who_takes_the_side_in_company(parsed: Parse, text, holders):
    doc = _with_names(parsed(TOLD.removesuffix(". ") + text))
    doc._.findings = (Finding((0,), Stance.SUPPORT, (3, 4), (1, 2), "verb:word"),)
    assert [name for each in _told(doc, echoes(doc)) for name in each.holders] == holders


class Told:
    """A finding in words."""

    def __init__(self, doc: Doc, finding: Finding) -> None:
        self.holders = [doc[index].text for index in finding.holders]
        self.stance = str(finding.stance)
        self.target = doc[slice(*finding.target)].text


def _told(doc: Doc, found: Iterable[Finding]) -> list[Told]:
    return [Told(doc, each) for each in found]


def _word(doc: Doc, word: str):
    return next(token for token in doc if token.text == word)


def _with_names(doc: Doc) -> Doc:
    """The document with a mention for each proper noun."""
    doc._.mentions = tuple(
        Mention(token.i, token.i + 1, token.i, token.text, None, None, Represents.GOVERNMENT, "state", "name")
        for token in doc
        if token.pos_ == "PROPN"
    )
    return doc
