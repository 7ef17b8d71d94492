"""What the program knows of the world: states, organisations, people in office; loaded from ``data/`` and checked.

``names`` is the phrase list a reader searches texts with; ``resolve`` says whom an actor's name or description stands
for; ``represents_of`` what a role says about the side its holder speaks for; ``holders`` who held which office when.
"""

from __future__ import annotations

from dashboard.catalogue.blocs import Membership, bloc_codes, members, memberships
from dashboard.catalogue.countries import country_codes, past_codes, region_of, subregion_of
from dashboard.catalogue.lexicon import country_label, names
from dashboard.catalogue.people import Holder, Office, holders, office_holders
from dashboard.catalogue.phrases import Kind, Name
from dashboard.catalogue.resolve import Resolution, resolve, resolve_country
from dashboard.catalogue.roles import represents_of

__all__ = [
    "Holder",
    "Kind",
    "Membership",
    "Name",
    "Office",
    "Resolution",
    "bloc_codes",
    "country_codes",
    "country_label",
    "holders",
    "members",
    "memberships",
    "names",
    "office_holders",
    "past_codes",
    "region_of",
    "represents_of",
    "resolve",
    "resolve_country",
    "subregion_of",
]
