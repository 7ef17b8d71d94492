"""States that share one noun, listed before it: "the German, French and Polish ministers", "Chile's and Peru's armies".

Behind a noun ("the leaders of Chile and Peru") the parse shows the list; before it parses differ too much, so that the
words themselves are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dashboard.catalogue import Kind, Name
from dashboard.extraction.descriptions import Draft
from dashboard.extraction.mentions import Mention
from dashboard.extraction.phrases import Found, Phrase, Words
from dashboard.extraction.sides import is_organisation
from dashboard.schema import Represents

_AND = frozenset({"and", "&"})
_LINKS = frozenset({"between", "with"})  # "talks between the US and British officials" are no US officials'


def by_end(found: Sequence[Found]) -> dict[int, Found]:
    """The names of one state or organisation each, by the token behind them."""
    return {each.end: each for each in found if len(each.names) == 1 and each.names[0].code}


def for_each_state(
    words: Words, phrases: Sequence[Phrase], draft: Draft, mention: Mention, names: Mapping[int, Found]
) -> list[Mention]:
    """The mention that a draft became and, where its noun has a state, one for each state listed before that one.

    ``names`` are those of :func:`by_end`. A person with a name has one state.
    """
    if draft.noun is None or draft.person:
        return [mention]
    phrase = draft.phrase
    first = phrase if phrase.owner is None else phrases[phrase.owner]
    own = next((end for end in range(first.start + 1, first.end + 1) if end in names), None)
    if own is None or names[own].start != first.start or names[own].names[0].code != mention.country:
        return [mention]
    noun = f" {words.join(own, phrase.end)}" if phrase.owner is None else f"'s {words.join(phrase.start, phrase.end)}"
    others = [
        mention._replace(name=f"{each.surface}{noun}", country=each.code, represents=_side(each.code, mention))
        for each in _listed_before(words, first, names, attributive=draft.noun.plural)
        if each.code != mention.country
    ]
    return [*reversed(others), mention]


def _listed_before(words: Words, first: Phrase, names: Mapping[int, Found], *, attributive: bool) -> Iterator[Name]:
    """The names before "and Polish", the nearest first; a state's own name ("US") only where it may be an adjective."""
    at, joined = _without_article(words, first.start), False
    while at > 1:
        end = at - 1
        if words.lower[end] in _AND:
            joined = True
            end -= words.text[end - 1] == ","
        elif words.text[end] != "," or not joined:
            return
        if words.is_possessive(end - 1):
            end -= 1
        before = names.get(end)
        if before is None or not _may_modify(words, before, attributive=attributive):
            return
        yield before.names[0]
        at = _without_article(words, before.start)


def _may_modify(words: Words, named: Found, *, attributive: bool) -> bool:
    kind = named.names[0].kind
    if kind is Kind.ADJECTIVE or words.is_possessive(named.end):
        return True
    start = _without_article(words, named.start)
    is_short = named.end - named.start == 1 and words.text[named.start].replace(".", "").isupper()
    return attributive and is_short and not (start and words.lower[start - 1] in _LINKS)


def _without_article(words: Words, start: int) -> int:
    return start - (start > 0 and words.lower[start - 1] == "the")


def _side(code: str | None, mention: Mention) -> Represents:
    """An office is a government's in a state and an organisation's in an organisation."""
    if mention.represents not in {Represents.GOVERNMENT, Represents.ORGANISATION}:
        return mention.represents
    return Represents.ORGANISATION if is_organisation(code) else Represents.GOVERNMENT
