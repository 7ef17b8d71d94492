"""From the head word of a target to the few words that name it."""

from __future__ import annotations

from spacy.tokens import Token

MOST_WORDS = 10  # the codebook's limit for a target
TRIMMED_LEFT = frozenset(
    (
        "the a an any all such that this these those its their his her to of for on in at with about against over "
        "behind towards toward from by regarding concerning out"
    ).split()
)
TRIMMED_PUNCT = frozenset("\"“”‘’'`,;:.-–—()[]")
TIME_PREPOSITIONS = frozenset({"in", "on", "since", "during", "until", "at"})
CUT_RELATIONS = frozenset({"acl:relcl", "relcl", "parataxis", "appos", "advcl", "punct", "cc", "discourse"})
_ASIDES = frozenset({"acl:relcl", "relcl", "parataxis", "appos"})


def phrase(head: Token) -> tuple[int, int]:
    """Token range [start, end) of at most ten words around ``head``: its phrase without relative clauses and asides.

    Conjuncts stay ("sanctions and threats") while there is room; determiners and quotation marks at the edges go.
    """
    start, end = head.i, head.i + 1
    for child in sorted(head.children, key=lambda word: abs(word.i - head.i)):
        if child.dep_ in CUT_RELATIONS or _is_apart(child, head):
            continue
        edge = child.left_edge.i if child.i < head.i else _end_of(child)
        if child.i < head.i and _words(head, edge, end) <= MOST_WORDS:
            start = min(start, edge)
        elif child.i > head.i and edge > end:
            end = edge if _words(head, start, edge) <= MOST_WORDS else max(end, _shorter(child, start, end))
    return trim(head, start, end)


def _is_apart(child: Token, head: Token) -> bool:
    """Whether a branch only looks like part of the target: "(against) a pause *and for cooperation*", "*in May*"."""
    if child.i < head.i:
        return False
    case = _preposition(child)
    if child.dep_ == "conj":
        return case is not None and case != _preposition(head)
    if case is not None and child.left_edge.i > head.i + 1 and child.left_edge.nbor(-1).text == ",":
        return True  # "the goal, in line with the signal"
    return case in TIME_PREPOSITIONS and child.ent_type_ in {"DATE", "TIME"}


def _end_of(branch: Token) -> int:
    """Where a branch ends, without an aside behind a comma: "(applied to) join NATO, a move that angered Russia"."""
    end = branch.right_edge.i + 1
    for word in branch.subtree:
        first = word.left_edge
        if word.dep_ in _ASIDES and first.i > branch.i and (first.text == "," or first.nbor(-1).text == ","):
            end = min(end, first.i)
    return end


def _preposition(word: Token) -> str | None:
    return next((mark.lower_ for mark in word.children if mark.dep_ == "case" and mark.i < word.i), None)


def _shorter(child: Token, start: int, end: int) -> int:
    """As much of a long branch as fits: up to the head of the last inner phrase that leaves at most ten words."""
    best = end
    for word in child.subtree:
        fits = end <= word.i < start + MOST_WORDS
        closes_phrase = word.i + 1 == len(word.doc) or word.nbor().pos_ not in {"NOUN", "PROPN"}
        if fits and closes_phrase and word.pos_ in {"NOUN", "PROPN", "NUM", "PRON"}:
            best = max(best, word.i + 1)
    return best


def _words(token: Token, start: int, end: int) -> int:
    return sum(not word.is_punct and not word.is_space for word in token.doc[start:end])


def trim(token: Token, start: int, end: int) -> tuple[int, int]:
    """Take function words off the left edge and punctuation off both."""
    doc = token.doc
    while start < end - 1 and (
        doc[start].lower_ in TRIMMED_LEFT or doc[start].text in TRIMMED_PUNCT or doc[start].is_space
    ):
        start += 1
    while end > start + 1 and (doc[end - 1].text in TRIMMED_PUNCT or doc[end - 1].is_space):
        end -= 1
    return start, end


def clip(token: Token, start: int, end: int) -> tuple[int, int]:
    """The first ten words of a stretch, trimmed at the edges."""
    start, end = trim(token, start, end)
    while _words(token, start, end) > MOST_WORDS:
        end -= 1
    return trim(token, start, end)
