"""A made-up store of any size: countries that hold to their sides for years, and say so again and again.

Everything in it follows from the seed. The sentences are as long as those of newspapers; who says what is invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from itertools import islice
from pathlib import Path

import numpy as np
import pycountry

from dashboard.catalogue.topics import topics
from dashboard.schema import Actor, Article, Represents, Stance, Statement
from dashboard.store import Reading, Store

FIRST_DAY = Date(2016, 1, 1)
PER_ARTICLE = 5  # statements
BATCH = 2000  # articles kept in one transaction
SEED = 7
SENTENCE = (
    "Speaking to reporters after talks that lasted into the night, the {office} of {country} said that the government "
    "{verb} {target}, and that it would say so again at the next session."
)
OFFICES = ("foreign minister", "prime minister", "president", "defence minister", "government spokesperson")
PAPERS = tuple(
    f"The {name} {kind}"
    for name in ("Model", "Sample", "Example", "Plain", "Northern")
    for kind in ("Times", "Herald", "Post")
)
VERBS = {Stance.SUPPORT: "backed", Stance.OPPOSE: "rejected", Stance.NEUTRAL: "had not decided on"}
SPEAKERS = tuple(Represents)
SPEAKS = (0.75, 0.0, 0.1, 0.15)  # how often each kind speaks for a country


@dataclass(frozen=True, slots=True)
class World:
    """How large a synthetic world is."""

    statements: int
    countries: int = 195
    topics: int = 60
    years: int = 10


def make_store(path: Path, world: World) -> None:
    """Fill a new store with such a world."""
    with Store.open(path) as store:
        rest = readings(world)
        while batch := list(islice(rest, BATCH)):
            store.keep_many(batch, reader="synthetic 1")


def readings(world: World) -> Iterator[Reading]:
    """Articles with the statements in them."""
    random = np.random.default_rng(SEED)
    codes = sorted(country.alpha_3 for country in pycountry.countries)[: world.countries]
    names = {country.alpha_3: country.name for country in pycountry.countries}
    known = [topic.id for topic in topics()][: world.topics]
    subjects = known + [f"Made-up question {number}" for number in range(world.topics - len(known))]
    leaning = np.tanh(random.normal(size=(len(codes), 3)) @ random.normal(size=(3, len(subjects))))  # three camps deep
    # A few countries and questions make most of the news.
    weights = [1 / np.arange(1, size + 1) ** 0.7 for size in (len(codes), len(subjects))]
    shares = [each / each.sum() for each in weights]
    for number in range(-(-world.statements // PER_ARTICLE)):
        size = min(PER_ARTICLE, world.statements - number * PER_ARTICLE)
        countries = random.choice(len(codes), size, p=shares[0])
        asked = random.choice(len(subjects), size, p=shares[1])
        sides = [_side(leaning[place], random) for place in zip(countries, asked, strict=True)]
        day = FIRST_DAY + timedelta(days=int(random.integers(365 * world.years)))
        facts = [
            (codes[country], names[codes[country]], subjects[topic], side)
            for country, topic, side in zip(countries, asked, sides, strict=True)
        ]
        yield _reading(number, day, facts, random)


def _side(leaning: float, random: np.random.Generator) -> Stance:
    if random.random() < 0.12:
        return Stance.NEUTRAL
    return Stance.SUPPORT if random.random() < (1 + leaning) / 2 else Stance.OPPOSE


def _reading(number: int, day: Date, facts: list[tuple[str, str, str, Stance]], random: np.random.Generator) -> Reading:
    sentences, told = [], []
    for code, name, subject, side in facts:
        office = OFFICES[int(random.integers(len(OFFICES)))]
        target = f"the plan on {subject.replace('-', ' ')}"
        sentences.append(SENTENCE.format(office=office, country=name, verb=VERBS[side], target=target))
        told.append((code, name, office, subject, target, side))
    text = " ".join(sentences)
    paper = PAPERS[int(random.integers(len(PAPERS)))]
    article = Article.of(
        f"{text} ({number})",
        title=f"Talks resume, day {number}",
        date=day,
        publisher=paper,
        url=f"https://example.org/{number}",
    )
    statements, start = [], 0
    for (code, name, office, subject, target, side), sentence in zip(told, sentences, strict=True):
        end = start + len(sentence)
        speaker = SPEAKERS[int(random.choice(len(SPEAKERS), p=SPEAKS))]
        actor = Actor(f"{office.title()} of {name}", office, code, speaker)
        place = start + sentence.index(target)
        statements.append(
            Statement(
                id=Statement.identify(article.id, start, end, actor.name, target),
                article=article.id, start=start, end=end, evidence=sentence, actor=actor,
                actor_start=None, actor_end=None, stance=side, target=target,
                target_start=place, target_end=place + len(target), topic=subject, position=side,
                cue=VERBS[side], is_quote=bool(random.random() < 0.2),
                confidence=round(float(random.uniform(0.4, 1.0)), 2), method="verb:word",
            )
        )  # fmt: skip
        start = end + 1
    return article, statements
