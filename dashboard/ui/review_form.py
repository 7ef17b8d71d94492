"""The form in which a statement is corrected, or one that the machine has missed is added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.catalogue import bloc_codes, country_codes
from dashboard.schema import Actor, Article, Represents, Review, Stance, Statement
from dashboard.ui import review_desk as desk
from dashboard.ui.amend import known_topics
from dashboard.ui.filter_words import speaker_name
from dashboard.ui.names import country_names, topic_names
from dashboard.ui.sentences import sentences

SIDE_NAMES = {Stance.SUPPORT: "supports", Stance.NEUTRAL: "neutral", Stance.OPPOSE: "opposes"}
SIDES = {
    "follow": "as the stance says",  # with the turn between stance and position that the statement has
    str(Stance.SUPPORT): "for",
    str(Stance.NEUTRAL): "undecided",
    str(Stance.OPPOSE): "against",
    "none": "cannot be told",
}
NOBODY = "neither a country nor an organisation"
NO_TOPIC = "no topic"
AS_IT_IS = -1  # in place of a sentence
MOST_WORDS = 10  # of a target, as the codebook has it
LONGEST_CHOICE = 110  # characters of a sentence in the list
METHOD = "person"  # what found a statement that was added


def show_correction(row: Mapping[str, Any], text: str) -> None:
    """Every field of the statement at hand, to be put right."""
    key = f"correct-{row['id']}"
    with st.form(f"{key}-form", border=True):
        _show_fields(key, row)
        _show_passage(key, text, row)
        # The callback reads the fields: when it runs they hold what was entered.
        st.form_submit_button(
            "Save the correction",
            key=f"{key}-save",
            type="primary",
            shortcut="Ctrl+Enter",
            on_click=_save_correction,
            args=(key, row, text),
        )


def show_addition(article: Article) -> None:
    """An empty statement of this article, with its sentences to choose from."""
    key = f"add-{article.id}"
    spans = sentences(article.text)
    if not spans:
        st.html('<p class="sp-note">This article has no text to choose from.</p>')
        return
    with st.form(f"{key}-form", border=True):
        _show_sentence_choice("The sentence", f"{key}-first", article.text, spans, as_it_is=False)
        _show_sentence_choice("Until (a later sentence, if it takes more than one)", f"{key}-last", article.text, spans)
        _show_fields(key, {})
        st.form_submit_button(
            "Add the statement",
            key=f"{key}-save",
            type="primary",
            shortcut="Ctrl+Enter",
            on_click=_save_addition,
            args=(key, article),
        )


def _show_fields(key: str, row: Mapping[str, Any]) -> None:
    sides = list(map(str, SIDE_NAMES))
    left, right = st.columns(2)
    with left:
        st.radio(
            "Stance towards the target",
            sides,
            index=sides.index(str(row.get("stance", Stance.SUPPORT))),
            format_func=lambda each: SIDE_NAMES[Stance(each)],
            horizontal=True,
            key=f"{key}-stance",
        )
        # No help texts here: each would be a stop of its own on the way from field to field.
        st.text_input(f"Target, at most {MOST_WORDS} words", _text(row, "target"), key=f"{key}-target")
        topic = _text(row, "topic")
        names = topic_names(known_topics())
        _choice("Topic", {NO_TOPIC: "No topic", **names}, topic or NO_TOPIC, f"{key}-topic")
        _choice("On the topic's question", SIDES, "follow", f"{key}-position")
    with right:
        st.text_input("Actor", _text(row, "actor"), key=f"{key}-actor")
        st.text_input("Role, as the article gives it", _text(row, "role"), key=f"{key}-role")
        known = country_names([*country_codes(), *bloc_codes()])
        _choice(
            "Country or organisation", {NOBODY: "Neither", **known}, _text(row, "country") or NOBODY, f"{key}-country"
        )
        speakers = {str(each): speaker_name(each) for each in Represents}
        _choice("Speaks for", speakers, str(row.get("represents", Represents.GOVERNMENT)), f"{key}-represents")


def _choice(label: str, names: Mapping[str, str], first: str, key: str) -> None:
    options = list(names) if first in names else [first, *names]
    st.selectbox(label, options, index=options.index(first), format_func=lambda each: names.get(each, each), key=key)


def _show_passage(key: str, text: str, row: Mapping[str, Any]) -> None:
    spans = _near(sentences(text), row)
    _show_sentence_choice("Passage, from", f"{key}-first", text, spans)
    _show_sentence_choice("until", f"{key}-last", text, spans)


def _near(spans: Sequence[tuple[int, int]], row: Mapping[str, Any]) -> list[tuple[int, int]]:
    """Sentences a little around the passage: an article's whole list would be long to go through."""
    meeting = [place for place, (start, end) in enumerate(spans) if start < row["end"] and end > row["start"]]
    return list(spans[max(0, meeting[0] - 3) : meeting[-1] + 4]) if meeting else list(spans)


