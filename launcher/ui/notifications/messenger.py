"""Brings notifications to the desktop, and back what a person clicked."""

import logging
import sys

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from launcher.model.errors import PortholeError
from launcher.model.notification import Notification
from launcher.services.desktop.bus import BusError, SessionBus
from launcher.services.desktop.notifications import DesktopNotifications, plain
from launcher.ui.lane import Lane
from launcher.ui.notifications.activation import take_token
from launcher.ui.runner import TaskRunner
from launcher.ui.tray.icon import TrayIcon

_log = logging.getLogger(__name__)


class Messenger(QObject):
    """Shows notifications by the desktop's own service; where there is none, by the tray icon.

    Args:
        bus: where Linux desktops have that service.
        runner: for the bus.
        tray: Porthole's icon there.
        parent: its owner.
    """

    chosen = Signal(str)
    """A person clicked the notification about a subject."""

    _heard = Signal(str, str)

    def __init__(
        self, bus: SessionBus, runner: TaskRunner, tray: TrayIcon, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tray = tray
        # One after the other: who replaces another must come later.
        self._lane = Lane(runner, width=1)
        self._desktop = DesktopNotifications(bus, self._heard.emit)
        # What the bus's thread hears is taken up in Qt's.
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)

    def is_there(self) -> bool:
        """Whether the desktop has a service for notifications. Waits for the bus; for any thread."""
        return not sys.platform.startswith("linux") or self._desktop.is_there()

    def show(self, notification: Notification) -> None:
        """Show a notification, in place of the one about the same subject."""
        if not sys.platform.startswith("linux"):
            self._show_by_tray(notification)
            return

        def shown(by_desktop: bool) -> None:
            if not by_desktop:
                self._show_by_tray(notification)

        self._lane.run(lambda _task: self._try(notification), done=shown, failed=_pass)

    def _try(self, notification: Notification) -> bool:
        try:
            self._desktop.show(notification)
        except BusError as error:
            _log.info("no notification was shown: %s", error)
            return False
        return True

    def _show_by_tray(self, notification: Notification) -> None:
        # Without a tray Qt would say that it can be done, and do nothing.
        if self._tray.available:
            self._tray.say(
                plain(notification.title),
                plain(notification.text),
                lambda: self.chosen.emit(notification.subject),
            )

    def _on_heard(self, subject: str, token: str) -> None:
        take_token(token, QGuiApplication.platformName())
        self.chosen.emit(subject)


def _pass(_error: PortholeError) -> None:
    """What nobody foresaw is in the log; there is no place to tell it that this one could tell of."""
