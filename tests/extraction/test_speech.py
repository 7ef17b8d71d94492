"""Positions that lie in what is said: demands, intentions, set phrases of judgement, and what is left open.

Telling sentences, written for these tests, read by the shipped model.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import paths
from dashboard.catalogue import verdicts as catalogue
from dashboard.errors import CatalogueError
from tests.extraction.conftest import Reader

HEADER = "phrase,stance,target,holder,denied\n"


# the rule, the text, whose position, its side, words of its target
SAID = [
    (
        "a that-clause far behind its verb",
        "The French foreign minister insisted in a joint statement that Kenya must be part of the talks.",
        ("FRA", "support", "part of the talks"),
    ),
    (
        "a speaker in apposition after another phrase",
        'At the summit on Friday Norway\'s prime minister, Jonas Gahr Støre, said that "a secret deal will not work".',
        ("NOR", "oppose", "secret deal"),
    ),
    (
        "words on both sides of the speaker",
        "The blockade, Greek Prime Minister Kyriakos Mitsotakis told reporters, was a violation of the treaty.",
        ("GRC", "oppose", "blockade"),
    ),
    (
        "in somebody's own words",
        "Canada's foreign minister spoke in Oslo. A delay of the vote, in her words, was a grave mistake.",
        ("CAN", "oppose", "delay of the vote"),
    ),
    (
        "what somebody deserves",
        "The president of Ghana said that Kenya deserved a seat in the Council.",
        ("GHA", "support", "Kenya deserved a seat in the Council"),
    ),
    (
        "no business",
        'Cuba\'s president said on arrival that "the alliance has no business in our waters".',
        ("CUB", "oppose", "no business in our waters"),
    ),
    (
        "seeing no reason",
        "Serbia's foreign minister said he saw no reason to invite the observers.",
        ("SRB", "oppose", "invite the observers"),
    ),
    (
        "what may do harm",
        "Iraq's oil minister said that a sudden ban would ruin the economy.",
        ("IRQ", "oppose", "sudden ban"),
    ),
    (
        "what may backfire",
        "The Swedish foreign minister warned that the boycott could backfire.",
        ("SWE", "oppose", "boycott"),
    ),
    (
        "not only denies nothing",
        "Spain's prime minister said the goal would not only be unreasonable but harmful.",
        ("ESP", "oppose", "goal"),
    ),
    (
        "not for now leaves it open",
        "New Zealand's foreign minister said it would not be wise to recognise the republic for now.",
        ("NZL", "neutral", "recognise the republic"),
    ),
    (
        "too early to say",
        "Denmark's prime minister said it was too early to say whether the pact would be signed.",
        ("DNK", "neutral", "pact"),
    ),
    (
        "not yet at that point",
        "The Dutch foreign minister said the alliance had not yet reached the point of inviting Georgia.",
        ("NLD", "neutral", "inviting Georgia"),
    ),
    (
        "what the own state will do",
        "Poland's foreign minister, Radosław Sikorski, said that Warsaw would sign the charter.",
        ("POL", "support", "sign the charter"),
    ),
    (
        "whom somebody will tell not to",
        "The Slovak prime minister said he would instruct his party never to approve the treaty.",
        ("SVK", "oppose", "approve the treaty"),
    ),
    (
        "one thing and not the other",
        "Saudi Arabia's energy minister said the text should address emissions and not fuels.",
        ("SAU", "oppose", "fuels"),
    ),
    (
        "without, in front of what fails",
        "“Without the fund, there can be no agreement,” said Kenya's environment minister.",
        ("KEN", "support", "fund"),
    ),
    (
        "being against is not part of the target",
        "In November Britain was against a mandate for the talks.",
        ("GBR", "oppose", "mandate for the talks"),
    ),
]

# the rule, the text: nobody takes a side here
UNSAID = [
    ("what is asked is not announced", "A Chinese scholar said how the government will act is not known."),
    ("a thing that did not happen", "Peru's president spoke in Lima. The storm did not happen."),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_what_is_said_takes_a_side(read: Reader, text: str, expected: tuple[str, str, str]) -> None:
    country, stance, words = expected
    found = [(each.actor.country, str(each.stance), each.target) for each in read(text)]
    assert any(f[:2] == (country, stance) and words in f[2] for f in found), found
    assert not any(f[0] == country and f[1] != stance and f[2] == words for f in found), found


@pytest.mark.parametrize(("rule", "text"), UNSAID, ids=[row[0] for row in UNSAID])
def test_nothing_is_taken_for_a_side(read: Reader, rule: str, text: str) -> None:
    assert [(each.actor.country, each.stance, each.target) for each in read(text)] == []


# the fault, the lines of the file, what the error says
FAULTY = [
    ("a capital", HEADER + "Deserve,support,clause,speaker,flip\n", "write one or more lemmas in lower case"),
    ("only a front", HEADER + "not,oppose,before,speaker,cancel\n", "write one or more lemmas in lower case"),
    ("a side that is none", HEADER + "deserve,yes,clause,speaker,flip\n", "'yes' in column 'stance'"),
    ("a place that is none", HEADER + "deserve,support,above,speaker,flip\n", "'above' in column 'target'"),
    (
        "the same phrase again",
        HEADER + "backfire,oppose,before,speaker,flip\nbackfire,support,before,speaker,flip\n",
        "'backfire' stands here twice",
    ),
]


@pytest.mark.parametrize(("lines", "message"), [row[1:] for row in FAULTY], ids=[row[0] for row in FAULTY])
def test_a_faulty_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: str, message: str) -> None:
    (tmp_path / "verdicts.csv").write_text(lines, encoding="utf-8")
    monkeypatch.setattr(paths, "STANCE", tmp_path)
    catalogue.verdicts.cache_clear()
    with pytest.raises(CatalogueError, match=message):
        catalogue.verdicts()
    catalogue.verdicts.cache_clear()
