"""Tells when the network is back, or this computer awake again."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QNetworkInformation

from launcher.model.instant import Instant

_LOOK_EVERY = 5_000
"""Milliseconds between two looks at the clocks."""

_ASLEEP = 5.0
"""Seconds by which the time of day may run ahead of this computer's own without its having slept."""


class Outages(QObject):
    """Watches the network and the clocks between :meth:`watch` and :meth:`rest`.

    A connection that was cut meanwhile says nothing of itself: no packet comes to tell.
    """

    ended = Signal(float)
    """It is over; carries how many seconds it lasted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looked = Instant.now()
        self._gone_since: Instant | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        if QNetworkInformation.loadDefaultBackend():
            QNetworkInformation.instance().reachabilityChanged.connect(self._on_reachability_changed)

    def watch(self) -> None:
        """Begin to watch."""
        self._looked = Instant.now()
        self._timer.start()

    def rest(self) -> None:
        """Watch no longer, and wake nobody up."""
        self._timer.stop()
        self._gone_since = None

    def look(self) -> None:
        """Look whether this computer slept since the last look: its own clock stands still meanwhile."""
        before, self._looked = self._looked, Instant.now()
        by_wall = (self._looked.wall - before.wall).total_seconds()
        asleep = by_wall - (self._looked.monotonic - before.monotonic)
        if asleep > _ASLEEP:
            self.ended.emit(asleep)

    def note_network(self, *, there: bool) -> None:
        """Take note that there is a network, or none."""
        if not self._timer.isActive():
            return
        if not there:
            self._gone_since = self._gone_since or Instant.now()
        elif self._gone_since is not None:
            gone, self._gone_since = self._gone_since, None
            self.ended.emit(Instant.now().seconds_since(gone))

    def _on_reachability_changed(self, reachability: QNetworkInformation.Reachability) -> None:
        if reachability is not QNetworkInformation.Reachability.Unknown:
            self.note_network(there=reachability is not QNetworkInformation.Reachability.Disconnected)
