"""Which amendments of actors and topics can stand; what is at fault in others, and how to put it right."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from dashboard.catalogue import past_codes
from dashboard.catalogue.blocs import organisation_labels
from dashboard.catalogue.countries import country_labels
from dashboard.catalogue.own_topics import OwnTopic, own_topic
from dashboard.catalogue.topics import parse_phrase, topics
from dashboard.schema import ActorAmendment, Amendment, TopicAmendment
from dashboard.store.amendments.target_words import stems


@dataclass(frozen=True, slots=True)
class Known:
    """What a store holds that amendments may name."""

    countries: Collection[str]  # those that statements have: a user may have codes that the catalogue does not know
    topics: Collection[str]  # likewise
    own: Mapping[str, OwnTopic]  # own topics ever founded, by their ids
    in_use: Collection[str]  # the ids of those that still hold
    gone: Collection[str] = ()  # topics that went whole into others


def checked(amendment: Amendment, known: Known) -> Amendment:
    """The amendment as it is kept: without blanks around names and without repeats.

    Raises :class:`ValueError` with field and repair for an amendment that cannot stand.
    """
    if isinstance(amendment, ActorAmendment):
        return _checked_actors(amendment, known)
    tidy = _tidy(amendment)
    _check_topics(tidy, known)
    _check_founding(tidy, known)
    _check_phrases(tidy)
    return tidy


# --------------------------------------------------------------------------------------------------------------- actors


def _checked_actors(amendment: ActorAmendment, known: Known) -> ActorAmendment:
    if not amendment.of:
        raise _fault("of", "no actor is named", "choose at least one")
    of = tuple(dict.fromkeys(amendment.of))
    if not all(name.strip() for name, _ in of):
        raise _fault("of", "an actor without a name", "choose actors as the table shows them")
    name = None if amendment.name is None else _words(amendment.name)
    if name == "":
        raise _fault("name", "it is empty", "write the actor's name, or leave the names as they are")
    country = None if amendment.country is None else amendment.country.strip()
    _check_country(country, known)
    if amendment.since is not None and amendment.until is not None and amendment.since > amendment.until:
        raise _fault("until", f"{amendment.until} is before {amendment.since}", "exchange the two days")
    kept = replace(amendment, of=of, name=name, country=country)
    if kept.represents is None and all(_keeps(kept, *actor) for actor in of):
        raise _fault("of", "nothing would change", "give another name, a country or a side they speak for")
    return kept


def _keeps(amendment: ActorAmendment, name: str, country: str | None) -> bool:
    return amendment.name in (None, name) and (amendment.country is None or (amendment.country or None) == country)


def _check_country(country: str | None, known: Known) -> None:
    listed = {*country_labels(), *past_codes(), *organisation_labels(), *known.countries}
    if country and country not in listed:
        raise _fault("country", f"{country!r} is not known", "use an ISO 3166-1 alpha-3 code or an acronym such as EU")


# --------------------------------------------------------------------------------------------------------------- topics


def _tidy(amendment: TopicAmendment) -> TopicAmendment:
    return replace(
        amendment,
        label=None if amendment.label is None else _words(amendment.label),
        question=None if amendment.question is None else _words(amendment.question),
        whole=tuple(dict.fromkeys(amendment.whole)),
        parted=tuple(dict.fromkeys(amendment.parted)),
        phrases=_phrases(amendment.phrases),
        counter=_phrases(amendment.counter),
    )


def _check_topics(amendment: TopicAmendment, known: Known) -> None:
    """Topics that are there, each with one part to play."""
    listed = {topic.id for topic in topics()} | known.own.keys() | set(known.topics)
    for field, named in (("whole", amendment.whole), ("parted", [each for each in amendment.parted if each])):
        strange = next((each for each in named if each not in listed), None)
        if strange is not None:
            raise _fault(field, f"there is no topic {strange!r}", "choose topics as the table shows them")
    if not amendment.whole and not amendment.parted:
        raise _fault("whole", "no topic is named", "choose the topics whose statements are to move")
    if amendment.into in amendment.whole or amendment.into in amendment.parted:
        field = "whole" if amendment.into in amendment.whole else "parted"
        raise _fault(field, "a topic cannot go into itself", "take it out of the list, or choose another to go into")
    both = next((each for each in amendment.whole if each in amendment.parted), None)
    if both is not None:
        raise _fault("parted", f"{both!r} moves whole already", "name it in one of the two lists")
    if amendment.turned and not amendment.whole:
        raise _fault("turned", "only topics that move whole can change sides", "use counter phrases")


def _check_founding(amendment: TopicAmendment, known: Known) -> None:
    """A topic to go into: one that is there, or a new one with label and question."""
    catalogue = topics()
    if amendment.label is None:
        if amendment.question is not None:
            raise _fault("label", "a question without a label", "give the topic a label too")
        if amendment.into not in {topic.id for topic in catalogue} | known.own.keys():
            raise _fault("into", f"there is no topic {amendment.into!r}", "choose one, or give a new one a label")
        return
    if not amendment.label:
        raise _fault("label", "it is empty", "write what the topic is to be called")
    if not (amendment.question or "").rstrip("?").strip() or not str(amendment.question).endswith("?"):
        raise _fault("question", "it is no question", "ask what a yes or no answers, and end it with a question mark")
    label = amendment.label.casefold()
    gone = {*known.gone, *amendment.whole, amendment.into}  # a topic may be asked anew under the label it had
    taken = {topic.id for topic in catalogue} | {topic.label.casefold() for topic in catalogue if topic.id not in gone}
    others = (topic for topic in known.own.values() if topic.id in known.in_use and topic.id not in gone)
    taken |= {topic.label.casefold() for topic in others}
    if label in taken:
        raise _fault("label", f"“{amendment.label}” is a topic already", "merge into that one, or choose another label")
    if amendment.into != own_topic(amendment.label, str(amendment.question)).id:
        raise _fault("into", "it does not belong to label and question", "take the id that own_topic gives for them")


def _check_phrases(amendment: TopicAmendment) -> None:
    """Phrases that can catch something, and something to catch."""
    has_phrases = bool(amendment.phrases or amendment.counter)
    if amendment.parted and not has_phrases:
        raise _fault("phrases", "nothing says which statements move", "write at least one phrase")
    if has_phrases and not amendment.parted:
        raise _fault("parted", "the phrases have no statements to look in", "choose the topics to look in")
    for field, phrases in (("phrases", amendment.phrases), ("counter", amendment.counter)):
        for text in phrases:
            phrase = parse_phrase(text)
            if phrase is None:
                raise _fault(field, f"“{text}” has an empty part", 'write words on both sides of every "+" and "|"')
            hollow = next((each for part in phrase.parts for each in part if not stems(each)), None)
            if hollow is not None:
                raise _fault(field, f"“{hollow}” says nothing", "write a word that tells targets apart")
    favourable = {_folded(each) for each in amendment.phrases}
    both = next((each for each in amendment.counter if _folded(each) in favourable), None)
    if both is not None:
        raise _fault("counter", f"“{both}” means yes and no", "keep it in one of the two lists")


def _phrases(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple({_folded(text): _words(text) for text in reversed(list(texts)) if text.strip()}.values())[::-1]


def _folded(text: str) -> str:
    return _words(text).casefold()


def _words(text: str) -> str:
    return " ".join(text.split())


def _fault(field: str, reason: str, repair: str) -> ValueError:
    return ValueError(f"{field}: {reason}; {repair}.")
