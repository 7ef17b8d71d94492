"""Opinions of the world press (MPQA) as answers to the judge's questions.

An opinion has a holder, what it is about, and a polarity; where the holder is an actor that Standpoint sees, a positive
one answers support and a negative one oppose. That is a wider notion than a position, so the gold articles speak last.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from spacy.tokens import Doc

from dashboard.extraction.judge.candidates import Candidate, candidates
from dashboard.extraction.judge.features import STANCES
from dashboard.schema import Article, Stance
from training.reader.gold import LONGEST_TARGET, Truth

POLARITIES = {"Positive": Stance.SUPPORT, "Negative": Stance.OPPOSE}
Range = tuple[int, int]


class Opinion(NamedTuple):
    """A polar opinion; ranges are [start, end) in characters of its article."""

    holder: Range
    target: Range | None
    stance: Stance


def opinion_articles(path: Path) -> Iterator[tuple[Article, list[Opinion]]]:
    """The articles of a file of opinions, their sentences put together again."""
    together: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for sentence in json.loads(path.read_text(encoding="utf8")):
        together[sentence["sent_id"].rsplit("-", 1)[0]].append(sentence)
    for name, sentences in sorted(together.items()):
        text = ""
        found: list[Opinion] = []
        for sentence in sorted(sentences, key=lambda each: int(each["sent_id"].rsplit("-", 1)[1])):
            found += _opinions(sentence["opinions"], len(text))
            text += sentence["text"].strip() + "\n"
        yield Article.of(text, source=name), found


def _opinions(records: Sequence[Mapping[str, Any]], shift: int) -> Iterator[Opinion]:
    for record in records:
        stance, holder = POLARITIES.get(record["Polarity"]), _range(record["Source"][1], shift)
        if stance and holder:
            yield Opinion(holder, _range(record["Target"][1], shift), stance)


def _range(offsets: Sequence[str], shift: int) -> Range | None:
    """The first stretch of "start:end" offsets; the corpus has few of several."""
    if not offsets:
        return None
    start, end = map(int, offsets[0].split(":"))
    return start + shift, end + shift


def opinion_answers(doc: Doc, opinions: Sequence[Opinion]) -> dict[tuple[int, str], Truth]:
    """For each candidate that holds an opinion - first token of the sentence, name - what it holds."""
    found: dict[tuple[int, str], Truth] = defaultdict(Truth)
    together: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates(doc):
        together[candidate.sentence[0]].append(candidate)
    for opinion in opinions:
        holder = doc.char_span(*opinion.holder, alignment_mode="expand")
        if holder is None:
            continue
        for candidate in together.get(doc[holder.start].sent.start, ()):
            if any(start < holder.end and end > holder.start for start, end in candidate.spans):
                stance = STANCES.index(opinion.stance)
                answer = found[(candidate.sentence[0], candidate.mention.name)]
                answer.stances[stance] = 1.0
                if (target := _target(doc, candidate.sentence, opinion.target)) is not None:
                    answer.targets.setdefault(stance, target)
    return found


def _target(doc: Doc, sentence: tuple[int, int], target: Range | None) -> tuple[int, int] | None:
    span = doc.char_span(*target, alignment_mode="expand") if target else None
    if span is None or span.start < sentence[0] or span.end > sentence[1]:
        return None
    return span.start, min(span.end, span.start + LONGEST_TARGET)
