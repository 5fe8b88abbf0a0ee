"""The servers of a profile."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from launcher.cloud.patience import Wait, never
from launcher.model.errors import PortholeError
from launcher.model.server import Server
from launcher.services.connections import Connections
from launcher.services.profiles import ProfileBook

if TYPE_CHECKING:
    from launcher.storage.list_cache import CachedList, ListCache

OVERLAP = timedelta(minutes=2)
"""How much further back changes are asked for: the clocks of one cloud's machines differ, and what one of
them wrote may be seen a little later by another."""


class Changes(NamedTuple):
    """What a cloud was asked for since a moment.

    Attributes:
        servers: those that changed.
        are_all: they are all that there are: the cloud has no answer but its whole list.
    """

    servers: tuple[Server, ...]
    are_all: bool = False


class ServerDirectory:
    """Lists servers: page by page, as they were when Porthole last saw them, or only what changed.

    Every method waits for the network or the disk.
    """

    def __init__(self, book: ProfileBook, connections: Connections) -> None:
        self._book = book
        self._connections = connections

    def pages(
        self, profile_id: str, cancelled: Callable[[], bool], wait: Wait = never
    ) -> Iterator[tuple[Server, ...]]:
        """Yield the servers of one profile as the cloud sends them, and keep them for the next start.

        Args:
            profile_id: whose servers.
            cancelled: asked between two requests, and before the list is kept.
            wait: lets a pause go by that the cloud asks for.

        Raises:
            PortholeError: naming the profile.
        """
        from launcher.cloud.servers import list_servers  # noqa: PLC0415 - see Connections

        servers: list[Server] = []
        with self._named(profile_id):
            # As it is before the first request: a list belongs to the project that was asked.
            profile = self._book.get(profile_id)
            connection = self._connections.of(profile_id)
            for page in list_servers(connection, cancelled=cancelled, wait=wait):
                servers.extend(page)
                yield page
        if not self._book.is_guest(profile_id) and not cancelled():
            from launcher.storage.list_cache import CachedList  # noqa: PLC0415 - a worker's

            kept = CachedList(tuple(servers), datetime.now(UTC))
            self._cache.write(profile, kept, go_on=lambda: not cancelled())

    def changes(
        self, profile_id: str, since: datetime, cancelled: Callable[[], bool], wait: Wait = never
    ) -> Changes:
        """Return the servers that changed; those that were deleted are among them, as ``DELETED``.

        Or all servers, from a cloud that knows no changes.

        Args:
            profile_id: whose servers.
            since: a moment by the cloud's own clock, see :func:`newest_update`. Somewhat older changes come
                too (:data:`OVERLAP`).
            cancelled: asked between two requests.
            wait: lets a pause go by that the cloud asks for.

        Raises:
            PortholeError: naming the profile.
        """
        from launcher.cloud.servers import list_servers  # noqa: PLC0415 - see Connections

        with self._named(profile_id):
            connection = self._connections.of(profile_id)
            pages = list_servers(connection, changes_since=since - OVERLAP, cancelled=cancelled, wait=wait)
            servers = tuple(server for page in pages for server in page)
            return Changes(servers, are_all=connection.speaks_ecs)

    def look_at(self, server: Server) -> Server:
        """Return a server as the cloud has it now. Blocks for one request when warm.

        Raises:
            PortholeError: naming the cloud and the server.
        """
        from launcher.cloud.servers import show_server  # noqa: PLC0415 - see Connections

        try:
            with self._named(server.profile_id):
                return show_server(self._connections.of(server.profile_id), server.id)
        except PortholeError as error:
            raise error.about(server=server.name) from error

    def cached(self, profile_id: str) -> "CachedList | None":
        """Return the list that was kept last, or None: there is none, or it is another project's.

        Raises:
            ProfileError: the profile was removed in the meantime.
        """
        return None if self._book.is_guest(profile_id) else self._cache.read(self._book.get(profile_id))

    def forget(self, profile_id: str) -> None:
        """Remove the list that was kept of a profile."""
        self._cache.remove(profile_id)

    def forget_strangers(self) -> None:
        """Remove the lists that were kept of profiles which are no longer there."""
        self._cache.keep_only(profile.id for profile in self._book.profiles)

    @cached_property
    def _cache(self) -> "ListCache":
        from launcher.storage.list_cache import ListCache  # noqa: PLC0415 - a worker's

        return ListCache()

    @contextmanager
    def _named(self, profile_id: str) -> Iterator[None]:
        try:
            yield
        except PortholeError as error:
            raise error.about(cloud=self._book.get(profile_id).name) from error


def newest_update(servers: Iterable[Server]) -> datetime | None:
    """Return the last moment of the cloud's own clock that these servers tell of, or None.

    This machine's clock has no say: one that is wrong by an hour would lose an hour's changes.
    """
    return max((server.updated for server in servers if server.updated), default=None)
