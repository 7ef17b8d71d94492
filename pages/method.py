"""Method: how positions are read, how often that is right, and what it is not."""

import streamlit as st

st.title("Method")
