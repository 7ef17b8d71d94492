"""The desk of a reviewer: one statement at a time in its context, a verdict by one key, and the way back."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.analysis.review import Progress, Queue, QueueOrder
from dashboard.catalogue.proposed import question_of
from dashboard.charts.theme import GLYPHS, Look, palette
from dashboard.schema import Article, Review, Stance
from dashboard.ui import library
from dashboard.ui import review_desk as desk
from dashboard.ui.address import record, restore
from dashboard.ui.evidence import KEY, NOUNS, card, reader_link
from dashboard.ui.marks import plain_label
from dashboard.ui.names import counted, day_text
from dashboard.ui.review_context import context_html, style_sheet
from dashboard.ui.review_form import SIDE_NAMES, show_addition, show_correction, turned
from dashboard.ui.style import current_mode, show_heading

ORDERS = {
    QueueOrder.UNCERTAIN: "Least certain first",
    QueueOrder.RANDOM: "In random order",
    QueueOrder.COUNTRY: "By country",
    QueueOrder.TOPIC: "By topic",
    QueueOrder.ARTICLE: "By article",
}
QUEUES = {Queue.OPEN: "Judged by nobody yet", Queue.OTHERS: "Judged by others, not by me"}
STANCE_KEYS = {Stance.SUPPORT: "1", Stance.NEUTRAL: "2", Stance.OPPOSE: "3"}
MOST_ARTICLES = 1000  # in a list; older ones are reached from a statement of theirs
_OPENED = "review-opened"  # how often a form was opened
KEYS = (
    "<b>A</b> accept · <b>X</b> reject · <b>1 2 3</b> right but for the side · <b>E</b> correct · <b>S</b> skip · "
    "<b>U</b> undo · <b>N</b> add one that was missed. In the form: Tab from field to field, Ctrl+Enter saves, Esc "
    "closes."
)


def ask_name() -> None:
    """Who reviews: the name stands beside every judgement and every change."""
    left, _ = st.columns([2, 4])
    with left:
        typed = st.text_input(
            "Your name",
            desk.coder(),
            key="review-name",
            max_chars=desk.LONGEST_NAME,
            placeholder="Stands beside every judgement and change",
        )
    name = " ".join(typed.split())
    desk.set_coder(name)
    record({desk.CODER: [name] if name else []})


def open_part() -> tuple[desk.Part, DeltaGenerator]:
    """The parts of the page as tabs: which one is open, and where it is to be shown."""
    asked = st.query_params.get(desk.PART)
    if desk.PART_KEY not in st.session_state and asked in set(desk.Part):
        st.session_state[desk.PART_KEY] = desk.PART_NAMES[desk.Part(asked)]
    tabs = st.tabs(list(desk.PART_NAMES.values()), key=desk.PART_KEY, on_change="rerun")
    part, tab = next((part, tab) for part, tab in zip(desk.PART_NAMES, tabs, strict=True) if tab.open)
    record({desk.PART: [] if part is desk.Part.STATEMENTS else [str(part)]})
    return part, tab


def choose_queue() -> desk.Desk | None:
    """What is reviewed; ``None`` until there is a name."""
    order, queue = st.columns(2)
    names = {str(each): label for each, label in ORDERS.items()}
    which = {str(each): label for each, label in QUEUES.items()}
    with order:
        first = _choose("Order", names, desk.ORDER)
    with queue:
        whose = _choose("Statements", which, desk.QUEUE)
    return desk.desk_of(desk.coder(), QueueOrder(first), Queue(whose)) if desk.coder() else None


def _choose(label: str, names: Mapping[str, str], key: str) -> str:
    restore(key, names, next(iter(names)))
    chosen = st.selectbox(label, list(names), format_func=lambda each: names[each], key=key)
    record({key: [] if chosen == next(iter(names)) else [chosen]})
    return str(chosen)


def show_greeting() -> None:
    """Nothing is judged without a name."""
    with st.container(border=True, key="review-greeting"):
        st.markdown(
            "**Whose judgements are these?** Type a name above and press Enter: it stands in the log, with the time."
        )


def show_progress(progress: Progress) -> None:
    """What is left, and how far one is."""
    share = progress.judged / progress.total if progress.total else 0.0
    words = f"{progress.judged:,} of {counted(progress.total, 'statement')} judged, {progress.left:,} left"
    st.progress(share, text=f"{words}. The filters beside choose which.")


def show_desk(view: desk.Desk) -> None:
    """The statement at hand with its buttons, or why there is none."""
    st.html(f"<style>{style_sheet(palette(current_mode()))}</style>")
    st.html(f'<p class="sp-note" role="status" aria-live="polite">{html.escape(desk.told())}</p>')
    if view.row is None:
        _show_nothing_left(view)
        _show_open_form(view, None)
        return
    article = library.article(str(view.row["article"]))
    _show_buttons(view)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.html(KEY + context_html(article, view.row))
    with right:
        st.html(card(view.row, reader=reader_link(view.row), quoted=False) + _question(view.row))
        st.html(f'<p class="sp-note">{KEYS}</p>')
    _show_open_form(view, article)


def _show_nothing_left(view: desk.Desk) -> None:
    with st.container(border=True, key="review-done"):
        if view.skipped:
            st.markdown(f"**Only what you skipped is left: {counted(len(view.skipped), 'statement')}.**")
            st.button("Look at them again", key="unskip", on_click=desk.unskip, icon=":material/replay:")
        elif view.progress.total:
            st.markdown("**Nothing is left here.** Every statement that the filters let through has been judged.")
        else:
            st.markdown("**No statement passes these filters.** Take one of them away, beside this page.")
        with st.container(horizontal=True, gap="xsmall"):
            _show_undo(view)
            _show_add("none", "N")


def _show_buttons(view: desk.Desk) -> None:
    row = view.row or {}
    at = row["id"]  # in every key: a press that comes late cannot hit the next statement
    # Who types into the form judges nothing by it.
    key_of = _no_key if st.session_state.get(desk.MODE) else str
    with st.container(horizontal=True, gap="xsmall", key="review-buttons"):
        st.button(
            "Accept",
            key=f"accept-{at}",
            type="primary",
            shortcut=key_of("A"),
            on_click=desk.judge,
            args=(row, Review.ACCEPTED),
        )
        st.button("Reject", key=f"reject-{at}", shortcut=key_of("X"), on_click=desk.judge, args=(row, Review.REJECTED))
        for stance, shortcut in STANCE_KEYS.items():
            if stance != row["stance"]:
                changes = {"stance": str(stance), "position": turned(stance, row)}
                label = f"{GLYPHS[Look(stance)]} {SIDE_NAMES[stance]}"
                st.button(
                    plain_label(label),
                    key=f"{stance}-{at}",
                    shortcut=key_of(shortcut),
                    on_click=desk.judge,
                    args=(row, Review.CORRECTED, changes),
                    help="All is right but the side.",
                )
        st.button("Correct", key=f"correct-{at}", shortcut=key_of("E"), on_click=_open, args=(desk.CORRECTING,))
        st.button("Skip", key=f"skip-{at}", shortcut=key_of("S"), on_click=desk.skip, args=(at,))
        _show_undo(view, key_of("U"))
        _show_add(at, key_of("N"))


def _no_key(_letter: str) -> None:
    return None


def _show_undo(view: desk.Desk, shortcut: str | None = "U") -> None:
    last = desk.last_own(view.log, view.coder)
    st.button(
        "Undo",
        key=f"undo-{last}",
        shortcut=shortcut,
        disabled=last is None,
        on_click=desk.undo,
        args=(last,),
        icon=":material/undo:",
    )


def _show_add(at: str, shortcut: str | None) -> None:
    st.button("Add a missed one", key=f"add-{at}", shortcut=shortcut, on_click=_open, args=(desk.ADDING,))


def _open(mode: str | None) -> None:
    st.session_state[desk.MODE] = mode
    st.session_state[_OPENED] = st.session_state.get(_OPENED, 0) + 1


def _show_open_form(view: desk.Desk, article: Article | None) -> None:
    mode = st.session_state.get(desk.MODE)
    is_correction = mode == desk.CORRECTING and view.row is not None and article is not None
    if not is_correction and mode != desk.ADDING:
        return
    with st.container(key="review-form"):
        if is_correction and article is not None:
            show_heading("Correct the statement", note="What the machine had found stays in the log.")
            show_correction(view.row or {}, article.text)
        else:
            show_heading("A statement that the machine has missed", note="Choose its sentence and say what it says.")
            chosen = _choose_article(article)
            if chosen is not None:
                show_addition(chosen)
        st.button("Close", key="review-close", shortcut="Esc", on_click=_open, args=(None,))
    # The browser runs a script once: the number makes it another one each time that a form is opened.
    number = int(st.session_state.get(_OPENED, 0))
    st.html(f"<script>/* {number} */{_FOCUS}</script>", unsafe_allow_javascript=True)


def _choose_article(first: Article | None) -> Article | None:
    """The article in which something was missed: at first the one at hand, else any of the newest."""
    listed = library.articles().head(MOST_ARTICLES)
    names = {
        str(row["id"]): f"{row['title'] or 'Untitled article'} · {day_text(row['date'])}"
        for row in listed.to_dict("records")
    }
    if first is not None:
        names.setdefault(first.id, first.title or "Untitled article")
    options = list(names)
    at = options.index(first.id) if first is not None else 0
    chosen = st.selectbox("Article", options, index=at, format_func=lambda each: names[each], key=f"add-in-{at}")
    return None if chosen is None else library.article(str(chosen))


def _question(row: Mapping[str, Any]) -> str:
    """The topic's question and the answer that the statement gives to it."""
    if pd.isna(row["topic"]):
        return '<p class="sp-note">No topic was found for it.</p>'
    position = row["position"]
    answer = "cannot be told" if pd.isna(position) else NOUNS[Stance(position)]
    question = html.escape(question_of(str(row["topic"])))
    return f'<p class="sp-note">The topic’s question: <i>{question}</i> Position: <b>{answer}</b></p>'


_FOCUS = """
(() => {
  const seek = (tries) => {
    const form = document.querySelector(".st-key-review-form");
    const fields = form ? [...form.querySelectorAll("input")] : [];
    // The fields of a form appear one after the other, and not in their order.
    if (fields.length < 10 && tries > 0) { setTimeout(() => seek(tries - 1), 100); return; }
    const first = fields.find((field) => field.type !== "radio" || field.checked);
    if (first) { form.scrollIntoView({ block: "nearest" }); first.focus(); }
  };
  seek(30);
})();
"""
