"""Positions that verbs show: "opposes", "voted against", "backed by", "Russian-backed", "described as a betrayal"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dashboard.catalogue.stance import StanceWord, VerbKind, stance_lexicon
from dashboard.extraction import syntax
from dashboard.extraction.binding import target_head
from dashboard.extraction.doers import is_infinitive, takers
from dashboard.extraction.findings import Attribution, Finding
from dashboard.extraction.holders import MEMBERS, stands_for
from dashboard.extraction.labels import label_of, label_stance
from dashboard.extraction.verb_targets import WITHIN, is_done, refuses, refuses_next, target_of, target_words
from dashboard.schema import Stance

# With these the deed or the side is not there yet, or only might be.
IRREALIS = frozenset({"should", "must", "could", "may", "might", "can", "ought", "need", "if", "unless", "whether"})
# Those in whose name somebody speaks.
REPRESENTED = frozenset("participant region group union world people colleague signatory neighbour".split())
ABLE = frozenset({"can", "could"})
CAUSED_BY = "by"  # binds first the target of verbs that say what others make somebody feel
REMARKING = frozenset({"comment", "elaborate"})
# Governors that leave the side of the verb they govern open or undo it.
FAILING = frozenset({"fail", "stop", "cease", "avoid", "forget"})
# Verbs that bring a noun of stance to its holder as their object, and those that take it away.
GIVING = frozenset(
    (
        "express voice reiterate reaffirm announce declare give offer have show lend repeat state stress "
        "underline underscore emphasise emphasize make raise issue convey renew affirm confirm pledge extend "
        "send provide add share register lodge file launch join sign reach take note "
        "highlight appreciate demonstrate maintain lead head spearhead mount use wield exercise "
    ).split()
)
LOSING = frozenset("withdraw drop lack lose end abandon deny refuse stop cut suspend lift waive withhold".split())


def verb_findings(verb: Token, attributions: Sequence[Attribution]) -> Iterator[Finding]:
    """Positions that this verb shows; none where it stands under a demand, a modal or another stance verb."""
    words = stance_words(verb)
    if not words or is_absorbed(verb) or is_hypothetical(verb):
        return
    compound = _compound_holder(verb)
    if words[0].binds[:1] == (CAUSED_BY,) and words[0].kind is VerbKind.WORD:
        yield from _felt(verb, words[0], attributions)
        return
    for word in words:
        label = label_of(verb) if word.kind is VerbKind.LABEL else None
        found = _taken(verb, word, compound) if word.kind is not VerbKind.LABEL else None
        if label is not None:
            found = label.target, label_stance(verb, label)
        if found is None or found[0].pos_ == "NUM" or _is_carried(verb, found[0]):
            continue
        if found[0].lemma_.lower() in REMARKING:
            continue  # "declined to comment on it" is no side; the verdicts read it as undecided
        if (word.word == "join" and _is_company(verb, found[0])) or (word.word == "speak" and _is_voice(found[0])):
            continue
        head, stance = found
        holders = (compound.i,) if compound is not None else takers(verb, attributions)
        if holders and stance is not None and head.i not in holders:
            kind = word.kind or VerbKind.WORD
            if kind is VerbKind.DEED and not is_done(verb):
                continue
            target = label.words if label is not None else target_words(head, verb)
            yield Finding(holders, stance, target, _cue(verb), f"verb:{kind}")
            return


def _felt(verb: Token, word: StanceWord, attributions: Sequence[Attribution]) -> Iterator[Finding]:
    """What is done to somebody's feelings: "the closure angered Minsk", "Minsk was angered by the closure"."""
    causes = [inner for preposition, inner in syntax.obliques(verb) if preposition in word.binds]
    if syntax.is_passive(verb):
        felt_by = [child for child in verb.children if child.dep_ in syntax.SUBJECTS] or syntax.objects(verb)
    else:
        felt_by, causes = syntax.objects(verb), causes or syntax.subjects(verb)
    holders = tuple(index for each in felt_by for index in stands_for(each, verb, attributions))
    stance = _stance(verb, word)
    if holders and causes and stance is not None and causes[0].i not in holders and causes[0].pos_ != "PRON":
        yield Finding(holders, stance, target_words(causes[0], verb), _cue(verb), "verb:word")


def stance_words(verb: Token) -> tuple[StanceWord, ...]:
    """The verb's rows in the lexicon: names that it gives, set phrases that it stands in ("make the case"), its own."""
    lexicon = stance_lexicon().verbs
    base = verb.lemma_.lower()
    rows = [row for form in _set_phrases(verb, base) for row in lexicon.get(form, ())]
    if not rows or not _particles(verb):
        rows += lexicon.get(base, ())
    return tuple(sorted(rows, key=lambda row: row.kind is not VerbKind.LABEL))


def _set_phrases(verb: Token, base: str) -> Iterator[str]:
    """The verb with its particle, with the word after it or after its object, and with its object: "keep out"."""
    seen = [child.lower_ for child in _particles(verb)]
    seen += [child.lower_ for child in verb.children if child.i > verb.i and child.pos_ in {"ADV", "INTJ"}]
    objects = [child for child in verb.children if child.dep_ in syntax.OBJECTS and child.i > verb.i]
    for last in (verb, *objects[:1]):
        edge = last if last is verb else last.right_edge
        if edge.i + 1 < verb.sent.end:
            seen.append(edge.nbor().lower_)
    seen += [child.lemma_.lower() for child in objects[:1]]
    yield from dict.fromkeys(f"{base} {word}" for word in seen)


