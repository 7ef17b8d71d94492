"""What the judgements say of the machine and of the coders: precision, agreement, later readings, and gold to keep."""

from __future__ import annotations

import html
import io
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.analysis.trust import MACHINE, coder_agreement, disagreements, precision
from dashboard.catalogue import country_label
from dashboard.catalogue.proposed import topic_name
from dashboard.charts.theme import palette
from dashboard.export import write_gold
from dashboard.store import Store
from dashboard.ui import review_desk as desk
from dashboard.ui.data import opened_store
from dashboard.ui.evidence import VERBS
from dashboard.ui.files import file_name, today
from dashboard.ui.names import counted
from dashboard.ui.style import current_mode, show_heading

GROUPS: dict[str, tuple[str, Callable[[str], str]]] = {
    "confidence": ("By confidence", str),
    "country": ("By country", country_label),
    "topic": ("By topic", topic_name),
}
MOST_GROUPS = 12
MOST_DISAGREEMENTS = 12
RULE = (
    "Right: accepted, or corrected in no more than its words. Wrong: rejected, or moved by a correction to another "
    "country, kind of speaker, stance, topic or position. Intervals are Wilson's, 95 per cent. Who judges the least "
    "certain first sees less than the share of the whole; for a fair sample take the random order. All judgements of "
    "this store count, whatever the filters say."
)
SECOND_CODER = "For the agreement of two coders let another person choose “Judged by others, not by me”."
AGREED = "On the stance; a rejected statement counts as “none”. 1 is perfect agreement, 0 what chance would give."


def show_trust(log: pd.DataFrame) -> None:
    """All figures, live."""
    whole = precision(log)
    show_heading("How often the machine is right", note=RULE)
    if whole.empty:
        st.html('<p class="sp-note">Nothing has been judged yet: figures appear with the first judgement.</p>')
        return
    [row] = whole.to_dict("records")
    st.html(
        f"<p><b>{_percent(row['precision'])}</b> of {counted(row['n'], 'judged statement')} right "
        f"({_percent(row['low'])} to {_percent(row['high'])}); {row['rejected']:,} rejected, "
        f"{row['corrected']:,} corrected in what counts.</p>"
    )
    by = st.pills(
        "Precision by", list(GROUPS), default="confidence", format_func=lambda each: GROUPS[each][0], key="trust-by"
    )
    table = precision(log, by=by or "confidence")  # type: ignore[arg-type]
    st.html(_styles() + precision_html(table, GROUPS[by or "confidence"][1]))
    _show_agreement(log)


def precision_html(table: pd.DataFrame, name_of: Callable[[str], str]) -> str:
    """The groups that were judged most, each with its share and interval as words and as a bar."""
    lines = []
    for row in table.head(MOST_GROUPS).to_dict("records"):
        name = "none" if pd.isna(row["group"]) else name_of(str(row["group"]))
        low, high, share = (100 * row[each] for each in ("low", "high", "precision"))
        bar = (
            f'<span class="sp-range" aria-hidden="true"><i style="left:{low:.1f}%;width:{high - low:.1f}%"></i>'
            f'<b style="left:{share:.1f}%"></b></span>'
        )
        lines.append(
            f"<tr><th scope=row>{html.escape(name)}</th><td>{row['right']:,} of {row['n']:,}</td>"
            f"<td>{_percent(row['precision'])} ({_percent(row['low'])} to {_percent(row['high'])})</td>"
            f"<td>{bar}</td></tr>"
        )
    rest = len(table) - MOST_GROUPS
    more = f'<p class="sp-note">{rest:,} more, each judged less often.</p>' if rest > 0 else ""
    return _table(("Group", "Right", "Precision", "0 to 100 %"), lines) + more


def _table(heads: Sequence[str], lines: Sequence[str]) -> str:
    head = "".join(f"<th scope=col>{name}</th>" for name in heads)
    return f'<table class="sp-trust"><thead><tr>{head}</tr></thead><tbody>{"".join(lines)}</tbody></table>'


