"""The one way in: every page is reached through the entry file, which brings filters, style and navigation."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager


def enter_by_the_front_door() -> None:
    """First line of a page: when Streamlit runs the page by itself, have it run the entry file instead.

    Streamlit takes a folder ``pages/`` for the old kind of app until ``st.navigation`` has run once. When a link
    to a page is the first thing that a new server is asked for, it would show the page alone, without any filter.
    """
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()
