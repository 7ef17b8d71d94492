"""Which question of the catalogue a target belongs to, and which side of it the target names.

Pure functions over words: what counts most is the target itself, then its sentence, then headline and lead. Precision
comes first: a target that names no known question gets no topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dashboard.extraction.topic_lexicon import CompiledPhrase, lexicon
from dashboard.extraction.topic_words import find, spans, stem, words
from dashboard.extraction.topic_zones import (
    Zone,
    has_part,
    is_compact,
    is_excluded,
    is_strong_in,
    is_whole,
    positions_of,
    touched,
    zone_of,
)
from dashboard.extraction.turns import turning_at, turns_of

# How sure an assignment is, by what it rests on. Ranks, not probabilities; below the company score nothing is assigned.
IN_TARGET = 1.0  # a strong phrase in the target
WITH_SENTENCE = 0.8  # begun in the target, completed in its sentence; or two weak phrases in the target
POINTING = 0.75  # a target such as "the text", and a strong phrase in the sentence
NEARBY = 0.7  # a weak phrase or "the text", and a strong phrase in a sentence shortly before
WITH_HEADLINE = 0.65  # a weak phrase in the target, a strong one in the headline or lead
POINTING_FAR = 0.6  # "the text", and the headline or lead names one topic only

IN_COMPANY = 0.5  # only words of a topic, in a passage about it
MOST_IN_COMPANY = 5  # content words of such a target

# Words of the target unknown to the topic beside which the headline may still complete a phrase, and the sentence one
# of which the target holds but a word: "launch of the tram line" is no launch of North Korea's.
BESIDE = 1

# What is added to a target to judge it or say who went along: in "the text as an insult" only "the text" is the target,
# and in "the refusal was unfair" the refusal.
_ADDED = re.compile(r" (?:as|alongside|together with|is|are|was|were) ")

# In a whole clause ("the government would never sign the loan") the stance has the negation of its verb in it already.
_CLAUSE_NEGATION = re.compile(
    r"\b((?:wo|would|will|should|shall|could|ca|can|must|may|might|do|does|did|is|are|was|were|has|have|had))"
    r"(?: not|n['’]t| never)\b"
)

# Whose act it is says nothing of its subject: "Canada's ratification", "Spain's refusal".
_DOER = re.compile(r"\b(?:the )?[A-Z]\w+(?: [A-Z]\w+)*['’]s? (?=(\w+))")
# Where something was decided or signed ties it to no other subject: "the declaration in Dubai".
_VENUE = re.compile(r"\b(?:in|at) (?:the )?[A-Z]\w+(?: [A-Z]\w+)*")


class Assignment(NamedTuple):
    """The topic of a target."""

    topic: str  # Topic.id
    score: float
    orientation: int  # +1: support of the target is a yes to the topic's question; -1: it is a no
    phrase: str  # the catalogue's phrase that the answer rests on


class _Hit(NamedTuple):
    """A phrase found: the positions of its words in the zone where its side is read, and how sure it is."""

    phrase: CompiledPhrase
    positions: frozenset[int]
    score: float

    @property
    def rank(self) -> tuple[float, int, bool, int]:
        """Surest first, then the more specific, then the question before its opposite, then the head of the target."""
        return (self.score, len(self.positions), self.phrase.kind != "counter", -min(self.positions, default=0))


def assign_topic(target: str, evidence: str, context: str = "", *, before: Sequence[str] = ()) -> Assignment | None:
    """The catalogue's topic for a target, or None.

    ``evidence`` is the sentence of the target, ``context`` headline and lead, the headline on its first line, and
    ``before`` the sentences that precede the evidence, the nearest first. Words outside the target only complete what
    it begins ("membership" … "of Ukraine in NATO") or say what "the text" is.
    """
    named = target.removeprefix("without ")  # of "no talks without us": what is wanted is "us"
    is_missed = named != target
    target = _CLAUSE_NEGATION.sub(r"\1", _without_doer(named))
    aim = zone_of(target)
    if (participant := _assign_participant(aim, evidence)) is not None:
        return participant
    judged = _ADDED.split(target, maxsplit=1)[0]
    is_thin = _is_thin(zone_of(judged).words)
    hits: list[_Hit] = []
    if not is_thin or any(is_whole(phrase, aim) for phrase in touched(aim)):
        hits = [
            hit for hit in _hits(target, aim, evidence, context, before) if not is_excluded(hit.phrase.topic.id, aim)
        ]
    if not hits:
        pointed = _assign_pointing(judged, evidence, context, before) if is_thin else None
        return pointed._replace(orientation=1) if pointed and is_missed else pointed
    best = max(hits, key=lambda hit: hit.rank)
    return Assignment(best.phrase.topic.id, best.score, _orientation(best, aim.words), best.phrase.text)


def assign_in_company(target: str, topic_id: str) -> Assignment | None:
    """A target made of nothing but words of one topic, in a passage that is about that topic: "the pause", "limits".

    Such words name the topic only there, so that the caller has to know what the passage is about. A target of turning
    words alone ("alternatives", "the omission") is the other side of it.
    """
    known = lexicon()
    aim = zone_of(_without_doer(target))
    vocabulary, filler = known.vocabulary[topic_id], known.thin | known.acts | known.dates | known.whose | known.general
    opposite = {word for wording in known.turning[topic_id] for word in wording}
    own = {at for at, word in enumerate(aim.words) if word in vocabulary - opposite and word not in known.parties}
    turns = {at for at, word in enumerate(aim.words) if at not in own and turning_at(aim.words, at, topic_id)}
    rest = [word for at, word in enumerate(aim.words) if at not in own | turns]
    strangers = [word for word in rest if word not in filler | vocabulary and not word.isdigit()]
    says_something = own or turns or any(word in known.thin | known.acts for word in rest)
    if strangers or not says_something or len(aim.words) > MOST_IN_COMPANY or is_excluded(topic_id, aim):
        return None
    named = {aim.words[at] for at in own} - filler
    sign = -1 if named and named <= known.countering[topic_id] else 1
    sign = sign if sum(1 for _ in turns_of(aim.words, frozenset(own), topic_id)) % 2 == 0 else -sign
    return Assignment(topic_id, IN_COMPANY, sign, " ".join(sorted(named)))


def _without_doer(target: str) -> str:
    """The target without names before an act of theirs; "Ukraine's accession" is no act and keeps its name."""
    acts = lexicon().acts
    return _DOER.sub(lambda found: "" if stem(found[1]) in acts else found[0], target)


def _hits(target: str, aim: Zone, evidence: str, context: str, before: Sequence[str]) -> Iterator[_Hit]:
    """Every way in which the target names a topic."""
    weak: dict[str, list[_Hit]] = {}
    for phrase in touched(aim):
        stands = is_whole(phrase, aim)
        if phrase.kind == "weak":
            if stands:
                weak.setdefault(phrase.topic.id, []).append(_Hit(phrase, positions_of(phrase, aim), 0.0))
        elif stands and is_compact(positions := positions_of(phrase, aim)):
            yield _Hit(phrase, positions, IN_TARGET)
        elif (score := _completed(phrase, aim, evidence, context)) and not _has_foreign_name(target, phrase.topic.id):
            yield _Hit(phrase, positions_of(phrase, aim), score)
    for topic_id, found in weak.items():
        if not _has_foreign_name(target, topic_id) and (score := _company(topic_id, found, evidence, context, before)):
            best = max(found, key=lambda hit: len(hit.positions))
            yield best._replace(score=score)


def _completed(phrase: CompiledPhrase, aim: Zone, evidence: str, context: str) -> float:
    """How sure a phrase is that the target only begins; 0 when nothing completes it."""
    begun = [has_part(part, aim) for part in phrase.parts]
    own = [there for there, named in zip(begun, phrase.named, strict=True) if not named]
    if not own or not all(own):
        return 0.0  # only names may be missing: a sentence holds too many stray words to complete more
    missing = [number for number, there in enumerate(begun) if not there]
    sentence, is_about_it = zone_of(evidence), _strangers(aim, phrase.topic.id) <= BESIDE
    if all(has_part(phrase.parts[number], sentence) for number in missing):
        return WITH_SENTENCE if is_about_it or len(positions_of(phrase, aim)) > 1 else 0.0
    if len(missing) * 2 > len(begun) or not is_about_it:
        return 0.0
    lead = zone_of(context)
    if all(has_part(phrase.parts[number], sentence) or has_part(phrase.parts[number], lead) for number in missing):
        return WITH_HEADLINE
    return 0.0


def _strangers(aim: Zone, topic_id: str) -> int:
    """How many words of content a target holds that no phrase of the topic knows."""
    known = lexicon()
    familiar = known.vocabulary[topic_id] | known.thin | known.dates | known.whose
    unknown = [at for at, word in enumerate(aim.words) if word not in familiar]
    return sum(turning_at(aim.words, at, topic_id) is None for at in unknown)


def _company(topic_id: str, weak: Sequence[_Hit], evidence: str, context: str, before: Sequence[str]) -> float:
    """How sure weak phrases of the target are: two different ones, or one beside a strong phrase outside the target."""
    covered = {position for hit in weak for position in hit.positions}
    if len(covered) > max(len(hit.positions) for hit in weak):
        return WITH_SENTENCE
    if is_strong_in(topic_id, zone_of(evidence)):
        return WITH_SENTENCE
    if any(is_strong_in(topic_id, zone_of(sentence)) for sentence in before):
        return NEARBY
    return WITH_HEADLINE if is_strong_in(topic_id, zone_of(context)) else 0.0


def _assign_participant(aim: Zone, evidence: str) -> Assignment | None:
    """A target of one name, in a sentence that says what must not go on "without" it: support for its taking part."""
    if len(aim.words) != 1 or aim.words[0] not in lexicon().parties:
        return None
    sentence, missing = zone_of(evidence), ("without", aim.words[0])
    if missing in sentence.found:
        for phrase in touched(sentence):
            if (
                phrase.kind == "counter"
                and any(missing in part for part in phrase.parts)
                and is_whole(phrase, sentence)
            ):
                return Assignment(phrase.topic.id, WITH_SENTENCE, 1, phrase.text)
    return None


def _assign_pointing(target: str, evidence: str, context: str, before: Sequence[str]) -> Assignment | None:
    """The topic of a target that only points at something ("the text"): its sentence says which, or the headline."""
    sentence = zone_of(evidence)
    if hits := _strong_hits(sentence, POINTING):
        best = max(hits, key=lambda hit: hit.rank)
        rivals = {hit.phrase.topic.id for hit in hits if len(hit.positions) == len(best.positions)}
        side = _pointing_side(best, target, sentence.words)
        return Assignment(best.phrase.topic.id, POINTING, side, best.phrase.text) if len(rivals) == 1 else None
    hinted = {phrase.topic.id for phrase in touched(sentence) if phrase.kind == "weak" and is_whole(phrase, sentence)}
    headline = context.strip().partition("\n")[0]
    for text, score in (*((one, NEARBY) for one in before), (headline, POINTING_FAR), (context, POINTING_FAR)):
        if hits := _strong_hits(zone_of(text), score):
            best = max(hits, key=lambda hit: hit.rank)
            side = _pointing_side(best, target, ())  # they say what "the text" is, not which side it takes
            only = len({hit.phrase.topic.id for hit in hits}) == 1 and (not hinted or best.phrase.topic.id in hinted)
            return Assignment(best.phrase.topic.id, score, side, best.phrase.text) if only else None
    return None


def _strong_hits(zone: Zone, score: float) -> list[_Hit]:
    """The strong and counter phrases that stand whole in a zone, of topics that nothing there forbids."""
    hits = [
        _Hit(phrase, positions_of(phrase, zone), score)
        for phrase in touched(zone)
        if phrase.kind != "weak" and is_whole(phrase, zone)
    ]
    return [hit for hit in hits if is_compact(hit.positions) and not is_excluded(hit.phrase.topic.id, zone)]


def _pointing_side(hit: _Hit, target: str, sentence: tuple[str, ...]) -> int:
    """The side of "the plan": turned by words in the target and by what follows it ("… to lift sanctions")."""
    aim = words(target)
    side = 1 if sum(1 for _ in turns_of(aim, frozenset(), hit.phrase.topic.id)) % 2 == 0 else -1
    starts = [place.stop for place in find(aim, sentence) if aim and place.stop <= min(hit.positions)]
    if starts:
        start = max(starts)
        after = hit._replace(positions=frozenset(position - start for position in hit.positions))
        return side * _orientation(after, sentence[start:])
    return -side if hit.phrase.kind == "counter" and sentence else side


def _orientation(hit: _Hit, within: tuple[str, ...]) -> int:
    """+1 or -1: every turning word that governs the phrase changes the side once."""
    sign = -1 if hit.phrase.kind == "counter" else 1
    turns = sum(1 for _ in turns_of(within, hit.positions, hit.phrase.topic.id))
    return sign if turns % 2 == 0 else -sign


def _is_thin(aim: tuple[str, ...]) -> bool:
    known = lexicon()
    return all(
        word in known.thin | known.acts | known.dates | known.whose or word.isdigit() or turning_at(aim, at, "")
        for at, word in enumerate(aim)
    ) and (not aim or any(word in known.thin | known.acts for word in aim))


def _has_foreign_name(target: str, topic_id: str) -> bool:
    """The target names somebody of whom the topic knows nothing ("sanctions on Zimbabwe")."""
    known = lexicon()
    vocabulary = known.vocabulary[topic_id]
    target = _VENUE.sub("", target)
    written = {stem(token) for token in spans(target) if token[:1].isupper()}
    aim = set(words(target))
    strangers = {word for word in aim & (written | known.parties) if word not in vocabulary and word not in known.whose}
    return any(word not in known.before and word not in known.thin | known.dates for word in strangers)
