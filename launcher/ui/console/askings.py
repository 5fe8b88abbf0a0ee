"""The questions for links that are under way: one a server at a time."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from launcher.model.console import ConsoleLink
from launcher.model.errors import PortholeError, ServerNotFoundError
from launcher.model.server import Server, ServerKey
from launcher.services.broker import ConsoleBroker
from launcher.ui.links import LinkKeeper
from launcher.ui.runner import Pause, Task, TaskRunner

Refused = Callable[[PortholeError], None]


class Askings(QObject):
    """Asks clouds for links, in the runner; a link that came is kept for all who show it."""

    started = Signal(object)
    """A link is asked for; carries the :class:`ServerKey`."""

    ended = Signal(object)
    """It came, was refused, or is wanted no longer; carries the :class:`ServerKey`."""

    paused = Signal(object)
    """The cloud wants to be left alone first; carries the :class:`ServerKey`, see :meth:`pause_of`."""

    server_vanished = Signal(object)
    """The cloud no longer has this server; carries the :class:`ServerKey`."""

    def __init__(
        self, broker: ConsoleBroker, keeper: LinkKeeper, runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._broker = broker
        self._keeper = keeper
        self._runner = runner
        self._tasks: dict[ServerKey, Task] = {}
        self._pauses: dict[ServerKey, Pause] = {}

    def __contains__(self, key: ServerKey) -> bool:
        """Whether a server's link is asked for just now."""
        return key in self._tasks

    def pause_of(self, key: ServerKey) -> float | None:
        """Return the seconds for which a cloud wanted to be left alone, or None."""
        pause = self._pauses.get(key)
        return pause.seconds if pause else None

    def ask(self, server: Server, arrived: Callable[[ConsoleLink], None], refused: Refused) -> None:
        """Ask for a fresh link; a server whose link is asked for already is left at that.

        Args:
            server: as last listed.
            arrived: gets the link.
            refused: gets the reason why there is none.
        """
        key = server.key
        if key in self._tasks:
            return

        def done(link: ConsoleLink) -> None:
            self._end(key)
            self._keeper.keep(link)
            arrived(link)

        def failed(error: PortholeError) -> None:
            self._end(key)
            refused(error)
            if isinstance(error, ServerNotFoundError):
                self.server_vanished.emit(key)

        self._tasks[key] = self._runner.run(
            lambda task: self._broker.ask(server, task.pause),
            done=done,
            failed=failed,
            progress=lambda pause: self._on_paused(key, pause),
        )
        self.started.emit(key)

    def cancel(self, key: ServerKey) -> None:
        """Wait for a server's link no longer."""
        if (task := self._tasks.get(key)) is not None:
            task.cancel()
            self._end(key)

    def cancel_all(self) -> None:
        """Wait for no link any more."""
        for key in list(self._tasks):
            self.cancel(key)

    def _end(self, key: ServerKey) -> None:
        del self._tasks[key]
        self._pauses.pop(key, None)
        self.ended.emit(key)

    def _on_paused(self, key: ServerKey, pause: Pause) -> None:
        self._pauses[key] = pause
        self.paused.emit(key)
