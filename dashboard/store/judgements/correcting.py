"""A statement as a person would have it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dashboard.schema import Represents, Stance
from dashboard.store.judgements.matching import Row

FIELDS = ("actor", "role", "country", "represents", "stance", "target", "topic", "position", "start", "end")
_KINDS = {"represents": Represents, "stance": Stance, "position": Stance}
_NEEDED = ("actor", "represents", "stance", "target")


def corrected(row: Mapping[str, Any], changes: Mapping[str, Any], text: str) -> Row:
    """The row with these of :data:`FIELDS` changed, and what follows from them; ``text`` is its article's.

    Without a topic there is no position. Where actor and target are written is looked up anew in the passage when
    they or the passage change. Raises :class:`ValueError` for what cannot stand in a statement.
    """
    unknown = sorted(set(changes) - set(FIELDS))
    if unknown:
        raise ValueError(f"{unknown[0]!r} is no field of a statement that can be corrected.")
    new = {**row, **{name: _plain(name, value) for name, value in changes.items()}}
    if not 0 <= new["start"] < new["end"] <= len(text):
        raise ValueError(f"The passage {new['start']}-{new['end']} is not in the article.")
    new["evidence"] = text[new["start"] : new["end"]]
    if new["topic"] is None:
        new["position"] = None
    has_moved = (new["start"], new["end"]) != (row["start"], row["end"])
    for name in ("actor", "target"):
        if has_moved or new[name] != row[name]:
            new[f"{name}_start"], new[f"{name}_end"] = _place(new, name)
    return new


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, str):
        value = value.strip() or None
    if value is None:
        if name in _NEEDED:
            raise ValueError(f"A statement needs its {name}.")
        return None
    return _KINDS[name](value).value if name in _KINDS else value


def _place(row: Mapping[str, Any], name: str) -> tuple[int, int] | tuple[None, None]:
    found = re.search(rf"(?<!\w){re.escape(row[name])}(?!\w)", row["evidence"], re.IGNORECASE)
    return (None, None) if found is None else (row["start"] + found.start(), row["start"] + found.end())
