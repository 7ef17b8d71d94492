"""Positions that adjectives show: "is opposed to", "remains ready to", "is unacceptable", "would be unrealistic"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dashboard.catalogue.stance import Bearer, StanceWord, stance_lexicon
from dashboard.extraction import syntax
from dashboard.extraction.binding import complement, target_head
from dashboard.extraction.findings import Attribution, Finding
from dashboard.extraction.holders import IMPERSONAL, holders_of, speaker
from dashboard.extraction.targets import phrase
from dashboard.schema import Stance

# Verbs by which an adjective is said of its subject without "be".
COPULAS = frozenset("be remain become seem appear feel sound look stay get grow keep".split())
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
    stance = _stance(adjective, word)
    if holders and stance is not None:
        yield Finding(holders, stance, phrase(head), (adjective.i, adjective.i + 1), "adjective:holder")


def _subjects_of(carrier: Token, attributions: Sequence[Attribution]) -> tuple[int, ...]:
    subjects = [child for child in carrier.children if child.dep_ in syntax.SUBJECTS]
    if not subjects and carrier.dep_ in {"amod", "acl"}:
        return (carrier.head.i,)
    return holders_of(carrier, attributions) if not syntax.is_passive(carrier) else tuple(child.i for child in subjects)


def _of_target(adjective: Token, word: StanceWord, attributions: Sequence[Attribution]) -> Iterator[Finding]:
    source = speaker(adjective, attributions)
    if source is None or adjective.dep_ in {"amod", "advmod"}:
        return
    subjects = [subject for carrier in _carriers(adjective) for subject in syntax.subjects(carrier)]
    named = [subject for subject in subjects if subject.lower_ not in IMPERSONAL]
    head = next(iter(named), None) or next(complement(adjective), None) or next(iter(subjects), None)
    stance = _stance(adjective, word)
    if head is not None and stance is not None and head.i != source:
        yield Finding((source,), stance, phrase(head), (adjective.i, adjective.i + 1), "adjective:target")


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
    is_negated = syntax.is_negated(adjective) or any(syntax.is_negated(carrier) for carrier in _carriers(adjective))
    # "did not believe it would be realistic": the negation stands on the verb of opinion above.
    governor = adjective.head
    if adjective.dep_ in syntax.CLAUSES and governor.lemma_ in {"believe", "think", "consider", "find"}:
        is_negated ^= syntax.is_negated(governor)
    return word.under_negation() if is_negated else word.stance


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
            phrase(head),
            (token.i, token.i + 1),
            "preposition",
        )
