"""Work in the Qt thread, in portions."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Portions(QObject):
    """Does one thing after another, and lets Qt answer keys, paint and scroll in between."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Callable[[], None]] = deque()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timeout)

    def put(self, *portions: Callable[[], None]) -> None:
        """Do this after all that waits; the first of it at once where nothing does."""
        idle = not self._waiting
        self._waiting.extend(portions)
        if portions and idle:
            self._timer.start(0)
            self._on_timeout()

    def _on_timeout(self) -> None:
        portion = self._waiting.popleft()
        if not self._waiting:
            self._timer.stop()
        portion()
