"""Ingest: every article is kept, known or refused, and nothing that was kept is lost or done twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from dashboard.articles import Refusal
from dashboard.catalogue.topics import topics
from dashboard.errors import ModelError, StoreError
from dashboard.extraction.topic_labels import Tagger, Word
from dashboard.ingest import IngestReport, ingest, propose_topics, reader_name
from dashboard.schema import Article, Review, Stance
from dashboard.store import Store
from tests.samples import TEXT, make_article, make_statement

Batches = Callable[[], list[list[str]]]
GOOD = [make_article(f"{number}. Norway supports it. Chile rejects it.", title=f"t{number}") for number in range(5)]


@pytest.fixture
def nlp(fake_reader: Batches) -> Language:
    from dashboard.extraction.pipeline import build_pipeline

    return build_pipeline()


def test_articles_are_kept_with_their_statements(store: Store, nlp: Language) -> None:
    report = ingest([make_article()], nlp=nlp, store=store)
    assert report == IngestReport(kept=1, statements=2)
    frame = store.statements()
    assert sorted(frame["evidence"]) == ["Chile rejects the treaty.", "Norway supports the treaty."]
    assert all(TEXT[start:end] == words for start, end, words in frame[["start", "end", "evidence"]].to_numpy())


def test_the_report_counts_a_statement_found_twice_once(
    store: Store, nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    def twice(_doc: object, article: Article) -> Iterator[object]:
        yield make_statement(article)
        yield make_statement(article, confidence=0.2)

    monkeypatch.setattr(sys.modules["dashboard.extraction.statements"], "statements", twice)
    report = ingest([make_article()], nlp=nlp, store=store)
    assert report.statements == store.counts().statements == 1


def test_an_article_without_statements_is_kept_too(store: Store, nlp: Language) -> None:
    assert ingest([make_article("Nothing happened.")], nlp=nlp, store=store) == IngestReport(kept=1)
    assert store.counts().articles == 1


def test_articles_are_parsed_in_batches(store: Store, nlp: Language, fake_reader: Batches) -> None:
    ingest(GOOD, nlp=nlp, store=store, batch_size=2)
    assert fake_reader() == [["t0", "t1"], ["t2", "t3"], ["t4"]]


def test_running_again_keeps_nothing_twice_and_parses_nothing(
    store: Store, nlp: Language, fake_reader: Batches
) -> None:
    ingest(GOOD, nlp=nlp, store=store)
    version = store.version()
    report = ingest(GOOD, nlp=nlp, store=store)
    assert (report.kept, report.known, report.outdated) == (0, 5, 0)
    assert len(fake_reader()) == 1
    assert store.version() == version


def test_an_article_given_twice_is_read_once(store: Store, nlp: Language) -> None:
    report = ingest([GOOD[0], GOOD[0]], nlp=nlp, store=store)
    assert (report.kept, report.known) == (1, 1)


@pytest.mark.parametrize(
    ("reread", "kept", "known", "outdated"),
    [pytest.param(False, 0, 1, 1, id="told-but-left-alone"), pytest.param(True, 1, 0, 0, id="read-again-on-demand")],
)
def test_articles_read_by_another_reader(
    store: Store, nlp: Language, reread: bool, kept: int, known: int, outdated: int
) -> None:
    store.keep(GOOD[0], [], reader="en_other 0.1")
    report = ingest([GOOD[0]], nlp=nlp, store=store, reread=reread)
    assert (report.kept, report.known, report.outdated) == (kept, known, outdated)
    assert store.reader_of(GOOD[0].id) == (reader_name(nlp) if reread else "en_other 0.1")


def test_rereading_leaves_alone_what_this_reader_has_read(store: Store, nlp: Language) -> None:
    ingest(GOOD, nlp=nlp, store=store)
    assert ingest(GOOD, nlp=nlp, store=store, reread=True).known == 5


def test_refusals_of_the_source_are_reported_and_the_rest_goes_on(store: Store, nlp: Language) -> None:
    refusal = Refusal("b.txt", "b.txt: the file is empty")
    report = ingest([GOOD[0], refusal, GOOD[1]], nlp=nlp, store=store)
    assert (report.kept, report.refused, report.seen) == (2, [refusal], 3)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        pytest.param("An unparsable text.", "ValueError: a fault in the parser", id="parser-fails"),
        pytest.param("A crash in a rule.", "RuntimeError: a fault in a rule", id="rule-fails"),
    ],
)
def test_an_article_the_reader_fails_on_is_refused_alone(store: Store, nlp: Language, bad: str, said: str) -> None:
    report = ingest([*GOOD[:2], make_article(bad, source="bad.txt"), *GOOD[2:]], nlp=nlp, store=store)
    assert report.kept == 5
    assert [each.reason for each in report.refused] == [
        f"bad.txt: Standpoint failed on this article ({said}); please report it with the file."
    ]


def test_a_model_that_lacks_a_part_ends_the_run(store: Store, nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise ModelError("no parser")

    monkeypatch.setattr(sys.modules["dashboard.extraction.pipeline"], "documents", fail)
    with pytest.raises(ModelError, match="no parser"):
        ingest(GOOD, nlp=nlp, store=store)


def test_progress_is_told_after_every_article(store: Store, nlp: Language) -> None:
    seen: list[int] = []
    articles: list[Article | Refusal] = [GOOD[0], Refusal("b.txt", "empty"), GOOD[0], GOOD[1]]
    ingest(articles, nlp=nlp, store=store, on_progress=lambda report: seen.append(report.seen))
    assert seen == [1, 2, 3, 4]


def test_interrupting_reports_what_was_kept_and_running_again_goes_on(store: Store, nlp: Language) -> None:
    def interrupt_after_three(report: IngestReport) -> None:
        if report.kept == 3:
            raise KeyboardInterrupt

    first = ingest(GOOD, nlp=nlp, store=store, batch_size=2, on_progress=interrupt_after_three)
    assert (first.kept, first.interrupted) == (3, True)
    assert store.counts().articles == 3
    second = ingest(GOOD, nlp=nlp, store=store)
    assert (second.kept, second.known, second.interrupted) == (2, 3, False)
    assert store.counts().statements == 10


def test_whoever_called_may_cancel_and_running_again_goes_on(store: Store, nlp: Language) -> None:
    seen: list[int] = []
    first = ingest(
        GOOD,
        nlp=nlp,
        store=store,
        on_progress=lambda report: seen.append(report.kept),
        cancelled=lambda: len(seen) == 2,
    )
    assert (first.kept, first.interrupted) == (2, True)
    assert store.counts().articles == 2
    assert ingest(GOOD, nlp=nlp, store=store).known == 2
    assert store.counts().articles == 5


def test_cancelling_before_the_first_article_keeps_none(store: Store, nlp: Language, fake_reader: Batches) -> None:
    report = ingest(GOOD, nlp=nlp, store=store, cancelled=lambda: True)
    assert (report.seen, report.interrupted) == (0, True)
    assert fake_reader() == []


def test_pace_and_time_left_are_told() -> None:
    report = IngestReport(kept=3, known=1, refused=[Refusal("a", "b")], total=15, seconds=10.0)
    assert (report.rate, report.seconds_left) == (0.5, 20.0)
    assert IngestReport(total=5).seconds_left is None, "nothing is known before the first"
    assert IngestReport(kept=1, seconds=1.0).seconds_left is None, "it is not known how many there are"
    assert IngestReport(kept=9, total=5, seconds=1.0).seconds_left == 0.0


def test_progress_knows_how_many_there_will_be(store: Store, nlp: Language) -> None:
    left: list[float | None] = []
    ingest(GOOD, nlp=nlp, store=store, total=5, on_progress=lambda report: left.append(report.seconds_left))
    assert left[-1] == 0.0
    assert all(seconds is not None for seconds in left)


def test_articles_in_other_languages_are_kept_and_not_read(store: Store, nlp: Language, fake_reader: Batches) -> None:
    german = make_article("Norwegen supports it.", title="de", language="de")
    report = ingest([GOOD[0], german], nlp=nlp, store=store)
    assert (report.kept, report.unread, report.statements, report.seen) == (2, 1, 2, 2)
    assert fake_reader() == [["t0"]]
    listed = store.articles().set_index("title")
    assert (listed.loc["de", "language"], listed.loc["de", "statements"]) == ("de", 0)
    assert ingest([german], nlp=nlp, store=store).known == 1


def test_a_second_copy_fills_in_what_was_not_known_and_replaces_nothing(store: Store, nlp: Language) -> None:
    ingest([make_article(publisher=None, url="https://e.org/1")], nlp=nlp, store=store)
    version = store.version()
    report = ingest([make_article(publisher="Mine", url="https://e.org/2", author="Ada")], nlp=nlp, store=store)
    [row] = store.articles().to_dict("records")
    assert (report.known, row["publisher"], row["url"], row["author"]) == (1, "Mine", "https://e.org/1", "Ada")
    assert store.version() != version
    version = store.version()
    ingest([make_article(publisher="Other")], nlp=nlp, store=store)
    assert store.version() == version


def test_an_article_that_gets_its_day_is_read_again(store: Store, nlp: Language, fake_reader: Batches) -> None:
    ingest([make_article(date=None)], nlp=nlp, store=store)
    assert ingest([make_article()], nlp=nlp, store=store).kept == 1
    assert ingest([make_article()], nlp=nlp, store=store).known == 1
    assert len(fake_reader()) == 2
    counts = store.counts()
    assert (counts.articles, counts.undated, counts.statements) == (1, 0, 2)


def test_near_copies_become_one_story(store: Store, nlp: Language) -> None:
    told = " ".join(f"Delegate {number} supports it." for number in range(60))
    ingest([make_article(told, title="a"), make_article(f"OSLO — {told}", title="b"), GOOD[0]], nlp=nlp, store=store)
    story = store.articles().set_index("title")["story"]
    assert story["a"] == story["b"]
    assert story["t0"] != story["t0"], "missing"


NURSERY = """
# Each line read from stdin starts a child that ingests and prints the title of every article it is told is kept.
import os, sys
sys.path.insert(0, sys.argv[2])
import spacy
from types import ModuleType
from tests.conftest import read_verbs
pipeline, statements = ModuleType("dashboard.extraction.pipeline"), ModuleType("dashboard.extraction.statements")
pipeline.documents = lambda nlp, articles, batch_size: [(each, nlp(each.text)) for each in articles]
statements.statements = read_verbs
sys.modules["dashboard.extraction.pipeline"], sys.modules["dashboard.extraction.statements"] = pipeline, statements
from dashboard import ingest as ingesting
from dashboard.articles.likeness import sketch_of
from dashboard.store import Store
from tests.samples import make_article
ingesting.propose_topics = lambda store, nlp: 0
sketch_of(" ".join(map(str, range(100))))
nlp = spacy.blank("en")
list(nlp("Ready."))
filler = " ".join(f"Delegate {number} spoke." for number in range(30))
texts = [f"{number}. Norway supports it. Chile rejects it. {filler}" for number in range(int(sys.argv[3]))]
articles = [make_article(text, title=str(number)) for number, text in enumerate(texts)]
for _ in sys.stdin:
    child = os.fork()
    if child == 0:
        told = []
        def tell(report):
            if report.kept > len(told):
                told.append(report.kept)
                # The report counts; which article it was follows from the order, after those known before.
                os.write(1, f"{report.known + report.kept - 1}\\n".encode())
        with Store.open(sys.argv[1]) as store:
            ingesting.ingest(articles, nlp=nlp, store=store, batch_size=4, on_progress=tell)
        os.write(1, b"done\\n")
        os._exit(0)
    os.write(1, f"child {child}\\n".encode())
    os.waitpid(child, 0)
    os.write(1, b"ended\\n")
