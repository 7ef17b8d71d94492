"""A table from which rows are chosen, and a list of what is chosen: by mouse in the one, by keyboard in the other.

What is chosen is kept apart from both, so that it outlives a search: each shows it and changes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

MOST_LISTED = 300  # rows of a table at once; a search brings the others
HEIGHT = 420  # pixels


def chosen(name: str) -> list[Any]:
    """What is chosen in the list of this name."""
    return list(st.session_state.get(_key(name), ()))


def choose(name: str, ids: Sequence[Hashable]) -> None:
    """Have these be chosen; for callbacks."""
    st.session_state[_key(name)] = list(ids)


def digest(values: Sequence[Hashable]) -> str:
    """A short text that differs between different values: for keys."""
    return hashlib.sha256(repr(values).encode()).hexdigest()[:12]


def show_table(
    name: str,
    rows: pd.DataFrame,
    ids: Sequence[Hashable],
    *,
    settings: Mapping[str, Any],
    alt: str,
    then: Callable[[list[Any]], None],
) -> None:
    """The rows, one for each id, with the chosen ones ticked.

    ``then`` is called after every tick with what was chosen before it.
    """
    # Of other rows another table: a tick that comes late cannot hit a row of theirs.
    key = f"{name}-table-{digest(ids)}"
    ticked = set(chosen(name))
    places = [place for place, each in enumerate(ids) if each in ticked]
    st.session_state[key] = {"selection": {"rows": places, "columns": [], "cells": []}}
    st.dataframe(
        rows,
        hide_index=True,
        height=min(HEIGHT, 38 + 35 * max(1, len(rows))),
        column_order=list(settings),
        column_config=dict(settings),
        key=key,
        on_select=lambda: _follow_table(name, key, ids, then),
        selection_mode="multi-row",
        placeholder="",
        alt=alt,
    )


def show_choice(
    name: str,
    label: str,
    labels: Mapping[Any, str],
    *,
    placeholder: str,
    then: Callable[[list[Any]], None],
    several: bool = True,
) -> list[Any]:
    """A list of what is chosen, to add to it and to take from it by its label. Gives what is chosen of it."""
    key = f"{name}-{'several' if several else 'one'}"
    kept = [each for each in chosen(name) if each in labels]
    common: dict[str, Any] = {
        "format_func": lambda each: labels.get(each, str(each)),
        "key": key,
        "placeholder": placeholder,
        "on_change": lambda: _follow_choice(name, key, then),
    }
    if several:
        st.session_state[key] = kept
        return st.multiselect(label, list(labels), wrap=True, **common)
    st.session_state[key] = kept[-1] if kept else None
    one = st.selectbox(label, list(labels), **common)
    return [] if one is None else [one]


def _follow_table(name: str, key: str, ids: Sequence[Hashable], then: Callable[[list[Any]], None]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    ticked, listed = [ids[place] for place in rows if place < len(ids)], set(ids)
    before = chosen(name)
    stay = [each for each in before if each in ticked or each not in listed]
    choose(name, [*stay, *(each for each in ticked if each not in before)])
    then(before)


def _follow_choice(name: str, key: str, then: Callable[[list[Any]], None]) -> None:
    value, before = st.session_state.get(key), chosen(name)
    choose(name, value if isinstance(value, list) else [] if value is None else [value])
    then(before)


def _key(name: str) -> str:
    return f"{name}-chosen"
