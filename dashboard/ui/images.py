"""PNG and SVG of a chart, made in the reader's browser: the server needs no browser, and nothing leaves the machine.

Streamlit keeps its own plotly.js to itself, so the one that comes with the plotly package is served beside the page and
fetched when somebody first asks for an image.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import plotly
import plotly.graph_objects as go
import streamlit as st

from dashboard.paths import STREAMLIT_APP

PRINT_SCALE = 3  # times the size on screen: 300 dots an inch at the width of a page
SOURCE = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
STATIC = STREAMLIT_APP.parent / "static"

_HTML = """
<div class="row" role="group" aria-label="Download the chart as an image">
  <button type="button" data-format="png" title="Picture in print quality">PNG</button>
  <button type="button" data-format="svg" title="Drawing that stays sharp at any size">SVG</button>
  <span role="status" aria-live="polite"></span>
</div>
"""
_CSS = """
.row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; font-family: var(--st-font); }
button { font: inherit; font-size: .875rem; min-height: 2.5rem; padding: .25rem .75rem; cursor: pointer;
  color: var(--st-text-color); background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); }
button:hover, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
span { color: var(--st-text-color); font-size: .9rem; }
span:empty { display: none; }
"""
LOAD_PLOTLY = """
function loadPlotly(address) {
  if (!window.standpointPlotly) {
    window.standpointPlotly = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => { window.standpointPlotly = undefined; reject(new Error("plotly.js did not load")); };
      document.head.appendChild(script);
    });
  }
  return window.standpointPlotly;
}
"""
_JS = (
    LOAD_PLOTLY
    + """
export default function ({ data, parentElement }) {
  const status = parentElement.querySelector("span");
  for (const button of parentElement.querySelectorAll("button")) {
    button.onclick = async () => {
      status.textContent = "Drawing …";
      try {
        const Plotly = await loadPlotly(data.plotly);
        const figure = JSON.parse(data.figure);
        figure.config = { topojsonURL: data.maps };
        const { width, height } = figure.layout;
        const format = button.dataset.format;
        const scale = format === "png" ? data.scale : 1;
        const image = await Plotly.toImage(figure, { format, width, height, scale });
        const link = document.createElement("a");
        link.href = image;
        link.download = `${data.name}.${format}`;
        link.click();
        status.textContent = "";
      } catch (error) {
        status.textContent = `No image could be made: ${error.message}`;
      }
    };
  }
}
"""
)


def show_image_buttons(figure: go.Figure, *, name: str, key: str) -> None:
    """Buttons that save a published figure as PNG in print quality and as SVG, under ``name`` and the fitting ending.

    They are left out where plotly.js cannot be put beside the page because the program's folder is read-only.
    """
    address = plotly_address()
    if address is None:
        st.caption("Images: save the web page and use its camera button.")
        return
    bare = go.Figure(figure).update_traces(hovertext=None, hovertemplate=None, customdata=None)
    data = {
        "plotly": address,
        "maps": maps_address(),
        "figure": bare.to_json(),
        "name": name,
        "scale": PRINT_SCALE,
    }
    _component()(data=data, key=key)


@cache
def _component() -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component("standpoint_images", html=_HTML, css=_CSS, js=_JS)


@cache
def plotly_address() -> str | None:
    """Where the page finds plotly.js; it is copied there once for each version."""
    target = STATIC / f"plotly-{plotly.__version__}.min.js"
    if not target.exists():
        partial = target.with_suffix(".part")
        try:
            STATIC.mkdir(exist_ok=True)
            shutil.copyfile(SOURCE, partial)
            partial.replace(target)  # in one step: a second session never finds half a file
        except OSError:
            return None
    return _static_address(target.name)


def maps_address() -> str:
    """Where the page finds the world map, for plotly.js's setting ``topojsonURL``."""
    return _static_address("topojson/")


def _static_address(name: str) -> str:
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"/{base}/app/static/{name}" if base else f"/app/static/{name}"
