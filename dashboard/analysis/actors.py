"""Who speaks in the statement table, and which names may be those of one actor."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from dashboard.catalogue import resolve_country
from dashboard.catalogue.wording import PARTICLES, plain, words
from dashboard.schema import Review

Key: TypeAlias = tuple[str, str | None]  # name and country, as an amendment names an actor

ACTOR_COLUMNS = ("actor", "country", "represents", "statements", "articles", "first", "last")
_SILENT = frozenset({",", "the"})  # tell no two names apart


class Likeness(NamedTuple):
    """Names that may be those of one actor."""

    name: str  # the fullest of them; of spellings of one name the one that is used most
    of: tuple[Key, ...]  # the most heard first
    statements: int


class _Spelt(NamedTuple):
    """All spellings of one name in one country."""

    keys: tuple[str, ...]
    capitals: tuple[bool, ...]
    represents: str
    members: tuple[tuple[Key, int], ...]  # with the number of statements, the most heard first


def actor_table(frame: pd.DataFrame) -> pd.DataFrame:
    """One row for every actor, a name in a country, the most heard first; statements that were rejected do not count.

    Columns: ``actor``, ``country``, ``represents`` (what most of its statements say), the number of ``statements`` and
    of ``articles``, and the ``first`` and ``last`` day of these (missing: all are undated).
    """
    kept = frame.loc[
        (frame["review"] != Review.REJECTED).to_numpy(), ["actor", "country", "represents", "article", "date"]
    ]
    names, known = pd.factorize(kept["actor"])
    countries = kept["country"].cat
    group, pairs = pd.factorize(names * (len(countries.categories) + 1) + countries.codes.to_numpy() + 1)
    counted = kept[["date"]].assign(group=group).groupby("group")["date"]
    place, country = np.divmod(pairs, len(countries.categories) + 1)
    table = pd.DataFrame(
        {
            "actor": pd.Series(np.asarray(known, dtype=object)[place], dtype="str"),
            "country": pd.Series(np.array([None, *countries.categories], dtype=object)[country], dtype="str"),
            "represents": _most_common(group, kept["represents"], len(pairs)),
            "statements": np.bincount(group, minlength=len(pairs)),
            "articles": _different(group, kept["article"], len(pairs)),
            "first": counted.min().reset_index(drop=True),
            "last": counted.max().reset_index(drop=True),
        }
    )
    return table.sort_values(["statements", "actor", "country"], ascending=[False, True, True], ignore_index=True)


def _most_common(group: np.ndarray, values: pd.Series, groups: int) -> pd.Series:
    sorts = values.cat.categories
    counts = np.bincount(group * len(sorts) + values.cat.codes.to_numpy(), minlength=groups * len(sorts))
    return pd.Series(np.asarray(sorts)[counts.reshape(groups, len(sorts)).argmax(axis=1)], dtype="str")


def _different(group: np.ndarray, values: pd.Series, groups: int) -> np.ndarray:
    """How many different values each group has."""
    pairs = np.unique(group.astype(np.int64) * max(1, len(values.cat.categories)) + values.cat.codes.to_numpy())
    return np.bincount(pairs // max(1, len(values.cat.categories)), minlength=groups)


def keys_of(actors: pd.DataFrame) -> list[Key]:
    """Name and country of every actor of the table, in its order."""
    countries = actors["country"].astype(object).where(actors["country"].notna(), None)
    return list(zip(actors["actor"].astype(object), countries, strict=True))


# -------------------------------------------------------------------------------------------------- suggested merges


def likely_same(actors: pd.DataFrame) -> list[Likeness]:
    """Actors of one country that may be one, those with the most statements first; for a person to decide.

    ``actors`` is :func:`actor_table`. Two names are taken for one where they differ in capitals, accents, dots, hyphens
    or an article alone; and where they speak for the same side, and one is the other without words of a name: "Moreau"
    and "Claire Moreau". A short name that fits two people is suggested for neither, and a state's own name for nobody.
    """
    found: list[Likeness] = []
    for country, spelt in _spellings(actors).items():
        for group in _groups(spelt, country):
            members = sorted((each for one in group for each in one.members), key=lambda each: (-each[1], each[0][0]))
            if len(members) > 1:
                fullest = group[0].members[0][0][0]
                found.append(Likeness(fullest, tuple(key for key, _ in members), sum(number for _, number in members)))
    return sorted(found, key=lambda each: (-each.statements, each.name))


def _spellings(actors: pd.DataFrame) -> dict[str | None, list[_Spelt]]:
    """The different names of every country."""
    members: defaultdict[tuple[str | None, tuple[str, ...]], list[tuple[Key, int]]] = defaultdict(list)
    facts: dict[tuple[str | None, tuple[str, ...]], tuple[tuple[bool, ...], str]] = {}
    rows = zip(keys_of(actors), actors["represents"], actors["statements"], strict=True)
    for key, represents, statements in rows:
        spelled = [word for word in words(key[0].replace("-", " ")) if word.key not in _SILENT]
        name = (key[1], tuple(word.key for word in spelled))
        members[name].append((key, int(statements)))
        facts.setdefault(name, (tuple(word.capital for word in spelled), str(represents)))
    found: defaultdict[str | None, list[_Spelt]] = defaultdict(list)
    for (country, keys), said in members.items():
        found[country].append(_Spelt(keys, *facts[country, keys], tuple(said)))
    return found


def _groups(spelt: Sequence[_Spelt], country: str | None) -> Iterator[list[_Spelt]]:
    """Each name with the shorter ones that can only be meant for it, the fullest name first."""
    longer = {} if country is None else _longer_names(spelt, country)
    fullest = {short: max(found, key=lambda at: len(spelt[at].keys)) for short, found in longer.items()}
    shorter: defaultdict[int, list[int]] = defaultdict(list)
    for short, full in fullest.items():
        if all(other == full or full in longer.get(other, ()) for other in longer[short]):
            shorter[full].append(short)
    taken = {short for found in shorter.values() for short in found}
    for at, each in enumerate(spelt):
        if at not in taken:
            yield [each, *(spelt[short] for short in shorter.get(at, ()))]


def _longer_names(spelt: Sequence[_Spelt], country: str) -> Mapping[int, list[int]]:
    """The names that hold each name, by their places; names that nothing holds are left out."""
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(spelt):
        for key in set(each.keys):
            holding[key].append(at)
    found = {}
    for at, each in enumerate(spelt):
        if not any(each.capitals):
            continue
        candidates = min((holding[key] for key in each.keys), key=len)
        longer = [other for other in candidates if _is_within(each, spelt[other])]
        # "Bank of France" is not what "France" is short for.
        if longer and resolve_country(each.members[0][0][0]) != country:
            found[at] = longer
    return found


def _is_within(short: _Spelt, full: _Spelt) -> bool:
    """Whether the full name is the short one with more words of a name around it."""
    size, room = len(short.keys), len(full.keys) - len(short.keys)
    if room <= 0 or short.represents != full.represents:
        return False
    for start in range(room + 1):
        if full.keys[start : start + size] == short.keys:
            rest = [*range(start), *range(start + size, len(full.keys))]
            return all(full.capitals[at] or full.keys[at] in PARTICLES for at in rest)
    return False


def search_texts(actors: pd.DataFrame, labels: Mapping[str, str]) -> pd.Series:
    """What :func:`matching` looks into: name and country's label of every actor, in small letters without accents."""
    texts = [_folded(f"{name} {labels.get(str(country), '')}") for name, country in keys_of(actors)]
    return pd.Series(texts, index=actors.index, dtype="str")


def matching(actors: pd.DataFrame, texts: pd.Series, searched: str) -> pd.DataFrame:
    """The actors in whose name or country's label every word of the search begins a word, in whatever capitals."""
    found = pd.Series(data=True, index=actors.index)
    for word in re.findall(r"\w+", _folded(searched)):
        found &= texts.str.contains(rf"\b{word}", regex=True)
    return actors[found]


def _folded(text: str) -> str:
    return plain(text).casefold()
