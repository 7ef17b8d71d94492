"""Names beside codes and ids, for people who read a table rather than compute with it."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from dashboard.catalogue import country_label
from dashboard.catalogue.topics import label_of
from dashboard.table import LABEL, Column

NAME_COLUMNS = {
    "country_name": Column(LABEL, "English short name of the state or organisation.", may_be_missing=True),
    "topic_name": Column(LABEL, "What the topic is called.", may_be_missing=True),
}


def with_names(frame: pd.DataFrame) -> pd.DataFrame:
    """The statement table with :data:`NAME_COLUMNS` after ``country`` and ``topic``; rows and other columns stay."""
    named = frame.copy(deep=False)
    named.insert(named.columns.get_loc("country") + 1, "country_name", _names(frame["country"], country_label))
    named.insert(named.columns.get_loc("topic") + 1, "topic_name", _names(frame["topic"], label_of))
    return named


def _names(codes: pd.Series[str], name: Callable[[str], str]) -> pd.Series[str]:
    # Named once for each code that occurs, not once for each row; two codes may have one name.
    names = {code: name(code) for code in codes.cat.categories}
    return codes.map(names, na_action="ignore").astype("str").astype("category")
