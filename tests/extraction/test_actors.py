from __future__ import annotations

from datetime import date

import pytest
import spacy

from dashboard.extraction.actors import find_mentions

# id: the rule; text; the words of the naming part; what the mention must say: name, country, represents
PLACED = [
    (
        "possessive state and office before a name",
        "Germany/PROPN 's/PART Defence/PROPN Minister/PROPN [PERSON Boris/PROPN Pistorius/PROPN] spoke/VERB .",
        "Boris Pistorius",
        ("Boris Pistorius", "DEU", "government"),
    ),
    (
        "state as an adjective before the office",
        "Turkish/ADJ foreign/ADJ minister/NOUN [PERSON Ayla/PROPN Demir/PROPN] spoke/VERB .",
        "Ayla Demir",
        ("Ayla Demir", "TUR", "government"),
    ),
    (
        "a name the recogniser missed is found after its office",
        "Norwegian/ADJ Defence/PROPN Minister/PROPN Kari/PROPN Nordmann/PROPN spoke/VERB .",
        "Kari Nordmann",
        ("Kari Nordmann", "NOR", "government"),
    ),
    (
        "office in apposition behind the name",
        "[PERSON Karim/PROPN Saleh/PROPN] ,/PUNCT Iraq/PROPN 's/PART president/NOUN ,/PUNCT spoke/VERB .",
        "Karim Saleh",
        ("Karim Saleh", "IRQ", "government"),
    ),
    (
        "office in apposition before the name",
        (
            "the/DET US/PROPN Secretary/PROPN of/ADP Defence/PROPN ,/PUNCT "
            "[PERSON Jane/PROPN Roe/PROPN] ,/PUNCT spoke/VERB ."
        ),
        "Jane Roe",
        ("Jane Roe", "USA", "government"),
    ),
    (
        "the matter of an office is no part of the name",
        "Jordan/PROPN 's/PART Minister/PROPN of/ADP Tourism/PROPN [PERSON Lina/PROPN Haddad/PROPN] spoke/VERB .",
        "Lina Haddad",
        ("Lina Haddad", "JOR", "government"),
    ),
    (
        "the office of an organisation beats the holder's passport",
        "Nato/PROPN Secretary/PROPN -/PUNCT General/PROPN [PERSON Jan/PROPN Jansen/PROPN] spoke/VERB .",
        "Jan Jansen",
        ("Jan Jansen", "NATO", "organisation"),
    ),
    (
        "of two names beside an envoy the first sends",
        "UN/PROPN 's/PART Syria/PROPN envoy/NOUN spoke/VERB .",
        "Syria envoy",
        ("Syria envoy", "UN", "organisation"),
    ),
    (
        "former officials speak for themselves",
        "former/ADJ British/ADJ minister/NOUN [PERSON Ann/PROPN Other/PROPN] spoke/VERB .",
        "Ann Other",
        ("Ann Other", "GBR", "other"),
    ),
    (
        "legislators are the opposition",
        "US/PROPN Senator/PROPN [PERSON Bill/PROPN Bloggs/PROPN] spoke/VERB .",
        "Bill Bloggs",
        ("Bill Bloggs", "USA", "opposition"),
    ),
    (
        "experts speak for nobody",
        "Dutch/ADJ analyst/NOUN [PERSON Piet/PROPN Pietersen/PROPN] spoke/VERB .",
        "Piet Pietersen",
        ("Piet Pietersen", "NLD", "other"),
    ),
    ("a state's name", "Kenya/PROPN objected/VERB .", "Kenya", ("Kenya", "KEN", "government")),
    (
        "a state's other name is told by its usual one",
        "the/DET US/PROPN objected/VERB .",
        "US",
        ("United States", "USA", "government"),
    ),
    ("seat of power", "the/DET Kremlin/PROPN objected/VERB .", "Kremlin", ("Kremlin", "RUS", "government")),
    ("capital as an actor", "Ankara/PROPN objected/VERB .", "Ankara", ("Ankara", "TUR", "government")),
    (
        "a people with the article is its state",
        "the/DET Iranians/PROPN objected/VERB .",
        "Iranians",
        ("Iranians", "IRN", "government"),
    ),
    ("some of a people are not", "angry/ADJ Iranians/PROPN objected/VERB .", "Iranians", ("Iranians", "IRN", "other")),
    (
        "an adjective as a people",
        "the/DET British/ADJ objected/VERB .",
        "British",
        ("United Kingdom", "GBR", "government"),
    ),
    (
        "ministry",
        "the/DET Turkish/ADJ foreign/ADJ ministry/NOUN objected/VERB .",
        "Turkish foreign ministry",
        ("Turkish foreign ministry", "TUR", "government"),
    ),
    ("forces", "Israeli/ADJ forces/NOUN fired/VERB .", "Israeli forces", ("Israeli forces", "ISR", "government")),
    (
        "opposition",
        "the/DET Syrian/ADJ opposition/NOUN objected/VERB .",
        "Syrian opposition",
        ("Syrian opposition", "SYR", "opposition"),
    ),
    (
        "members of a bloc are the bloc",
        "Nato/PROPN allies/NOUN objected/VERB .",
        "Nato allies",
        ("NATO", "NATO", "organisation"),
    ),
    (
        "allies of a state are not that state",
        "US/PROPN allies/NOUN objected/VERB .",
        "US allies",
        ("US allies", None, "government"),
    ),
    (
        "the leader of a party, at the beginning too",
        "Liberal/ADJ leader/NOUN [PERSON Ana/PROPN Mole/PROPN] objected/VERB .",
        "Ana Mole",
        ("Ana Mole", None, "opposition"),
    ),
    (
        "a nationality in the name of a party",
        "the/DET Ruk/PROPN Thai/ADJ leader/NOUN [PERSON Ana/PROPN Mole/PROPN] objected/VERB .",
        "Ana Mole",
        ("Ana Mole", "THA", "opposition"),
    ),
    (
        "a rank before a nationality",
        "the/DET Supreme/PROPN Iranian/ADJ leader/NOUN [PERSON Ana/PROPN Mole/PROPN] objected/VERB .",
        "Ana Mole",
        ("Ana Mole", "IRN", "government"),
    ),
    (
        "from the opposition",
        "he/PRON named/VERB [PERSON Ana/PROPN Mole/PROPN] ,/PUNCT head/NOUN of/ADP the/DET main/ADJ opposition/NOUN .",
        "Ana Mole",
        ("Ana Mole", None, "opposition"),
    ),
    (
        "opposition to something is not the opposition",
        "Chilean/ADJ minister/NOUN of/ADP known/ADJ opposition/NOUN to/ADP war/NOUN objected/VERB .",
        "Chilean minister",
        ("Chilean minister", "CHL", "government"),
    ),
    (
        "a party of the opposition with its letters",
        (
            "opposition/NOUN Ruk/PROPN Thai/ADJ (/PUNCT RT/PROPN )/PUNCT "
            "chairman/NOUN [PERSON Ana/PROPN Mole/PROPN] left/VERB ."
        ),
        "Ana Mole",
        ("Ana Mole", "THA", "opposition"),
    ),
    (
        "a member of parliament by title",
        "Deputy/NOUN [PERSON Ana/PROPN Mole/PROPN] objected/VERB .",
        "Ana Mole",
        ("Ana Mole", None, "opposition"),
    ),
    (
        "a soldier by title",
        "Cmdr/PROPN [PERSON Ana/PROPN Mole/PROPN] objected/VERB .",
        "Ana Mole",
        ("Ana Mole", None, "government"),
    ),
    (
        "a name that goes on by a hyphen",
        "[PERSON Kim/PROPN Bo/PROPN -/PUNCT jin/PROPN] ,/PUNCT the/DET Korean/ADJ minister/NOUN ,/PUNCT left/VERB .",
        "Kim Bo-jin",
        ("Kim Bo-jin", "KOR", "government"),
    ),
    (
        "by several hyphens, and of a person in office",
        "[PERSON Prayut/PROPN Chan/PROPN -/PUNCT o/PROPN -/PUNCT cha/PROPN] left/VERB .",
        "Prayut Chan-o-cha",
        ("Prayut Chan-o-cha", "THA", "government"),
    ),
    (
        "the week after a name is no part of it",
        "President/PROPN [PERSON Muhammadu/PROPN Buhari/PROPN] last/ADJ week/NOUN left/VERB .",
        "Muhammadu Buhari",
        ("Muhammadu Buhari", "NGA", "government"),
    ),
    (
        "a title that tells no side",
        "Dr./PROPN [PERSON Ana/PROPN Mole/PROPN] objected/VERB .",
        "Ana Mole",
        ("Ana Mole", None, "other"),
    ),
    (
        "a surname that is an office elsewhere",
        "the/DET Australian/ADJ minister/NOUN ,/PUNCT [PERSON Ana/PROPN Bishop/PROPN/flat] ,/PUNCT objected/VERB .",
        "Ana Bishop",
        ("Ana Bishop", "AUS", "government"),
    ),
    (
        "behind an office stands a person, whatever the recogniser says",
        "the/DET Kremlin/PROPN spokesman/NOUN ,/PUNCT [ORG Ivan/PROPN Mole/PROPN] ,/PUNCT objected/VERB .",
        "Ivan Mole",
        ("Ivan Mole", "RUS", "government"),
    ),
    (
        "an office that goes on for several phrases",
        (
            "Chile/PROPN 's/PART envoy/NOUN to/ADP the/DET UN/PROPN in/ADP Geneva/PROPN ,/PUNCT "
            "[PERSON Ana/PROPN Mole/PROPN] ,/PUNCT objected/VERB ."
        ),
        "Ana Mole",
        ("Ana Mole", "CHL", "government"),
    ),
    (
        "an office in capitals without an article",
        "said/VERB Attorney/PROPN General/PROPN ,/PUNCT [PERSON Ana/PROPN Mole/PROPN] .",
        "Ana Mole",
        ("Ana Mole", None, "government"),
    ),
    (
        "capitals that the tagger takes for foreign words",
        "[PERSON Ana/PROPN Mole/PROPN] ,/PUNCT an/DET MDC/X MP/X ,/PUNCT objected/VERB .",
        "Ana Mole",
        ("Ana Mole", "ZWE", "opposition"),
    ),
    (
        "no more have groups for human rights",
        "Iran/PROPN and/CCONJ human/ADJ rights/NOUN groups/NOUN objected/VERB .",
        "human rights groups",
        ("human rights groups", None, "other"),
    ),
    (
        "worldwide bodies have no state",
        "Iran/PROPN and/CCONJ aid/NOUN groups/NOUN objected/VERB .",
        "aid groups",
        ("aid groups", None, "other"),
    ),
    (
        "armed groups have no state",
        "a/DET Hamas/PROPN leader/NOUN objected/VERB .",
        "Hamas leader",
        ("Hamas leader", None, "other"),
    ),
    (
        "an administration named after its head",
        "the/DET Trump/PROPN administration/NOUN objected/VERB .",
        "Trump administration",
        ("Trump administration", "USA", "government"),
    ),
    (
        "a seat in the name of a body",
        "Tehran/PROPN -/PUNCT based/VERB rights/NOUN group/NOUN objected/VERB .",
        "Tehran-based rights group",
        ("Tehran-based rights group", "IRN", "other"),
    ),
]

