"""For · Undecided · Against: three columns of countries, each with the sentence that shows its position best."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis.topic import Camp
from dashboard.charts.cells import look_of, weight_of
from dashboard.charts.theme import GLYPHS, NAMES, Look, palette
from dashboard.schema import Stance
from dashboard.ui.evidence import reader_link
from dashboard.ui.marks import find_words, marked, plain_label
from dashboard.ui.names import counted, day_text
from dashboard.ui.style import current_mode
from dashboard.ui.topic import View, open_group

AT_ONCE = 3  # countries of a column that are quoted before the reader asks for more
FEW = 2  # statements; fewer are faint
COLUMNS = (
    (Camp.FOR, "For", Stance.SUPPORT),
    (Camp.UNDECIDED, "Undecided", Stance.NEUTRAL),
    (Camp.AGAINST, "Against", Stance.OPPOSE),
)


def show_camps(view: View) -> None:
    """The three columns. A country's name leads to all its statements on the topic."""
    st.html(f"<style>{_style()}</style>")
    said = view.said.set_index("id", drop=False)
    for place, (camp, title, side) in zip(st.columns(3, gap="medium"), COLUMNS, strict=True):
        rows = view.camps[view.camps["camp"] == camp]
        with place, st.container(key=f"camp-{camp}", gap="xsmall"):
            _show_heading(title, side, rows)
            limit = len(rows) if st.session_state.get(f"camp-all-{camp}") else AT_ONCE
            for row in rows.head(limit).to_dict("records"):
                _show_country(view, {str(name): value for name, value in row.items()}, said)
            if len(rows) > AT_ONCE:
                st.html(_rest(view, rows.iloc[limit:]))
                st.toggle(f"Quote all {len(rows)}", key=f"camp-all-{camp}")


def _show_heading(title: str, side: Stance, rows: pd.DataFrame) -> None:
    mixed = int(rows["is_mixed"].sum())
    parts = [counted(len(rows), "country", "countries"), counted(int(rows["n"].sum()), "statement")]
    parts += [f"{mixed} {GLYPHS[Look.MIXED]} for and against"] if mixed else []
    note = " · ".join(parts) if len(rows) else "nobody found"
    st.html(
        f'<h2 class="sp-heading"><span class="sp-badge sp-{side}">{GLYPHS[Look(side)]}</span> {title}</h2>'
        f'<p class="sp-note">{note}</p>'
    )


def _show_country(view: View, row: Mapping[str, Any], said: pd.DataFrame) -> None:
    code = str(row["country"])
    look = look_of({side: row[side] for side in ("support", "oppose", "neutral")})
    st.button(
        f"**{plain_label(view.name(code))}** {GLYPHS[look]} {row['n']}",
        key=f"camp-{code}",
        type="tertiary",
        on_click=open_group,
        args=(code,),
        help=f"{NAMES[look].capitalize()}; {counted(row['n'], 'statement')}. Click to read all.",
    )
    ids = [each for each in (row["statement"], row["other_statement"]) if isinstance(each, str)]
    weight = " sp-few" if weight_of(row["n"]).least < FEW else ""
    quotes = "".join(
        _quote({str(name): value for name, value in said.loc[each].items()}, is_one_of_two=len(ids) > 1) for each in ids
    )
    st.html(f'<div class="sp-words{weight}">{quotes}</div>')


def _rest(view: View, rows: pd.DataFrame) -> str:
    """The countries of a column that are not quoted, with their numbers of statements."""
    names = [
        f"{html.escape(view.name(row['country']))} {GLYPHS[Look.MIXED] if row['is_mixed'] else ''}{row['n']}"
        for row in rows.to_dict("records")
    ]
    return f'<p class="sp-note">Also {" · ".join(names)}</p>' if names else ""


def _quote(row: Mapping[str, Any], *, is_one_of_two: bool) -> str:
    """The sentence with its cue marked; a mixed country has two, each with the sign of its side."""
    side = Stance(row["position"])
    sign = f'<span class="sp-badge sp-{side}">{GLYPHS[Look(side)]}</span> ' if is_one_of_two else ""
    words = marked(row["evidence"], find_words(row["evidence"], row["cue"], "cue"))
    about = html.escape(f"{row['actor']}, {day_text(row['date'])}")
    link = f'<a href="{html.escape(reader_link(row))}" target="_self" title="Read in the article">{about}</a>'
    return f'<blockquote class="sp-quote">{sign}{words}</blockquote><p class="sp-said">{link}</p>'


def _style() -> str:
    colours = palette(current_mode())
    return (
        ".sp-quote{margin:0;padding:0 0 0 .6rem;border-left:2px solid " + colours.grid + ";font-size:.92rem;"
        f"line-height:1.45;color:{colours.ink};unicode-bidi:isolate;overflow-wrap:anywhere;display:-webkit-box;"
        "-webkit-box-orient:vertical;-webkit-line-clamp:4;overflow:hidden}"
        f".sp-said{{margin:.1rem 0 .5rem;padding-left:.75rem;font-size:.82rem;color:{colours.muted}}}"
        f".sp-said a{{color:{colours.muted}}}.sp-few .sp-quote{{color:{colours.muted};border-left-style:dotted}}"
        "[class*=st-key-camp-] [data-testid=stBaseButton-tertiary]{padding:0;min-height:1.6rem}"
        "[data-testid=stMainBlockContainer] .sp-question{max-width:60rem;font-size:1.75rem;line-height:1.25;"
        "padding:0 0 .2rem;overflow-wrap:anywhere}"
        ".sp-swipe{display:none}@media(max-width:700px){.sp-swipe{display:block}}"
        ".st-key-topic-squares-frame{overflow-x:auto;overflow-y:hidden}"
        ".st-key-topic-map-frame,.st-key-topic-timeline-frame,.st-key-topic-bars-frame{overflow-x:auto;overflow-y:hidden}"
    )
