"""Handing in articles: files, a text, an address; what they do not say themselves; and then reading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Date
from datetime import timedelta

import streamlit as st

from dashboard import paths
from dashboard.articles import Asked
from dashboard.extraction.judge.files import missing_notice
from dashboard.ui.add_progress import show_reading
from dashboard.ui.add_sources import Address, Pasted, Source, Starters, Upload
from dashboard.ui.add_tables import show_table
from dashboard.ui.data import opened_store, store_where
from dashboard.ui.files import today
from dashboard.ui.reading_desk import desk

ROUND = "add-round"  # goes up when something was handed in, which empties all fields
FIRST_DAY = Date(1900, 1, 1)
LONGEST_PASTED = 1_000_000  # characters
LONGEST_FACT = 1_000
LANGUAGES = {
    "": "found in the text",
    "en": "English",
    "ar": "Arabic",
    "zh": "Chinese",
    "fr": "French",
    "de": "German",
    "it": "Italian",
    "ja": "Japanese",
    "pt": "Portuguese",
    "ru": "Russian",
    "es": "Spanish",
    "tr": "Turkish",
    "uk": "Ukrainian",
}
KINDS = (
    "Text, Markdown, web pages, PDF, Word, e-mail (.eml), tables of articles (.csv, .xlsx, .jsonl), and .zip of these. "
    "What a file is, its content says."
)


def show_progress() -> None:
    """The reading that runs for this workspace or ended last."""
    st.html(f"<style>{_STYLE}</style>")
    show_reading(desk(), store_where())


def show_ways() -> None:
    """The ways to hand in articles, and what is to be known of who will read them."""
    notice = missing_notice(paths.JUDGE)
    if notice is not None:
        st.warning(notice, icon=":material/person_off:")
    files, paste, address = st.tabs(["Files", "Paste a text", "Web address or feed"])
    with files:
        _show_files()
    with paste:
        _show_paste()
    with address:
        _show_address()


def _show_files() -> None:
    st.html(f'<p class="sp-note">{KINDS}</p>')
    files = st.file_uploader(
        "Files with articles, several at once",
        accept_multiple_files=True,
        key=_key("files"),
        label_visibility="visible",
    )
    asked = _show_defaults("files")
    uploads = [Upload(each.name, each.getvalue(), show_table(each, asked)) for each in files]
    _show_start(uploads, key="files", missing="Choose one or more files first.")
    if not opened_store().counts().articles and not files:
        st.html('<p class="sp-note">Nothing at hand? Try the articles that come with Standpoint.</p>')
        if st.button("Read the starter articles", key="starters", icon=":material/school:", disabled=_is_busy()):
            _start([Starters()])


def _show_paste() -> None:
    title = st.text_input("Title", max_chars=LONGEST_FACT, key=_key("title"), placeholder="The article’s headline")
    day, publisher = st.columns([1, 2])
    with day:
        date = _day("Date", "date")
    with publisher:
        paper = st.text_input("Publisher", max_chars=LONGEST_FACT, key=_key("paper"), placeholder="The newspaper")
    text = st.text_area(
        "Text", height=260, max_chars=LONGEST_PASTED, key=_key("text"), placeholder="The article, copied from anywhere"
    )
    st.html('<p class="sp-note">An article without a date stays undated.</p>')
    asked = Asked(title=title.strip() or None, date=date, publisher=paper.strip() or None)
    _show_start([Pasted(text, asked)] if text.strip() else [], key="paste", missing="Paste the article’s text first.")


def _show_address() -> None:
    address = st.text_input(
        "Address of a page, a file or a feed (RSS, Atom)",
        max_chars=4_000,
        key=_key("address"),
        placeholder="https://",
        help="Of a feed, the pages are read that it names and that are not kept yet. To look into feeds again and "
        "again, use `python -m dashboard watch ADDRESS`.",
    )
    asked = _show_defaults("address")
    sources = [Address(address.strip(), asked)] if address.strip() else []
    _show_start(sources, key="web", missing="Write an address first.")


def _show_defaults(name: str) -> Asked:
    """What to take for articles whose source does not tell."""
    with st.expander("What to take where an article does not say it", icon=":material/edit_note:"):
        left, middle, right = st.columns(3)
        with left:
            date = _day("Date", f"{name}-date", help_text="Without one an article stays undated.")
        with middle:
            publisher = st.text_input("Publisher", max_chars=LONGEST_FACT, key=_key(f"{name}-publisher"))
        with right:
            language = st.selectbox(
                "Language",
                list(LANGUAGES),
                format_func=lambda code: LANGUAGES[code],
                key=_key(f"{name}-language"),
                help="Only English is read; articles in other languages are kept.",
            )
    return Asked(date=date, publisher=publisher.strip() or None, language=language or None)


def _day(label: str, name: str, *, help_text: str | None = None) -> Date | None:
    return st.date_input(
        label,
        value=None,
        min_value=FIRST_DAY,
        max_value=today() + timedelta(days=1),
        format="YYYY-MM-DD",
        key=_key(name),
        help=help_text,
    )


def _show_start(sources: Sequence[Source], *, key: str, missing: str) -> None:
    """The button that begins to read. It can be pressed with nothing handed in, and then says what is missing: a field
    that is still being written in counts only when it is left, which pressing the button does."""
    busy = _is_busy()
    pressed = st.button(
        "Read",
        key=f"read-{key}",
        type="primary",
        disabled=busy,
        help="Another reading is under way; wait for it or cancel it." if busy else None,
        icon=":material/play_arrow:",
    )
    if pressed and sources:
        _start(sources)
    elif pressed:
        st.html(f'<p class="sp-missing" role="alert">{missing}</p>')


def _start(sources: Sequence[Source]) -> None:
    desk().start(store_where(), sources)
    st.session_state[ROUND] = _round() + 1
    st.rerun()


def _is_busy() -> bool:
    reading = desk().reading(store_where())
    return reading is not None and reading.is_running


def _round() -> int:
    return int(st.session_state.get(ROUND, 0))


def _key(name: str) -> str:
    return f"add-{name}-{_round()}"


_STYLE = """
.st-key-reading{margin-top:.6rem}
.sp-reading{margin:0;font-size:1.02rem;overflow-wrap:anywhere}
.sp-missing{margin:0;font-weight:600}
.sp-outcome{margin:.1rem 0}
.sp-refused{max-height:16rem;overflow-y:auto;font-size:.88rem;overflow-wrap:anywhere}
.sp-refused p{margin:.3rem 0;font-weight:600}
.sp-refused p.sp-note{font-weight:400}
.sp-refused ul{margin:0;padding-left:1.2rem}
.sp-refused li{margin:.15rem 0}
"""
