"""Tables drawn as Plotly figures: pure functions without a screen. Colours stand in ``theme`` and nowhere else."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dashboard.charts.board import position_summary
    from dashboard.charts.positions import position_chart
    from dashboard.charts.publish import Caption, published, standalone_html

__all__ = ["Caption", "position_chart", "position_summary", "published", "standalone_html"]

# Found when they are asked for: the colours alone are wanted before pandas, which takes the longest, has been loaded.
_PLACES = {
    "Caption": "publish",
    "position_chart": "positions",
    "position_summary": "board",
    "published": "publish",
    "standalone_html": "publish",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
