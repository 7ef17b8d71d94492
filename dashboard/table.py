"""The statement table: one row per statement, with what is known of its article beside it.

Which columns it has, what each means and which dtype it carries stands here and nowhere else. Every table in the house
is made by :func:`statements_frame` or by the store, both through :func:`build_frame`. :func:`check_statements` says in
words what is wrong with a table from elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.catalogue.proposed import is_proposed
from dashboard.errors import TableError
from dashboard.schema import Article, Represents, Review, Statement

STANCES = ("oppose", "neutral", "support")  # in the order of a diverging scale: category codes less 1 are -1, 0, 1
Values: TypeAlias = "Sequence[Any] | pa.ChunkedArray"

TEXT = "str"
NUMBER = "int64"
OPTIONAL_NUMBER = "Int64"
SHARE = "float64"
FLAG = "bool"
DAY = "datetime64[us]"  # what pandas 3 infers for dates, and what Parquet gives back
LABEL = "category"  # a text that recurs on many rows; open sets keep their categories in alphabetical order


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds."""

    dtype: str
    meaning: str
    may_be_missing: bool = False
    values: tuple[str, ...] = ()  # the only values allowed, in the order of the categories; empty: any

    @property
    def pandas_dtype(self) -> Any:
        """The dtype an empty column of this kind has."""
        if self.dtype != LABEL:
            return pd.api.types.pandas_dtype(self.dtype)
        return pd.CategoricalDtype(pd.Index(self.values, dtype="str"), ordered=bool(self.values))


def _always(dtype: str, meaning: str, values: Iterable[str] = ()) -> Column:
    return Column(dtype, meaning, values=tuple(values))


def _maybe(dtype: str, meaning: str, values: Iterable[str] = ()) -> Column:
    return Column(dtype, meaning, may_be_missing=True, values=tuple(values))


COLUMNS: dict[str, Column] = {
    "id": _always(TEXT, "Statement id, unique in the table."),
    "article": _always(LABEL, "Id of the article that holds the statement."),
    "title": _maybe(LABEL, "Title of the article; empty: it has none; missing: the article is not at hand."),
    "date": _maybe(DAY, "Day the article was published; missing means undated."),
    "publisher": _maybe(LABEL, "Who published the article."),
    "url": _maybe(LABEL, "Address of the article."),
    "story": _maybe(LABEL, "The same in articles that are near copies of one another; missing: there is no other."),
    "start": _always(NUMBER, "First character of the evidence in the article's text."),
    "end": _always(NUMBER, "Character after the last one of the evidence."),
    "evidence": _always(TEXT, "The passage that carries the position, as written."),
    "actor": _always(TEXT, "Who takes the position, by the fullest name the article gives."),
    "role": _maybe(TEXT, "Office or description of the actor, as written."),
    "country": _maybe(LABEL, "ISO 3166-1 alpha-3 or acronym of the actor's state or organisation; missing: neither."),
    "represents": _always(LABEL, "On whose behalf the actor speaks.", Represents),
    "actor_start": _maybe(OPTIONAL_NUMBER, "First character of the mention of the actor."),
    "actor_end": _maybe(OPTIONAL_NUMBER, "Character after the mention of the actor."),
    "stance": _always(LABEL, "Side taken towards the target as written.", STANCES),
    "target": _always(TEXT, "What the position is about, at most ten words."),
    "target_start": _maybe(OPTIONAL_NUMBER, "First character of the target; missing when its words are put together."),
    "target_end": _maybe(OPTIONAL_NUMBER, "Character after the target; missing when its words are put together."),
    "topic": _maybe(
        LABEL, "Id of a topic of the catalogue or an own one, or the label of a proposed one; missing: none."
    ),
    "proposed": _always(FLAG, "Whether the topic was found in the articles and is not in the catalogue."),
    "position": _maybe(LABEL, "Side taken towards the topic's question; missing where it could not be told.", STANCES),
    "cue": _always(TEXT, "Word or construction that shows the stance, as written."),
    "is_quote": _always(FLAG, "Whether the evidence holds words quoted from the actor."),
    "confidence": _always(SHARE, "0-1: how sure the reader is that actor, stance and target are all right."),
    "method": _always(LABEL, "Rule or model that found the statement."),
    "review": _always(LABEL, "What a person has said about the statement.", Review),
}
_ARROW_DTYPES = {pa.int64(): pd.Int64Dtype(), pa.string(): pd.StringDtype(na_value=np.nan)}
ARTICLE_COLUMNS = ("title", "date", "publisher", "url", "story")  # joined in from the article
DERIVED_COLUMNS = ("proposed",)  # follows from other columns
STATEMENT_COLUMNS = tuple(
    name for name in COLUMNS if name not in ARTICLE_COLUMNS + DERIVED_COLUMNS
)  # what a statement itself knows


