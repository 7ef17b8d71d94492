"""The view in the page's address: choices stand there as codes that stay the same, so that a link restores them.

Streamlit can bind a widget to the address by itself, but then writes its labels: a link would break when a label is
worded anew. Here a widget gets its choice from the address before it is drawn (:func:`restore`), and the address gets
it back afterwards (:func:`record`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

_PAGE = "address-page"  # the page of the last run


def followed(names: Collection[str], page: str) -> dict[str, list[str]]:
    """What the address says of these parameters where it is to be obeyed: at first, and when a link led to a page.

    While the reader stays on a page the widgets are right and the address follows them: it may lag behind by a run.
    """
    is_new = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page
    return {name: st.query_params.get_all(name) for name in names if is_new and name in st.query_params}


def record(values: Mapping[str, Sequence[str]]) -> None:
    """Write these parameters into the address; one without a value is left out, to keep links short."""
    for name, texts in values.items():
        if not texts:
            st.query_params.pop(name, None)
        elif st.query_params.get_all(name) != list(texts):
            st.query_params[name] = list(texts)


def restore(key: str, allowed: Collection[str], default: str | None = None) -> None:
    """Before a list of a page is drawn: choose in it what the address names, when the reader has just come."""
    if key not in st.session_state:
        named = st.query_params.get(key)
        st.session_state[key] = named if named in allowed else default


def link_to(page: str, names: Collection[str], **parameters: str) -> str:
    """The address of another page with what it is to show; these parameters of the present address stay as they are."""
    kept = [(name, value) for name in sorted(names) for value in st.query_params.get_all(name)]
    return f"{page}?{urlencode([*parameters.items(), *kept])}"
