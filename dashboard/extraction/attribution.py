"""Who said what: source, cue and content of each attribution, in the terms of PolNeAR (Newell et al. 2018).

Direct, indirect and mixed quotations, "according to X", quotations that run on over several sentences, and the
speaker of a quotation that the sentence before or after introduces.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from dashboard.catalogue.stance import stance_lexicon
from dashboard.extraction import syntax
from dashboard.extraction.findings import Attribution, register_extensions
from dashboard.extraction.quotes import Quote, quotes

register_extensions()

# Relations by which a reporting clause hangs inside the sentence that it reports: "…, he said."
PARENTHETICAL = frozenset({"parataxis", "discourse", "advcl", "dep", "conj"})
CLEAR_MAKING = {"make": "clear", "let": "known"}
NO_SPEAKERS = frozenset({"it", "that", "this", "him", "them", "me", "us", "her"})
SOURCE_REACH = 4  # tokens: how far from its verb a name may stand when the parser found no subject


def attributions(doc: Doc) -> Iterator[Attribution]:
    """The attributions of a text, sentence by sentence; a sentence of a running quotation has one of its own."""
    quoted = list(quotes(doc))
    speaker: Attribution | None = None
    for sent in doc.sents:
        found = [*_reported(sent, quoted), *_according_to(sent)]
        yield from found
        inside = _quotes_in(sent, quoted)
        if found:
            speaker = next((each for each in found if each.is_quote), found[-1])
        if inside and not any(each.is_quote for each in found):
            source = speaker or _next_speaker(sent, inside[-1])
            if source is not None:
                start, end = max(inside[0].start, sent.start), min(inside[-1].end, sent.end)
                yield Attribution(source.source, source.cue, start, end, True)
        elif not inside and not found and _starts_paragraph(sent):
            speaker = None


def _reported(sent: Span, quoted: list[Quote]) -> Iterator[Attribution]:
    for verb in sent:
        if not is_reporting(verb) or _within(verb.i, quoted):
            continue
        source = _source(verb)
        content = _content(verb, source, quoted) if source is not None else None
        if source is not None and content is not None:
            start, end = content
            yield Attribution(source.i, verb.i, start, end, any(q.start < end and q.end > start for q in quoted))


def is_reporting(verb: Token) -> bool:
    """Whether the token is a verb of saying, with its particle where it needs one."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return False
    lemma = verb.lemma_.lower()
    if lemma in CLEAR_MAKING:  # "made it clear that", "let it be known that"
        return any(child.lower_ == CLEAR_MAKING[lemma] for child in verb.children)
    particle = next((child.lower_ for child in verb.children if child.dep_ in {"compound:prt", "prt"}), None)
    return (f"{lemma} {particle}" if particle else lemma) in stance_lexicon().speech


def _source(verb: Token) -> Token | None:
    """Head of the noun phrase that speaks."""
    found = [
        subject
        for subject in syntax.subjects(verb)
        if (subject.dep_ not in syntax.PASSIVE_SUBJECTS or _is_quoted_as(verb))
        and (subject.head == verb or verb.dep_ != "parataxis")  # a verb in parenthesis borrows no subject
    ]
    if found:
        return found[0]
    if syntax.is_passive(verb):
        return next(iter(syntax.agents(verb)), None)
    # The parser often loses the subject of an inverted clause: "…," said Hegseth. A name right beside the verb is it.
    sent = verb.sent
    after = sent.doc[verb.i + 1 : min(verb.i + 1 + SOURCE_REACH, sent.end)]
    before = sent.doc[max(verb.i - 2, sent.start) : verb.i]
    for token in (*after, *reversed(before)):
        if token.is_punct and token.text in '“”"':
            break
        if token.pos_ in {"PROPN", "PRON"} and token.lower_ not in NO_SPEAKERS:
            return _name_head(token) if token.head.i < sent.end else token
    return None


def _name_head(token: Token) -> Token:
    while token.dep_ in {"compound", "flat", "amod", "nmod:poss", "poss"} and token.head.pos_ in {"PROPN", "NOUN"}:
        token = token.head
    return token


