"""Charts that leave the dashboard: light, with title, filters, legend, source and date inside the picture."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from typing import NamedTuple

import plotly.graph_objects as go

from dashboard.catalogue.places import WORLD_NAME, world_topology
from dashboard.charts.board import cell_size
from dashboard.charts.cells import WEIGHTS, plain
from dashboard.charts.theme import GLYPHS, LIGHT, NAMES, Look, translucent

MAP_TRACES = ("choropleth", "scattergeo")
SMALLEST_WIDTH = 760
LEGEND_WIDTH = 250
LEGEND_LINE = 24
LEGEND_GAP = 14  # above a heading
TITLE_LINE = 30
TEXT_LINE = 18
EDGE = 24
TITLE_LETTER = 10.5  # mean width of a letter of the title
LETTER = 6.1  # mean width of a letter of the smaller text, in the widest of the fonts


@dataclass(frozen=True, slots=True)
class Caption:
    """What must stand beside a chart once it is on its own."""

    title: str
    shown: str  # what it shows and which filters were on
    source: str
    day: Date  # when it was made

    @property
    def footer(self) -> str:
        """The line under the chart."""
        return f"{self.source} · {self.day.day} {self.day:%B %Y}"


def published(chart: go.Figure, caption: Caption) -> go.Figure:
    """A light chart with its caption drawn in; the chart itself is left as it was.

    The position matrix gets its legend as well. Every other chart brings its own, and names the size of the picture:
    ``layout.width``, ``height`` and ``margin``, the lower margin with room for what stands below the axis.
    """
    figure = go.Figure(chart)
    old = chart.layout.margin
    plot = (chart.layout.width - old.l - old.r, chart.layout.height - old.t - old.b)
    legend = _legend(cell_size(len(chart.layout.xaxis.tickvals))) if _is_matrix(chart) else _NO_LEGEND
    right = max(old.r, LEGEND_WIDTH) if legend.texts else old.r
    width = max(SMALLEST_WIDTH, chart.layout.width - old.r + right + EDGE)
    letters = int((width - 2 * EDGE) / LETTER)
    title = textwrap.wrap(caption.title, int((width - 2 * EDGE) / TITLE_LETTER))
    lines = textwrap.wrap(" ".join(caption.shown.split()), letters)
    footer = textwrap.wrap(caption.footer, letters)
    below = max(0, legend.height - plot[1]) if legend.texts else old.b
    margin = {
        "l": old.l + EDGE,
        "t": old.t + EDGE + TITLE_LINE * len(title) + TEXT_LINE * len(lines),
        "b": below + 2 * EDGE + TEXT_LINE * len(footer),
    }
    margin["r"] = width - plot[0] - margin["l"]
    figure.update_layout(width=width, height=plot[1] + margin["t"] + margin["b"], margin=margin, clickmode="event")
    figure.update_layout(
        shapes=[*chart.layout.shapes, *legend.squares], annotations=[*chart.layout.annotations, *legend.texts]
    )
    left = EDGE - margin["l"]
    top = margin["t"] - EDGE
    headline = "<br>".join(f"<b>{plain(line)}</b>" for line in title)
    figure.add_annotation(_text(headline, left, top, size=20))
    figure.add_annotation(_text(_lines(lines), left, top - TITLE_LINE * len(title), color=LIGHT.muted))
    figure.add_annotation(
        _text(_lines(footer), left, EDGE - margin["b"], size=12, color=LIGHT.muted) | {"y": 0, "yanchor": "bottom"}
    )
    return figure


def _is_matrix(chart: go.Figure) -> bool:
    """Whether the chart is a position matrix, whose squares only a legend of their own explains."""
    ticks = chart.layout.xaxis.tickvals
    return ticks is not None and any(
        trace.type == "scatter" and trace.marker.symbol == "square" for trace in chart.data
    )


def image_options(name: str) -> dict[str, object]:
    """Plotly settings for a chart anywhere: nothing is sent to any host, images get a name and print quality."""
    return {
        "displaylogo": False,
        "showSendToCloud": False,
        "displayModeBar": "hover",
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "autoScale2d"],
        "toImageButtonOptions": {"format": "png", "scale": 3, "filename": name},
    }


def standalone_html(figure: go.Figure, *, title: str, name: str) -> str:
    """A page with the chart and all it needs, that opens without a network."""
    page = figure.to_html(
        config=image_options(name),
        include_plotlyjs=True,
        include_mathjax=False,
        full_html=True,
        default_width=f"{figure.layout.width}px",
        default_height=f"{figure.layout.height}px",
    )
    head = f'<head><title>{plain(title)}</title><meta name="viewport" content="width=device-width, initial-scale=1">'
    if any(trace.type in MAP_TRACES for trace in figure.data):
        # plotly.js asks its makers' server for the map unless the page has it.
        head += f"<script>window.PlotlyGeoAssets={{topojson:{{{WORLD_NAME}:{world_topology()}}}}}</script>"
    return page.replace("<html>", '<html lang="en">', 1).replace("<head>", head, 1)


class _Legend(NamedTuple):
    """The legend as squares and texts at fixed places: Plotly's own would draw all sizes alike and cut long names."""

    squares: list[dict[str, object]]
    texts: list[dict[str, object]]
    height: int


_NO_LEGEND = _Legend([], [], 0)


def _legend(cell: int) -> _Legend:
    looks = [(f"{GLYPHS[look]}  {NAMES[look]}", look, WEIGHTS[-1].side, 1.0) for look in Look]
    weights = [(weight.name, Look.NEUTRAL, weight.side, weight.opacity) for weight in WEIGHTS]
    squares, texts, y = [], [], 0
    for heading, entries in (("Position", looks), ("Statements in a cell", weights)):
        texts.append(_legend_text(f"<b>{heading}</b>", EDGE, y))
        for name, look, side, opacity in entries:
            y -= LEGEND_LINE
            squares.append(_legend_square(look, y, side * (cell - 2) * 0.7, opacity))
            texts.append(_legend_text(name, EDGE + cell, y))
        y -= LEGEND_LINE + LEGEND_GAP
    texts.append(_legend_text("Empty: no statement found", EDGE, y + LEGEND_GAP))
    return _Legend(squares, texts, -y)


def _legend_square(look: Look, y: float, side: float, opacity: float) -> dict[str, object]:
    x = EDGE + 10
    y -= TEXT_LINE / 2
    frame = {"color": LIGHT.oppose, "width": 3} if look is Look.MIXED else {"width": 0}
    inset = 1.5 if look is Look.MIXED else 0
    return {
        "type": "rect",
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": 1,
        "yanchor": 1,
        "x0": x - side / 2 + inset,
        "x1": x + side / 2 - inset,
        "y0": y - side / 2 + inset,
        "y1": y + side / 2 - inset,
        "fillcolor": translucent(LIGHT.fill(look), opacity),
        "line": frame,
    }


def _legend_text(text: str, x: float, y: float) -> dict[str, object]:
    return _text(text, x, y) | {"x": 1}


def _text(text: str, right: float, up: float, *, size: int = 13, color: str = LIGHT.ink) -> dict[str, object]:
    """A text whose upper left corner lies so many pixels from the upper left corner of the squares."""
    return {
        "text": text,
        "x": 0,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "xshift": right,
        "yshift": up,
        "align": "left",
        "borderpad": 0,
        "showarrow": False,
        "font": {"size": size, "color": color},
    }


def _lines(texts: Sequence[str]) -> str:
    return "<br>".join(map(plain, texts))
