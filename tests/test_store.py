"""The store: what is kept is found again, whole, whoever else is at it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date as Date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.exc import OperationalError

from dashboard.errors import StoreError
from dashboard.schema import Article, Review, Stance, Statement
from dashboard.store import Placing, Store, default_store
from dashboard.store.engine import explain
from dashboard.store.migrations import MIGRATIONS, NEWEST
from dashboard.store.tables import metadata
from dashboard.table import check_statements, statements_frame
from tests.samples import make_article, make_statement


def test_what_is_kept_is_read_again(store: Store, article: Article, both_sides: list[Statement]) -> None:
    store.keep(article, both_sides, reader="r 1")
    frame = check_statements(store.statements()).sort_values("start", ignore_index=True)
    assert frame.equals(statements_frame(both_sides, articles=[article]))
    assert store.article(article.id) == article
    assert store.reader_of(article.id) == "r 1"


def test_missing_values_come_back_missing(store: Store) -> None:
    bare = make_article(date=None, publisher=None, url=None)
    found = [make_statement(bare, country=None, topic=None, position=None, actor_start=None, actor_end=None)]
    store.keep(bare, found, reader="r")
    assert store.statements().equals(statements_frame(found, articles=[bare]))
    assert store.article(bare.id) == bare


def test_an_empty_store_gives_an_empty_table(store: Store) -> None:
    assert store.statements().equals(statements_frame([]))
    assert len(store.articles()) == 0
    assert store.article("nothing") is None
    assert store.reader_of("nothing") is None
    counts = store.counts()
    assert (counts.articles, counts.statements, counts.first, counts.last) == (0, 0, None, None)


def test_rereading_replaces_the_statements(store: Store, article: Article, both_sides: list[Statement]) -> None:
    store.keep(article, both_sides, reader="r 1")
    store.keep(article, both_sides[1:], reader="r 2")
    assert store.statements()["id"].tolist() == [both_sides[1].id]
    assert store.reader_of(article.id) == "r 2"


def test_what_a_person_judged_outlives_rereading(store: Store, article: Article, both_sides: list[Statement]) -> None:
    judged = replace(both_sides[0], review=Review.CORRECTED, target="the pact")
    store.keep(article, [judged, both_sides[1]], reader="r 1")
    store.keep(article, [both_sides[0]], reader="r 2")
    frame = store.statements()
    assert frame[["id", "target", "review"]].to_numpy().tolist() == [[judged.id, "the pact", "corrected"]]


def test_a_second_copy_fills_in_what_was_missing_and_takes_nothing_away(store: Store) -> None:
    store.keep(make_article(date=None, url=None), [], reader="r")
    store.keep(make_article(publisher=None), [], reader="r")
    [row] = store.articles().to_dict("records")
    assert (str(row["date"])[:10], row["publisher"], row["url"]) == (
        "2025-02-13",
        "The Daily",
        "https://example.org/oslo",
    )


def test_of_two_statements_with_one_id_the_surer_is_kept(store: Store, article: Article) -> None:
    unsure = make_statement(article, confidence=0.3, stance=Stance.OPPOSE)
    sure = make_statement(article, confidence=0.8)
    store.keep(article, [unsure, sure], reader="r")
    assert store.statements()[["stance", "confidence"]].to_numpy().tolist() == [["support", 0.8]]


def test_article_and_statements_are_kept_together_or_not_at_all(store: Store, article: Article) -> None:
    stranger = replace(make_statement(article), article="0" * 16)
    with pytest.raises(ValueError, match="belongs to article 0000000000000000"):
        store.keep(article, [stranger], reader="r")
    assert store.counts().articles == 0


@pytest.fixture
def three(store: Store) -> Store:
    """Three articles: NOR on treaty in 2024, CHL on whales in 2025, NOR on whales without a date."""
    plan = [(Date(2024, 5, 1), "NOR", "treaty"), (Date(2025, 5, 1), "CHL", "whales"), (None, "NOR", "whales")]
    for number, (date, country, topic) in enumerate(plan):
        known = make_article(f"{number}. Norway supports the treaty.", date=date)
        store.keep(known, [make_statement(known, start=3, country=country, topic=topic, cue=str(number))], reader="r")
    return store


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        pytest.param({}, "012", id="no-condition-gives-all"),
        pytest.param({"countries": ["NOR"]}, "02", id="country"),
        pytest.param({"countries": ["NOR", "CHL"]}, "012", id="countries"),
        pytest.param({"countries": []}, "", id="no-country-gives-none"),
        pytest.param({"topics": {"whales"}}, "12", id="topic"),
        pytest.param({"countries": ["NOR"], "topics": ["whales"]}, "2", id="country-and-topic"),
        pytest.param({"since": Date(2025, 1, 1)}, "1", id="since-leaves-out-undated"),
        pytest.param({"since": Date(2025, 5, 1), "until": Date(2025, 5, 1)}, "1", id="both-days-included"),
        pytest.param({"until": Date(2024, 12, 31)}, "0", id="until"),
        pytest.param({"topics": ["'; DROP TABLE statements; --"]}, "", id="hostile-topic"),
    ],
)
def test_reading_by_condition(three: Store, wanted: dict[str, Any], found: str) -> None:
    frame = check_statements(three.statements(**wanted))
    assert "".join(sorted(frame["cue"])) == found


def test_reading_by_article(three: Store) -> None:
    wanted = three.articles()["id"].iloc[0]
    assert three.statements(article_ids=[wanted])["article"].tolist() == [wanted]


def test_articles_are_listed_newest_first_with_their_statements(three: Store) -> None:
    listed = three.articles()
    assert listed["date"].dt.year.tolist()[:2] == [2025, 2024]
    assert listed["statements"].tolist() == [1, 1, 1]
    counts = three.counts()
    assert (counts.articles, counts.statements, counts.undated) == (3, 3, 1)
    assert (counts.first, counts.last) == (Date(2024, 5, 1), Date(2025, 5, 1))


def test_version_changes_with_the_store_and_only_then(store: Store, article: Article, tmp_path: Path) -> None:
    before = store.version()
    store.statements()
    assert store.version() == before
    with Store.open(store.place) as other:
        other.keep(article, [], reader="r")
    assert store.version() != before
    with Store.open(tmp_path / "other.sqlite") as stranger:
        assert stranger.version() != before


def test_many_articles_in_one_transaction(store: Store) -> None:
    many = [make_article(f"{number}. Norway supports the treaty.") for number in range(1201)]
    before = store.version()
    store.keep_many(((each, [make_statement(each, start=each.text.index("N"))]) for each in many), reader="r")
    assert store.counts().statements == 1201
    assert int(store.version().split(":")[1]) == int(before.split(":")[1]) + 1


# ---------------------------------------------------------------------------------------------------------------- place


def test_argument_beats_environment_beats_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANDPOINT_STORE", str(tmp_path / "by-environment.sqlite"))
    with Store.open(tmp_path / "by-argument.sqlite") as by_argument, Store.open() as by_environment:
        assert Path(by_argument.place).name == "by-argument.sqlite"
        assert Path(by_environment.place).name == "by-environment.sqlite"
    monkeypatch.delenv("STANDPOINT_STORE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    with Store.open() as by_default:
        assert Path(by_default.place) == default_store()
        assert default_store().parent.name == "standpoint"


def test_a_url_names_a_store_too(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/by-url.sqlite") as opened:
        assert opened.place == f"{tmp_path}/by-url.sqlite"


def test_sqlite_is_set_up_for_several_processes(store: Store) -> None:
    connection = sqlite3.connect(store.place)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
    with store._reads() as own:
        assert own.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert own.exec_driver_sql("PRAGMA busy_timeout").scalar() == 30_000


def not_a_database(path: Path) -> None:
    path.write_bytes(b"This is a letter, not a database. " * 100)


def of_another_program(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE moz_places (id INTEGER)")
    connection.close()


def of_the_future(path: Path) -> None:
    Store.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE standpoint SET schema_version = 99")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        pytest.param(not_a_database, "is not a SQLite file; name another file", id="other-file"),
        pytest.param(of_another_program, "another program's tables .moz_places", id="other-program"),
        pytest.param(
            of_the_future, "newer Standpoint \\(schema 99, this one knows \\d+\\): update Standpoint", id="newer-schema"
        ),
        pytest.param(Path.mkdir, "is a folder; name a file in it", id="folder"),
    ],
)
def test_a_store_that_cannot_be_used_is_told_with_its_repair(tmp_path: Path, spoil: Any, told: str) -> None:
    path = tmp_path / "store.sqlite"
    spoil(path)
    with pytest.raises(StoreError, match=told) as raised:
        Store.open(path)
    assert str(path) in str(raised.value)


@pytest.mark.parametrize(
    ("where", "told"),
    [
        pytest.param("mysql://me:secret@host/db", "cannot be kept in 'mysql'", id="other-database"),
        pytest.param("post gres://me:secret@host", "not a database URL", id="no-url"),
    ],
)
def test_a_url_that_cannot_be_used_is_told_without_its_password(where: str, told: str) -> None:
    with pytest.raises(StoreError, match=told) as raised:
        Store.open(where)
    assert "secret" not in str(raised.value)


def test_a_database_without_its_driver_or_its_server_is_told_without_its_password() -> None:
    with pytest.raises(StoreError, match=r"pip install psycopg|does not answer") as raised:
        Store.open("postgresql://me:secret@127.0.0.1:1/positions")
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param("database is locked", "was held by another process for 30 seconds; try again", id="locked"),
        pytest.param(
            "attempt to write a readonly database", "cannot be written; change the file's permissions", id="read-only"
        ),
        pytest.param(
            "unable to open database file", "cannot be opened; check the folder's permissions", id="no-access"
        ),
        pytest.param("database or disk is full", "has no room left on its disk; make room", id="disk-full"),
        pytest.param("database disk image is malformed", "is damaged; restore it from a copy", id="damaged"),
        pytest.param("something new", "failed: something new", id="anything-else-as-the-database-says-it"),
    ],
)
def test_what_the_database_says_becomes_a_repair(said: str, told: str) -> None:
    error = OperationalError("SELECT 1", None, sqlite3.OperationalError(said))
    assert told in explain(error, "/data/store.sqlite")


def test_a_writer_waits_for_another_and_then_says_so(
    store: Store, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.store.engine.PRAGMAS", ("PRAGMA busy_timeout = 20",))
    holder = sqlite3.connect(store.place, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with Store.open(store.place) as waiting:
        with pytest.raises(StoreError, match="was held by another process"):
            waiting.keep(article, [], reader="r")
        assert waiting.counts().articles == 0  # readers need not wait
        holder.execute("ROLLBACK")
        waiting.keep(article, [], reader="r")
        assert waiting.counts().articles == 1
    holder.close()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match=r"folder .* cannot be made"):
        Store.open(tmp_path / "file" / "store.sqlite")


# --------------------------------------------------------------------------------------------------------------- schema


def described(path: str) -> dict[str, Any]:
    """Tables, columns, keys and indices of a database, as the database itself tells them."""
    engine = create_engine(f"sqlite:///{path}")
    found = inspect(engine)
    tables = {
        name: (
            [
                (column["name"], str(column["type"]).split(" ")[0], column["nullable"])
                for column in found.get_columns(name)
            ],
            found.get_pk_constraint(name)["constrained_columns"],
            [(key["constrained_columns"], key["referred_table"]) for key in found.get_foreign_keys(name)],
            sorted((str(index["name"]), index["column_names"]) for index in found.get_indexes(name)),
        )
        for name in found.get_table_names()
    }
    engine.dispose()
    return tables


def test_migrations_make_the_tables_the_program_uses(store: Store, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/by-metadata.sqlite")
    metadata.create_all(engine)
    engine.dispose()
    by_metadata, by_migration = described(f"{tmp_path}/by-metadata.sqlite"), described(store.place)
    for name, (columns, *rest) in by_metadata.items():
        made, *made_rest = by_migration[name]
        # A text key of SQLite may be null by itself, and dates go by several names: neither is a difference in meaning.
        assert [each[0] for each in made] == [each[0] for each in columns]
        assert {each[0] for each in made if each[2]} - {"id", "identity"} == {each[0] for each in columns if each[2]}
        assert made_rest == rest
    assert set(by_metadata) == set(by_migration)


def test_an_older_schema_is_brought_up_to_date(
    store_file: Path, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(store_file) as older:
        older.keep(article, [make_statement(article)], reader="r")
        before = older.version()
    step = ("CREATE TABLE notes (id TEXT PRIMARY KEY)",)
    monkeypatch.setattr("dashboard.store.migrations.MIGRATIONS", (*MIGRATIONS, step))
    monkeypatch.setattr("dashboard.store.migrations.NEWEST", NEWEST + 1)
    monkeypatch.setattr("dashboard.store.NEWEST", NEWEST + 1)
    for _ in range(2):  # the second time there is nothing left to do
        with Store.open(store_file) as newer:
            assert newer.schema == NEWEST + 1
            assert newer.counts().statements == 1
            assert newer.version() != before
    assert "notes" in described(str(store_file))


def test_a_migration_that_fails_leaves_the_store_as_it_was(store_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.open(store_file).close()
    broken = ("CREATE TABLE notes (id TEXT PRIMARY KEY)", "CREATE TABLE notes (id TEXT PRIMARY KEY)")
    with monkeypatch.context() as patch:
        patch.setattr("dashboard.store.migrations.MIGRATIONS", (*MIGRATIONS, broken))
        patch.setattr("dashboard.store.NEWEST", NEWEST + 1)
        with pytest.raises(StoreError, match="notes already exists"):
            Store.open(store_file)
    assert "notes" not in described(str(store_file))
    Store.open(store_file).close()


# ------------------------------------------------------------------------------------------------------------ processes


def write_articles(place: str, name: str, number: int) -> None:
    with Store.open(place) as opened:
        for each in range(number):
            known = make_article(f"{name} {each}: Norway supports the treaty.")
            opened.keep(known, [make_statement(known, start=known.text.index("Norway"))], reader="r")


def test_processes_that_open_a_new_store_and_write_at_once_lose_nothing(store_file: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_articles, args=(str(store_file), name, 20)) for name in ("one", "two")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)
        assert writer.exitcode == 0
    with Store.open(store_file) as opened:
        assert (opened.counts().articles, opened.counts().statements) == (40, 40)
        assert opened.version().endswith(":40")


ENDLESS = """
import sys
from tests.samples import make_article, make_statement
from dashboard.store import Store
store = Store.open(sys.argv[1])
for number in range(1_000_000):
    article = make_article(f"{number}: Norway supports the treaty. " * 50)
    store.keep(article, [make_statement(article, start=start) for start in range(3, 1400, 33)], reader="r")
    print(article.id, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="kills a process the POSIX way")