def _show_sentence_choice(
    label: str, key: str, text: str, spans: Sequence[tuple[int, int]], *, as_it_is: bool = True
) -> None:
    words = {start: _short(text[start:end]) for start, end in spans}
    options = [AS_IT_IS, *words] if as_it_is else list(words)
    st.selectbox(label, options, format_func=lambda each: words.get(each, "As it is"), key=key)


def _short(sentence: str) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= LONGEST_CHOICE else f"{words[:LONGEST_CHOICE].rstrip()} …"


# ----------------------------------------------------------------------------------------------------- what is entered


def _save_correction(key: str, row: Mapping[str, Any], text: str) -> None:
    entered = _entered(key)
    fault = _fault(entered)
    if fault:
        desk.tell(fault)
        return
    start, end = _passage(key, text, (row["start"], row["end"]))
    entered |= {"start": start, "end": end, "position": _position(key, entered, row)}
    changes = {name: value for name, value in entered.items() if (_text(row, name) or None) != _as_text(value)}
    desk.judge(row, Review.CORRECTED if changes else Review.ACCEPTED, changes)


def _save_addition(key: str, article: Article) -> None:
    entered = _entered(key)
    first = st.session_state[f"{key}-first"]
    start, end = _passage(key, article.text, (first, first))
    fault = _fault(entered)
    if fault:
        desk.tell(fault)
        return
    desk.add(new_statement(article, start, end, {**entered, "position": _position(key, entered, {})}))


def new_statement(article: Article, start: int, end: int, entered: Mapping[str, Any]) -> Statement:
    """A statement as a person has put it together from the fields of the form."""
    evidence = article.text[start:end]
    actor = Actor(entered["actor"], entered["role"], entered["country"], Represents(entered["represents"]))
    places = {name: evidence.find(entered[name]) for name in ("actor", "target")}
    spans = {
        name: (None, None) if place < 0 else (start + place, start + place + len(entered[name]))
        for name, place in places.items()
    }
    position = entered["position"] if entered["topic"] else None
    return Statement(
        id=Statement.identify(article.id, start, end, actor.name, entered["target"]),
        article=article.id,
        start=start,
        end=end,
        evidence=evidence,
        actor=actor,
        actor_start=spans["actor"][0],
        actor_end=spans["actor"][1],
        stance=Stance(entered["stance"]),
        target=entered["target"],
        target_start=spans["target"][0],
        target_end=spans["target"][1],
        topic=entered["topic"],
        position=None if position is None else Stance(position),
        cue="",
        is_quote=any(mark in evidence for mark in '“"«'),
        confidence=1.0,
        method=METHOD,
    )


def _entered(key: str) -> dict[str, Any]:
    state = st.session_state
    written = {name: " ".join(state[f"{key}-{name}"].split()) or None for name in ("actor", "role", "target")}
    country, topic = state[f"{key}-country"], state[f"{key}-topic"]
    return {
        **written,
        "stance": state[f"{key}-stance"],
        "represents": state[f"{key}-represents"],
        "country": None if country == NOBODY else country,
        "topic": None if topic == NO_TOPIC else topic,
    }


def _fault(entered: Mapping[str, Any]) -> str:
    """Why this is no statement yet, in words; empty when it is one."""
    for name in ("actor", "target"):
        if not entered[name]:
            return f"Not kept: a statement needs its {name}."
    if len(entered["target"].split()) > MOST_WORDS:
        return f"Not kept: the target has more than {MOST_WORDS} words."
    return ""


def _position(key: str, entered: Mapping[str, Any], row: Mapping[str, Any]) -> str | None:
    """The side taken towards the topic's question."""
    side = st.session_state[f"{key}-position"]
    if entered["topic"] is None or side == "none":
        return None
    return (
        turned(entered["stance"], row, is_new_topic=entered["topic"] != _text(row, "topic"))
        if side == "follow"
        else side
    )


def turned(stance: str, row: Mapping[str, Any], *, is_new_topic: bool = False) -> str | None:
    """The position that goes with a stance: turned where the statement's own is turned against its stance."""
    position = _text(row, "position")
    if is_new_topic or not row:
        return str(stance)
    if not position:
        return None if stance == row["stance"] else str(stance)
    is_turned = position == Stance(row["stance"]).opposite and position != row["stance"]
    return str(Stance(stance).opposite) if is_turned else str(stance)


def _passage(key: str, text: str, now: tuple[int, int]) -> tuple[int, int]:
    """From the first sentence chosen to the last; one that was not chosen stays where the passage begins or ends."""
    ends = dict(sentences(text))
    first, last = st.session_state[f"{key}-first"], st.session_state[f"{key}-last"]
    start = int(now[0]) if first == AS_IT_IS else int(first)
    end = max(int(now[1]), ends.get(start, 0)) if last == AS_IT_IS else ends[last]
    return start, end if end > start else ends.get(start, int(now[1]))


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None or pd.isna(value) else str(value)


def _as_text(value: Any) -> str | None:
    return None if value is None else str(value)
