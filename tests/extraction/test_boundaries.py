"""Where a sentence may start: settled by the page, open to the parser, or nowhere."""

from __future__ import annotations

import pytest
import spacy

import dashboard.extraction.boundaries  # noqa: F401  (registers the component)

# the rule, the text, the word asked, whether a sentence starts there (None: the parser decides)
STARTS = [
    ("a line break starts one", "Talks in Berlin\nFrance agrees", "France", True),
    ("though no mark ends the line", "TALKS, AND MORE,\n\nFrance agrees", "France", True),
    ("a quotation mark after a break starts one", "Talks fail.\n\n“We agree", "“", True),
    ("the break itself belongs to what is before", "Talks in Berlin\nFrance agrees", "\n", False),
    ("even after a full stop", "Talks fail.\nFrance agrees", "\n", False),
    ("after a full stop the parser decides", "Talks fail. France agrees.", "France", None),
    ("after a question mark too", "Do talks fail? France agrees.", "France", None),
    ("after a colon too", "The result: France agrees.", "France", None),
    ("an abbreviation may end one", "It left the U.S. Senate", "Senate", None),
    ("within a sentence none starts", "President Emmanuel Macron agrees.", "Macron", False),
    ("none after a comma", "Talks fail, France agrees.", "France", False),
    ("none between a quotation and its speaker", "“We agree,” she says.", "she", False),
    ("a closing mark clings to its sentence", "“We agree.” France leaves.", "”", False),
    ("behind a closing mark the full stop counts", "“We agree.” France leaves.", "France", None),
    ("a dateline is a line of its own", "CAIRO – Norway agrees.", "Norway", True),
    ("also one of two words and a day", "NEW YORK, May 6 — Norway agrees.", "Norway", True),
    ("a dash within a sentence is none", "The EU — Norway apart — agrees.", "Norway", False),
    ("nor one after a name in capitals later on", "Talks with NATO – Norway agrees.", "Norway", False),
    ("an opening straight mark is no closing one", 'Talks fail. "We agree.', '"', None),
    ("a sentence begins with its opening mark", 'Talks fail.\n\n"We agree.', '"', True),
    ("not behind it", 'Talks fail.\n\n"We agree.', "We", False),
    ("nor at the very start", '"We agree. Talks fail.', "We", False),
]


@pytest.mark.parametrize(("text", "word", "expected"), [row[1:] for row in STARTS], ids=[row[0] for row in STARTS])
def test_where_a_sentence_may_start(text, word, expected):
    nlp = spacy.blank("en")
    nlp.add_pipe("boundaries")
    doc = nlp(text)
    (asked,) = (token for token in doc if token.text.strip(" ") == word)
    assert asked.is_sent_start is expected
