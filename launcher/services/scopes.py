"""What the list is narrowed to before the filter sees it."""

import msgspec

from launcher.services.groups import Grouping


class Everything(msgspec.Struct, frozen=True):
    """All servers of all profiles."""


class OfProfile(msgspec.Struct, frozen=True):
    """The servers of one profile."""

    profile_id: str


class Favourites(msgspec.Struct, frozen=True):
    """The servers a person marked, of all profiles."""


class Recent(msgspec.Struct, frozen=True):
    """The servers whose consoles were opened last, of all profiles.

    The newest stands first as long as no column is sorted.
    """


class InGroup(msgspec.Struct, frozen=True):
    """The servers of all profiles that have something in common.

    Attributes:
        grouping: what servers are grouped by.
        value: as :class:`Group` has it.
    """

    grouping: Grouping
    value: str


Scope = Everything | OfProfile | Favourites | Recent | InGroup
