"""One question: who is for it, who against, where, since when, and in whose words."""

import streamlit as st

from dashboard.ui import camps, topic, topic_charts
from dashboard.ui.data import selected_statements
from dashboard.ui.door import enter_by_the_front_door
from dashboard.ui.empty import show_nothing_selected
from dashboard.ui.filters import current_filters

enter_by_the_front_door()
title = st.container()
about = topic.choose_topic(selected_statements())
if about is None:
    title.title("Topic")
    show_nothing_selected()
    st.stop()
view = topic.view_of(about, selected_statements(), current_filters())
with title:
    topic.show_question(view)
topic_charts.note_click()
chosen = topic.chosen_country(view)
camps.show_camps(view)
topic_charts.show_charts(view, chosen)
topic_charts.show_changes(view)
topic.show_statements(view)
topic.show_opened(view)
