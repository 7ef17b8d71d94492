"""Charts whose marks lead somewhere: a click is told to the page once, a second one on the same mark again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Literal

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.publish import image_options


def show_clickable(
    figure: go.Figure,
    *,
    key: str,
    alt: str,
    width: Literal["stretch", "content"] = "stretch",
    config: Mapping[str, object] | None = None,
) -> list[str] | None:
    """Draw a chart; what the mark just clicked carries as ``customdata`` is given back, once.

    The figure is for the screen only: it is marked with the number of clicks. The chart is as wide as its place, or
    with ``content`` as wide as the figure says. ``config`` adds to the settings of plotly.js that all charts share.
    """
    # A selection lasts until the figure changes, and a click on what is selected takes it back instead of choosing it.
    figure.update_layout(meta={"clicks": st.session_state.get(f"{key}-clicks", 0)})  # not on a copy, which takes long
    st.plotly_chart(
        figure,
        width=width,
        theme=None,
        key=key,
        on_select=partial(_note_click, key),
        selection_mode="points",
        config=image_options("standpoint") | {"displayModeBar": False} | dict(config or {}),
        alt=alt,
    )
    return st.session_state.pop(f"{key}-clicked", None)


def _note_click(key: str) -> None:
    carried = [point["customdata"] for point in st.session_state[key]["selection"]["points"] if "customdata" in point]
    if carried:
        st.session_state[f"{key}-clicked"] = list(carried[0])
        st.session_state[f"{key}-clicks"] = st.session_state.get(f"{key}-clicks", 0) + 1
