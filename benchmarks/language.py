"""How good the shipped language model is, on corpora that it was not trained on.

usage: python -m benchmarks.language CORPORA [--model NAME]

CORPORA holds treebanks/en_ewt-dev.conllu (Universal Dependencies, English Web Treebank) and entities/worldwide-dev.tsv
(English Worldwide Newswire); training/README.md says where they come from. From plain text the model cuts words and
sentences itself, and what it cuts differently from the corpus counts as wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Token
from spacy.training import Example

from benchmarks.clock import Clock
from benchmarks.speed import parse_components
from dashboard.errors import StandpointError
from dashboard.extraction.pipeline import build_pipeline
from training.language.corpora import entity_docs, treebank_docs

TREEBANK = Path("treebanks", "en_ewt-dev.conllu")
ENTITIES = Path("entities", "worldwide-dev.tsv")
WARM_UP = 20  # texts read before the clock starts


class CorpusError(StandpointError):
    """A corpus is missing; says which file, and where it comes from."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; exit code 1 says that an input cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        treebank, entities = existing(options.corpora / TREEBANK), existing(options.corpora / ENTITIES)
        nlp = load_model(options.model)
    except StandpointError as error:
        print(error, file=sys.stderr)
        return 1
    for line in report(nlp, treebank_docs(treebank, nlp.vocab), entity_docs(entities, nlp.vocab)):
        print(line)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.language", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpora", type=Path, help="folder with treebanks/ and entities/")
    parser.add_argument("--model", help="an installed spaCy pipeline (default: the one shipped)")
    return parser


def load_model(model: str | None) -> Language:
    """The language model as the reader uses it, without the reader's own components."""
    nlp = build_pipeline(model=model)
    nlp.select_pipes(enable=parse_components(model))
    return nlp


def existing(path: Path) -> Path:
    """The path of a corpus; CorpusError where there is no such file."""
    if not path.is_file():
        raise CorpusError(f"{path} is missing: training/README.md says where the corpus comes from.")
    return path


def report(nlp: Language, treebank: Sequence[Doc], articles: Sequence[Doc]) -> Iterator[str]:
    """The figures, one a line."""
    for name, value in (syntax_figures(nlp, treebank) | entity_figures(nlp, articles)).items():
        yield f"{name:45}{value:8.3f}"
    yield f"{'words/s on one core':45}{words_per_second(nlp, [doc.text for doc in articles]):8.0f}"


def syntax_figures(nlp: Language, gold: Sequence[Doc]) -> dict[str, float]:
    """Tags and trees, from plain text and with the corpus' words and sentences given.

    Attachment counts every word; the figures without punctuation are the ones that spaCy reports of its own models.
    """
    from_text, from_words = read(nlp, gold), read_words(nlp, gold)
    return {
        **_tree_figures("EWT dev from text", from_text),
        "EWT dev from text, sentences F1": Scorer.score_spans(from_text, "sents")["sents_f"],
        **_tree_figures("EWT dev from gold words", from_words),
    }


def _tree_figures(name: str, examples: Sequence[Example]) -> dict[str, float]:
    everything, words = _attachment(examples, ignored=()), _attachment(examples, ignored=("punct",))
    return {
        f"{name}, tag accuracy": Scorer.score_token_attr(examples, "tag")["tag_acc"],
        f"{name}, UAS": everything["dep_uas"],
        f"{name}, LAS": everything["dep_las"],
        f"{name}, UAS without punctuation": words["dep_uas"],
        f"{name}, LAS without punctuation": words["dep_las"],
    }


def _attachment(examples: Sequence[Example], *, ignored: Sequence[str]) -> dict[str, Any]:
    return Scorer.score_deps(
        examples, "dep", getter=_relation, head_getter=_head, ignore_labels=ignored, head_attr="head"
    )


def _relation(token: Token, attribute: str) -> str:
    return token.dep_


def _head(token: Token, attribute: str) -> Token:
    return token.head


def entity_figures(nlp: Language, gold: Sequence[Doc]) -> dict[str, float]:
    """Precision, recall and F1 of entities: the same words under the same label."""
    found = Scorer.score_spans(read(nlp, gold), "ents")
    return {
        "worldwide dev from text, entity P": found["ents_p"],
        "worldwide dev from text, entity R": found["ents_r"],
        "worldwide dev from text, entity F1": found["ents_f"],
    }


def read(nlp: Language, gold: Sequence[Doc]) -> list[Example]:
    """The model's reading of the text of each document, beside the gold one."""
    return [Example(doc, truth) for doc, truth in zip(nlp.pipe(doc.text for doc in gold), gold, strict=True)]


def read_words(nlp: Language, gold: Sequence[Doc]) -> list[Example]:
    """The model's reading of the words of each document, told where sentences begin, beside the gold one."""
    bare = [Doc(nlp.vocab, words=_words(doc), spaces=_spaces(doc), sent_starts=_sentence_starts(doc)) for doc in gold]
    return [Example(doc, truth) for doc, truth in zip(nlp.pipe(bare), gold, strict=True)]


def _words(doc: Doc) -> list[str]:
    return [token.text for token in doc]


def _spaces(doc: Doc) -> list[bool]:
    return [bool(token.whitespace_) for token in doc]


def _sentence_starts(doc: Doc) -> list[bool | int | None]:
    return [bool(token.is_sent_start) for token in doc]


def words_per_second(nlp: Language, texts: Sequence[str]) -> float:
    """Words read in a second of processor time."""
    clock = Clock()
    for _ in nlp.pipe(texts[:WARM_UP]):
        pass
    with clock.running():
        words = sum(len(doc) for doc in nlp.pipe(texts))
    return clock.rate(words)


if __name__ == "__main__":
    raise SystemExit(main())
