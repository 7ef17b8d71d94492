"""The front door of the dashboard: ``streamlit run streamlit_app.py``, or ``python -m dashboard serve``."""

from pathlib import Path

import streamlit as st

from dashboard.errors import StandpointError
from dashboard.ui.bar import show_bar
from dashboard.ui.data import selected_statements, statements, store_place
from dashboard.ui.empty import show_empty_store, show_error
from dashboard.ui.filters import show_filters
from dashboard.ui.style import show_style

# A file of ours: Streamlit would fetch one of its named icons from another host.
ICON = str(Path(__file__).parent / "static" / "icon.svg")

st.set_page_config(page_title="Standpoint", page_icon=ICON, layout="wide")
st.logo(ICON, size="large")
show_style()
page = st.navigation(
    [
        st.Page("pages/overview.py", title="Who supports what", icon=":material/grid_on:", default=True),
        st.Page("pages/topic.py", title="Topic", icon=":material/question_mark:"),
        st.Page("pages/country.py", title="Country", icon=":material/flag:"),
        st.Page("pages/compare.py", title="Compare", icon=":material/compare_arrows:"),
        st.Page("pages/articles.py", title="Articles", icon=":material/article:"),
        st.Page("pages/data.py", title="Data", icon=":material/table:"),
        st.Page("pages/method.py", title="Method", icon=":material/menu_book:"),
    ]
)

try:
    table = statements()
except StandpointError as error:
    show_error(str(error))
    st.stop()
if table.empty:
    st.title("Standpoint")
    show_empty_store(store_place())
    st.stop()

# Here and not on the pages: widgets of the entry file keep their values on every page.
show_filters(table, page.url_path)
show_bar(selected_statements())
page.run()