"""


def start_nursery(store_file: Path, *, articles: int) -> subprocess.Popen[str]:
    root = Path(__file__).parent.parent
    command = [sys.executable, "-c", NURSERY, str(store_file), str(root), str(articles)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root)


@pytest.mark.skipif(os.name != "posix", reason="forks")
def test_two_runs_over_the_same_articles_at_once_keep_each_once(store_file: Path) -> None:
    Store.open(store_file).close()
    nurseries = [start_nursery(store_file, articles=80) for _ in range(2)]
    with ThreadPoolExecutor() as pool:
        told = [out for out, _ in pool.map(lambda nursery: nursery.communicate("go\n", timeout=60), nurseries)]
    assert ["done" in out.split() for out in told] == [True, True]
    with Store.open(store_file) as store:
        listed = store.articles()
    assert sorted(map(int, listed["title"])) == list(range(80))
    assert set(listed["statements"]) == {2}
    assert listed["story"].nunique() == 1
    assert listed["story"].notna().all()


@pytest.mark.skipif(os.name != "posix", reason="forks, and kills a process the POSIX way")
def test_killing_at_any_moment_loses_nothing_reported_and_doubles_nothing(store_file: Path) -> None:
    chance = random.Random(7)
    nursery = start_nursery(store_file, articles=2000)
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    reported: set[int] = set()
    kept_after: list[int] = []
    try:
        for number in range(20):
            nursery.stdin.write("go\n")
            nursery.stdin.flush()
            child = int(nursery.stdout.readline().split()[1])
            if number % 2:  # so that a slow machine gets somewhere too
                reported.add(int(nursery.stdout.readline()))
            time.sleep(chance.uniform(0.05, 0.4))
            os.kill(child, signal.SIGKILL)
            for line in iter(nursery.stdout.readline, "ended\n"):
                assert line != "done\n", "the run ended before it was killed: make it longer"
                reported.add(int(line))
            with Store.open(store_file) as store:
                listed = store.articles()
            assert set(map(str, reported)) <= set(listed["title"]), "what was reported kept is lost"
            assert listed["title"].is_unique
            assert listed["statements"].tolist() == [2] * len(listed), "an article is half there"
            kept_after.append(len(listed))
    finally:
        nursery.stdin.close()
        nursery.stdout.close()
        nursery.wait(timeout=30)
    assert len(reported) >= 10, "every other run was killed after it had reported something"
    assert kept_after == sorted(kept_after), "running again goes on"
    assert kept_after[-1] > kept_after[0]


def test_an_article_whose_statements_cannot_be_kept_is_not_kept_either(
    store: Store, nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(_doc: object, article: Article) -> Iterator[object]:
        found = make_statement(make_article(), cue="supports")
        yield replace(found, article=article.id)
        yield replace(found, id="other", article=article.id, evidence=None)  # type: ignore[arg-type]

    monkeypatch.setattr(sys.modules["dashboard.extraction.statements"], "statements", wrong)
    with pytest.raises(StoreError, match="NOT NULL"):
        ingest(GOOD, nlp=nlp, store=store)
    assert store.counts().articles == 0


# ------------------------------------------------------------------------------------------------------ proposed topics


@pytest.fixture
def with_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every word is a noun, so that the words of a target name its topic."""

    def tagger(_nlp: Language) -> Tagger:
        return lambda texts: [[Word(word, "NOUN") for word in target.split()] for target, _ in texts]

    monkeypatch.setattr("dashboard.extraction.found_topics.tagger", tagger)