def statement_row(statement: Statement) -> dict[str, Any]:
    """A statement as one flat row, its actor spread over three columns; enum members become their plain values."""
    actor = statement.actor
    flat = {"actor": actor.name, "role": actor.role, "country": actor.country, "represents": actor.represents}
    row = {name: flat[name] if name in flat else getattr(statement, name) for name in STATEMENT_COLUMNS}
    return {name: value.value if isinstance(value, StrEnum) else value for name, value in row.items()}


def statements_frame(statements: Iterable[Statement], *, articles: Iterable[Article] = ()) -> pd.DataFrame:
    """The statement table of these statements, in their order.

    A statement whose article is not among ``articles`` has its title, date, publisher and address missing. Without any
    statement the table is empty but has every column and dtype.
    """
    rows = [statement_row(statement) for statement in statements]
    columns = {name: [row[name] for row in rows] for name in STATEMENT_COLUMNS}
    known = {
        article.id: (article.title, article.date, article.publisher, article.url, article.story) for article in articles
    }
    return check_statements(build_frame(columns, known))


def build_frame(columns: Mapping[str, Values], articles: Mapping[str, tuple[Any, ...]]) -> pd.DataFrame:
    """Put values of :data:`STATEMENT_COLUMNS`, and :data:`ARTICLE_COLUMNS` by article id, into the table's dtypes."""
    series = {name: _column(columns[name], COLUMNS[name]) for name in STATEMENT_COLUMNS}
    article = series["article"]
    known = [articles.get(key, (None,) * len(ARTICLE_COLUMNS)) for key in article.cat.categories]
    for place, name in enumerate(ARTICLE_COLUMNS):
        per_article = _column([facts[place] for facts in known], COLUMNS[name])
        # An article's facts are looked up once for each article, not once for each of its statements.
        series[name] = per_article.take(article.cat.codes.to_numpy()).reset_index(drop=True)
    series["proposed"] = _proposed(series["topic"])
    return pd.DataFrame({name: series[name] for name in COLUMNS})


def _proposed(topic: pd.Series[Any]) -> pd.Series[Any]:
    # Judged once per topic that occurs; the last flag is that of the missing topic, whose code is -1.
    flags = np.array([*map(is_proposed, topic.cat.categories), False], dtype=bool)
    return pd.Series(flags[topic.cat.codes.to_numpy()])


def _column(values: Values, column: Column) -> pd.Series[Any]:
    if column.dtype == LABEL:
        return pd.Series(_labels(values, column))
    if isinstance(values, pa.ChunkedArray):
        values = values.to_pandas(types_mapper=_ARROW_DTYPES.get)
    elif column.dtype == DAY:
        values = pd.to_datetime(pd.Series(values, dtype=object))
    return pd.Series(values).astype(column.dtype) if len(values) else pd.Series([], dtype=column.dtype)


def _labels(values: Values, column: Column) -> pd.Categorical:
    coded = _dictionary(values)
    found = coded.dictionary.to_pylist()
    categories = list(column.values) or sorted(found)
    place = {value: code for code, value in enumerate(categories)}
    for value in found:
        if value not in place:
            raise TableError(f"A statement holds {value!r} where only {', '.join(column.values)} may stand.")
    order = np.array([*(place[value] for value in found), -1], dtype=np.int32)  # the last one stands for "missing"
    codes = order[coded.indices.fill_null(len(found)).to_numpy(zero_copy_only=False)]
    dtype = pd.CategoricalDtype(pd.Index(categories, dtype="str"), ordered=bool(column.values))
    return pd.Categorical.from_codes(codes, dtype=dtype)


