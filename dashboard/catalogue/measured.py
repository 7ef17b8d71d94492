"""How accurately articles were read when that was last measured: loads and checks ``data/accuracy.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.errors import CatalogueError
from dashboard.paths import DATA

ACCURACY = DATA / "accuracy.toml"
USES = ("report", "development")


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that is measured, as a share from 0 to 1."""

    id: str
    label: str
    meaning: str
    printed: str  # the name the benchmark prints it under


@dataclass(frozen=True, slots=True)
class Measurement:
    """One run of the benchmark."""

    title: str
    measured: date
    data: str  # what it was measured on
    articles: int
    statements: int | None  # coded by hand; None: not written down
    used_for: str  # "report": not used to write the rules; "development": the rules were written on it
    command: str
    standpoint: Mapping[str, float]  # share by id of the figure; figures that were not measured are absent
    baseline: Mapping[str, float]  # the word list with VADER in the same run; empty where none was made


@dataclass(frozen=True, slots=True)
class Ceiling:
    """How far two people agree, which no program can be expected to pass."""

    figure: str
    share: float
    meaning: str


@dataclass(frozen=True, slots=True)
class Accuracy:
    """All that was measured, in the order of the file."""

    figures: tuple[Figure, ...]
    measurements: tuple[Measurement, ...]
    ceiling: Ceiling | None


@lru_cache
def accuracy(path: Path = ACCURACY) -> Accuracy:
    """The measurements in the file. Raises :class:`CatalogueError` naming entry and repair at the first fault."""
    table = _load(path)
    figures = tuple(_entry(path, "figure", at, each, Figure) for at, each in enumerate(table.get("figure", ()), 1))
    if not figures or not table.get("measurement"):
        raise _fault(path, "there is no [[figure]] or no [[measurement]]", "restore the file")
    known = {figure.id for figure in figures}
    runs = tuple(_measurement(path, at, each, known) for at, each in enumerate(table["measurement"], 1))
    ceiling = _entry(path, "ceiling", None, table["ceiling"], Ceiling) if "ceiling" in table else None
    if ceiling is not None:
        _check_shares(path, "ceiling", {ceiling.figure: ceiling.share}, known)
    return Accuracy(figures, runs, ceiling)


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogueError(f"{path}: the file is missing; restore it.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path}: not valid TOML: {error}; check quotes, commas and brackets there.") from None


def _measurement(path: Path, number: int, entry: Mapping[str, Any], known: set[str]) -> Measurement:
    run = _entry(path, "measurement", number, {"statements": None, "baseline": {}, **entry}, Measurement)
    place = f"measurement {number}"
    for shares in (run.standpoint, run.baseline):
        _check_shares(path, place, shares, known)
    if not isinstance(run.measured, date):
        raise _fault(path, f"{place}: {run.measured!r} is not a day", "write measured = 2026-11-23")
    if run.used_for not in USES:
        raise _fault(path, f"{place}: used_for is {run.used_for!r}", f"use one of {', '.join(USES)}")
    return run


def _entry(path: Path, kind: str, number: int | None, entry: Mapping[str, Any], made: type[Any]) -> Any:
    place = kind if number is None else f"{kind} {number}"
    fields = made.__dataclass_fields__.keys()
    for name in fields - entry.keys():
        raise _fault(path, f"{place} has no {name!r}", "add it")
    for name in entry.keys() - fields:
        raise _fault(path, f"{place}: unknown key {name!r}", f"use {', '.join(fields)}")
    return made(**entry)


def _check_shares(path: Path, place: str, shares: Mapping[str, float], known: set[str]) -> None:
    for name, share in shares.items():
        if name not in known:
            raise _fault(path, f"{place}: no figure is called {name!r}", f"use one of {', '.join(sorted(known))}")
        if not isinstance(share, int | float) or not 0 <= share <= 1:
            raise _fault(path, f"{place}: {name} is {share!r}", "write a share from 0 to 1")


def _fault(path: Path, reason: str, repair: str) -> CatalogueError:
    return CatalogueError(f"{path}: {reason}; {repair}.")
