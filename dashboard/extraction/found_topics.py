"""Topics found rather than known: targets outside the catalogue become questions of their own, with a name and sides.

Within one article whatever belongs together shares a topic. Across the store a topic is a question put to everybody, so
only a statement whose target speaks of the very thing the topic is named after belongs to it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dashboard.extraction.topic_groups import Bag, Meaning, content, general_words, groups_across, groups_in_article
from dashboard.extraction.topic_labels import Tagger, Word, best_label, head_of, may_have_label, parties, turning_stems
from dashboard.extraction.topic_words import spans, stem, words
from dashboard.extraction.turns import turned, turns_of
from dashboard.schema import Stance

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LEAST_SHARED = 2  # statements that make a topic: one alone is a target, not an issue
LEAST_SPEAKERS = 2  # who must have spoken on it before it becomes a column of its own
LEAST_LISTED = 3  # who must be named in one and the same sentence for that: a vote, a joint statement
# Cosine of word vectors from which on two words stand for one another (troops, soldiers: .87; bureau, agencies: .64).
SAME_WORD = 0.65
WORDS_BEFORE, WORDS_AFTER = 6, 3  # of a sentence, that are read around a target to tag it
ENOUGH_WITHOUT_NAMES = 2  # words of a label that say what it is about whoever it concerns
READ_FOR_LABEL = 12  # targets of a group that are read for its name: more change it no longer


class Held(NamedTuple):
    """A statement as topics see it."""

    target: str
    sentence: str = ""
    speaker: str = ""  # country or, without one, actor
    label: str | None = None  # of the proposed topic it belonged to before


class Found(NamedTuple):
    """The proposed topic of a statement."""

    label: str
    orientation: int  # +1: support of the target is a yes to the topic; -1: a no; 0: it does not tell


def position_on(found: Found, stance: Stance) -> Stance | None:
    """The position on a proposed topic of a stance towards the target; None when the target does not tell."""
    return turned(stance, found.orientation) if found.orientation else None


def article_topics(held: Sequence[Held], meaning: Meaning, tag: Tagger) -> list[Found | None]:
    """The proposed topic of each statement of one article; None for one that shares its issue with no other."""
    targets = [each.target for each in held]
    groups = groups_in_article(targets, [each.sentence for each in held], meaning)
    shared = [group for group in groups if len(group) >= LEAST_SHARED]
    tagged = _tagged(held, shared, tag)
    members: dict[Bag, list[int]] = defaultdict(list)
    labels: dict[Bag, str] = {}
    for group in shared:
        name = best_label([tagged[targets[at]] for at in group], meaning)
        if name is not None:
            labels.setdefault(name.bag, name.label)  # two groups of one name are one topic
            members[name.bag] += group
    found: list[Found | None] = [None] * len(held)
    for bag, group in members.items():
        for at in group:
            found[at] = Found(labels[bag], side_of(targets[at], labels[bag], meaning))
    return found


def store_topics(held: Sequence[Held], meaning: Meaning, tag: Tagger) -> list[Found | None]:
    """The proposed topic of each statement of a whole store.

    A topic found before keeps its label as long as most of its members stay together. A statement whose target does not
    speak of what the topic is named after has none, and so has a topic on which fewer than two have spoken.
    """
    targets = [each.target for each in held]
    groups = [group for group in groups_across(targets, meaning) if _is_shared(held, group)]
    labels = _labels(held, groups, meaning, tag)
    members: dict[str, list[int]] = defaultdict(list)
    for number, label in labels.items():
        members[label] += groups[number]
    found: list[Found | None] = [None] * len(held)
    for label, group in members.items():
        sides = {target: side_of(target, label, meaning) for target in set(_at(targets, group))}
        telling = [at for at in group if sides[targets[at]]]
        if _is_shared(held, telling):
            for at in telling:
                found[at] = Found(label, sides[targets[at]])
    return found


def _labels(held: Sequence[Held], groups: Sequence[Sequence[int]], meaning: Meaning, tag: Tagger) -> dict[int, str]:
    """Group → label, for those that have one: its label of before, else the one its targets give it."""
    labels = _labels_kept(held, groups)
    names = {content(label): label for label in sorted(labels.values(), reverse=True)}
    samples = {number: _sample(held, group) for number, group in enumerate(groups) if number not in labels}
    samples = {
        number: sample
        for number, sample in samples.items()
        if may_have_label([held[at].target for at in sample], least=LEAST_SHARED)
    }
    tagged = _tagged(held, samples.values(), tag)
    for number, sample in samples.items():
        found = best_label([tagged[held[at].target] for at in sample], meaning, least=LEAST_SHARED, is_strict=True)
        if found is not None:
            labels[number] = names.setdefault(found.bag, found.label)  # two groups of one name are one topic
    return labels


def tagger(nlp: Language) -> Tagger:
    """A tagger made of a language model's own; nothing else of the pipeline is run."""
    needed = {"tok2vec", "transformer", "tagger", "morphologizer", "attribute_ruler"}
    others = [name for name in nlp.pipe_names if name not in needed]

    def tag(texts: Sequence[tuple[str, str]]) -> list[list[Word]]:
        docs = nlp.pipe([_around(target, sentence) for target, sentence in texts], disable=others)
        return [_words_of(doc, target) for doc, (target, _) in zip(docs, texts, strict=True)]

    return tag


