"""When the servers of each place are counted: soon after they changed, and only while the counts are seen."""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_PAUSE = 250
"""Milliseconds between two counts at least."""

_SHARE = 20
"""A count is followed by a pause so many times as long: however many servers there are, counting them takes
no more than a twentieth of the time."""


class Tally(QObject):
    """Counts again, at most a few times a second.

    Args:
        count: counts and shows.
        seen: the widget that shows the counts.
    """

    def __init__(self, count: Callable[[], None], seen: QWidget) -> None:
        super().__init__(seen)
        self._count = count
        self._seen = seen
        self._due = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._on_pause_over)
        seen.installEventFilter(self)

    def count_soon(self) -> None:
        """Count when the time has come: something changed."""
        self._due = True
        if self._seen.isVisible() and not self._pause.isActive():
            self._pause.start()

    def count_now(self) -> None:
        """Count at once: a person waits for it."""
        self._pause.stop()
        self._due = False
        begun = perf_counter()
        self._count()
        spent = (perf_counter() - begun) * 1000
        self._pause.setInterval(max(_PAUSE, round(spent * _SHARE)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count what changed while nobody looked."""
        if event.type() == QEvent.Type.Show and self._due:
            self._pause.start()
        return super().eventFilter(watched, event)

    def _on_pause_over(self) -> None:
        if self._due and self._seen.isVisible():
            self.count_now()
