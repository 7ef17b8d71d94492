"""The one way in: every page is reached through the entry file, which brings filters, style and navigation."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from dashboard.ui.launch import wake_collector

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage


def enter_by_the_front_door() -> None:
    """First line of a page: when Streamlit runs the page by itself, have it run the entry file instead.

    Streamlit takes a folder ``pages/`` for the old kind of app until ``st.navigation`` has run once. When a link
    to a page is the first thing that a new server is asked for, it would show the page alone, without any filter.
    """
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()


def call_ahead() -> None:
    """Have the browser fetch what components of our own need, while a new server is still loading its libraries."""
    with st.container(key="ahead"):
        _nothing()(key="nothing")


DESKS = ("add", "workspaces")  # addresses of pages to work at, which show no statements and need none
OPEN_WITHOUT_STATEMENTS = (*DESKS, "method")  # the last says what will be read, and how well


def show_page(page: StreamlitPage) -> None:
    """The page with what all pages share: the workspace, the filters, and the line that says what is shown."""
    try:
        _show(page)
    finally:
        wake_collector()  # the libraries are loaded


def _show(page: StreamlitPage) -> None:
    # Not at the head of the file: what was shown before is on its way to the browser while these load their libraries.
    from dashboard.errors import StandpointError
    from dashboard.ui.bar import show_bar
    from dashboard.ui.data import selected_statements, statements, store_place
    from dashboard.ui.empty import show_empty_store, show_error
    from dashboard.ui.filters import show_filters
    from dashboard.ui.workspace_choice import show_workspace

    try:
        show_workspace(page.url_path)
        table = statements()
    except StandpointError as error:
        show_error(str(error))
        if page.url_path == "workspaces":  # from where another one can be opened
            page.run()
        st.stop()
    if table.empty:
        if page.url_path in OPEN_WITHOUT_STATEMENTS:
            page.run()
        else:
            st.title(page.title)
            show_empty_store(store_place())
        st.stop()
    # Here and not on the pages: widgets of the entry file keep their values on every page.
    show_filters(table, page.url_path)
    if page.url_path not in DESKS:
        show_bar(selected_statements())
    page.run()


@cache
def _nothing() -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component("standpoint_nothing", html="<i></i>")
