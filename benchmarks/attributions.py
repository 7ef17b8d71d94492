"""How well the judge's network sees who is quoted, by which word, with what, on articles that it was not trained on.

usage: python -m benchmarks.attributions CORPORA [--judge FOLDER]

CORPORA holds attributions/polnear-dev.jsonl (PolNeAR 1.0); training/README.md says where it comes from. Printed is F1
over words: a word counts as source, cue or content where the network gives it more than one half.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.language import existing
from dashboard import paths
from dashboard.errors import StandpointError
from dashboard.extraction.judge.network import Network
from training.reader.measure import part_f1
from training.reader.tokens import ATTRIBUTION_PARTS, attribution_texts

ATTRIBUTIONS = Path("attributions", "polnear-dev.jsonl")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; exit code 1 says that an input cannot be used."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.attributions", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("corpora", type=Path, help="folder with attributions/")
    parser.add_argument(
        "--judge", type=Path, default=paths.JUDGE, help="folder of the judge (default: the one shipped)"
    )
    options = parser.parse_args(arguments)
    try:
        texts = [*attribution_texts(existing(options.corpora / ATTRIBUTIONS))]
        figures = part_f1(Network(options.judge), texts)
    except StandpointError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"attributions: {len(texts)} articles, {sum(len(text.words) for text in texts):,} words")
    for part, figure in zip(ATTRIBUTION_PARTS, figures, strict=True):
        print(f"{part:8} F1 {figure:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
