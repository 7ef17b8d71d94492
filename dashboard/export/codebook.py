"""What must travel with a table: what it holds, how it was chosen, what every column means, how to cite it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date

from dashboard import __version__
from dashboard.export.naming import NAME_COLUMNS
from dashboard.table import COLUMNS, Column

AUTHORS = "The Standpoint authors"
YEAR = 2026  # of this version
SUBTITLE = "who takes which side on what"


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a table that leaves the house."""

    title: str
    shown: str  # how much it holds: statements, countries, topics, articles, days
    filters: str  # which filters were on, in words
    source: str
    day: Date  # when it was made

    @property
    def facts(self) -> dict[str, str]:
        """The same by name, in the order in which it is read; with what holds for every table."""
        return {
            "Title": self.title,
            "Holds": self.shown,
            "Filters": self.filters,
            "Made on": self.day.isoformat(),
            "Source": self.source,
            "Reading": READING,
            "How to cite": citation(),
        }


READING = (
    "One row is one statement: one actor takes one position on one target in one passage of an article. Positions were "
    "read by machine; 'confidence' says how sure it is, 'evidence' holds the words. What is missing was not determined "
    "and is never the same as neutral; a country without rows is silent, not neutral."
)


def citation() -> str:
    """How to cite this version of Standpoint in a text."""
    return f"{AUTHORS} ({YEAR}). Standpoint: {SUBTITLE} (version {__version__}) [Computer software]."


def citation_bibtex() -> str:
    """The same for BibTeX."""
    return (
        f"@software{{standpoint_{YEAR},\n  author  = {{{{{AUTHORS}}}}},\n  title   = {{Standpoint: {SUBTITLE}}},\n"
        f"  year    = {{{YEAR}}},\n  version = {{{__version__}}}\n}}"
    )


def explained(columns: Iterable[str]) -> dict[str, str]:
    """What each of these columns holds, with the values it may have; columns that nobody describes are left out."""
    known = COLUMNS | NAME_COLUMNS
    return {name: _meaning(known[name]) for name in columns if name in known}


def codebook(about: About, columns: Iterable[str]) -> str:
    """The facts and the columns as Markdown, to lie beside a table."""
    facts = "\n".join(f"**{name}.** {fact}\n" for name, fact in about.facts.items())
    rows = "\n".join(f"| `{name}` | {meaning} |" for name, meaning in explained(columns).items())
    return f"# {about.title}\n\n{facts}\n## Columns\n\n| column | holds |\n| --- | --- |\n{rows}\n"


def _meaning(column: Column) -> str:
    values = f" One of: {', '.join(column.values)}." if column.values else ""
    return column.meaning + values
