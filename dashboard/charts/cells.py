"""What a cell of statements looks like, on whatever chart: its side, its weight, and labels that stay text."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from dashboard.catalogue.proposed import PROPOSED
from dashboard.charts.theme import Look


@dataclass(frozen=True, slots=True)
class Weight:
    """How a cell with a given number of statements is drawn."""

    least: int  # statements from which on it applies
    name: str
    side: float  # share of the cell that the square fills
    opacity: float


# One statement is a hint, ten are a record. Four steps are as many sizes as the eye tells apart without comparing.
WEIGHTS = (
    Weight(1, "1", 0.46, 0.62),
    Weight(2, "2-3", 0.64, 0.85),
    Weight(4, "4-9", 0.82, 1.0),
    Weight(10, "10 or more", 0.98, 1.0),
)
SIDES = ("support", "oppose", "neutral")
LETTER = 6.2  # mean width of a letter at 13 px, in the widest of the fonts


def look_of(cell: Mapping[str, float]) -> Look:
    """The look of a cell with these counts of ``support``, ``oppose`` and ``neutral``."""
    if cell["support"] and cell["oppose"]:
        return Look.MIXED
    if cell["support"]:
        return Look.LEANS_SUPPORT if cell["neutral"] else Look.SUPPORT
    if cell["oppose"]:
        return Look.LEANS_OPPOSE if cell["neutral"] else Look.OPPOSE
    return Look.NEUTRAL


# For tables: the look by which of the three sides occur, as the digits of a binary number.
_LOOKS = np.array([look_of(dict(zip(SIDES, sides, strict=True))) for sides in product((0, 1), repeat=3)], dtype=object)


def looks_of(cells: pd.DataFrame) -> np.ndarray:
    """The look of every cell of a position matrix, in its order."""
    support, oppose, neutral = ((cells[side] > 0).to_numpy() for side in SIDES)
    looks: np.ndarray = _LOOKS[4 * support + 2 * oppose + neutral]
    return looks


def weight_of(n: int) -> Weight:
    """How many statements count for how much."""
    return next(weight for weight in reversed(WEIGHTS) if n >= weight.least)


def plain(text: str, *, wrap: int | None = None) -> str:
    """A text that Plotly shows as it is: nothing in it is read as markup. With ``wrap`` in lines of so many letters."""
    lines = [" ".join(text.split())] if wrap is None else textwrap.wrap(text, wrap)
    return "<br>".join(html.escape(line, quote=False) for line in lines)  # Plotly shows &quot; as it is


def shortened(text: str, letters: int) -> str:
    """A text of at most so many letters, cut with an ellipsis; the mark of a proposed topic stays."""
    flat = " ".join(text.split())
    if len(flat) <= letters:
        return flat
    mark = f" {PROPOSED}" if flat.endswith(f" {PROPOSED}") else ""
    return f"{flat[: letters - 1 - len(mark)].rstrip()}…{mark}"
