"""Statements as cards: who said what, in which words, where, and how sure the reader is."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis import newest
from dashboard.catalogue import country_label
from dashboard.catalogue.proposed import is_proposed, topic_name
from dashboard.charts.theme import GLYPHS, Look
from dashboard.schema import Review, Stance
from dashboard.ui.address import link_to
from dashboard.ui.data import in_full
from dashboard.ui.filter_address import PARAMETERS
from dashboard.ui.marks import Mark, find_words, marked, safe_link
from dashboard.ui.names import counted, day_text, rule_name

CARDS_AT_ONCE = 12
VERBS = {Stance.SUPPORT: "supports", Stance.OPPOSE: "opposes", Stance.NEUTRAL: "neutral on"}
NOUNS = {Stance.SUPPORT: "support", Stance.OPPOSE: "opposition", Stance.NEUTRAL: "neutral"}
KEY = (
    '<p class="sp-key">In the sentences: <mark class="sp-actor">who speaks</mark> · '
    '<mark class="sp-cue">word that shows the stance</mark> · <mark class="sp-target">what it is about</mark></p>'
)


def show_evidence(frame: pd.DataFrame, *, key: str) -> None:
    """Show statements as cards, newest first, a dozen at a time. ``key`` tells this list from others on the page."""
    limit = st.session_state.setdefault(f"{key}-limit", CARDS_AT_ONCE)
    shown = in_full(newest(frame, limit))
    st.html(KEY + "".join(card(row, reader=reader_link(row)) for row in shown.to_dict("records")))
    rest = len(frame) - len(shown)
    if rest:
        st.button(f"Show more ({rest:,} left)", key=f"{key}-more", on_click=_show_more, args=(f"{key}-limit",))


def reader_link(row: Mapping[str, Any]) -> str:
    """The address of the article with the statement marked in it, under the filters that are on."""
    return link_to("articles", PARAMETERS, article=row["article"], statement=row["id"])


def card(row: Mapping[str, Any], *, reader: str | None = None, quoted: bool = True) -> str:
    """A statement, one row of the statement table, as HTML. Whatever comes from the article is escaped.

    ``reader`` is the address that shows the statement in its article; without ``quoted`` its sentence is left out.
    """
    words = f"<blockquote>{marked(row['evidence'], evidence_marks(row))}</blockquote>" if quoted else ""
    side = _text(row["position"]) or _text(row["stance"])
    return (
        f'<article class="sp-card sp-{html.escape(side)}">'
        f"<header>{_who(row)}</header>"
        f'<p class="sp-stance">{_stance(row)}</p>'
        f"{words}"
        f"<footer>{_where(row)}<br>{_how(row)}{_in_article(reader)}</footer>"
        "</article>"
    )


def _who(row: Mapping[str, Any]) -> str:
    # A country's own name need not be said twice: "Norway, Norway".
    country = country_label(_text(row["country"])) if _text(row["country"]) else ""
    details = [detail for detail in (_text(row["role"]), country) if detail and detail != row["actor"]]
    described = "".join(f", {html.escape(detail)}" for detail in details)
    return f"<strong>{html.escape(row['actor'])}</strong>{described} <span>({html.escape(row['represents'])})</span>"


def _stance(row: Mapping[str, Any]) -> str:
    """Stance towards the target as written; the position on the topic is said too where it is the opposite."""
    stance = Stance(row["stance"])
    said = f"{_badge(stance, VERBS[stance])} <q>{html.escape(row['target'])}</q>"
    if not _text(row["topic"]):
        return said
    topic = f"<b>{html.escape(topic_name(row['topic']))}</b>" + (
        " (proposed topic)" if is_proposed(row["topic"]) else ""
    )
    if row["position"] == row["stance"] or not _text(row["position"]):
        return f"{said} <span>· on {topic}</span>"
    position = Stance(row["position"])
    return f"{said} <span>· which on {topic} is</span> {_badge(position, NOUNS[position])}"


def _badge(side: Stance, words: str) -> str:
    return f'<span class="sp-badge sp-{side}">{GLYPHS[Look(side)]} {words}</span>'


def _where(row: Mapping[str, Any]) -> str:
    title = safe_link(_text(row["url"]), _text(row["title"]) or "untitled article")
    return " · ".join(filter(None, (day_text(row["date"]), html.escape(_text(row["publisher"])), title)))


def _how(row: Mapping[str, Any]) -> str:
    parts = [f"confidence {row['confidence']:.2f}", f"found by {rule_name(row['method'])}"]
    parts += ["quoted words"] if row["is_quote"] else []
    parts += [str(row["review"])] if row["review"] != Review.UNREVIEWED else ["not reviewed"]
    return html.escape(" · ".join(parts))


def _in_article(reader: str | None) -> str:
    return "" if reader is None else f' · <a href="{html.escape(reader)}" target="_self">Read in the article</a>'


def evidence_marks(row: Mapping[str, Any]) -> list[Mark]:
    """Actor, target and cue of a statement, where they stand in its evidence."""
    evidence = row["evidence"]
    return [
        *_offsets(row, "actor"),
        *(_offsets(row, "target") or find_words(evidence, row["target"], "target")),
        *find_words(evidence, row["cue"], "cue"),
    ]


def _offsets(row: Mapping[str, Any], name: str) -> list[Mark]:
    """Where the actor or the target stands in the evidence, when it does."""
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    if pd.isna(start) or pd.isna(end) or not row["start"] <= start < end <= row["end"]:
        return []
    return [Mark(int(start - row["start"]), int(end - row["start"]), name)]


def _text(value: Any) -> str:
    """A cell of the table as text; a missing one is empty."""
    return "" if value is None or pd.isna(value) else str(value)


def _show_more(key: str) -> None:
    st.session_state[key] += CARDS_AT_ONCE


def evidence_count(frame: pd.DataFrame) -> str:
    """How many statements from how many articles stand below."""
    return f"{counted(len(frame), 'statement')} from {counted(frame['article'].nunique(), 'article')}, newest first"
