"""The judge in the pipeline: what it thinks of every candidate is kept on the ``Doc``."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from dashboard.extraction.judge.judgements import decided, judgements
from dashboard.extraction.judge.network import load_network

if not Doc.has_extension("judgements"):
    Doc.set_extension("judgements", default=None)  # None: no judge has read the text


@Language.factory(
    "judge",
    requires=["doc._.mentions", "doc._.attributions", "doc._.findings"],
    assigns=["doc._.judgements"],
    default_config={"folder": ""},
)
class JudgeComponent:
    """Asks the network of a folder, loaded when the first text comes."""

    def __init__(self, nlp: Language, name: str, folder: str) -> None:
        self.folder = Path(folder)

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.judgements``; ModelError names files that are gone."""
        network = load_network(self.folder)
        doc._.judgements = tuple(decided(judgements(doc, network), network.calibration.threshold))
        return doc
