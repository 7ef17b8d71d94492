"""From tables to files for other programs."""

from dashboard.export.tables import FORMATS, table_bytes, write_table

__all__ = ["FORMATS", "table_bytes", "write_table"]
