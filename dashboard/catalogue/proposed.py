"""Proposed topics: found in articles and named after what these say, where the catalogue has no topic.

The id of a proposed topic is its label. It begins with a capital, as no id of the catalogue does.
"""

from __future__ import annotations

from dashboard.catalogue.topics import label_of, topic

PROPOSED = "*"  # after the label of a proposed topic, wherever it is shown
PROPOSED_NOTE = f"{PROPOSED} proposed topic: found in the articles, not in the catalogue of topics."


def is_proposed(topic_id: str) -> bool:
    """Whether a topic was found in articles, and is neither in the catalogue nor an own one."""
    return topic(topic_id) is None


def topic_name(topic_id: str) -> str:
    """What to write for a topic; a proposed one carries :data:`PROPOSED`."""
    return f"{label_of(topic_id)} {PROPOSED}" if is_proposed(topic_id) else label_of(topic_id)


def question_of(topic_id: str) -> str:
    """The yes/no question that positions on a topic answer; for a proposed topic a draft that fits any label."""
    known = topic(topic_id)
    return f"Should this be supported: “{label_of(topic_id)}”?" if known is None else known.question
