"""Measuring time and memory of this process."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Clock:
    """Time spent inside ``with clock.running():``, summed over all times.

    ``seconds`` is processor time of all threads, so a figure per second is a figure per core; ``elapsed`` is what a
    clock on the wall shows, with whatever else the machine did.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        self.elapsed = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the time spent in this block."""
        start, started = time.process_time(), time.perf_counter()
        try:
            yield
        finally:
            self.seconds += time.process_time() - start
            self.elapsed += time.perf_counter() - started

    def rate(self, count: int) -> float:
        """So many things in the time counted, per second."""
        return count / self.seconds if self.seconds else 0.0


def peak_memory() -> float | None:
    """The most memory this process has held, in MiB; None on Windows, which does not say."""
    try:
        import resource
    except ImportError:
        return None
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux KiB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20
