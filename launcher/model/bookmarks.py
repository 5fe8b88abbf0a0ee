"""What a person marked: favourite servers, servers to be told of, and filters with a name."""

import msgspec

from launcher.model.server import ServerKey


class MarkedServer(msgspec.Struct, frozen=True, gc=False):
    """A server that somebody marked.

    Attributes:
        profile: the id of its profile.
        server: Nova's id of it.
        name: what it was called when Porthole last saw it, or empty.
    """

    profile: str
    server: str
    name: str = ""

    @property
    def key(self) -> ServerKey:
        """What names the server among all profiles."""
        return ServerKey(self.profile, self.server)


class SavedFilter(msgspec.Struct, frozen=True, gc=False):
    """A filter that somebody gave a name.

    Attributes:
        name: unique among the saved filters.
        text: as it is typed into the filter.
    """

    name: str
    text: str


class Marked(msgspec.Struct, frozen=True):
    """All that a person marked.

    Attributes:
        favourites: in the order they were marked.
        filters: in the order of their menu.
        watched: servers whose changes the person wants to hear of, in the order they were marked.
    """

    favourites: tuple[MarkedServer, ...] = ()
    filters: tuple[SavedFilter, ...] = ()
    watched: tuple[MarkedServer, ...] = ()
