"""From sources to articles.

Every kind of content has one reader under :mod:`dashboard.articles.kinds`; what a source names, in which order it is
read and what happens to what cannot be read is the same for all and stands in :mod:`dashboard.articles.sources`. What
comes from the web passes through :mod:`dashboard.articles.web`.
"""

from __future__ import annotations

from dashboard.articles.asked import Asked, ColumnMap
from dashboard.articles.counting import count_articles, count_in
from dashboard.articles.dates import parse_date, read_date
from dashboard.articles.draft import Refusal
from dashboard.articles.reading import read_bytes, read_content, read_pasted
from dashboard.articles.registry import kinds
from dashboard.articles.sources import files_passed_over, find_files, is_address, read_articles, read_sources
from dashboard.articles.tables import TablePreview, preview_table

__all__ = [
    "Asked",
    "ColumnMap",
    "Refusal",
    "TablePreview",
    "count_articles",
    "count_in",
    "files_passed_over",
    "find_files",
    "is_address",
    "kinds",
    "parse_date",
    "preview_table",
    "read_articles",
    "read_bytes",
    "read_content",
    "read_date",
    "read_pasted",
    "read_sources",
]