def keep(store: Store, target: str, country: str, **changes: Any) -> None:
    """Keep an article of one statement on this target."""
    text = f"{country.capitalize()} supports {target}."
    known = make_article(text, title=target)
    made = make_statement(
        known, start=0, country=country, target=target, **{"topic": None, "position": None, **changes}
    )
    store.keep(known, [made], reader="r")


def placed(store: Store) -> dict[str, tuple[object, object]]:
    """Country → topic and position."""
    frame = store.statements().astype(object)
    frame = frame.where(frame.notna(), None)
    return {row["country"]: (row["topic"], row["position"]) for row in frame.to_dict("records")}


@pytest.mark.usefixtures("with_tags")
def test_targets_are_joined_across_articles_and_positions_turned(store: Store, nlp: Language) -> None:
    keep(store, "ivory trade", "TCD")
    keep(store, "ending ivory trade", "KEN")
    keep(store, "grain exports", "PER")
    assert propose_topics(store, nlp=nlp) == 1
    assert placed(store) == {
        "TCD": ("Ivory trade", "support"),
        "KEN": ("Ivory trade", "oppose"),
        "PER": (None, None),
    }


@pytest.mark.usefixtures("with_tags")
def test_a_second_run_keeps_names_and_writes_nothing_without_need(store: Store, nlp: Language) -> None:
    keep(store, "ivory trade", "TCD", topic="Trade in ivory", position=Stance.SUPPORT)
    keep(store, "ivory trade", "KEN", topic="Trade in ivory", position=Stance.SUPPORT)
    version = store.version()
    propose_topics(store, nlp=nlp)
    assert store.version() == version
    keep(store, "more ivory trade", "JPN")
    propose_topics(store, nlp=nlp)
    assert {topic for topic, _ in placed(store).values()} == {"Trade in ivory"}


