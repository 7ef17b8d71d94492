"""Organisations, and who belonged to which bloc when."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dashboard import paths
from dashboard.catalogue import bloc_codes, country_codes, members, memberships, past_codes
from dashboard.catalogue.blocs import organisation_labels
from dashboard.errors import CatalogueError

TODAY = date(2025, 6, 1)


@pytest.mark.parametrize(
    ("bloc", "day", "count"),
    [
        ("NATO", TODAY, 32),
        ("EU", TODAY, 27),
        ("EU", date(2003, 1, 1), 15),
        ("G7", TODAY, 7),
        ("G8", date(2005, 7, 6), 8),
        ("G8", TODAY, 0),
        ("G20", TODAY, 19),
        ("BRICS", TODAY, 10),
        ("ASEAN", TODAY, 10),
        ("AU", TODAY, 55),
        ("OAU", date(2001, 11, 1), 53),
        ("AL", TODAY, 22),
        ("GCC", TODAY, 6),
        ("OPEC", TODAY, 12),
        ("Mercosur", TODAY, 5),
        ("ECOWAS", date(2025, 1, 29), 15),
        ("ECOWAS", date(2025, 1, 30), 12),
        ("SADC", TODAY, 16),
        ("CARICOM", TODAY, 15),
        ("PIF", TODAY, 18),
        ("SCO", TODAY, 10),
        ("CIS", TODAY, 9),
        ("OIC", TODAY, 57),
        ("Quad", TODAY, 4),
        ("AUKUS", TODAY, 3),
        ("NB8", TODAY, 8),
        ("V4", TODAY, 4),
        ("P5", TODAY, 5),
    ],
)
def test_number_of_members(bloc: str, day: date, count: int) -> None:
    assert len(members(bloc, on=day)) == count


@pytest.mark.parametrize(
    ("bloc", "country", "day", "belongs"),
    [
        pytest.param("NATO", "SWE", date(2024, 3, 6), False, id="day-before-accession"),
        pytest.param("NATO", "SWE", date(2024, 3, 7), True, id="day-of-accession"),
        pytest.param("EU", "GBR", date(2020, 1, 31), True, id="last-day"),
        pytest.param("EU", "GBR", date(2020, 2, 1), False, id="day-after-withdrawal"),
        pytest.param("G8", "RUS", date(2014, 4, 1), False, id="russia-suspended"),
        pytest.param("OPEC", "IDN", date(2016, 6, 1), True, id="came-back"),
        pytest.param("OPEC", "IDN", date(2010, 6, 1), False, id="between-two-spells"),
        pytest.param("AU", "MAR", date(2016, 6, 1), False, id="morocco-joined-in-2017"),
        pytest.param("V4", "CSK", date(1992, 6, 1), True, id="state-of-the-past"),
        pytest.param("P5", "CHN", date(1970, 1, 1), False, id="seat-of-china"),
    ],
)
def test_membership_on_a_day(bloc: str, country: str, day: date, belongs: bool) -> None:
    assert (country in members(bloc, on=day)) is belongs


def test_bloc_without_table_has_no_members() -> None:
    assert members("Interpol", on=TODAY) == frozenset()


def test_every_spell_is_of_a_known_bloc_and_state() -> None:
    assert set(bloc_codes()) <= organisation_labels().keys()
    assert {spell.country for spell in memberships()} <= country_codes() | past_codes()


def test_no_organisation_takes_the_code_of_a_state() -> None:
    assert not organisation_labels().keys() & (country_codes() | past_codes())


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ("NATO,XXX,1999,", "line 2: 'XXX' is no state's code"),
        ("NADA,FRA,1999,", "line 2: 'NADA' is no known bloc"),
        ("NATO,FRA,,", "line 2: no day of accession"),
        ("NATO,FRA,1999,1998", "line 2: the membership ends before it begins"),
        ("NATO,FRA,1999,\nNATO,FRA,2003,", "line 3: FRA is a member of NATO twice at once"),
    ],
)
def test_broken_membership_names_line_and_repair(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: str, fault: str
) -> None:
    organisation_labels()  # read before the folder is exchanged
    (tmp_path / "members.csv").write_text(f"bloc,country,from,to\n{lines}\n", encoding="utf-8")
    monkeypatch.setattr(paths, "BLOCS", tmp_path)
    with pytest.raises(CatalogueError, match=fault):
        memberships.__wrapped__()
