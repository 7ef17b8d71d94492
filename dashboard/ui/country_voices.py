"""Who speaks for one country: persons and bodies, each with what they said."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis import voices
from dashboard.ui.country import View
from dashboard.ui.data import in_full
from dashboard.ui.evidence import evidence_count, show_evidence
from dashboard.ui.names import counted
from dashboard.ui.style import show_heading


def show_voices(view: View) -> None:
    """Who speaks for it: persons and bodies with their roles; a row leads to what they said."""
    own = in_full(view.own)
    found = voices(own)
    found["role"] = found["role"].fillna("").mask(found["actor"] == view.name, "the state or body itself")
    show_heading(
        "Who speaks for it",
        note=f"{counted(len(found), 'name')} by the fullest form the articles give; choose a row for the sentences.",
    )
    event = st.dataframe(
        found,
        hide_index=True,
        key=f"country-voices-{view.code}",
        on_select="rerun",
        selection_mode="single-row",
        alt=f"Table of {counted(len(found), 'speaker')} for {view.name} with roles and numbers of statements.",
        column_order=["actor", "role", "n", "support", "neutral", "oppose", "topics", "last", "represents"],
        column_config={
            "actor": st.column_config.TextColumn("Name", width=150),
            "role": st.column_config.TextColumn("Role as written", width=140),
            "represents": "Speaks for",
            "n": st.column_config.ProgressColumn(
                "Statements", format="%d", min_value=0, max_value=int(found["n"].max()), width="small"
            ),
            "topics": st.column_config.NumberColumn("Topics", width=50),
            "support": st.column_config.NumberColumn("+", help="statements that support", width=34),
            "neutral": st.column_config.NumberColumn("○", help="neutral statements", width=34),
            "oppose": st.column_config.NumberColumn("−", help="statements that oppose", width=34),
            "last": st.column_config.DateColumn("Last", format="D MMM YYYY"),
        },
    )
    for row in event["selection"]["rows"][:1]:
        actor, represents = found.loc[row, ["actor", "represents"]]
        frame = own[(own["actor"] == actor) & (own["represents"] == represents)]
        show_heading(f"{actor} for {view.name}", note=evidence_count(frame))
        show_evidence(frame, key=f"voice-{view.code}-{row}")
