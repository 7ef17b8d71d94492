"""What the statement table says: pure functions from table to table, without screen, store or language model."""

from dashboard.analysis.filters import Filters, Repeats, newest, newest_first, select_statements
from dashboard.analysis.order import contested, similarity_order
from dashboard.analysis.positions import CELL_COLUMNS, position_matrix
from dashboard.analysis.summary import Shown, summarise

__all__ = [
    "CELL_COLUMNS",
    "Filters",
    "Repeats",
    "Shown",
    "contested",
    "newest",
    "newest_first",
    "position_matrix",
    "select_statements",
    "similarity_order",
    "summarise",
]
