"""Servers started, stopped and rebooted, and followed until they are."""

from collections.abc import Callable

from launcher.cloud.patience import Wait, never
from launcher.model.errors import (
    ActionUnfinishedError,
    CloudFaultError,
    CloudUnreachableError,
    PortholeError,
    RateLimitedError,
    Trouble,
)
from launcher.model.power import PowerAction
from launcher.model.server import Server, ServerStatus
from launcher.services.connections import Connections
from launcher.services.directory import ServerDirectory
from launcher.services.profiles import ProfileBook

_FIRST_PAUSE, _LONGEST_PAUSE, _GROWTH = 1.0, 10.0, 1.4
"""Seconds between two looks at a server, and how fast they grow."""

_LONGEST_FOLLOWED = 600.0
"""Seconds. A guest has a minute to shut down before Nova cuts the power; slow hosts take longer."""

_IDLE_LOOKS = 4
"""Looks at a server with no task and another status than the wanted one: then it comes no more."""

_SILENT_LOOKS = 4
"""Looks in a row that a cloud does not answer."""


class PowerService:
    """Asks clouds to start, stop and reboot servers. For many threads at once."""

    def __init__(self, book: ProfileBook, connections: Connections) -> None:
        self._book = book
        self._connections = connections
        self._directory = ServerDirectory(book, connections)

    def request(self, server: Server, action: PowerAction, wait: Wait = never) -> None:
        """Let a cloud begin with an action. Blocks for one request when warm.

        Args:
            server: as last seen.
            action: what to do with it.
            wait: lets a pause go by that the cloud asks for.

        Raises:
            PortholeError: naming the cloud and the server.
        """
        from launcher.cloud.server_power import begin_power_action  # noqa: PLC0415 - see Connections

        try:
            begin_power_action(self._connections.of(server.profile_id), server, action, wait=wait)
        except PortholeError as error:
            raise self.name(error, server) from error

    def look_at(self, server: Server) -> Server:
        """Return a server as the cloud has it now. Blocks for one request when warm.

        Raises:
            PortholeError: naming the cloud and the server.
        """
        return self._directory.look_at(server)

    def follow(
        self, server: Server, action: PowerAction, wait: Wait, seen: Callable[[Server], object]
    ) -> Server:
        """Return a server as it is when an action that began has come to its end.

        Args:
            server: as it was before.
            action: what was asked for.
            wait: called with the seconds between two looks; where it says False, nobody follows any more.
            seen: called with the server whenever it is another than before.

        Raises:
            ActionUnfinishedError: it went wrong, or takes very long.
            PortholeError: the cloud does not tell, or the server is gone; naming both.
        """
        follower = Follower(self, server, action)
        while (pause := follower.look(seen)) is not None and wait(pause):
            pass
        return follower.server

    def name(self, error: PortholeError, server: Server) -> PortholeError:
        """Let an error say which cloud and server it is about; returns it."""
        return error.about(cloud=self._book.get(server.profile_id).name, server=server.name)


class Follower:
    """Looks at one server until an action has come to its end; whoever asks decides who waits, and where.

    Attributes:
        server: as last seen.
    """

    def __init__(self, service: PowerService, server: Server, action: PowerAction) -> None:
        self.server = server
        self._service = service
        self._action = action
        self._pause = _FIRST_PAUSE
        self._followed = 0.0
        self._idle = 0
        self._silent = 0

    def look(self, seen: Callable[[Server], object]) -> float | None:
        """Look once. Blocks for one request when warm.

        Args:
            seen: called with the server where it is another than before.

        Returns:
            seconds until the next look; None: the action has come to its end.

        Raises:
            ActionUnfinishedError, PortholeError: as :meth:`PowerService.follow`.
        """
        try:
            server = self._service.look_at(self.server)
        except RateLimitedError as error:
            return self._after(max(error.retry_after, self._pause))
        except (CloudFaultError, CloudUnreachableError):
            self._silent += 1
            if self._silent == _SILENT_LOOKS:
                raise
            return self._after(self._grown())
        self._silent = 0
        before, self.server = self.server, server
        if server != before:
            seen(server)
        return None if self._ended() else self._after(self._grown())

    def _ended(self) -> bool:
        server, action = self.server, self._action
        if server.task_state:
            self._idle = 0
            return False
        if server.status is action.wanted:
            return True
        if server.status is ServerStatus.ERROR:
            raise self._unfinished(
                f"{server.name} is in the state Error instead of being {action.past}.",
                "A hard reboot helps sometimes; otherwise give the server's id to the cloud's operator.",
            )
        self._idle += 1
        if self._idle == _IDLE_LOOKS:
            raise self._unfinished(
                f"{server.name} was not {action.past}: it is {server.status.words.lower()}.",
                "The cloud gave up without a word. Try again; the server's recent actions may say why.",
            )
        return False

    def _after(self, pause: float) -> float:
        if self._followed > _LONGEST_FOLLOWED:
            raise self._unfinished(
                f"{self.server.name} is still not {self._action.past} ({self.server.state_words.lower()}).",
                "Porthole looks no more by itself. Refresh the list from time to time.",
            )
        self._followed += pause
        return pause

    def _grown(self) -> float:
        pause, self._pause = self._pause, min(self._pause * _GROWTH, _LONGEST_PAUSE)
        return pause

    def _unfinished(self, what: str, next_step: str) -> ActionUnfinishedError:
        error = ActionUnfinishedError(Trouble(what, next_step))
        self._service.name(error, self.server)
        return error
