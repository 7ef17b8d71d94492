"""Data: the statement table itself, to look at and to take away."""

import streamlit as st

from dashboard.ui import table_view
from dashboard.ui.data import selected_statements
from dashboard.ui.door import enter_by_the_front_door
from dashboard.ui.empty import show_nothing_selected
from dashboard.ui.filters import current_filters
from dashboard.ui.style import show_heading

enter_by_the_front_door()
st.title("Data")
filters = current_filters()
selected = selected_statements()
if selected.empty:
    show_nothing_selected()
    st.stop()
table_view.show_table(selected, table_view.show_columns_choice())
show_heading("Files", note="All statements that pass the filters, with every column.")
table_view.show_table_downloads(selected, table_view.about_table(selected, filters))
show_heading("The same table in Python", note="Run it in Standpoint's folder, in a notebook or a script.")
table_view.show_notebook_lines(filters)
