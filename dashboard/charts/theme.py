"""How Standpoint looks: every colour, glyph and template, once.

Support is blue and opposition orange, a pair that readers with any common colour blindness tell apart; each look also
has a glyph, so that it survives a black-and-white printer. A look means the same position on every chart and card.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import plotly.graph_objects as go

Mode = Literal["light", "dark"]
FONT = "Source Sans, Helvetica Neue, Arial, sans-serif"  # first the one Streamlit brings along


class Look(StrEnum):
    """How a cell of statements appears. A cell without statements has no look: it stays empty."""

    SUPPORT = "support"
    LEANS_SUPPORT = "leans-support"
    NEUTRAL = "neutral"
    MIXED = "mixed"
    LEANS_OPPOSE = "leans-oppose"
    OPPOSE = "oppose"


GLYPHS = {
    Look.SUPPORT: "+",
    Look.LEANS_SUPPORT: "+",
    Look.NEUTRAL: "○",
    Look.MIXED: "±",
    Look.LEANS_OPPOSE: "−",
    Look.OPPOSE: "−",
}
NAMES = {
    Look.SUPPORT: "supports",
    Look.LEANS_SUPPORT: "supports, partly neutral",
    Look.NEUTRAL: "neutral",
    Look.MIXED: "both for and against",
    Look.LEANS_OPPOSE: "opposes, partly neutral",
    Look.OPPOSE: "opposes",
}


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one mode. Backgrounds and ink repeat ``.streamlit/config.toml``."""

    mode: Mode
    background: str
    surface: str
    ink: str
    muted: str
    grid: str
    support: str
    support_soft: str
    neutral: str
    oppose_soft: str
    oppose: str
    on_strong: str  # glyphs on support, neutral and oppose
    on_soft: str  # glyphs on the soft colours
    cue_mark: str  # behind the word that shows the stance
    target_mark: str  # under what the stance is about

    def fill(self, look: Look) -> str:
        """The colour of a cell; a mixed cell has two, see :class:`dashboard.charts.board.Style`."""
        return {
            Look.SUPPORT: self.support,
            Look.LEANS_SUPPORT: self.support_soft,
            Look.NEUTRAL: self.neutral,
            Look.MIXED: self.support,
            Look.LEANS_OPPOSE: self.oppose_soft,
            Look.OPPOSE: self.oppose,
        }[look]

    def glyph(self, look: Look) -> str:
        """The colour of the sign on a cell."""
        return self.on_soft if look in (Look.LEANS_SUPPORT, Look.LEANS_OPPOSE) else self.on_strong


LIGHT = Palette(
    mode="light",
    background="#ffffff",
    surface="#f4f6f8",
    ink="#1d2430",
    muted="#566070",
    grid="#e3e7ec",
    support="#1f5fa8",
    support_soft="#8fbce6",
    neutral="#6b7480",
    oppose_soft="#f5bd8a",
    oppose="#b8490a",
    on_strong="#ffffff",
    on_soft="#1d2430",
    cue_mark="#fff1b8",
    target_mark="#566070",
)
DARK = Palette(
    mode="dark",
    background="#12161c",
    surface="#1b2129",
    ink="#e6e9ee",
    muted="#a3adba",
    grid="#2a313b",
    support="#5ea3ec",
    support_soft="#2f5683",
    neutral="#98a1ad",
    oppose_soft="#7d4a22",
    oppose="#f08c3c",
    on_strong="#12161c",
    on_soft="#e6e9ee",
    cue_mark="#5a4b12",
    target_mark="#a3adba",
)


def palette(mode: Mode) -> Palette:
    """The colours of a mode."""
    return DARK if mode == "dark" else LIGHT


def template(colours: Palette) -> go.layout.Template:
    """What all charts of a mode share: font, background, hover box, no decoration."""
    axis = {"showgrid": False, "zeroline": False, "showline": False, "ticks": "", "fixedrange": True}
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": colours.ink},
            "paper_bgcolor": colours.background,
            "plot_bgcolor": colours.background,
            "hoverlabel": {
                "bgcolor": colours.surface,
                "bordercolor": colours.grid,
                "font": {"family": FONT, "size": 13, "color": colours.ink},
                "align": "left",
            },
            "xaxis": axis,
            "yaxis": axis,
        }
    )


def translucent(colour: str, opacity: float) -> str:
    """A ``#rrggbb`` colour as the rgba() text that Plotly and CSS both read."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"


def blended(colour: str, background: str, opacity: float) -> str:
    """What a ``#rrggbb`` colour of this opacity looks like on the background, as a colour that hides what is below."""
    pairs = [(int(colour[place : place + 2], 16), int(background[place : place + 2], 16)) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(top * opacity + under * (1 - opacity)):02x}" for top, under in pairs)
