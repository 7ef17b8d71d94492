"""One question: who is for it, who against, where, since when, and in whose words."""

import streamlit as st

TITLE = "Topic"

st.title(TITLE)
