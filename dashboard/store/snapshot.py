"""A copy of the statement table beside a SQLite store, laid out by columns so that a large table is at hand at once.

The store stays the truth. The copy says of which state of the store it was made, and gives way to a new one when that
is another. Words stay in the file until they are read, and every dashboard on the machine shares them.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.catalogue.proposed import is_proposed
from dashboard.store import Store
from dashboard.table import COLUMNS, DERIVED_COLUMNS, LABEL, TEXT

LEAST_ROWS = 20_000  # a smaller table is read from the store itself in less than half a second
ENDING = ".columns.arrow"
_STATE = b"standpoint-state"


def whole_table(store: Store) -> pd.DataFrame:
    """The statement table of all statements of the store, as ``Store.statements()`` gives it."""
    path = _path(store)
    if path is None:
        return store.statements()
    state = _state(store)
    store.amendments()  # own topics are in the copy, and this process must know them
    frame = _read(path, state)
    if frame is not None:
        return frame
    frame = store.statements()
    if len(frame) < LEAST_ROWS or state != _state(store):  # the second: it was written to while it was read
        return frame
    _write(frame, path, state)
    copy = _read(path, state)
    return frame if copy is None else copy


def _path(store: Store) -> Path | None:
    """Where the copy lies; a store that is no file has none."""
    place = Path(store.place)
    return place.with_name(place.name + ENDING) if place.is_file() else None


def _state(store: Store) -> bytes:
    """What the copy must have been made of: this state of the store, with the columns of this program."""
    columns = " ".join(f"{name}={column.dtype}{column.values}" for name, column in COLUMNS.items())
    return f"{store.version()} {columns}".encode()


def _write(frame: pd.DataFrame, path: Path, state: bytes) -> None:
    """Write the copy in one step, so that nobody finds half of it. Where nothing can be written there is none."""
    arrays = {name: _arrow(frame[name]) for name in COLUMNS if name not in DERIVED_COLUMNS}
    table = pa.table(arrays).replace_schema_metadata({_STATE: state})
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        try:
            with pa.OSFile(str(partial), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
                writer.write_table(table)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)


def _read(path: Path, state: bytes) -> pd.DataFrame | None:
    """The copy as it was written; ``None`` where there is none of this state."""
    try:
        with pa.memory_map(str(path)) as file, pa.ipc.open_file(file) as reader:
            if (reader.schema.metadata or {}).get(_STATE) != state:
                return None
            table = reader.read_all()
    except (OSError, pa.ArrowInvalid):  # there is none, or the disk filled up when it was made
        return None
    series = {name: _series(table[name], name) for name in table.column_names}
    series["proposed"] = _proposed(series["topic"])
    return pd.DataFrame({name: series[name] for name in COLUMNS})


def _arrow(column: pd.Series[Any]) -> pa.Array | pa.ChunkedArray:
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return pa.array(column, from_pandas=True)
    codes = column.cat.codes.to_numpy()
    labels = pa.array(column.cat.categories.to_numpy(dtype=object), type=pa.large_string())
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes < 0), labels)


def _series(column: pa.ChunkedArray, name: str) -> pd.Series[Any]:
    kind = COLUMNS[name]
    if kind.dtype == LABEL:
        coded = column.combine_chunks()
        codes = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        labels = pd.Index(coded.dictionary.to_pylist(), dtype="str")
        dtype = pd.CategoricalDtype(labels, ordered=bool(kind.values))
        return pd.Series(pd.Categorical.from_codes(codes, dtype=dtype))
    if kind.dtype == TEXT:
        words = pd.StringDtype("pyarrow", na_value=np.nan)
        return pd.Series(words.__from_arrow__(column), dtype=words)
    return pd.Series(column.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)).astype(kind.dtype)


def _proposed(topic: pd.Series[Any]) -> pd.Series[bool]:
    # Judged anew each time: the catalogue of topics may have grown since the copy was made.
    flags = np.array([*map(is_proposed, topic.cat.categories), False], dtype=bool)
    return pd.Series(flags[topic.cat.codes.to_numpy()])
