"""Tables drawn as Plotly figures: pure functions without a screen. Colours stand in ``theme`` and nowhere else."""

from dashboard.charts.positions import position_chart, position_summary
from dashboard.charts.publish import Caption, published, standalone_html

__all__ = ["Caption", "position_chart", "position_summary", "published", "standalone_html"]
