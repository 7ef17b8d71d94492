"""Own topics: those that people found for a workspace, beside the catalogue.

The id of an own topic follows from its label and question alone: the same topic has the same id in every workspace, and
what is remembered of several workspaces cannot be mixed up.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import NamedTuple

OWN = "own-"  # before the ids of own topics
OWN_FIELD = "Own topics"
OWN_DESCRIPTION = "A topic of this workspace, founded by the people who review it."
_LONGEST = 40  # characters of the label in an id
_DIGITS = 6  # of the digest in an id: two topics of one label share them once in sixteen million


class OwnTopic(NamedTuple):
    """A topic that people have founded."""

    id: str
    label: str
    question: str  # yes/no


_remembered: dict[str, OwnTopic] = {}


def own_topic(label: str, question: str) -> OwnTopic:
    """The own topic of this label and question."""
    letters = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", letters)[:_LONGEST].strip("-")
    digest = hashlib.sha256(f"{label}\n{question}".encode()).hexdigest()[:_DIGITS]
    return OwnTopic(OWN + "-".join(filter(None, (slug, digest))), label, question)


def is_own(topic_id: str) -> bool:
    """Whether people have founded this topic."""
    return topic_id in _remembered


def remember(topic: OwnTopic) -> None:
    """Have :func:`dashboard.catalogue.topics.topic` know an own topic in this process from now on."""
    _remembered[topic.id] = topic


def remembered(topic_id: str) -> OwnTopic | None:
    """The own topic of this id; None when none is remembered."""
    return _remembered.get(topic_id)
