"""Telling sentences, written for these tests, read by the shipped model: who takes which side on what.

Each row names the rule it protects. ``positions`` are (country, stance, a word of the target); a sentence may hold
more, but these must be found, and where none is expected none may be invented.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.extraction.conftest import Reader


class Row(NamedTuple):
    rule: str
    text: str
    positions: tuple[tuple[str | None, str, str], ...]


FOUND = [
    Row(
        "both governments are the two of the sentence before",
        "Ghana and Chad sell gold. In Lima and in Quito the offer was read. Both governments reject the dam.",
        (("PER", "oppose", "dam"), ("ECU", "oppose", "dam")),
    ),
    Row(
        "an office takes up the known holder named before",
        "Friedrich Merz met the farmers. France kept silent. The chancellor backed the deal.",
        (("DEU", "support", "deal"),),
    ),
    Row(
        "a noun of several states is of each",
        "The German, French and Polish foreign ministers rejected the annexation.",
        (("DEU", "oppose", "annexation"), ("FRA", "oppose", "annexation"), ("POL", "oppose", "annexation")),
    ),
    Row(
        "a statement condemns for those who issue it",
        "Canada and Peru issued a joint statement condemning the executions.",
        (("CAN", "oppose", "executions"), ("PER", "oppose", "executions")),
    ),
    Row(
        "a protest with somebody over something",
        "Beijing lodged a solemn protest with Tokyo over the visit.",
        (("CHN", "oppose", "visit"),),
    ),
    Row(
        "a main verb that the parser took for a participle",
        "The Russian foreign minister, Sergei Lavrov, called for talks.",
        (("RUS", "support", "talks"),),
    ),
    Row(
        "whoever speaks goes on in the next paragraph",
        'Chile opposed the dam, President Gabriel Boric said.\n\n"We reject the new mine too."\n\nRain fell.',
        (("CHL", "oppose", "dam"), ("CHL", "oppose", "mine")),
    ),
    Row(
        "what was reported of the speaker is no part of the target",
        "Mexico will not join the boycott, President Claudia Sheinbaum said.",
        (("MEX", "oppose", "boycott"),),
    ),
    Row(
        "with some voting so and others otherwise",
        "The text was adopted by 120 votes, with Russia and Belarus voting against and China abstaining.",
        (("RUS", "oppose", "text"), ("BLR", "oppose", "text"), ("CHN", "neutral", "text")),
    ),
    Row(
        "with some of them abstaining",
        "The resolution passed 141 to 5, with 35 countries, including China and India, abstaining.",
        (("CHN", "neutral", "resolution"), ("IND", "neutral", "resolution")),
    ),
    Row("ruled out doing", "Cairo ruled out accepting refugees.", (("EGY", "oppose", "accepting refugees"),)),
    Row("seen as", "North Korea slammed the drills as a rehearsal for war.", (("PRK", "oppose", "drills"),)),
    Row("a verb that the tagger took for a noun", "Berlin backs the plan.", (("DEU", "support", "plan"),)),
    Row(
        "the second of a list taken for another name of the first",
        "The EU, the UK and Canada imposed coordinated sanctions on Belarus.",
        (("EU", "support", "sanctions"), ("GBR", "support", "sanctions"), ("CAN", "support", "sanctions")),
    ),
    Row("no intention of", "Iran has no intention of leaving the treaty.", (("IRN", "oppose", "leaving the treaty"),)),
    Row("could not", "Malta said it could not back the text.", (("MLT", "oppose", "text"),)),
    Row("a feeling caused", "The closure angered Minsk.", (("BLR", "oppose", "closure"),)),
    Row("a feeling had", "Beijing was angered by the visit.", (("CHN", "oppose", "visit"),)),
    Row("for whom it is so", "For Berlin, the deal is unacceptable.", (("DEU", "oppose", "deal"),)),
    Row("found too weak", "Paris finds the draft too weak.", (("FRA", "oppose", "draft"),)),
    Row(
        "criticism drawn is of those it comes from",
        "The move drew condemnation from Jordan and Egypt.",
        (("JOR", "oppose", "move"), ("EGY", "oppose", "move")),
    ),
    Row(
        "and of what it is about",
        "Israel faced criticism from Spain over the blockade.",
        (("ESP", "oppose", "blockade"),),
    ),
    Row(
        "backing had is of those who give it",
        "The plan has the backing of the Arab League.",
        (("AL", "support", "plan"),),
    ),
    Row("support had", "Ukraine has the support of Germany.", (("DEU", "support", "Ukraine"),)),
    Row("verb takes its object", "France opposes the new tariffs.", (("FRA", "oppose", "tariffs"),)),
    Row("verb with preposition", "Norway voted against the draft resolution.", (("NOR", "oppose", "resolution"),)),
    Row("in favour of", "Kenya voted in favour of the treaty.", (("KEN", "support", "treaty"),)),
    Row("abstention is neutral", "India abstained on the resolution.", (("IND", "neutral", "resolution"),)),
    Row(
        "conjoined states each take the side",
        "Brazil, India and South Africa abstained on the text.",
        (("BRA", "neutral", "text"), ("IND", "neutral", "text"), ("ZAF", "neutral", "text")),
    ),
    Row("passive with an agent", "The ceasefire was welcomed by Egypt.", (("EGY", "support", "ceasefire"),)),
    Row("reduced passive", "Rebels backed by Turkey entered the town.", (("TUR", "support", "ebels"),)),
    Row("participle before its noun", "US-backed forces took the airport.", (("USA", "support", "forces"),)),
    Row("negation flips", "Hungary does not support the embargo.", (("HUN", "oppose", "embargo"),)),
    Row("negation cancels nothing here", "Spain will never accept the annexation.", (("ESP", "oppose", "annexation"),)),
    Row("not ruled out is neutral", "Germany did not rule out new sanctions.", (("DEU", "neutral", "sanctions"),)),
    Row("refusal", "Iran refused to stop enriching uranium.", (("IRN", "oppose", "stop"),)),
    Row("wish", "Ankara wants a buffer zone along the border.", (("TUR", "support", "zone"),)),
    Row("demand on another state", "Poland urged Germany to send tanks.", (("POL", "support", "send"),)),
    Row("call on somebody", "The EU called on Serbia to join the sanctions.", (("EU", "support", "join"),)),
    Row("call for", "China called for an immediate ceasefire.", (("CHN", "support", "ceasefire"),)),
    Row("pledge", "Japan pledged to cut its emissions.", (("JPN", "support", "cut"),)),
    Row("threat is will", "Russia threatened to suspend the grain deal.", (("RUS", "support", "suspend"),)),
    Row("blame", "Washington accused Tehran of violating the agreement.", (("USA", "oppose", "violating"),)),
    Row("praise", "Canada praised the court for its ruling.", (("CAN", "support", "ruling"),)),
    Row("deed: veto", "Russia vetoed the resolution.", (("RUS", "oppose", "resolution"),)),
    Row("deed: ratification", "Portugal ratified the convention in May.", (("PRT", "support", "convention"),)),
    Row("noun with possessor", "Turkey's opposition to the plan is well known.", (("TUR", "oppose", "plan"),)),
    Row("noun with adjective", "Russian support for the government has grown.", (("RUS", "support", "government"),)),
    Row("noun carried by a verb", "Sweden expressed concern about the arrests.", (("SWE", "oppose", "arrests"),)),
    Row("noun: no plan", "Italy voiced its support for the mission.", (("ITA", "support", "mission"),)),
    Row("adjective of the holder", "Austria is opposed to the pipeline.", (("AUT", "oppose", "pipeline"),)),
    Row("adjective: ready", "Jordan is ready to host the talks.", (("JOR", "support", "host"),)),
    Row("adjective of dismay", "Greece is concerned about the drilling.", (("GRC", "oppose", "drilling"),)),
    Row("against as predicate", "Ireland is against the deal.", (("IRL", "oppose", "deal"),)),
    Row(
        "verdict on the target",
        "The strikes are unacceptable, Malaysia's prime minister, Anwar Ibrahim, said.",
        (("MYS", "oppose", "strikes"),),
    ),
    Row(
        "verdict under negation",
        "Germany's foreign minister said the proposal was not acceptable.",
        (("DEU", "oppose", "proposal"),),
    ),
    Row(
        "demand in indirect speech",
        "Germany's Defence Minister Boris Pistorius said Europe must be at the table.",
        (("DEU", "support", "table"),),
    ),
    Row(
        "must not",
        "The Finnish president, Alexander Stubb, said Ukraine must not be forced to give up land.",
        (("FIN", "oppose", "forced"),),
    ),
    Row(
        "have to",
        "“We have to be part of the negotiations,” said Estonia's defence minister, Hanno Pevkur.",
        (("EST", "support", "part"),),
    ),
    Row(
        "no X without Y",
        "“There can be no deal without us,” Ukrainian President Volodymyr Zelenskyy told reporters.",
        (("UKR", "support", "us"),),
    ),
    Row(
        "we of a quotation is its speaker",
        "“We reject these threats,” said Mexico's president, Claudia Sheinbaum.",
        (("MEX", "oppose", "threats"),),
    ),
    Row(
        "quotation over two sentences",
        "“The blockade is a war crime. We condemn it,” said South Africa's foreign minister.",
        (("ZAF", "oppose", "it"),),
    ),
    Row(
        "he is the one named before",
        "French President Emmanuel Macron spoke in Paris. He opposed any delay of the vote.",
        (("FRA", "oppose", "delay"),),
    ),
    Row(
        "the minister of the sentence before",
        "Denmark's foreign minister, Lars Løkke Rasmussen, arrived on Monday. The minister rejected the offer.",
        (("DNK", "oppose", "offer"),),
    ),
    Row(
        "both sides",
        "Greece and Turkey held talks in Athens. The two sides agreed to reopen the crossing.",
        (("GRC", "support", "crossing"), ("TUR", "support", "crossing")),
    ),
    Row("metonym", "The Kremlin rejected the ceasefire proposal.", (("RUS", "oppose", "proposal"),)),
    Row("bloc", "NATO allies condemned the attack.", (("NATO", "oppose", "attack"),)),
    Row(
        "office, not nationality",
        "NATO Secretary-General Mark Rutte welcomed the decision.",
        (("NATO", "support", "decision"),),
    ),
    Row(
        "the one spoken of",
        "Washington said Tehran opposes the deal.",
        (("IRN", "oppose", "deal"),),
    ),
    Row("denial", "The Pentagon denied the accusation.", (("USA", "oppose", "accusation"),)),
    Row("warning", "Qatar warned against a ground offensive.", (("QAT", "oppose", "offensive"),)),
    Row("labels decide", "Cuba described the embargo as a crime.", (("CUB", "oppose", "embargo"),)),
    Row(
        "according to",
        "The plan is a dangerous mistake, according to Norway's prime minister.",
        (("NOR", "oppose", ""),),
    ),
    Row(
        "vote list",
        "The General Assembly adopted the resolution. Against: Belarus, Russia, Mali; abstaining: Brazil, China.",
        (("BLR", "oppose", "resolution"), ("MLI", "oppose", "resolution"), ("BRA", "neutral", "resolution")),
    ),
    Row(
        "second verb of the same subject",
        "Kenya abstained on the first text and voted for the second resolution.",
        (("KEN", "neutral", "text"), ("KEN", "support", "resolution")),
    ),
    # ---- verbs in their many shapes: set phrases, names given, refusals, company and repetition
    Row("a name given", "Poland's president called the deal a catastrophe.", (("POL", "oppose", "deal"),)),
    Row("a name behind as", "Chile sees the treaty as a threat to its fisheries.", (("CHL", "oppose", "treaty"),)),
    Row("a good name refused", "Brazil did not regard the offer as fair.", (("BRA", "oppose", "offer"),)),
    Row(
        "an infinitive of purpose",
        "Volodymyr Zelenskyy, Ukraine's president, had come to the summit to urge the leaders to use the assets.",
        (("UKR", "support", "use the assets"),),
    ),
    Row(
        "the first to do it", "Chile was among the first to sign the declaration.", (("CHL", "support", "declaration"),)
    ),
    Row("went along with", "Denmark went along with the plan.", (("DNK", "support", "plan"),)),
    Row("came out against", "Chile came out against the treaty.", (("CHL", "oppose", "treaty"),)),
    Row("made the case for", "Iceland made the case for the mine.", (("ISL", "support", "mine"),)),
    Row("kept out of", "Saudi Arabia kept any roadmap out of the decision.", (("SAU", "oppose", "roadmap"),)),
    Row("said no to", "Malaysia said no to the treaty.", (("MYS", "oppose", "treaty"),)),
    Row("led the resistance", "France led the resistance against the deal.", (("FRA", "oppose", "deal"),)),
    Row("in favour of as predicate", "Nepal is in favour of the reform.", (("NPL", "support", "reform"),)),
    Row("applied for", "Kyiv applied for membership of the alliance.", (("UKR", "support", "membership"),)),
    Row("not to do it", "Chile urged the council not to adopt the text.", (("CHL", "oppose", "adopt the text"),)),
    Row("will never do it", "Egypt promised never to recognise the annexation.", (("EGY", "oppose", "recognise"),)),
    Row("neither of them", "Neither Peru nor Chile recognised the court.", (("PER", "oppose", "court"),)),
    Row("a second participle", "The pact was signed by Kiribati and ratified by Palau.", (("PLW", "support", "pact"),)),
    Row("company", "Kenya, together with Uganda, rejected the plan.", (("UGA", "oppose", "plan"),)),
    Row("on the same day as", "Spain recognised Kosovo on the same day as Norway.", (("NOR", "support", "Kosovo"),)),
    Row("as did", "France opposed the deal, as did Poland and Austria.", (("AUT", "oppose", "deal"),)),
    Row("the same step", "Norway backed the ban. Canada took the same step.", (("CAN", "support", "ban"),)),
    Row("followed suit", "Norway backed the ban. Canada followed suit.", (("CAN", "support", "ban"),)),
    Row("joined by", "Norway backed the ban. It was joined by Fiji.", (("FJI", "support", "ban"),)),
]

NOT_A_POSITION = [
    ("a trip", "The Omani foreign minister arrived in Muscat on Tuesday."),
    ("a meeting", "Macron met Scholz in Berlin."),
    ("a fact", "Norway has a population of five million."),
    ("a mere possibility", "Chile might support the plan."),
    ("another possibility", "Chile could support the plan."),
    ("no plans are no side", "Spain said it had no plans to recognise Kosovo."),
    ("what another ought to do", "Analysts say Chile should support the plan."),
    ("a forecast", "The economy of Peru grew by three per cent."),
    ("a demand is not the position of the one it is put to", "Critics want Peru to leave the pact."),
]


@pytest.mark.parametrize("row", FOUND, ids=[row.rule for row in FOUND])
def test_position_is_found(row: Row, read: Reader) -> None:
    found = [(each.actor.country, str(each.stance), each.target) for each in read(row.text)]
    for country, stance, word in row.positions:
        assert any(f[0] == country and f[1] == stance and word in f[2] for f in found), found


@pytest.mark.parametrize(("rule", "text"), NOT_A_POSITION, ids=[rule for rule, _ in NOT_A_POSITION])
def test_no_position_is_invented(rule: str, text: str, read: Reader) -> None:
    assert [(each.actor.country, each.stance, each.target) for each in read(text)] == []


def test_offsets_point_into_the_text(read: Reader) -> None:
    text = "PARIS\n\nFrance opposes the new tariffs. “We will not accept them,” French President Emmanuel Macron said."
    for each in read(text):
        assert text[each.start : each.end] == each.evidence
        assert each.actor_start is not None
        assert each.actor_end is not None
        assert each.target_start is not None
        assert each.target_end is not None
        assert " ".join(text[each.target_start : each.target_end].split()) == each.target
        assert each.cue in text


def test_reading_twice_gives_the_same(read: Reader) -> None:
    text = "Brazil backs the pact. Chile opposes it. “We want peace,” said Peru's foreign minister."
    assert read(text) == read(text)


def test_what_a_correction_takes_back_is_not_read(read: Reader) -> None:
    assert read("An earlier version of this report said that Cuba voted against the treaty.") == []


def test_a_dateline_takes_no_side(read: Reader) -> None:
    assert {each.actor.country for each in read("CAIRO – Norway opposes the new dam.")} == {"NOR"}


def test_asking_for_a_vote_is_no_side_on_what_is_voted_on(read: Reader) -> None:
    text = "The pandemic agreement is before the World Health Assembly. Norway demanded a vote."
    assert [each.topic for each in read(text) if each.target == "vote"] in ([], [None])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile's minister said: we will sign the treaty.", [("support", "treaty")]),
        ("The White House declined to comment on the report.", [("neutral", "report")]),
        ("Malaysia said it does not recognise unilateral sanctions.", [("oppose", "sanctions")]),
        ("Turkey will veto the bid, Recep Tayyip Erdogan warned.", [("oppose", "bid")]),
        ("Spain backed talks on the dam, a plan of the king.", [("support", "talks on the dam")]),
        ("Kenya said voting against the bill was wrong.", [("oppose", "voting against the bill")]),
        ("Rwanda denies backing the rebels.", [("oppose", "backing the rebels")]),
        ("The United States vetoed a resolution condemning Israel.", [("oppose", "resolution condemning Israel")]),
    ],
)
def test_one_position_is_told_once(text: str, expected: list[tuple[str, str]], read: Reader) -> None:
    told = [(statement.stance.value, statement.target) for statement in read(text)]
    assert [stance for stance, _ in told] == [stance for stance, _ in expected]
    assert all(target.endswith(words) for (_, target), (_, words) in zip(told, expected, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "For Norway",
        "Backed by Peru",
        "with Chile abstaining",
        "voting",
        ", Polish ministers",
        "Kim Jong-",
        '"',
        "US, UK and",
    ],
)
def test_fragments_break_nothing(text: str, read: Reader) -> None:
    assert all(statement.evidence in text for statement in read(text))
