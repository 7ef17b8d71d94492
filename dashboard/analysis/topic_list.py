"""Which topics the statement table has, of which kind they are, and which words their targets share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

import pandas as pd

from dashboard.catalogue.own_topics import is_own
from dashboard.catalogue.proposed import is_proposed
from dashboard.catalogue.topics import names
from dashboard.schema import Review, TopicAmendment
from dashboard.store.amendments.target_words import stems

DRAFT_SHARE = 0.7  # of the targets that drafted phrases are to catch: the rest would each need a phrase of its own
MOST_DRAFTED = 4
SHORTEST = 3  # letters of a word that is worth a phrase; shorter ones are particles and abbreviations
_WORD = re.compile(r"[^\W_]+")


class TopicKind(StrEnum):
    """Where a topic comes from."""

    CATALOGUE = "catalogue"
    OWN = "own"  # founded by the people who review this store
    PROPOSED = "proposed"  # found in the articles


def kind_of(topic_id: str) -> TopicKind:
    """The kind of a topic."""
    if is_proposed(topic_id):
        return TopicKind.PROPOSED
    return TopicKind.OWN if is_own(topic_id) else TopicKind.CATALOGUE


def topic_table(frame: pd.DataFrame) -> pd.DataFrame:
    """One row for every topic that occurs, most statements first; statements that were rejected do not count.

    Columns: ``topic``, its ``kind``, the number of ``statements``, ``articles`` and ``countries``.
    """
    kept = frame.loc[(frame["review"] != Review.REJECTED).to_numpy(), ["topic", "article", "country"]]
    by_topic = kept.groupby("topic", observed=True)
    table = pd.DataFrame(
        {
            "statements": by_topic.size(),
            "articles": by_topic["article"].nunique(),
            "countries": by_topic["country"].nunique(),
        }
    ).reset_index()
    table["topic"] = table["topic"].astype("str")
    table.insert(1, "kind", pd.Series([str(kind_of(each)) for each in table["topic"]], dtype="str"))
    return table.sort_values(["statements", "topic"], ascending=[False, True], ignore_index=True)


def topics_to_choose(known: Iterable[str], amendments: Iterable[object]) -> list[str]:
    """The topics that there are: the known ones and those that people founded, without those that went into another.

    ``amendments`` are those that stand, in the order in which they were made.
    """
    there = dict.fromkeys(known)
    for each in amendments:
        if isinstance(each, TopicAmendment):
            for gone in each.whole:
                there.pop(gone, None)
            there[each.into] = None
    return list(there)


# ---------------------------------------------------------------------------------------------------- words of targets


def common_words(targets: Collection[str], *, most: int = 12) -> dict[str, int]:
    """The words that most of the targets share, with the number of targets that hold them, the most common first.

    Words that say nothing or fit any subject are left out; inflected forms of one word count as one and stand as they
    are written most.
    """
    held = Counter(stem for target in targets for stem in _telling(target))
    written = _most_written(targets)
    ordered = sorted(held, key=lambda stem: (-held[stem], written[stem]))
    return {written[stem]: held[stem] for stem in ordered[:most]}


def phrases_for(targets: Collection[str]) -> list[str]:
    """Phrases in the catalogue's way of writing that catch most of the targets, as a draft for a person to better.

    Two words that stand together in several targets make a phrase, else a target of its own words does; a single word
    only where the target has no other.
    """
    written = _most_written(targets)
    left = [telling for target in targets if (telling := _telling(target))]
    enough = (1 - DRAFT_SHARE) * len(left)
    found: list[str] = []
    while len(left) > enough and len(found) < MOST_DRAFTED:
        parts = _most_common_pair(left, written)
        found.append(" + ".join(sorted((written[stem] for stem in parts), key=_order_in(targets))))
        left = [telling for telling in left if not telling >= parts]
    return found


def _most_common_pair(tellings: Sequence[frozenset[str]], written: Mapping[str, str]) -> frozenset[str]:
    """The two words that stand together most, of equals the longest, which tell more; without any pair a single one."""
    pairs = Counter(pair for telling in tellings for pair in combinations(sorted(telling), 2))
    if not pairs:
        return tellings[0]
    lengths = {pair: sum(len(written[stem]) for stem in pair) for pair in pairs}
    best: tuple[str, str] = min(pairs, key=lambda pair: (-pairs[pair], -lengths[pair], pair))
    return frozenset(best)


def _telling(target: str) -> frozenset[str]:
    """The stems of a target that say what it is about."""
    return frozenset(stem for stem in stems(target) if len(stem) >= SHORTEST and not stem.isdigit()) - _general()


@lru_cache
def _general() -> frozenset[str]:
    common = names()
    return frozenset(stem for text in (*common.general, *common.dates) for stem in stems(text))


def _most_written(targets: Iterable[str]) -> Mapping[str, str]:
    """Every stem with the word in which it occurs most, in small letters."""
    words = Counter(word.casefold() for target in targets for word in _WORD.findall(target))
    found: dict[str, str] = {}
    for word, _ in sorted(words.items(), key=lambda entry: (-entry[1], entry[0])):
        for stem in stems(word):
            found.setdefault(stem, word)
    return found


def _order_in(targets: Iterable[str]) -> Callable[[str], int]:
    """Where a word stands in the first target that holds it."""
    text = " ".join(targets).casefold()
    return text.find
