"""From files to articles.

Every kind of file has one reader under :mod:`dashboard.articles.kinds`; what a source names, in which order it is read
and what happens to a file that cannot be read is the same for all and stands in :mod:`dashboard.articles.sources`.
"""

from __future__ import annotations

from dashboard.articles.dates import parse_date
from dashboard.articles.registry import kinds
from dashboard.articles.sources import Refusal, files_passed_over, find_files, read_articles, read_bytes, read_sources

__all__ = [
    "Refusal",
    "files_passed_over",
    "find_files",
    "kinds",
    "parse_date",
    "read_articles",
    "read_bytes",
    "read_sources",
]
