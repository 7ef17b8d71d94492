"""The charts of one question: world map, equal squares, bars, timeline, and who changed its mind."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.analysis.topic import Grouping, shares
from dashboard.analysis.trends import LEAST_DAYS, LEAST_STATEMENTS, trends, values
from dashboard.catalogue import country_label
from dashboard.charts.diverging import diverging_bars, diverging_summary
from dashboard.charts.maps import DISCLAIMERS, Kind, map_summary, off_map, world_map
from dashboard.charts.squares import tile_map
from dashboard.charts.timeline import MOST_LINES, timeline, timeline_summary
from dashboard.export import table_bytes
from dashboard.ui.address import record, restore
from dashboard.ui.clickable import show_clickable
from dashboard.ui.downloads import Publication, show_downloads
from dashboard.ui.evidence import card, reader_link
from dashboard.ui.files import file_name, today
from dashboard.ui.images import maps_address
from dashboard.ui.names import counted, day_text, side_words
from dashboard.ui.style import current_mode, show_heading
from dashboard.ui.topic import FEW, View, open_group

# Names of parameters in the address.
SHOWN = "shown"
GROUPED = "grouped"
LINES = "lines"
BARS_AT_ONCE = 30
MOVES_AT_ONCE = 4
NARROWEST = 640  # pixels; where there is less room a map scrolls
# Only on narrow screens; what scrolls must be reachable with the keyboard.
SWIPE = '<p class="sp-note sp-swipe" tabindex="0">Wider than this screen: swipe, or use the arrow keys.</p>'
GROUP_NAMES = {Grouping.COUNTRY: "Countries", Grouping.REGION: "Regions", Grouping.BLOC: "Blocs"}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart of the page, and what it says without being seen."""

    screen: go.Figure
    light: Callable[[], go.Figure]  # draws the one that is saved
    summary: str
    name: str  # what tells its files from those of the other charts
    data: pd.DataFrame
    notes: tuple[str, ...] = ()


def show_charts(view: View, chosen: str | None) -> None:
    """One chart at a time, with its files; a click on a mark opens its statements."""
    shown = _choose_chart()
    drawing = {
        "map": lambda: _map(view, chosen, "world"),
        "squares": lambda: _map(view, chosen, "squares"),
        "bars": lambda: _bars(view, chosen),
        "timeline": lambda: _timeline(view, chosen),
    }[shown]()
    key = f"topic-{shown}"
    # Squares touch one another and must keep their size, and areas must stay large enough to be seen and hit.
    least = {"squares": drawing.screen.layout.width, "map": NARROWEST}.get(shown)
    if least is not None:
        st.html(f"<style>.st-key-{key}{{min-width:{least}px}}</style>")
    with st.container(key=f"{key}-frame"):
        if least is not None:
            st.html(SWIPE)
        clicked = show_clickable(
            drawing.screen,
            key=key,
            alt=f"{view.question} {drawing.summary} The list below chooses a country without the mouse.",
            config={"topojsonURL": maps_address()},
            width="content" if shown == "squares" else "stretch",
        )
    if clicked:
        open_group(*clicked)
    if drawing.notes:
        st.html(f'<p class="sp-note">{"<br>".join(map(html.escape, drawing.notes))}</p>')
    caption = view.caption(*drawing.notes)
    show_downloads(Publication(drawing.light, caption, drawing.data), key=key, name=f"{drawing.name} {view.question}")


def note_click(shown: str | None = None) -> None:
    """Before the charts are drawn: what the reader has just clicked in one is chosen, so that it is framed at once."""
    key = f"topic-{shown or st.session_state.get(SHOWN)}-clicked"
    if st.session_state.get(key):
        open_group(*st.session_state[key])


