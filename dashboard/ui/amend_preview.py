"""What an amendment would change, before it is made: how many statements, and some of their sentences."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis import newest
from dashboard.catalogue import country_label
from dashboard.catalogue.proposed import topic_name
from dashboard.charts.theme import GLYPHS, Look
from dashboard.schema import ActorAmendment, Stance, TopicAmendment
from dashboard.store.amendments.applied import amended
from dashboard.ui.amend import changed_by, said_by_people
from dashboard.ui.evidence import NOUNS, card, evidence_marks, reader_link
from dashboard.ui.marks import marked
from dashboard.ui.names import counted, day_text
from dashboard.ui.style import sides_bar

MOST_ACTOR_CARDS = 3
MOST_TOPIC_CARDS = 6
NONE_YET = "No statement would change now; articles that come later count all the same."


def show_actor_preview(amendment: ActorAmendment) -> None:
    """How many statements would show another actor, with a sentence of each name first."""
    changed = changed_by(amendment)
    if changed.empty:
        st.html(f'<p class="sp-note">{NONE_YET}</p>')
        return
    st.html(f"<p><b>{_size(changed)}</b> would change, such as these:</p>")
    ordered = newest(changed, len(changed))
    firsts = ordered.drop_duplicates(["actor", "country"])
    shown = pd.concat([firsts, ordered.drop(firsts.index)]).head(MOST_ACTOR_CARDS)
    st.html("".join(card(row, reader=reader_link(row)) for row in shown.to_dict("records")))


def show_topic_preview(amendment: TopicAmendment) -> None:
    """Which statements would come to the topic, and on which side of its question each would stand."""
    changed = changed_by(amendment)
    if changed.empty:
        st.html(f'<p class="sp-note" role="status">{NONE_YET}</p>')
        return
    after = amended(changed, [amendment], said=said_by_people())["position"].astype(object)
    sides = Counter(after.dropna())
    n_countries = changed["country"].nunique()
    st.html(
        f'<p role="status"><b>{_size(changed)}</b> of {counted(n_countries, "country", "countries")} would come to it.'
        f"</p>{sides_bar(sides[Stance.SUPPORT], sides[Stance.NEUTRAL], sides[Stance.OPPOSE])}"
    )
    rows = newest(changed.assign(side=after), MOST_TOPIC_CARDS).to_dict("records")
    st.html("".join(map(_moved_card, rows)))
    if len(changed) > len(rows):
        st.html(f'<p class="sp-note">And {counted(len(changed) - len(rows), "more statement")}.</p>')


def _size(changed: pd.DataFrame) -> str:
    return f"{counted(len(changed), 'statement')} of {counted(changed['article'].nunique(), 'article')}"


def _moved_card(row: Mapping[str, Any]) -> str:
    """A statement with the side that it would be on; every word of the article is escaped."""
    side = None if pd.isna(row["side"]) else Stance(row["side"])
    badge = "side cannot be told" if side is None else f"{GLYPHS[Look(side)]} {NOUNS[side]}"
    label = "" if pd.isna(row["country"]) else country_label(str(row["country"]))
    country = f", {html.escape(label)}" if label not in ("", row["actor"]) else ""
    before = "no topic" if pd.isna(row["topic"]) else html.escape(topic_name(str(row["topic"])))
    link = f'<a href="{html.escape(reader_link(row))}" target="_self">Read in the article</a>'
    return (
        f'<article class="sp-card sp-{"neutral" if side is None else side}">'
        f"<header><strong>{html.escape(row['actor'])}</strong>{country}</header>"
        f'<p class="sp-stance"><span class="sp-badge sp-{"neutral" if side is None else side}">{badge}</span> '
        f"<span>· now: {before}</span></p>"
        f"<blockquote>{marked(row['evidence'], evidence_marks(row))}</blockquote>"
        f"<footer>{day_text(row['date'])} · {link}</footer></article>"
    )
