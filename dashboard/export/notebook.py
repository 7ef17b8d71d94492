"""The few lines of Python that give a table of the dashboard again."""

from __future__ import annotations

from dataclasses import fields
from datetime import date as Date
from enum import Enum
from typing import Any

from dashboard.analysis import Filters


def notebook_lines(filters: Filters, store: str | None = None) -> str:
    """Python that selects the same statements from the store and names them as the dashboard does.

    ``store`` is a file to name; without it the lines open the store that Standpoint opens by itself.
    """
    default = Filters()
    chosen = {field.name: getattr(filters, field.name) for field in fields(Filters)}
    chosen = {name: value for name, value in chosen.items() if value != getattr(default, name)}
    imports = {
        "from dashboard.analysis import Filters, newest_first, select_statements",
        "from dashboard.export import with_names",
        "from dashboard.store import Store",
        *(line for value in chosen.values() for line in _imports(value)),
    }
    arguments = "".join(f"\n    {name}={_written(value)}," for name, value in chosen.items())
    return "\n".join(
        [
            *sorted(imports),
            "",
            f"filters = Filters({arguments}{chr(10) if arguments else ''})",
            f"with Store.open({'' if store is None else repr(store)}) as store:",
            "    everything = store.statements()",
            "table = with_names(newest_first(select_statements(everything, filters)))",
        ]
    )


def _imports(value: Any) -> list[str]:
    if isinstance(value, tuple):
        return [line for each in value for line in _imports(each)]
    if isinstance(value, Enum):
        return [f"from {type(value).__module__} import {type(value).__name__}"]
    return ["from datetime import date"] if isinstance(value, Date) else []


def _written(value: Any) -> str:
    """The value as Python writes it."""
    if isinstance(value, tuple):
        inside = ", ".join(map(_written, value))
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    return f"date({value.year}, {value.month}, {value.day})" if isinstance(value, Date) else repr(value)
