"""A reading as it goes, and what became of it."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.ui.files import file_name, today
from dashboard.ui.names import counted
from dashboard.ui.reading_desk import Desk, Phase, Reading

if TYPE_CHECKING:
    from dashboard.articles import Refusal
    from dashboard.ingest import IngestReport

ADD_PAGE, MATRIX_PAGE, ARTICLES_PAGE = "pages/add.py", "pages/overview.py", "pages/articles.py"
SECONDS_BETWEEN_LOOKS = 1.0
MOST_REFUSED = 100  # shown; the file holds all


def show_reading(desk: Desk, where: str) -> None:
    """The reading for this store: its progress while it runs, what became of it afterwards; nothing when none is."""
    reading = desk.reading(where)
    if reading is None:
        return
    with st.container(border=True, key="reading"):
        if reading.is_running:
            _show_running(reading)
        else:
            _show_ended(reading)
            st.button(
                "Put away",
                on_click=desk.put_away,
                args=(where,),
                key="put-away",
                icon=":material/check:",
                type="tertiary",
            )


def show_in_side_bar(desk: Desk, where: str) -> None:
    """How far a reading is, on every page, and the way to it."""
    reading = desk.reading(where)
    if reading is not None and reading.is_running:
        _show_aside(reading)


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _show_running(reading: Reading) -> None:
    if not reading.is_running:
        st.rerun()  # the whole page: it shows what became of it
    st.html(f'<p class="sp-reading" role="status"><b>Reading {html.escape(reading.told)}</b></p>')
    st.progress(share_done(reading), text=progress_text(reading))
    label = "Cancelling …" if reading.is_cancelled else "Cancel"
    st.button(
        label, on_click=reading.cancel, key="cancel-reading", disabled=reading.is_cancelled, icon=":material/close:"
    )
    st.html('<p class="sp-note">You may look at other pages meanwhile. What is read is there already.</p>')
    if reading.report is not None and reading.report.refused:
        st.html(refused_list(list(reading.report.refused)))


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS * 2)
def _show_aside(reading: Reading) -> None:
    if not reading.is_running:
        st.rerun()
    st.progress(share_done(reading), text=progress_text(reading))
    st.page_link(ADD_PAGE, label="See what is being read", icon=":material/upload_file:")


def share_done(reading: Reading) -> float:
    """How much of the reading is done, 0 to 1."""
    report = reading.report
    if report is None or not report.total:
        return 0.0
    return min(report.seen / report.total, 1.0)


def progress_text(reading: Reading) -> str:
    """The progress in words: "34 of 200 · 3.1 a second · about 1 min left · 2 refused"."""
    report = reading.report
    if reading.phase is not Phase.READING or report is None:
        return {Phase.READING: "Reading the first articles …"}.get(
            reading.phase, f"{reading.phase.value.capitalize()} …"
        )
    if report.total is not None and report.seen >= report.total:
        return f"{report.seen:,} of {report.total:,} · finding the topics that they share …"
    done = f"{report.seen:,} of {report.total:,}" if report.total is not None else counted(report.seen, "article")
    left = report.seconds_left
    return " · ".join(
        filter(None, [done, _pace(report), "" if left is None else f"{time_text(left)} left", _bad(report)])
    )


def _pace(report: IngestReport) -> str:
    if report.rate >= 1:
        return f"{report.rate:.1f} a second"
    return f"{report.rate * 60:.0f} a minute" if report.rate else ""


def _bad(report: IngestReport) -> str:
    return f"{len(report.refused):,} refused" if report.refused else ""


def time_text(seconds: float) -> str:
    """A time as people say it: "about 40 s", "about 3 min", "about 2 h"."""
    if seconds < 90:
        return f"about {max(round(seconds / 5) * 5, 5):.0f} s"
    return f"about {seconds / 60:.0f} min" if seconds < 5400 else f"about {seconds / 3600:.0f} h"


def _show_ended(reading: Reading) -> None:
    report = reading.report
    st.html(f'<p class="sp-reading" role="status"><b>{html.escape(headline(reading))}</b></p>')
    if reading.fault is not None:
        st.text(reading.fault)
    if report is None:
        return
    st.html("".join(f'<p class="sp-outcome">{html.escape(line)}</p>' for line in outcome(report, reading.near_copies)))
    if report.kept:
        with st.container(horizontal=True, key="reading-links"):
            st.page_link(MATRIX_PAGE, label="See who supports what", icon=":material/grid_on:")
            st.page_link(ARTICLES_PAGE, label="See the articles", icon=":material/article:")
    if report.refused:
        st.html(refused_list(report.refused))
        st.download_button(
            "What was refused (CSV)",
            data=lambda: refused_file(report.refused),
            file_name=file_name("refused", today(), ".csv"),
            mime="text/csv",
            key="refused-csv",
            on_click="ignore",
            icon=":material/download:",
        )


def headline(reading: Reading) -> str:
    """How a reading ended, in a line."""
    if reading.fault is not None:
        return f"Reading {reading.told} ended before its time. What was kept until then is kept."
    if reading.report is None or reading.report.interrupted:
        return f"Reading {reading.told} was cancelled. Hand it in again to go on with the rest."
    return f"Read {reading.told}."


def outcome(report: IngestReport, copies: int) -> list[str]:
    """What became of the articles, a line for each thing that did happen."""
    lines = [f"{counted(report.kept, 'article')} kept, with {counted(report.statements, 'statement')}"]
    if report.unread:
        lines.append(f"{report.unread:,} of them not in English: kept and not read")
    if copies:
        lines.append(f"{copies:,} of them near copies of other articles: one story each, which may count once")
    if report.known:
        lines.append(f"{report.known:,} known already")
    if report.outdated:
        lines.append(
            f"{report.outdated:,} of these were read by an earlier reader; "
            "python -m dashboard ingest --reread reads them again"
        )
    if report.refused:
        lines.append(f"{len(report.refused):,} refused")
    if report.proposed:
        lines.append(f"{counted(report.proposed, 'topic')} proposed that the catalogue does not know")
    return lines


def refused_list(refused: Sequence[Refusal]) -> str:
    """The refusals as HTML, the last first: reasons begin with the name of what was refused."""
    shown = "".join(f"<li>{html.escape(each.reason)}</li>" for each in list(refused)[: -MOST_REFUSED - 1 : -1])
    more = len(refused) - MOST_REFUSED
    rest = f'<p class="sp-note">and {more:,} more</p>' if more > 0 else ""
    return f'<div class="sp-refused"><p>Refused, and why</p><ul>{shown}</ul>{rest}</div>'


def refused_file(refused: Sequence[Refusal]) -> bytes:
    """All refusals as CSV that opens in a spreadsheet."""
    from dashboard.export.tables import defused

    buffer = io.StringIO()
    rows = csv.writer(buffer)
    rows.writerow(["source", "reason"])
    rows.writerows([defused(each.source), defused(each.reason)] for each in refused)
    return buffer.getvalue().encode("utf-8-sig")
