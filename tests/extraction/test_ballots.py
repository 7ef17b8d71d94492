"""Votes told in prose and positions told by what somebody is called, read by the shipped model."""

from __future__ import annotations

import pytest

from dashboard.extraction.pipeline import documents
from dashboard.schema import Article

MATTER = "The treaty went to the vote on Monday. "

# the rule, the text, country and side of every vote told
TOLD = [
    ("voted against its target", "Norway voted against the treaty.", {"NOR oppose"}),
    ("voted in favour, the matter named before", MATTER + "Norway voted in favour.", {"NOR support"}),
    ("a list of states", MATTER + "Ghana, Peru and Chile abstained.", {"GHA neutral", "PER neutral", "CHL neutral"}),
    ("adverbs between list and verb", MATTER + "Ghana and Peru both again abstained.", {"GHA neutral", "PER neutral"}),
    ("voted no", MATTER + "Ghana, Peru and Chile voted no as well.", {"GHA oppose", "PER oppose", "CHL oppose"}),
    (
        "two votes of one state",
        "Mali, which had abstained three years earlier, voted against the treaty.",
        {"MLI neutral", "MLI oppose"},
    ),
    ("from one side to the other", MATTER + "Peru moved from yes to no.", {"PER support", "PER oppose"}),
    ("a path between sides", MATTER + "Peru took the path from abstention to yes.", {"PER neutral", "PER support"}),
    ("one of those that voted", "Peru was one of 14 states that voted against the treaty.", {"PER oppose"}),
    ("the only one to vote", "Peru was the only country to vote against the treaty.", {"PER oppose"}),
    ("votes cast", "Peru and Chile had cast the only votes against the treaty.", {"PER oppose", "CHL oppose"}),
    ("a vote cast by somebody", "The only vote against the treaty was cast by Peru.", {"PER oppose"}),
    ("an abstainer", "Peru, an abstainer in October, voted for the treaty in May.", {"PER neutral", "PER support"}),
    ("an abstention by somebody", MATTER + "It was the first abstention by Peru.", {"PER neutral"}),
    ("a vote announced", MATTER + "Lima said Peru would vote no.", {"PER oppose"}),
    ("in favour without a verb of voting", MATTER + "France and Italy were in favour.", {"FRA support", "ITA support"}),
    ("a critic", "Peru is one of the strongest critics of the treaty.", {"PER oppose"}),
    ("a critic in apposition", "Peru, a critic of the treaty, stayed at home.", {"PER oppose"}),
    (
        "among the backers",
        MATTER + "Peru was among the backers and Chile among the opponents.",
        {"PER support", "CHL oppose"},
    ),
]
SILENT = [
    ("a vote that others ask for", "Critics urged Norway to vote against the treaty."),
    ("a vote that might be cast", "Norway could vote against the treaty."),
    ("no vote", "Norway did not vote against the treaty."),
    ("a former critic", "Norway, a former critic of the treaty, stayed at home."),
    ("supporters who are not counted", MATTER + "The parties of Peru have remained steadfast supporters."),
    ("a candidate in an election", MATTER + "A film was shown on behalf of then candidate Ana Torres of Peru."),
    ("a body in which votes are cast", "Members of the United Nations abstained."),
]


@pytest.fixture(scope="module")
def votes(shipped):
    def read(text):
        ((_, doc),) = documents(shipped, [Article.of(text)])
        heads = {mention.head: mention.country for mention in doc._.mentions}
        return {
            f"{heads[holder]} {finding.stance}"
            for finding in doc._.findings
            for holder in finding.holders
            if finding.method in {"ballot", "agent"} and heads.get(holder)
        }

    return read


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD])
def test_votes_are_read(text, expected, votes):
    assert votes(text) == expected


@pytest.mark.parametrize("text", [row[1] for row in SILENT], ids=[row[0] for row in SILENT])
def test_no_vote_is_invented(text, votes):
    assert votes(text) == set()
