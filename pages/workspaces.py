"""Workspaces: make, open, rename, copy, delete and bring back, back up and restore."""

import streamlit as st

from dashboard.ui import workspace_page
from dashboard.ui.door import enter_by_the_front_door
from dashboard.ui.style import show_heading

enter_by_the_front_door()
st.title("Workspaces")
workspace_page.show_told()
workspace_page.show_all()
show_heading("New workspace", note="Empty, or with what a backup holds. No other workspace is touched.")
workspace_page.show_new()
workspace_page.show_deleted()
