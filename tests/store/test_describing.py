"""Amendments in plain words."""

from __future__ import annotations

from datetime import date as Date

import pytest

from dashboard.catalogue.own_topics import own_topic, remember
from dashboard.schema import ActorAmendment as Actors
from dashboard.schema import Amendment, Represents
from dashboard.schema import TopicAmendment as Topic
from dashboard.store.amendments.describing import describe

FRENCH = (("Foreign Ministry", "FRA"), ("Ministry of Foreign Affairs", "FRA"))
OWN = own_topic("Ivory", "Should ivory be banned?")


@pytest.mark.parametrize(
    ("amendment", "told"),
    [
        pytest.param(
            Actors(FRENCH, name="French Foreign Ministry"),
            "“Foreign Ministry” and “Ministry of Foreign Affairs” (France) are one actor: “French Foreign Ministry”.",
            id="merger-within-a-country",
        ),
        pytest.param(
            Actors((*FRENCH, ("Paris", None)), "Paris", "FRA", Represents.GOVERNMENT, since=Date(2025, 3, 1)),
            "“Foreign Ministry”, “Ministry of Foreign Affairs” (France) and “Paris” (no country) are one actor: "
            "“Paris”, which belongs to France and speaks for a government, in articles from 1 Mar 2025.",
            id="merger-with-everything",
        ),
        pytest.param(
            Actors((("NATO", "NATO"),), name="The Alliance"), "“NATO” (NATO) is called “The Alliance”.", id="new-name"
        ),
        pytest.param(
            Actors((("K", "KEN"), ("L", None)), country="", until=Date(2024, 1, 9)),
            "“K” (Kenya) and “L” (no country) belong to no country, in articles until 9 Jan 2024.",
            id="several-that-stay-several",
        ),
        pytest.param(
            Actors((("K", "KEN"),), "K", "UGA", since=Date(2024, 1, 1), until=Date(2024, 1, 9)),
            "“K” (Kenya) is called “K” and belongs to Uganda, in articles from 1 Jan 2024 until 9 Jan 2024.",
            id="for-some-days",
        ),
        pytest.param(
            Topic(OWN.id, whole=("Tusks",), turned=True), "“Tusks” goes into “Ivory”, sides turned over.", id="merger"
        ),
        pytest.param(
            Topic(OWN.id, OWN.label, OWN.question, whole=("Tusks", "horns"), parted=("",), phrases=("ivory", "a + b")),
            "A topic of our own, “Ivory”: Should ivory be banned? “Tusks” and “Horns” go into “Ivory”. From statements "
            "outside the topics, what names “ivory” or “a + b” goes into “Ivory”.",
            id="adopted",
        ),
        pytest.param(
            Topic(OWN.id, parted=("Tusks",), counter=("trade",)),
            "From “Tusks”, what names “trade” (support means no) goes into “Ivory”.",
            id="split",
        ),
        pytest.param(
            Topic(OWN.id, parted=("Tusks",), phrases=("ban",), counter=("trade", "sale")),
            "From “Tusks”, what names “ban”, or “trade” or “sale” (support means no) goes into “Ivory”.",
            id="both-sides",
        ),
    ],
)
def test_an_amendment_says_what_it_does(amendment: Amendment, told: str) -> None:
    remember(OWN)
    assert describe(amendment) == told
