"""How the position of a country moves over time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from dashboard.table import STANCES

TREND_COLUMNS = ("country", "date", "mean", "weight")
LEAST_STATEMENTS = 5  # fewer are dots, not a trend: a line through them would show where they happen to lie
LEAST_DAYS = 4  # different days
STEPS = 80  # points of a line: more than the eye tells apart at the width of a page
SHARE_OF_SPAN = 0.12  # bandwidth, as a share of the time that the statements cover
BANDWIDTHS = (21.0, 365.0)  # days: least and most
LEAST_WEIGHT = 0.6  # effective statements near a point; where there are fewer the line is broken


def values(frame: pd.DataFrame) -> pd.Series[float]:
    """The positions of a statement table on the scale: support 1, neutral 0, oppose -1; without a position missing."""
    codes = frame["position"].cat.codes
    return (codes - STANCES.index("neutral")).where(codes >= 0).astype("float64")


def trends(frame: pd.DataFrame, countries: Iterable[str], *, bandwidth: float | None = None) -> pd.DataFrame:
    """The smoothed position of each of these countries in statements on one topic.

    A point of the line is the mean of the country's statements weighted by their nearness in time (kernel regression
    of Nadaraya and Watson, 1964, with a normal kernel of ``bandwidth`` days). One row for each point: ``mean`` in
    [-1, 1], and ``weight``, the number of statements it rests on, those farther away counting less. Where nearly
    nobody spoke ``mean`` is missing. A country with fewer than five dated statements on four days has no line.
    """
    dated = frame[frame["date"].notna() & frame["position"].notna()]
    width = bandwidth_of(dated["date"]) if bandwidth is None else bandwidth
    lines = list(_lines(dated, countries, width))
    if not lines:
        return pd.DataFrame(columns=list(TREND_COLUMNS)).astype(
            {"country": "str", "date": "datetime64[us]", "mean": "float64", "weight": "float64"}
        )
    return pd.concat(lines, ignore_index=True)


def bandwidth_of(days: pd.Series[pd.Timestamp]) -> float:
    """The bandwidth that suits statements of these days."""
    span = 0.0 if days.empty else float((days.max() - days.min()).days)
    return float(np.clip(span * SHARE_OF_SPAN, *BANDWIDTHS))


def _lines(dated: pd.DataFrame, countries: Iterable[str], width: float) -> Iterator[pd.DataFrame]:
    for country in countries:
        said = dated[dated["country"] == country]
        if len(said) >= LEAST_STATEMENTS and said["date"].nunique() >= LEAST_DAYS:
            yield _line(country, said, width)


def _line(country: str, said: pd.DataFrame, width: float) -> pd.DataFrame:
    days = said["date"].to_numpy().astype("datetime64[D]").astype("float64")
    at = np.linspace(days.min(), days.max(), STEPS)
    nearness = np.exp(-(((at[:, None] - days[None, :]) / width) ** 2) / 2)
    weight = nearness.sum(axis=1)
    mean = np.divide(nearness @ values(said).to_numpy(), weight, out=np.zeros_like(weight), where=weight > 0)
    return pd.DataFrame(
        {
            "country": pd.Series([country] * STEPS, dtype="str"),
            "date": np.round(at).astype("datetime64[D]").astype("datetime64[us]"),
            "mean": np.where(weight >= LEAST_WEIGHT, mean, np.nan),
            "weight": weight,
        }
    )
