"""The position matrix before anybody draws it: which square stands where, how it looks, how large the whole is.

The page and the files that people take away are drawn by different programs, from this one description.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from dashboard.charts.cells import LETTER, SIDES, WEIGHTS, Weight, looks_of, shortened
from dashboard.charts.theme import GLYPHS, NAMES, Look, Mode, Palette, palette, translucent

CELL_SIZES = ((8, 32), (16, 28), (26, 24), (36, 20), (math.inf, 18))  # up to so many columns, so many pixels a cell
LINE = 15
LONGEST_ROW = 24  # letters of a label; the hover box has it in full
LONGEST_COLUMN = 38
SLANT = math.radians(60)
GAP = 10  # between a label and the first square
LOOK_ORDER = tuple(Look)

Choice = tuple[str | None, str | None]  # a row and a column; ``None`` is "any"


class Margins(NamedTuple):
    """Room for the labels, in pixels."""

    left: int
    right: int
    top: int
    bottom: int


class Style(NamedTuple):
    """How squares that look alike look."""

    look: Look
    weight: Weight
    opposes: bool  # of mixed ones: those against have the greater weight

    def side(self, cell: int) -> float:
        """The side of the square in pixels, in cells of so many pixels."""
        return self.weight.side * (cell - 2)

    def frame(self, cell: int) -> float:
        """The width of the frame, which only a mixed square has, in pixels; it lies within the side."""
        return max(2.5, self.side(cell) * 0.16) if self.look is Look.MIXED else 0.0

    def fill(self, colours: Palette) -> str:
        """The colour inside: of the side taken, of a mixed square of the stronger one."""
        if self.look is Look.MIXED:
            return translucent(colours.oppose if self.opposes else colours.support, self.weight.opacity)
        return translucent(colours.fill(self.look), self.weight.opacity)

    def edge(self, colours: Palette) -> str:
        """The colour of the frame: of the weaker side."""
        return translucent(colours.support if self.opposes else colours.oppose, self.weight.opacity)

    def ink(self, colours: Palette) -> str:
        """The colour of the sign."""
        # A single statement is drawn so faintly that only the colour of text stays readable on it.
        return colours.ink if self.weight is WEIGHTS[0] else colours.glyph(self.look)


@dataclass(frozen=True)
class Board:
    """A position matrix with its order, its labels and its measures."""

    rows: Mapping[str, str]  # label by key, from the top
    columns: Mapping[str, str]  # from the left
    headings: frozenset[str]  # rows that only name the rows below them
    cells: pd.DataFrame  # the cells that have statements: places `row` and `column`, `style`, counts, `mean`
    styles: tuple[Style, ...]  # those that occur; `style` is a place among them

    @property
    def cell(self) -> int:
        """Pixels of a cell's side."""
        return cell_size(len(self.columns))

    @cached_property
    def row_texts(self) -> list[str]:
        """The labels of the rows as there is room for them."""
        return [shortened(label, LONGEST_ROW) for label in self.rows.values()]

    @cached_property
    def column_texts(self) -> list[str]:
        """The labels of the columns as there is room for them."""
        return [shortened(label, LONGEST_COLUMN) for label in self.columns.values()]

    @cached_property
    def margins(self) -> Margins:
        """Reckoned here, because a chart that measures itself jumps and is clipped in exports."""
        down, across = _width(self.row_texts), _width(self.column_texts)
        return Margins(
            left=round(down + 2 * GAP),
            right=round(max(GAP, across * math.cos(SLANT) + LINE * math.sin(SLANT) - GAP)),
            top=round(across * math.sin(SLANT) + LINE * math.cos(SLANT) + 2 * GAP),
            bottom=GAP,
        )

    @property
    def width(self) -> int:
        """Pixels of the whole with its labels."""
        return self.cell * len(self.columns) + self.margins.left + self.margins.right

    @property
    def height(self) -> int:
        """Pixels of the whole with its labels."""
        return self.cell * max(1, len(self.rows)) + self.margins.top + self.margins.bottom

    def groups(self) -> Iterator[tuple[Style, pd.DataFrame]]:
        """The cells that look alike."""
        for place, style in enumerate(self.styles):
            yield style, self.cells[self.cells["style"] == place]


