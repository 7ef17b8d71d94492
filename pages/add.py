"""Add articles: hand them in, watch them being read, see what became of them."""

import streamlit as st

from dashboard.ui import add
from dashboard.ui.door import enter_by_the_front_door

enter_by_the_front_door()
st.title("Add articles")
add.show_progress()
add.show_ways()
