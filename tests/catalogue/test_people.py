"""People in office: the loader, and who is meant by a name on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard import paths
from dashboard.catalogue import people
from dashboard.catalogue.people import Office, holders, last_name, office_holders
from dashboard.errors import CatalogueError
from dashboard.schema import Represents

HEADER = "name,aliases,code,office,from,to,note\n"

# Invented people, so that the rules outlive every election.
PEOPLE = """# comment
Anna Berg,Anna Maria Berg,NOR,head of government,2001-03-01,2005-10-17,
Anna Berg,,NATO,head of organisation,2006,2010,
Karl Berg,,SWE,foreign minister,2003,2004,
José von der Alm,,DEU,defence minister,2010-05,,
Ruth Stone,,USA,head of state,2001,2004,
Paul Stone Jr,,USA,head of state,1989,1992,
Pia Twin,,ESP,head of government,2001,2012,
Pia Twin,,COL,defence minister,2001,2012,
Ole Twin,,DNK,foreign minister,2001,2012,
Ole Twin,,ISL,foreign minister,2001,2012,
Theo Small,,JAM,head of government,2001,2012,
Greta Large,Large,FRA,foreign minister,2001,2012,
Hugo Large,,FRA,senior official,2001,2012,
Ilya Kolt,,UKR,party leader,2012,2013,
Abebe Chair,,AU,senior official,2015,2015,chairperson of the union
Abebe Chair,,ETH,head of state,2010,2017,
"""


@pytest.fixture(autouse=True)
def invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "people.csv").write_text(HEADER + PEOPLE, encoding="utf-8")
    (tmp_path / "common_surnames.txt").write_text("# comment\nSmall Large\n", encoding="utf-8")
    monkeypatch.setattr(paths, "PEOPLE", tmp_path)
    _forget()
    yield
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for cached in (office_holders, people._by_full_name, people._by_last_name, people._common_surnames):
        cached.cache_clear()


@pytest.mark.parametrize(
    ("name", "on", "found"),
    [
        pytest.param("Anna Berg", date(2004, 1, 1), {"NOR"}, id="office-on-the-day"),
        pytest.param("Anna Maria Berg", date(2004, 1, 1), {"NOR"}, id="alias"),
        pytest.param("anna berg", date(2007, 1, 1), {"NATO"}, id="later-office"),
        pytest.param("Anna Berg", date(2020, 1, 1), {"NOR", "NATO"}, id="full-name-out-of-office-gives-all-terms"),
        pytest.param("Berg", date(2004, 1, 1), set(), id="last-name-of-two-in-office"),
        pytest.param("Berg", date(2002, 1, 1), {"NOR"}, id="last-name-of-one-in-office"),
        pytest.param("Berg", date(2020, 1, 1), set(), id="last-name-out-of-office"),
        pytest.param("Berg", None, set(), id="undated-last-name-of-two-states"),
        pytest.param("Stone", None, {"USA"}, id="undated-last-name-of-one-state"),
        pytest.param("Jose von der Alm", None, {"DEU"}, id="without-accents"),
        pytest.param("von der Alm", date(2011, 1, 1), {"DEU"}, id="particles-belong-to-the-last-name"),
        pytest.param("Alm", date(2011, 1, 1), set(), id="never-a-part-of-the-last-name"),
        pytest.param("Pia Twin", date(2004, 1, 1), {"ESP"}, id="of-namesakes-the-head-of-government"),
        pytest.param("Ole Twin", date(2004, 1, 1), set(), id="namesakes-of-equal-rank"),
        pytest.param("Twin", date(2004, 1, 1), set(), id="last-name-of-namesakes"),
        pytest.param("Small", date(2004, 1, 1), set(), id="common-surname-of-a-small-state"),
        pytest.param("Theo Small", date(2004, 1, 1), {"JAM"}, id="common-surname-in-full"),
        pytest.param("Large", date(2004, 1, 1), {"FRA"}, id="common-surname-of-a-foreign-minister-of-the-g20"),
        pytest.param("Anna Borg", date(2004, 1, 1), set(), id="never-fuzzy"),
        pytest.param("Anna", date(2004, 1, 1), set(), id="never-by-first-name"),
    ],
)
def test_holders(name: str, on: date | None, found: set[str]) -> None:
    assert {holder.code for holder in holders(name, on=on)} == found


@pytest.mark.parametrize(
    ("name", "represents"),
    [
        ("Ruth Stone", Represents.GOVERNMENT),
        ("Ilya Kolt", Represents.OPPOSITION),
    ],
)
def test_represents_by_office(name: str, represents: Represents) -> None:
    assert {holder.represents for holder in holders(name, on=None)} == {represents}


def test_an_office_beside_another_comes_last() -> None:
    assert [spell.code for spell in holders("Abebe Chair", on=date(2015, 6, 1))] == ["ETH", "AU"]


def test_head_of_organisation_represents_it() -> None:
    (holder,) = holders("Anna Berg", on=date(2008, 1, 1))
    assert (holder.office, holder.represents) == (Office.HEAD_OF_ORGANISATION, Represents.ORGANISATION)


@pytest.mark.parametrize(
    ("day", "in_office"),
    [(date(2001, 2, 28), False), (date(2001, 3, 1), True), (date(2005, 10, 17), True), (date(2005, 10, 18), False)],
)
def test_first_and_last_day_count(day: date, in_office: bool) -> None:
    assert office_holders()[0].holds(day) is in_office


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("Paul Stone Jr", "stone"),
        ("Ursula von der Leyen", "von der leyen"),
        ("Staffan de Mistura", "de mistura"),
        ("Mohammed bin Salman", "bin salman"),
        ("Elizabeth II", "elizabeth"),
        ("Obama", "obama"),
    ],
)
def test_last_name(name: str, last: str) -> None:
    assert last_name(name) == last


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (",,FRA,head of state,2001,,", "no name; fill in the column 'name'"),
        ("A B,,XXX,head of state,2001,,", "'XXX' is no code of a state or organisation"),
        ("A B,,FRA,king,2001,,", "'king' in column 'office'; use one of: head of state, head of government"),
        ("A B,,FRA,head of state,,,", "no first day in office"),
        ("A B,,FRA,head of state,2001,2000,", "the term ends before it begins"),
        ("A B,,FRA,head of state,2001-02-30,,", "there is no such day"),
        ("A B,FRA,head of state,2001,,", "6 cells where 7 belong"),
    ],
)
def test_broken_line_names_line_and_repair(tmp_path: Path, line: str, fault: str) -> None:
    (tmp_path / "broken.csv").write_text(f"{HEADER}{line}\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=rf"broken\.csv, line 2: .*{fault}"):
        office_holders.__wrapped__()
