"""Brings a server's console log: once, or again and again while somebody looks at it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from launcher.model.errors import PortholeError, RateLimitedError, ServerNotFoundError
from launcher.model.server import Server
from launcher.ui.details.pace import Pace
from launcher.ui.runner import Task, TaskRunner


class LogFeed(QObject):
    """Looks at one server's log at a time, in the runner, and never while nobody can see it.

    Attributes:
        following: whether it looks again and again.
        looked: whether this server's log was brought, or refused, at least once.
    """

    arrived = Signal(str)
    """The log's end, as the cloud has it."""

    refused = Signal(object)
    """A :class:`PortholeError` came in its place."""

    changed = Signal()
    """It asks, or waits, or does neither any more."""

    def __init__(
        self,
        read: Callable[[Server], str],
        runner: TaskRunner,
        pace: Pace,
        can_be_seen: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._runner = runner
        self._pace = pace
        self._can_be_seen = can_be_seen
        self._server: Server | None = None
        self._task: Task | None = None
        self.looked = False
        self._awake = False
        self.following = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)

    @property
    def asking(self) -> bool:
        """Whether the cloud is being asked."""
        return self._task is not None

    @property
    def seconds(self) -> float:
        """Between two looks, while it follows."""
        return self._pace.seconds

    def choose(self, server: Server | None) -> None:
        """Turn to another server."""
        same = server is not None and self._server is not None and server.key == self._server.key
        self._server = server
        if not same:
            self._stop()
            self.looked = False
            self._pace.answered()
            self.changed.emit()

    def wake(self) -> None:
        """Somebody looks: bring the log where it was not brought yet, or is followed."""
        self._awake = True
        if self.following or not self.looked:
            self.look()

    def sleep(self) -> None:
        """Nobody looks any more."""
        self._awake = False
        self._stop()
        self.changed.emit()

    def follow(self, *, followed: bool) -> None:
        """Look again and again, or no more."""
        self.following = followed
        self._timer.stop()
        if followed and self._awake:
            self.look()
        self.changed.emit()

    def look(self) -> None:
        """Ask now, unless the cloud is being asked."""
        server = self._server
        if server is None or self._task is not None:
            return
        self._timer.stop()
        self._task = self._runner.run(
            lambda _task: self._read(server), done=self._on_arrived, failed=self._on_refused
        )
        self.changed.emit()

    def _stop(self) -> None:
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _on_time(self) -> None:
        if self._can_be_seen():
            self.look()
        else:
            self._go_on()

    def _on_arrived(self, text: str) -> None:
        self._task = None
        self.looked = True
        self._pace.answered()
        self._go_on()
        self.arrived.emit(text)
        self.changed.emit()

    def _on_refused(self, error: PortholeError) -> None:
        self._task = None
        self.looked = True
        self._pace.refused(error.retry_after if isinstance(error, RateLimitedError) else 0.0)
        if not isinstance(error, ServerNotFoundError):
            self._go_on()
        self.refused.emit(error)
        self.changed.emit()

    def _go_on(self) -> None:
        if self.following and self._awake:
            self._timer.start(round(self._pace.seconds * 1000))
