"""Lists of actors as they stand in the text: "Russia, Belarus and North Korea", whatever the tree makes of them."""

from __future__ import annotations

from spacy.tokens import Doc

from dashboard.extraction.mentions import Mention

JOINING = frozenset({",", "and", "&", "or", "the", "as", "well", "both", "also"})
# What may stand between the names and the verb: "China, India and South Africa all again abstained".
PASSED_OVER = frozenset(
    "also all both again then now each instead therefore too had have has did do does will would to this time once "
    "more later only however meanwhile eventually finally simply first".split()
)
BESIDE = frozenset({"its", "their", "neighbour", "neighbours", "neighboring", "neighbouring", "ally", "partner"})
IN_A_LIST = frozenset({"DET", "ADJ", "NOUN", "PROPN", "CCONJ", "PRON", "NUM", "PART"})


def mentions_before(doc: Doc, at: int, first: int) -> tuple[int, ...]:
    """Heads of the named actors in the list that ends right before token ``at``, no further back than ``first``."""
    ends: dict[int, Mention] = {mention.end: mention for mention in doc._.mentions if mention.kind != "pronoun"}
    while at > first and (doc[at - 1].lower_ in PASSED_OVER or doc[at - 1].pos_ == "ADV"):
        at -= 1
    found: list[int] = []
    while at in ends and at > first:
        found.append(ends[at].head)
        at = ends[at].start
        before = at
        while at > first and doc[at - 1].lower_ in JOINING | BESIDE:
            at -= 1
        if at == before:
            break
    return tuple(reversed(found))


def mentions_from(doc: Doc, start: int) -> tuple[int, ...]:
    """Heads of the named actors in the list that begins at token ``start``.

    Words between the names are passed over: "the rest of the Union, Norway and its neighbour Sweden".
    """
    by_start = {mention.start: mention for mention in doc._.mentions if mention.kind != "pronoun"}
    found: list[int] = []
    at, is_closed = start, False
    while at < len(doc) and (at == start or not doc[at].is_sent_start):
        if at in by_start:
            is_closed = doc[at - 1].lower_ in {"and", "&"}
            found.append(by_start[at].head)
            at = by_start[at].end
        elif is_closed and doc[at].text == ",":
            break  # "the same day as Ireland and Norway, Israel …": "and" was the list's last joint
        elif doc[at].pos_ in IN_A_LIST or doc[at].lower_ in {"of", "as", "well"} or doc[at].text in {",", "&"}:
            at += 1
        else:
            break
    return tuple(found)
