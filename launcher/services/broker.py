"""From a server to a link that opens its console."""

from dataclasses import replace

from launcher.cloud.patience import Wait, never
from launcher.model.console import ConsoleLink
from launcher.model.errors import CloudFaultError, PortholeError, ServerMovingError, ServerNotReadyError
from launcher.model.server import Server, ServerStatus
from launcher.services.connections import Connections
from launcher.services.profiles import ProfileBook

_MOVING = {"migrating", "deleting", "soft-deleting"}


class ConsoleBroker:
    """Asks clouds for consoles."""

    def __init__(self, book: ProfileBook, connections: Connections) -> None:
        self._book = book
        self._connections = connections

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
        except PortholeError as error:
            raise _with_state(error, server).about(cloud=profile.name, server=server.name) from error


def _with_state(error: PortholeError, server: Server) -> PortholeError:
    state = server.state_words.lower()
    if isinstance(error, ServerNotReadyError):
        what = f"{server.name} has no console in its present state ({state})."
        error.trouble = replace(error.trouble, what=what)
        return error
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