def _particles(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in {"compound:prt", "prt"}]


def _taken(verb: Token, word: StanceWord, compound: Token | None) -> tuple[Token, Stance | None] | None:
    """The target of a stance verb and the side it takes, a "not" before an infinitive that is the target included."""
    head = verb.head if compound is not None else target_of(verb, word)
    if head is None:
        return None
    stance = _stance(verb, word)
    if stance is not None and head.dep_ in WITHIN and (any(map(refuses, head.children)) or refuses_next(verb)):
        stance = stance.opposite
    return head, stance


def _is_company(verb: Token, joined: Token) -> bool:
    """Whether one actor joins another ("joined him", "was joined by Hungary"): that is no side on the other."""
    actors = {mention.head for mention in verb.doc._.mentions if mention.kind in {"person", "state", "pronoun"}}
    return syntax.is_passive(verb) or joined.i in actors


def _is_voice(represented: Token) -> bool:
    """Whether somebody speaks in the name of others ("speaking for 94 countries"): that is no side on them."""
    actors = {mention.head for mention in represented.doc._.mentions}
    return represented.i in actors or represented.lemma_.lower() in MEMBERS | REPRESENTED


def _is_carried(verb: Token, head: Token) -> bool:
    """Whether the verb only brings a noun of stance, which speaks for itself: "maintained its opposition to …"."""
    words = stance_lexicon().nouns.get(head.lemma_.lower(), ())
    return verb.lemma_.lower() in GIVING | LOSING and any(target_head(head, word) is not None for word in words)


def lemma(verb: Token) -> str:
    """Lemma of the verb with its particle: "rule out"."""
    base = verb.lemma_.lower()
    particle = next((child.lower_ for child in _particles(verb)), None)
    combined = f"{base} {particle}"
    return combined if particle and combined in stance_lexicon().verbs else base


def _stance(verb: Token, word: StanceWord) -> Stance | None:
    if not _is_negated(verb) and not (verb.head.lemma_ in FAILING and verb.dep_ in syntax.CLAUSES):
        return word.stance
    left = word.under_negation()
    if left is Stance.NEUTRAL and word.kind is VerbKind.DEED and word.stance is not None:
        # "did not sign" stays away, "will never sign" refuses
        refuses = any(child.lower_ in {"will", "would", "wo", "never"} for child in verb.children)
        return word.stance.opposite if refuses else left
    return left


def _is_negated(verb: Token) -> bool:
    """Whether the verb itself is negated, not the infinitive after it ("promised *never* to recognise it")."""
    if any(child.lower_ == "neither" and child.i < verb.i for child in verb.children):
        return True  # "Neither Peru nor Chile signed"
    if not syntax.is_negated(verb):
        return False
    before = any(child.lower_ in syntax.NEGATIONS and child.i < verb.i for child in verb.children)
    return before or not refuses_next(verb)


def _compound_holder(verb: Token) -> Token | None:
    """The holder in "US-backed forces", where the participle is set before its noun."""
    if verb.tag_ != "VBN" or verb.dep_ not in {"amod", "compound"} or verb.head.i <= verb.i:
        return None
    left = [child for child in verb.children if child.i < verb.i and child.pos_ in {"PROPN", "NOUN", "ADJ"}]
    return left[-1] if left else None


def is_absorbed(verb: Token) -> bool:
    """Whether the verb only completes another stance word: in "wants to end the war" the side is in "wants"."""
    governor = verb.head
    if governor is verb:
        return False
    if (
        (verb.dep_ == "xcomp" or syntax.is_gerund_object(verb))
        and verb.tag_ == "VBG"
        and governor.lemma_.lower() == "deny"
    ):
        return True  # "denies backing the rebels"
    if (
        verb.dep_ in {"xcomp", "ccomp"}
        or syntax.is_gerund_object(verb)
        or (verb.dep_ in {"advcl", "acl"} and is_infinitive(verb))
    ):
        lexicon = stance_lexicon()
        words = (*lexicon.verbs.get(lemma(governor), ()), *lexicon.adjectives.get(governor.lower_, ()))
        if governor.pos_ == "NOUN":
            words = lexicon.nouns.get(governor.lemma_.lower(), ())
        if any("clause" in word.binds and word.kind is not VerbKind.SPEECH for word in words):
            return True
        return verb.dep_ == "xcomp" and governor.pos_ in {"VERB", "ADJ"} and is_absorbed(governor)
    if verb.dep_ == "conj" and governor.pos_ in {"VERB", "AUX"} and not syntax.is_finite_clause_head(verb):
        return is_absorbed(governor)
    return False


def is_hypothetical(verb: Token) -> bool:
    """Whether a modal or a condition leaves open that the subject does or says this; "could not back it" does not."""
    modals = {child.lower_ for child in verb.children if child.dep_ in {"aux", "mark"}} & IRREALIS
    return bool(modals - ABLE) or (bool(modals) and not syntax.is_negated(verb))


def _cue(verb: Token) -> tuple[int, int]:
    particles = [child.i for child in verb.children if child.dep_ in {"compound:prt", "prt"}]
    return verb.i, max([verb.i, *particles]) + 1
