"""What Porthole has left on a computer for one person."""

from enum import Enum, auto

import msgspec


class BelongingKind(Enum):
    """What it is."""

    CONFIG = auto()
    STATE = auto()
    LOG = auto()
    CACHE = auto()
    LIBRARY_CACHE = auto()
    """What a library keeps for this very installation."""
    REDIRECTS = auto()
    LOGIN_START = auto()
    LINK_HANDLER = auto()
    """The person's choice that Porthole opens ``porthole://`` links."""
    SECRETS = auto()


class Belonging(msgspec.Struct, frozen=True):
    """One thing that is there.

    Attributes:
        kind: what it is.
        place: a path, a registry key, or the keyring's name.
        names: of the secrets, the profiles they belong to; one that is no longer there has its id.
        ids: of the same, in the same order.
    """

    kind: BelongingKind
    place: str
    names: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
