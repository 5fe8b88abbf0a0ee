"""When a console that has no screen is to be tried again without anybody's asking."""

from math import ceil

from PySide6.QtCore import QObject, QTimer, Signal

from launcher.model.instant import Instant

PAUSES = (2.0, 5.0, 10.0, 20.0, 40.0, 60.0)
"""Seconds before each further try; the last one holds for all that follow."""

_SECOND = 1000


class Comeback(QObject):
    """Counts down to the next try, with pauses that grow.

    A look that costs nobody anything may be planned ``silent``: it comes as late, and nobody sees the count.
    """

    due = Signal()
    """It is time."""

    ticked = Signal()
    """:attr:`left` is another."""

    def __init__(self, pauses: tuple[float, ...] = PAUSES, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pauses = pauses
        self._tries = 0
        self._since = Instant.now()
        self._pause = 0.0
        self._silent = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def left(self) -> int | None:
        """Whole seconds until the next try; None where none is planned, or nobody need see it."""
        if self._silent or not self._timer.isActive():
            return None
        return ceil(self._left)

    @property
    def tried(self) -> bool:
        """Whether anything was planned since the last :meth:`reset`."""
        return self._tries > 0

    def plan(self, *, at_once: bool = False, silent: bool = False) -> None:
        """Plan the next try.

        Args:
            at_once: the first one need not wait.
            silent: see the class.
        """
        self._pause = 0.0 if at_once and not self.tried else self._next_pause(at_once=at_once)
        self._tries += 1
        self._since = Instant.now()
        self._silent = silent
        self._wait()

    def hurry(self) -> None:
        """Let a planned try come now: what stood in its way is gone."""
        if self._timer.isActive():
            self._pause = 0.0
            self._wait()

    def stop(self) -> None:
        """Plan nothing; the pauses go on growing where they were."""
        self._timer.stop()

    def reset(self) -> None:
        """Plan nothing, and begin with the shortest pause the next time."""
        self.stop()
        self._tries = 0

    @property
    def _left(self) -> float:
        return max(0.0, self._pause - Instant.now().seconds_since(self._since))

    def _next_pause(self, *, at_once: bool) -> float:
        place = self._tries - 1 if at_once else self._tries
        return self._pauses[min(place, len(self._pauses) - 1)]

    def _wait(self) -> None:
        # In steps of a second at most: a count is shown, and a suspended laptop's timers stand still.
        self._timer.start(min(_SECOND, ceil(self._left * _SECOND)))

    def _on_timeout(self) -> None:
        if self._left > 0:
            self._wait()
            self.ticked.emit()
        else:
            self.due.emit()