def _dictionary(values: Values) -> pa.DictionaryArray:
    """The values as one array of codes and the texts they stand for."""
    if not isinstance(values, pa.ChunkedArray):
        return pa.array(values, type=pa.string()).dictionary_encode()
    if not pa.types.is_dictionary(values.type):
        values = values.dictionary_encode()
    if not values.num_chunks:
        return pa.array([], values.type)
    return pa.concat_arrays(values.unify_dictionaries().chunks)


def check_statements(frame: pd.DataFrame) -> pd.DataFrame:
    """Give the table back if it is a statement table; raise :class:`TableError` naming column, value and repair if not.

    Columns beyond :data:`COLUMNS` are allowed: an analysis may add its own.
    """
    for name, column in COLUMNS.items():
        if name not in frame.columns:
            repair = "make tables with dashboard.table.statements_frame or Store.statements"
            raise TableError(f"The statement table has no column {name!r}: {repair}.")
        _check_dtype(frame[name], name, column)
        if not column.may_be_missing and frame[name].isna().any():
            row = _first(frame, frame[name].isna())
            raise TableError(
                f"Column {name!r} is missing in row {row}; every statement has one: fill it or drop the row."
            )
    for name, repair, is_wrong in _RULES:
        wrong = is_wrong(frame)
        if wrong.any():
            value = frame[name].astype(object)[wrong].iloc[0]
            raise TableError(f"Column {name!r} holds {value!r} in row {_first(frame, wrong)}: {repair}")
    return frame


def _check_dtype(series: pd.Series[Any], name: str, column: Column) -> None:
    if column.dtype == LABEL and isinstance(series.dtype, pd.CategoricalDtype):
        categories = series.cat.categories
        if column.values and tuple(categories) != column.values:
            odd = next((value for value in categories if value not in column.values), list(categories))
            wanted = ", ".join(column.values)
            raise TableError(f"Column {name!r} holds {odd!r}; its categories must be {wanted}, in this order.")
        if column.values or categories.dtype == "str" or not len(categories):
            return
    elif str(series.dtype) == column.dtype:
        return
    repair = f'convert it with frame["{name}"].astype(COLUMNS["{name}"].pandas_dtype) from dashboard.table'
    if column.dtype == LABEL and not column.values:
        repair = f'convert it with frame["{name}"].astype("str").astype("category")'
    raise TableError(f"Column {name!r} has dtype {series.dtype}, not {column.dtype}: {repair}.")


def _first(frame: pd.DataFrame, mask: pd.Series[bool]) -> Any:
    return frame.index[mask.to_numpy(dtype=bool, na_value=False)][0]


def _is_empty_text(name: str) -> Callable[[pd.DataFrame], pd.Series[bool]]:
    return lambda frame: frame[name].eq("")


def _is_bad_country(frame: pd.DataFrame) -> pd.Series[bool]:
    # Judged once per country that occurs, not once per row.
    codes = frame["country"].cat.categories
    return frame["country"].isin([code for code in codes if not code[:1].isupper() or code != code.strip()])


_RULES: tuple[tuple[str, str, Callable[[pd.DataFrame], pd.Series[bool]]], ...] = (
    ("id", "ids must be unique; drop the repeated row.", lambda frame: frame["id"].duplicated()),
    ("confidence", "it must lie between 0 and 1.", lambda frame: ~frame["confidence"].between(0, 1)),
    ("start", "it must be 0 or more.", lambda frame: frame["start"].lt(0)),
    ("end", "it must come after 'start'.", lambda frame: frame["end"].le(frame["start"])),
    ("actor", "an actor has a name.", _is_empty_text("actor")),
    ("evidence", "evidence is the words of the article.", _is_empty_text("evidence")),
    (
        "country",
        "use an ISO 3166-1 alpha-3 code or an acronym such as EU or CoE, or leave it missing.",
        _is_bad_country,
    ),
    (
        "position",
        "a position answers a topic's question; give the row a topic or take the position away.",
        lambda frame: frame["position"].notna() & frame["topic"].isna(),
    ),
)