def _show_agreement(log: pd.DataFrame) -> None:
    table = coder_agreement(log)
    show_heading("How far coders and machine agree", note=AGREED)
    lines = [
        f"<tr><th scope=row>{html.escape(str(row['one']))} and {html.escape(str(row['other']))}</th>"
        f"<td>{row['n']:,}</td><td>{_percent(row['same'])}</td>"
        f"<td>{_number(row['kappa'])}{_interval(row['low'], row['high'])}</td>"
        f"<td>{_number(row['alpha'])}</td></tr>"
        for row in table.to_dict("records")
    ]
    st.html(_table(("Who", "Both judged", "Same", "Cohen’s κ", "Krippendorff’s α"), lines))
    if not (table["other"] != MACHINE).any():
        st.html(f'<p class="sp-note">{SECOND_CODER}</p>')


def show_disagreements() -> None:
    """Where articles were read anew and the reader contradicts a person."""
    table = disagreements(desk.rereadings())
    if table.empty:
        return
    show_heading(
        "Where new readings disagree",
        note=f"{counted(len(table), 'statement')}. What a person said stays in the table; look again if the reader may "
        "be right.",
    )
    for row in table.head(MOST_DISAGREEMENTS).to_dict("records"):
        with st.container(horizontal=True, vertical_alignment="center", key=f"differs-{row['statement']}"):
            said = f"{row['actor']} {VERBS[row['stance']]} “{row['target']}”"
            st.html(
                f'<p class="sp-note"><b>{html.escape(row["difference"])}</b> · {html.escape(row["review"])}: '
                f"{html.escape(said)} · {html.escape(row['reader'])}</p>"
            )
            desk.show_way_back(row["statement"], key=f"differs-look-{row['statement']}")
    if len(table) > MOST_DISAGREEMENTS:
        st.html(f'<p class="sp-note">{len(table) - MOST_DISAGREEMENTS:,} more.</p>')


def show_gold(log: pd.DataFrame) -> None:
    """What was judged as gold, to measure and train with."""
    if not log["stands"].any():
        return
    show_heading(
        "Take the judgements along",
        note="Statements as gold with their articles' texts, for measuring and training: articles of which every "
        "statement was judged. With the command line: export --gold FOLDER, and --unfinished for the others too.",
    )
    st.download_button(
        "Gold (ZIP)",
        data=gold_zip,
        file_name=file_name("gold", today(), ".zip"),
        mime="application/zip",
        key="gold",
        on_click="ignore",
        icon=":material/download:",
    )


def gold_zip(store: Store | None = None) -> bytes:
    """The folder of :func:`dashboard.export.write_gold` as one file."""
    buffer = io.BytesIO()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "gold"
        write_gold(store or opened_store(), folder)
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(folder.iterdir()):
                packed.write(path, f"gold/{path.name}")
    return buffer.getvalue()


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _number(value: float) -> str:
    return "–" if pd.isna(value) else f"{value:.2f}"


def _interval(low: float, high: float) -> str:
    return "" if pd.isna(low) or pd.isna(high) else f" ({low:.2f} to {high:.2f})"


def _styles() -> str:
    colours = palette(current_mode())
    return (
        "<style>.sp-trust{border-collapse:collapse;font-size:.92rem;margin:.2rem 0 1rem;max-width:60rem;width:100%}"
        f".sp-trust th,.sp-trust td{{text-align:left;padding:.25rem .8rem .25rem 0;"
        f"border-bottom:1px solid {colours.grid};font-weight:400;color:{colours.ink};overflow-wrap:anywhere}}"
        f".sp-trust thead th{{color:{colours.muted}}}"
        f".sp-range{{position:relative;display:block;min-width:4rem;height:.8rem;background:{colours.surface}}}"
        f".sp-range i{{position:absolute;top:.25rem;height:.3rem;background:{colours.neutral}}}"
        f".sp-range b{{position:absolute;top:0;width:3px;margin-left:-1px;height:.8rem;"
        f"background:{colours.ink}}}</style>"
    )