def _around(target: str, sentence: str) -> str:
    """The target with a few words of its sentence on both sides, enough to tell its parts of speech."""
    before, found, after = " ".join(sentence.split()).partition(target)
    if not found:
        return target
    return " ".join([*before.split()[-WORDS_BEFORE:], target, *after.split()[:WORDS_AFTER]])


def _words_of(doc: Doc, target: str) -> list[Word]:
    start = doc.text.find(target)
    inside = (token for token in doc if token.idx >= start and token.idx + len(token) <= start + len(target))
    return [Word(token.text, token.pos_) for token in inside if not token.is_space]


def side_of(target: str, label: str, meaning: Meaning) -> int:
    """Which side of a topic a target names: 1 that of the label, -1 the opposite, 0 when it does not speak of it.

    "Lifting the ban on ivory" is the opposite of "Ban on ivory": of the two words that turn a side, one is the label's.
    """
    core = _core(label)
    aim, name = words(target), words(label)
    places = _places(core, aim, _spoken(target), _spoken(label), head_of(label), meaning)
    if places is None or _names_another(target, label):
        return 0
    own = frozenset(at for at, word in enumerate(name) if word in core)
    turns = sum(1 for _ in turns_of(aim, places, "")) - sum(1 for _ in turns_of(name, own, ""))
    return 1 if turns % 2 == 0 else -1


def _core(label: str) -> Bag:
    """What a label is about: its content without words that turn a side, and without names if enough is left.

    A name alone says too little: of "Ties with Ghana" both count, and of "Withdrawal from Iraq" the turning word too.
    """
    whole = content(label) or frozenset(words(label))
    _, empty = general_words()
    named = _named(label, is_heading=True)
    told = whole - turning_stems()
    rest = told - named - empty
    if len(rest) >= ENOUGH_WITHOUT_NAMES:
        return rest
    return told if told - named else whole


def _spoken(text: str) -> dict[str, str]:
    """Stem → the word as written."""
    return {stem(token): token for token in spans(text)}


def _places(
    core: Bag, aim: Sequence[str], written: dict[str, str], named: dict[str, str], head: str | None, meaning: Meaning
) -> frozenset[int] | None:
    """Where the target speaks of what the label is about; None unless of its head and of more than half of it."""
    places: set[int] = set()
    met: set[str] = set()
    for word in core:
        at = [place for place, other in enumerate(aim) if other == word]
        if not at:
            vector = meaning.word(named.get(word, word))
            at = [place for place, other in enumerate(aim) if _is_same(vector, other, written, meaning)]
        if at:
            met.add(word)
            places.update(at)
    return frozenset(places) if len(met) * 2 > len(core) and (head is None or head not in core or head in met) else None


def _is_same(vector: object, other: str, written: dict[str, str], meaning: Meaning) -> bool:
    return float(vector @ meaning.word(written.get(other, other))) >= SAME_WORD  # type: ignore[operator]


def _names_another(target: str, label: str) -> bool:
    """Whether both name somebody and not one of them in common ("sanctions on Mali", "Sanctions on Niger")."""
    ours, theirs = _named(label, is_heading=True), _named(target)
    return bool(ours and theirs and not ours & theirs)


def _named(text: str, *, is_heading: bool = False) -> Bag:
    """The names in a text: its parties and what has a capital, in a heading from the second word on."""
    capital = [token for at, token in enumerate(spans(text)) if token[0].isupper() and (at or not is_heading)]
    return frozenset(words(" ".join(capital))) | (frozenset(words(text)) & parties())


def _labels_kept(held: Sequence[Held], groups: Sequence[Sequence[int]]) -> dict[int, str]:
    """Group → the label it had before: a label goes to the group with most of its members, and each group has one."""
    shares = Counter(
        (label, number) for number, group in enumerate(groups) for at in group if (label := held[at].label) is not None
    )
    kept: dict[int, str] = {}
    given: set[str] = set()
    for (label, number), _ in sorted(shares.items(), key=lambda entry: (-entry[1], entry[0])):
        if label not in given and number not in kept:
            kept[number] = label
            given.add(label)
    return kept


def _is_shared(held: Sequence[Held], group: Sequence[int]) -> bool:
    """Whether enough have spoken on it: two in sentences of their own, or more of whom one sentence tells."""
    speakers = len({held[at].speaker for at in group})
    sentences = len({held[at].sentence for at in group})
    return speakers >= LEAST_SPEAKERS and (sentences > 1 or speakers >= LEAST_LISTED)


def _sample(held: Sequence[Held], group: Sequence[int]) -> list[int]:
    """Some statements of a group; the same ones for the same group, in whatever order it comes."""
    return sorted(group, key=lambda at: (held[at].target, held[at].sentence))[:READ_FOR_LABEL]


def _tagged(held: Sequence[Held], groups: Iterable[Sequence[int]], tag: Tagger) -> dict[str, list[Word]]:
    """The words of the targets of these groups, each tagged in the first of its sentences."""
    sentences: dict[str, str] = {}
    for group in groups:
        for at in group:
            target, sentence = held[at].target, held[at].sentence
            sentences[target] = min(sentences.get(target, sentence), sentence)
    texts = sorted(sentences.items())
    return {target: found for (target, _), found in zip(texts, tag(texts), strict=True)}


def _at(targets: Sequence[str], group: Iterable[int]) -> list[str]:
    return [targets[at] for at in group]
