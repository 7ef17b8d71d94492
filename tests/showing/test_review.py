"""The review page without a browser: what is shown, what a press keeps, what the form changes, and the way back."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.analysis.review import Queue, QueueOrder, review_progress, review_queue
from dashboard.schema import Article, Review, Stance
from dashboard.store import Store
from dashboard.table import statement_row
from dashboard.ui.review_context import context_html
from dashboard.ui.review_desk import PART_KEY, PART_NAMES, Part
from dashboard.ui.review_form import new_statement, turned
from dashboard.ui.review_trust import gold_zip
from dashboard.ui.sentences import sentences
from tests.showing.apps import address, headings, visit, words
from tests.showing.conftest import HOSTILE, OPPOSE, SUPPORT, Said, say

SAID: list[Said] = [
    say("FRA", "tunnel", SUPPORT, confidence=0.9, words="France backs the tunnel plan."),
    say("BRA", "tunnel", OPPOSE, confidence=0.5, words="Brazil rejects the tunnel plan."),
    say("KEN", "bridge", OPPOSE, confidence=0.7, words="Kenya rejects the bridge.", stance=SUPPORT),
]
FRA, BRA, KEN = (found[0].id for _, found in SAID)


@pytest.fixture
def review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    def start(said: list[Said] | None = None, **query: Any) -> AppTest:
        return visit(tmp_path, monkeypatch, "review", SAID if said is None else said, **{"coder": "Ada", **query})

    return start


@pytest.fixture
def store(tmp_path: Path) -> Callable[[], Store]:
    return lambda: Store.open(tmp_path / "store.sqlite")


def press(app: AppTest, action: str, statement: str) -> AppTest:
    app.button(key=f"{action}-{statement}").click().run()
    assert not app.exception, app.exception[0].message
    return app


def open_part(app: AppTest, part: Part) -> AppTest:
    """Another tab of the page."""
    app.session_state[PART_KEY] = PART_NAMES[part]
    return app.run()


def at_hand(app: AppTest) -> str:
    """The statement that the buttons are about."""
    [key] = [each.key for each in app.button if str(each.key).startswith("accept-")]
    return str(key).removeprefix("accept-")


def log_of(store: Callable[[], Store]) -> list[tuple[str, str, str]]:
    with store() as opened:
        log = opened.judgements()
    return [(row["coder"], row["verdict"], row["statement"]) for row in log.to_dict("records")]


# ---------------------------------------------------------------------------------------------------------------- queue


@pytest.mark.parametrize(
    ("order", "first"),
    [
        pytest.param("uncertain", BRA, id="least-certain"),
        pytest.param("country", BRA, id="country"),
        pytest.param("topic", KEN, id="topic"),
        pytest.param("random", min(FRA, BRA, KEN), id="random"),
        pytest.param("nonsense", BRA, id="an-order-that-there-is-not"),
    ],
)
def test_the_queue_begins_with_what_matters(order: str, first: str, review: Callable[..., AppTest]) -> None:
    app = review(review=order)
    assert at_hand(app) == first
    assert "0 of 3 statements judged, 3 left" in str(app.get("progress")[0].proto.text)


def test_nothing_is_judged_without_a_name(review: Callable[..., AppTest]) -> None:
    app = review(coder="")
    assert "Whose judgements are these?" in words(app)
    assert not [each for each in app.button if str(each.key).startswith("accept-")]
    app.text_input(key="review-name").set_value("  Ada   Lovelace ").run()
    assert address(app, "coder") == ["Ada Lovelace"]
    assert at_hand(app) == BRA


def test_a_verdict_is_kept_under_the_name_and_the_next_one_comes(
    review: Callable[..., AppTest], store: Callable[[], Store]
) -> None:
    app = press(review(), "accept", BRA)
    assert at_hand(app) == KEN
    assert "Accepted: Ada Model" in words(app)
    press(app, "reject", KEN)
    assert log_of(store) == [("Ada", "accepted", BRA), ("Ada", "rejected", KEN)]
    assert "2 of 3 statements judged, 1 left" in str(app.get("progress")[0].proto.text)
    with store() as opened:
        assert opened.statements().set_index("id")["review"].astype(str).to_dict() == {
            FRA: "unreviewed", BRA: "accepted", KEN: "rejected"
        }  # fmt: skip


def test_the_side_is_put_right_by_one_press_and_the_position_with_it(
    review: Callable[..., AppTest], store: Callable[[], Store]
) -> None:
    app = review(statement=KEN)  # its stance is for the target, its position against the question
    assert at_hand(app) == KEN, "the address names it"
    assert not [each for each in app.button if each.key == f"support-{KEN}"], "that is what it has"
    press(app, "oppose", KEN)
    with store() as opened:
        row = opened.statements().set_index("id").loc[KEN]
    assert (row["stance"], row["position"], row["review"]) == ("oppose", "support", "corrected")


def test_undo_goes_back_step_by_step_and_shows_the_statement_again(
    review: Callable[..., AppTest], store: Callable[[], Store]
) -> None:
    app = review()
    assert app.button(key="undo-None").disabled
    press(press(app, "accept", BRA), "reject", KEN)
    press(app, "undo", "2")
    assert at_hand(app) == KEN
    press(app, "undo", "1")
    assert at_hand(app) == BRA
    assert app.button(key="undo-None").disabled
    assert [each[1] for each in log_of(store)] == ["accepted", "rejected", "unreviewed", "unreviewed"]


def test_skipped_ones_come_back_when_all_others_are_judged(review: Callable[..., AppTest]) -> None:
    app = press(press(press(review(), "skip", BRA), "accept", KEN), "accept", FRA)
    assert "Only what you skipped is left: 1 statement." in words(app)
    app.button(key="unskip").click().run()
    assert at_hand(app) == BRA
    press(app, "accept", BRA)
    assert "Nothing is left here." in words(app)


def test_the_filters_say_what_is_to_be_reviewed(review: Callable[..., AppTest]) -> None:
    app = review(country="KEN")
    assert at_hand(app) == KEN
    assert "0 of 1 statement judged" in str(app.get("progress")[0].proto.text)
    assert "No statement passes these filters." in words(review(confidence="0.95"))


def test_a_second_coder_sees_what_the_machine_found(review: Callable[..., AppTest], store: Callable[[], Store]) -> None:
    press(review(), "support", BRA)
    app = review(coder="Bea", review_of="others")
    assert at_hand(app) == BRA
    assert "opposes</span> <q>the tunnel plan</q>" in words(app), "not what Ada made of it"
    press(app, "accept", BRA)
    assert [(who, what) for who, what, _ in log_of(store)][-2:] == [("Ada", "corrected"), ("Bea", "accepted")]
    assert "Nothing is left here." in words(app)
    assert "Ada and Bea" in words(open_part(app, Part.FIGURES))


# ----------------------------------------------------------------------------------------------------------------- form


def test_any_field_is_corrected_in_the_form(review: Callable[..., AppTest], store: Callable[[], Store]) -> None:
    app = press(review(), "correct", BRA)
    key = f"correct-{BRA}"
    app.text_input(key=f"{key}-actor").set_value("Brasília")
    app.text_input(key=f"{key}-target").set_value("the plan")
    app.selectbox(key=f"{key}-country").set_value("NOR")
    app.selectbox(key=f"{key}-represents").set_value("opposition")
    app.selectbox(key=f"{key}-topic").set_value("gerd")
    app.radio(key=f"{key}-stance").set_value("neutral")
    press(app, "correct", f"{BRA}-save")
    with store() as opened:
        row = opened.statements().set_index("id").loc[BRA]
        [entry] = opened.judgements().to_dict("records")
    assert row[["actor", "target", "country", "represents", "topic", "stance", "position", "review"]].tolist() == [
        *("Brasília", "the plan", "NOR", "opposition", "gerd", "neutral", "neutral", "corrected")
    ]  # fmt: skip
    assert (entry["actor_found"], entry["country_found"]) == ("Ada Model", "BRA")
    assert at_hand(app) == KEN


@pytest.mark.parametrize(
    ("target", "told"),
    [(" ", "a statement needs its target"), ("a b c d e f g h i j k", "the target has more than 10 words")],
)
def test_what_is_no_statement_is_not_kept(
    target: str, told: str, review: Callable[..., AppTest], store: Callable[[], Store]
) -> None:
    app = press(review(), "correct", BRA)
    app.text_input(key=f"correct-{BRA}-target").set_value(target)
    press(app, "correct", f"{BRA}-save")
    assert told in words(app)
    assert (log_of(store), at_hand(app)) == ([], BRA)


def test_a_form_saved_as_it_was_accepts(review: Callable[..., AppTest], store: Callable[[], Store]) -> None:
    press(press(review(), "correct", BRA), "correct", f"{BRA}-save")
    assert log_of(store) == [("Ada", "accepted", BRA)]


def test_a_missed_statement_is_added_from_a_sentence_of_the_article(
    review: Callable[..., AppTest], store: Callable[[], Store]
) -> None:
    article, found = say("FRA", "tunnel", SUPPORT, words="France backs it. Mr. Ruto of Kenya is against the dam.")
    app = press(review([(article, found)]), "add", found[0].id)
    key = f"add-{article.id}"
    app.selectbox(key=f"{key}-first").set_value(article.text.index("Mr."))
    app.text_input(key=f"{key}-actor").set_value("Mr. Ruto")
    app.text_input(key=f"{key}-target").set_value("the dam")
    app.selectbox(key=f"{key}-country").set_value("KEN")
    app.radio(key=f"{key}-stance").set_value("oppose")
    press(app, "add", f"{article.id}-save")
    with store() as opened:
        row = opened.statements().set_index("country").loc["KEN"]
        assert row["evidence"] == "Mr. Ruto of Kenya is against the dam."
        assert article.text[row["actor_start"] : row["actor_end"]] == "Mr. Ruto"
        assert (row["review"], row["method"], row["stance"]) == ("added", "person", "oppose")
        packed = zipfile.ZipFile(io.BytesIO(gold_zip(opened)))
    assert packed.namelist() == ["gold/gold.jsonl"], "the other statement of the article is not judged yet"
    assert at_hand(app) == found[0].id, "the one at hand still waits"


def test_an_article_is_chosen_when_nothing_is_left(review: Callable[..., AppTest], store: Callable[[], Store]) -> None:
    app = press(press(press(press(review(), "accept", BRA), "accept", KEN), "accept", FRA), "add", "none")
    article, _ = SAID[2]
    app.selectbox(key="add-in-0").set_value(article.id).run()
    key = f"add-{article.id}"
    app.text_input(key=f"{key}-actor").set_value("Nairobi")
    app.text_input(key=f"{key}-target").set_value("the bridge")
    press(app, "add", f"{article.id}-save")
    assert "Added: Nairobi" in words(app)
    assert log_of(store)[-1][:2] == ("Ada", "added")


def test_gold_holds_what_was_judged(review: Callable[..., AppTest], store: Callable[[], Store]) -> None:
    app = open_part(press(review(), "accept", BRA), Part.FIGURES)
    assert "Take the judgements along" in headings(app)
    with store() as opened:
        packed = zipfile.ZipFile(io.BytesIO(gold_zip(opened)))
    [line] = packed.read("gold/gold.jsonl").decode().splitlines()
    assert json.loads(line)["country"] == "BRA"
    assert len(packed.namelist()) == 2


# ---------------------------------------------------------------------------------------------------- figures, history


def test_figures_appear_with_the_first_judgement_and_follow(review: Callable[..., AppTest]) -> None:
    app = review(part="figures")
    assert "Nothing has been judged yet" in words(app)
    press(press(open_part(app, Part.STATEMENTS), "accept", BRA), "reject", KEN)
    assert "History" in headings(app)
    open_part(app, Part.FIGURES)
    assert "<b>50 %</b> of 2 judged statements right (9 % to 91 %); 1 rejected" in words(app)
    assert "0.5 to 0.6" in words(app)
    assert "Ada and the machine" in words(app)


def test_history_leads_back_to_a_statement(review: Callable[..., AppTest]) -> None:
    app = press(review(), "reject", BRA)
    assert "rejected: Ada Model opposes “the tunnel plan”" in words(app)
    app.button(key="look-1").click().run()
    assert at_hand(app) == BRA
    press(app, "accept", BRA)
    assert "rejected (no longer holds)" in words(app)


def test_new_readings_that_disagree_are_told(review: Callable[..., AppTest], store: Callable[[], Store]) -> None:
    press(review(), "reject", BRA)
    article, found = SAID[1]
    with store() as opened:
        opened.keep(article, found, reader="newer 2")
    app = review(coder="Ada")
    assert "Where new readings disagree" in headings(app)
    assert "rejected, found again" in words(app)


def test_hostile_words_stay_words(review: Callable[..., AppTest]) -> None:
    said = [say("KEN", HOSTILE[:60], OPPOSE, words=HOSTILE, title=HOSTILE, target=HOSTILE, method=HOSTILE)]
    app = press(press(review(said, coder=HOSTILE[:60]), "accept", said[0][1][0].id), "look", "1")
    for markup in ("<img src=x", "<script>document", 'href="javascript:'):
        assert markup not in words(app)


# ---------------------------------------------------------------------------------------------------------- small parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Mr. Ruto met Gen. Oloo on 3 Jan. He left.", ["Mr. Ruto met Gen. Oloo on 3 Jan. He left."]),
        ("He said “No.” They left.", ["He said “No.”", "They left."]),
        (
            "The U.S. Senate voted. It passed.\n\nNew paragraph\n\n",
            ["The U.S. Senate voted.", "It passed.", "New paragraph"],
        ),
        ("It cost 3.5 million. e.g. nothing", ["It cost 3.5 million. e.g. nothing"]),
        ("", []),
    ],
)
def test_sentences_to_choose_from(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == found


@pytest.mark.parametrize(
    ("row", "stance", "position"),
    [
        ({"stance": "support", "position": "support", "topic": "t"}, "oppose", "oppose"),
        ({"stance": "support", "position": "oppose", "topic": "t"}, "oppose", "support"),
        ({"stance": "support", "position": "oppose", "topic": "t"}, "neutral", "neutral"),
        ({"stance": "neutral", "position": "neutral", "topic": "t"}, "oppose", "oppose"),
        ({"stance": "support", "position": None, "topic": "t"}, "support", None),
        ({"stance": "support", "position": None, "topic": "t"}, "oppose", "oppose"),
    ],
)
def test_a_position_turns_with_its_stance(row: dict[str, Any], stance: str, position: str | None) -> None:
    assert turned(stance, row) == position


def test_the_passage_stands_in_its_paragraph_between_its_neighbours() -> None:
    paragraphs = ["First. " * 5, "Before.", "Norway <b>rejects</b> the tunnel plan. More.", "After. " * 200, "Last."]
    article = Article.of("\n\n".join(paragraphs), title="<i>Title</i>")
    start = article.text.index("Norway")
    _, [found] = say("NOR", None, OPPOSE)
    end = article.text.index(" More.")
    row = statement_row(replace(found, start=start, end=end, evidence=article.text[start:end], cue="rejects"))
    shown = context_html(article, row)
    assert "Before." in shown
    assert "First." not in shown
    assert "Last." not in shown
    assert "After. …</p>" in shown
    assert "<b>rejects" not in shown
    assert "&lt;i&gt;Title" in shown
    assert '<mark class="sp-passage sp-cue">rejects</mark>' in shown
    assert "More.</p>" in shown


def test_the_queue_knows_what_the_log_says_before_the_table_does() -> None:
    frame = pd.DataFrame(
        {"id": ["a", "b", "c"], "confidence": [0.1, 0.2, 0.3], "review": ["unreviewed"] * 2 + ["accepted"]}
    )
    log = pd.DataFrame(
        {"statement": ["a", "c"], "coder": ["Ada"] * 2, "stands": [True, False], "counts": [True, False]}
    )
    ids = review_queue(frame, log, order=QueueOrder.UNCERTAIN, queue=Queue.OPEN, coder="Ada")
    assert ids == ["b", "c"], "of c the last word was taken back"
    assert review_progress(frame, log) == (1, 3)


def test_a_new_statement_knows_where_its_words_stand() -> None:
    article = Article.of("“We back it”, said Oslo.")
    entered = {"actor": "Oslo", "role": None, "country": "NOR", "represents": "government", "stance": "support"}
    made = new_statement(
        article, 0, len(article.text), {**entered, "target": "a dam", "topic": None, "position": "support"}
    )
    assert (made.actor_start, made.target_start, made.position, made.is_quote) == (19, None, None, True)
    assert (made.stance, made.review) == (Stance.SUPPORT, Review.UNREVIEWED)
