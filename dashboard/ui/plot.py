"""A chart drawn once for each change, whose marks can be clicked.

Streamlit's own chart element is taken down and drawn two or three times whenever its figure changes; at thousands of
marks a reader waits for that. This one keeps its place and lets Plotly find out what is new.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.publish import image_options
from dashboard.ui.images import LOAD_PLOTLY, plotly_address

_HTML = '<div class="sp-plot"><div class="sp-plot-chart" role="figure"></div></div>'
_CSS = ".sp-plot { overflow-x: auto; overflow-y: hidden; }"
_JS = (
    LOAD_PLOTLY
    + """
export default function ({ data, parentElement, setTriggerValue }) {
  const chart = parentElement.querySelector(".sp-plot-chart");
  chart.setAttribute("aria-label", data.alt);
  chart.style.width = `${data.width}px`;
  chart.style.height = `${data.height}px`;
  chart.choose = (keys) => setTriggerValue("clicked", keys);
  if (chart.shown === data.figure) return;
  chart.shown = data.figure;
  loadPlotly(data.plotly)
    .then((Plotly) => {
      if (chart.shown !== data.figure) return undefined; // a newer one came while the library was on its way
      const figure = JSON.parse(data.figure);
      return Plotly.react(chart, figure.data, figure.layout, data.config);
    })
    .then(() => {
      if (chart.listens) return;
      chart.listens = true;
      chart.on("plotly_click", ({ points }) => {
        if (points.length) chart.choose(points[0].customdata.slice(0, 2));
      });
    })
    .catch((error) => { chart.textContent = `The chart could not be drawn: ${error.message}`; });
}
"""
)


def show_plot(figure: go.Figure, *, key: str, alt: str, on_click: Callable[[list[str]], None]) -> None:
    """Draw a figure at its own size, in a frame that scrolls on narrow screens.

    A click on a mark calls ``on_click`` with the first two entries of its ``customdata``, before the page is run again.
    """
    address = plotly_address()
    config = image_options("standpoint") | {"displayModeBar": False}
    width, height = int(figure.layout.width), int(figure.layout.height)
    if address is None:
        _show_streamlit_chart(figure, config, key=key, alt=alt, on_click=on_click)
        return

    def choose() -> None:
        keys = st.session_state[key].clicked
        if keys:
            on_click(list(keys))

    data = {
        "plotly": address,
        "figure": figure.to_json(),
        "config": config,
        "alt": alt,
        "width": width,
        "height": height,
    }
    _component()(data=data, key=key, height=height, on_clicked_change=choose)


def _show_streamlit_chart(
    figure: go.Figure, config: dict[str, object], *, key: str, alt: str, on_click: Callable[[list[str]], None]
) -> None:
    """The slower way, where plotly.js cannot be put beside the page because the program's folder is read-only."""

    def choose() -> None:
        points: list[dict[str, Any]] = st.session_state[key]["selection"]["points"]
        if points:
            on_click(points[0]["customdata"][:2])

    width = int(figure.layout.width)
    st.html(f"<style>.st-key-{key}{{min-width:{width}px;width:{width}px}}</style>")
    st.plotly_chart(
        figure, width=width, theme=None, key=key, on_select=choose, selection_mode="points", config=config, alt=alt
    )


@cache
def _component() -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component("standpoint_plot", html=_HTML, css=_CSS, js=_JS, isolate_styles=False)
