"""Takes what arrives into the listing, and tells what of it is news."""

from collections.abc import Iterable, Set
from typing import NamedTuple

import msgspec

from launcher.model.server import Server, ServerKey, ServerStatus
from launcher.services.listing import ServerListing


class News(NamedTuple):
    """What an arrival made of the listing.

    Attributes:
        moved: whether the listing is another one now.
        rows: the servers that a person sees something new of.
    """

    moved: bool = False
    rows: frozenset[ServerKey] = frozenset()


def together(news: Iterable[News]) -> News:
    """Return the news of several arrivals as one."""
    moved, rows = zip(*news, strict=True)
    return News(any(moved), frozenset().union(*rows))


class Arrivals:
    """Compares what arrives with what was known."""

    def __init__(self, listing: ServerListing) -> None:
        self._listing = listing

    def take(self, servers: Iterable[Server]) -> News:
        """Take servers in as they are."""
        moved = [server for server in servers if self._listing.server(server.key) != server]
        rows = frozenset(server.key for server in moved if self._looks_new(server))
        self._listing.update(moved)
        return News(bool(moved), rows)

    def take_changes(self, servers: Iterable[Server]) -> News:
        """Take in servers that changed, and let those leave that were deleted."""
        gone = {server.key for server in servers if self._left(server)}
        moved = self._drop(gone)
        news = self.take(server for server in servers if server.key not in gone)
        return news._replace(moved=news.moved or moved)

    def keep_only(self, profile_id: str, ids: Set[str]) -> News:
        """Let those of a profile's servers leave that a whole list did not have."""
        gone = self._listing.ids(profile_id) - ids
        return News(self._drop(ServerKey(profile_id, one) for one in gone))

    def _drop(self, keys: Iterable[ServerKey]) -> bool:
        known = [key for key in keys if self._listing.server(key)]
        self._listing.drop(known)
        return bool(known)

    def _left(self, server: Server) -> bool:
        if server.status is ServerStatus.DELETED:
            return True
        # Nova leaves out of its whole list what can still be restored; some clouds may not.
        known = self._listing.server(server.key)
        restorable = server.status is ServerStatus.SOFT_DELETED
        return restorable and (known is None or known.status is not ServerStatus.SOFT_DELETED)

    def _looks_new(self, server: Server) -> bool:
        known = self._listing.server(server.key)
        return known is None or msgspec.structs.replace(known, updated=server.updated) != server
