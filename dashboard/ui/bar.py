"""The line above every page: what is shown, which filters are on, and the link that shows the same to someone else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from dashboard.analysis import DEFAULT_SPEAKERS, Filters, Repeats, not_heard, summarise
from dashboard.catalogue import country_label
from dashboard.catalogue.proposed import topic_name
from dashboard.ui.data import statements
from dashboard.ui.filter_words import REPEATS_TEXTS, not_heard_text, speakers_text
from dashboard.ui.filters import current_filters, hear_everyone, set_filters
from dashboard.ui.names import day_text, shown_text

BAR = "view"
MOST_CHIPS = 6  # of one filter; more of them stand on one chip with their number

_HTML = """
<div class="bar">
  <button type="button" class="hear">Show all speakers</button>
  <div class="chips" role="list" aria-label="Filters that are on"></div>
  <button type="button" class="reset">Reset</button>
  <button type="button" class="copy" title="Copy the address of this view with all its filters">Copy link</button>
  <input class="link" readonly aria-label="Address of this view" hidden>
  <span role="status" aria-live="polite"></span>
</div>
"""
_CSS = """
.bar, .chips { display: flex; flex-wrap: wrap; gap: .35rem; align-items: center; font-family: var(--st-font); }
.chips:empty { display: none; }
.chip { display: inline-flex; align-items: center; gap: .35rem; max-width: 22rem; padding: 0 .25rem 0 .6rem;
  border: 1px solid var(--st-border-color); border-radius: 1rem; font-size: .84rem; line-height: 1.7rem;
  color: var(--st-text-color); background: var(--st-secondary-background-color); }
.chip > span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
button { font: inherit; font-size: .84rem; line-height: 1.7rem; padding: 0 .7rem; cursor: pointer;
  color: var(--st-text-color); background: none; border: 1px solid var(--st-border-color); border-radius: 1rem; }
.chip button { border: 0; padding: 0; width: 1.5rem; height: 1.5rem; line-height: 1; font-size: 1rem; }
button:hover, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
[hidden] { display: none !important; }
.bar > span { color: var(--st-text-color); font-size: .84rem; }
.link { font: inherit; font-size: .84rem; min-width: 16rem; padding: .1rem .5rem; color: var(--st-text-color);
  background: var(--st-background-color); border: 1px solid var(--st-border-color); border-radius: .4rem; }
"""
_JS = """
async function copyLink(bar) {
  const address = window.location.href;
  const status = bar.querySelector("[role=status]");
  const field = bar.querySelector(".link");
  try {
    await navigator.clipboard.writeText(address);
    status.textContent = "Copied";
    setTimeout(() => { status.textContent = ""; }, 4000);
  } catch (error) {
    // Browsers keep the clipboard to pages of https or of this machine: let the reader copy by hand.
    field.hidden = false;
    field.value = address;
    field.focus();
    field.select();
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const bar = parentElement.querySelector(".bar");
  const chips = data.chips.map(({ id, label }) => {
    const chip = document.createElement("span");
    chip.className = "chip";
    chip.setAttribute("role", "listitem");
    const words = document.createElement("span");
    words.textContent = label;
    words.title = label;
    const remove = document.createElement("button");
    remove.type = "button";
    remove.textContent = "×";
    remove.setAttribute("aria-label", `Remove filter: ${label}`);
    remove.onclick = () => setTriggerValue("removed", id);
    chip.append(words, remove);
    return chip;
  });
  bar.querySelector(".chips").replaceChildren(...chips);
  bar.querySelector(".link").hidden = true;
  const reset = bar.querySelector(".reset");
  reset.hidden = !chips.length;
  reset.onclick = () => setTriggerValue("removed", data.everything);
  const hear = bar.querySelector(".hear");
  hear.hidden = !data.hear;
  hear.onclick = () => setTriggerValue("removed", data.hear);
  bar.querySelector(".copy").onclick = () => copyLink(bar);
}
"""
EVERYTHING = "everything"  # what Reset takes away
SPEAKERS = "every speaker"  # what the button takes away that lets all speak


class Chip(NamedTuple):
    """A filter that is on, in words, and the filters without it."""

    id: str
    label: str
    without: Filters


def show_bar(selected: pd.DataFrame) -> None:
    """Show how much passes the filters, who is not heard, and which are on, each with a button that takes it away."""
    filters = current_filters()
    hidden = not_heard_text(not_heard(statements(), filters))
    data = {
        "chips": [{"id": chip.id, "label": chip.label} for chip in chips(filters)],
        "everything": EVERYTHING,
        "hear": SPEAKERS if hidden else "",
    }
    more = f' · <span class="sp-unheard">{hidden}</span>' if hidden else ""
    with st.container(horizontal=True, vertical_alignment="center", key="view-line"):
        st.html(f'<p class="sp-note sp-shown">{shown_text(summarise(selected))}{more}</p>', width="content")
        _component()(data=data, key=BAR, on_removed_change=_remove, width="content")


def chips(filters: Filters) -> list[Chip]:
    """The filters that are on, one chip for each thing that can be taken away."""
    return [*_lists(filters), *_days(filters), *_rest(filters)]


def _lists(filters: Filters) -> Iterator[Chip]:
    named: tuple[tuple[str, Mapping[str, str]], ...] = (
        ("countries", {code: country_label(code) for code in filters.countries}),
        ("topics", {each: topic_name(each) for each in filters.topics}),
        ("publishers", {each: each for each in filters.publishers}),
    )
    for field, labels in named:
        if len(labels) > MOST_CHIPS:
            yield Chip(field, f"{len(labels)} {field}", _with(filters, field, ()))
            continue
        for value, label in labels.items():
            others = tuple(each for each in labels if each != value)
            yield Chip(f"{field}={value}", label, _with(filters, field, others))


def _days(filters: Filters) -> Iterator[Chip]:
    for field, word, day in (("first_day", "From", filters.first_day), ("last_day", "Until", filters.last_day)):
        if day is not None:
            yield Chip(field, f"{word} {day_text(day)}", _with(filters, field, None))


def _rest(filters: Filters) -> Iterator[Chip]:
    if set(filters.speakers) != set(DEFAULT_SPEAKERS):
        yield Chip("speakers", f"Who speaks: {speakers_text(filters)}", replace(filters, speakers=DEFAULT_SPEAKERS))
    if filters.minimum_confidence:
        label = f"Confidence {filters.minimum_confidence:.2f} or more"
        yield Chip("minimum_confidence", label, replace(filters, minimum_confidence=0.0))
    if filters.reviewed_only:
        yield Chip("reviewed_only", "Reviewed only", replace(filters, reviewed_only=False))
    if filters.repeats is not Repeats.STATEMENT:
        label = f"Repeats count {REPEATS_TEXTS[filters.repeats]}"
        yield Chip("repeats", label, replace(filters, repeats=Repeats.STATEMENT))


def _with(filters: Filters, field: str, value: tuple[str, ...] | None) -> Filters:
    changes: dict[str, Any] = {field: value}
    return replace(filters, **changes)


def _remove() -> None:
    removed = st.session_state[BAR].removed
    if removed == EVERYTHING:
        set_filters(Filters())
        return
    if removed == SPEAKERS:
        hear_everyone()
        return
    for chip in chips(current_filters()):
        if chip.id == removed:
            set_filters(chip.without)


@cache
def _component() -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component("standpoint_bar", html=_HTML, css=_CSS, js=_JS)
