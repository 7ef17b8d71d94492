"""What one country said when: a row for each topic, a mark for each day on which it spoke."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis import position_matrix
from dashboard.charts.board import styles_of
from dashboard.charts.cells import plain, shortened
from dashboard.charts.dots import AXIS, EDGE, LONGEST_TOPIC, SQUARE, WIDTH
from dashboard.charts.positions import marks_of
from dashboard.charts.theme import NAMES, Look, Mode, Palette, palette, template

ROW = 50
NAME = 20  # pixels from a row's line up to the topic's name
MOST_TICKS = 4
MONTHS_APART = (1, 3, 6, 12, 24, 60, 120)
EDGE_DAYS = 0.04  # of the span, left free at both ends


def spoken_days(frame: pd.DataFrame) -> pd.DataFrame:
    """The position matrix of topics by day: one row for each topic and ``day`` on which a position was taken.

    Undated statements do not enter.
    """
    dated = frame[frame["date"].notna()]
    days = position_matrix(dated.assign(day=dated["date"].dt.strftime("%Y-%m-%d")), rows="topic", columns="day")
    return days.assign(day=pd.to_datetime(days["day"]))


def days_chart(days: pd.DataFrame, *, topics: Mapping[str, str], mode: Mode = "light") -> go.Figure:
    """Draw :func:`spoken_days`: time to the right, ``topics`` (label by id) top to bottom.

    Each mark carries its topic and day ("2025-03-01") as ``customdata``.
    """
    colours = palette(mode)
    shown = days[days["topic"].isin(topics)]
    places = {topic: place for place, topic in enumerate(topics)}
    first, last = (shown["day"].min(), shown["day"].max()) if len(shown) else (pd.Timestamp(0), pd.Timestamp(0))
    span = max(last - first, pd.Timedelta(days=30))
    start, end = first - span * EDGE_DAYS, last + span * EDGE_DAYS
    figure = go.Figure(
        [
            go.Scatter(
                x=[x for _ in topics for x in (start, end, None)],
                y=[y for place in places.values() for y in (place, place, None)],
                mode="lines",
                line={"color": colours.grid, "width": 1},
                hoverinfo="skip",
                showlegend=False,
            ),
            go.Scatter(
                x=[start] * len(topics),
                y=[place - NAME / ROW for place in places.values()],
                mode="text",
                text=[f"<b>{plain(shortened(name, LONGEST_TOPIC))}</b>" for name in topics.values()],
                textposition="middle right",
                textfont={"color": colours.ink},
                hoverinfo="skip",
                cliponaxis=False,
                showlegend=False,
            ),
            *_marks(shown, topics, colours),
        ]
    )
    _lay_out(figure, len(topics), (start, end), colours)
    return figure


def _marks(days: pd.DataFrame, topics: Mapping[str, str], colours: Palette) -> Iterator[go.Scatter]:
    """The marks, one trace for all that look alike: a list of colours, one for each mark, is slow to check."""
    places = {topic: place for place, topic in enumerate(topics)}
    names = {topic: plain(name, wrap=44) for topic, name in topics.items()}
    styles, style = styles_of(days)
    for number, each in enumerate(styles):
        cells = days[style == number]
        written = cells["day"].dt.strftime("%Y-%m-%d")
        yield go.Scatter(
            x=written.tolist(),
            y=cells["topic"].map(places).to_numpy(),
            customdata=list(zip(cells["topic"], written, strict=True)),
            hovertext=[_hover(cell, each.look, names[cell["topic"]]) for cell in cells.to_dict("records")],
            hoverinfo="text",
            cliponaxis=False,
            showlegend=False,
            **marks_of(each, SQUARE, colours),
        )


def days_summary(days: pd.DataFrame, *, topics: Mapping[str, str]) -> str:
    """The chart in words, for readers who do not see it."""
    shown = days[days["topic"].isin(topics)]
    if shown.empty:
        return "No dated statement."
    first, last = shown["day"].min(), shown["day"].max()
    return f"Positions by day on {len(topics)} topics, {len(shown)} marks from {_day(first)} to {_day(last)}."


def _hover(cell: Mapping[str, Any], look: Look, topic: str) -> str:
    n = "1 statement" if cell["n"] == 1 else f"{cell['n']} statements"
    return f"<b>{_day(cell['day'])}</b>: {NAMES[look]}<br>{topic}<br>{n}"


def _day(day: pd.Timestamp) -> str:
    return f"{day.day} {day:%b %Y}"


def _ticks(start: pd.Timestamp, end: pd.Timestamp) -> list[pd.Timestamp]:
    """First days of months, at equal distances and never more than a phone has room for."""
    months = list(pd.date_range(start, end, freq="MS"))
    choices = ([month for month in months if (month.month - 1 + 12 * month.year) % step == 0] for step in MONTHS_APART)
    return next((ticks for ticks in choices if len(ticks) <= MOST_TICKS), [])


def _lay_out(figure: go.Figure, rows: int, span: tuple[pd.Timestamp, pd.Timestamp], colours: Palette) -> None:
    figure.update_layout(
        template=template(colours),
        width=WIDTH,
        height=max(1, rows) * ROW + AXIS + 4,
        margin={"l": EDGE, "r": EDGE + 8, "t": AXIS, "b": 4, "pad": 0},
        hovermode="closest",
        dragmode=False,
        clickmode="event+select",
        uirevision="keep",
    )
    days = _ticks(*span)
    figure.update_xaxes(
        range=list(span), type="date", side="top", showgrid=True, gridcolor=colours.grid, tickmode="array",
        tickvals=days, ticktext=[f"{day:%b %Y}" for day in days],
        tickfont={"color": colours.muted}, automargin=False, tickangle=0,
    )  # fmt: skip
    figure.update_yaxes(range=[max(1, rows) - 0.6, -0.6], showticklabels=False, automargin=False)
