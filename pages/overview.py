"""Who supports what: every country's position on every topic, and the sentences behind each square."""

import streamlit as st

from dashboard.ui import overview
from dashboard.ui.data import selected_statements
from dashboard.ui.door import enter_by_the_front_door
from dashboard.ui.empty import show_nothing_selected
from dashboard.ui.filters import current_filters
from dashboard.ui.ordering import choose_order, is_unlimited

enter_by_the_front_door()

TITLE = "Who supports what"

st.title(TITLE)
if selected_statements().empty:
    show_nothing_selected()
    st.stop()
overview.show_ways()
order = choose_order()
view = overview.view_of(TITLE, selected_statements(), current_filters(), order=order, limit=not is_unlimited())
overview.show_left_out(view)
left, right = overview.split(view)
with left:
    overview.show_chart(view)  # first, because it is what the reader waits for
    files, disputed = st.container(), st.container()
with right:
    overview.show_evidence_of_cell(view)
with disputed:
    overview.show_contested(view)
with files:
    overview.show_files(view)
