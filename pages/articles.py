"""Articles: search and list them, and read one with its statements marked."""

import streamlit as st

from dashboard.ui.articles import listed, show_list
from dashboard.ui.data import selected_statements, statements
from dashboard.ui.door import enter_by_the_front_door
from dashboard.ui.reader import chosen_article, show_reader

enter_by_the_front_door()
st.title("Articles")
selected = selected_statements()
chosen = chosen_article()
if chosen is None:
    show_list(selected)
else:
    show_reader(chosen, statements(), selected, list(listed(selected)["id"]))
