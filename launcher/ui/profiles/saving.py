"""Work of a dialog that waits for the keyring and the disk, and can be given up until it is too late."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from launcher.model.errors import PortholeError
from launcher.ui.runner import Task, TaskRunner

GoOn = Callable[[], bool]
"""Asked by the work right before it does what cannot be taken back; False: it was given up."""


class Saving(QObject):
    """One piece of work at a time."""

    ended = Signal()
    """It is done."""

    failed = Signal(object)
    """The :class:`PortholeError` that kept it from being done."""

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._task: Task | None = None
        self._turn = threading.Lock()

    @property
    def under_way(self) -> bool:
        """Whether the work goes on."""
        return self._task is not None

    def begin(self, work: Callable[[GoOn], None]) -> None:
        """Do ``work`` in a thread."""
        # Whoever takes the turn first decides, the work or the person; it is never given back.
        turn = self._turn = threading.Lock()
        self._task = self._runner.run(
            lambda _task: work(lambda: turn.acquire(blocking=False)),
            done=lambda _nothing: self._on_done(),
            failed=self._on_failed,
        )

    def give_up(self) -> bool:
        """Do not wait any more; returns False where it is too late, and the work ends in a moment."""
        if self._task is not None and not self._turn.acquire(blocking=False):
            return False
        self.forget()
        return True

    def forget(self) -> None:
        """Hear no more of the work."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _on_done(self) -> None:
        self._task = None
        self.ended.emit()

    def _on_failed(self, error: PortholeError) -> None:
        self._task = None
        self.failed.emit(error)
