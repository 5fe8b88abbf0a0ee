"""One part of a server: asked for when somebody looks, forgotten when another server is chosen."""

from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QObject, Signal

from launcher.model.errors import PortholeError
from launcher.model.server import Server
from launcher.ui.runner import Pause, Task, TaskRunner

Ask = Callable[[Server, Callable[[float], bool]], Any]
"""Blocks until a cloud has told something of a server; the callable waits for as long as a cloud asks."""


class PartState(Enum):
    """How far a part has come."""

    UNKNOWN = auto()
    LOADING = auto()
    KNOWN = auto()
    REFUSED = auto()


class Part(QObject):
    """Loads one part of one server at a time, in the runner.

    Attributes:
        state: see :class:`PartState`.
        value: what the cloud last told of this server, or None; it stays while it is asked again.
        error: why there is nothing newer, or None.
        pause: seconds for which the cloud asked to be left alone, while that is waited for; otherwise 0.
    """

    changed = Signal()

    def __init__(self, ask: Ask, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._runner = runner
        self._server: Server | None = None
        self._task: Task | None = None
        self._forget()

    def choose(self, server: Server | None) -> None:
        """Turn to another server, of which nothing is known yet; or to the same one, as it is now."""
        same = server is not None and self._server is not None and server.key == self._server.key
        self._server = server
        if not same:
            self._silence()
            self._forget()
            self.changed.emit()

    def load(self) -> None:
        """Ask the cloud, unless it is being asked."""
        server = self._server
        if server is None or self._task is not None:
            return
        self.state = PartState.LOADING
        self._task = self._runner.run(
            lambda task: self._ask(server, task.pause),
            progress=self._on_paused,
            done=self._on_loaded,
            failed=self._on_refused,
        )
        self.changed.emit()

    def load_once(self) -> None:
        """Ask the cloud, where nothing is known yet."""
        if self.state is PartState.UNKNOWN:
            self.load()

    def mark_old(self) -> None:
        """Let what is known stay, and be asked for again when somebody looks."""
        self._silence()
        self.state = PartState.UNKNOWN

    def cancel(self) -> None:
        """Wait no longer; what is known stays."""
        if self._task is not None:
            self.mark_old()
            self.changed.emit()

    def _forget(self) -> None:
        self.state = PartState.UNKNOWN
        self.value: Any = None
        self.error: PortholeError | None = None
        self.pause = 0.0

    def _silence(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.pause = 0.0

    def _on_paused(self, pause: Pause) -> None:
        self.pause = pause.seconds
        self.changed.emit()

    def _on_loaded(self, value: Any) -> None:
        self._task = None
        self.pause = 0.0
        self.value, self.error, self.state = value, None, PartState.KNOWN
        self.changed.emit()

    def _on_refused(self, error: PortholeError) -> None:
        self._task = None
        self.pause = 0.0
        self.error, self.state = error, PartState.REFUSED
        self.changed.emit()
