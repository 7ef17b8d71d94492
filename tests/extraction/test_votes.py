"""Vote lists: a label, then the states; what was voted on stands before."""

from __future__ import annotations

import pytest

from dashboard.extraction.mentions import Mention
from dashboard.extraction.votes import listed_votes
from dashboard.schema import Represents

STATES = frozenset({"Iran", "Oman", "Peru", "Chad"})
RESOLUTION = (
    "The/DET/det>resolution resolution/NOUN/nsubj>passed on/ADP/case>Gaza Gaza/PROPN/nmod>resolution "
    "passed/VERB/ROOT . "
)


def states(*names):
    return " ".join(f"{name}/PROPN/dep" if name in STATES else f"{name}/CCONJ/cc" for name in names)


# the rule, the text, its findings: stance, holders, target
VOTES = [
    (
        "against",
        RESOLUTION + "Against : " + states("Iran", "and", "Oman") + " .",
        [("oppose", "Iran Oman", "resolution on Gaza")],
    ),
    (
        "votes in favour",
        RESOLUTION + "Votes in favour : " + states("Iran", "Oman") + " .",
        [("support", "Iran Oman", "resolution on Gaza")],
    ),
    (
        "American spelling",
        RESOLUTION + "In favor : " + states("Iran", "Oman") + " .",
        [("support", "Iran Oman", "resolution on Gaza")],
    ),
    (
        "abstentions",
        RESOLUTION + "Abstentions : " + states("Iran", "Oman") + " .",
        [("neutral", "Iran Oman", "resolution on Gaza")],
    ),
    (
        "a verb in place of the colon",
        RESOLUTION + "Abstaining were " + states("Iran", "Oman") + " .",
        [("neutral", "Iran Oman", "resolution on Gaza")],
    ),
    (
        "the number of votes in between",
        RESOLUTION + "Against 2 : " + states("Iran", "Oman") + " .",
        [("oppose", "Iran Oman", "resolution on Gaza")],
    ),
    (
        "several lists, each to its mark",
        RESOLUTION + "Against : " + states("Iran", "Oman") + " ; abstaining : " + states("Peru", "Chad") + " .",
        [("oppose", "Iran Oman", "resolution on Gaza"), ("neutral", "Peru Chad", "resolution on Gaza")],
    ),
    (
        "a list ends with its line",
        RESOLUTION + "Against : " + states("Iran", "Oman") + " ¶ " + states("Peru", "Chad"),
        [("oppose", "Iran Oman", "resolution on Gaza")],
    ),
    ("a single name is no list", RESOLUTION + "Against : " + states("Iran") + " .", []),
    ("a list without label", RESOLUTION + states("Iran", "Oman") + " .", []),
    ("a label without colon", RESOLUTION + "against " + states("Iran", "Oman") + " .", []),
    (
        "the nearest matter before the list",
        RESOLUTION + "A motion/NOUN/ROOT . Against : " + states("Iran", "Oman") + " .",
        [("oppose", "Iran Oman", "motion")],
    ),
    ("nothing voted on is named", "Against : " + states("Iran", "Oman") + " .", [("oppose", "Iran Oman", "Against:")]),
]


def with_mentions(doc):
    """The document with its states as mentions."""
    doc._.mentions = tuple(
        Mention(token.i, token.i + 1, token.i, token.text, None, None, Represents.GOVERNMENT, "state", "name")
        for token in doc
        if token.text in STATES
    )
    return doc


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in VOTES], ids=[row[0] for row in VOTES])
def test_vote_lists(parsed, text, expected):
    doc = with_mentions(parsed(text))
    found = [
        (str(each.stance), " ".join(doc[i].text for i in each.holders), doc[each.target[0] : each.target[1]].text)
        for each in listed_votes(doc)
    ]
    assert found == expected


def test_the_cue_is_the_label(parsed):
    doc = with_mentions(parsed(RESOLUTION + "Voting against : " + states("Iran", "Oman") + " ."))
    (found,) = listed_votes(doc)
    assert doc[found.cue[0] : found.cue[1]].text == "Voting against:"
    assert found.method == "vote-list"
