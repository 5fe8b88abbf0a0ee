"""The links that live just now, and the one clock that tells their remaining time."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from launcher.model.console import ConsoleLink, LinkState
from launcher.model.instant import Instant
from launcher.model.server import ServerKey


class LinkKeeper(QObject):
    """Holds the newest link of each server for everything that shows it: row, console, tray.

    The timer runs once a second, and only while a link lives *and* a watching widget is visible: an
    idle Porthole does not wake the processor. Each tick recomputes from the clocks, never decrements.
    """

    changed = Signal(object)
    """A :class:`ServerKey` has a new link, or has one no more."""

    ticked = Signal(object)
    """A second went by; carries the :class:`Instant`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._links: dict[ServerKey, ConsoleLink] = {}
        self._watchers: set[QWidget] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def keys(self) -> tuple[ServerKey, ...]:
        """The servers that have a living link."""
        return tuple(self._links)

    @property
    def ticking(self) -> bool:
        """Whether the clock runs."""
        return self._timer.isActive()

    def keep(self, link: ConsoleLink) -> None:
        """Take in a new link; it takes the place of the server's last one."""
        self._links[link.server] = link
        self._heed()
        self.changed.emit(link.server)

    def link(self, key: ServerKey) -> ConsoleLink | None:
        """Return a server's living link."""
        return self._links.get(key)

    def remaining(self) -> dict[ServerKey, float]:
        """Return the seconds that each link still lives."""
        now = Instant.now()
        return {key: link.remaining(now) for key, link in self._links.items()}

    def watch(self, widget: QWidget) -> None:
        """Let ``widget`` keep the clock running while it is visible."""
        widget.installEventFilter(self)
        if widget.isVisible():
            self._watchers.add(widget)
            self._heed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice watching widgets that come and go."""
        if isinstance(watched, QWidget):
            if event.type() == QEvent.Type.Show:
                self._watchers.add(watched)
                self._heed()
            elif event.type() == QEvent.Type.Hide:
                self._watchers.discard(watched)
                self._heed()
        return False

    def _heed(self) -> None:
        wanted = bool(self._links and self._watchers)
        if wanted and not self._timer.isActive():
            self._on_timeout()
            self._timer.start()
        elif not wanted:
            self._timer.stop()

    def _on_timeout(self) -> None:
        now = Instant.now()
        for key, link in list(self._links.items()):
            if link.state(now) is LinkState.EXPIRED:
                del self._links[key]
                self.changed.emit(key)
        self.ticked.emit(now)
        # A widget that is deleted while it is shown sends no hide event.
        self._watchers = {one for one in self._watchers if isValid(one)}
        if not self._links or not self._watchers:
            self._timer.stop()
