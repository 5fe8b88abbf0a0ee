"""From a server to a link that opens its console."""

from contextlib import suppress

from msgspec.structs import replace

from launcher.cloud.patience import Wait, never
from launcher.model.console import ConsoleLink
from launcher.model.errors import CloudFaultError, PortholeError, ServerMovingError, ServerNotReadyError
from launcher.model.server import Server, ServerStatus
from launcher.services.connections import Connections
from launcher.services.directory import ServerDirectory
from launcher.services.profiles import ProfileBook

_MOVING = {"migrating", "deleting", "soft-deleting"}


class ConsoleBroker:
    """Asks clouds for consoles."""

    def __init__(self, book: ProfileBook, connections: Connections) -> None:
        self._book = book
        self._connections = connections
        self._directory = ServerDirectory(book, connections)

    def ask(self, server: Server, wait: Wait = never) -> ConsoleLink:
        """Return a fresh link to a server's console. Blocks for one request when warm.

        Always a fresh one: some clouds' tokens work once only.

        Args:
            server: as last listed; its status makes the cloud's refusals understandable.
            wait: lets a pause go by that the cloud asks for.

        Raises:
            PortholeError: naming the cloud and the server.
        """
        from launcher.cloud.remote_consoles import create_remote_console  # noqa: PLC0415 - see Connections

        profile = self._book.get(server.profile_id)
        try:
            return create_remote_console(
                self._connections.of(profile.id),
                server.key,
                profile.console_types,
                validity=float(profile.link_lifetime),
                server_name=server.name,
                wait=wait,
            )
        except ServerNotReadyError as error:
            raise self._in_present_state(error, server).about(cloud=profile.name) from error
        except PortholeError as error:
            raise _if_moving(error, server).about(cloud=profile.name, server=server.name) from error

    def look_at(self, server: Server) -> Server:
        """Return a server as the cloud has it now. Blocks for one request when warm.

        A console proxy never says why it hung up: only the server's own state tells.

        Raises:
            PortholeError: naming the cloud and the server.
        """
        return self._directory.look_at(server)

    def _in_present_state(self, error: ServerNotReadyError, server: Server) -> ServerNotReadyError:
        # Nova does not say which state it is, and the list may be older.
        with suppress(PortholeError):
            server = self.look_at(server)
        what = f"{server.name} has no console in its present state ({server.state_words.lower()})."
        error.trouble = replace(error.trouble, what=what, server=server.name)
        return error


def _if_moving(error: PortholeError, server: Server) -> PortholeError:
    state = server.state_words.lower()
    moving = server.status is ServerStatus.MIGRATING or server.task_state in _MOVING
    if moving and type(error) is CloudFaultError:
        return ServerMovingError(
            replace(
                error.trouble,
                what=f"{server.name} is on the move ({state}), and the cloud gives no console meanwhile.",
                next_step="Try again shortly.",
            )
        )
    return error
