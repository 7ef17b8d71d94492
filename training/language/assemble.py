"""Join the separately trained parts to the one pipeline that is shipped: ``assemble SYNTAX ENTITIES OUTPUT``."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import load_config
from spacy.vectors import Vectors

HERE = Path(__file__).parent

SHIPPED_WORDS = 42_000  # the rarest of the training vocabulary stay behind: the package must fit into 40 MB

# The rule lemmatiser has no table for auxiliaries and would leave "were" as it is.
AUXILIARIES = {
    form: [lemma]
    for lemma, forms in {
        "be": "am is are was were be been being 'm 're ’m ’re ai",
        "have": "have has had having 've ’ve",
        "do": "do does did done doing",
    }.items()
    for form in forms.split()
}


def assemble(syntax: Path, entities: Path, output: Path, *, version: str) -> Language:
    """Source syntax and entities into one pipeline with a rule lemmatiser and write it to ``output``."""
    nlp = spacy.load(syntax)
    ner = spacy.load(entities)
    nlp.add_pipe("ner", source=ner, first=True)  # before the parser, whose sentence ends would cut names
    _keep_frequent_words(nlp)
    lemmatizer = nlp.add_pipe("lemmatizer", after="morphologizer", config={"mode": "rule"})
    lemmatizer.initialize(nlp=nlp)  # type: ignore[attr-defined]
    lemmatizer.lookups.get_table("lemma_exc")["aux"] = AUXILIARIES  # type: ignore[attr-defined]
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
    _forget_machine(nlp)
    output.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(output)
    return nlp


def _keep_frequent_words(nlp: Language) -> None:
    """Drop the vectors of the rarest words; rows stand in order of frequency."""
    vectors = nlp.vocab.vectors
    kept = [(key, row) for key, row in vectors.key2row.items() if row < SHIPPED_WORDS]
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings,
        data=vectors.data[:SHIPPED_WORDS],
        keys=[key for key, _ in sorted(kept, key=lambda pair: pair[1])],
        name=vectors.name,
        attr="LOWER",
    )


def _forget_machine(nlp: Language) -> None:
    """Put the configuration's placeholders back where training filled in folders of the machine it ran on."""
    written = load_config(HERE / "syntax.cfg")
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.config["corpora"] = written["corpora"]
    nlp.config["initialize"]["vectors"] = written["initialize"]["vectors"]
