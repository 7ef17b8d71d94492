"""Agreement as marks with their intervals, by pair and by year, and the nine ways in which two can stand to a topic.

Marks are in the colour of text: agreement is no side, and the colours of sides stay theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.cells import plain, shortened
from dashboard.charts.dots import AXIS, EDGE, LETTER, WIDTH
from dashboard.charts.theme import GLYPHS, Look, Mode, Palette, palette, template, translucent

FEW = 4  # shared topics; with fewer a mark is faint
FAINT = 0.5
SCALE_END = 1.26  # room for the number behind the last mark, on a phone too
ROW = 44
ABOVE = 0.38  # of a row, from a mark to its name
LONGEST_PAIR = 44  # letters
LONGEST_NAME = 26  # letters
YEARS_HEIGHT = 280
SIDE_WIDTH = 380
CELL = 64  # pixels of a cell of the table of sides
SCALE = {0: "0 opposite", 0.5: "half", 1: "same side 1"}


def agreement_chart(rows: pd.DataFrame, *, names: Sequence[str], mode: Mode = "light") -> go.Figure:
    """Draw rows of :func:`dashboard.analysis.agreement.agreement`, top to bottom, under these names.

    Each mark carries ``key`` of its row as ``customdata`` when the table has that column.
    """
    colours = palette(mode)
    cells = rows.to_dict("records")
    places = list(range(len(cells)))
    figure = go.Figure(
        [
            _intervals(cells, places, colours),
            go.Scatter(
                x=[cell["agreement"] for cell in cells],
                y=places,
                mode="markers",
                marker=_marker(cells, colours),
                customdata=[[cell["key"]] for cell in cells] if "key" in rows else None,
                hovertext=[_hover(cell, name) for cell, name in zip(cells, names, strict=True)],
                hoverinfo="text",
                unselected={"marker": {"opacity": 1}},
                cliponaxis=False,
                showlegend=False,
            ),
        ]
    )
    _lay_out(figure, len(cells) * ROW, EDGE, colours)
    figure.update_xaxes(
        range=[-0.02, SCALE_END], tickvals=list(SCALE), showticklabels=False, gridcolor=colours.grid, showgrid=True
    )
    figure.update_yaxes(range=[len(cells) - 0.6, -0.6], tickvals=[])
    named = [_name(*each, colours) for each in zip(names, cells, places, strict=True)]
    figure.update_layout(annotations=[*_scale(colours), *named])
    figure.add_trace(_values(cells, places, colours))
    return figure


def years_chart(years: pd.DataFrame, *, name: str, mode: Mode = "light") -> go.Figure:
    """Draw :func:`dashboard.analysis.agreement.agreement_by_year`: a mark with its interval for each year that has one.

    Years without a shared topic are gaps: marks are joined only where one year follows the other.
    """
    colours = palette(mode)
    cells = years.to_dict("records")
    span = list(range(int(years["year"].min()), int(years["year"].max()) + 1)) if cells else []
    known = {cell["year"]: cell for cell in cells}
    figure = go.Figure(
        [
            go.Scatter(
                x=[x for cell in cells for x in (cell["year"], cell["year"], None)],
                y=[y for cell in cells for y in (cell["low"], cell["high"], None)],
                mode="lines",
                line={"color": translucent(colours.muted, 0.75), "width": 1.5},
                hoverinfo="skip",
                showlegend=False,
            ),
            go.Scatter(
                x=span,
                y=[known[year]["agreement"] if year in known else None for year in span],
                mode="lines+markers",
                connectgaps=False,
                line={"color": colours.muted, "width": 1.5},
                marker=_marker([known.get(year, {"shared": 0}) for year in span], colours),
                customdata=[[year] for year in span],
                hovertext=[_hover(known[year], f"{name}, {year}") if year in known else "" for year in span],
                hoverinfo="text",
                unselected={"marker": {"opacity": 1}},
                showlegend=False,
            ),
        ]
    )
    _lay_out(figure, YEARS_HEIGHT, 70, colours, bottom=48)
    texts = [f"{year}<br>{known[year]['shared'] if year in known else '-'}" for year in span]
    figure.update_xaxes(
        range=[span[0] - 0.5, span[-1] + 0.5] if span else [0, 1], tickmode="array", tickvals=span, ticktext=texts
    )
    figure.update_yaxes(
        range=[-0.05, 1.05], tickvals=list(SCALE), ticktext=["opposite 0", "half", "same 1"], gridcolor=colours.grid,
        showgrid=True, tickfont={"color": colours.muted},
    )  # fmt: skip
    return figure


def sides_chart(counts: pd.DataFrame, *, one: str, other: str, mode: Mode = "light") -> go.Figure:
    """Draw :func:`dashboard.analysis.agreement.side_table`: how many topics for each pair of sides, the first down.

    The more topics, the stronger a square; each carries the two sides as ``customdata``.
    """
    colours = palette(mode)
    sides = [str(side) for side in counts.index]
    most = max(1, int(counts.to_numpy().max()))
    cells = [(down, across, int(counts.loc[down, across])) for down in sides for across in sides]
    fills = [translucent(colours.ink, 0.04 if n == 0 else 0.14 + 0.5 * n / most) for _, _, n in cells]
    inks = [colours.background if n / most > 0.75 else colours.ink if n else colours.muted for _, _, n in cells]
    figure = go.Figure(
        go.Scatter(
            x=[sides.index(across) for _, across, _ in cells],
            y=[sides.index(down) for down, _, _ in cells],
            mode="markers+text",
            marker={
                "symbol": ["square"] * len(cells),
                "size": CELL - 4,
                "color": fills,
                "line": {"width": 0},
                "opacity": 1,
            },
            text=[str(n) for _, _, n in cells],
            textfont={"size": 17, "color": inks},
            customdata=[[down, across] for down, across, _ in cells],
            hovertext=[
                f"{plain(one)}: {down}<br>{plain(other)}: {across}<br>{n} {'topic' if n == 1 else 'topics'}"
                for down, across, n in cells
            ],
            hoverinfo="text",
            unselected={"marker": {"opacity": 1}},
            showlegend=False,
        )
    )
    words = [f"{GLYPHS[Look(side)]} {side}" for side in sides]
    left = 12 + round(max(len(word) for word in words) * LETTER) + 22
    _lay_out(figure, 3 * CELL, left, colours, top=62)
    figure.update_layout(width=left + 3 * CELL + EDGE)
    axis = {"tickmode": "array", "tickvals": [0, 1, 2], "ticktext": words}
    title = {"font": {"size": 13, "color": colours.ink}, "standoff": 4}
    figure.update_xaxes(
        axis | {"side": "top", "range": [-0.5, 2.5], "tickangle": 0},
        title=title | {"text": f"<b>{plain(shortened(other, LONGEST_NAME))}</b>"},
    )
    figure.update_yaxes(
        axis | {"range": [2.5, -0.5]}, title=title | {"text": f"<b>{plain(shortened(one, LONGEST_NAME))}</b>"}
    )
    return figure


def agreement_summary(rows: pd.DataFrame, *, names: Sequence[str]) -> str:
    """The marks in words, for readers who do not see them."""
    parts = [
        f"{name} {cell['agreement']:.2f} ({cell['low']:.2f} to {cell['high']:.2f}, {cell['shared']} shared)"
        for name, cell in zip(names, rows.to_dict("records"), strict=True)
    ]
    return f"Agreement from 0, opposite sides, to 1, same side: {'; '.join(parts) or 'nothing shared'}."


def _marker(cells: Sequence[Mapping[str, Any]], colours: Palette) -> dict[str, Any]:
    return {
        "symbol": "diamond",
        "size": 12,
        "color": [translucent(colours.ink, 1 if cell["shared"] >= FEW else FAINT) for cell in cells],
        "opacity": 1,
        "line": {"width": 0},
    }


def _scale(colours: Palette) -> list[dict[str, Any]]:
    """What the numbers mean. As tick labels the outer ones would vanish on a phone."""
    anchors = ("left", "center", "center")
    return [
        _text(words, colours.muted)
        | {"x": x, "xref": "x", "xanchor": anchor, "y": 1, "yref": "paper", "yshift": AXIS / 2}
        for (x, words), anchor in zip(SCALE.items(), anchors, strict=True)
    ]


def _name(name: str, cell: Mapping[str, Any], place: int, colours: Palette) -> dict[str, Any]:
    """What stands above a mark, from the left edge: on a phone there is no room beside it."""
    text = f"{plain(shortened(name, LONGEST_PAIR))}  <i>{cell['shared']} shared</i>"
    return _text(text, colours.ink) | {"x": 0, "xref": "paper", "xanchor": "left", "y": place - ABOVE, "yref": "y"}


def _text(text: str, colour: str) -> dict[str, Any]:
    return {
        "text": text,
        "yanchor": "middle",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"color": colour, "size": 13},
    }


def _intervals(cells: Sequence[Mapping[str, Any]], places: Sequence[int], colours: Palette) -> go.Scatter:
    return go.Scatter(
        x=[x for cell in cells for x in (cell["low"], cell["high"], None)],
        y=[y for place in places for y in (place, place, None)],
        mode="lines",
        line={"color": translucent(colours.muted, 0.75), "width": 1.5},
        hoverinfo="skip",
        showlegend=False,
    )


def _values(cells: Sequence[Mapping[str, Any]], places: Sequence[int], colours: Palette) -> go.Scatter:
    return go.Scatter(
        x=[SCALE_END] * len(cells),
        y=list(places),
        mode="text",
        text=[f"{cell['agreement']:.2f}" for cell in cells],
        textposition="middle left",
        textfont={"color": [colours.ink if cell["shared"] >= FEW else colours.muted for cell in cells]},
        hoverinfo="skip",
        cliponaxis=False,
        showlegend=False,
    )


def _hover(cell: Mapping[str, Any], name: str) -> str:
    topics = "1 shared topic" if cell["shared"] == 1 else f"{cell['shared']} shared topics"
    return "<br>".join(
        (
            f"<b>{plain(name)}</b>: agreement {cell['agreement']:.2f}",
            f"95% interval {cell['low']:.2f} to {cell['high']:.2f}",
            f"{topics}, {cell['n']} statements",
        )
    )


def _lay_out(figure: go.Figure, plot: int, left: int, colours: Palette, *, top: int = AXIS, bottom: int = 4) -> None:
    figure.update_layout(
        template=template(colours),
        width=WIDTH,
        height=plot + top + bottom,
        margin={"l": left, "r": EDGE, "t": top, "b": bottom, "pad": 0},
        hovermode="closest",
        dragmode=False,
        clickmode="event+select",
        uirevision="keep",
    )
    figure.update_xaxes(automargin=False)
    figure.update_yaxes(automargin=False)
