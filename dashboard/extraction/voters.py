"""Who cast a vote: the names right before it, whatever the tree makes of a long list, else its subject."""

from __future__ import annotations

from spacy.tokens import Token

from dashboard.extraction import syntax
from dashboard.extraction.holders import stands_for
from dashboard.extraction.lists import mentions_before

LISTED = frozenset({"conj", "appos", "compound", "flat", "ROOT", "dep"})
# A vote that somebody else wants, fears or expects is not cast; one that the voter announces is as good as cast.
ANNOUNCING = frozenset(
    "threaten vow promise plan intend decide choose pledge prefer go continue say mean opt join set".split()
)
PARTICIPLES = frozenset({"voting", "abstaining"})


def voters(verb: Token) -> tuple[int, ...]:
    """Heads of those who cast the ballot: the list right before the verb, else the subject that the tree gives."""
    listed = _listed_before(verb)
    if listed:
        return listed
    predicate = verb
    while predicate.dep_ == "xcomp" and predicate.head.lemma_.lower() in ANNOUNCING:
        predicate = predicate.head
    for subject in syntax.subjects(predicate):
        if held := stands_for(subject, predicate, verb.doc._.attributions):
            return _with_company(verb, held)
    return _with_company(verb, _last_subject(verb))


def is_with_voters(word: Token) -> bool:
    """Whether a participle is told of those before it: "…, *with* Russia voting against and China abstaining"."""
    if word.lower_ not in PARTICIPLES:
        return False
    return any(each.lower_ == "with" for each in word.doc[word.sent.start : word.i])


def _listed_before(verb: Token) -> tuple[int, ...]:
    """The mentions that stand right before the verb, with those coordinated before them."""
    if is_with_voters(verb):
        return mentions_before(verb.doc, verb.i - (verb.nbor(-1).text == ","), verb.sent.start)
    found = mentions_before(verb.doc, verb.i, verb.sent.start)
    if any(verb.doc[one].dep_ not in syntax.SUBJECTS | LISTED for one in found):
        return ()  # "the minister of Greece abstained", "at the UN its delegation voted": not the last name
    return found


def _last_subject(verb: Token) -> tuple[int, ...]:
    """The nearest mention before the verb that is a subject, of its own sentence."""
    for mention in reversed(verb.doc._.mentions):
        if verb.sent.start <= mention.start < verb.i and verb.doc[mention.head].dep_ in syntax.SUBJECTS:
            return tuple(one.i for one in syntax.conjuncts(verb.doc[mention.head]))
    root = verb.sent.root  # "Brazil and Kenya, all of which …, abstained" may lack a subject in the tree
    if root.i < verb.i and any(mention.head == root.i for mention in verb.doc._.mentions):
        return tuple(one.i for one in syntax.conjuncts(root) if one.pos_ == "PROPN")
    return ()


def _with_company(verb: Token, holders: tuple[int, ...]) -> tuple[int, ...]:
    """Those who voted likewise in "joined A and B in voting against"."""
    doc = verb.doc
    if verb.lower_ in PARTICIPLES and verb.i > 1 and verb.nbor(-1).lower_ == "in":
        return (*holders, *mentions_before(doc, verb.i - 1, verb.sent.start))
    return holders
