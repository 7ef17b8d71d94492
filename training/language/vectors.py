"""Static word vectors distilled from the MiniLM sentence encoder, after model2vec (Tulkens & van Dongen 2024).

Each word goes through the encoder on its own; the mean of its word pieces' last hidden states, reduced by PCA, is its
vector. The vocabulary is the most frequent English words (wordfreq) and every word that the training corpora hold at
least twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import spacy
from spacy.vectors import Vectors

from training.language.corpora import article_texts, entity_docs, treebank_docs
from training.language.encoder import load_encoder

DIMENSIONS = 96
FREQUENT_WORDS = 40_000
MOST_WORDS = 52_000  # 52,000 x 96 x 4 bytes = 20 MB: what the size limit of the shipped model leaves for vectors
BATCH = 512


def vocabulary(corpora: Path) -> list[str]:
    """Lower-case words worth a vector, the corpora's own first."""
    from wordfreq import top_n_list

    counts = Counter(word for text in _texts(corpora) for word in text)
    own = [word for word, count in counts.most_common() if count > 1 and any(c.isalpha() for c in word)]
    general = top_n_list("en", FREQUENT_WORDS)
    return list(dict.fromkeys([*own, *general]))[:MOST_WORDS]


def _texts(corpora: Path) -> Iterable[list[str]]:
    nlp = spacy.blank("en")
    for name in ("en_ewt-train", "en_gum-train"):
        for doc in treebank_docs(corpora / "treebanks" / f"{name}.conllu", nlp.vocab):
            yield [token.lower_ for token in doc]
    for doc in entity_docs(corpora / "entities" / "worldwide-train.tsv", nlp.vocab):
        yield [token.lower_ for token in doc]
    for text in article_texts(corpora / "attributions" / "polnear-train.jsonl"):
        yield [token.lower_ for token in nlp.make_doc(text)]


def encode(words: list[str], encoder_wheel: Path, scratch: Path) -> np.ndarray:
    """One row of ``DIMENSIONS`` numbers for each word, scaled to a mean length of one."""
    import torch

    tokenizer, model = load_encoder(encoder_wheel, scratch)
    model.eval()
    rows = []
    with torch.inference_mode():
        for start in range(0, len(words), BATCH):
            pieces = tokenizer(
                words[start : start + BATCH], padding=True, truncation=True, max_length=16, return_tensors="pt"
            )
            hidden = model(**pieces).last_hidden_state
            inner = pieces["attention_mask"].clone()
            inner[:, 0] = 0  # the frame tokens [CLS] and [SEP] carry no word
            inner[torch.arange(len(inner)), pieces["attention_mask"].sum(1) - 1] = 0
            rows.append(((hidden * inner[..., None]).sum(1) / inner.sum(1, keepdim=True).clamp(min=1)).numpy())
    return _reduce(np.concatenate(rows))


def _reduce(matrix: np.ndarray) -> np.ndarray:
    centred = matrix - matrix.mean(0)
    _, _, directions = np.linalg.svd(centred[:20_000], full_matrices=False)
    reduced = centred @ directions[:DIMENSIONS].T
    reduced /= np.linalg.norm(reduced, axis=1).mean()
    return reduced.astype(np.float16).astype(np.float32)  # rounded: packs smaller, costs no accuracy


def write_vectors(corpora: Path, encoder_wheel: Path, output: Path) -> None:
    """Write a blank English pipeline that holds the vectors, looked up by the lower-case word."""
    nlp = spacy.blank("en")
    words = vocabulary(corpora)
    matrix = encode(words, encoder_wheel, output.with_name(output.name + "_encoder"))
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings,
        data=matrix,
        keys=[nlp.vocab.strings.add(word) for word in words],
        name="standpoint",
        attr="LOWER",
    )
    nlp.to_disk(output)
