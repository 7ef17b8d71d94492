from __future__ import annotations

import pytest

from dashboard.catalogue.confidence import confidence_of
from dashboard.extraction.judge.calibration import JUDGED
from dashboard.extraction.judge.candidates import Candidate
from dashboard.extraction.judge.judgements import SURER_ALONE, Judgement, decided
from dashboard.extraction.mentions import Mention
from dashboard.schema import Represents, Stance


def judgement(
    confidence: float,
    *,
    name: str = "Chile",
    country: str | None = "CHL",
    stance: Stance = Stance.SUPPORT,
    method: str = JUDGED,
    target: int = 5,
    sentence: int = 0,
    represents: Represents = Represents.GOVERNMENT,
    is_further: bool = False,
    place: int = 0,
    speaks: bool = True,
) -> Judgement:
    mention = Mention(sentence, sentence + 1, sentence, name, None, country, represents, "state", "name")
    candidate = Candidate((sentence, sentence + 9), ((sentence + place, sentence + place + 1),), mention, speaks, ())
    target_span, cue = (target, target + 1), (sentence + 2, sentence + 3)
    return Judgement(candidate, mention, stance, confidence, target_span, None, cue, method, is_further)


TOLD = [
    (
        "only what is sure enough",
        [judgement(0.29, method="noun"), judgement(0.3, name="Peru", country="PER", method="noun")],
        [False, True],
    ),
    (
        "what no rule found must be surer",
        [judgement(0.29 + SURER_ALONE), judgement(0.31 + SURER_ALONE, name="Peru", country="PER")],
        [False, True],
    ),
    ("of two mentions of a state the surer one", [judgement(0.6), judgement(0.7, name="Lagos")], [False, True]),
    (
        "a rule's position and nothing of the judge's own beside it",
        [judgement(0.3, method="noun"), judgement(0.9, name="Peru", country="PER")],
        [True, False],
    ),
    (
        "the judge's own where it doubts the rule",
        [judgement(0.2, method="noun"), judgement(0.9, stance=Stance.OPPOSE)],
        [False, True],
    ),
    ("one side of the judge's own", [judgement(0.5), judgement(0.6, stance=Stance.OPPOSE)], [False, True]),
    ("nobody who only spoke before", [judgement(0.9, place=-9, speaks=False)], [False]),
    ("who spoke before and still speaks", [judgement(0.9, place=-9)], [True]),
    (
        "a further target that a rule found",
        [judgement(0.5, method="noun", target=5), judgement(0.5, method="noun", target=7, is_further=True)],
        [True, True],
    ),
    (
        "both sides where rules found both",
        [judgement(0.5, method="noun"), judgement(0.6, stance=Stance.OPPOSE, method="noun")],
        [True, True],
    ),
    ("another sentence", [judgement(0.5, method="noun"), judgement(0.5, sentence=20)], [True, True]),
    (
        "a state's opposition beside its government",
        [judgement(0.5), judgement(0.5, name="Front", represents=Represents.OPPOSITION)],
        [True, True],
    ),
    (
        "two actors of no state",
        [judgement(0.5, name="Amnesty", country=None), judgement(0.5, name="Oxfam", country=None)],
        [True, True],
    ),
    ("a recorded vote, however the judge doubts it", [judgement(0.05, method="ballot")], [True]),
    (
        "nothing of the judge's own where votes are recorded",
        [judgement(0.05, method="ballot"), judgement(0.9, name="Peru", country="PER")],
        [True, False],
    ),
]


@pytest.mark.parametrize(("found", "told"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD])
def test_what_is_told(found: list[Judgement], told: list[bool]) -> None:
    assert [each.is_told for each in decided(found, 0.3)] == told


def test_the_order_stays_that_of_the_text() -> None:
    found = [judgement(0.2), judgement(0.8, sentence=10), judgement(0.5, sentence=20)]
    assert [each.confidence for each in decided(found, 0.3)] == [0.2, 0.8, 0.5]


def test_a_recorded_vote_is_as_sure_as_its_rule() -> None:
    (vote,) = decided([judgement(0.05, method="ballot")], 0.3)
    assert vote.confidence == confidence_of("ballot") > 0.3
