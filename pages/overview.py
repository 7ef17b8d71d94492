"""Who supports what: every country's position on every topic, and the sentences behind each square."""

import streamlit as st

from dashboard.ui import overview
from dashboard.ui.data import statements
from dashboard.ui.empty import show_nothing_selected
from dashboard.ui.filters import current_filters

TITLE = "Who supports what"

st.title(TITLE)
view = overview.view_of(TITLE, statements(), current_filters())
overview.show_extent(view)
if view.matrix.empty:
    show_nothing_selected()
    st.stop()
left, right = overview.split(view)
with right:  # first, because the chart frames the cell that is chosen here
    cell = overview.show_evidence_of_cell(view)
with left:
    overview.show_chart(view, cell)
