"""Who can be compared: countries, organisations by their own voice, and blocs as the pool of their members."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

import streamlit as st

from dashboard.analysis.profile import Spell
from dashboard.catalogue import bloc_codes, country_label, memberships
from dashboard.ui.address import record
from dashboard.ui.names import country_names

SIDES = "side"  # parameter of the address: links that people have kept depend on it
MOST = 6
MEMBERS = " members"  # after a bloc's code: the pool of its members' statements; no code ends so
LEAST_MEMBERS = 2  # that have spoken: the pool of one is that one


def side_names(codes: Collection[str]) -> dict[str, str]:
    """Label by key of all that can be compared when these codes have spoken: blocs as pools come last."""
    pools = {f"{bloc}{MEMBERS}": f"{bloc}{MEMBERS}" for bloc in bloc_codes() if _speaking(bloc, codes) >= LEAST_MEMBERS}
    return country_names(codes) | dict(sorted(pools.items()))


def spells_of(side: str) -> tuple[Spell, ...] | None:
    """Whose statements count for a side: ``None`` for its own voice, else its members' while they were members."""
    if not side.endswith(MEMBERS):
        return None
    bloc = side.removesuffix(MEMBERS)
    return tuple(Spell(each.country, each.start, each.end) for each in memberships() if each.bloc == bloc)


def explained(sides: Sequence[str]) -> str:
    """Whose words stand for organisations and blocs among the sides; empty when there are none."""
    notes = []
    for side in sides:
        if side.endswith(MEMBERS):
            notes.append(
                f"{side}: statements of the members' governments taken together, each while its state was a member, "
                "not of the organisation."
            )
            inside = [country_label(each) for each in sides if each in _members_ever(side.removesuffix(MEMBERS))]
            notes += [f"That takes in {', '.join(inside)}."] if inside else []
        elif side in bloc_codes():
            notes.append(f"{country_label(side)}: the organisation's own voice, not its members'.")
    return " ".join(notes)


def choose_sides(names: dict[str, str], first: Sequence[str]) -> list[str]:
    """The list of sides; at first those of the address, else ``first``."""
    if SIDES not in st.session_state:
        named = [side for side in st.query_params.get_all(SIDES) if side in names]
        st.session_state[SIDES] = list(dict.fromkeys(named or first))[:MOST]
    # What the filters have taken away cannot stay chosen.
    st.session_state[SIDES] = [side for side in st.session_state[SIDES] if side in names]
    chosen = st.multiselect(
        "Two to six countries, organisations or blocs",
        list(names),
        format_func=lambda side: names.get(side, side),
        key=SIDES,
        max_selections=MOST,
        placeholder="Type a name",
        help="An organisation speaks with its own voice; “… members” is what the governments of its members say, "
        "taken together.",
    )
    record({SIDES: chosen})
    return chosen


def _speaking(bloc: str, codes: Collection[str]) -> int:
    return len(_members_ever(bloc) & set(codes))


@cache
def _members_ever(bloc: str) -> frozenset[str]:
    return frozenset(each.country for each in memberships() if each.bloc == bloc)
