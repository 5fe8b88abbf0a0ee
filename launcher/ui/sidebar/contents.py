"""What there is to be shown in the sidebar."""

import msgspec

from launcher.model.bookmarks import SavedFilter
from launcher.model.profile import Profile
from launcher.services.groups import Group, Grouping


class Counts(msgspec.Struct, frozen=True):
    """How many servers stand in each place; None before anybody counted.

    Attributes:
        everything: all that are known.
        favourites: those of them that are marked.
        recent: those of them whose consoles were opened last.
        groups: with their own counts, in order.
    """

    everything: int | None = None
    favourites: int | None = None
    recent: int | None = None
    groups: tuple[Group, ...] = ()


class Contents(msgspec.Struct, frozen=True):
    """Everything the sidebar knows.

    Attributes:
        profiles: in their order.
        filters: in their order.
        loading: ids of the profiles that are being loaded.
        refused: ids of the profiles whose last refresh was refused.
        grouping: what groups are made by, or None.
        counts: how many servers stand in each place.
    """

    profiles: tuple[Profile, ...] = ()
    filters: tuple[SavedFilter, ...] = ()
    loading: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    grouping: Grouping | None = None
    counts: Counts = Counts()
