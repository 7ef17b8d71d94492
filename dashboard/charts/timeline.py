"""Every statement on one question as a dot on its day, with smoothed lines for some countries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis.trends import values
from dashboard.catalogue import country_label
from dashboard.charts.cells import plain, shortened
from dashboard.charts.theme import GLYPHS, Look, Mode, Palette, palette, template, translucent

SIZE = (960, 430)  # pixels
LEVELS = {1: "for", 0: "undecided", -1: "against"}
LOOKS = {1: Look.SUPPORT, 0: Look.NEUTRAL, -1: Look.OPPOSE}
SYMBOLS = {1: "circle", 0: "circle-open", -1: "square"}  # the side is told without its colour too
BAND = 0.34  # how far dots of one side spread up and down
LAYERS = 9  # places within a band, so that statements of one day do not hide one another
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
MOST_LINES = len(DASHES)  # more cannot be told apart
MOST_DRAWINGS = 4000  # dots that a browser draws one by one; more are painted, and their boxes say less
LONGEST_NAME = 22
FAINT = 0.22
PLAIN = 0.7


def timeline(
    frame: pd.DataFrame,
    lines: pd.DataFrame,
    *,
    countries: Sequence[str] = (),
    labels: Mapping[str, str] | None = None,
    mode: Mode = "light",
) -> go.Figure:
    """Dated statements on one topic, and lines from :func:`dashboard.analysis.trends.trends`.

    The dots of ``countries`` are strong and those of others faint; without a choice all are alike. Every dot carries
    its country and the id of its statement as ``customdata``. Undated statements have no place on the chart.
    """
    colours, names = palette(mode), labels or {}
    dated = frame[frame["date"].notna() & frame["position"].notna()]
    figure = go.Figure(_dots(dated, list(countries), names, colours))
    drawn = list(dict.fromkeys(lines["country"]))[:MOST_LINES]
    for country, dash in zip(drawn, DASHES, strict=False):
        figure.add_trace(_line(lines[lines["country"] == country], names.get(country, country), dash, colours))
    width, height = SIZE
    figure.update_layout(
        template=template(colours),
        width=width,
        height=height,
        margin={"l": 84, "r": 18, "t": 14, "b": 78, "pad": 0},
        hovermode="closest",
        dragmode=False,
        clickmode="event+select",
        uirevision="keep",
        legend={"orientation": "h", "x": 0, "y": -0.12, "yanchor": "top", "itemclick": False, "itemdoubleclick": False},
    )
    figure.update_xaxes(type="date", showgrid=True, gridcolor=colours.grid)
    figure.update_yaxes(
        range=[-1.45, 1.45],
        tickvals=list(LEVELS),
        ticktext=[f"{GLYPHS[LOOKS[level]]} {name}" for level, name in LEVELS.items()],
        showgrid=True,
        gridcolor=colours.grid,
        automargin=False,
    )
    return figure


def timeline_summary(frame: pd.DataFrame, lines: pd.DataFrame) -> str:
    """The chart in a sentence, for readers who do not see it."""
    sides = values(frame[frame["date"].notna()]).value_counts()
    counts = ", ".join(f"{int(sides.get(level, 0))} {name}" for level, name in LEVELS.items())
    smoothed = lines["country"].nunique()
    return f"Timeline of {int(sides.sum())} dated statements ({counts}), with {smoothed} smoothed lines."


def _dots(dated: pd.DataFrame, chosen: list[str], names: Mapping[str, str], colours: Palette) -> list[Any]:
    trace = go.Scattergl if len(dated) > MOST_DRAWINGS else go.Scatter
    levels = values(dated)
    heights = levels + _spread(dated, levels)
    strong = dated["country"].isin(chosen) if chosen else pd.Series(data=True, index=dated.index)
    dots = []
    for level, name in LEVELS.items():
        for is_strong in (False, True):
            here = dated[(levels == level) & (strong == is_strong)]
            opacity = (0.95 if chosen else PLAIN) if is_strong else FAINT
            dots.append(
                trace(
                    x=here["date"],
                    y=heights[here.index],
                    mode="markers",
                    marker={
                        "size": 9 if is_strong else 7,
                        "symbol": SYMBOLS[level],
                        "color": translucent(colours.fill(LOOKS[level]), opacity),
                        "line": {"width": 2 if level == 0 else 0},
                        "opacity": 1,
                    },
                    customdata=list(zip(here["country"].astype("str"), here["id"], strict=True)),
                    hovertext=_hovers(here, name, names, in_full=len(dated) <= MOST_DRAWINGS),
                    hoverinfo="text",
                    unselected={"marker": {"opacity": 1}},
                    name=name,
                    showlegend=False,
                )
            )
    return dots


def _spread(dated: pd.DataFrame, levels: pd.Series[float]) -> pd.Series[float]:
    """How far up or down each dot moves: statements of about the same day and side stand beside one another."""
    if dated.empty:
        return levels
    days = dated["date"].to_numpy().astype("datetime64[D]").astype("int64")
    bins = pd.Series((days - days.min()) * 90 // max(1, int(np.ptp(days))), index=dated.index)
    rank = dated.groupby([bins, levels], sort=False).cumcount() % LAYERS
    # From the middle outwards: 0, 1, -1, 2, -2, …
    steps = ((rank + 1) // 2) * np.where(rank % 2 == 1, 1, -1)
    return steps * BAND / (LAYERS // 2)


def _hovers(frame: pd.DataFrame, side: str, names: Mapping[str, str], *, in_full: bool) -> list[str]:
    """What the box of each dot says; without the sentence where there are too many of them to be sent along."""
    called = {code: plain(names.get(code, country_label(code))) for code in frame["country"].unique()}
    texts = [
        f"<b>{called[code]}</b> {side}, {day.day} {day:%b %Y}<br>{plain(shortened(actor, 60))}"
        for code, day, actor in zip(frame["country"], frame["date"], frame["actor"], strict=True)
    ]
    if not in_full:
        return texts
    said = [plain(shortened(words, 220), wrap=60) for words in frame["evidence"]]
    return [f"{text}<br>{words}" for text, words in zip(texts, said, strict=True)]


def _line(points: pd.DataFrame, name: str, dash: str, colours: Palette) -> go.Scatter:
    label = plain(shortened(name, LONGEST_NAME))
    known = points[points["mean"].notna()]
    texts = [""] * len(points)
    if len(known):
        texts[points.index.get_loc(known.index[-1])] = label
    return go.Scatter(
        x=points["date"],
        y=points["mean"],
        mode="lines+text",
        line={"color": colours.ink, "width": 2.2, "dash": dash},
        text=texts,
        textposition="top left",  # inside: a margin for names would leave a phone no room for the days
        textfont={"size": 12, "color": colours.ink},
        cliponaxis=False,
        connectgaps=False,
        hoverinfo="skip",
        name=label,
        showlegend=True,
    )
