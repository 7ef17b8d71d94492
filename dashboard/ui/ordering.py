"""In which order the matrix shows countries and topics, and how many of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd
import streamlit as st

from dashboard.analysis import similarity_order
from dashboard.catalogue.proposed import is_proposed
from dashboard.ui.address import record, restore
from dashboard.ui.names import country_names, topic_names
from dashboard.ui.picks import ORGANISATIONS, PROPOSED_FIELD, field_of, region_name

ORDER = "order"  # names of parameters in the address
SIZE = "size"
ALL = "all"
MOST_ROWS = 65  # so many countries and topics stay legible on one page; a larger chart is drawn when it is asked for
MOST_COLUMNS = 45
HEADING = "heading:"  # begins the key of a row that names a region; no code of a country holds a colon


class Order(StrEnum):
    """What decides which country stands above which."""

    NAME = "name"
    REGION = "region"
    NUMBER = "number"
    SIMILARITY = "similarity"


ORDER_TEXTS = {
    Order.NAME: "Name",
    Order.REGION: "Region",
    Order.NUMBER: "Statements",
    Order.SIMILARITY: "Similarity",
}
ORDER_NOTES = {
    Order.NAME: "countries by name, topics by how many countries speak on them",
    Order.REGION: "countries by region, topics by field",
    Order.NUMBER: "those with most statements first",
    Order.SIMILARITY: "who takes like positions stands together",
}


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which rows and columns the matrix has, in order, with their labels."""

    countries: dict[str, str]
    topics: dict[str, str]
    headings: frozenset[str]  # rows that name the rows below them
    left_out: tuple[int, int]  # countries and topics for which there was no room


def choose_order() -> Order:
    """Let the reader choose the order."""
    restore(ORDER, list(Order), Order.NAME)
    chosen = st.segmented_control(
        "Order",
        list(Order),
        format_func=lambda order: ORDER_TEXTS[Order(order)],
        key=ORDER,
        help=_help(),
        persist_state="session",
    )
    order = Order(chosen or Order.NAME)
    record({ORDER: [] if order is Order.NAME else [str(order)]})
    return order


def choose_size(left_out: tuple[int, int]) -> None:
    """Offer the countries and topics that were left out, or to leave them out again."""
    if any(left_out):
        names = [f"{number:,} {noun}" for number, noun in zip(left_out, ("countries", "topics"), strict=True) if number]
        st.html(f'<p class="sp-note">With the fewest statements and not in the chart: {" and ".join(names)}.</p>')
        st.button("Show them too", key="show-all", on_click=_set_size, args=([ALL],), icon=":material/unfold_more:")
    elif is_unlimited():
        st.button("Show fewer", key="show-few", on_click=_set_size, args=([],), icon=":material/unfold_less:")


def is_unlimited() -> bool:
    """Whether the reader wants all countries and topics in the chart, however many."""
    return st.query_params.get(SIZE) == ALL


def arrange(
    matrix: pd.DataFrame, asked: tuple[Iterable[str], Iterable[str]], order: Order, *, limit: bool
) -> Arrangement:
    """Order and name rows and columns of a position matrix.

    ``asked`` are countries and topics that the reader named: they keep their line when they are silent, because that is
    an answer. With ``limit`` only those with most statements stay.
    """
    countries, topics = (
        _most_spoken(matrix, key, wanted, most if limit else None)
        for key, wanted, most in zip(("country", "topic"), asked, (MOST_ROWS, MOST_COLUMNS), strict=True)
    )
    shown = matrix[matrix["country"].isin(countries) & matrix["topic"].isin(topics)]
    down, across = _ordered(shown, country_names(countries), topic_names(topics), order)
    headings = frozenset(key for key in down if key.startswith(HEADING))
    left_out = (matrix["country"].nunique() - len(countries), matrix["topic"].nunique() - len(topics))
    return Arrangement(down, across, headings, (max(0, left_out[0]), max(0, left_out[1])))


def _most_spoken(matrix: pd.DataFrame, key: str, asked: Iterable[str], most: int | None) -> list[str]:
    """The keys with most statements among those that occur, those that were asked for first of all."""
    spoken = matrix.groupby(key)["n"].sum().sort_values(ascending=False, kind="stable")
    return list(dict.fromkeys([*asked, *spoken.index]))[: None if most is None else max(most, len(tuple(asked)))]


def _ordered(
    matrix: pd.DataFrame, countries: Mapping[str, str], topics: Mapping[str, str], order: Order
) -> tuple[dict[str, str], dict[str, str]]:
    if order is Order.SIMILARITY:
        return _similar(matrix, countries, "country"), _similar(matrix, topics, "topic")
    if order is Order.NUMBER:
        return _by_number(matrix, countries, "country"), _by_number(matrix, topics, "topic")
    if order is Order.REGION:
        fields = sorted(topics, key=lambda each: (field_of(each) == PROPOSED_FIELD, field_of(each)))
        return _by_region(countries), {each: topics[each] for each in fields}
    speakers = matrix["topic"].value_counts()
    shared = sorted(topics, key=lambda each: (is_proposed(each), -int(speakers.get(each, 0))))
    return dict(countries), {each: topics[each] for each in shared}


def _similar(matrix: pd.DataFrame, labels: Mapping[str, str], along: str) -> dict[str, str]:
    ordered = similarity_order(matrix, along=along)
    return {key: labels[key] for key in dict.fromkeys([*ordered, *labels])}  # those that say nothing come last


def _by_number(matrix: pd.DataFrame, labels: Mapping[str, str], along: str) -> dict[str, str]:
    spoken = matrix.groupby(along)["n"].sum()
    return {key: labels[key] for key in sorted(labels, key=lambda key: -int(spoken.get(key, 0)))}


def _by_region(countries: Mapping[str, str]) -> dict[str, str]:
    regions: dict[str, dict[str, str]] = {}
    for code, name in countries.items():
        regions.setdefault(region_name(code), {})[code] = name
    return {
        key: name
        for region in sorted(regions, key=lambda region: (region == ORGANISATIONS, region))
        for key, name in {f"{HEADING}{region}": region, **regions[region]}.items()
    }


def _set_size(values: list[str]) -> None:
    record({SIZE: values})


def _help() -> str:
    return " · ".join(f"{ORDER_TEXTS[order]}: {note}" for order, note in ORDER_NOTES.items())
