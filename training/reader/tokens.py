"""Texts whose words are labelled: source, cue and content of attributions (PolNeAR)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.tokens import Doc

ATTRIBUTION_PARTS = ("source", "cue", "content")


class LabelledText(NamedTuple):
    """Words in order, where sentences may be parted, and a label for each word."""

    words: list[str]
    sentences: list[tuple[int, int]]
    parts: list[tuple[float, float, float]]  # 1.0 where the word belongs to a source, cue, content


def attribution_texts(path: Path) -> Iterator[LabelledText]:
    """The articles of a file of attributions."""
    nlp = spacy.blank("en")
    for line in path.read_text(encoding="utf8").splitlines():
        record = json.loads(line)
        doc = nlp.make_doc(record["text"])
        marks = [[0.0, 0.0, 0.0] for _ in doc]
        for attribution in record["attributions"]:
            for place, part in enumerate(ATTRIBUTION_PARTS):
                for start, end in attribution.get(part) or ():
                    span = doc.char_span(start, end, alignment_mode="expand")
                    for token in span or ():
                        marks[token.i][place] = 1.0
        parts = [(source, cue, content) for source, cue, content in marks]
        yield LabelledText([token.text for token in doc], _sentences(doc), parts)


def _sentences(doc: Doc) -> list[tuple[int, int]]:
    """Where a text may be parted: after full stops and at line ends. Windows need no more than that."""
    ends = [
        token.i + 1
        for token in doc
        if token.text in {".", "?", "!"} or (token.is_space and "\n" in token.text) or token.i + 1 == len(doc)
    ]
    return [(start, end) for start, end in zip([0, *ends[:-1]], ends, strict=True) if end > start]
