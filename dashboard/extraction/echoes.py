"""Positions told once and meant again: "Kenya backed it, and so did Ghana", "Fiji did the same", "together with Chile".

What is repeated is the finding told last; only the holders are new. They are read from the mentions beside the words
that repeat, for the parser seldom knows what to do with a clause that has no content of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from dashboard.extraction import syntax
from dashboard.extraction.findings import Finding, register_extensions
from dashboard.extraction.holders import holders_of
from dashboard.extraction.lists import mentions_from

register_extensions()

# "so did X", "as has X", "nor did X": the word that takes up, and the auxiliaries that may follow it
TAKING_UP = frozenset({"so", "as", "neither", "nor"})
AUXILIARIES = frozenset("do does did have has had is are was were be will would".split())
# "X did the same", "X followed suit": verbs and the words after them by which what was told before is told again
REPEATING: dict[str, tuple[str, ...]] = {
    "do": ("the same", "so", "so too", "likewise", "so as well", "it too"),
    "act": ("likewise", "in the same way"),
    "follow": ("suit", "its example", "their example", "the example", "the same"),
    "take": tuple(f"the same {way}" for way in "step decision line path view position course stance side".split()),
    "hold": ("the same view", "the same position"),
    "say": ("the same", "much the same"),
    "argue": ("the same", "likewise", "in the same direction", "along the same lines"),
    "share": tuple(
        f"{whose} {what}"
        for whose in ("the", "this", "that", "its", "their", "his", "her")
        for what in "view position complaint concern objection opinion stance worry demand".split()
    ),
}
# "together with X": the words before those who take part
COMPANY = (
    "together with", "along with", "alongside", "side by side with", "hand in hand with", "in concert with",
    "joined by", "followed by", "in company with", "in league with",
)  # fmt: skip
LIKE = frozenset({"like"})
ON_THE_SAME = re.compile(r"(?:on|in) the same \S+ as")
FORMS_OF_DO = frozenset({"do", "does", "did", "done"})  # as an auxiliary the word is its own lemma
PAST_SENTENCES = 2  # how far back what is repeated may stand


def echoes(doc: Doc) -> Iterator[Finding]:
    """The findings that other words of the text repeat for other holders."""
    told = sorted(doc._.findings, key=lambda finding: finding.cue)
    if not told:
        return
    for sent in doc.sents:
        for token in sent:
            yield from _taken_up(token, told)
            yield from _repeated(token, told)
            yield from _joined(token, told)
            yield from _in_company(token, sent, told)


def _taken_up(token: Token, told: Sequence[Finding]) -> Iterator[Finding]:
    """ "…, as did Poland and Austria", "So did Kenya." """
    doc = token.doc
    if token.lower_ not in TAKING_UP or token.i + 2 >= len(doc) or doc[token.i + 1].lower_ not in AUXILIARIES:
        return
    holders = mentions_from(doc, token.i + 2)
    is_first = token.is_sent_start or doc[token.i - 1].lower_ in {"and", "but", ",", ";", "—", "–"}
    taken_up = _last_before(token, told)
    if holders and is_first and taken_up is not None:
        is_near = token.is_sent_start or taken_up.cue[0] >= token.sent.start
        yield from _again(taken_up if is_near else None, holders, (token.i, token.i + 2))


def _repeated(verb: Token, told: Sequence[Finding]) -> Iterator[Finding]:
    """ "Canada and Australia took the same step." """
    ways = REPEATING.get("do" if verb.lower_ in FORMS_OF_DO else verb.lemma_.lower())
    if ways is None or verb.pos_ not in {"VERB", "AUX"} or syntax.is_negated(verb) or not _is_told(verb):
        return
    if verb.lemma_.lower() == "follow" and not _has_object(verb) and not syntax.is_passive(verb):
        yield from _again(_last_before(verb, told), _doers(verb), (verb.i, verb.i + 1))  # "Hungary followed in May"
        return
    following = " ".join(token.lower_ for token in verb.doc[verb.i + 1 : min(verb.i + 6, verb.sent.end)]) + " "
    if any(following.startswith(f"{way} ") for way in ways):
        yield from _again(_last_before(verb, told), _doers(verb), (verb.i, verb.i + 1))


def _joined(verb: Token, told: Sequence[Finding]) -> Iterator[Finding]:
    """ "Australia and Canada *joined him*": in what he was told to have done."""
    if verb.lemma_.lower() != "join" or not _is_told(verb) or syntax.is_passive(verb) or syntax.is_negated(verb):
        return
    actors = {mention.head for mention in verb.doc._.mentions if mention.kind in {"person", "state", "pronoun"}}
    is_in_something = any(
        preposition == "in" and inner.pos_ in {"NOUN", "VERB"} for preposition, inner in _around(verb)
    )
    if actors.intersection(each.i for each in syntax.objects(verb)) and not is_in_something:
        yield from _again(_last_before(verb, told), _doers(verb), (verb.i, verb.i + 1))


def _around(verb: Token) -> Iterator[tuple[str, Token]]:
    for word in (verb, *syntax.objects(verb)):
        yield from syntax.obliques(word)


def _has_object(verb: Token) -> bool:
    return any(child.dep_ in syntax.OBJECTS or child.dep_ in syntax.CLAUSES for child in verb.children)


def _is_told(verb: Token) -> bool:
    """Whether it is done, not only wished or possible: "did the same", not "should do the same"."""
    return verb.tag_ in {"VBD", "VBZ", "VBP", "VBN"} and not any(
        child.lower_ in {"if", "whether", "should", "may", "might", "could", "would", "can", "to"} and child.i < verb.i
        for child in verb.children
    )


def _doers(verb: Token) -> tuple[int, ...]:
    """Heads of the subjects; where the parser's subject is no actor, of the named subjects before the verb."""
    heads = {mention.head for mention in verb.doc._.mentions}
    found = holders_of(verb, ())
    if heads.intersection(found):
        return found
    before = verb.doc[verb.sent.start : verb.i]
    named = [token for token in before if token.dep_ in syntax.SUBJECTS and token.i in heads]
    return tuple(one.i for subject in named for one in syntax.conjuncts(subject))


