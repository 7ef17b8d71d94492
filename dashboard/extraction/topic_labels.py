"""A name for a group of targets, as a newspaper would head a column: the noun phrase that most of them share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import NamedTuple, TypeAlias

from dashboard.catalogue.roles import represents_of
from dashboard.catalogue.topics import names, topics, turning
from dashboard.extraction.topic_groups import Bag, Meaning, content, general_words
from dashboard.extraction.topic_words import stem, words

LONGEST_LABEL = 7  # words
TELLING_RANK = 2500  # a word more common than this names no issue by itself ("people", "government", "talks")

# What an adjective, a party and a common word add to what a label tells, where any other word adds 1.
TELLS_ADJECTIVE, TELLS_PARTY, TELLS_COMMON = 0.5, 0.5, 0.6
TELLS_PERSON = 0.2  # all that a phrase tells which names somebody by an office
LEAST_ALONE = 3  # targets that must hold a word which names an issue by itself
TELLS_ALL = 3.0  # a longer phrase tells no more
LENGTH_COUNTS = 0.8  # exponent: with 1 a phrase twice as telling may stand in half as many targets
TELLS_ENOUGH = 1.0  # below this a phrase is a label of last resort

_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_LINKS = frozenset("of on for to in against with between over at from into".split())
_OWNERS = frozenset("my your his her its our their whose".split())
# Modifiers that say which one or how much, not what.
_EMPTY_MODIFIERS = frozenset(
    "many much more most other same such own several few certain various particular first second last next recent new "
    "current present previous possible further full entire whole near".split()
)
# Nouns that only introduce another ("the issue of …") or count it.
_NO_HEAD = frozenset(
    "number part parts lot kind sort type way ways thing things fact case cases issue issues matter matters basis "
    "order purpose result reason reasons time times side sides people million billion trillion percent "
    "dollars euros".split()
)


# Besides thin words ("accord", "treaty"): what may be put to the vote or disputed under a name of its own.
_INSTRUMENTS = frozenset(
    map(stem, "protocol convention charter act court tribunal summit pipeline dam canal corridor fund mission".split())
)


class Word(NamedTuple):
    """A word of a target and its part of speech (Universal Dependencies)."""

    text: str
    pos: str


Tagged: TypeAlias = "Sequence[Word]"
# Targets, each with its sentence or an empty one → the words of the targets, tagged in these sentences.
Tagger: TypeAlias = "Callable[[Sequence[tuple[str, str]]], list[list[Word]]]"


class Candidate(NamedTuple):
    """A phrase that may name a group."""

    label: str
    bag: Bag
    tells: float
    start: int  # words of the target before it: what a target begins with is what it is about


def best_label(
    targets: Sequence[Tagged], meaning: Meaning, *, least: int = 1, is_strict: bool = False
) -> Candidate | None:
    """The phrase that says most about most of these targets; None when they hold none.

    It stands in at least ``least`` of them. With ``is_strict`` a phrase that tells too little ("people", a name) is
    none, and neither is a single word unless those who use it speak of little else ("ceasefire", "ban on whaling").
    """
    bags = [content(_plain(target)) for target in targets]
    written: dict[Bag, Counter[str]] = defaultdict(Counter)
    starts: dict[Bag, int] = defaultdict(lambda: LONGEST_LABEL)
    tells: dict[Bag, float] = defaultdict(float)
    for target in targets:
        for candidate in {found.label: found for found in _candidates(target, meaning)}.values():
            written[candidate.bag][candidate.label] += 1
            tells[candidate.bag] = max(tells[candidate.bag], candidate.tells)
            starts[candidate.bag] = min(starts[candidate.bag], candidate.start)
    scored = []
    for bag, labels in written.items():
        covering = [other for other in bags if bag <= other]
        if len(covering) < least or bag in _known_labels() or (is_strict and not _is_issue(bag, tells[bag], covering)):
            continue
        label = min(labels, key=lambda text: (-labels[text], len(text), text))
        # What tells too little names a group only where there is nothing else.
        worth = len(covering) * (
            tells[bag] ** LENGTH_COUNTS if tells[bag] >= TELLS_ENOUGH else tells[bag] / (10 * len(bags))
        )
        scored.append((-worth, -labels[label], starts[bag], len(label), label, bag))
    if not scored:
        return None
    *_, label, bag = min(scored, key=lambda each: each[:5])
    return Candidate(label, bag, tells[bag], starts[bag])


def may_have_label(targets: Sequence[str], *, least: int) -> bool:
    """Whether so many of these targets share enough words for a strict label; quick, without tagging anything."""
    bags = [content(target) for target in targets]
    shared = Counter(pair for target, bag in zip(targets, bags, strict=True) for pair in _neighbours(target, bag))
    if any(count >= least for count in shared.values()):
        return True
    alone = Counter(word for bag in bags for word in bag)
    return any(
        _is_issue_alone(frozenset({word}), [bag for bag in bags if word in bag])
        for word, count in alone.items()
        if count >= LEAST_ALONE
    )


def _neighbours(target: str, bag: Bag) -> set[Bag]:
    """Words with content that stand next to one another, and are not both names of parties or words of course."""
    told = [word for word in words(target) if word in bag]
    _, empty = general_words()
    return {frozenset(pair) for pair in pairwise(told) if pair[0] != pair[1] and not parties() | empty >= set(pair)}


def _is_issue(bag: Bag, told: float, covering: Sequence[Bag]) -> bool:
    return told >= TELLS_ENOUGH and (len(bag) > 1 or _is_issue_alone(bag, covering))


def _is_issue_alone(word: Bag, covering: Sequence[Bag]) -> bool:
    """Whether at least half of the targets with this word hold nothing beside it but parties and what turns a side."""
    beside = [bag - word - parties() - turning_stems() for bag in covering]
    return len(covering) >= LEAST_ALONE and sum(not rest for rest in beside) * 2 >= len(beside)


def _plain(target: Tagged) -> str:
    return " ".join(word.text for word in target)


def _candidates(target: Tagged, meaning: Meaning) -> Iterator[Candidate]:
    for whole in _phrases(target):
        empty = next((at for at, word in enumerate(whole) if not _is_empty(word)), len(whole))
        phrase = whole[empty:]
        label = _written(phrase)
        bag = content(label)
        if bag and _is_sound(phrase):
            tells = TELLS_PERSON if _is_person(phrase) else min(TELLS_ALL, _tells(phrase, meaning))
            yield Candidate(label, bag, tells, target.index(phrase[0]))


def _phrases(target: Tagged) -> Iterator[list[Word]]:
    """Every noun phrase in the target, with and without its first modifiers and what is tied to it."""
    for run in _runs(target):
        starts = [at for at, word in enumerate(run) if word.pos in _MODIFIERS]
        for start in starts:
            if start and run[start - 1].pos == "PART":  # never part "Russia's" from what is Russia's half-way
                continue
            for end in range(start + 1, min(len(run), start + 2 * LONGEST_LABEL) + 1):
                if run[end - 1].pos in _NOUNS and (end == len(run) or run[end].pos in {"ADP", "CCONJ"}):
                    phrase = [word for word in run[start:end] if word.text.lower() not in _OWNERS]
                    if sum(word.pos != "PART" for word in phrase) <= LONGEST_LABEL:
                        yield phrase


def _runs(target: Tagged) -> Iterator[list[Word]]:
    """Stretches of nouns, what describes them and what links them."""
    run: list[Word] = []
    for at, word in enumerate(target):
        after = target[at + 1] if at + 1 < len(target) else Word("", "")
        is_linked = bool(run) and (
            (word.pos == "ADP" and word.text.lower() in _LINKS and after.pos in _MODIFIERS | {"DET", "PRON"})
            or (word.pos in {"DET", "PRON"} and run[-1].pos == "ADP" and word.text.lower() in {"the", *_OWNERS})
            or (word.pos == "PART" and word.text in {"'s", "’s", "'", "’"})
            or (word.text == "and" and run[-1].pos in _NOUNS and after.pos in _MODIFIERS)
            or (word.text in {"-", "–"} and run[-1].pos in _MODIFIERS and after.pos in _MODIFIERS)
        )
        if is_linked or (word.pos in _MODIFIERS and any(letter.isalnum() for letter in word.text)):
            run.append(word if word.text not in {"-", "–"} else Word(word.text, "PART"))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_empty(word: Word) -> bool:
    return word.text.lower() in _EMPTY_MODIFIERS and word.pos == "ADJ"


def _is_person(phrase: Sequence[Word]) -> bool:
    """Whether the phrase names somebody by an office: who speaks or is spoken of is no issue."""
    end = next((at for at, word in enumerate(phrase) if word.pos == "ADP"), len(phrase))
    owner = max(
        (at + 1 for at, word in enumerate(phrase[:end]) if word.pos == "PART" and word.text[-1:] in "s'’"), default=0
    )
    return any(represents_of(word.text.lower()) is not None for word in phrase[owner:end])


def _is_sound(phrase: Sequence[Word]) -> bool:
    """Whether the phrase reads as a heading: it begins and ends with a word of its own and is not all figures."""
    said = [word.text for word in phrase]
    return (
        bool(phrase)
        and phrase[0].pos in _MODIFIERS
        and phrase[0].text[0].isalnum()
        and phrase[0].pos != "NUM"
        and not phrase[0].text[0].isdigit()
        and phrase[0].text.lower() not in _NO_HEAD
        and phrase[-1].text.lower() not in _NO_HEAD
        and len(phrase[-1].text) > 1
        and not phrase[-1].text.endswith(("-", "."))
        and ("and" in said) >= ("between" in said)
    )


def _tells(phrase: Sequence[Word], meaning: Meaning) -> float:
    """How much a phrase says about an issue. A name alone says nothing, unless it is that of an accord or a law."""
    if content(" ".join(word.text for word in phrase)) <= parties():
        return TELLS_PARTY
    if all(word.pos in {"PROPN", "PART", "DET", "ADP", "NUM"} for word in phrase):
        is_accord = len(phrase) > 1 and bool((_thin() | _INSTRUMENTS) & set(words(phrase[-1].text)))
        return TELLS_ENOUGH if is_accord else TELLS_PARTY
    general, empty = general_words()
    if len(phrase) == 1 and not phrase[0].text.islower():
        return TELLS_PARTY  # a name that was not known for one
    told = 0.0
    content_words = 0
    for word in phrase:
        stems = _stems(word.text) - general
        if word.pos not in _MODIFIERS or not stems or stems <= empty:
            continue
        content_words += 1
        if word.pos == "PROPN" or stems <= parties():
            told += TELLS_PARTY
        elif word.pos == "ADJ":
            told += TELLS_ADJECTIVE
        else:
            told += TELLS_COMMON if meaning.is_common(word.text, TELLING_RANK) else 1.0
    return told if content_words > 1 or told >= TELLS_ENOUGH else min(told, TELLS_PARTY)


def _written(phrase: Sequence[Word]) -> str:
    """The phrase as a heading: with a capital, without quotation marks, possessives and hyphens closed up."""
    text = ""
    for word in phrase:
        glued = word.pos == "PART" or text.endswith(("-", "–"))
        text += word.text.replace("’", "'") if glued or not text else f" {word.text}"
    return text[:1].upper() + text[1:]


@lru_cache
def parties() -> Bag:
    """The stems that name a party."""
    return frozenset(word for name in names().same.values() for word in words(name))


@lru_cache(maxsize=16384)
def _stems(word: str) -> Bag:
    return frozenset(words(word))


def head_of(label: str) -> str | None:
    """The stem of the word that a label is a kind of: the last one before its first preposition."""
    first = list(takewhile(lambda word: word.lower() not in _LINKS, label.split()))
    stems = [word for word in words(" ".join(first)) if word in content(label)]
    return stems[-1] if stems else None


@lru_cache
def _thin() -> Bag:
    return frozenset(word for text in names().thin for word in words(text))


@lru_cache
def turning_stems() -> Bag:
    """Single words that turn a stance."""
    common = turning()
    return frozenset(stem(word) for word in common.before + common.ahead if " " not in word)


@lru_cache
def _known_labels() -> Collection[Bag]:
    return frozenset(content(topic.label) for topic in topics())
