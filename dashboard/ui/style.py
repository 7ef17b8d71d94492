"""The dashboard's own markup: its style sheet, headings and the legend, in the colours of the chart theme."""

from __future__ import annotations

import html

import streamlit as st

from dashboard.charts.theme import GLYPHS, NAMES, Look, Mode, Palette, palette, translucent

LEGEND_SQUARE = 20  # pixels


def current_mode() -> Mode:
    """Whether the reader has the page light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def show_style() -> None:
    """Bring the style sheet into the page; everything below it may use its classes."""
    st.html(f"<style>{style_sheet(palette(current_mode()))}</style>")


def show_heading(text: str, *, note: str = "") -> None:
    """A heading of words that may come from articles, which Markdown would read as markup."""
    st.html(f'<h2 class="sp-heading">{html.escape(text)}</h2><p class="sp-note">{html.escape(note)}</p>')


def show_legend() -> None:
    """What colours, signs and sizes of the matrix mean."""
    st.html(legend(palette(current_mode())))


def legend(colours: Palette) -> str:
    """The legend as HTML that wraps on narrow screens."""
    from dashboard.charts.cells import WEIGHTS  # not at the head: the style sheet goes out before any library is loaded

    looks = "".join(
        f'<span class="sp-item">{_square(look, colours, LEGEND_SQUARE)}{NAMES[look]}</span>' for look in Look
    )
    sized = [(weight.name, round(weight.side * LEGEND_SQUARE), weight.opacity) for weight in WEIGHTS]
    weights = "".join(
        f'<span class="sp-item">{_square(None, colours, side, opacity)}{name}</span>' for name, side, opacity in sized
    )
    empty = '<span class="sp-item"><i class="sp-square sp-empty"></i>no statement found</span>'
    return (
        f'<div class="sp-legend">{looks}{empty}</div>'
        f'<div class="sp-legend"><span>Statements in a cell:</span>{weights}</div>'
    )


def sides_bar(supporting: int, undecided: int, opposing: int) -> str:
    """How many stand on each side as a bar in three colours with its numbers, as HTML."""
    colours = palette(current_mode())
    parts = (
        (Look.SUPPORT, supporting, "for", colours.support),
        (Look.NEUTRAL, undecided, "undecided", colours.neutral),
        (Look.OPPOSE, opposing, "against", colours.oppose),
    )
    bars = "".join(f'<i style="flex:{number};background:{colour}"></i>' for _, number, _, colour in parts if number)
    words = " · ".join(f"{GLYPHS[look]} {number} {word}" for look, number, word, _ in parts if number)
    return f'<div class="sp-sides"><span class="sp-sides-bar" aria-hidden="true">{bars}</span>{words}</div>'


def _square(look: Look | None, colours: Palette, side: int, opacity: float = 1) -> str:
    fill = translucent(colours.neutral if look is None else colours.fill(look), opacity)
    frame = f"box-shadow:inset 0 0 0 3px {colours.oppose};" if look is Look.MIXED else ""
    sign = "" if look is None else GLYPHS[look]
    ink = colours.on_strong if look is None else colours.glyph(look)
    return (
        f'<i class="sp-square" aria-hidden="true" style="width:{side}px;height:{side}px;background:{fill};'
        f'color:{ink};{frame}">{sign}</i>'
    )


def style_sheet(colours: Palette) -> str:
    """The style sheet of cards, marks, legend and the frame in which a wide chart scrolls."""
    sides = {"support": colours.support, "oppose": colours.oppose, "neutral": colours.neutral}
    cards = "".join(
        f".sp-card.sp-{side}{{border-left-color:{colour}}}"
        f".sp-badge.sp-{side}{{background:{colour};color:{colours.on_strong}}}"
        for side, colour in sides.items()
    )
    return _RULES.format(c=colours) + cards


_RULES = """
[data-testid=stMainBlockContainer]{{padding:3.6rem 2.2rem 4rem}}
[data-testid=stMainBlockContainer] h1{{font-size:2rem;padding:0 0 .2rem}}
@media (max-width:640px){{[data-testid=stMainBlockContainer]{{padding:3.2rem 1rem 3rem}}}}
.sp-heading{{font-size:1.2rem;font-weight:600;margin:0;padding:0;line-height:1.3;overflow-wrap:anywhere}}
.sp-note,.sp-key{{color:{c.muted};font-size:.88rem;margin:.15rem 0 .4rem}}
.sp-legend{{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;color:{c.muted};font-size:.88rem;align-items:center}}
.sp-legend+.sp-legend{{margin-top:.35rem}}
.sp-item{{display:inline-flex;align-items:center;gap:.4rem;white-space:nowrap}}
.sp-square{{display:inline-flex;align-items:center;justify-content:center;width:20px;height:20px;font-style:normal;
font-size:14px;line-height:1;border-radius:1px}}
.sp-empty{{border:1px solid {c.grid};box-sizing:border-box}}
.sp-card{{border:1px solid {c.grid};border-left:5px solid {c.neutral};border-radius:6px;background:{c.surface};
padding:.7rem .9rem;margin:0 0 .7rem;overflow-wrap:anywhere;color:{c.ink}}}
.sp-card header span,.sp-stance>span:not(.sp-badge){{color:{c.muted}}}
.sp-card p,.sp-card blockquote{{margin:.35rem 0}}
.sp-card blockquote{{padding:0;border:0;font-size:1.02rem;line-height:1.5;color:{c.ink};unicode-bidi:isolate}}
.sp-card footer{{font-size:.84rem;color:{c.muted};line-height:1.5}}
.sp-card a{{color:{c.support}}}
.sp-stance{{font-size:.92rem}}
.sp-stance q{{font-style:italic}}
.sp-badge{{display:inline-block;padding:0 .5rem;border-radius:4px;font-size:.84rem;font-weight:600;line-height:1.6}}
mark[class^=sp-]{{background:none;color:inherit;padding:0}}
mark.sp-cue{{background:{c.cue_mark};color:{c.ink};font-weight:600;border-radius:2px;padding:0 .12em}}
mark.sp-target{{text-decoration:underline;text-decoration-color:{c.target_mark};text-decoration-thickness:2px;
text-underline-offset:.2em}}
mark.sp-actor{{font-weight:600}}
[data-testid=stMultiSelect] span[title]{{color:{c.on_strong}}}
[data-testid=stBaseButton-primary]{{color:{c.on_strong}}}
.sp-sides{{color:{c.muted};font-size:.84rem;margin:0 0 .35rem}}
.sp-sides-bar{{display:flex;height:.5rem;gap:2px;margin:.1rem 0 .15rem;max-width:28rem}}
.st-key-contested a,.st-key-ways a{{padding:0;min-height:1.6rem}}
.st-key-ways{{gap:.1rem 1.6rem}}
.st-key-view-line{{row-gap:.1rem}}
.st-key-ahead{{display:none}}
.st-key-matrix-frame{{overflow-x:auto;overflow-y:hidden}}
"""
