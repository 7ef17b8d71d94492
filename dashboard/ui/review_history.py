"""What was judged so far, by whom and when, and the way back to each statement."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.schema import Review, Stance
from dashboard.ui import review_desk as desk
from dashboard.ui.evidence import VERBS
from dashboard.ui.style import show_heading

HISTORY_AT_ONCE = 10


def show_history(view: desk.Desk) -> None:
    """The last judgements of all coders, newest first, each with the way back to its statement."""
    log = view.log
    if view.is_blind:
        log = log[log["statement"].isin(log.loc[log["coder"] == view.coder, "statement"])]
    if log.empty:
        return
    show_heading(
        "History", note="Every judgement stays in the log; what was rejected counts in no chart and stays here."
    )
    limit = st.session_state.setdefault("review-history", HISTORY_AT_ONCE)
    for entry in log.sort_values("number", ascending=False).head(limit).to_dict("records"):
        with st.container(horizontal=True, vertical_alignment="center", key=f"history-{entry['number']}"):
            st.html(_entry(entry))
            desk.show_way_back(entry["statement"], key=f"look-{entry['number']}")
    if len(log) > limit:
        st.button(f"Show more ({len(log) - limit:,} left)", key="history-more", on_click=_show_more)


def _show_more() -> None:
    st.session_state["review-history"] += HISTORY_AT_ONCE


def _entry(entry: Mapping[str, Any]) -> str:
    row = {
        name: entry[name] if pd.notna(entry["actor"]) else entry[f"{name}_found"]
        for name in ("actor", "stance", "target")
    }
    said = ""
    if pd.notna(row["stance"]):
        said = f"{row['actor']} {VERBS[Stance(row['stance'])]} “{row['target']}”"
    verdict = desk.DONE_WORDS[Review(entry["verdict"])].lower()
    undone = "" if entry["stands"] or entry["verdict"] == Review.UNREVIEWED else " (no longer holds)"
    when = f"{entry['made_at']:%d %b %Y %H:%M} UTC"
    who = html.escape(str(entry["coder"]))
    return f'<p class="sp-note"><b>{who}</b> · {when} · {verdict}{undone}: {html.escape(said)}</p>'
