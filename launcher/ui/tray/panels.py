"""Panels that show icons by D-Bus (StatusNotifier): whether there is one, and when it comes and goes."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusServiceWatcher

_WATCHER = "org.kde.StatusNotifierWatcher"
"""The name of the meeting place of icons and panels (freedesktop.org, "StatusNotifierItem")."""


class BusPanels(QObject):
    """Watches the desktop's message bus; elsewhere than on Linux there is none."""

    came = Signal()
    went = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watcher: QDBusServiceWatcher | None = None

    def watch(self) -> bool:
        """Tell from now on who comes and goes; returns whether there is one now."""
        if not sys.platform.startswith("linux"):
            return False
        from PySide6.QtDBus import QDBusConnection, QDBusServiceWatcher  # noqa: PLC0415 - not before a window

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return False
        if self._watcher is None:
            # All at once: PySide's addWatchedService waits for a thread that waits for Python's own lock.
            changes = QDBusServiceWatcher.WatchModeFlag.WatchForOwnerChange
            self._watcher = watcher = QDBusServiceWatcher(_WATCHER, bus, changes, self)
            watcher.serviceRegistered.connect(lambda _name: self.came.emit())
            watcher.serviceUnregistered.connect(lambda _name: self.went.emit())
        return bool(bus.interface().isServiceRegistered(_WATCHER).value())
