"""Profiles in a row: their order, and the place and the name of a copy among them."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import count

from launcher.model.profile import Profile

_COPY = re.compile(r"(.+) copy(?: \d+)?", re.DOTALL)


def name_of_copy(name: str, taken: Collection[str]) -> str:
    """Return ``prod copy``, or the first of ``prod copy 2``, ``prod copy 3``, … that is not taken."""
    found = _COPY.fullmatch(name)
    first = f"{found[1] if found else name} copy"
    names = (first if number == 1 else f"{first} {number}" for number in count(1))
    return next(one for one in names if one not in taken)


def in_order(profiles: Sequence[Profile], profile_ids: Iterable[str]) -> tuple[Profile, ...]:
    """Return the profiles with those that are named in this order, in the places that they hold together."""
    by_id = {one.id: one for one in profiles}
    movers = [by_id[one] for one in dict.fromkeys(profile_ids) if one in by_id]
    following = iter(movers)
    return tuple(next(following) if one in movers else one for one in profiles)


def with_profile(profiles: Sequence[Profile], profile: Profile, above: str = "") -> tuple[Profile, ...]:
    """Return the profiles with one of them changed, or with a new one below the one whose id is ``above``."""
    if any(one.id == profile.id for one in profiles):
        return tuple(profile if one.id == profile.id else one for one in profiles)
    place = next((place for place, one in enumerate(profiles, 1) if one.id == above), len(profiles))
    return (*profiles[:place], profile, *profiles[place:])
