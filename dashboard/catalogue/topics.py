"""The questions of world politics that Standpoint knows: loads and checks ``data/topics``.

A topic file is written by people who need not program, so every fault is reported with file, line and repair.
``tomllib`` gives no lines for what it has read; they are found again in the text of the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from dashboard.catalogue.own_topics import OWN_DESCRIPTION, OWN_FIELD, remembered
from dashboard.errors import CatalogueError
from dashboard.paths import TOPICS

# Files of the folder that hold common words and no topics.
TURNING_FILE = "turning.toml"
NAMES_FILE = "names.toml"

_REQUIRED_TEXTS = ("id", "label", "question", "description")
_PHRASE_LISTS = ("strong", "weak", "counter", "excluding", "turning")
_TOPIC_LINE = re.compile(r"\s*\[\[\s*topic\s*\]\]")
_IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Phrase(NamedTuple):
    """One phrase of a topic: every part must occur, each in one of its wordings."""

    text: str  # as written in the file
    parts: tuple[tuple[str, ...], ...]  # "a | b + c" is (("a", "b"), ("c",))


@dataclass(frozen=True, slots=True)
class Topic:
    """One yes/no question on which states take positions."""

    id: str
    field: str  # the policy field: one file, one field
    label: str
    question: str  # phrased so that support of the topic's phrases means yes
    description: str
    strong: tuple[Phrase, ...]  # enough alone
    weak: tuple[Phrase, ...] = ()  # count only in company
    counter: tuple[Phrase, ...] = ()  # strong, but name the opposite: support of them means no
    excluding: tuple[Phrase, ...] = ()  # forbid the topic
    turning: tuple[Phrase, ...] = ()  # turn a stance here, besides the common turning words


class Turning(NamedTuple):
    """The turning words common to all topics."""

    before: tuple[str, ...]  # before the phrase or between its parts
    ahead: tuple[str, ...]  # before the whole phrase only
    after: tuple[str, ...]
    harmless: tuple[str, ...]  # expressions in which a turning word does not turn
    breaks: tuple[str, ...]  # words that end the reach of a turning word


class Names(NamedTuple):
    """Different names of one party, and the words that say too little."""

    same: dict[str, str]  # another way of writing it → the word used in phrases
    whose: tuple[str, ...]  # names that often only say whose policy it is
    acts: tuple[str, ...]  # what a name in the possessive does, and is not done to
    thin: tuple[str, ...]  # a target of nothing else points back at something named before
    dates: tuple[str, ...]  # words of time
    general: tuple[str, ...]  # words that fit any subject and tie no targets together


@lru_cache
def topics(folder: Path = TOPICS) -> tuple[Topic, ...]:
    """All topics, by file name and order in the file. Raises CatalogueError at the first fault."""
    found: list[Topic] = []
    owners: dict[str, str] = {}
    labels: dict[str, str] = {}
    for path in _topic_files(folder):
        for topic in _read_topics(path):
            if topic.id in owners:
                reason = f'id "{topic.id}" is already used in {owners[topic.id]}'
                raise _fault(path, reason, "choose another id", word=topic.id)
            if topic.label.lower() in labels:
                reason = f'label "{topic.label}" is already that of {labels[topic.label.lower()]}'
                raise _fault(path, reason, "choose another, as readers tell topics apart by it", word=topic.label)
            owners[topic.id] = path.name
            labels[topic.label.lower()] = topic.id
            found.append(topic)
    if not found:
        raise CatalogueError(f"{folder}: no topic file found; restore the files *.toml of this folder.")
    return tuple(found)


def _topic_files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.toml")) if path.name not in (TURNING_FILE, NAMES_FILE)]


@lru_cache
def _by_id() -> dict[str, Topic]:
    return {topic.id: topic for topic in topics()}


def topic(topic_id: str) -> Topic | None:
    """The topic of this id, an own one too; None when the id is a label found in an article."""
    known = _by_id().get(topic_id)
    own = remembered(topic_id) if known is None else None
    return known if own is None else Topic(own.id, OWN_FIELD, own.label, own.question, OWN_DESCRIPTION, strong=())


def faulty_phrase(owner: Topic, phrase: Phrase, reason: str, repair: str, folder: Path = TOPICS) -> CatalogueError:
    """The error for a phrase that turns out to be of no use once its words are looked at."""
    for path in _topic_files(folder):
        for number, entry in enumerate(_load(path).get("topic", ())):
            if entry.get("id") == owner.id:
                return _fault(path, f'"{phrase.text}" {reason}', repair, number=number, word=phrase.text)
    return CatalogueError(f'{folder}, topic "{owner.id}": "{phrase.text}" {reason}; {repair}.')


def label_of(topic_id: str) -> str:
    """What to show for a topic: the catalogue's label, or the label found in the article with a capital."""
    known = topic(topic_id)
    return known.label if known is not None else topic_id[:1].upper() + topic_id[1:]


