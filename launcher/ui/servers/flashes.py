"""Rows that changed flash once."""

from collections.abc import Iterable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from launcher.model.server import ServerKey

_FADE = 1.0
"""Seconds until a flash is gone."""

_STEP = 50
"""Milliseconds between two shades of it."""


class Flashes(QObject):
    """Which rows flash just now, and how strongly. Its timer runs only while one of them can be seen."""

    stepped = Signal()
    """Every flashing row is to be painted anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watched: QWidget | None = None
        self._begun: dict[ServerKey, float] = {}
        self._now = 0.0
        self._timer = QTimer(self, interval=_STEP)
        self._timer.timeout.connect(self._on_step)

    @property
    def active(self) -> bool:
        """Whether any row flashes."""
        return self._timer.isActive()

    def watch(self, widget: QWidget) -> None:
        """Flash only while this widget can be seen."""
        self._watched = widget
        widget.destroyed.connect(self._on_watched_destroyed)

    def start(self, keys: Iterable[ServerKey]) -> None:
        """Let the rows of some servers flash; what nobody can see does not."""
        if not self._can_be_seen():
            return
        self._now = monotonic()
        self._begun.update(dict.fromkeys(keys, self._now))
        if self._begun:
            self._timer.start()
            self.stepped.emit()

    def strength(self, key: ServerKey) -> float:
        """Return how strongly a server's row flashes, from 1 down to 0."""
        begun = self._begun.get(key)
        return 0.0 if begun is None else max(0.0, 1 - (self._now - begun) / _FADE)

    def _on_step(self) -> None:
        self._now = monotonic()
        gone = self._now - _FADE if self._can_be_seen() else self._now
        self._begun = {key: begun for key, begun in self._begun.items() if begun > gone}
        if not self._begun:
            self._timer.stop()
        self.stepped.emit()

    def _on_watched_destroyed(self) -> None:
        self._watched = None
        self._timer.stop()

    def _can_be_seen(self) -> bool:
        widget = self._watched
        return widget is not None and widget.isVisible() and not widget.window().isMinimized()