def _is_quoted_as(verb: Token) -> bool:
    return verb.lemma_ in {"quote", "cite", "report"} or (
        verb.head.lemma_ in {"quote", "cite"} and verb.head is not verb
    )


def _content(verb: Token, source: Token, quoted: list[Quote]) -> tuple[int, int] | None:
    """The stretch that is reported: complement clause, host of a parenthetical, or the quotation beside it."""
    complements = syntax.clauses(verb)
    if complements:
        start = min(child.left_edge.i for child in complements)
        end = max(child.right_edge.i for child in complements) + 1
        return _widen(start, end, verb, source, quoted)
    sent = verb.sent
    if verb.dep_ in PARENTHETICAL and verb.head is not verb and verb.tag_ != "VBG" and verb.left_edge.i > sent.start:
        return sent.start, verb.left_edge.i
    inside = _quotes_in(sent, quoted)
    if inside:
        return max(inside[0].start, sent.start), min(inside[-1].end, sent.end)
    opening = next(
        (token for token in sent if (token.i > verb.i and token.text == ":") or _opens_clause(token, verb)), None
    )
    return None if opening is None else (opening.i + 1, sent.end)


def _opens_clause(token: Token, verb: Token) -> bool:
    """Whether a "that" close after the verb opens its clause, though the parser hung it elsewhere."""
    return (
        token.lower_ == "that"
        and verb.i < token.i <= verb.i + SOURCE_REACH
        and token.dep_ in {"mark", "det", "nsubj", "obj"}
    )


def _widen(start: int, end: int, verb: Token, source: Token, quoted: list[Quote]) -> tuple[int, int]:
    """A quotation that begins in the clause belongs to it as a whole, as far as the sentence goes."""
    sent = verb.sent
    for quote in _quotes_in(sent, quoted):
        if quote.start < end and quote.end > start and not quote.start <= verb.i < quote.end:
            start, end = min(start, max(quote.start, sent.start)), max(end, min(quote.end, sent.end))
    if start <= verb.i < end:  # a clause on both sides of its verb: keep the larger side
        start, end = (start, verb.i) if verb.i - start >= end - verb.i else (verb.i + 1, end)
    return start, end


def _according_to(sent: Span) -> Iterator[Attribution]:
    for token in sent:
        if token.lower_ == "according" and token.i + 1 < sent.end and token.nbor().lower_ == "to":
            source = _named_after(token)
            if source is None:
                continue
            edge = max(source.right_edge.i, source.i) + 1
            if token.i - sent.start > sent.end - edge:
                yield Attribution(source.i, token.i, sent.start, token.i, False)
            elif edge < sent.end:
                yield Attribution(source.i, token.i, edge, sent.end, False)


def _named_after(according: Token) -> Token | None:
    """Head of the noun phrase that "according to" leads to."""
    nominal = {"PROPN", "NOUN", "PRON"}
    if according.head.i > according.i and according.head.pos_ in nominal:
        return according.head
    following = according.doc[according.i + 2 : according.sent.end]
    return next((word for word in following if word.pos_ in nominal), None)


def _next_speaker(sent: Span, last: Quote) -> Attribution | None:
    """The attribution that a sentence after the quotation gives, when the quotation runs on into it."""
    if last.end <= sent.end or sent.end >= len(sent.doc):
        return None
    following = sent.doc[last.end - 1].sent
    return next((each for each in _reported(following, [last]) if each.is_quote), None)


def _quotes_in(sent: Span, quoted: list[Quote]) -> list[Quote]:
    """Quotations of at least three words that touch the sentence: shorter ones are terms, not speech."""
    return [q for q in quoted if q.start < sent.end and q.end > sent.start and q.end - q.start >= 3]


def _within(index: int, quoted: list[Quote]) -> bool:
    return any(quote.start <= index < quote.end for quote in quoted)


def _starts_paragraph(sent: Span) -> bool:
    return sent.start == 0 or "\n" in sent.doc[sent.start - 1].text or "\n" in sent[0].text


@Language.component("attribution", assigns=["doc._.attributions"], requires=["token.dep", "token.lemma", "token.pos"])
def attribution(doc: Doc) -> Doc:
    """Write the attributions of the text to ``doc._.attributions``."""
    doc._.attributions = tuple(attributions(doc))
    return doc
