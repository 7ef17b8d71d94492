"""The order of the components: a language model's parse first, then what Standpoint reads from it."""

from __future__ import annotations

import functools
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

from dashboard import paths
from dashboard.errors import ModelError

# Importing a component's module registers it under its name.
from dashboard.extraction import actors, attribution, boundaries, echoes, positions, repairs, votes  # noqa: F401
from dashboard.extraction.judge import component as judge_component  # noqa: F401
from dashboard.extraction.judge.files import missing_notice
from dashboard.schema import Article

COMPONENTS = ("repairs", "actors", "attribution", "positions", "votes", "echoes")
NEEDED = {
    "token.tag": "a tagger",
    "token.pos": "a morphologizer or attribute ruler",
    "token.lemma": "a lemmatizer",
    "token.dep": "a dependency parser",
    "doc.ents": "an entity recogniser",
}
BATCH_SIZE = 16
logger = logging.getLogger(__name__)


def build_pipeline(*, model: Path | str | None = None, judge: Path | None = paths.JUDGE) -> Language:
    """The language model with Standpoint's components on top.

    ``model`` is the name of an installed spaCy pipeline or a folder; the shipped model by default. ModelError says
    which part a pipeline lacks. ``judge`` is the folder of the trained judge; with None, or where its files are not
    there, which is logged once, the rules read alone.
    """
    set_current_ops(NumpyOps(use_blis=False))  # NumPy's own BLAS multiplies up to three times as fast as spaCy's
    nlp = _load(model or paths.LANGUAGE_MODEL)
    missing = [f"{part} ({attribute})" for attribute, part in NEEDED.items() if not _assigns(nlp, attribute)]
    if missing:
        raise ModelError(
            f"The language model {model or paths.LANGUAGE_MODEL} lacks {', '.join(missing)}; "
            "use a pipeline that has them, such as en_core_web_sm, or leave --model out for the shipped one."
        )
    nlp.add_pipe("boundaries", first=True)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    if judge is not None and _is_there(judge):
        nlp.add_pipe("judge", config={"folder": str(judge)})
    return nlp


@functools.cache
def _is_there(judge: Path) -> bool:
    notice = missing_notice(judge)
    if notice is not None:
        logger.warning(notice)
    return notice is None


def _load(model: Path | str) -> Language:
    try:
        return spacy.load(model)
    except OSError:
        raise ModelError(
            f"There is no language model {str(model)!r}; name an installed spaCy pipeline or the folder of one, "
            "or leave --model out for the shipped one (rebuilt by 'make models' if its files are gone)."
        ) from None


def _assigns(nlp: Language, attribute: str) -> bool:
    return any(
        attribute in meta.assigns or (attribute == "token.pos" and meta.factory == "attribute_ruler")
        for meta in (nlp.get_pipe_meta(name) for name in nlp.pipe_names)
    )


def documents(
    nlp: Language, articles: Iterable[Article], *, batch_size: int = BATCH_SIZE
) -> Iterator[tuple[Article, Doc]]:
    """Each article with its text read, in the order given; its date decides who was in office."""

    def prepared() -> Iterator[tuple[Doc, Article]]:
        for article in articles:
            doc = nlp.make_doc(article.text)
            doc._.article_date = article.date
            yield doc, article

    for doc, article in nlp.pipe(prepared(), as_tuples=True, batch_size=batch_size):
        yield article, doc
