"""What a verb of saying reports: the stretch of its sentence that holds the words of whoever speaks."""

from __future__ import annotations

from spacy.tokens import Span, Token

from dashboard.catalogue.stance import stance_lexicon
from dashboard.extraction import syntax
from dashboard.extraction.quotes import Quote, quotes_in, within

# Relations by which a reporting clause hangs inside the sentence that it reports: "…, he said."
PARENTHETICAL = frozenset({"parataxis", "discourse", "advcl", "dep", "conj"})
CLAUSE_REACH = 16  # tokens: "insisted in a joint statement after a meeting in Paris that …"
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
LONGEST_INSERT = 8  # tokens from "he said" to the comma behind it: ", he said in Paris on Friday,"
SUBORDINATING = frozenset({"if", "unless", "when", "while", "although", "though", "because", "since", "until"})
TEMPORAL = frozenset({"after", "before", "when", "as", "while"})
CLEAR_MAKING = {"make": "clear", "let": "known"}
SOURCE_REACH = 4  # tokens: how far from its verb a name may stand when the parser found no subject
LONGEST_ASIDE = 25  # tokens between two commas


def is_reporting(verb: Token) -> bool:
    """Whether the token is a verb of saying, with its particle where it needs one."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return False
    lemma = verb.lemma_.lower()
    if lemma in CLEAR_MAKING:  # "made it clear that", "let it be known that"
        return any(child.lower_ == CLEAR_MAKING[lemma] for child in verb.children)
    particle = next((child.lower_ for child in verb.children if child.dep_ in {"compound:prt", "prt"}), None)
    return (f"{lemma} {particle}" if particle else lemma) in stance_lexicon().speech


def reported_content(verb: Token, source: Token, quoted: list[Quote]) -> tuple[int, int] | None:
    """The stretch that is reported: complement clause, host of a parenthetical, or the quotation beside it."""
    inserted = _around(verb, source, quoted)
    if inserted is not None:
        return inserted
    complements = syntax.clauses(verb)
    if complements:
        start = min(child.left_edge.i for child in complements)
        end = max(child.right_edge.i for child in complements) + 1
        if _leads_to_colon(verb.doc[end - 1 : verb.sent.end], quoted):  # "said the same: talks had failed"
            end = verb.sent.end
        return _widen(start, end, verb, source, quoted)
    sent = verb.sent
    if verb.dep_ in PARENTHETICAL and verb.head is not verb and verb.tag_ != "VBG" and verb.left_edge.i > sent.start:
        return sent.start, verb.left_edge.i
    inside = quotes_in(sent, quoted)
    if inside:
        return max(inside[0].start, sent.start), min(inside[-1].end, sent.end)
    behind = _behind(verb, source)
    if behind is not None:
        return behind
    opening = next(
        (token for token in sent if (token.i > verb.i and token.text == ":") or _opens_clause(token, verb)), None
    )
    return None if opening is None else (opening.i + 1, sent.end)


def _beginning(source: Token) -> int:
    """Index of the first word of the phrase that names the speaker; a comma may hang on it."""
    return next((token.i for token in source.doc[source.left_edge.i : source.i] if not token.is_punct), source.i)


def _behind(verb: Token, source: Token) -> tuple[int, int] | None:
    """What stands before a ", the minister said in May." at the end of a sentence, however the parser hung it."""
    sent, edge = verb.sent, _beginning(source)
    if not sent.start < edge <= source.i < verb.i or sent.doc[edge - 1].text != ",":
        return None
    if any(token.tag_ in FINITE_TAGS or token.text in {":", ","} for token in sent.doc[verb.i + 1 : sent.end]):
        return None
    has_verb = any(token.tag_ in FINITE_TAGS for token in sent.doc[sent.start : edge])
    return (sent.start, edge) if has_verb else None


def _leads_to_colon(rest: Span, quoted: list[Quote]) -> bool:
    for token in rest:
        if token.text == ":":
            return not within(token.i, quoted)
        if is_reporting(token):
            return False
    return False


def _around(verb: Token, source: Token, quoted: list[Quote]) -> tuple[int, int] | None:
    """The sentence around an inserted "he said": ", he said," between two commas reports what stands on both sides."""
    sent = verb.sent
    if any(child.lower_ in SUBORDINATING for child in verb.children):
        return None
    first = min(_beginning(source), verb.i) if source.i < verb.i else verb.i
    last = max(source.right_edge.i, verb.i) if source.i > verb.i else verb.i
    if not sent.start < first <= last < sent.end - 1 or last - first > LONGEST_ASIDE:
        return None
    rest = sent.doc[last + 1 : min(last + 1 + LONGEST_INSERT, sent.end - 1)]
    comma = next((token.i for token in rest if token.text == "," or token.tag_ in FINITE_TAGS), None)
    if comma is None or sent.doc[comma].text != "," or sent.doc[comma + 1].lower_ == "that":
        return None
    if sent.doc[first - 1].text != "," or quotes_in(sent, quoted):
        return None
    opening = next(
        (token.i + 1 for token in reversed(sent.doc[sent.start : first]) if token.text in {":", ";"}), sent.start
    )
    return opening, sent.end


def _opens_clause(token: Token, verb: Token) -> bool:
    """Whether a "that" after the verb opens its clause, though the parser hung it elsewhere.

    Close to the verb any "that" does; further off ("insisted in a joint statement that …") only one that the
    parser took for a conjunction, with no other clause in between.
    """
    if token.lower_ != "that" or not verb.i < token.i <= verb.i + CLAUSE_REACH:
        return False
    between = verb.doc[verb.i + 1 : token.i]
    if any(word.tag_ in FINITE_TAGS or word.text in {";", ":"} for word in between):
        return bool(between) and between[0].lower_ in TEMPORAL and token.dep_ == "mark"
    if token.i <= verb.i + SOURCE_REACH:
        return token.dep_ in {"mark", "det", "nsubj", "obj", "obl"}
    return token.dep_ in {"mark", "det"}


def _widen(start: int, end: int, verb: Token, source: Token, quoted: list[Quote]) -> tuple[int, int]:
    """A quotation that begins in the clause belongs to it as a whole, as far as the sentence goes."""
    sent = verb.sent
    for quote in quotes_in(sent, quoted):
        if quote.start < end and quote.end > start and not quote.start <= verb.i < quote.end:
            start, end = min(start, max(quote.start, sent.start)), max(end, min(quote.end, sent.end))
    if start <= verb.i < end:  # a clause on both sides of its verb: keep the larger side
        start, end = (start, verb.i) if verb.i - start >= end - verb.i else (verb.i + 1, end)
    return start, end
