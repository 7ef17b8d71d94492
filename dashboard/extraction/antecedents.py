"""Whom a pronoun may take up: who has been mentioned so far, where, and who of them the sentences are about."""

from __future__ import annotations

from dashboard.extraction.mentions import Mention
from dashboard.extraction.phrases import Words
from dashboard.extraction.setting import numbered_sentences, quoted_tokens
from dashboard.extraction.syntax import SUBJECTS

SINGULAR_PERSONS = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
THINGS = frozenset({"it", "its", "itself"})
PLURALS = frozenset({"they", "them", "their", "themselves"})
# How many sentences back an antecedent may stand: beyond, somebody else has usually been named.
REACH = 3
OWNER_REACH = 6  # mentions back among which another owner of the same thing is looked for
_LISTED = frozenset({"conj", "appos", "flat"})  # how members of an enumeration hang on the one before
_ACTORS = frozenset({"state", "person", "body", "bloc"})


class Antecedents:
    """The mentions of a text so far, in text order; the caller adds to ``mentions``."""

    def __init__(self, words: Words) -> None:
        """``words`` are those of the whole text."""
        self.words = words
        self.sentence = numbered_sentences(words)
        self.quoted = quoted_tokens(words)
        self.mentions: list[Mention] = []

    def nearest(self, i: int, kinds: set[str], pronouns: frozenset[str]) -> list[Mention]:
        """The best antecedent: a subject of this sentence, then of those before; failing these, the nearest at all."""
        here, quoted = self.sentence[i], self.quoted[i]
        fallback: list[Mention] = []
        acting: list[Mention] = []
        for mention in reversed(self.mentions):
            if self.sentence[mention.start] < here - REACH:
                break
            if acting and self.sentence[mention.start] != self.sentence[acting[0].start]:
                break
            if self.quoted[mention.start] != quoted or (pronouns is THINGS and self._is_one_of_several(mention)):
                continue
            if self._is_told_by(i, mention):
                continue
            if mention.kind in kinds or (mention.kind == "pronoun" and self.words.lower[mention.start] in pronouns):
                if self.is_subject(mention):
                    if self.sentence[mention.start] == here:
                        return self._sharing(mention)
                    acting.append(mention)
                fallback = fallback or [mention]
        best = min(acting, key=self._depth, default=None) or (fallback[0] if fallback else None)
        return self._sharing(best) if best else []

    def acting_together(self, i: int) -> list[Mention]:
        """The actors of different countries that are the subject of the nearest sentence back which has such a one."""
        for back in range(REACH):
            first: dict[str, Mention] = {}
            for mention in self.mentions:
                if (
                    self.sentence[mention.start] == self.sentence[i] - back
                    and self.quoted[mention.start] == self.quoted[i]
                ):
                    head = self.first_of_list(mention.head)
                    if mention.kind in _ACTORS and mention.country and self.words.dep[head] in SUBJECTS:
                        first.setdefault(mention.country, mention)
            if len(first) > 1:
                return [*first.values()]
        return []

    def is_subject(self, mention: Mention) -> bool:
        """Whether the sentence is about the mention: its subject, or the possessor of a thing that is its subject.

        Or whose the subject turns out to be: "the longest way was Fiji's: … it".
        """
        words, head = self.words, mention.head
        if words.dep[head] in SUBJECTS or words.dep[head] == "obl:agent":
            return True
        if words.dep[head] == "ROOT" and {"cop", "case"} <= {child.dep_ for child in words.doc[head].children}:
            return True
        owned = words.head[head]
        return (
            words.dep[head] in {"nmod:poss", "poss"}
            and words.dep[owned] in SUBJECTS
            and not any(other.head == owned for other in self.mentions[-OWNER_REACH:])
        )

    def _sharing(self, mention: Mention) -> list[Mention]:
        """All mentions that stand at one place: several where it is a plural."""
        return [each for each in self.mentions if each.start == mention.start and each.end == mention.end]

    def first_of_list(self, i: int) -> int:
        """The member of an enumeration on which the others hang."""
        while self.words.dep[i] in _LISTED and self.words.head[i] != i:
            i = self.words.head[i]
        return i

    def _depth(self, mention: Mention) -> int:
        """How many words of the sentence the mention's word hangs on, one on another."""
        return sum(1 for _ in self.words.doc[mention.head].ancestors)

    def _is_told_by(self, i: int, mention: Mention) -> bool:
        """Whether the pronoun's own clause tells of the mention: "clarifying that refugees may return, they …"."""
        words, at, is_told = self.words, mention.head, False
        while at != words.head[at]:
            if at == words.head[i]:
                return is_told
            is_told = is_told or words.dep[at] == "ccomp"
            at = words.head[at]
        return is_told and at == words.head[i]

    def _is_one_of_several(self, mention: Mention) -> bool:
        """Whether the mention is coordinated: "it" does not take up one of "Russia and China"."""
        return bool(self.words.doc[mention.head].conjuncts) and mention.kind != "pronoun"
