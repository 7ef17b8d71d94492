"""Review: accept, reject or put right what the machine has read, add what it missed, and see how far to trust it."""

import streamlit as st

from dashboard.ui import review, review_history, review_trust
from dashboard.ui.door import enter_by_the_front_door

enter_by_the_front_door()
st.title("Review")
desk = review.choose_queue()
if desk is None:
    review.show_greeting()
    st.stop()
review.show_progress(desk.progress)
review.show_desk(desk)
review_trust.show_disagreements()
review_trust.show_trust(desk.log)
review_trust.show_gold(desk.log)
review_history.show_history(desk)
