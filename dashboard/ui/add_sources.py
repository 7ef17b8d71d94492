"""What a person hands in to be read: files, a text, an address. Names stay names, and nothing is written to a disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dashboard.articles import Asked, Refusal
from dashboard.paths import SEEDS
from dashboard.schema import Article
from dashboard.ui.names import counted

if TYPE_CHECKING:
    from dashboard.store import Store


class Source(Protocol):
    """Something that gives articles."""

    def count(self) -> int | None:
        """How many articles it will give; ``None`` when only reading tells."""

    def articles(self, store: Store) -> Iterator[Article | Refusal]:
        """The articles, and a refusal in the place of each part that gives none."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was uploaded."""

    name: str
    content: bytes
    asked: Asked

    def count(self) -> int:
        """As many as the file holds."""
        from dashboard.articles import count_in

        return count_in(self.content, self.name)

    def articles(self, _store: Store) -> Iterator[Article | Refusal]:
        """Read by what the content is; the name counts among kinds of plain text only."""
        from dashboard.articles import read_content

        return read_content(self.content, self.name, asked=self.asked)


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text that was pasted, with what its person says of it."""

    text: str
    asked: Asked

    def count(self) -> int:
        """One."""
        return 1

    def articles(self, _store: Store) -> Iterator[Article | Refusal]:
        """The article; here what the person says counts before what the text seems to say."""
        from dashboard.articles import read_pasted

        for item in read_pasted(self.text, asked=self.asked):
            yield item if isinstance(item, Refusal) else _as_told(item, self.asked)


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a page, of a file or of a feed."""

    address: str
    asked: Asked

    def count(self) -> None:
        """A feed names as many pages as it likes."""

    def articles(self, store: Store) -> Iterator[Article | Refusal]:
        """What is there; of a feed the pages that are not kept yet."""
        from dashboard.articles.web.pages import read_address

        return read_address(self.address, asked=self.asked, is_known=store.has_address)


@dataclass(frozen=True, slots=True)
class Starters:
    """The articles that come with Standpoint."""

    folder: Path = SEEDS

    def count(self) -> int:
        """As many as there are files."""
        return len(self._files())

    def articles(self, _store: Store) -> Iterator[Article | Refusal]:
        """The texts of the folder."""
        from dashboard.articles import read_sources

        return read_sources(self._files())

    def _files(self) -> list[Path]:
        return [path for path in sorted(self.folder.rglob("*.txt")) if path.stem.upper() != "README"]


def told(sources: Sequence[Source]) -> str:
    """What was handed in, in a few words."""
    if len(sources) != 1:
        return counted(len(sources), "file")
    [source] = sources
    match source:
        case Upload(name=name):
            return name
        case Address(address=address):
            return address
        case Starters():
            return "the starter articles"
    return "a pasted text"


def _as_told(article: Article, asked: Asked) -> Article:
    return Article.of(
        article.text,
        title=asked.title or article.title,
        date=asked.date or article.date,
        publisher=asked.publisher or article.publisher,
        url=asked.url or article.url,
        language=article.language,
        source=article.source,
        author=asked.author or article.author,
    )
