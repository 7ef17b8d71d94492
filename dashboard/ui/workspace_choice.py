"""Which workspace is open: shown beside every page, and changed there."""

from __future__ import annotations

import html
from pathlib import PurePath

import streamlit as st

from dashboard.paths import STORE_VARIABLE
from dashboard.ui.add_progress import show_in_side_bar
from dashboard.ui.data import store_place, store_where
from dashboard.ui.reading_desk import desk
from dashboard.workspaces import Workspace, current_workspace, find_workspace, named_store, open_workspace, workspaces

CHOICE = "workspace"
ADD = "add"
_SHOWN = "workspace-shown"  # what this session showed in its last run


def show_workspace(page: str) -> None:
    """The open workspace in the side bar, with all others to choose from, and the reading that fills it.

    ``page`` names the page that is shown.
    """
    with st.sidebar:
        if named_store():
            _begin_anew_if_other(store_where())
            _show_named()
        else:
            current = current_workspace()
            _begin_anew_if_other(current.id)
            _show_choice(current)
        if page != ADD:  # which shows it itself
            show_in_side_bar(desk(), store_where())


def begin_anew() -> None:
    """Forget filters and choices: what was chosen in one workspace need not be there in another."""
    for key in list(st.session_state):
        del st.session_state[key]
    st.query_params.clear()


def _show_choice(current: Workspace) -> None:
    names = {each.id: each.name for each in workspaces()}
    st.session_state[CHOICE] = current.id  # somebody else may have opened it, here or on the command line
    st.selectbox(
        "Workspace",
        list(names),
        format_func=lambda each: names.get(each, each),
        key=CHOICE,
        on_change=_open_chosen,
        help="What the dashboard shows and the command line works with. The page Workspaces makes and keeps them.",
    )


def _open_chosen() -> None:
    open_workspace(find_workspace(st.session_state[CHOICE]))
    begin_anew()


def _show_named() -> None:
    name = html.escape(PurePath(store_place()).name)
    st.html(
        f'<p class="sp-note">Store: <b title="{html.escape(store_place())}">{name}</b><br>'
        f"named by {STORE_VARIABLE}, in place of a workspace</p>"
    )


def _begin_anew_if_other(workspace: str) -> None:
    if st.session_state.get(_SHOWN, workspace) != workspace:
        begin_anew()
    st.session_state[_SHOWN] = workspace