def show_changes(view: View) -> None:
    """The countries whose position moved, with the sentence from before and the one from after."""
    moves = view.moves
    note = "" if len(moves) else "No country spoke differently by a step (against, undecided, for) or more."
    show_heading("What changed", note=note or f"{counted(len(moves), 'country', 'countries')} moved a step or more.")
    if moves.empty:
        return
    said = view.said.set_index("id", drop=False)
    everything = st.session_state.get("topic-all-moves", False)
    for move in moves.head(len(moves) if everything else MOVES_AT_ONCE).to_dict("records"):
        _show_move(view, {str(name): value for name, value in move.items()}, said)
    if len(moves) > MOVES_AT_ONCE:
        st.toggle(f"All {len(moves)} changes", key="topic-all-moves")
    named = moves.assign(country_name=moves["country"].map(view.labels))
    st.download_button(
        "Changes (CSV)",
        data=lambda: table_bytes(named.round(4), ".csv"),
        file_name=file_name(f"changes {view.topic}", today(), ".csv"),
        mime="text/csv",
        key="topic-changes-csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _choose_chart() -> str:
    names = {"map": "Map", "squares": "Equal squares", "bars": "Bars", "timeline": "Timeline"}
    return _one_of("Chart", names, SHOWN)


def _one_of(label: str, names: Mapping[str, str], key: str) -> str:
    """A row of choices of which one is always on; the first one leaves the address short."""
    restore(key, names)
    if st.session_state.get(key) not in names:
        st.session_state[key] = next(iter(names))
    chosen = st.segmented_control(
        label, list(names), format_func=lambda each: names[each], key=key, label_visibility="collapsed"
    )
    chosen = chosen or next(iter(names))
    record({key: [] if chosen == next(iter(names)) else [chosen]})
    return chosen


def _map(view: View, chosen: str | None, kind: Kind) -> Drawing:
    elsewhere = off_map(view.camps["country"], kind)
    drawn = view.camps[~view.camps["country"].isin(elsewhere)]
    draw = world_map if kind == "world" else tile_map
    names = ", ".join(_with_side(view, code) for code in elsewhere)
    notes = (f"Not on the map: {names}." if elsewhere else "", DISCLAIMERS[kind])
    return Drawing(
        draw(drawn, labels=view.labels, mode=current_mode(), chosen=chosen),
        lambda: draw(drawn, labels=view.labels),
        map_summary(drawn),
        "map" if kind == "world" else "squares",
        _named(view, drawn.drop(columns=["statement", "other_statement"]), "country"),
        tuple(filter(None, notes)),
    )


def _with_side(view: View, code: str) -> str:
    row = view.camps[view.camps["country"] == code].iloc[0]
    return f"{view.name(code)} ({row['camp']}, n = {row['n']})"


def _bars(view: View, chosen: str | None) -> Drawing:
    by = Grouping(_one_of("Rows", {str(each): name for each, name in GROUP_NAMES.items()}, GROUPED))
    rows = shares(view.said, by, on=today())
    unit = "statements" if by is Grouping.COUNTRY else "countries"
    notes = [] if by is Grouping.COUNTRY else ["Each country counts once, on the side of most of its statements."]
    if len(rows) > BARS_AT_ONCE:
        if st.toggle(f"All {len(rows)} rows", key="topic-all-bars"):
            notes += []
        else:
            kept = rows["n"].sort_values(ascending=False, kind="stable").index[:BARS_AT_ONCE]
            notes += [f"The {BARS_AT_ONCE} of {len(rows)} with most {unit}."]
            rows = rows.loc[sorted(kept)].reset_index(drop=True)
    labels = {str(group): view.labels.get(str(group)) or country_label(str(group)) for group in rows["group"]}
    if rows.empty:
        notes += [f"No {GROUP_NAMES[by].lower()[:-1]} with two countries that have spoken."]
    return Drawing(
        diverging_bars(rows, labels=labels, unit=unit, mode=current_mode(), chosen=chosen),
        lambda: diverging_bars(rows, labels=labels, unit=unit),
        diverging_summary(rows, unit, labels=labels),
        f"bars of {GROUP_NAMES[by].lower()}",
        rows.assign(name=rows["group"].map(labels), unit=unit).round(4),
        tuple(notes),
    )


def _timeline(view: View, chosen: str | None) -> Drawing:
    dated = view.said[view.said["date"].notna()]
    often = [code for code in view.camps["country"] if _has_line(dated, code)]
    restored = [code for code in st.query_params.get_all(LINES) if code in often]
    if LINES not in st.session_state:
        st.session_state[LINES] = restored or often[:2]
    st.session_state[LINES] = [code for code in st.session_state[LINES] if code in often]
    picked = st.multiselect(
        "Smoothed lines for",
        often,
        format_func=lambda code: view.labels.get(code, code),
        key=LINES,
        max_selections=MOST_LINES,
        help=f"Countries with at least {LEAST_STATEMENTS} dated statements on {LEAST_DAYS} days.",
    )
    record({LINES: picked})
    lines = trends(dated, picked)
    strong = list(dict.fromkeys([*picked, *([chosen] if chosen in set(dated["country"]) else [])]))
    undated = len(view.said) - len(dated)
    notes = (
        ["Lines: mean of a country's statements, those near in time weighing most (normal kernel)."] if picked else []
    )
    notes += [f"{counted(undated, 'undated statement')} not drawn."] if undated else []
    return Drawing(
        timeline(dated, lines, countries=strong, labels=view.labels, mode=current_mode()),
        lambda: timeline(dated, lines, countries=strong, labels=view.labels),
        timeline_summary(dated, lines),
        "timeline",
        _timeline_data(view, dated, lines),
        tuple(notes),
    )


def _has_line(dated: pd.DataFrame, code: str) -> bool:
    days = dated.loc[dated["country"] == code, "date"]
    return len(days) >= LEAST_STATEMENTS and days.nunique() >= LEAST_DAYS


def _timeline_data(view: View, dated: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """Dots and lines of the timeline, one row each."""
    dots = dated[["country", "date", "position", "id", "actor", "evidence"]].assign(drawn="dot", value=values(dated))
    smooth = lines.rename(columns={"mean": "value", "weight": "statements_near"}).assign(drawn="line")
    both = pd.concat([dots.astype({"country": "str", "position": "str"}), smooth], ignore_index=True)
    first = ["drawn", "country", "date", "value", "statements_near"]
    both = both.reindex(columns=[*first, "position", "id", "actor", "evidence"])
    return _named(view, both.round({"value": 4, "statements_near": 2}), "country")


def _named(view: View, rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """The rows with the names of their countries beside the codes."""
    named = rows.round({"mean": 4})
    named.insert(list(rows.columns).index(column) + 1, f"{column}_name", rows[column].map(view.labels))
    return named


def _show_move(view: View, move: Mapping[str, Any], said: pd.DataFrame) -> None:
    few = min(move["n_before"], move["n_after"]) < FEW
    hint = " Few statements: read both sentences before you rely on it." if few else ""
    show_heading(
        f"{view.name(move['country'])}: {side_words(move['before'])} → {side_words(move['after'])}",
        note=f"mean {move['before']:+.2f} until {day_text(move['last_before'])} (n = {move['n_before']}), "
        f"{move['after']:+.2f} from {day_text(move['first_after'])} (n = {move['n_after']}).{hint}",
    )
    for place, when in zip(st.columns(2), ("before", "after"), strict=True):
        row = {str(name): value for name, value in said.loc[str(move[f"statement_{when}"])].to_dict().items()}
        with place:
            st.html(f'<p class="sp-note"><b>{when.capitalize()}</b></p>{card(row, reader=reader_link(row))}')