SILENT = [
    ("things of a state are no actors", "German/ADJ cars/NOUN sell/VERB .", "German"),
    ("a city where something happens", "he/PRON spoke/VERB in/ADP Paris/PROPN .", "Paris"),
    ("treaties named after a place", "the/DET [ORG Paris/PROPN Agreement/PROPN] holds/VERB .", "Paris Agreement"),
    ("opposition to something", "he/PRON voiced/VERB opposition/NOUN to/ADP it/PRON .", "opposition"),
    ("unknown capitals", "Lorem/PROPN Ipsum/PROPN fell/VERB .", "Lorem Ipsum"),
]


def of_words(doc, words, *, on=None):
    """The mentions that these words name."""
    return [each for each in find_mentions(doc, on=on) if doc[each.start : each.end].text == words]


@pytest.mark.parametrize(("text", "words", "expected"), [row[1:] for row in PLACED], ids=[row[0] for row in PLACED])
def test_actor_and_whom_it_speaks_for(written, text, words, expected):
    found = of_words(written(text), words)
    assert [(each.name, each.country, each.represents.value) for each in found] == [expected]


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in SILENT], ids=[row[0] for row in SILENT])
def test_no_actor(written, text, words):
    assert of_words(written(text), words) == []


def test_adjective_before_a_noun_of_stance_is_its_holder(written):
    (found,) = of_words(written("Russian/ADJ objections/NOUN remain/VERB ."), "Russian")
    assert (found.name, found.country, found.kind) == ("Russia", "RUS", "state")


