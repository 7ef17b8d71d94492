"""Join the separately trained parts to the one pipeline that is shipped: ``assemble SYNTAX ENTITIES OUTPUT``."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

COMPONENTS = ("tok2vec", "tagger", "morphologizer", "parser")


def assemble(syntax: Path, entities: Path, output: Path, *, version: str) -> Language:
    """Source syntax and entities into one pipeline with a rule lemmatiser and write it to ``output``."""
    nlp = spacy.load(syntax)
    ner = spacy.load(entities)
    nlp.add_pipe("ner", source=ner)
    lemmatizer = nlp.add_pipe("lemmatizer", after="morphologizer", config={"mode": "rule"})
    lemmatizer.initialize(nlp=nlp)  # type: ignore[attr-defined]
    nlp.meta.update(
        name="standpoint",
        version=version,
        description="Tags, trees, lemmas and entities of English news, small enough to ship",
        license="CC BY-SA 4.0",
        sources=[
            "UD_English-EWT 2.16",
            "UD_English-GUM 2.16",
            "English Worldwide Newswire",
            "all-MiniLM-L6-v2",
            "spacy-lookups-data",
        ],
    )
    output.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(output)
    return nlp
