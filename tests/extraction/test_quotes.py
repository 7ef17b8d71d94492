"""What stands in quotation marks, whatever the marks are and wherever a writer forgot one."""

from __future__ import annotations

import pytest
import spacy

from dashboard.extraction.quotes import quotes

# the rule, the text, what is quoted in it
QUOTED = [
    ("curly marks", "“We agree,” he said.", ["We agree,"]),
    ("straight marks", '"We agree," he said.', ["We agree,"]),
    ("single marks", "‘We all agree,’ he said.", ["We all agree,"]),
    ("angle marks", "«We agree», he said.", ["We agree"]),
    ("doubled single angles", "‹‹ We agree ››, he said.", ["We agree"]),
    ("low and high marks", "„We agree“, he said.", ["We agree"]),
    ("two in a sentence", "“We agree,” he said, “and go.”", ["We agree,", "and go."]),
    ("straight marks inside curly ones", '“A "big" deal,” he said.', ['A "big" deal,']),
    ("an apostrophe opens none", "In the ‘ nineties he left.", []),
    ("a possessive closes none", "“The states’ plan fails,” he said.", ["The states’ plan fails,"]),
    ("an unclosed mark ends with its paragraph", "“We agree.\n\nHe left.", ["We agree."]),
    ("an unclosed mark ends with the text", "“We agree.", ["We agree."]),
    ("each paragraph opens its own", "“We agree.\n\n“We go,” he said.", ["We agree.", "We go,"]),
    ("no marks", "We agree, he said.", []),
    ("a closing mark alone", "We agree,” he said.", []),
    ("a straight closing mark alone", 'We agree," he said. "Let us go."', ["Let us go."]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in QUOTED], ids=[row[0] for row in QUOTED])
def test_what_is_quoted(text, expected):
    doc = spacy.blank("en")(text)
    assert [doc[each.start : each.end].text for each in quotes(doc)] == expected
