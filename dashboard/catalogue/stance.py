"""The words of stance: which verbs, nouns and adjectives take a side, and where their target stands.

Loaded from ``data/stance/*.csv`` and checked there; the files explain their columns.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard import paths
from dashboard.catalogue.tables import Row, read_table
from dashboard.schema import Stance

CLAUSE = "clause"
OBJECT = "obj"
MOST_POLARITY = 2


class Negation(StrEnum):
    """What "not" does to a stance word."""

    FLIP = "flip"  # support becomes oppose and the other way round
    CANCEL = "cancel"  # no position is left
    NEUTRAL = "neutral"  # "did not rule out"


class VerbKind(StrEnum):
    """How a verb takes its side."""

    WORD = "word"  # says so: oppose, welcome
    DEED = "deed"  # does so: veto, ratify
    SPEECH = "speech"  # a manner of saying that leans: insist, deny
    LABEL = "label"  # the side lies in the name given to the target: brand, describe


class Bearer(StrEnum):
    """Whom an adjective of stance describes."""

    HOLDER = "holder"  # "France is opposed to it": the actor is described
    TARGET = "target"  # "it is unacceptable": the target is described, the speaker takes the side


class Heard(StrEnum):
    """Whether good or bad words in reported speech count as the speaker's own side."""

    YES = "yes"
    NO = "no"


class Modality(StrEnum):
    """What a modal word makes of the speaker's words."""

    DEMAND = "demand"
    INTENTION = "intention"


@dataclass(frozen=True, slots=True)
class StanceWord:
    """One row of a stance lexicon: a word, its side, and where its target is looked for, best place first."""

    word: str
    stance: Stance | None  # None only for label verbs: there the label decides
    binds: tuple[str, ...]
    negated: Negation
    kind: VerbKind | None = None  # verbs only
    bearer: Bearer | None = None  # adjectives only

    def under_negation(self) -> Stance | None:
        """The stance that "not" leaves."""
        if self.stance is None or self.negated is Negation.CANCEL:
            return None
        return Stance.NEUTRAL if self.negated is Negation.NEUTRAL else self.stance.opposite


@dataclass(frozen=True, slots=True)
class StanceLexicon:
    """All words of stance, each found by its lemma; a verb with a particle by "verb particle"."""

    verbs: Mapping[str, tuple[StanceWord, ...]]
    nouns: Mapping[str, tuple[StanceWord, ...]]
    agents: Mapping[str, tuple[StanceWord, ...]]  # "opponent": the holder is the one described
    adjectives: Mapping[str, tuple[StanceWord, ...]]
    speech: Mapping[str, bool]  # verb of saying → whether the colour of what is said is the speaker's own
    polarity: Mapping[str, int]  # lemma → -2 … +2
    modals: Mapping[str, Modality]


@functools.cache
def stance_lexicon() -> StanceLexicon:
    """The lexicon of ``data/stance``, read once."""
    return StanceLexicon(
        verbs=_grouped("verbs.csv", ("lemma", "stance", "binds", "negated", "kind")),
        nouns=_grouped("nouns.csv", ("noun", "stance", "binds", "negated")),
        agents=_grouped("agents.csv", ("noun", "stance", "binds")),
        adjectives=_grouped("adjectives.csv", ("adjective", "stance", "of", "binds", "negated")),
        speech={
            row["lemma"]: row.choice("heard", Heard) is Heard.YES
            for row in read_table(paths.STANCE / "speech.csv", ("lemma", "heard"))
        },
        polarity={row["word"]: _weight(row) for row in read_table(paths.STANCE / "polarity.csv", ("word", "weight"))},
        modals={
            row["word"]: row.choice("sense", Modality)
            for row in read_table(paths.STANCE / "modals.csv", ("word", "sense"))
        },
    )


def _grouped(file: str, columns: tuple[str, ...]) -> dict[str, tuple[StanceWord, ...]]:
    grouped: dict[str, tuple[StanceWord, ...]] = {}
    for row in read_table(paths.STANCE / file, columns):
        word = _stance_word(row, columns)
        if word in grouped.get(word.word, ()):
            row.refuse(f"{word.word!r} stands here twice in the same way", "remove one of the two rows")
        grouped[word.word] = (*grouped.get(word.word, ()), word)
    return grouped


def _stance_word(row: Row, columns: tuple[str, ...]) -> StanceWord:
    word = row[columns[0]]
    if word != word.lower() or not word:
        row.refuse(f"{word!r} in column {columns[0]!r}", "write the lemma in lower case")
    kind = row.choice("kind", VerbKind) if "kind" in columns else None
    stance = None if kind is VerbKind.LABEL and not row["stance"] else row.choice("stance", Stance)
    bearer = row.choice("of", Bearer) if "of" in columns else None
    if not row.words("binds") and bearer is not Bearer.TARGET:
        row.refuse(
            f"{word!r} has no target", "name in column 'binds' where its target stands: obj, clause or a preposition"
        )
    negated = row.choice("negated", Negation) if "negated" in columns else Negation.CANCEL
    return StanceWord(word, stance, row.words("binds"), negated, kind, bearer)


def _weight(row: Row) -> int:
    try:
        weight = int(row["weight"])
    except ValueError:
        weight = 0
    if not 1 <= abs(weight) <= MOST_POLARITY:
        row.refuse(f"weight {row['weight']!r} of {row['word']!r}", "write -2, -1, 1 or 2")
    return weight
