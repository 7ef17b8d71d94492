"""What tests of several rooms need: a store apart from the user's own, and a reader without a trained model."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
import spacy
from hypothesis import settings
from spacy.language import Language
from spacy.tokens import Doc

from dashboard.schema import Article, Stance, Statement
from dashboard.store import Store
from tests.samples import OPPOSE, make_article, make_statement

# A loaded machine is slow, not wrong; what takes too long is the benchmarks' business.
settings.register_profile("standpoint", deadline=None)
settings.load_profile("standpoint")


@pytest.fixture
def article() -> Article:
    return make_article()


@pytest.fixture
def both_sides(article: Article) -> list[Statement]:
    """One statement for the treaty and one against it."""
    against = {"stance": Stance.OPPOSE, "position": Stance.OPPOSE, "cue": "rejects", "confidence": 0.6}
    return [make_statement(article), make_statement(article, start=OPPOSE, country="CHL", **against)]


@pytest.fixture
def store_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a store that does not exist yet; the user's own store is out of reach."""
    path = tmp_path / "store" / "test.sqlite"
    monkeypatch.setenv("STANDPOINT_STORE", str(path))
    return path


@pytest.fixture
def store(store_file: Path) -> Iterator[Store]:
    with Store.open(store_file) as opened:
        yield opened


def read_verbs(doc: Doc, article: Article) -> Iterator[Statement]:
    """The fake reader: "supports" and "rejects" show a stance of the word before; "crash" makes it fail."""
    for token in doc:
        if token.text == "crash":
            raise RuntimeError("a fault in a rule")
        if token.text in ("supports", "rejects"):
            stance = Stance.SUPPORT if token.text == "supports" else Stance.OPPOSE
            yield make_statement(
                article, start=doc[token.i - 1].idx, country=None, stance=stance, topic=None, position=None
            )


@pytest.fixture
def fake_reader(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[list[str]]]:
    """Puts the fake reader in the place of extraction; called, it gives the titles of each batch that was parsed."""
    batches: list[list[str]] = []

    def build_pipeline(*, model: Path | str | None = None) -> Language:
        nlp = spacy.blank("en")
        nlp.meta["name"] = str(model or "fake")
        return nlp

    def documents(nlp: Language, articles: Iterable[Article], *, batch_size: int = 8) -> Iterator[tuple[Article, Doc]]:
        taken = list(articles)
        batches.append([each.title for each in taken])
        for each in taken:
            if "unparsable" in each.text:
                raise ValueError("a fault in the parser")
            yield each, nlp(each.text)

    pipeline, statements = ModuleType("dashboard.extraction.pipeline"), ModuleType("dashboard.extraction.statements")
    pipeline.build_pipeline, pipeline.documents = build_pipeline, documents  # type: ignore[attr-defined]
    statements.statements = read_verbs  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "dashboard.extraction.pipeline", pipeline)
    monkeypatch.setitem(sys.modules, "dashboard.extraction.statements", statements)
    return lambda: batches
