"""The words of the house: what an article, an actor and a statement *are*.

A statement is one actor taking one position on one target in one passage of an article. What a row of the statement
table means stands here and nowhere else; ``dashboard.table`` derives columns and dtypes from these classes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias


class Stance(StrEnum):
    """Which side an actor takes. A stance that could not be determined is ``None``, never ``NEUTRAL``."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    NEUTRAL = "neutral"  # the actor abstains, stays undecided, sets out both sides or refuses to comment

    @property
    def opposite(self) -> Stance:
        """Support and oppose change places; neutral stays neutral."""
        return {Stance.SUPPORT: Stance.OPPOSE, Stance.OPPOSE: Stance.SUPPORT, Stance.NEUTRAL: Stance.NEUTRAL}[self]


class Represents(StrEnum):
    """On whose behalf an actor speaks."""

    GOVERNMENT = (
        "government"  # head of state, minister, ministry, embassy, armed forces, spokesperson, the state itself
    )
    ORGANISATION = "organisation"  # an international organisation or one of its officials
    OPPOSITION = "opposition"  # legislators and parties outside the government, rebel authorities, sub-national dissent
    OTHER = "other"  # experts, companies, NGOs, activists, armed groups, former officials


class Review(StrEnum):
    """What a person has said about a statement that the machine found."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    ADDED = "added"  # the machine had missed it


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it is kept: plain text and what is known about it."""

    id: str  # 16 hex digits from the title and text alone: the same article read twice has the same id
    title: str
    text: str  # plain text, paragraphs parted by blank lines; all offsets in statements count its characters
    date: Date | None = None  # day of publication; None is "undated", never today
    publisher: str | None = None
    url: str | None = None
    language: str = "en"  # ISO 639-1, or 639-3 where that has none
    source: str | None = None  # where it was read from, as the user named it (file name or address)
    author: str | None = None  # who wrote it, as the source says
    story: str | None = None  # the same in articles that are near copies; only a store that holds the others knows it

    @classmethod
    def of(
        cls,
        text: str,
        *,
        title: str = "",
        date: Date | None = None,
        publisher: str | None = None,
        url: str | None = None,
        language: str = "en",
        source: str | None = None,
        author: str | None = None,
    ) -> Article:
        """Build an article whose id follows from its content."""
        digest = hashlib.sha256(f"{title}\n\n{text}".encode()).hexdigest()[:16]
        return cls(digest, title, text, date, publisher, url, language, source, author)


@dataclass(frozen=True, slots=True)
class Visit:
    """What is remembered of an address that was asked for, so that it is not asked for in vain. Times are UTC."""

    address: str
    is_feed: bool = False  # watched; False: the page of an entry
    title: str | None = None  # the feed's own name
    etag: str | None = None  # the server's own marks of what it last gave, sent back to ask for news only
    modified: str | None = None
    visited_at: datetime | None = None  # None: never yet
    due_at: datetime | None = None  # not to be asked again before; None: at any time
    failures: int = 0  # in a row, up to now
    said: str | None = None  # why it failed the last time


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes a position."""

    name: str  # the fullest name the article gives; a state's name when no person or body is named
    role: str | None  # the office or description the article gives ("Defence Minister"), as written
    country: str | None  # ISO 3166-1 alpha-3 or an organisation's acronym (EU, NATO, UN …); None: neither or not known
    represents: Represents


@dataclass(frozen=True, slots=True)
class Statement:
    """One actor takes one position on one target in one passage. Offsets are [start, end) characters of the text."""

    id: str  # 16 hex digits from article, passage, actor and target: stable between runs of the same reader
    article: str  # Article.id
    start: int  # first character of the evidence
    end: int
    evidence: str  # the passage that carries the position: text[start:end], one to three sentences
    actor: Actor
    actor_start: int | None  # where the actor is mentioned; outside the evidence when a pronoun stands in for the name
    actor_end: int | None
    stance: Stance  # towards the target as written
    target: str  # what the position is about, a noun phrase of at most ten words
    target_start: int | None  # None when the target's words are put together rather than copied
    target_end: int | None
    topic: str | None  # id of a topic of the catalogue, or a label found in the article; None: no topic found
    position: (
        Stance | None
    )  # towards the topic's question: the stance turned by the target's orientation; None without topic
    cue: str  # the word or construction that shows the stance, as written
    is_quote: bool  # the evidence holds words quoted from the actor
    confidence: float  # 0-1: how sure the reader is that actor, stance and target are all right
    method: str  # the rule or model that found it, e.g. "attribution:demand"
    review: Review = Review.UNREVIEWED

    @staticmethod
    def identify(article: str, start: int, end: int, actor: str, target: str) -> str:
        """The id of a statement with these parts."""
        parts = "\x1f".join((article, str(start), str(end), actor, target))
        return hashlib.sha256(parts.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class ActorAmendment:
    """Whoever appears under one of these names is to be shown otherwise, in past and future articles alike.

    Several are merged when they get one name. A country or a side that a person has given to a statement by hand stays.
    """

    of: tuple[tuple[str, str | None], ...]  # name and country as the table shows them; None: those without a country
    name: str | None = None  # None: each keeps its own
    country: str | None = None  # None: each keeps its own; "": of no country
    represents: Represents | None = None  # None: each statement keeps what it has
    since: Date | None = None  # first and last day of the articles concerned; undated ones only where neither is set
    until: Date | None = None


@dataclass(frozen=True, slots=True)
class TopicAmendment:
    """Statements of other topics, or of none, are to be shown under one topic, in past and future articles alike.

    Adopting a proposed topic, and renaming, merging, splitting and founding topics, are all of this kind. Phrases leave
    alone the topic that a person has given to a statement by hand.
    """

    into: str  # id of a topic of the catalogue, or of an own topic
    label: str | None = None  # of an own topic that is founded here; None: ``into`` is there already
    question: str | None = None  # its yes/no question, ends in "?"
    whole: tuple[str, ...] = ()  # topics all of whose statements move
    parted: tuple[str, ...] = ()  # topics of which only what the phrases catch moves; "": none, or a proposed one
    phrases: tuple[str, ...] = ()  # looked for in targets, written as in the catalogue; support of what they name: yes
    counter: tuple[str, ...] = ()  # likewise; support of what they name means no
    turned: bool = False  # a yes to one of ``whole`` is a no to ``into``


Amendment: TypeAlias = ActorAmendment | TopicAmendment
