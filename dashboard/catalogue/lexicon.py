"""The phrase list of the whole catalogue, and the labels of its codes."""

from __future__ import annotations

import functools

from dashboard.catalogue.blocs import organisation_labels, organisation_names
from dashboard.catalogue.countries import country_labels, country_names, metonyms
from dashboard.catalogue.phrases import Kind, Name


@functools.cache
def names() -> tuple[Name, ...]:
    """Every phrase of the catalogue; each surface stands once for each code."""
    order = list(Kind)
    listed = (*country_names(), *metonyms(), *organisation_names())
    once: dict[tuple[str, str | None], Name] = {}
    for name in sorted(listed, key=lambda each: order.index(each.kind)):
        once.setdefault((name.surface, name.code), name)
    return tuple(once.values())


def country_label(code: str) -> str:
    """What to write on a chart for a code: the English short name of a state, the short name of an organisation.

    An unknown code is its own label, so that a user's own codes still show.
    """
    return country_labels().get(code) or organisation_labels().get(code, code)
