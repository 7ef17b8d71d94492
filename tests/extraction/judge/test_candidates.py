from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from spacy.tokens import Doc

from dashboard.extraction.findings import Attribution, Finding
from dashboard.extraction.judge.candidates import MOST_CARRIED, MOST_SPANS, Candidate, candidates
from dashboard.extraction.judge.features import FEATURES, ROLES, features, roles
from dashboard.extraction.mentions import Mention
from dashboard.schema import Represents, Stance

Written = Callable[[str], Doc]


def mention(
    doc: Doc, word: str, name: str, country: str | None, *, nth: int = 0, known: str | None = "name"
) -> Mention:
    index = [token.i for token in doc if token.text == word][nth]
    return Mention(index, index + 1, index, name, None, country, Represents.GOVERNMENT, "state", known)  # type: ignore[arg-type]


def named(found: Sequence[Candidate]) -> list[tuple[int, str, bool]]:
    return [(each.sentence[0], each.mention.name, each.speaks) for each in found]


@pytest.fixture
def two_sentences(written: Written) -> Doc:
    doc = written("Norway/PROPN said/VERB Chile/PROPN erred/VERB . It/PRON must/AUX pay/VERB .")
    doc._.mentions = (mention(doc, "Norway", "Norway", "NOR"), mention(doc, "Chile", "Chile", "CHL"))
    doc._.attributions = (Attribution(0, 1, 2, 4, False),)
    doc._.findings = (Finding((0,), Stance.OPPOSE, (2, 4), (3, 4), "verb:word"),)
    return doc


def test_everybody_named_in_a_sentence_is_asked_about_and_who_is_quoted_speaks(two_sentences: Doc) -> None:
    assert named([*candidates(two_sentences)])[:2] == [(0, "Norway", True), (0, "Chile", False)]


def test_the_speaker_of_the_sentence_before_is_asked_about_where_nobody_new_speaks(two_sentences: Doc) -> None:
    carried = [each for each in candidates(two_sentences) if each.sentence[0] == 5]
    assert named(carried) == [(5, "Norway", False)]
    assert carried[0].spans == ((0, 1),)


def test_a_new_speaker_ends_what_is_carried(two_sentences: Doc) -> None:
    two_sentences._.mentions = (*two_sentences._.mentions, mention(two_sentences, "It", "Chile", "CHL"))
    two_sentences._.attributions = (*two_sentences._.attributions, Attribution(5, 7, 6, 8, False))
    assert named([each for each in candidates(two_sentences) if each.sentence[0] == 5]) == [(5, "Chile", True)]


def test_a_rule_s_finding_goes_to_its_holder(two_sentences: Doc) -> None:
    held = {each.mention.name: each.findings for each in candidates(two_sentences) if each.sentence[0] == 0}
    assert [finding.method for finding in held["Norway"]] == ["verb:word"]
    assert held["Chile"] == ()


def test_an_actor_named_often_is_one_candidate_with_its_clearest_mention(written: Written) -> None:
    doc = written("Chile/PROPN , Chile/PROPN , Chile/PROPN , Chile/PROPN , Chile/PROPN spoke/VERB .")
    places = [mention(doc, "Chile", "Chile", "CHL", nth=nth, known=None if nth else "name") for nth in range(5)]
    doc._.mentions = tuple(reversed(places))
    (found,) = candidates(doc)
    assert found.mention.known == "name"
    assert len(found.spans) == MOST_SPANS


def test_no_more_speakers_are_carried_on_than_can_be_meant(written: Written) -> None:
    doc = written("Chile/PROPN , Peru/PROPN , Fiji/PROPN and/CCONJ Togo/PROPN agreed/VERB . They/PRON signed/VERB .")
    doc._.mentions = tuple(mention(doc, word, word, word[:3].upper()) for word in ("Chile", "Peru", "Fiji", "Togo"))
    last = [each for each in candidates(doc) if each.sentence[0] > 0]
    assert 1 <= len(last) <= MOST_CARRIED


def test_features_tell_who_it_is_and_what_the_rules_found(two_sentences: Doc) -> None:
    norway, chile, carried = candidates(two_sentences)
    assert [FEATURES[place] for place in features(norway)] == [
        *("speaks", "rule found", "state", "name", "government", "rule: oppose", "verb:word"),
    ]
    assert "rule found" not in [FEATURES[place] for place in features(chile)]
    assert "carried" in [FEATURES[place] for place in features(carried)]


def test_roles_mark_the_words_of_the_sentence(two_sentences: Doc) -> None:
    norway, chile, _ = candidates(two_sentences)
    marked = roles(norway, [norway, chile], two_sentences._.attributions, frozenset({0}))
    assert [(token, ROLES[role]) for token, role in marked] == [
        (0, "this actor"),
        (2, "another actor"),
        (2, "said by this actor"),
        (2, "rule's target"),
        (3, "said by this actor"),
        (3, "cue: oppose"),
        (3, "rule's target"),
    ]


def test_roles_stay_within_the_sentence(two_sentences: Doc) -> None:
    carried = [*candidates(two_sentences)][2]
    marked = roles(carried, [carried], two_sentences._.attributions, frozenset({0}))
    assert all(token >= 5 for token, _ in marked)
