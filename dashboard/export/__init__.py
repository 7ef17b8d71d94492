"""From tables to files for other programs."""

from dashboard.export.codebook import About, citation, citation_bibtex, codebook, explained
from dashboard.export.gold import GoldReport, write_gold
from dashboard.export.naming import NAME_COLUMNS, with_names
from dashboard.export.notebook import notebook_lines
from dashboard.export.tables import FORMATS, table_bytes, write_table

__all__ = [
    "FORMATS",
    "NAME_COLUMNS",
    "About",
    "GoldReport",
    "citation",
    "citation_bibtex",
    "codebook",
    "explained",
    "notebook_lines",
    "table_bytes",
    "with_names",
    "write_gold",
    "write_table",
]