def test_last_name_stands_for_the_full_name_and_its_office(written):
    doc = written(
        "Chilean/ADJ minister/NOUN [PERSON Rosa/PROPN Quiroga/PROPN] spoke/VERB . ¶ "
        "Critics/NOUN left/VERB . Quiroga/PROPN stayed/VERB ."
    )
    (found,) = of_words(doc, "Quiroga")
    assert (found.name, found.role, found.country) == ("Rosa Quiroga", "minister", "CHL")


def test_last_name_in_a_headline_stands_for_the_full_name_below(written):
    doc = written("Quiroga/PROPN stays/VERB ¶ Chilean/ADJ minister/NOUN [PERSON Rosa/PROPN Quiroga/PROPN] spoke/VERB .")
    (found,) = of_words(doc, "Quiroga")
    assert (found.name, found.country) == ("Rosa Quiroga", "CHL")


def test_a_person_in_office_is_placed_by_the_catalogue(written):
    (found,) = of_words(
        written("[PERSON Angela/PROPN Merkel/PROPN] spoke/VERB ."), "Angela Merkel", on=date(2015, 5, 1)
    )
    assert (found.country, found.represents.value, found.known) == ("DEU", "government", "catalogue")


def test_an_office_in_the_article_beats_the_catalogue(written):
    doc = written("French/ADJ analyst/NOUN [PERSON Angela/PROPN Merkel/PROPN] spoke/VERB .")
    (found,) = of_words(doc, "Angela Merkel")
    assert (found.country, found.represents.value, found.known) == ("FRA", "other", "role")


