"""States and territories: their codes, names, people, capitals, seats of power and regions.

Codes and official names come from pycountry (ISO 3166-1, ISO 3166-3) and Babel (CLDR); ``data/countries`` adds what
they lack.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

import pycountry
from babel import Locale

from dashboard import paths
from dashboard.catalogue.phrases import Kind, Name, names_in
from dashboard.catalogue.tables import Row, read_table
from dashboard.schema import Represents

KOSOVO = "XKX"  # not in ISO 3166-1; the code the EU, the World Bank and the IMF use
PEOPLE_LIKE_THE_ADJECTIVE = "-"  # "the Chinese", or a territory without a noun for its people

# CLDR's display names are the ones English newspapers use, save for these.
_LABELS = {
    "HKG": "Hong Kong",
    "MAC": "Macau",
    "MMR": "Myanmar",
    "PSE": "Palestine",
    "COD": "DR Congo",
    "COG": "Congo-Brazzaville",
    "TUR": "Turkey",
    "CZE": "Czech Republic",
    "CIV": "Ivory Coast",
    "YUG": "Yugoslavia",
    "SCG": "Serbia and Montenegro",
    "SUN": "Soviet Union",
    "CSK": "Czechoslovakia",
    "DDR": "East Germany",
}

_COLUMNS = ("code", "names", "adjectives", "people", "capitals")


@functools.cache
def country_codes() -> frozenset[str]:
    """The alpha-3 codes of all present states and territories, Kosovo included."""
    return frozenset(country.alpha_3 for country in pycountry.countries) | {KOSOVO}


@functools.cache
def past_codes() -> frozenset[str]:
    """The alpha-3 codes of states that no longer exist but are named in articles of their time."""
    return frozenset(row["code"] for row in _rows()) - country_codes()


@functools.cache
def country_labels() -> dict[str, str]:
    """The English short name of every state, as a reader expects it on a chart."""
    territories = Locale("en").territories
    labels = {country.alpha_3: str(territories.get(country.alpha_2, country.name)) for country in pycountry.countries}
    labels = {code: label.replace("’", "'").replace(" & ", " and ") for code, label in labels.items()}
    return labels | {KOSOVO: "Kosovo"} | _LABELS


@functools.cache
def country_names() -> tuple[Name, ...]:
    """Names, adjectives, demonyms and capitals of all states."""
    rows = _rows()
    listed = [name for row in rows for name in _names_of(row)]
    weak = {name.surface for name in listed if name.weak}
    official = (
        Name(surface, code, Kind.NAME, surface in weak, Represents.GOVERNMENT) for code, surface in _official_names()
    )
    return (*official, *listed)


@functools.cache
def metonyms() -> tuple[Name, ...]:
    """Seats of government, bodies, parts of states and groups that name a state, or none, by themselves."""
    return tuple(
        name for row in read_table(paths.COUNTRIES / "metonyms.csv", _METONYM_COLUMNS) for name in _metonyms_of(row)
    )


_METONYM_COLUMNS = ("code", "kind", "represents", "names")


def region_of(code: str) -> str | None:
    """The continent of a state by the United Nations' M49: Africa, Americas, Asia, Europe, Oceania."""
    found = _regions().get(code)
    return None if found is None else found[0]


def subregion_of(code: str) -> str | None:
    """The part of its continent by M49, such as "Western Asia"."""
    found = _regions().get(code)
    return None if found is None else found[1]


@functools.cache
def _rows() -> tuple[Row, ...]:
    rows = tuple(read_table(paths.COUNTRIES / "countries.csv", _COLUMNS))
    known = country_codes() | {country.alpha_3 for country in pycountry.historic_countries}
    seen: dict[str, int] = {}
    for row in rows:
        code = row["code"]
        if code not in known:
            row.refuse(f"{code!r} is no code of ISO 3166-1 or 3166-3", "correct the code")
        if code in seen:
            row.refuse(f"{code} stands on line {seen[code]} already", "join the two lines")
        seen[code] = row.line
    missing = country_codes() - seen.keys()
    if missing:
        rows[-1].refuse(f"no line for {', '.join(sorted(missing))}", "add one line for each")
    return rows


def _names_of(row: Row) -> Iterator[Name]:
    code, government = row["code"], Represents.GOVERNMENT
    yield from names_in(row, "names", code=code, kind=Kind.NAME, represents=government)
    adjectives = names_in(row, "adjectives", code=code, kind=Kind.ADJECTIVE, represents=government)
    yield from adjectives
    if row["people"] and row["people"] != PEOPLE_LIKE_THE_ADJECTIVE:
        yield from names_in(row, "people", code=code, kind=Kind.DEMONYM, represents=Represents.OTHER)
    elif not row["people"]:
        yield from _plurals(adjectives)
    yield from names_in(row, "capitals", code=code, kind=Kind.CAPITAL, represents=government)


def _plurals(adjectives: Iterable[Name]) -> Iterator[Name]:
    for name in adjectives:
        yield Name(f"{name.surface}s", name.code, Kind.DEMONYM, name.weak, Represents.OTHER)


def _official_names() -> Iterator[tuple[str, str]]:
    """Names of ISO and CLDR, except those with a comma or brackets ("Korea, Republic of"), which nobody writes."""
    territories = Locale("en").territories
    for country in pycountry.countries:
        fields = ("name", "common_name", "official_name")
        names = {str(getattr(country, field)) for field in fields if hasattr(country, field)}
        names.add(str(territories.get(country.alpha_2, country.name)))
        for name in sorted(names):
            if not set(name) & set(",("):
                yield country.alpha_3, name.replace("’", "'")
                if " & " in name:
                    yield country.alpha_3, name.replace(" & ", " and ")


def _metonyms_of(row: Row) -> list[Name]:
    code = row["code"] or None
    if code is not None and code not in country_codes() | past_codes():
        row.refuse(f"{code!r} is no state's code", "correct it; organisations belong into data/blocs/organisations.csv")
    kind, represents = row.choice("kind", Kind), row.choice("represents", Represents)
    return names_in(row, "names", code=code, kind=kind, represents=represents)


@functools.cache
def _regions() -> dict[str, tuple[str, str]]:
    regions: dict[str, tuple[str, str]] = {}
    for row in read_table(paths.COUNTRIES / "regions.csv", ("region", "subregion", "codes")):
        for code in row.words("codes"):
            if code not in country_codes() | past_codes():
                row.refuse(f"{code!r} is no state's code", "correct it")
            if code in regions:
                row.refuse(f"{code} has a region already", "name it once")
            regions[code] = row["region"], row["subregion"]
    return regions
