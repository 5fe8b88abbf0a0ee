"""What becomes of Porthole when its window is closed: it stays in the tray, or ends."""

import sys
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication

from launcher.app.consoles_room import ConsolesRoom
from launcher.app.parts import Parts
from launcher.app.tray_room import TrayRoom

_AFTER_THE_WINDOW = 300
"""Milliseconds after the window at which the icon follows: it is the window that somebody waits for."""

_TAKES_KEYBOARD = sys.platform == "win32"
"""Whether a click on an icon in the tray takes the keyboard from the window, a moment before it is told."""

_JUST_NOW = 0.4
"""Seconds that such a moment takes at most."""


class ClosingRoom(QObject):
    """Decides whether the window may close, and shows or hides it at a click on the icon.

    Args:
        parts: have window and settings.
        consoles: stay where the window goes.
        tray: where Porthole stays.
        resident: whether it is to stay at all; a demo is not.
    """

    def __init__(self, parts: Parts, consoles: ConsolesRoom, tray: TrayRoom, *, resident: bool) -> None:
        super().__init__(parts)
        self._parts = parts
        self._consoles = consoles
        self._tray = tray
        self._resident = resident
        self._left_at = 0.0
        self._appearing = QTimer(self, singleShot=True, interval=_AFTER_THE_WINDOW)
        self._appearing.timeout.connect(tray.appear)
        parts.window.may_close = self._may_close
        if _TAKES_KEYBOARD:
            parts.window.installEventFilter(self)
        parts.window.quit_requested.connect(self.quit)
        tray.quit_requested.connect(self.quit)
        consoles.quit_requested.connect(self.quit)
        tray.icon_clicked.connect(self._on_icon_clicked)
        tray.lost.connect(self._on_tray_lost)
        parts.application.commitDataRequest.connect(
            self._on_session_ending, Qt.ConnectionType.DirectConnection
        )

    def begin(self, *, hidden: bool) -> None:
        """Show the window, or stay in the tray without one; where no tray comes it is shown minimised."""
        if hidden:
            self._stay_without_window()
            self._tray.appear()
        else:
            self._parts.window.show()
            self._appearing.start()

    def quit(self) -> None:
        """End Porthole, wherever it is; nothing is asked but what an open dialog has to ask."""
        application = self._parts.application
        application.setQuitOnLastWindowClosed(True)
        application.closeAllWindows()
        asking = QApplication.activeModalWidget()
        if asking is None:
            application.quit()
        else:
            asking.raise_()
            asking.activateWindow()

    def quit_at_once(self) -> None:
        """End Porthole without a question: its session ends, or somebody at a terminal says so."""
        if self._parts.window.isVisible():
            self._parts.window.put_away()
        self._parts.application.exit(0)

    def close(self) -> None:
        """Leave the application as it was."""
        self._appearing.stop()
        self._parts.window.removeEventFilter(self)
        self._parts.application.commitDataRequest.disconnect(self._on_session_ending)
        self._parts.application.setQuitOnLastWindowClosed(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice when the window loses the keyboard."""
        if event.type() == QEvent.Type.WindowDeactivate:
            self._left_at = monotonic()
        return super().eventFilter(watched, event)

    def _may_close(self) -> bool:
        """Whether the window that a person closes is to be closed; otherwise its way out is seen to."""
        if self._resident and self._parts.memory.settings.keep_in_tray:
            self._tray.appear()
            if self._tray.icon.available:
                self._put_away()
                self._tell_once()
                return False
            if not self._parts.memory.settings.quit_asked and not self._consoles.shown:
                self._ask()
                return False
        self._parts.application.setQuitOnLastWindowClosed(True)
        return True

    def _put_away(self) -> None:
        self._stay_without_window()
        self._parts.window.put_away()

    def _stay_without_window(self) -> None:
        # The last console that is closed then is not the end.
        self._parts.application.setQuitOnLastWindowClosed(False)
        self._tray.icon.rely(needed=True)

    def _tell_once(self) -> None:
        if not self._parts.memory.settings.tray_told:
            self._parts.memory.note(tray_told=True)
            self._tray.icon.say(
                self.tr("Porthole is still here"),
                self.tr("It stays in the tray. Quit in its menu, or Ctrl+Q in the window, ends it."),
            )

    def _ask(self) -> None:
        from launcher.ui.tray.farewell import Farewell  # noqa: PLC0415 - see Porthole

        question = Farewell(self._parts.window)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.accepted.connect(self._on_farewell)
        question.open()

    def _on_farewell(self) -> None:
        self._parts.memory.note(quit_asked=True)
        self.quit()

    def _on_icon_clicked(self) -> None:
        window = self._parts.window
        in_front = window.isActiveWindow() or (_TAKES_KEYBOARD and monotonic() - self._left_at < _JUST_NOW)
        dialog = QApplication.activeModalWidget() is not None
        if window.isVisible() and not window.isMinimized() and in_front and not dialog:
            self._put_away()
        else:
            window.come_forward()

    def _on_tray_lost(self) -> None:
        # A way back, where there is no icon to click.
        if not self._parts.window.isVisible():
            self._parts.application.setQuitOnLastWindowClosed(True)
            self._parts.window.showMinimized()

    @staticmethod
    def _on_session_ending(manager: QSessionManager) -> None:
        # What starts at login is the person's to say, in the settings.
        manager.setRestartHint(QSessionManager.RestartHint.RestartNever)