def test_a_stranger_does_not_inherit_the_country_of_a_namesake(written):
    doc = written("Kenya/PROPN objected/VERB . [PERSON Wanjiru/PROPN Merkel/PROPN] spoke/VERB .")
    (found,) = of_words(doc, "Wanjiru Merkel")
    assert (found.country, found.known) == ("KEN", None)  # guessed from the article, and marked as a guess


def test_the_possessive_is_no_part_of_a_name(written):
    doc = written("[PERSON Rosa/PROPN Quiroga/PROPN 's/PART] plan/NOUN failed/VERB .")
    assert [each.name for each in of_words(doc, "Rosa Quiroga")] == ["Rosa Quiroga"]


def test_head_is_the_word_that_relations_point_at(written):
    doc = written("the/DET Turkish/ADJ foreign/ADJ ministry/NOUN/nsubj objected/VERB .")
    (found,) = of_words(doc, "Turkish foreign ministry")
    assert doc[found.head].text == "ministry"


def test_component_writes_mentions_by_the_article_s_date(written):
    doc = written("the/DET Kremlin/PROPN objected/VERB .")
    doc._.article_date = date(2020, 1, 1)
    nlp = spacy.blank("en")
    doc = nlp.add_pipe("actors")(doc)
    assert [each.name for each in doc._.mentions] == ["Kremlin"]


def test_empty_text_has_no_mentions(vocab):
    assert find_mentions(spacy.tokens.Doc(vocab, words=[])) == []
