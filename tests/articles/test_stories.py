"""Near copies become one story, and nothing else does, whatever comes first."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from dashboard.analysis import Filters, select_statements
from dashboard.analysis.filters import Repeats
from dashboard.articles import read_articles
from dashboard.articles.likeness import LEAST_WORDS, PERMUTATIONS, sketch_of
from dashboard.paths import SEEDS
from dashboard.schema import Article
from dashboard.store import Store
from dashboard.store.stories import LEAST_LIKE, bands_of, likeness
from tests.samples import make_article, make_statement

FIXED = [12119876, 52356464, 72800971]
SEED_FILES = sorted(SEEDS.glob("*.txt"))


def seed(number: int) -> str:
    [article] = read_articles(SEED_FILES[number])
    return article.text


def cut(text: str) -> str:
    paragraphs = text.split("\n\n")
    return "\n\n".join(paragraphs[: -(-len(paragraphs) * 2 // 3)])


def keep(store: Store, text: str, title: str) -> Article:
    article = make_article(text, title=title)
    start = text.index(".") + 1
    store.keep(article, [make_statement(article, start=start)], reader="r", sketch=sketch_of(article.text))
    return article


def stories(store: Store) -> dict[str, str | None]:
    """Title → story."""
    listed = store.articles().astype(object)
    return {row.title: (None if row.story != row.story else row.story) for row in listed.itertuples()}


def test_a_sketch_is_the_same_on_every_machine_and_day() -> None:
    text = " ".join(f"word{number}" for number in range(60))
    assert len(sketch_of(text)) == 4 * PERMUTATIONS
    numbers = np.frombuffer(sketch_of(text), "<u4")
    assert numbers[:3].tolist() == FIXED, "stored sketches could not be compared with new ones any more"


def test_a_text_too_short_to_be_told_apart_has_none() -> None:
    assert sketch_of("Norway supports it. " * (LEAST_WORDS // 4)) == b""
    assert likeness(b"", b"") == 0.0


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(cut, id="cut-by-a-third"),
        pytest.param(lambda text: text.upper(), id="in-capitals"),
        pytest.param(lambda text: f"OSLO (Agency) — {text}\n\nReporting by A. and B.; editing by C.", id="credits"),
        pytest.param(lambda text: text.replace("\n\n", "\n"), id="other-paragraphs"),
    ],
)
def test_copies_are_alike(change: object) -> None:
    text = seed(0)
    assert callable(change)
    assert likeness(sketch_of(text), sketch_of(change(text))) >= LEAST_LIKE


def test_articles_on_the_same_subject_are_not_alike() -> None:
    sketches = [sketch_of(seed(number)) for number in range(len(SEED_FILES))]
    highest = max(likeness(one, other) for place, one in enumerate(sketches) for other in sketches[:place])
    assert highest < LEAST_LIKE / 2, "the starter articles were written one by one"


def test_bands_of_equal_numbers_in_other_places_differ() -> None:
    assert len(bands_of(np.ones(PERMUTATIONS, "<u4").tobytes())) == PERMUTATIONS // 3
    assert all(-(2**63) <= band < 2**63 for band in bands_of(sketch_of(seed(0))))


def test_near_copies_become_one_story_and_others_stay_alone(store: Store) -> None:
    first = keep(store, seed(0), "whole")
    keep(store, seed(1), "other")
    keep(store, cut(seed(0)), "cut")
    assert stories(store) == {"whole": first.id, "cut": first.id, "other": None}
    frame = store.statements()
    assert set(frame["story"].dropna()) == {first.id}
    read_again = store.article(first.id)
    assert read_again is not None
    assert read_again.story == first.id


def test_who_joins_two_stories_makes_them_one(store: Store) -> None:
    text = seed(0)
    half = len(text) // 2
    one, two = text[:half], text[half:]
    for title, part in (("a", one), ("b", one.upper()), ("c", two), ("d", two.upper())):
        keep(store, part, title)
    assert len(set(stories(store).values())) == 2
    keep(store, text, "all")
    assert len(set(stories(store).values())) == 1
    assert None not in stories(store).values()


def test_the_same_articles_make_the_same_stories_in_any_order(tmp_path: Path) -> None:
    texts = {f"whole {number}": seed(number) for number in range(4)}
    texts |= {f"cut {number}": cut(seed(number)) for number in range(4)}
    groups = []
    for order in range(3):
        titles = sorted(texts)
        random.Random(order).shuffle(titles)
        with Store.open(tmp_path / f"{order}.sqlite") as store:
            for title in titles:
                keep(store, texts[title], title)
            found = stories(store)
        groups.append({frozenset(other for other in found if found[other] == found[title]) for title in found})
    assert groups[0] == groups[1] == groups[2]
    assert len(groups[0]) == 4


def test_keeping_again_leaves_the_story_as_it_is(store: Store) -> None:
    keep(store, seed(0), "whole")
    article = keep(store, cut(seed(0)), "cut")
    before = stories(store)
    store.keep(article, [], reader="r 2", sketch=sketch_of(article.text))
    store.keep(article, [], reader="r 3")
    assert stories(store) == before


def test_articles_kept_before_sketches_were_are_found_later(store: Store) -> None:
    from dashboard.ingest import sketch_earlier

    for title, text in (("whole", seed(0)), ("cut", cut(seed(0))), ("short", "Norway supports it.")):
        store.keep(make_article(text, title=title), [], reader="r")
    assert set(stories(store).values()) == {None}
    sketch_earlier(store)
    assert stories(store)["whole"] == stories(store)["cut"] is not None
    assert store.unsketched(10) == [], "the short one is known to have none"


def test_once_per_story_counts_a_position_once(store: Store) -> None:
    for title, text in (("whole", seed(0)), ("cut", cut(seed(0))), ("other", seed(1))):
        keep(store, text, title)
    frame = store.statements()
    assert len(select_statements(frame, Filters(repeats=Repeats.ARTICLE))) == 3
    assert len(select_statements(frame, Filters(repeats=Repeats.STORY))) == 2
