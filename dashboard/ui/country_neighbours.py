"""The countries that stand nearest to one country and farthest from it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.analysis import agreement, agreement_of
from dashboard.analysis.agreement import MINIMUM_SHARED
from dashboard.charts.agreement import FEW, agreement_chart, agreement_summary
from dashboard.ui.address import record, restore
from dashboard.ui.choices import choose_one
from dashboard.ui.clickable import show_clickable
from dashboard.ui.country import View, are
from dashboard.ui.downloads import Publication, show_downloads
from dashboard.ui.names import counted
from dashboard.ui.style import current_mode, show_heading

# Names of parameters in the address: links that people have kept depend on them.
LEAST_SHARED = "profile_shared"
NEIGHBOUR = "profile_with"
LEAST_CHOICES = (1, 2, 3, 5, 8)
NEAREST = 6  # countries shown at either end
COMPARE_PAGE = "pages/compare.py"
SIDES = "side"  # parameter of that page


def show_neighbours(view: View) -> None:
    """The countries that stand nearest and farthest, by agreement on shared topics."""
    show_heading(
        "Nearest and farthest",
        note="Agreement is the closeness of mean positions, averaged over shared topics: 1 the same side throughout, "
        "0 opposite sides. The line is the 95% interval; marks with "
        f"fewer than {FEW} are faint.",
    )
    least = _choose_least()
    others = agreement_of(agreement(view.everyone, minimum_shared=least), view.code)
    if others.empty:
        st.html(
            f'<p class="sp-note">Nobody shares {counted(least, "topic")} with it. Ask for fewer, or take filters away.'
            "</p>"
        )
        return
    _show_ends(view, others, least)


def _choose_least() -> int:
    texts = [str(number) for number in LEAST_CHOICES]
    restore(LEAST_SHARED, texts)
    if st.session_state.get(LEAST_SHARED) is None:
        st.session_state[LEAST_SHARED] = str(MINIMUM_SHARED)
    chosen = st.segmented_control(
        "Topics that both must have spoken on, at least", texts, required=True, key=LEAST_SHARED
    )
    least = int(chosen or MINIMUM_SHARED)
    record({LEAST_SHARED: [] if least == MINIMUM_SHARED else [str(least)]})
    return least


def _show_ends(view: View, others: pd.DataFrame, least: int) -> None:
    halves = (others.head(NEAREST), others.iloc[NEAREST:].tail(NEAREST))
    shown = pd.concat(halves).assign(key=lambda rows: rows["country"])
    names = [view.countries.get(code, code) for code in shown["country"]]
    clicked = show_clickable(
        agreement_chart(shown, names=names, mode=current_mode()),
        key="country-neighbours",
        alt=f"{view.name}. {agreement_summary(shown, names=names)} The list below chooses one without the mouse.",
    )
    between = len(others) - len(shown)
    count = f"{counted(len(others), 'country', 'countries')} share at least {counted(least, 'topic')} with it"
    hidden = f"; {between} in the middle {are(between)} not drawn" if between else ""
    st.html(f'<p class="sp-note">{count}{hidden}.</p>')
    title = f"Nearest to {view.name} and farthest from it"
    data = shown.drop(columns="key").assign(name=names).round(4)
    note = f"Agreement from 0 to 1 over at least {counted(least, 'shared topic')}; thin line: 95% interval."
    show_downloads(
        Publication(lambda: agreement_chart(shown, names=names), view.caption(title, note), data),
        key="country-neighbours",
    )
    _offer_comparison(view, list(others["country"]), clicked)


def _offer_comparison(view: View, others: list[str], clicked: list[str] | None) -> None:
    if clicked:
        st.session_state[NEIGHBOUR] = clicked[0]
    names = {code: name for code, name in view.countries.items() if code in others}
    other = choose_one("Look closer at one of them", names, NEIGHBOUR, placeholder="Choose a country")
    if other is not None:
        st.page_link(
            COMPARE_PAGE,
            label=f"{view.name} and {view.countries[other]} side by side, topic by topic, with their sentences",
            icon=":material/compare_arrows:",
            query_params={SIDES: [view.code, other]},
        )
