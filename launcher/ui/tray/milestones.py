"""The moments at which the tray has something else to say of the links that live."""

from math import ceil

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from launcher.ui.links import LinkKeeper

_MINUTE = 60.0
_BEYOND = 50
"""Milliseconds past a moment, so that it is over whatever way it is reckoned."""


class Milestones(QObject):
    """Tells when a link has a minute less, when it is about to end, and when it has ended.

    That is one waking of the processor a minute and link, and none where no link lives: for whoever is always
    there to be seen, and shows no seconds.
    """

    passed = Signal()
    """A link has a minute less, or there are other links."""

    def __init__(self, keeper: LinkKeeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_passed)

    def watch(self) -> None:
        """Begin."""
        self._keeper.changed.connect(self._on_passed)
        self._on_passed()

    @property
    def waiting(self) -> bool:
        """Whether there is a moment to wait for."""
        return self._timer.isActive()

    def _on_passed(self) -> None:
        self.passed.emit()
        left = [seconds for seconds in self._keeper.remaining().values() if seconds > 0]
        if left:
            self._timer.start(_BEYOND + ceil(1000 * min(_to_next(seconds) for seconds in left)))
        else:
            self._timer.stop()


def _to_next(seconds: float) -> float:
    """Return the seconds until a link has a whole minute less."""
    return seconds - _MINUTE * (ceil(seconds / _MINUTE) - 1)
