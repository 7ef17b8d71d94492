"""How long amending the statement table takes: ``python -m benchmarks.amendments``.

Fifty amendments such as people make in a long project (mergers of actors, renamed and merged topics, own topics with
phrases) are applied to a made-up table, and the statements that a phrase would catch are found as when somebody types
it. Exit code 1 says that one of the limits is missed.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain

import numpy as np
import pandas as pd

from benchmarks.clock import Clock, peak_memory
from benchmarks.synthetic import FIRST_DAY, World, readings
from dashboard.catalogue.own_topics import own_topic, remember
from dashboard.catalogue.topics import topics
from dashboard.schema import ActorAmendment, Amendment, TopicAmendment
from dashboard.store.amendments.applied import amended, would_change
from dashboard.table import statements_frame

SIZES = (100_000, 1_000_000)
LIMITS = {100_000: 500, 1_000_000: 3000}  # statements → milliseconds for all amendments
LETTERS = str.maketrans("0123456789", "ghijklmnop")
PART = 100_000  # statements that are made; a larger table has them several times, with other targets
ACTORS, TOPICS, FOUNDED = 40, 5, 5  # amendments of each kind


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.amendments", description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--statements", type=int, nargs="+", default=list(SIZES), metavar="N", help="sizes of the table"
    )
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="the quickest of so many counts")
    options = parser.parse_args(arguments)
    kept = True
    for size in options.statements:
        frame = table(size)
        made = amendments(frame)
        founded = made[-1]
        whole = _milliseconds(partial(amended, frame, made), options.rounds)
        typed = _milliseconds(partial(would_change, frame, founded), options.rounds)
        changed = int(would_change(frame, founded).sum())
        print(f"{size:,} statements")
        limit = f"  (at most {LIMITS[size]} ms)" if size in LIMITS else ""
        print(f"  {len(made)} amendments  {whole:7.0f} ms{limit}")
        print(f"  a phrase typed {typed:7.0f} ms  ({changed:,} statements caught)")
        kept &= whole <= LIMITS.get(size, whole)
    if (memory := peak_memory()) is not None:
        print(f"  memory         {memory:7.0f} MiB at most, with the making of the table")
    return 0 if kept else 1


def table(size: int) -> pd.DataFrame:
    """A made-up statement table; hardly two of its targets are alike, as in news."""
    part = min(size, PART)
    made = statements_frame(chain.from_iterable(found for _, found in readings(World(part))))
    frame = pd.concat([made] * -(-size // part), ignore_index=True).head(size)
    numbers = pd.Series(range(size)).astype("str")
    words = [f"{one:x} {other:x}".translate(LETTERS) for one, other in (divmod(number, 97) for number in range(size))]
    # Every day is asked for, and most actors of a country go by several names.
    days = pd.date_range("2016-01-01", periods=3650).astype("datetime64[us]")
    return frame.assign(
        id=numbers, date=days[np.arange(size) % len(days)], target=frame["target"] + pd.Series(words).radd(" in ")
    )


def amendments(frame: pd.DataFrame) -> list[Amendment]:
    """Amendments of what occurs in the table most."""
    actors = frame.groupby(["actor", "country"], observed=True).size().nlargest(2 * ACTORS).index.tolist()
    pairs = zip(actors[::2], actors[1::2], strict=True)
    made: list[Amendment] = [
        ActorAmendment(of=pair, name=f"Actor {number}", country=pair[0][1], since=FIRST_DAY if number % 2 else None)
        for number, pair in enumerate(pairs)
    ]
    asked = frame["topic"].value_counts().index.tolist()
    made += [
        TopicAmendment(into=topics()[number].id, whole=(topic,), turned=bool(number % 2))
        for number, topic in enumerate(asked[-TOPICS:])
        if topic != topics()[number].id
    ]
    for number, topic in enumerate(asked[:FOUNDED]):
        own = own_topic(f"Own topic {number}", "Should it be done?")
        remember(own)
        phrases = (f"plans | proposals + {topic.replace('-', ' ').split()[0]}", f"plan + {'ghijk'[number]}")
        made.append(TopicAmendment(own.id, own.label, own.question, parted=(topic, ""), phrases=phrases))
    return made


def _milliseconds(action: Callable[[], object], rounds: int) -> float:
    """Processor time, so that what else the machine is doing does not count."""
    times = []
    for _ in range(rounds):
        clock = Clock()
        with clock.running():
            action()
        times.append(clock.seconds)
    return min(times) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
