"""Groups to choose by one click: the members of a bloc, the states of a region, the topics of a field."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date as Date
from functools import lru_cache

from dashboard.catalogue import bloc_codes, country_label, members, region_of, subregion_of
from dashboard.catalogue.blocs import organisation_labels
from dashboard.catalogue.topics import topic

ORGANISATIONS = "Organisations"
PROPOSED_FIELD = "Proposed topics"
SMALLEST = 2  # a group of one is no quicker to choose than its only member


@lru_cache(maxsize=8)
def country_groups(codes: tuple[str, ...], day: Date) -> dict[str, tuple[str, ...]]:
    """Blocs, as their members were on the day, and regions: the codes among these by the name of the group."""
    present = frozenset(codes)
    blocs = {country_label(bloc): present & members(bloc, on=day) for bloc in bloc_codes()}
    regions = _grouped(codes, region_of) | _grouped(codes, subregion_of)
    groups = {**blocs, **regions, ORGANISATIONS: frozenset(filter(is_organisation, present))}
    return {name: tuple(sorted(found)) for name, found in groups.items() if len(found) >= SMALLEST}


def field_of(topic_id: str) -> str:
    """The field that the catalogue files a topic under; proposed topics stand together."""
    known = topic(topic_id)
    return PROPOSED_FIELD if known is None else known.field


@lru_cache(maxsize=8)
def topic_groups(topic_ids: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The topics among these by field, in the order of the fields' names; proposed ones last."""
    fields = sorted(set(map(field_of, topic_ids)), key=lambda field: (field == PROPOSED_FIELD, field.casefold()))
    return {field: tuple(each for each in topic_ids if field_of(each) == field) for field in fields}


def region_name(code: str) -> str:
    """The region that a chart files a country under; organisations stand together."""
    return region_of(code) or (ORGANISATIONS if is_organisation(code) else "Elsewhere")


def is_organisation(code: str) -> bool:
    """Whether a code that stands for a speaker is that of an organisation and not of a state."""
    return code in organisation_labels()


def _grouped(codes: Iterable[str], group_of: Callable[[str], str | None]) -> dict[str, Collection[str]]:
    groups: dict[str, set[str]] = {}
    for code in codes:
        name = group_of(code)
        if name is not None:
            groups.setdefault(name, set()).add(code)
    return dict(sorted(groups.items()))
