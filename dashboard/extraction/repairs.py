"""What a parse says against itself, put right: a plural noun with an object is a verb ("Berlin backs the plan").

A tagger that reads little news takes such forms for nouns; the parser, which saw the object, knew better.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from dashboard.catalogue.stance import stance_lexicon
from dashboard.extraction.syntax import OBJECTS

_BEFORE_VERBS = frozenset({"PROPN", "NOUN"})


@Language.component("repairs", requires=["token.tag", "token.dep"], assigns=["token.tag", "token.pos", "token.lemma"])
def repairs(doc: Doc) -> Doc:
    """Give the verbs of a text back that were tagged as nouns, each with its subject."""
    plural = doc.vocab.strings["NNS"]
    for token in doc:
        if token.tag == plural and token.text.islower() and (subject := _subject(token)) is not None:
            token.tag_, token.pos_, token.lemma_ = "VBZ", "VERB", _base(token.lower_)
            subject.dep_ = "nsubj"
    return doc


def _subject(noun: Token) -> Token | None:
    """The word right before a noun that has an object and hangs on it, as no noun's would."""
    if noun.i == noun.sent.start or not any(child.dep_ in OBJECTS and child.i > noun.i for child in noun.children):
        return None
    before = noun.nbor(-1)
    return before if before.head == noun and before.pos_ in _BEFORE_VERBS else None


def _base(form: str) -> str:
    """The verb of a third person: one that tells a side if there is one, else without its "s"."""
    lexicon = stance_lexicon()
    forms = [form[:-1], form[:-2], f"{form[:-3]}y"]
    return next((each for each in forms if each in lexicon.verbs or each in lexicon.speech), form[:-1])
