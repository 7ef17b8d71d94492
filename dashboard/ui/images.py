"""PNG and SVG of a chart, made in the reader's browser: the server needs no browser, and nothing leaves the machine.

Streamlit keeps its own plotly.js to itself, so the one that comes with the plotly package is served beside the page. It
is fetched, and the figure drawn and sent, when somebody asks for an image.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
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
_JS = """
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

async function save({ plotly, maps, figure, format, scale, name }) {
  const Plotly = await loadPlotly(plotly);
  const drawn = JSON.parse(figure);
  drawn.config = { topojsonURL: maps };
  const { width, height } = drawn.layout;
  const image = await Plotly.toImage(drawn, { format, width, height, scale: format === "png" ? scale : 1 });
  const link = document.createElement("a");
  link.href = image;
  link.download = `${name}.${format}`;
  link.click();
}

export default function ({ data, parentElement, setTriggerValue }) {
  const row = parentElement.querySelector(".row");
  const status = row.querySelector("span");
  for (const button of row.querySelectorAll("button")) {
    button.onclick = () => {
      status.textContent = "Drawing …";
      row.wanted = true;
      loadPlotly(data.plotly).catch(() => {}); // on its way while the figure is drawn
      setTriggerValue("wanted", button.dataset.format);
    };
  }
  if (!data.figure || !row.wanted) return;
  row.wanted = false;
  save(data)
    .then(() => { status.textContent = ""; })
    .catch((error) => { status.textContent = `No image could be made: ${error.message}`; });
}
"""


@st.fragment  # an image is made without running the page again
def show_image_buttons(figure: Callable[[], go.Figure], *, name: str, key: str) -> None:
    """Buttons that save a published figure as PNG in print quality and as SVG, under ``name`` and the fitting ending.

    They are left out where plotly.js cannot be put beside the page because the program's folder is read-only.
    """
    address = plotly_address()
    if address is None:
        st.caption("Images: save the web page and use its camera button.")
        return

    def note_wanted() -> None:
        st.session_state[f"{key}-wanted"] = st.session_state[key].wanted

    wanted = st.session_state.pop(f"{key}-wanted", None)
    data = {
        "plotly": address,
        "maps": maps_address(),
        "figure": _bare(figure()) if wanted else None,
        "format": wanted,
        "name": name,
        "scale": PRINT_SCALE,
    }
    _component()(data=data, key=key, on_wanted_change=note_wanted)


def _bare(figure: go.Figure) -> str:
    """The figure without what only a pointer brings to light."""
    return str(figure.update_traces(hovertext=None, hovertemplate=None, customdata=None).to_json())


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
