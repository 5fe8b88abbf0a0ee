"""The servers of a profile."""

from collections.abc import Callable, Iterator

from launcher.cloud.patience import Wait, never
from launcher.model.errors import PortholeError
from launcher.model.server import Server
from launcher.services.connections import Connections
from launcher.services.profiles import ProfileBook


class ServerDirectory:
    """Lists servers, page by page."""

    def __init__(self, book: ProfileBook, connections: Connections) -> None:
        self._book = book
        self._connections = connections

    def pages(
        self, profile_id: str, cancelled: Callable[[], bool], wait: Wait = never
    ) -> Iterator[tuple[Server, ...]]:
        """Yield the servers of one profile as the cloud sends them.

        Args:
            profile_id: whose servers.
            cancelled: asked between two requests.
            wait: lets a pause go by that the cloud asks for.

        Raises:
            PortholeError: naming the profile.
        """
        from launcher.cloud.servers import list_servers  # noqa: PLC0415 - see Connections

        try:
            yield from list_servers(self._connections.of(profile_id), cancelled=cancelled, wait=wait)
        except PortholeError as error:
            raise error.about(cloud=self._book.get(profile_id).name) from error