@lru_cache
def turning(folder: Path = TOPICS) -> Turning:
    """The common turning words."""
    path = folder / TURNING_FILE
    table = _load(path)
    for stray in table.keys() - set(Turning._fields):
        raise _fault(path, f'unknown key "{stray}"', f"use one of {', '.join(Turning._fields)}", key=stray)
    return Turning(*(_texts(path, table, key) for key in Turning._fields))


@lru_cache
def names(folder: Path = TOPICS) -> Names:
    """The common names and thin words."""
    path = folder / NAMES_FILE
    table = _load(path)
    same: dict[str, str] = {}
    for name in _section(path, table, "names"):
        for other in _texts(path, table["names"], name):
            if other in same:
                raise _fault(path, f'"{other}" stands for both {same[other]} and {name}', "keep one", key=name)
            same[other] = name
    whose, acts = (_texts(path, _section(path, table, "whose"), key) for key in ("names", "acts"))
    thin, dates, general = (
        _texts(path, _section(path, table, section), "words") for section in ("thin", "dates", "general")
    )
    return Names(same, whose, acts, thin, dates, general)


def _read_topics(path: Path) -> Iterator[Topic]:
    table = _load(path)
    field = table.get("field")
    if not isinstance(field, str) or not field.strip():
        raise _fault(path, "the field is missing", 'write field = "…" above the first topic')
    entries = table.get("topic")
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise _fault(path, "no topic", "start each topic with a line [[topic]]")
    for stray in table.keys() - {"field", "topic"}:
        raise _fault(path, f'unknown key "{stray}"', "move it below a line [[topic]] or remove it", key=stray)
    for number, entry in enumerate(entries):
        yield _topic(path, number, entry, field)


def _topic(path: Path, number: int, entry: Mapping[str, Any], field: str) -> Topic:
    for key in entry:
        if key not in _REQUIRED_TEXTS + _PHRASE_LISTS:
            known = ", ".join(_REQUIRED_TEXTS + _PHRASE_LISTS)
            raise _fault(path, f'unknown key "{key}"', f"use one of {known}", number=number, key=key)
    for key in _REQUIRED_TEXTS:
        if key not in entry:
            raise _fault(path, f"{key} is missing", f'add {key} = "…" to this topic', number=number)
        if not isinstance(entry[key], str) or not entry[key].strip():
            raise _fault(path, f"{key} is not a text", f'write {key} = "…"', number=number, key=key)
    if not _IDENTIFIER.fullmatch(entry["id"]):
        raise _fault(
            path,
            f'id "{entry["id"]}" is not usable',
            "use lower-case letters, digits and hyphens",
            number=number,
            key="id",
        )
    if not entry["question"].endswith("?"):
        raise _fault(
            path, "question does not end in a question mark", "ask a yes/no question", number=number, key="question"
        )
    if not entry.get("strong"):
        raise _fault(path, "no strong phrase", 'add strong = ["…"] with a phrase that is enough alone', number=number)
    phrases = {key: _phrases(path, number, entry, key) for key in _PHRASE_LISTS}
    _check_repeats(path, number, phrases)
    return Topic(
        entry["id"],
        field,
        entry["label"],
        entry["question"],
        entry["description"],
        strong=phrases["strong"],
        weak=phrases["weak"],
        counter=phrases["counter"],
        excluding=phrases["excluding"],
        turning=phrases["turning"],
    )


