"""Method: how positions are read, how often that is right, and what it is not."""

import streamlit as st

from dashboard.ui import method
from dashboard.ui.door import enter_by_the_front_door
from dashboard.ui.style import show_heading

enter_by_the_front_door()
st.title("Method")
method.show_style()
with st.container(key="method"):
    show_heading("How positions are read")
    method.show_reading()
    show_heading("The codebook in brief", note="What the words of the table mean.")
    method.show_words("codebook")
    show_heading("How accurate it is", note=method.MEASURED)
    method.show_accuracy()
    method.show_readers()
    show_heading("Known limits")
    method.show_words("limits")
    show_heading("What the catalogue knows", note="Plain files under data/ that can be edited without programming.")
    method.show_catalogue()
    show_heading("Maps, borders and names")
    method.show_sources()
    show_heading("How to cite, and the licence")
    method.show_citation()
