"""What came of the last press of a button, and the way back from it."""

from __future__ import annotations

import html
from collections.abc import Callable

import streamlit as st


def show_told(words: str, *, key: str, undo_key: str = "", undo: Callable[[], None] | None = None) -> None:
    """These words in a box, with a button that takes back what they tell of where there is a way back."""
    with st.container(border=True, key=key):
        st.html(f'<p role="status" style="margin:0;overflow-wrap:anywhere">{html.escape(words)}</p>')
        if undo is not None:
            st.button("Undo", key=undo_key, on_click=undo, icon=":material/undo:")
