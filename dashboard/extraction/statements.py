"""From a read ``Doc`` to statements: a finding whose holder is a named actor becomes a statement of that actor."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Doc, Span

from dashboard.catalogue.confidence import confidence_of
from dashboard.extraction.findings import Finding, shared
from dashboard.extraction.found_topics import Held, article_topics, position_on
from dashboard.extraction.judge.candidates import mentions_by_token
from dashboard.extraction.mentions import Mention
from dashboard.extraction.quotes import Quote, quotes
from dashboard.extraction.topic_groups import Meaning
from dashboard.extraction.topic_labels import Word
from dashboard.extraction.topics import IN_TARGET, Assignment, assign_in_company, assign_topic
from dashboard.extraction.turns import turned
from dashboard.schema import Actor, Article, Stance, Statement

LOOKED_BACK = 3  # sentences in which "the plan" may have been named
NEAR = 700  # characters back in which another statement tells what a passage is about
LEAST_MAIN = 3  # statements on one topic that make it the article's, when they are half of all
LEAD = 600  # characters: headline and first paragraphs, which say what an article is about
# Rules whose cue takes a side of its own object alone.
OF_THEIR_OBJECT = frozenset({"verb:deed", "verb:speech", "modal:demand", "modal:intention"})


class Holding(NamedTuple):
    """A position with who holds it."""

    finding: Finding
    mention: Mention
    confidence: float
    pointed: tuple[int, int] | None = None  # the target as the judge has it, where a rule has another


def statements(doc: Doc, article: Article) -> Iterator[Statement]:
    """The statements of an article in text order, each actor's position on a target once per sentence.

    The target told is what the judge points at. Its topic is that of the rule's target, for which the topics' words
    were made; where this has none, its own.
    """
    held, quoted = _held(doc), [*quotes(doc)]
    known = _with_company([_statement(doc, article, each, quoted) for each in held])
    tags = {_text(doc, each.finding.target): _tags(doc, each.finding.target) for each in held}
    for each, statement in zip(held, _with_found_topics(known, Meaning(doc.vocab), tags), strict=True):
        yield statement if each.pointed is None else _aimed(doc, statement, each.pointed)


def _aimed(doc: Doc, statement: Statement, target: tuple[int, int]) -> Statement:
    span = doc[target[0] : target[1]]
    return replace(statement, target=_text(doc, target), target_start=span.start_char, target_end=span.end_char)


def _with_company(found: Sequence[Statement]) -> list[Statement]:
    """The statements, those without a topic placed by what is told around them: "the pause" in a text on pauses."""
    counts = Counter(statement.topic for statement in found if statement.topic)
    main = [topic for topic, count in counts.most_common(1) if count >= max(LEAST_MAIN, counts.total() / 2)]
    return [
        statement if statement.topic else _placed(statement, [*_near(statement, found), *main]) for statement in found
    ]


def _near(statement: Statement, found: Sequence[Statement]) -> list[str]:
    """The topics of the statements in the same passage, the nearest before or beside it first."""
    near = [
        (abs(statement.start - other.start), other.topic)
        for other in found
        if other.topic and -NEAR <= other.start - statement.start <= 0
    ]
    return list(dict.fromkeys(topic for _, topic in sorted(near)))


def _placed(statement: Statement, candidates: Sequence[str]) -> Statement:
    for candidate in candidates:
        if statement.target == "vote":
            break
        if (assigned := assign_in_company(statement.target, candidate)) is not None:
            return replace(statement, topic=assigned.topic, position=turned(statement.stance, assigned.orientation))
    return statement


def _with_found_topics(
    found: Sequence[Statement], meaning: Meaning, tags: Mapping[str, list[Word]]
) -> Iterator[Statement]:
    """The statements, with a proposed topic where the catalogue knows none and several share one."""
    unknown = [at for at, statement in enumerate(found) if statement.topic is None]
    held = [Held(found[at].target, found[at].evidence) for at in unknown]
    proposed = dict(
        zip(unknown, article_topics(held, meaning, lambda texts: [tags[target] for target, _ in texts]), strict=True)
    )
    for at, statement in enumerate(found):
        topic = proposed.get(at)
        if topic is None:
            yield statement
        else:
            yield replace(statement, topic=topic.label, position=position_on(topic, statement.stance))


def _tags(doc: Doc, tokens: tuple[int, int]) -> list[Word]:
    return [Word(token.text, token.pos_) for token in doc[tokens[0] : tokens[1]] if not token.is_space]


def _held(doc: Doc) -> list[Holding]:
    """Findings with the mention that holds each and how sure it is, in text order.

    Of findings of one side in one sentence whose targets overlap ("sign the treaty", "the treaty") the surest is told.
    """
    found = [*_found(doc)]
    told: list[int] = []
    targets: dict[tuple[int, str, Stance], list[tuple[int, int]]] = defaultdict(list)
    for at in sorted(range(len(found)), key=lambda at: -found[at].confidence):
        finding, mention = found[at].finding, found[at].mention
        sent = doc[finding.cue[0]].sent
        if _is_vague(doc, mention) or _is_corrected(sent):
            continue
        before = targets[sent.start, mention.name, finding.stance]
        if not any(shared(finding.target, other) for other in before):
            before.append(finding.target)
            told.append(at)
    return [found[at] for at in sorted(told)]


def _found(doc: Doc) -> Iterator[Holding]:
    """What the judge decided, or where there is none all that the rules found."""
    if doc._.judgements is not None:
        for each in sorted((each for each in doc._.judgements if each.is_told), key=lambda each: each.cue):
            found = Finding((each.mention.head,), each.stance, each.ruled or each.target, each.cue, each.method)
            pointed = each.target if each.ruled not in (None, each.target) else None
            yield Holding(found, each.mention, each.confidence, pointed)
        return
    by_token = mentions_by_token(doc)
    for finding in sorted(doc._.findings, key=lambda each: each.cue):
        for holder in finding.holders:
            for mention in by_token.get(holder, ()):
                sure = confidence_of(finding.method, known=mention.known is not None)
                yield Holding(finding, mention, sure)


def _is_vague(doc: Doc, mention: Mention) -> bool:
    """Whether nobody is named and the country only guessed: "critics", "analysts", "one official" are not actors."""
    if mention.known is not None or mention.kind not in {"group", "body", "collective"}:
        return False
    return not any(token.pos_ == "PROPN" for token in doc[mention.start : mention.end])


def _is_corrected(sent: Span) -> bool:
    """Whether the sentence repeats what a newspaper takes back: "An earlier version of this report named …"."""
    return "earlier version of this" in sent.text


def _statement(doc: Doc, article: Article, held: Holding, quoted: Sequence[Quote]) -> Statement:
    finding, mention = held.finding, held.mention
    evidence = _evidence(doc, finding)
    target = _text(doc, finding.target)
    lead = f"{article.title}\n{article.text[:LEAD]}"
    surroundings, before = _surroundings(doc, finding, evidence), _sentences_before(doc, evidence)
    is_ballot = finding.method == "ballot"
    # Who asks for a vote, or deplores one, takes no side of what is voted on.
    assigned = None if target == "vote" and not is_ballot else assign_topic(target, surroundings, lead, before=before)
    if assigned is None and held.pointed is not None:
        pointed = assign_topic(_text(doc, held.pointed), surroundings, lead, before=before)
        if pointed is not None and _is_said_of(held.pointed, finding, pointed):
            assigned = pointed
    if assigned is None and is_ballot and finding.target[0] < finding.cue[0]:
        # A vote that names no target of its own is on the matter of the passage, whatever that is called.
        assigned = assign_topic("the text", surroundings, lead, before=before)
    first, last = doc[finding.target[0]], doc[finding.target[1] - 1]
    named = doc[mention.start : mention.end]
    return Statement(
        id=Statement.identify(
            article.id, evidence.start_char, evidence.end_char, mention.name, f"{finding.stance} {target}"
        ),
        article=article.id,
        start=evidence.start_char,
        end=evidence.end_char,
        evidence=evidence.text,
        actor=Actor(mention.name, mention.role, mention.country, mention.represents),
        actor_start=named.start_char,
        actor_end=named.end_char,
        stance=finding.stance,
        target=target,
        target_start=first.idx,
        target_end=last.idx + len(last),
        topic=assigned.topic if assigned else None,
        position=turned(finding.stance, assigned.orientation) if assigned else None,
        cue=_text(doc, finding.cue),
        is_quote=any(quote.start < evidence.end and quote.end > evidence.start for quote in quoted),
        confidence=round(held.confidence, 2),
        method=finding.method,
    )


def _is_said_of(target: tuple[int, int], finding: Finding, assigned: Assignment) -> bool:
    """Whether what a rule found is also said of a target that the judge points at, so that its topic counts.

    Beside the rule's own target only one that names the topic outright, and not where the rule's cue says something of
    its own object alone: a deed, a manner of speaking, a demand.
    """
    if shared(target, finding.target):
        return True
    return assigned.score >= IN_TARGET and finding.method not in OF_THEIR_OBJECT


def _evidence(doc: Doc, finding: Finding) -> Span:
    """The sentence of the cue, and that of the target where it is another, without white space at the edges."""
    sent = doc[finding.cue[0]].sent
    start, end = sent.start, sent.end
    while start < end - 1 and doc[start].is_space:
        start += 1
    while end > start + 1 and doc[end - 1].is_space:
        end -= 1
    return doc[start:end]


def _surroundings(doc: Doc, finding: Finding, evidence: Span) -> str:
    """The evidence, after the sentence of the target where that is another: what "the resolution" is stands there."""
    if evidence.start <= finding.target[0] < evidence.end:
        return evidence.text
    return f"{doc[finding.target[0]].sent.text} {evidence.text}"


def _sentences_before(doc: Doc, evidence: Span) -> list[str]:
    """The sentences before the evidence, the nearest first: what "the plan" was there."""
    found: list[str] = []
    at = evidence.start - 1
    while at >= 0 and len(found) < LOOKED_BACK:
        sent = doc[at].sent
        if sent.text.strip():
            found.append(sent.text)
        at = sent.start - 1
    return found


def _text(doc: Doc, tokens: tuple[int, int]) -> str:
    return " ".join(doc[tokens[0] : tokens[1]].text.split())
