"""Votes told in prose: "France voted against", "India abstained again", "Israel moved from yes to no".

News seldom repeats what was voted on, so that a ballot without a target of its own takes the matter of the ballots
around it. Who voted is read in ``voters``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from dashboard.catalogue.ballots import is_matter, vote_of
from dashboard.extraction import syntax
from dashboard.extraction.agent_cues import agent_findings, agent_words, described
from dashboard.extraction.findings import Finding
from dashboard.extraction.holders import possessors, raised
from dashboard.extraction.lists import mentions_before, mentions_from
from dashboard.extraction.targets import phrase
from dashboard.extraction.voters import ANNOUNCING, is_with_voters, voters
from dashboard.schema import Stance

CHANGING = frozenset({"move", "shift", "switch", "change", "come", "swing", "go"})
SIDES = frozenset({"yes", "no", "for", "against", "down"})  # the words after "voted" that decide
ABSTAINERS = frozenset({"abstainer", "abstention"})
# Between a vote and its side: "voted overwhelmingly on Thursday to approve", "voted 21 to 5 in favour".
WINDOW = 9
# "Among the 19 backers", "one of the opponents": without such a word a candidate or a supporter has cast no vote.
COUNTING = frozenset({"among", "of"})
COUNTED_IN = 3
UNSURE = frozenset({"should", "could", "might", "may", "must", "can", "if", "unless", "whether"})


class Ballot(NamedTuple):
    """A vote as told: which way, by which words, who cast it, and on what where that is said beside it."""

    stance: Stance
    cue: tuple[int, int]
    holders: tuple[int, ...]
    matter: tuple[int, int] | None


def ballots(doc: Doc) -> Iterator[Finding]:
    """One finding for every vote told in prose, with the matter that it was cast on."""
    told = (_cast_by_states(doc, ballot) for token in doc for ballot in _told_at(token))
    found = [ballot for ballot in told if ballot.holders]
    for ballot in found:
        matter = ballot.matter or _matter(doc, ballot, found)
        if matter is not None:
            yield Finding(ballot.holders, ballot.stance, matter, ballot.cue, "ballot")


def _cast_by_states(doc: Doc, ballot: Ballot) -> Ballot:
    """The ballot with those who cast it: states, not the body they vote in, and the states of a list that follows.

    "All five permanent members of the Security Council voted against it: the United States, Russia, …"
    """
    bodies = {mention.head for mention in doc._.mentions if mention.kind == "bloc" and mention.country == "UN"}
    if not bodies & {*ballot.holders}:
        return ballot
    sent = doc[ballot.cue[0]].sent
    colon = next((token.i for token in doc[ballot.cue[1] : sent.end] if token.text == ":"), None)
    return ballot._replace(holders=() if colon is None else mentions_from(doc, colon + 1))


def _told_at(token: Token) -> Iterator[Ballot]:
    lemma = token.lemma_.lower()
    if (lemma in {"vote", "abstain"} and token.pos_ == "VERB") or is_with_voters(token):
        yield from _cast(token)
    elif lemma == "vote" and token.pos_ == "NOUN":
        yield from _given(token)
    elif lemma in ABSTAINERS and token.pos_ in {"NOUN", "PROPN"}:
        yield from _abstainer(token)
    elif token.lower_ == "from":
        yield from _turn(token)
    elif lemma in CHANGING and token.pos_ == "VERB":
        yield from _change(token)
    elif token.pos_ == "NOUN" and agent_words(token):
        yield from _counted(token)
    elif token.lower_ in {"favour", "favor", "against"} or lemma in {"camp", "column"}:
        yield from _stood(token)


# ---- voted for, voted against, abstained


def _cast(verb: Token) -> Iterator[Ballot]:
    if _is_unsure(verb) or _is_denied(verb) or verb.dep_ == "amod":
        return
    holders = voters(verb)
    if verb.lower_.startswith("abstain"):
        yield Ballot(Stance.NEUTRAL, (verb.i, verb.i + 1), holders, _after(verb, {"on", "from", "over"}))
        return
    for marker in verb.doc[verb.i + 1 : min(verb.i + WINDOW, verb.sent.end)]:
        word = marker.lower_
        if word in SIDES or (word in {"favour", "favor"} and marker.nbor(-1).lower_ == "in"):
            stance = vote_of(word) or Stance.OPPOSE  # "voted down"
            yield Ballot(stance, (verb.i, marker.i + 1), holders, _object(marker))
            return
        if word == "to" and marker.i + 1 < verb.sent.end and marker.nbor().tag_ == "VB":
            yield Ballot(Stance.SUPPORT, (verb.i, verb.i + 1), holders, phrase(marker.nbor()))
            return
        if marker.text in {";", ":", "–", "—"} or (marker.pos_ == "VERB" and marker.i > verb.i):
            return


def _object(marker: Token) -> tuple[int, int] | None:
    """What follows "for" or "against": a noun phrase close by, no date and no number of votes."""
    following = marker.doc[marker.i + 1 : min(marker.i + 1 + WINDOW, marker.sent.end)]
    if marker.lower_ in {"yes", "no"}:
        following = following if len(following) and following[0].lower_ in {"to", "on"} else following[:0]
    for token in following:
        if token.is_punct and token.text not in {'"', "“", "”", "-", "'"}:
            return None
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and _closes(token):
            if token.ent_type_ in {"DATE", "PERSON"} or token.lower_ in {"it", "them", "this", "that"}:
                return None
            return phrase(token)
        if token.pos_ in {"VERB", "AUX", "CCONJ", "SCONJ"} and token.tag_ not in {"VBG", "VBN"}:
            return None
    return None


def _closes(token: Token) -> bool:
    """Whether a noun is the last of its compound: "the truce *text*"."""
    following = token.nbor() if token.i + 1 < token.sent.end else None
    return following is None or not (following.pos_ in {"NOUN", "PROPN"} or following.text in {"-", "'s", "’s"})


def _after(verb: Token, prepositions: set[str]) -> tuple[int, int] | None:
    """What an abstention was "on" or "from": not a day."""
    following = verb.doc[verb.i + 1 : min(verb.i + 4, verb.sent.end)]
    for token in following:
        if token.lower_ in prepositions:
            return _object(token)
        if token.is_punct or token.pos_ in {"VERB", "CCONJ"}:
            return None
    return None


def _is_unsure(verb: Token) -> bool:
    """Whether the vote is only demanded, expected or possible."""
    if any(child.lower_ in UNSURE and child.dep_ in {"aux", "mark", "advmod"} for child in verb.children):
        return True
    if not _is_infinitive(verb):
        return False
    governor = verb.head
    if governor.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}:
        return not raised(governor)
    if verb.i > 1 and verb.nbor(-2).lower_ == "only":  # "abstained in May, only to vote against it in June"
        return False
    return governor.lemma_.lower() not in ANNOUNCING


def _is_denied(verb: Token) -> bool:
    """Whether no vote was cast: "did not vote"; the "no" of "voted no" stands behind."""
    return any(child.lower_ in syntax.NEGATIONS and child.i < verb.i for child in verb.children)


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and verb.i > 0 and verb.nbor(-1).lower_ == "to"


# ---- "cast the only votes against", "its yes vote", "an abstainer in October"


def _given(noun: Token) -> Iterator[Ballot]:
    """ "Cast the only votes against the text", "the vote against it was cast by Oman": noun, side and caster."""
    is_cast = noun.dep_ in syntax.OBJECTS | syntax.PASSIVE_SUBJECTS and noun.head.lemma_.lower() in {"cast", "give"}
    caster = noun.head
    if not is_cast or _is_unsure(caster) or _is_denied(caster):
        return
    by = [one.i for agent in syntax.agents(caster) for one in syntax.conjuncts(agent)]
    holders = tuple(by) if syntax.is_passive(caster) else voters(caster)
    for word in noun.doc[max(noun.sent.start, noun.i - 2) : min(noun.i + 4, noun.sent.end)]:
        stance = vote_of(word.lower_)
        if stance is not None and stance is not Stance.NEUTRAL:
            matter = _object(word) if word.i > noun.i else None
            yield Ballot(stance, (min(noun.i, word.i), max(noun.i, word.i) + 1), holders, matter)
            return


def _abstainer(noun: Token) -> Iterator[Ballot]:
    """ "Canada, an abstainer in October", "one of 19 abstainers", "the first abstention by Canberra"."""
    if noun.lemma_.lower() == "abstention":
        holders = possessors(noun) or (voters(noun.head) if noun.head.pos_ == "VERB" and _is_with(noun) else ())
    else:
        holders = described(noun)
    yield Ballot(Stance.NEUTRAL, (noun.i, noun.i + 1), holders, None)


def _is_with(noun: Token) -> bool:
    """ "Sat out the vote with an abstention"."""
    return any(child.lower_ == "with" for child in noun.children)


def _counted(noun: Token) -> Iterator[Ballot]:
    """ "Austria was among the opponents": somebody is counted on a side without a word of what."""
    words = agent_words(noun)
    before = {word.lower_ for word in noun.doc[max(noun.sent.start, noun.i - COUNTED_IN) : noun.i]}
    if noun.tag_ == "NNS" and COUNTING & before and not any(agent_findings(noun)) and words[0].stance is not None:
        yield Ballot(words[0].stance, (noun.i, noun.i + 1), described(noun), None)


def _stood(token: Token) -> Iterator[Ballot]:
    """ "France and Italy were in favour", "India was in the no camp": a side without a verb of voting."""
    doc, sent = token.doc, token.sent
    at = token.i
    if token.lower_ == "against":
        if not (at + 1 >= sent.end or token.nbor().is_punct):
            return
        side: Stance | None = Stance.OPPOSE
    elif token.lower_ in {"favour", "favor"}:
        at -= 1
        if doc[at].lower_ != "in" or (token.i + 1 < sent.end and token.nbor().lower_ == "of"):
            return
        side = Stance.SUPPORT
    else:
        within = doc[max(sent.start, token.i - 4) : token.i]
        at = next((word.i for word in reversed(within) if word.lower_ == "in"), sent.start)
        side = _side([word.lower_ for word in doc[at + 1 : token.i]])
    if side is not None and at > sent.start + 1 and doc[at - 1].lemma_.lower() == "be":
        yield Ballot(side, (at, token.i + 1), mentions_before(doc, at - 1, sent.start), None)


def _turn(token: Token) -> Iterator[Ballot]:
    """ "Moved from yes to no", "the path from abstaining to voting against": the old vote and the new one."""
    words = [word.lower_ for word in token.doc[token.i + 1 : min(token.i + WINDOW, token.sent.end)]]
    if "to" not in words:
        return
    middle = words.index("to")
    old, new = _side(words[:middle]), _side(words[middle + 1 : middle + 4])
    verb = next((word for word in reversed(token.doc[token.sent.start : token.i]) if word.pos_ == "VERB"), None)
    if old is None or new is None or old is new or verb is None:
        return
    cue = (verb.i, min(token.i + middle + 3, token.sent.end))
    for stance in (old, new):
        yield Ballot(stance, cue, voters(verb), None)


def _change(verb: Token) -> Iterator[Ballot]:
    """ "Moved to abstention", "came over to the yes side": only the new vote is told."""
    words = [word.lower_ for word in verb.doc[verb.i + 1 : min(verb.i + WINDOW, verb.sent.end)]]
    if "to" not in words[:3] or "from" in words[: words.index("to")]:
        return
    at = words.index("to")
    side = _side([word for word in words[at + 1 : at + 4] if word in {"yes", "no"} or vote_of(word) is Stance.NEUTRAL])
    if side is not None:
        after = _after(verb.doc[verb.i + at + 1], {"on"})
        yield Ballot(side, (verb.i, verb.i + at + 3), voters(verb), after)


def _side(words: list[str]) -> Stance | None:
    return next((side for word in words if (side := vote_of(word)) is not None), None)


# ---- on what


def _matter(doc: Doc, ballot: Ballot, found: list[Ballot]) -> tuple[int, int] | None:
    """The matter of the nearest ballot that names one, before or in the same sentence; else the last matter named."""
    sent = doc[ballot.cue[0]].sent
    here = [each.matter for each in found if each.matter and sent.start <= each.cue[0] < sent.end]
    here = here or [each.target for each in doc._.findings if sent.start <= each.cue[0] < sent.end]
    if here:
        return min(here, key=lambda matter: abs(matter[0] - ballot.cue[0]))
    for token in reversed(doc[: sent.end]):
        if is_matter(token.lemma_.lower()) and token.pos_ == "NOUN":
            return phrase(token)
    earlier = [each.matter for each in found if each.matter]
    return min(earlier, key=lambda matter: abs(matter[0] - ballot.cue[0])) if earlier else None
