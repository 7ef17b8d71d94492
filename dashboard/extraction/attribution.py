"""Who said what: source, cue and content of each attribution, in the terms of PolNeAR (Newell et al. 2018).

Direct, indirect and mixed quotations, "according to X", quotations that run on over several sentences, and the
speaker of a quotation that the sentence before or after introduces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from dashboard.extraction import syntax
from dashboard.extraction.findings import Attribution, register_extensions
from dashboard.extraction.holders import DOCUMENTS, authors
from dashboard.extraction.quotes import Quote, quotes, quotes_in, within
from dashboard.extraction.reported import LONGEST_ASIDE, SOURCE_REACH, is_reporting, reported_content

register_extensions()

NO_SPEAKERS = frozenset({"it", "that", "this", "him", "them", "me", "us", "her"})
WHOLLY = 0.7  # share of a sentence's words that is quoted, from which on it is somebody's words and no term is
VIEWS = frozenset({"position", "view", "stance", "message", "line", "opinion", "argument"})
OPINIONS = frozenset({"words", "view", "opinion", "eyes"})
MARKS = frozenset('“”"„»«')


def attributions(doc: Doc) -> Iterator[Attribution]:
    """The attributions of a text, sentence by sentence; a sentence of a running quotation has one of its own."""
    quoted = list(quotes(doc))
    actors = frozenset(mention.head for mention in doc._.mentions)
    speaker: Attribution | None = None
    for sent in doc.sents:
        reported = [*_reported(sent, quoted)]
        found = [*reported, *_according_to(sent), *_in_the_words_of(sent), *_whose_view(sent), *_for(sent, reported)]
        inside = quotes_in(sent, quoted)
        if speaker is not None or inside:
            before = speaker or _introduced(sent, actors)
            found = [_of_whom(each, doc, before) for each in found]
        yield from found
        if found:
            speaker = next((each for each in found if each.is_quote), found[-1])
        if inside and not any(each.is_quote for each in found):
            start, end = max(inside[0].start, sent.start), min(inside[-1].end, sent.end)
            source = speaker or _next_speaker(sent, inside[-1])
            if source is None and _words(doc[start:end]) >= WHOLLY * _words(sent):
                source = speaker = _introduced(sent, actors)
            if source is not None:
                yield Attribution(source.source, source.cue, start, end, True)
        elif not inside and not found and _starts_paragraph(sent):
            speaker = None


def _words(span: Span) -> int:
    return sum(token.is_alpha for token in span)


def _of_whom(told: Attribution, doc: Doc, before: Attribution | None) -> Attribution:
    """ "The statement said" tells the words of whoever spoke or acted in the sentence before."""
    is_document = doc[told.source].lemma_.lower() in DOCUMENTS
    return told._replace(source=before.source) if is_document and before is not None else told


def _introduced(sent: Span, actors: frozenset[int]) -> Attribution | None:
    """Who acts in the sentence before a quotation that nobody is said to have spoken: "He is hopeful. “We have …”"."""
    if sent.start == 0:
        return None
    verb = sent.doc[sent.start - 1].sent.root
    subject = next((each for each in syntax.subjects(verb) if each.i in actors), None)
    return None if subject is None else Attribution(subject.i, verb.i, sent.start, sent.end, True)


def _reported(sent: Span, quoted: list[Quote]) -> Iterator[Attribution]:
    for verb in sent:
        if not is_reporting(verb) or within(verb.i, quoted):
            continue
        source = _source(verb)
        content = reported_content(verb, source, quoted) if source is not None else None
        if source is not None and content is not None:
            start, end = content
            yield Attribution(source.i, verb.i, start, end, any(q.start < end and q.end > start for q in quoted))


def _source(verb: Token) -> Token | None:
    """Head of the noun phrase that speaks."""
    if verb.tag_ == "VBN" and verb.i + 1 < verb.sent.end and verb.nbor().lower_ == "by":
        return next(iter(syntax.agents(verb)), None)  # a passive, even where the parser did not see it
    found = [
        subject
        for subject in syntax.subjects(verb)
        if (subject.dep_ not in syntax.PASSIVE_SUBJECTS or subject.head != verb or _is_quoted_as(verb))
        and (subject.head == verb or verb.dep_ != "parataxis")  # a verb in parenthesis borrows no subject
    ]
    if found:
        return _voice(min(found, key=lambda subject: abs(subject.i - verb.i)))  # a lost object may stand in front
    if syntax.is_passive(verb):
        return next(iter(syntax.agents(verb)), None)
    if verb.dep_ == "conj" and verb.head.i < verb.i and verb.head.pos_ in {"VERB", "AUX"}:
        return _source(verb.head) if syntax.subjects(verb.head) else _name_before(verb.head)
    return _name_before(verb) or _name_after(verb)


def _voice(subject: Token) -> Token:
    """Whoever speaks in a letter or statement: "his letter added", "a statement from the ministry said"."""
    if subject.lemma_.lower() not in DOCUMENTS:
        return subject
    return next(iter(authors(subject)), subject)


def _name_before(verb: Token) -> Token | None:
    """The speaker before a verb whose subject the parser lost: "In Brussels the chancellor, Friedrich Merz, said"."""
    last = _before_aside(verb)
    return _first_name(reversed(verb.doc[max(last - 1, verb.sent.start) : last + 1]))


def _name_after(verb: Token) -> Token | None:
    """The speaker behind the verb of an inverted clause, which the parser often loses: "…," said Hegseth."""
    return _first_name(verb.doc[verb.i + 1 : min(verb.i + 1 + SOURCE_REACH, verb.sent.end)])


def _before_aside(verb: Token) -> int:
    """Index of the last word before a verb, leaving out an aside between two commas: "Merz, visiting Paris, said".

    Where the aside is the name itself ("the chancellor, Friedrich Merz, said") it stays.
    """
    sent = verb.sent
    if verb.i - 1 <= sent.start or verb.nbor(-1).text != ",":
        return verb.i - 1
    inside = sent.doc[max(verb.i - 1 - LONGEST_ASIDE, sent.start) : verb.i - 1]
    opening = next((token for token in reversed(inside) if token.text == "," or token.text in MARKS), None)
    if opening is None or opening.text != "," or opening.nbor().pos_ == "PROPN":
        return verb.i - 2
    return opening.i - 1


def _first_name(beside: Iterable[Token]) -> Token | None:
    """The nearest name among the words on one side of a verb; a clause or a quotation that opens hides the rest."""
    for token in beside:
        if token.text in MARKS or (token.lower_ == "that" and token.dep_ == "mark"):
            return None
        if token.pos_ in {"PROPN", "PRON"} and token.lower_ not in NO_SPEAKERS:
            return _name_head(token) if token.head.i < token.sent.end else token
    return None


def _name_head(token: Token) -> Token:
    while token.dep_ in {"compound", "flat", "amod", "nmod:poss", "poss"} and token.head.pos_ in {"PROPN", "NOUN"}:
        token = token.head
    return token


def _is_quoted_as(verb: Token) -> bool:
    return verb.lemma_ in {"quote", "cite", "report"} or (
        verb.head.lemma_ in {"quote", "cite"} and verb.head is not verb
    )


def _in_the_words_of(sent: Span) -> Iterator[Attribution]:
    """ "In his words", "in the view of Paris", "in Beijing's eyes": the whole sentence is theirs."""
    for token in sent:
        if token.lower_ not in OPINIONS or not any(child.lower_ == "in" for child in token.children):
            continue
        owner = next((child for child in token.children if child.dep_ in {"nmod:poss", "poss"}), None)
        owner = owner or next((inner for preposition, inner in syntax.obliques(token) if preposition == "of"), None)
        if owner is not None and owner.lower_ not in {"other", "its", "that"}:
            yield Attribution(owner.i, token.i, sent.start, sent.end, False)


def _whose_view(sent: Span) -> Iterator[Attribution]:
    """ "Hanoi's position is that disputes must be settled": what it consists in is theirs."""
    for token in sent:
        if token.lower_ not in VIEWS or token.dep_ not in syntax.SUBJECTS:
            continue
        owner = next((child for child in token.children if child.dep_ in {"nmod:poss", "poss"}), None)
        behind = [word.lower_ for word in sent.doc[token.i + 1 : min(token.i + 1 + SOURCE_REACH, sent.end)]]
        if owner is not None and "that" in behind and not {"is", "was", "remains", "remained"}.isdisjoint(behind):
            yield Attribution(owner.i, token.i, token.i + 2 + behind.index("that"), sent.end, False)


def _for(sent: Span, reported: Sequence[Attribution]) -> Iterator[Attribution]:
    """ "For Moscow any use of the assets is theft, as a spokeswoman said": a verdict is theirs with whom it opens.

    Where nobody is said to have spoken a comma shows it: "For Berlin, the deal is unacceptable".
    """
    root = sent.root
    first = next((token for token in sent if not token.is_space and not token.is_punct), None)
    if first is None or first.lower_ != "for" or not any(child.dep_ == "cop" for child in root.children):
        return
    named = next((mention for mention in sent.doc._.mentions if first.i < mention.start <= first.i + 2), None)
    if named is None or not (reported or any(word.text == "," for word in sent.doc[named.end : named.end + 1])):
        return
    if named.kind in {"state", "bloc", "person"} and sent.doc[named.head].head == root:
        yield Attribution(named.head, first.i, named.end, sent.end, False)


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


def _starts_paragraph(sent: Span) -> bool:
    return sent.start == 0 or "\n" in sent.doc[sent.start - 1].text or "\n" in sent[0].text


@Language.component("attribution", assigns=["doc._.attributions"], requires=["token.dep", "token.lemma", "token.pos"])
def attribution(doc: Doc) -> Doc:
    """Write the attributions of the text to ``doc._.attributions``."""
    doc._.attributions = tuple(attributions(doc))
    return doc
