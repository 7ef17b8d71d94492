"""What a page says when there is nothing to draw: why, and what to do next."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis import Filters, not_heard
from dashboard.ui.data import statements
from dashboard.ui.filter_words import not_heard_text
from dashboard.ui.filters import current_filters, hear_everyone, reset_filters

INGEST = "python -m dashboard ingest seeds"
ALL_SPEAKERS = "Show all speakers"
METHOD_PAGE = "pages/method.py"
ADD_PAGE = "pages/add.py"
SILENT = '<p class="sp-note">Silent: no statement was found here. That is not neutrality.</p>'


def show_empty_store(place: str) -> None:
    """No statement has been kept yet."""
    with st.container(border=True, key="empty-store"):
        st.markdown("**No statements yet.** Read some articles first: your own, or the ones that come with Standpoint.")
        st.page_link(ADD_PAGE, label="Add articles", icon=":material/upload_file:")
        st.markdown("On the command line a folder is read like this:")
        st.code(INGEST, language="shell")
        st.markdown("What is read there appears here without a restart. The dashboard reads this store:")
        st.text(place)
    st.page_link(METHOD_PAGE, label="How positions are read, and how often that is right", icon=":material/menu_book:")


def show_nothing_selected() -> None:
    """Statements there are, but the filters let none through."""
    with st.container(border=True, key="nothing-selected"):
        st.markdown("**No statement passes these filters.** Take one of them away, or start again:")
        show_way_back(key="nothing-selected")


def show_way_back(*, key: str) -> None:
    """Buttons that take all filters away, or let those speak who are not heard."""
    st.button("Show everything again", on_click=reset_filters, key="reset-empty", icon=":material/restart_alt:")
    offer_all_speakers(current_filters(), key=key)


def show_silence(filters: Filters, *, key: str) -> None:
    """No statement was found of a country on a topic: say so, and offer those who have spoken and are not heard."""
    st.html(SILENT)
    offer_all_speakers(filters, key=key)


def offer_all_speakers(filters: Filters, *, key: str) -> None:
    """How many more statements would pass these filters if all were heard, and a button that lets them; or nothing."""
    words = not_heard_text(not_heard(statements(), filters))
    if words:
        st.html(f'<p class="sp-note">{words}.</p>')
        st.button(ALL_SPEAKERS, on_click=hear_everyone, key=f"{key}-speakers", icon=":material/record_voice_over:")


def show_error(message: str) -> None:
    """An error that names its own repair, word for word."""
    with st.container(border=True, key="error"):
        st.markdown("**The statements cannot be read.**")
        st.text(message)
