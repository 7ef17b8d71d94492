"""Review: accept, reject or put right what the machine has read, amend actors and topics, see how far to trust it."""

import streamlit as st

from dashboard.ui import amend_actors, amend_topics, review, review_history, review_trust
from dashboard.ui.door import enter_by_the_front_door
from dashboard.ui.review_desk import Part, judgements

enter_by_the_front_door()
st.title("Review")
review.ask_name()
part, tab = review.open_part()
with tab:
    if part is Part.ACTORS:
        amend_actors.show_actors()
    elif part is Part.TOPICS:
        amend_topics.show_topics()
    elif part is Part.FIGURES:
        review_trust.show_trust(judgements())
        review_trust.show_gold(judgements())
    else:
        desk = review.choose_queue()
        if desk is None:
            review.show_greeting()
            st.stop()
        review.show_progress(desk.progress)
        review.show_desk(desk)
        review_trust.show_disagreements()
        review_history.show_history(desk)