def board_of(
    matrix: pd.DataFrame,
    *,
    row_labels: Mapping[str, str] | None = None,
    column_labels: Mapping[str, str] | None = None,
    headings: Collection[str] = (),
) -> Board:
    """Lay out a position matrix (:func:`dashboard.analysis.position_matrix`): first column down, second across.

    The label mappings name rows and columns in the order of the chart; an entry without statements gives an empty
    line. Without them the keys themselves are used, sorted.
    """
    keys = matrix.columns[:2]
    down, across = (
        dict(labels) if labels is not None else {key: key for key in sorted(matrix[name].unique())}
        for name, labels in zip(keys, (row_labels, column_labels), strict=True)
    )
    rows, columns = (
        matrix[name].map({key: place for place, key in enumerate(labels)})
        for name, labels in zip(keys, (down, across), strict=True)
    )
    shown = (rows.notna() & columns.notna()).to_numpy()
    cells = matrix[shown]
    styles, style = styles_of(cells)
    places = {"row": rows[shown].astype(int), "column": columns[shown].astype(int), "style": style}
    counts = {name: cells[name] for name in (*SIDES, "n", "mean")}
    return Board(down, across, frozenset(headings), pd.DataFrame(places | counts), styles)


def drawing(board: Board, mode: Mode, chosen: Choice = (None, None)) -> dict[str, Any]:
    """The board as the page's own drawing program reads it (``dashboard/ui/matrix.js``), as little as it needs."""
    colours = palette(mode)
    cells = board.cells
    return {
        "cell": board.cell,
        "gap": GAP // 2,
        "slant": round(math.degrees(SLANT)),
        "left": board.margins.left,
        "top": board.margins.top,
        "width": board.width,
        "height": board.height,
        "colours": {name: getattr(colours, name) for name in ("background", "surface", "grid", "ink", "muted")},
        "rows": [
            [key, text, label, key in board.headings]
            for (key, label), text in zip(board.rows.items(), board.row_texts, strict=True)
        ],
        "columns": [
            [key, text, label] for (key, label), text in zip(board.columns.items(), board.column_texts, strict=True)
        ],
        "styles": [_drawn(style, board.cell, colours) for style in board.styles],
        "cells": {name: cells[name].tolist() for name in ("row", "column", "style", *SIDES)},
        "chosen": list(chosen),
    }


def position_summary(matrix: pd.DataFrame) -> str:
    """The chart in a sentence, for readers who do not see it."""
    rows, columns = matrix.columns[:2]
    looks = [NAMES[look] for look in looks_of(matrix)]
    counts = ", ".join(f"{looks.count(name)} {name}" for name in NAMES.values() if name in looks)
    size = f"{matrix[rows].nunique()} rows and {matrix[columns].nunique()} columns"
    return f"Matrix of {rows} by {columns}: {size}, {len(matrix)} cells with statements ({counts or 'none'})."


def cell_size(columns: int) -> int:
    """Pixels of a cell's side when so many columns stand beside one another."""
    return next(pixels for limit, pixels in CELL_SIZES if columns <= limit)


def styles_of(cells: pd.DataFrame) -> tuple[tuple[Style, ...], np.ndarray]:
    """The styles that occur in a position matrix, and for each of its cells the place of its own style among them."""
    looks = looks_of(cells)
    weights = np.searchsorted([weight.least for weight in WEIGHTS], cells["n"].to_numpy(), side="right") - 1
    opposes = (looks == Look.MIXED) & (cells["mean"].to_numpy() < 0)
    order = np.array([LOOK_ORDER.index(look) for look in looks], dtype=int)
    code = (order * len(WEIGHTS) + weights) * 2 + opposes
    found, place = np.unique(code, return_inverse=True)
    styles = [(LOOK_ORDER[each // 2 // len(WEIGHTS)], WEIGHTS[each // 2 % len(WEIGHTS)], each % 2) for each in found]
    return tuple(Style(look, weight, bool(against)) for look, weight, against in styles), place


def _drawn(style: Style, cell: int, colours: Palette) -> dict[str, object]:
    return {
        "name": NAMES[style.look],
        "sign": GLYPHS[style.look],
        "side": round(style.side(cell), 2),
        "frame": round(style.frame(cell), 2),
        "fill": style.fill(colours),
        "edge": style.edge(colours),
        "ink": style.ink(colours),
    }


def _width(texts: Sequence[str]) -> float:
    """Pixels that the longest of these labels takes."""
    return max(map(len, texts), default=0) * LETTER
