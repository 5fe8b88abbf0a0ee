"""Ctrl+C in the terminal, and the system's request to end: both end the program as Quit does."""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class Interrupts(QObject):
    """Turns SIGINT and SIGTERM into a signal of Qt's.

    The interpreter writes a byte into a socket at once, and the event loop finds it there: a loop that has
    yet to begin as soon as it does. Python's own handlers do nothing. They would run between any two
    instructions, also where there is no loop to leave so far, or while a window is being painted.
    """

    quit_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard, self._told = socket.socketpair()
        for end in (self._heard, self._told):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)
        signal.set_wakeup_fd(self._told.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _on_signal)

    def _on_woken(self) -> None:
        self._heard.recv(64)
        self.quit_requested.emit()


def _on_signal(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: that there is a handler keeps the system from ending the process."""
