"""Every change that people made to actors or topics, by whom and when, and the way back from each."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd
import streamlit as st

from dashboard.store.amendments.describing import describe
from dashboard.ui import review_desk
from dashboard.ui.amend import amendments, take_back
from dashboard.ui.style import show_heading

AT_ONCE = 10


def show_log(kind: Literal["actor", "topic"]) -> None:
    """The changes of this kind, newest first, each that holds with a button that takes it back."""
    log = amendments()
    log = log[log["kind"] == kind]
    if log.empty:
        return
    show_heading("Changes", note="They hold for articles that come later, too. Taking one back restores what was read.")
    limit = st.session_state.setdefault(f"amend-log-{kind}", AT_ONCE)
    for entry in log.sort_values("number", ascending=False).head(limit).to_dict("records"):
        _show_entry(entry)
    if len(log) > limit:
        st.button(
            f"Show more ({len(log) - limit:,} left)", key=f"amend-log-more-{kind}", on_click=_show_more, args=(kind,)
        )


def _show_entry(entry: Mapping[str, Any]) -> None:
    words = describe(entry["content"])
    is_undo = pd.notna(entry["undoes"])
    with st.container(horizontal=True, vertical_alignment="center", key=f"amended-{entry['number']}"):
        st.html(_line(entry, f"took back: {words}" if is_undo else words))
        if entry["stands"] and not is_undo:
            st.button(
                "Undo",
                key=f"take-back-{entry['number']}",
                type="tertiary",
                icon=":material/undo:",
                on_click=take_back,
                args=(int(entry["number"]), words),
                disabled=not review_desk.coder(),
            )


def _line(entry: Mapping[str, Any], words: str) -> str:
    when = f"{entry['made_at']:%d %b %Y %H:%M} UTC"
    gone = "" if entry["stands"] or pd.notna(entry["undoes"]) else " <i>(taken back)</i>"
    return f'<p class="sp-note"><b>{html.escape(str(entry["coder"]))}</b> · {when} · {html.escape(words)}{gone}</p>'


def _show_more(kind: str) -> None:
    st.session_state[f"amend-log-{kind}"] += AT_ONCE
