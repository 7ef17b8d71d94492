"""What can be done to topics, and the form of each."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from enum import StrEnum

import streamlit as st

from dashboard.analysis.topic_list import TopicKind, kind_of
from dashboard.catalogue.proposed import question_of
from dashboard.catalogue.topics import label_of
from dashboard.schema import TopicAmendment
from dashboard.ui import amend, amend_list
from dashboard.ui import amend_topic_fields as fields
from dashboard.ui.names import topic_names


class Action(StrEnum):
    """What can be done to topics."""

    NEW = "new"
    ADOPT = "adopt"
    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"


ACTIONS = {
    Action.NEW: ("New", "Your own question. Its phrases look for statements that no topic of the catalogue has yet."),
    Action.ADOPT: ("Adopt", "Make proposed topics a lasting one, with a question of your own."),
    Action.RENAME: ("Rename", "Give a topic another label or question; all its statements go along."),
    Action.MERGE: ("Merge", "Statements of these topics answer the question of another one."),
    Action.SPLIT: ("Split", "Take what the phrases catch out of a topic, into one of your own."),
}
OF_ONE = (Action.RENAME, Action.SPLIT)  # what is done to a single topic


def usual_action(topics: Sequence[str]) -> Action:
    """What is most likely meant by choosing these topics."""
    if all(kind_of(each) is TopicKind.PROPOSED for each in topics):
        return Action.ADOPT
    return Action.RENAME if len(topics) == 1 else Action.MERGE


def fitting(action: Action, topics: Sequence[str]) -> list[str]:
    """The topics to which this can be done."""
    if action is Action.ADOPT:
        return [each for each in topics if kind_of(each) is TopicKind.PROPOSED]
    if action is Action.RENAME:
        return [each for each in topics if kind_of(each) is not TopicKind.PROPOSED]
    return list(topics)


def _choose(name: str, label: str, action: Action) -> list[str]:
    options = topic_names(fitting(action, amend.known_topics()))
    return amend_list.show_choice(
        name,
        label,
        options,
        placeholder="None yet",
        then=amend.forget_told,
        several=action not in OF_ONE,
    )


def _new(name: str) -> TopicAmendment | None:
    founded = fields.ask_topic(f"{name}-new", "", "")
    phrases = fields.ask_phrases(f"{name}-new")
    if not founded.label and not phrases.any:
        st.html(f'<p class="sp-note">{html.escape(fields.EXAMPLE)}</p>')
        return None
    return founded.amendment(parted=("",), phrases=phrases)


def _adopt(name: str) -> TopicAmendment | None:
    if not fitting(Action.ADOPT, amend.known_topics()):
        st.html('<p class="sp-note">No topic is proposed here.</p>')
        return None
    chosen = _choose(name, "Proposed topics", Action.ADOPT)
    if not chosen:
        return None
    key = f"{name}-adopt-{amend_list.digest(chosen)}"
    founded = fields.ask_topic(key, label_of(chosen[0]), question_of(chosen[0]))
    turned = fields.ask_turned(key, "Asks the opposite of the proposal")
    phrases = fields.ask_phrases(key, targets=fields.targets_of(chosen))
    return founded.amendment(whole=tuple(chosen), parted=("",) if phrases.any else (), phrases=phrases, turned=turned)


def _rename(name: str) -> TopicAmendment | None:
    chosen = _choose(name, "Topic", Action.RENAME)
    if not chosen:
        return None
    key = f"{name}-rename-{amend_list.digest(chosen)}"
    founded = fields.ask_topic(key, label_of(chosen[0]), question_of(chosen[0]))
    turned = fields.ask_turned(key, "Asks the opposite now")
    if (founded.label, founded.question) == (label_of(chosen[0]), question_of(chosen[0])):
        st.html('<p class="sp-note">Change the label or the question.</p>')
        return None
    return founded.amendment(whole=tuple(chosen), turned=turned)


def _merge(name: str) -> TopicAmendment | None:
    chosen = _choose(name, "These topics", Action.MERGE)
    lasting = [each for each in amend.known_topics() if kind_of(each) is not TopicKind.PROPOSED and each not in chosen]
    names = topic_names(lasting)
    into = st.selectbox(
        "go into",
        list(names),
        index=None,
        format_func=lambda each: names.get(each, each),
        key=f"{name}-into",
        placeholder="A topic of the catalogue, or your own",
        help="To join proposed topics into a new one, choose “Adopt”.",
    )
    if not chosen or into is None:
        return None
    asked = "".join(f"<li><i>{html.escape(question_of(each))}</i></li>" for each in chosen)
    st.html(
        f'<div class="sp-note">A yes to<ul style="margin:0">{asked}</ul>will be a yes to '
        f"<b>{html.escape(question_of(into))}</b></div>"
    )
    turned = fields.ask_turned(f"{name}-merge-{amend_list.digest([*chosen, into])}", "No: it will be a no")
    return TopicAmendment(into=into, whole=tuple(chosen), turned=turned)


def _split(name: str) -> TopicAmendment | None:
    chosen = _choose(name, "From", Action.SPLIT)
    if not chosen:
        return None
    key = f"{name}-split-{amend_list.digest(chosen)}"
    founded = fields.ask_topic(key, "", "")
    phrases = fields.ask_phrases(key, targets=fields.targets_of(chosen), is_drafted=False)
    if not founded.label and not phrases.any:
        return None
    return founded.amendment(parted=tuple(chosen), phrases=phrases)


# The form of each action: it shows the fields and gives what they say, or nothing while they say too little.
FORMS: dict[Action, Callable[[str], TopicAmendment | None]] = {
    Action.NEW: _new,
    Action.ADOPT: _adopt,
    Action.RENAME: _rename,
    Action.MERGE: _merge,
    Action.SPLIT: _split,
}
