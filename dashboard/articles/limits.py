"""How much of a source is read before it is refused: no file, page or archive may use up the machine."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from dashboard.articles.asked import NOTHING_ASKED, Asked
from dashboard.errors import ArticleError

MEGABYTE = 2**20
LARGEST_FILE = 256 * MEGABYTE  # an archive or table of many articles
LARGEST_TEXT = 16 * MEGABYTE  # one article; a novel has one megabyte
LARGEST_PAGE = 8 * MEGABYTE  # of the web; to find the article in one takes some seconds a megabyte
LARGEST_DOCUMENT = 64 * MEGABYTE  # a PDF, whose pictures count
MOST_PAGES = 500  # of a PDF; a report of that length is a book
MOST_ROWS = 200_000  # of a table
MOST_ENTRIES = 50_000  # of an archive with all that lie in it
MOST_EXPANDED = 1024 * MEGABYTE  # all that comes out of one archive, those in it included
MOST_OF_ONE_ENTRY = LARGEST_FILE
MOST_RATIO = 200  # expanded ÷ packed; text packs to a tenth, and the most regular table to a hundredth
RATIO_COUNTS_FROM = 4 * MEGABYTE  # a small entry may pack as tightly as it likes
DEEPEST = 2  # an archive in an archive in the file
BYTES_OF_A_LOOK = 256 * 1024  # read of a table to see which columns it has
SECONDS = 120.0  # for one document; most take less than one


@dataclass(slots=True)
class Allowance:
    """What is left for a source to use up, and what was asked about it. Archives share one with all they hold."""

    asked: Asked = NOTHING_ASKED
    expanded: int = 0  # bytes that came out of archives so far
    entries: int = 0
    depth: int = 0  # archives around what is being read
    began: float = field(default_factory=time.monotonic)

    def spend_entry(self, source: str, *, packed: int, expanded: int) -> None:
        """Count an entry before it is unpacked; raises :class:`ArticleError` when it would be too much."""
        self.entries += 1
        self.expanded += expanded
        if self.entries > MOST_ENTRIES:
            raise ArticleError(f"{source}: the archive holds more than {MOST_ENTRIES:,} entries; split it.")
        if expanded > MOST_OF_ONE_ENTRY:
            raise ArticleError(
                f"{source}: the entry unpacks to {expanded // MEGABYTE:,} MB, the limit is "
                f"{MOST_OF_ONE_ENTRY // MEGABYTE} MB; split it."
            )
        if expanded > RATIO_COUNTS_FROM and expanded > MOST_RATIO * max(packed, 1):
            raise ArticleError(
                f"{source}: the entry unpacks to more than {MOST_RATIO} times its size, as archives do that are made "
                "to fill a disk; unpack it yourself if you trust it."
            )
        if self.expanded > MOST_EXPANDED:
            raise ArticleError(
                f"{source}: with this entry the archive unpacks to more than {MOST_EXPANDED // MEGABYTE:,} MB; "
                "split it."
            )

    def check_time(self, source: str) -> None:
        """Raise :class:`ArticleError` when reading this source has taken too long."""
        if time.monotonic() - self.began > SECONDS:
            raise ArticleError(f"{source}: reading it takes more than {SECONDS:.0f} seconds; split it.")

    def restart_clock(self) -> None:
        """The time counts anew: another file or entry begins."""
        self.began = time.monotonic()

    def deeper(self, source: str) -> None:
        """Enter an archive; raises :class:`ArticleError` when it lies in too many others."""
        if self.depth > DEEPEST:
            raise ArticleError(f"{source}: the archive lies in more than {DEEPEST} others; unpack it and name it.")
        self.depth += 1


def check_size(size: int, source: str, *, limit: int = LARGEST_FILE) -> None:
    """Raise :class:`ArticleError` naming the source when it is larger than the limit."""
    if size > limit:
        raise ArticleError(
            f"{source}: the file has {size / 1e6:.0f} MB, the limit is {limit // MEGABYTE} MB; "
            "split it into several files."
        )
