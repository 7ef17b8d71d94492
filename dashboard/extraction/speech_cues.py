"""Positions that lie in what is said: demands ("must"), intentions ("we will"), "no X without Y", and tone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from dashboard.catalogue.stance import Modality, VerbKind, stance_lexicon
from dashboard.extraction import syntax
from dashboard.extraction.findings import Attribution, Finding
from dashboard.extraction.holders import FIRST_PERSON, speaker
from dashboard.extraction.mentions import Mention
from dashboard.extraction.targets import clip, phrase, trim
from dashboard.extraction.tone import is_deferred, is_denied, tone
from dashboard.schema import Represents, Stance

STRONG_TONE = 2  # more than a single mildly coloured word
DENYING = frozenset({"never", "not"})
ORDERING = frozenset({"tell", "instruct", "order", "direct"})
STRIKING_BACK = frozenset({"retaliate", "respond", "react", "sue", "complain", "withdraw", "walk", "veto", "hit"})
REACH_OF_WITHOUT = 12  # words
FRONTS = frozenset({";", ":", '"', "“", "‘"})
REACH_OF_IF = 8  # words between a threat and its "if"
HOPELESS = frozenset({"impossible", "unthinkable", "unattainable", "unreachable", "inconceivable"})
THIRD_PERSON = frozenset({"he", "she", "they", "it"})


def modal_findings(token: Token, attributions: Sequence[Attribution]) -> Iterator[Finding]:
    """Demands and intentions within reported words."""
    sense, predicate = _modal(token)
    if sense is None or predicate is None:
        return
    source = speaker(token, attributions)
    if source is None or predicate.i == source or predicate.lemma_.lower() in {"vote", "abstain"}:
        return  # how somebody should have voted says no more than that; votes that were cast are read as such
    if sense is Modality.INTENTION and not _is_own_intention(predicate, source):
        return
    cue, method = (token.i, token.i + 1), f"modal:{sense}"
    if sense is Modality.INTENTION and (dreaded := _answered_back(predicate)) is not None:
        yield Finding((source,), Stance.OPPOSE, _without_if(dreaded), cue, method)
        return
    if sense is Modality.INTENTION and (refused := _told_not_to(predicate)) is not None:
        yield Finding((source,), Stance.OPPOSE, _from(refused, refused.i), cue, method)
        return
    target = _within_words(phrase(predicate), source, attributions)
    if sense is Modality.INTENTION and predicate.i > target[0]:
        target = trim(predicate, predicate.i, target[1])  # "we will never *sign the treaty*"
    yield Finding((source,), _demanded(predicate), target, cue, method)
    for excluded in _excluded(predicate):
        yield Finding((source,), Stance.OPPOSE, _from(excluded, _after_not(excluded)), cue, method)


def _within_words(target: tuple[int, int], source: int, attributions: Sequence[Attribution]) -> tuple[int, int]:
    """The target without "the minister said" behind it."""
    start, end = target
    told = [each.end for each in attributions if each.source == source and start < each.end < end]
    return start, min(told, default=end)


def _from(head: Token, start: int) -> tuple[int, int]:
    """The phrase of a word without what stands before ``start``."""
    return trim(head, start, phrase(head)[1])


def _without_if(condition: Token) -> tuple[int, int]:
    start, end = phrase(condition)
    return start + (condition.doc[start].lower_ == "if"), end


def _after_not(excluded: Token) -> int:
    return max(token.i + 1 for token in excluded.doc[excluded.left_edge.i : excluded.i] if token.lower_ == "not")


def _demanded(predicate: Token) -> Stance:
    if not is_denied(predicate):
        return Stance.SUPPORT
    return Stance.NEUTRAL if is_deferred(predicate) else Stance.OPPOSE


def _answered_back(predicate: Token) -> Token | None:
    """What a threat is to prevent: "it would retaliate if *the levy came*"."""
    if predicate.lemma_.lower() not in STRIKING_BACK or is_denied(predicate):
        return None
    after = predicate.doc[predicate.i + 1 : min(predicate.i + 1 + REACH_OF_IF, predicate.sent.end)]
    return next((token.head for token in after if token.lower_ == "if" and token.head.i > token.i), None)


def _told_not_to(predicate: Token) -> Token | None:
    """What somebody is to be kept from: "he would instruct his party never to approve *the treaty*"."""
    for child in predicate.children:
        if child.dep_ in {"xcomp", "advcl", "ccomp"} and child.i > predicate.i:
            before = child.doc[max(child.i - 2, 0) : child.i]
            if [word.lower_ in DENYING for word in before] == [True, False] and before[1].lower_ == "to":
                return child
    return None


def _excluded(predicate: Token) -> Iterator[Token]:
    """What a demand sets aside: "the text should address emissions *and not fuels*"."""
    for token in predicate.subtree:
        if token.lower_ == "not" and token.i > predicate.i and token.nbor(-1).lower_ in {"and", ","}:
            head = token.head
            if head.dep_ == "conj" and head.i > token.i and head.pos_ in {"NOUN", "PROPN"}:
                yield head


def _modal(token: Token) -> tuple[Modality | None, Token | None]:
    """The sense of a modal word and the predicate it bears on; "have to" and "going to" need their infinitive."""
    modals = stance_lexicon().modals
    if token.dep_ == "aux" and token.lower_ in modals:
        return modals[token.lower_], token.head
    infinitive = next((child for child in token.children if child.dep_ == "xcomp" and child.i > token.i), None)
    if infinitive is None or not any(child.lower_ == "to" for child in infinitive.children):
        return None, None
    lemma = token.lower_ if token.lower_ == "going" else token.lemma_.lower()
    return modals.get(f"{lemma} to") or modals.get(lemma), infinitive


def _is_own_intention(predicate: Token, source: int) -> bool:
    if predicate.pos_ != "VERB" or predicate.lemma_.lower() == "hesitate" or _is_asked(predicate):
        return False
    if predicate.lemma_.lower() in ORDERING and _told_not_to(predicate) is not None:
        return True  # "his deputies will be told never to vote for it": whoever says so has it done
    subjects = syntax.subjects(predicate)
    return any(
        subject.lower_ in FIRST_PERSON | THIRD_PERSON or subject.i == source or _is_own_state(subject, source)
        for subject in subjects
    )


def _is_asked(predicate: Token) -> bool:
    """Whether the words ask and do not announce: "how the government will act is hard to say"."""
    return any(child.tag_ in {"WRB", "WP"} or child.lower_ == "whether" for child in predicate.children)


def _is_own_state(subject: Token, source: int) -> bool:
    """Whether a speaker tells what the own state will do: "the Hungarian minister said Budapest would"."""
    doc = subject.doc
    states = {each.country for each in _mentioned(doc, subject.i) if each.kind in {"state", "body"}}
    speakers = {each.country for each in _mentioned(doc, source) if each.represents is not Represents.OTHER}
    return not (states & speakers).issubset({None})


def _mentioned(doc: Doc, index: int) -> list[Mention]:
    return [each for each in doc._.mentions if each.head == index or each.start <= index < each.end]


def imperative_findings(sent: Span, attributions: Sequence[Attribution]) -> Iterator[Finding]:
    """Orders and appeals in quoted words: "Stop the bombing", "Don't overburden Iraq", "Let us talk"."""
    for each in attributions:
        if not each.is_quote or not sent.start <= each.start < sent.end:
            continue
        first = next(
            (token for token in sent.doc[each.start : each.end] if token.is_alpha or token.lower_ == "n't"), None
        )
        if first is None:
            continue
        verb = first if first.tag_ == "VB" else first.head if first.lower_ in {"do", "please", "never"} else None
        if verb is not None and verb.tag_ == "VB" and not any(child.dep_ in syntax.SUBJECTS for child in verb.children):
            stance = Stance.OPPOSE if syntax.is_negated(verb) else Stance.SUPPORT
            yield Finding((each.source,), stance, phrase(verb), (verb.i, verb.i + 1), "imperative")


def without_findings(token: Token, attributions: Sequence[Attribution]) -> Iterator[Finding]:
    """ "There can be no deal without us" is support for what must not be missing."""
    if token.lower_ != "without" or token.head is token:
        return
    source = speaker(token, attributions)
    if source is not None and (_fails(_before(token)) or _fails(_main_clause(token))):
        yield Finding((source,), Stance.SUPPORT, phrase(token.head), (token.i, token.i + 1), "no-without")


def _before(token: Token) -> Span:
    return token.doc[max(token.sent.start, token.i - REACH_OF_WITHOUT) : token.i]


def _main_clause(token: Token) -> Span:
    """What follows a "without …" at the front of its clause: "without trust, there can be no deal"."""
    end = token.head.right_edge.i + 1
    is_fronted = token.i == token.sent.start or token.nbor(-1).text in FRONTS or token.nbor(-1).lower_ == "that"
    if not is_fronted or "," not in {token.text for token in token.doc[end - 1 : min(end + 1, token.sent.end)]}:
        end = token.sent.end
    return token.doc[end : min(end + REACH_OF_WITHOUT, token.sent.end)]


def _fails(words: Span) -> bool:
    if any(word.lower_ in {"no", "not", "never", "cannot", "n't", "nothing", *HOPELESS} for word in words):
        return True
    return "out of reach" in words.text.lower()


def tone_findings(sent: Span, attributions: Sequence[Attribution]) -> Iterator[Finding]:
    """The colour of reported words that take no side outright."""
    for each in attributions:
        start, end = max(each.start, sent.start), min(each.end, sent.end)
        least = _least_tone(sent.doc[each.cue])
        if start >= end or least is None:
            continue
        content = sent.doc[start:end]
        if any(_refuses_a_name(token) for token in content):
            continue
        weight = tone(content)
        if abs(weight) >= least:
            stance = Stance.SUPPORT if weight > 0 else Stance.OPPOSE
            method = "tone:strong" if abs(weight) >= STRONG_TONE else "tone:mild"
            yield Finding((each.source,), stance, _subject_matter(content, each), (each.cue, each.cue + 1), method)


def _refuses_a_name(verb: Token) -> bool:
    """Whether good words stand here only to be denied: "does not regard it as a realistic result"."""
    words = stance_lexicon().verbs.get(verb.lemma_.lower(), ()) if verb.pos_ == "VERB" else ()
    return any(word.kind is VerbKind.LABEL for word in words) and syntax.is_negated(verb)


def _least_tone(cue: Token) -> int | None:
    """How coloured words must be to count as the source's own side; None where the cue vouches for nothing."""
    if cue.lower_ in {"according", "for"}:
        return STRONG_TONE  # often no more than where a fact comes from, or whom it concerns
    if cue.pos_ == "NOUN":  # "in his words"
        return 1
    return 1 if stance_lexicon().speech.get(cue.lemma_.lower()) else None


def _subject_matter(content: Span, reported: Attribution) -> tuple[int, int]:
    """What reported words speak of: the object of their main verb, else its subject, else their beginning.

    Of a verdict ("the plan is an attack on us") it is the subject.
    """
    root = content.root
    if content.start <= reported.cue < content.end:  # "the blockade, she said, …": what stands before the aside
        aside = next((token.i for token in content if token.text == ","), content.end)
        return clip(root, content.start, aside)
    objects = (*syntax.objects(root), *(inner for _, inner in syntax.obliques(root)))
    subjects = syntax.subjects(root)
    is_verdict = any(child.dep_ == "cop" for child in root.children) and not syntax.clauses(root)
    for head in (*subjects, *objects) if is_verdict else (*objects, *subjects):
        if content.start <= head.i < content.end and head.i != reported.source and head.pos_ in {"NOUN", "PROPN"}:
            return phrase(head)
    return clip(root, content.start, content.end)
