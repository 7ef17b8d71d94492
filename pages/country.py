"""One country: where it stands, in whose words, since when, and who stands near it."""

import streamlit as st

from dashboard.ui import country, country_changes, country_neighbours, country_voices
from dashboard.ui.data import statements
from dashboard.ui.door import enter_by_the_front_door
from dashboard.ui.empty import show_nothing_selected
from dashboard.ui.filters import current_filters

enter_by_the_front_door()
st.title("Country")
table, filters = statements(), current_filters()
code = country.choose_country(table, filters)
if code is None:
    show_nothing_selected()
    st.stop()
view = country.view_of(code, table, filters)
if view.own.empty:
    country.show_silent(view)
    st.stop()
country.show_extent(view, filters)
left, right = st.columns([3, 2], gap="large")
with left:
    country.show_positions(view)
    country_changes.show_changes(view)
    country_voices.show_voices(view)
    country_neighbours.show_neighbours(view)
with right:
    country.show_statements(view)
