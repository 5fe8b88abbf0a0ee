"""What one server is made of, looked up when somebody asks."""

from typing import TYPE_CHECKING

from launcher.cloud.patience import Wait, never
from launcher.model.details import AttachedVolume, FlavorSize, Particulars, SecurityGroup, ServerAction
from launcher.model.server import Server
from launcher.services.connections import Connections

if TYPE_CHECKING:
    from launcher.cloud.connection import CloudConnection


class ServerDetails:
    """Asks clouds for the parts of a server. Each call blocks for one request when warm, seldom two.

    ``wait`` lets a pause go by that the cloud asks for; every PortholeError names the profile, and the
    server once its cloud was asked.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def particulars(self, server: Server, wait: Wait = never) -> Particulars:
        """Return identity, addresses, metadata, tags and fault.

        Raises:
            PortholeError: naming the cloud and the server.
        """
        from launcher.cloud.server_details import show_particulars  # noqa: PLC0415 - see Connections

        return show_particulars(self._of(server), server, wait)

    def flavor(self, server: Server, wait: Wait = never) -> FlavorSize:
        """Return how large it is.

        Raises:
            PortholeError: naming the cloud and the server.
        """
        from launcher.cloud.server_details import show_flavor  # noqa: PLC0415 - see Connections

        return show_flavor(self._of(server), server, wait)

    def volumes(self, server: Server, wait: Wait = never) -> tuple[AttachedVolume, ...]:
        """Return the volumes attached to it.

        Raises:
            PortholeError: naming the cloud and the server.
        """
        from launcher.cloud.server_details import list_volumes  # noqa: PLC0415 - see Connections

        return list_volumes(self._of(server), server, wait)

    def security_groups(self, server: Server, wait: Wait = never) -> tuple[SecurityGroup, ...]:
        """Return its security groups with what they let in.

        Raises:
            PortholeError: naming the cloud and the server.
        """
        from launcher.cloud.server_details import list_security_groups  # noqa: PLC0415 - see Connections

        return list_security_groups(self._of(server), server, wait)

    def actions(self, server: Server, wait: Wait = never) -> tuple[ServerAction, ...]:
        """Return what was done to it, the newest first.

        Raises:
            PortholeError: naming the cloud and the server.
        """
        from launcher.cloud.server_details import list_actions  # noqa: PLC0415 - see Connections

        return list_actions(self._of(server), server, wait)

    def console_log(self, server: Server, wait: Wait = never) -> str:
        """Return the end of its console log, as it wrote it: control characters and all.

        Raises:
            PortholeError: naming the cloud and the server.
        """
        from launcher.cloud.server_details import read_console_log  # noqa: PLC0415 - see Connections

        return read_console_log(self._of(server), server, wait)

    def _of(self, server: Server) -> "CloudConnection":
        return self._connections.of(server.profile_id)
