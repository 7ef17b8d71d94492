"""What a page says when there is nothing to draw: why, and what to do next."""

from __future__ import annotations

import streamlit as st

from dashboard.ui.filters import reset_filters

INGEST = "python -m dashboard ingest seeds"


def show_empty_store(place: str) -> None:
    """No statement has been kept yet."""
    with st.container(border=True, key="empty-store"):
        st.markdown("**No statements yet.** Read some articles first, for example the ones that come with Standpoint:")
        st.code(INGEST, language="shell")
        st.markdown("A folder of your own works the same way. Then reload this page. The dashboard reads this store:")
        st.text(place)


def show_nothing_selected() -> None:
    """Statements there are, but the filters let none through."""
    with st.container(border=True, key="nothing-selected"):
        st.markdown("**No statement passes these filters.** Take one of them away, or start again:")
        st.button("Show everything again", on_click=reset_filters, key="reset-empty", icon=":material/restart_alt:")


def show_error(message: str) -> None:
    """An error that names its own repair, word for word."""
    with st.container(border=True, key="error"):
        st.markdown("**The statements cannot be read.**")
        st.text(message)