@pytest.mark.usefixtures("with_tags")
def test_known_topics_and_judged_statements_are_left_alone(store: Store, nlp: Language) -> None:
    keep(store, "ivory trade", "TCD", topic=topics()[0].id, position=Stance.OPPOSE)
    keep(store, "ivory trade", "KEN", topic="Elephants", position=Stance.OPPOSE, review=Review.CORRECTED)
    keep(store, "ivory trade", "JPN")
    propose_topics(store, nlp=nlp)
    assert placed(store) == {
        "TCD": (topics()[0].id, "oppose"),
        "KEN": ("Elephants", "oppose"),
        "JPN": (None, None),
    }


@pytest.mark.usefixtures("with_tags")
def test_a_topic_that_lost_its_statements_is_gone(store: Store, nlp: Language) -> None:
    keep(store, "ivory trade", "TCD", topic="Trade in ivory", position=Stance.SUPPORT)
    propose_topics(store, nlp=nlp)
    assert placed(store) == {"TCD": (None, None)}


def test_a_topic_of_one_article_waits_for_the_whole_store(
    store: Store, nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(_doc: object, article: Article) -> Iterator[object]:
        yield make_statement(article, topic="Treaty text")

    monkeypatch.setattr(sys.modules["dashboard.extraction.statements"], "statements", found)
    assert ingest([make_article()], nlp=nlp, store=store).proposed == 0
    assert store.statements()["topic"].isna().all()


def test_the_reader_names_model_and_program(nlp: Language) -> None:
    from dashboard import __version__

    assert reader_name(nlp) == f"en_fake {nlp.meta['version']} · standpoint {__version__}"
