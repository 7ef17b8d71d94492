"""The front door of the dashboard: ``streamlit run streamlit_app.py``, or ``python -m dashboard serve``."""

from pathlib import Path

import streamlit as st

from dashboard.ui.door import call_ahead, show_page
from dashboard.ui.style import show_style

# A file of ours: Streamlit would fetch one of its named icons from another host.
ICON = str(Path(__file__).parent / "static" / "icon.svg")


def open_door() -> None:
    """Show the page that is asked for."""
    st.set_page_config(page_title="Standpoint", page_icon=ICON, layout="wide")
    st.logo(ICON, size="large")
    show_style()
    call_ahead()
    page = st.navigation(
        [
            st.Page("pages/overview.py", title="Who supports what", icon=":material/grid_on:", default=True),
            st.Page("pages/topic.py", title="Topic", icon=":material/question_mark:"),
            st.Page("pages/country.py", title="Country", icon=":material/flag:"),
            st.Page("pages/compare.py", title="Compare", icon=":material/compare_arrows:"),
            st.Page("pages/articles.py", title="Articles", icon=":material/article:"),
            st.Page("pages/data.py", title="Data", icon=":material/table:"),
            st.Page("pages/method.py", title="Method", icon=":material/menu_book:"),
            st.Page("pages/add.py", title="Add articles", icon=":material/upload_file:"),
            st.Page("pages/review.py", title="Review", icon=":material/rate_review:"),
            st.Page("pages/workspaces.py", title="Workspaces", icon=":material/folder_open:"),
        ],
        expanded=True,  # all pages, however many there are
    )
    show_page(page)


if __name__ == "__main__":  # for Streamlit it is; a process that only imports this file shows nothing
    open_door()
