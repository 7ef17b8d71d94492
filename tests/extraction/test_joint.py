"""Nouns that several states share: who is meant beside the state that stands right before."""

from __future__ import annotations

import pytest

from dashboard.extraction.actors import find_mentions

# the rule, the text, the mentions at the shared noun: name, country, represents
SHARED = [
    (
        "two states",
        "the/DET Russian/ADJ and/CCONJ Turkish/ADJ presidents/NOUN objected/VERB .",
        [("Russian presidents", "RUS", "government"), ("Turkish presidents", "TUR", "government")],
    ),
    (
        "three, with a comma before the last",
        "German/ADJ ,/PUNCT French/ADJ ,/PUNCT and/CCONJ Polish/ADJ foreign/ADJ ministers/NOUN objected/VERB .",
        [
            ("German foreign ministers", "DEU", "government"),
            ("French foreign ministers", "FRA", "government"),
            ("Polish foreign ministers", "POL", "government"),
        ],
    ),
    (
        "a state's own name among them",
        "US/PROPN ,/PUNCT British/ADJ and/CCONJ French/ADJ forces/NOUN objected/VERB .",
        [
            ("US forces", "USA", "government"),
            ("British forces", "GBR", "government"),
            ("French forces", "FRA", "government"),
        ],
    ),
    (
        "an organisation among them",
        "EU/PROPN and/CCONJ Norwegian/ADJ officials/NOUN objected/VERB .",
        [("EU officials", "EU", "organisation"), ("Norwegian officials", "NOR", "government")],
    ),
    (
        "each with an article of its own",
        "the/DET Russian/ADJ and/CCONJ the/DET Turkish/ADJ government/NOUN objected/VERB .",
        [("Russian government", "RUS", "government"), ("Turkish government", "TUR", "government")],
    ),
    (
        "possessors",
        "Japan/PROPN 's/PART and/CCONJ Ireland/PROPN 's/PART ministers/NOUN objected/VERB .",
        [("Japan's ministers", "JPN", "government"), ("ministers", "IRL", "government")],
    ),
    (
        "a state that the officials only talk to is no adjective",
        "talks/NOUN between/ADP the/DET US/PROPN and/CCONJ British/ADJ officials/NOUN ended/VERB .",
        [("British officials", "GBR", "government")],
    ),
    (
        "a whole name is none either",
        "France/PROPN and/CCONJ Polish/ADJ ministers/NOUN objected/VERB .",
        [("Polish ministers", "POL", "government")],
    ),
    (
        "a comma alone joins nothing",
        "in/ADP German/ADJ ,/PUNCT Polish/ADJ ministers/NOUN objected/VERB .",
        [("Polish ministers", "POL", "government")],
    ),
    (
        "the same state twice is one",
        "the/DET Polish/ADJ and/CCONJ Polish/ADJ ministers/NOUN objected/VERB .",
        [("Polish ministers", "POL", "government")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in SHARED], ids=[row[0] for row in SHARED])
def test_states_that_share_a_noun(written, text, expected):
    found = find_mentions(written(text))
    last = max(each.end for each in found)
    assert [(each.name, each.country, each.represents.value) for each in found if each.end == last] == expected
