"""States, their names and their regions."""

from __future__ import annotations

from pathlib import Path

import pycountry
import pytest

from dashboard import paths
from dashboard.catalogue import Kind, country_codes, country_label, names, past_codes, region_of, subregion_of
from dashboard.catalogue.countries import country_names, metonyms
from dashboard.catalogue.tables import read_table
from dashboard.errors import CatalogueError


def listed(surface: str) -> dict[str | None, bool]:
    """Codes of a surface, each with whether it is weak."""
    return {name.code: name.weak for name in names() if name.surface == surface}


def test_every_state_of_iso_and_kosovo_has_a_code() -> None:
    assert country_codes() == {country.alpha_3 for country in pycountry.countries} | {"XKX"}


def test_every_sovereign_state_has_an_adjective() -> None:
    # The uninhabited and the smallest territories are never actors.
    territories = {"ATA", "BVT", "IOT", "CXR", "ATF", "GGY", "HMD", "JEY", "MNP", "SGS", "UMI", "BLM", "MAF", "SPM"}
    territories |= {"SJM", "SXM", "TCA", "VGB", "VIR", "VAT", "SCG", "CCK"}
    with_adjective = {name.code for name in country_names() if name.kind is Kind.ADJECTIVE}
    assert country_codes() - with_adjective <= territories


@pytest.mark.parametrize(
    ("surface", "code", "kind"),
    [
        pytest.param("United Kingdom", "GBR", Kind.NAME, id="official-name-from-iso"),
        pytest.param("Britain", "GBR", Kind.NAME, id="colloquial-name"),
        pytest.param("U.S.", "USA", Kind.NAME, id="dotted-acronym"),
        pytest.param("Ivory Coast", "CIV", Kind.NAME, id="english-form"),
        pytest.param("Côte d'Ivoire", "CIV", Kind.NAME, id="straight-apostrophe"),
        pytest.param("Trinidad and Tobago", "TTO", Kind.NAME, id="ampersand-written-out"),
        pytest.param("Nigerien", "NER", Kind.ADJECTIVE, id="niger-not-nigeria"),
        pytest.param("Germans", "DEU", Kind.DEMONYM, id="plural-from-adjective"),
        pytest.param("Danes", "DNK", Kind.DEMONYM, id="irregular-people"),
        pytest.param("Kyiv", "UKR", Kind.CAPITAL, id="capital"),
        pytest.param("Kiev", "UKR", Kind.CAPITAL, id="capital-older-spelling"),
        pytest.param("Kremlin", "RUS", Kind.SEAT, id="seat"),
        pytest.param("Élysée", "FRA", Kind.SEAT, id="seat-with-accents"),
        pytest.param("Bundestag", "DEU", Kind.INSTITUTION, id="parliament"),
        pytest.param("Transnistria", "MDA", Kind.REGION, id="breakaway-place"),
        pytest.param("Soviet Union", "SUN", Kind.NAME, id="state-of-the-past"),
        pytest.param("Hezbollah", None, Kind.GROUP, id="armed-group-has-no-state"),
        pytest.param("Latin America", None, Kind.REGION, id="continent-is-not-america"),
    ],
)
def test_name_stands_for(surface: str, code: str | None, kind: Kind) -> None:
    found = [(name.code, name.kind) for name in names() if name.surface == surface]
    assert found == [(code, kind)]


@pytest.mark.parametrize("surface", ["Georgia", "Jordan", "Chad", "Guinea", "Washington", "Jersey", "Dominica"])
def test_ambiguous_name_is_weak(surface: str) -> None:
    assert all(listed(surface).values())


@pytest.mark.parametrize(
    ("surface", "codes"),
    [
        ("Congo", {"COD", "COG"}),
        ("Congolese", {"COD", "COG"}),
        ("Korea", {"KOR", "PRK"}),
        ("Dominican", {"DMA", "DOM"}),
        ("Brussels", {"BEL", "EU"}),
    ],
)
def test_shared_name_is_weak_for_each(surface: str, codes: set[str]) -> None:
    assert listed(surface) == dict.fromkeys(codes, True)


def test_a_strong_name_belongs_to_one_code() -> None:
    strong: dict[str, set[str | None]] = {}
    for name in names():
        if not name.weak:
            strong.setdefault(name.surface, set()).add(name.code)
    assert {surface: codes for surface, codes in strong.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("USA", "United States"),
        ("KOR", "South Korea"),
        ("CPV", "Cape Verde"),
        ("XKX", "Kosovo"),
        ("SUN", "Soviet Union"),
        ("NATO", "NATO"),
        ("WB", "World Bank"),
        ("XYZ", "XYZ"),
    ],
)
def test_label(code: str, label: str) -> None:
    assert country_label(code) == label


def test_every_inhabited_state_has_a_region() -> None:
    assert {code for code in country_codes() | past_codes() if region_of(code) is None} == set()


@pytest.mark.parametrize(
    ("code", "region", "subregion"),
    [("TUR", "Asia", "Western Asia"), ("XKX", "Europe", "Southern Europe"), ("NATO", None, None)],
)
def test_region(code: str, region: str | None, subregion: str | None) -> None:
    assert (region_of(code), subregion_of(code)) == (region, subregion)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("a,b\nx\n", r"line 2: 1 cells where 2 belong", id="cell-missing"),
        pytest.param("a,c\nx,y\n", r"line 1: the header is 'a,c'; it must be 'a,b'", id="wrong-header"),
        pytest.param("# note\n\na,b\nx|,y\n", r"line 4: an empty word in column 'a'; remove the stray", id="stray-bar"),
        pytest.param("a,b\nx,2001-13\n", r"line 2: '2001-13' in column 'b'; there is no such day", id="no-such-month"),
        pytest.param("a,b\nx,May 2001\n", r"line 2: 'May 2001' in column 'b'; write the date as", id="date-in-words"),
    ],
)
def test_broken_table_names_line_and_repair(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=fault):
        [(row.words("a"), row.first_day("b")) for row in read_table(path, ("a", "b"))]


def test_missing_table_says_so(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="the file is missing"):
        list(read_table(tmp_path / "absent.csv", ("a",)))


def test_comments_quotes_and_dates_are_read(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text('# comment\na,b\n"x, y|z",2004-02\n', encoding="utf-8")
    (row,) = read_table(path, ("a", "b"))
    assert row.words("a") == ("x, y", "z")
    assert (str(row.first_day("b")), str(row.last_day("b"))) == ("2004-02-01", "2004-02-29")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("XXX,seat,government,Somewhere", "'XXX' is no state's code"),
        ("FRA,house,government,Somewhere", "'house' in column 'kind'; use one of: name, organisation"),
        ("FRA,seat,nobody,Somewhere", "'nobody' in column 'represents'; use one of: government"),
    ],
)
def test_broken_metonym_names_line_and_repair(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, fault: str
) -> None:
    (tmp_path / "metonyms.csv").write_text(f"code,kind,represents,names\n{line}\n", encoding="utf-8")
    monkeypatch.setattr(paths, "COUNTRIES", tmp_path)
    with pytest.raises(CatalogueError, match=f"line 2: {fault}"):
        metonyms.__wrapped__()