def _phrases(path: Path, number: int, entry: Mapping[str, Any], key: str) -> tuple[Phrase, ...]:
    return tuple(_phrase(path, number, key, text) for text in _texts(path, entry, key, number=number, optional=True))


def parse_phrase(text: str) -> Phrase | None:
    """The phrase that is written so; None when a part of it is empty."""
    parts = tuple(tuple(choice.strip() for choice in part.split("|")) for part in text.split("+"))
    return Phrase(text, parts) if all(choice for part in parts for choice in part) else None


def _phrase(path: Path, number: int, key: str, text: str) -> Phrase:
    phrase = parse_phrase(text)
    if phrase is None:
        reason = f'"{text}" has an empty part'
        raise _fault(path, reason, 'write words on both sides of every "+" and "|"', number=number, key=key, word=text)
    return phrase


def _check_repeats(path: Path, number: int, phrases: Mapping[str, Sequence[Phrase]]) -> None:
    """A phrase listed twice is a slip, and one that is both strong and counter has no side."""
    seen: dict[str, str] = {}
    for key in ("strong", "weak", "counter", "excluding"):
        for phrase in phrases[key]:
            folded = phrase.text.lower()
            if folded in seen:
                reason = f'"{phrase.text}" is listed under {seen[folded]} and again under {key}'
                raise _fault(path, reason, "keep one of them", number=number, key=key, word=phrase.text)
            seen[folded] = key


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogueError(f"{path}: the file is missing; restore it.") from None
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{path}: not UTF-8 ({error.reason}); save the file as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = place.group(1) if place else str(len(path.read_text(encoding="utf-8").splitlines()))
        raise CatalogueError(
            f"{path}, line {line}: not valid TOML: {error}; check quotes, commas and brackets there."
        ) from None


def _section(path: Path, table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    section = table.get(key)
    if not isinstance(section, dict):
        raise _fault(path, f"section [{key}] is missing", f"add a line [{key}]")
    return section


def _texts(
    path: Path, table: Mapping[str, Any], key: str, *, number: int | None = None, optional: bool = False
) -> tuple[str, ...]:
    """A list of non-empty texts."""
    if key not in table:
        if optional:
            return ()
        raise _fault(path, f"{key} is missing", f'add {key} = ["…"]')
    texts = table[key]
    if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
        raise _fault(path, f"{key} is not a list of texts", f'write {key} = ["…", "…"]', number=number, key=key)
    return tuple(texts)


def _fault(
    path: Path, reason: str, repair: str, *, number: int | None = None, key: str | None = None, word: str | None = None
) -> CatalogueError:
    """An error that names the line: in the number-th topic that of the key, and from there that of the word."""
    lines = path.read_text(encoding="utf-8").splitlines()
    line = 0
    if number is not None:
        starts = [at for at, text in enumerate(lines) if _TOPIC_LINE.match(text)]
        line = starts[number] if number < len(starts) else 0  # an inline table has no line of its own
    if key is not None:
        assigned = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
        line = next((at for at in range(line, len(lines)) if assigned.match(lines[at])), line)
    if word is not None:
        # The last line with the word, when a repeat is at fault; but not beyond this topic.
        end = (
            next((at for at in range(line + 1, len(lines)) if _TOPIC_LINE.match(lines[at])), len(lines))
            if number is not None
            else len(lines)
        )
        line = max((at for at in range(line, end) if f'"{word}"' in lines[at]), default=line)
    return CatalogueError(f"{path}, line {line + 1}: {reason}; {repair}.")
