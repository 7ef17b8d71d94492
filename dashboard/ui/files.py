"""Names of the files that people save."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from datetime import date as Date


def today() -> Date:
    """The day in the time zone of this machine: the date that people would write on what they save."""
    return datetime.now(UTC).astimezone().date()


def file_name(title: str, day: Date, ending: str = "") -> str:
    """A file name that tells what the file holds: ``standpoint-who-supports-what-2025-03-01.csv``."""
    words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return f"standpoint-{words}-{day.isoformat()}{ending}"
