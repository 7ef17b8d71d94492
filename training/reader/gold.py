"""Gold statements as answers to the judge's questions.

A gold statement answers the questions of the sentences that its evidence covers: the candidate of its country whose
name it gives, or where no name fits the one whom the rules or the text let speak. Its target is the stretch of the
sentence that shares most words with it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from benchmarks.scoring import FUNCTION_WORDS
from dashboard.extraction.judge.candidates import Candidate, candidates
from dashboard.extraction.judge.features import STANCES
from dashboard.schema import Article

LONGEST_TARGET = 14  # tokens; the codebook allows ten words, and punctuation counts here
LEAST_OVERLAP = 0.3  # F1 of content words under which no stretch of the sentence is the target


@dataclass(slots=True)
class Truth:
    """What gold says of one candidate."""

    stances: list[float] = field(default_factory=lambda: [0.0] * len(STANCES))
    targets: dict[int, tuple[int, int]] = field(default_factory=dict)  # stance's place -> tokens of the target


def read_gold(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The gold statements of a folder of articles, by document; documents without statements have an empty list."""
    gold: dict[str, list[dict[str, Any]]] = {path.stem: [] for path in sorted(folder.glob("*.txt"))}
    for line in (folder / "gold.jsonl").read_text(encoding="utf8").splitlines():
        record = json.loads(line)
        gold[record["doc"]].append(record)
    return gold


def gold_articles(folder: Path) -> list[Article]:
    """The articles of a folder, named by their document."""
    return [Article.of(path.read_text(encoding="utf8"), source=path.stem) for path in sorted(folder.glob("*.txt"))]


def answers(doc: Doc, gold: Sequence[dict[str, Any]]) -> dict[tuple[int, str], Truth]:
    """For each candidate that gold speaks of - first token of the sentence, name - what it holds."""
    found: dict[tuple[int, str], Truth] = defaultdict(Truth)
    together: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates(doc):
        together[candidate.sentence[0]].append(candidate)
    for record in gold:
        for sentence, choice in _answered(doc, record, together):
            if (chosen := _chosen(record, choice)) is not None:
                answer = found[(sentence, chosen.mention.name)]
                stance = STANCES.index(record["stance"])
                answer.stances[stance] = 1.0
                if (target := target_span(doc, chosen.sentence, record["target"])) is not None:
                    answer.targets.setdefault(stance, target)
    return found


def _answered(
    doc: Doc, record: dict[str, Any], together: dict[int, list[Candidate]]
) -> Iterator[tuple[int, list[Candidate]]]:
    """The sentences that the evidence covers, with the candidates of the statement's country."""
    start = doc.text.find(record["evidence"])
    end = start + len(record["evidence"])
    for sentence, there in together.items():
        span = doc[there[0].sentence[0] : there[0].sentence[1]]
        overlap = min(end, span.end_char) - max(start, span.start_char)
        if overlap < min(end - start, span.end_char - span.start_char) / 2:
            continue
        fitting = [each for each in there if (each.mention.country or "") == record["country"]]
        if fitting:
            yield sentence, fitting


def _chosen(record: dict[str, Any], fitting: Sequence[Candidate]) -> Candidate | None:
    wanted = _words(record["actor"])

    def rank(candidate: Candidate) -> tuple[bool, bool, bool, int]:
        agrees = any(finding.stance == record["stance"] for finding in candidate.findings)
        return bool(_words(candidate.mention.name) & wanted), agrees, candidate.speaks, -candidate.spans[0][0]

    best = max(fitting, key=rank)
    named, agrees, speaks, _ = rank(best)
    return best if named or agrees or speaks or record["country"] else None


def target_span(doc: Doc, sentence: tuple[int, int], target: str) -> tuple[int, int] | None:
    """The tokens of a sentence that share most content words with a target; None where they share too few."""
    wanted = _words(target)
    best: tuple[float, int, tuple[int, int]] = (LEAST_OVERLAP, 0, (0, 0))
    contents = [_words(doc[index].text) for index in range(*sentence)]
    for first in range(len(contents)):
        if not contents[first] & wanted:
            continue
        held: set[str] = set()
        for last in range(first, min(first + LONGEST_TARGET, len(contents))):
            held |= contents[last]
            if contents[last] & wanted:
                overlap = 2 * len(held & wanted) / (len(held) + len(wanted))
                best = max(best, (overlap, first - last, (sentence[0] + first, sentence[0] + last + 1)))
    return best[2] if best[2] != (0, 0) else None


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower())) - FUNCTION_WORDS
