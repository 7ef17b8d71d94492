"""From a read ``Doc`` to statements: a finding whose holder is a named actor becomes a statement of that actor."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from dashboard.catalogue.confidence import confidence_of
from dashboard.extraction.findings import Finding
from dashboard.extraction.mentions import Mention
from dashboard.extraction.quotes import quotes
from dashboard.extraction.topics import article_topics, assign_topic, turned
from dashboard.schema import Actor, Article, Statement

LEAST_SHARED = 2  # statements of an article that make a topic of its own: one alone is a target, not an issue
LEAD = 600  # characters: headline and first paragraphs, which say what an article is about


def statements(doc: Doc, article: Article) -> Iterator[Statement]:
    """The statements of an article in text order, each actor's position on a target once per sentence."""
    held = [*_held(doc)]
    labels = article_topics([_text(doc, finding.target) for finding, _ in held])
    shared = {label for label, count in Counter(labels).items() if count >= LEAST_SHARED}
    labels = [label if label in shared else None for label in labels]
    for (finding, mention), label in zip(held, labels, strict=True):
        yield _statement(doc, article, finding, mention, label)


def _held(doc: Doc) -> Iterator[tuple[Finding, Mention]]:
    """Findings with the mention that holds each, without repetitions, in text order."""
    by_token = _mentions_by_token(doc)
    seen: set[tuple[int, str, tuple[int, int]]] = set()
    for finding in sorted(doc._.findings, key=lambda each: each.cue):
        for mention in _holders(finding, by_token):
            if _is_vague(doc, mention):
                continue
            key = (doc[finding.cue[0]].sent.start, mention.name, finding.target)
            if key not in seen:
                seen.add(key)
                yield finding, mention


def _is_vague(doc: Doc, mention: Mention) -> bool:
    """Whether nobody is named and the country only guessed: "critics", "analysts", "one official" are not actors."""
    if mention.known is not None or mention.kind not in {"group", "body", "collective"}:
        return False
    return not any(token.pos_ == "PROPN" for token in doc[mention.start : mention.end])


def _mentions_by_token(doc: Doc) -> dict[int, list[Mention]]:
    """Mentions under the token of their head; where none has its head there, under each token of their name."""
    by_head: dict[int, list[Mention]] = defaultdict(list)
    for mention in doc._.mentions:
        by_head[mention.head].append(mention)
    by_token: dict[int, list[Mention]] = defaultdict(list)
    for mention in doc._.mentions:
        for index in range(mention.start, mention.end):
            by_token[index].append(mention)
    return {index: by_head.get(index) or by_token[index] for index in {*by_head, *by_token}}


def _holders(finding: Finding, by_token: dict[int, list[Mention]]) -> Iterator[Mention]:
    for index in finding.holders:
        yield from by_token.get(index, ())


def _statement(doc: Doc, article: Article, finding: Finding, mention: Mention, label: str | None) -> Statement:
    evidence = _evidence(doc, finding)
    target = _text(doc, finding.target)
    assigned = assign_topic(target, evidence.text, f"{article.title}\n{article.text[:LEAD]}")
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
        topic=assigned.topic if assigned else label,
        position=turned(finding.stance, assigned.orientation) if assigned else finding.stance if label else None,
        cue=_text(doc, finding.cue),
        is_quote=_is_quote(doc, evidence),
        confidence=confidence_of(finding.method, known=mention.known is not None),
        method=finding.method,
    )


def _evidence(doc: Doc, finding: Finding) -> Span:
    """The sentence of the cue, and that of the target where it is another, without white space at the edges."""
    sent = doc[finding.cue[0]].sent
    start, end = sent.start, sent.end
    while start < end - 1 and doc[start].is_space:
        start += 1
    while end > start + 1 and doc[end - 1].is_space:
        end -= 1
    return doc[start:end]


def _text(doc: Doc, tokens: tuple[int, int]) -> str:
    return " ".join(doc[tokens[0] : tokens[1]].text.split())


def _is_quote(doc: Doc, evidence: Span) -> bool:
    return any(quote.start < evidence.end and quote.end > evidence.start for quote in quotes(doc))
