"""Positions that adjectives show: "is opposed to", "remains ready to", "is unacceptable", "would be unrealistic"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dashboard.catalogue.stance import Bearer, StanceWord, stance_lexicon
from dashboard.extraction import syntax
from dashboard.extraction.binding import complement, target_head
from dashboard.extraction.findings import Attribution, Finding
from dashboard.extraction.holders import IMPERSONAL, holders_of, speaker
from dashboard.extraction.targets import phrase, trim
from dashboard.extraction.tone import is_deferred, is_denied
from dashboard.extraction.verb_cues import is_hypothetical
from dashboard.schema import Stance

# Verbs by which an adjective is said of its subject without "be".
COPULAS = frozenset("be remain become seem appear feel sound look stay get grow keep".split())
OPINION = frozenset({"think", "find", "believe"})  # "call" and its like are read as names given to something
AGAINST = {"against": Stance.OPPOSE, "for": Stance.SUPPORT}  # "France is against the plan": the preposition is the cue


def adjective_findings(adjective: Token, attributions: Sequence[Attribution]) -> Iterator[Finding]:
    """Positions that this adjective, or a participle used as one, shows."""
    for word in stance_lexicon().adjectives.get(adjective.lower_, ()):
        if word.bearer is Bearer.HOLDER:
            yield from _of_holder(adjective, word, attributions)
        else:
            yield from _of_target(adjective, word, attributions)


def _of_holder(adjective: Token, word: StanceWord, attributions: Sequence[Attribution]) -> Iterator[Finding]:
    head = target_head(adjective, word)
    if head is None:
        return
    holders = tuple(index for carrier in _carriers(adjective) for index in _subjects_of(carrier, attributions))
    stance = word.under_negation() if _is_negated(adjective) else word.stance
    if holders and stance is not None:
        yield Finding(holders, stance, phrase(head), (adjective.i, adjective.i + 1), "adjective:holder")


def _subjects_of(carrier: Token, attributions: Sequence[Attribution]) -> tuple[int, ...]:
    subjects = [child for child in carrier.children if child.dep_ in syntax.SUBJECTS]
    if not subjects and carrier.dep_ in {"amod", "acl"}:
        return (carrier.head.i,)
    return holders_of(carrier, attributions) if not syntax.is_passive(carrier) else tuple(child.i for child in subjects)


def _of_target(adjective: Token, word: StanceWord, attributions: Sequence[Attribution]) -> Iterator[Finding]:
    if adjective.dep_ in {"amod", "advmod"}:
        return
    named = _object_of_opinion(adjective)
    source = speaker(adjective, attributions)
    holders: tuple[int, ...] = () if source is None else (source,)
    head = _described(adjective)
    if named is not None:
        holders, head = holders_of(adjective.head, attributions), named
    stance = _stance(adjective, word)
    if holders and head is not None and stance is not None and head.i not in holders:
        yield Finding(holders, stance, phrase(head), (adjective.i, adjective.i + 1), "adjective:target")


def _described(adjective: Token) -> Token | None:
    """Head of what the adjective is said of: its subject, or the clause that "it" announces."""
    subjects = [subject for carrier in _carriers(adjective) for subject in syntax.subjects(carrier)]
    named = [subject for subject in subjects if subject.lower_ not in IMPERSONAL]
    return next(iter(named), None) or next(complement(adjective), None) or next(iter(subjects), None)


def _object_of_opinion(adjective: Token) -> Token | None:
    """The object of a verb of opinion whose predicate the adjective is: "thinks *recognition* unwise"."""
    verb = adjective.head
    if (
        verb.lemma_ not in OPINION
        or is_hypothetical(verb)
        or adjective.dep_ not in {"xcomp", "ccomp", "advcl", "acomp", "oprd"}
    ):
        return None
    own = [child for child in adjective.children if child.dep_ in syntax.SUBJECTS]
    has_copula = any(child.dep_ == "cop" for child in adjective.children)
    between = [child for child in (*own, *syntax.objects(verb)) if verb.i < child.i < adjective.i]
    return None if has_copula else next(iter(between), None)


def _carriers(adjective: Token) -> list[Token]:
    """The words whose subject the adjective describes: itself, or the copula-like verb above it."""
    governor = adjective.head
    if adjective.dep_ in {"xcomp", "acomp", "attr", "advcl", "oprd"} and governor.lemma_ in COPULAS | {
        "consider",
        "call",
    }:
        return [governor]
    return [adjective]


def _stance(adjective: Token, word: StanceWord) -> Stance | None:
    """The side of a verdict."""
    is_negated = _is_negated(adjective)
    if is_negated ^ (word.stance is Stance.OPPOSE) and is_deferred(adjective, is_negated=is_negated):
        return Stance.NEUTRAL  # "not wise for now", "unwise at present": it is left open
    return word.under_negation() if is_negated else word.stance


def _is_negated(adjective: Token) -> bool:
    is_negated = any(is_denied(each) for each in {adjective, *_carriers(adjective)})
    # "did not believe it would be realistic": the negation stands on the verb of opinion above.
    governor = adjective.head
    if adjective.dep_ in syntax.CLAUSES and governor.lemma_ in {"believe", "think", "consider", "find"}:
        is_negated ^= syntax.is_negated(governor)
    return is_negated


def preposition_findings(token: Token, attributions: Sequence[Attribution]) -> Iterator[Finding]:
    """ "X is against Y", "X is in favour of Y": the predicate is a prepositional phrase."""
    if token.lower_ not in AGAINST or token.dep_ != "case":
        return
    head = token.head
    has_copula = any(child.dep_ == "cop" for child in head.children)
    if has_copula and (holders := holders_of(head, attributions)):
        stance = AGAINST[token.lower_]
        yield Finding(
            holders,
            stance.opposite if syntax.is_negated(head) else stance,
            trim(head, token.i + 1, max(phrase(head)[1], token.i + 2)),
            (token.i, token.i + 1),
            "preposition",
        )
