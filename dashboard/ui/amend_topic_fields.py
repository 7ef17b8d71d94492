"""The fields of a topic: label, question, phrases; and the words of targets that help to write phrases."""

from __future__ import annotations

import html
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.analysis.topic_list import common_words, phrases_for
from dashboard.catalogue.own_topics import own_topic
from dashboard.schema import Review, TopicAmendment
from dashboard.ui.data import statements

LIVE = "400ms"  # of quiet at the keyboard, before what is written is looked up
PHRASES_HELP = (
    "Parted by commas. Looked for in what a statement is about, in any inflection. “a + b”: both must occur, in any "
    "order; “a | b”: either will do."
)
EXAMPLE = (
    "For example: label “Deep-sea mining”, question “Should deep-sea mining be allowed?”, phrases “deep-sea mining, "
    "seabed + mining | minerals”, opposite phrases “moratorium + mining”. What they catch is shown as you type."
)
UNFINISHED = "write a label, and a question that a yes or no answers."
MOST_TARGETS = 2000  # of a topic's statements, from which words are drawn


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the fields for phrases hold."""

    phrases: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is any."""
        return bool(self.phrases or self.counter)


@dataclass(frozen=True, slots=True)
class Founded:
    """What the fields of a topic of one's own hold."""

    label: str
    question: str

    def amendment(
        self,
        *,
        whole: tuple[str, ...] = (),
        parted: tuple[str, ...] = (),
        phrases: Phrases = Phrases(),  # it cannot be changed
        turned: bool = False,
    ) -> TopicAmendment:
        """The amendment that founds the topic and moves these statements into it."""
        into = own_topic(self.label, self.question).id
        return TopicAmendment(
            into, self.label, self.question, whole, parted, phrases.phrases, phrases.counter, turned=turned
        )


def ask_topic(key: str, label: str, question: str) -> Founded:
    """Fields for label and question."""
    entered = (
        st.text_input("Label", label, key=f"{key}-label", live=LIVE, placeholder="Short: it heads a column"),
        st.text_input(
            "Question",
            question,
            key=f"{key}-question",
            live=LIVE,
            placeholder="Should …?",
            help="A yes/no question; support of what the phrases name is a yes.",
        ),
    )
    return Founded(*(" ".join(each.split()) for each in entered))


def ask_phrases(key: str, *, targets: Sequence[str] = (), is_drafted: bool = True) -> Phrases:
    """Fields for phrases and for those of the opposite; drafted from the targets that the topic has now."""
    draft = ", ".join(phrases_for(targets)) if targets and is_drafted else ""
    _show_words(targets)
    phrases = st.text_input(
        "Phrases",
        draft,
        key=f"{key}-phrases",
        live=LIVE,
        placeholder="tunnel + plan, railway | rail link",
        help=PHRASES_HELP,
    )
    counter = st.text_input(
        "Opposite phrases",
        key=f"{key}-counter",
        live=LIVE,
        placeholder="Support of these is a no",
        help="What names the opposite: whoever supports it answers the question with no.",
    )
    return Phrases(_parted(phrases), _parted(counter))


def ask_turned(key: str, label: str) -> bool:
    """Whether sides change on the way into the topic."""
    return st.toggle(label, key=f"{key}-turned", help="Support becomes opposition, and the other way round.")


def targets_of(topics: Collection[str]) -> list[str]:
    """What the statements of these topics are about, in the articles' words."""
    table = statements()
    rows = table["topic"].isin(list(topics)) & (table["review"] != Review.REJECTED)
    return [str(each) for each in table.loc[rows.to_numpy(), "target"].head(MOST_TARGETS)]


def _show_words(targets: Sequence[str]) -> None:
    words = common_words(targets)
    if words:
        listed = " · ".join(f"{html.escape(word)} {number:,}" for word, number in words.items())
        st.html(f'<p class="sp-note">What its statements are about, most common words: {listed}</p>')


def _parted(text: str) -> tuple[str, ...]:
    return tuple(phrase for part in text.split(",") if (phrase := " ".join(part.split())))
