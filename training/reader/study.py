"""What helps the judge, and how much: ``python -m training.reader.study GOLD CORPORA WHEEL WORK [VARIANT ...]``.

Every variant is trained anew in one short stage, with the seed of config.toml, and measured on dev after its last pass:
fewer articles (the learning curve), without or with a corpus, without a trick. The folds are cross-validation: all gold
articles in three parts, each measured by a judge that was taught the other two (less versions of the same article). A
short training is worse than the shipped one; it is the differences that tell. One line a variant goes to
WORK/study.jsonl.
"""

from __future__ import annotations

import argparse
import json
import random
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch

from benchmarks.scoring import Record, Scores, load_records
from benchmarks.versions import versions
from training.reader.coded import Read, read_all
from training.reader.measure import check_on, summary
from training.reader.train import CONFIG, train
from training.reader.trainer import Trainer

FOLDS = 3
SHORT = {"encoder_rate": 1.5e-4, "head_rate": 6e-4, "gold": 4, "opinions": 0, "attributions": 0}


class Variant(NamedTuple):
    """How a training differs from the short one."""

    share: float = 1.0  # of the articles
    fold: int | None = None
    stage: dict[str, Any] = {}  # noqa: RUF012 - never changed
    config: dict[str, Any] = {}  # noqa: RUF012


VARIANTS = {
    "all articles": Variant(),
    "half of them": Variant(0.5),
    "a quarter": Variant(0.25),
    "with opinions": Variant(stage={"opinions": 1}),
    "with attributions": Variant(stage={"attributions": 1}),
    "names never exchanged": Variant(config={"exchanged": 0.0}),
    "rules never withheld": Variant(config={"unruled": 0.0}),
    **{f"fold {number + 1} of {FOLDS}": Variant(fold=number) for number in range(FOLDS)},
}


class Articles(NamedTuple):
    """Gold articles with their statements."""

    read: list[Read]
    gold: list[Record]

    def only(self, names: set[str]) -> Articles:
        """Those with these names."""
        return Articles([r for r in self.read if r.name in names], [g for g in self.gold if g.doc in names])


def load(folder: Path, but_not: Path | None = None) -> Articles:
    """The gold articles of a folder, without versions of articles of another."""
    read = read_all(folder, but_not)
    return Articles(read, load_records(folder / "gold.jsonl", folder)).only({each.name for each in read})


def parts(variant: Variant, taught: Articles, dev: Articles, seed: int) -> tuple[Articles, Articles]:
    """What a variant is taught, and what it is measured on."""
    every = Articles(taught.read + dev.read, taught.gold + dev.gold)
    names = sorted(read.name for read in (taught if variant.fold is None else every).read)
    random.Random(seed).shuffle(names)
    if variant.fold is None:
        return taught.only({*names[: round(variant.share * len(names))]}), dev
    texts = {read.name: read.doc.text for read in every.read}
    held = {*names[variant.fold :: FOLDS]}
    others = {name: texts[name] for name in {*names} - held}
    return every.only({*others} - versions(others, (texts[name] for name in held))), every.only(held)


def run(variant: Variant, taught: Articles, dev: Articles, options: argparse.Namespace) -> Scores:
    """Train a variant and measure it."""
    config = tomllib.loads(CONFIG.read_text(encoding="utf8"))
    config |= {"stages": [SHORT | variant.stage]} | variant.config
    torch.manual_seed(config["seed"])
    trainer = Trainer(options.wheel, options.work, config)
    learnt, held = parts(variant, taught, dev, config["seed"])
    check = check_on(trainer, held.read, held.gold, options.corpora)
    return train(trainer, learnt.read, options.corpora, check, options.work / "study.pt")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the variants that are asked for, else all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("gold", "corpora", "wheel", "work"):
        parser.add_argument(name, type=Path)
    parser.add_argument("variants", nargs="*", metavar="VARIANT", help=", ".join(VARIANTS))
    options = parser.parse_args(arguments)
    if unknown := sorted({*options.variants} - {*VARIANTS}):
        parser.error(f"no variant {unknown[0]!r}; there are {', '.join(VARIANTS)}")
    torch.set_float32_matmul_precision("medium")
    options.work.mkdir(parents=True, exist_ok=True)
    taught, dev = load(options.gold / "train", options.gold / "dev"), load(options.gold / "dev")
    for name in options.variants or VARIANTS:
        scores = run(VARIANTS[name], taught, dev, options)
        print(f"{name}: {summary(scores)}", flush=True)
        line = {"variant": name, "by_document": scores.position_by_document, "detection": scores.detection.f1}
        with (options.work / "study.jsonl").open("a", encoding="utf8") as file:
            file.write(json.dumps(line | {"stance": scores.stance_accuracy}) + "\n")


if __name__ == "__main__":
    main()