def test_killing_a_writer_loses_nothing_it_reported(store_file: Path) -> None:
    root = Path(__file__).parent.parent
    writer = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, str(store_file)], stdout=subprocess.PIPE, text=True, cwd=root
    )
    assert writer.stdout is not None
    reported = [writer.stdout.readline().strip() for _ in range(10)]
    time.sleep(0.03)
    writer.send_signal(signal.SIGKILL)
    reported += writer.stdout.read().split()
    writer.wait(timeout=10)
    writer.stdout.close()
    with Store.open(store_file) as opened:
        listed = opened.articles()
    whole = listed["statements"].max()
    assert set(reported) <= set(listed["id"])
    assert listed["statements"].tolist() == [whole] * len(listed)  # no article is half there


# --------------------------------------------------------------------------------------------------------- topics later


def test_statements_outside_the_catalogue_are_found_and_given_topics(store: Store, article: Article) -> None:
    known, free = make_statement(article, topic="gerd"), make_statement(article, topic=None, position=None)
    judged = make_statement(article, topic="Whales", review=Review.ACCEPTED)
    made = [replace(each, id=name) for name, each in (("known", known), ("free", free), ("judged", judged))]
    store.keep(article, made, reader="r")
    [unplaced] = store.unplaced(["gerd"])
    assert (unplaced.id, unplaced.target, unplaced.speaker, unplaced.topic) == ("free", "the treaty", "NOR", None)
    store.place_statements([Placing(name, "Treaty", Stance.OPPOSE) for name in ("free", "judged")])
    frame = store.statements().set_index("id")
    assert frame["topic"].astype(str).to_dict() == {"known": "gerd", "free": "Treaty", "judged": "Whales"}
    assert frame["position"].astype(str).to_dict() == {"known": "support", "free": "oppose", "judged": "support"}


def test_placing_nothing_is_no_change(store: Store) -> None:
    version = store.version()
    store.place_statements([])
    assert store.version() == version


def test_who_has_no_country_speaks_for_themselves(store: Store, article: Article) -> None:
    store.keep(article, [make_statement(article, country=None, topic=None, position=None)], reader="r")
    assert [each.speaker for each in store.unplaced([])] == ["Norway"]
