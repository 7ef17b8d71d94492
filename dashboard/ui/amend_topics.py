"""Amending topics: make own ones, adopt proposed ones, rename, merge and part them, for all articles at once."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis.topic_list import topic_table
from dashboard.catalogue.topics import label_of
from dashboard.ui import amend, amend_list
from dashboard.ui import amend_topic_fields as fields
from dashboard.ui.address import record
from dashboard.ui.amend_log import show_log
from dashboard.ui.amend_preview import show_topic_preview
from dashboard.ui.amend_topic_forms import ACTIONS, FORMS, OF_ONE, Action, fitting, usual_action
from dashboard.ui.data import statements_and_state
from dashboard.ui.names import counted
from dashboard.ui.review_desk import AMENDED_TOPIC
from dashboard.ui.style import show_heading

INTRODUCTION = (
    "A topic is a yes/no question, and a position is the answer to it. Make a topic of your own, take over one that "
    "was proposed, rename, merge or split them. A change holds for every article, also those that come later, and can "
    "be undone."
)
_ACTION = "topics-action"


def show_topics() -> None:
    """The topics to choose from, what can be done to the chosen ones, and what was done."""
    listed = _topics()
    st.html(f"<p>{html.escape(INTRODUCTION)}</p>")
    name = amend.in_round("topics")
    _follow_link(name)
    left, right = st.columns([5, 4], gap="large")
    with left:
        _show_topic_list(listed, name)
    with right:
        amend.show_told()
        _show_form(name)
    show_log("topic")


def _follow_link(name: str) -> None:
    """Choose the topic that a link from elsewhere names, once."""
    asked = st.query_params.get(AMENDED_TOPIC)
    if asked is None:
        return
    record({AMENDED_TOPIC: []})
    if asked in amend.known_topics():
        amend_list.choose(name, [asked])
        st.session_state[_ACTION] = usual_action([asked])


def _topics() -> pd.DataFrame:
    table, state = statements_and_state()
    return _topic_facts(state, table)


@st.cache_resource(show_spinner=False, max_entries=2)
def _topic_facts(state: str, _table: pd.DataFrame) -> pd.DataFrame:
    return topic_table(_table)


# ---------------------------------------------------------------------------------------------------------- to choose


def _show_topic_list(listed: pd.DataFrame, name: str) -> None:
    show_heading("Topics", note=f"Tick those that you want to change. {amend.EVERYWHERE}")
    searched = st.text_input(
        "Search for a topic", key="topics-search", type="search", live=True, placeholder="Part of a label"
    )
    labels = listed["topic"].map(label_of)
    wanted = searched.casefold().split()
    found = listed[[all(word in label.casefold() for word in wanted) for label in labels]]
    if found.empty:
        st.html('<p class="sp-note" role="status">No topic of these statements has these words in its label.</p>')
        return
    shown = found.head(amend_list.MOST_LISTED)
    rows = shown.assign(topic=labels.loc[shown.index])
    alt = f"Table of {counted(len(shown), 'topic')}, most statements first; the list beside chooses the same."
    amend_list.show_table(
        name,
        rows,
        list(shown["topic"]),
        settings=_settings(),
        alt=alt,
        then=lambda before: _follow_tick(name, before),
    )
    if len(found) > len(shown):
        st.html(f'<p class="sp-note">The first {len(shown):,} of {len(found):,}; search for the others.</p>')


def _settings() -> dict[str, Any]:
    kinds = st.column_config
    return {
        "topic": kinds.TextColumn("Topic", width=270),
        "kind": kinds.TextColumn("Kind", help="In the catalogue, your own, or proposed: found in articles.", width=80),
        "statements": kinds.NumberColumn("Statements", format="%d", width=90),
        "countries": kinds.NumberColumn("Countries", format="%d", width=80),
    }


def _follow_tick(name: str, before: Sequence[str]) -> None:
    """Offer what can be done to the topics that are ticked now."""
    amend.forget_told()
    ticked = amend_list.chosen(name)
    action = Action(st.session_state.get(_ACTION) or Action.NEW)
    if action is Action.SPLIT:
        _keep_one(name, [each for each in ticked if each not in before] or ticked)
    elif ticked and (action in (Action.NEW, Action.RENAME) or set(ticked) > set(fitting(action, ticked))):
        st.session_state[_ACTION] = usual_action(ticked)


def _follow_action(name: str) -> None:
    amend.forget_told()
    if Action(st.session_state.get(_ACTION) or Action.NEW) in OF_ONE:
        _keep_one(name, amend_list.chosen(name))


def _keep_one(name: str, topics: Sequence[str]) -> None:
    amend_list.choose(name, topics[-1:])


# ------------------------------------------------------------------------------------------------------------ to amend


def _show_form(name: str) -> None:
    st.session_state.setdefault(_ACTION, Action.NEW)
    action = st.segmented_control(
        "What to do",
        list(Action),
        format_func=lambda each: ACTIONS[Action(each)][0],
        key=_ACTION,
        required=True,
        on_change=_follow_action,
        args=(name,),
    )
    action = Action(action or Action.NEW)
    st.html(f'<p class="sp-note">{html.escape(ACTIONS[action][1])}</p>')
    amendment = FORMS[action](name)
    if amendment is None:
        return
    is_unfinished = amendment.label == "" or amendment.question == ""
    fault = fields.UNFINISHED if is_unfinished else amend.fault_of(amendment)
    amend.show_apply(_button(action), amendment, fault, key="topics-apply")
    if amendment.whole or amendment.phrases or amendment.counter:
        show_topic_preview(amendment)


def _button(action: Action) -> str:
    return "Make this topic" if action is Action.NEW else ACTIONS[action][0]