def _in_company(token: Token, sent: Span, told: Sequence[Finding]) -> Iterator[Finding]:
    """ "Kenya, together with Uganda, rejected the plan." """
    doc = token.doc
    phrase = next((each.split() for each in COMPANY if _stands_at(token, each.split())), None)
    if token.i + 4 < sent.end and ON_THE_SAME.fullmatch(" ".join(word.lower_ for word in doc[token.i : token.i + 5])):
        phrase = [word.lower_ for word in doc[token.i : token.i + 5]]  # "on the same Sunday as Britain"
    if phrase is None:
        opens = token.i == sent.start or (token.i > 0 and doc[token.i - 1].text == ",")
        if token.lower_ not in LIKE or not opens:
            return
        phrase = [token.lower_]
    here = [finding for finding in told if sent.start <= finding.cue[0] < sent.end]
    if token.lower_ == "followed" and here:
        return
    if token.lower_ in {"joined", "followed"} and not here:  # "It was joined by Hungary": in what was told before
        here = [finding for finding in (_last_before(token, told),) if finding is not None]
    holders = mentions_from(doc, token.i + len(phrase))
    if here and holders:
        nearest = min(here, key=lambda each: _distance(each, token))
        is_elsewhere = nearest.cue[0] < sent.start
        yield from _again(nearest, holders, (token.i, token.i + len(phrase)) if is_elsewhere else None)


def _distance(finding: Finding, token: Token) -> int:
    """Words to a finding's cue, each comma or semicolon between counted as six: company belongs to its own clause."""
    first, last = sorted((finding.cue[0], token.i))
    return last - first + sum(word.text in {",", ";"} for word in token.doc[first:last]) * 5


def _stands_at(token: Token, words: Sequence[str]) -> bool:
    # The first word decides nearly always, and much sooner than a slice of the text is made.
    return token.lower_ == words[0] and [word.lower_ for word in token.doc[token.i : token.i + len(words)]] == [*words]


def _last_before(token: Token, told: Sequence[Finding]) -> Finding | None:
    """The finding told last before a word; None when it stands more than two sentences back."""
    earlier = [finding for finding in told if finding.cue[0] < token.i]
    if not earlier:
        return None
    between = token.doc[earlier[-1].cue[0] : token.i]
    return earlier[-1] if sum(bool(word.is_sent_start) for word in between) <= PAST_SENTENCES else None


def _again(finding: Finding | None, holders: tuple[int, ...], cue: tuple[int, int] | None) -> Iterator[Finding]:
    """The finding once more for those who do not hold it yet."""
    if finding is None:
        return
    new = tuple(holder for holder in holders if holder not in finding.holders)
    if new:
        yield finding._replace(holders=new, cue=cue or finding.cue)


@Language.component("echoes", requires=["doc._.mentions", "doc._.findings"], assigns=["doc._.findings"])
def echo_component(doc: Doc) -> Doc:
    """Add what is told again to ``doc._.findings``."""
    doc._.findings = (*doc._.findings, *echoes(doc))
    return doc
