"""Topics found in an article rather than known: targets grouped by the words they share, each group with a label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations
from math import sqrt

from dashboard.catalogue.topics import names, turning
from dashboard.extraction.topic_words import stem, words

# Two groups are joined while the mean cosine of their targets' words is at least this. Measured with gold targets,
# B-cubed F1 within documents: .72-.74 on 344 training articles and .68-.69 on 27 others for any value from .10 to .15;
# one group for all: .73 and .52.
ENOUGH_SHARED = 0.12

LONGEST_LABEL = 7  # words

# A label does not begin or end with these.
_LOOSE = frozenset(
    "a an the of in on for to by with at from into as about that this these those its his her their our any some "
    "being be been is are was and or he she it they we would could should will must not have has had every such".split()
)


def article_topics(targets: Sequence[str]) -> list[str | None]:
    """A label for the group of each target, in the order given; None for a target without a word of content.

    Average-link clustering of the distinct targets, so that a target repeated ten times pulls no harder than one. Equal
    input gives equal output.
    """
    distinct = [target for target in dict.fromkeys(targets) if _content(target)]
    groups = _group([_content(target) for target in distinct])
    labels: dict[str, str] = {}
    for members in groups:
        group = [distinct[number] for number in members]
        label = _label(group, taken=set(labels.values()))
        labels.update(dict.fromkeys(group, label))
    return [labels.get(target) for target in targets]


def _content(target: str) -> frozenset[str]:
    general, empty = _general_words()
    content = frozenset(word for word in words(target) if word not in general)
    return content if any(word not in empty and not word.isdigit() for word in content) else frozenset()


def _group(bags: Sequence[frozenset[str]]) -> list[list[int]]:
    """Average-link clusters, each in input order, the clusters by their first member."""
    clusters = {number: [number] for number in range(len(bags))}
    # Pairs without a shared word are left out: their sum is nought.
    sums = {(a, b): shared for a, b in combinations(clusters, 2) if (shared := _cosine(bags[a], bags[b])) > 0}
    while sums:
        # Ties go to the earliest pair.
        (a, b), total = max(
            sums.items(),
            key=lambda item: (
                item[1] / (len(clusters[item[0][0]]) * len(clusters[item[0][1]])),
                -item[0][0],
                -item[0][1],
            ),
        )
        if total / (len(clusters[a]) * len(clusters[b])) < ENOUGH_SHARED:
            break
        clusters[a] += clusters.pop(b)
        del sums[a, b]
        for pair in [pair for pair in sums if b in pair]:
            other = pair[0] if pair[1] == b else pair[1]
            joined = (min(a, other), max(a, other))
            sums[joined] = sums.get(joined, 0.0) + sums.pop(pair)
    return [sorted(members) for _, members in sorted(clusters.items())]


def _cosine(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / sqrt(len(a) * len(b))


def _label(group: Sequence[str], *, taken: Iterable[str]) -> str:
    """The most typical target, cut to a noun phrase; another one when the article already has that label."""
    bags = {target: _content(target) for target in group}
    parties = _parties()  # a party alone is no issue: "Moscow" gives way to "freeze of Russian reserves"

    def typical(target: str) -> tuple[bool, float, int]:
        shortened = _content(_shortened(target)) or bags[target]
        return (not shortened <= parties, sum(_cosine(shortened, bag) for bag in bags.values()), -len(target))

    ranked = sorted(group, key=typical, reverse=True)
    candidates = [_shortened(target) for target in ranked] + list(ranked)
    used = set(taken)
    return next((label for label in candidates if label not in used), f"{ranked[0]} ({len(used) + 1})")


def _shortened(target: str) -> str:
    """The target without what opens it ("lifting", "the") and without its last phrases when it is long."""
    tokens = target.strip(" .,;:\"“”'").split()
    while len(tokens) > 1 and (tokens[0].lower() in _LOOSE or stem(tokens[0]) in _opening_words()):
        tokens = tokens[1:]
    if len(tokens) > LONGEST_LABEL:
        # Cut before a preposition, so that what stays is a whole phrase.
        cuts = [at for at in range(2, LONGEST_LABEL + 1) if tokens[at].lower() in _LOOSE]
        tokens = tokens[: max(cuts, default=LONGEST_LABEL)]
    while len(tokens) > 1 and tokens[-1].lower() in _LOOSE:
        tokens = tokens[:-1]
    return " ".join(tokens)


@lru_cache
def _general_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that tie nothing together, and those that say nothing by themselves."""
    common = names()
    empty = (word for text in common.thin + common.dates for word in text.split())
    return frozenset(map(stem, common.general)), frozenset(map(stem, empty))


@lru_cache
def _parties() -> frozenset[str]:
    return frozenset(word for name in names().same.values() for word in words(name))


@lru_cache
def _opening_words() -> frozenset[str]:
    """What may be cut from the front of a label: turning words and general ones that are no nouns of their own."""
    return frozenset(stem(word) for word in turning().before if " " not in word) | _general_words()[0]
