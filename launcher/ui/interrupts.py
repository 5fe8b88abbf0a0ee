"""Ctrl+C in the terminal, and the system's request to end: both end the program as Quit does."""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class Interrupts(QObject):
    """Turns SIGINT and SIGTERM into a signal of Qt's.

    Python runs a handler only between two of its own instructions, and an idle event loop runs none:
    the interpreter writes a byte into a socket at once, which wakes Qt, and Python with it.
    """

    quit_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard, self._told = socket.socketpair()
        for end in (self._heard, self._told):
            end.setblocking(False)
        signal.set_wakeup_fd(self._told.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)

    def _on_woken(self) -> None:
        self._heard.recv(64)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.quit_requested.emit()
