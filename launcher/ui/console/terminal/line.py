"""The line behind a terminal: two threads that wait for the network, so that no window does."""

import logging
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal

from launcher.model.console import ConsoleLink
from launcher.model.errors import PortholeError
from launcher.model.profile import Profile
from launcher.services.serial_lines import SerialLine, SerialLineError, UntrustedLineError, open_line
from launcher.ui.console.terminal.inflow import Inflow
from launcher.ui.console.terminal.recorder import Recorder
from launcher.ui.mishaps import unforeseen

_log = logging.getLogger(__name__)


class Line(QObject):
    """One session on a server's serial line."""

    opened = Signal()
    came = Signal()
    """There is something in :attr:`inflow`, after there was nothing."""

    closed = Signal()
    """It was open, and is no more."""

    refused = Signal(object)
    """A :class:`SerialLineError` or a :class:`PortholeError`: it could not be opened."""

    distrusted = Signal(object)
    """An :class:`UntrustedLineError`: whether to believe the other side is a person's to say."""

    _settled = Signal(object, object)

    def __init__(self, profile: Profile, recorder: Recorder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._recorder = recorder
        self.inflow = Inflow()
        self._outflow: SimpleQueue[bytes | None] = SimpleQueue()
        self._over = False
        self._settled.connect(self._on_settled, Qt.ConnectionType.QueuedConnection)

    def open(self, link: ConsoleLink, trusted: frozenset[str]) -> None:
        """Begin. One of ``opened``, ``refused`` and ``distrusted`` follows.

        Args:
            link: of the line; it carries a token.
            trusted: fingerprints of certificates that a person believes.
        """
        work = lambda: self._live(link, trusted)  # noqa: E731 - the link must not be an attribute of a thread
        Thread(target=work, name="serial line").start()

    def write(self, data: bytes) -> None:
        """Send bytes, in order, as soon as they go."""
        self._outflow.put(data)

    def close(self) -> None:
        """Close the line. Nothing more is heard of it."""
        self._over = True
        self.inflow.close()
        self._outflow.put(None)

    def _live(self, link: ConsoleLink, trusted: frozenset[str]) -> None:
        try:
            line = open_line(self._profile, link, trusted)
        except UntrustedLineError as error:
            self._tell(self.distrusted, error)
        except (SerialLineError, PortholeError) as error:
            self._tell(self.refused, error)
        except Exception as error:  # noqa: BLE001 - the last line of defence: nothing is lost in a thread
            _log.exception("unforeseen error on a serial line")
            self._tell(self.refused, unforeseen(error))
        else:
            self._converse(line)

    def _converse(self, line: SerialLine) -> None:
        writer = Thread(target=self._send, args=(line,), name="serial line, outwards")
        writer.start()
        self._tell(self.opened)
        while data := line.read():
            self._recorder.take(data)
            if self.inflow.put(data):
                self._tell(self.came)
        self._tell(self.closed)
        self._outflow.put(None)
        writer.join()

    def _send(self, line: SerialLine) -> None:
        while (data := self._outflow.get()) is not None:
            line.write(data)
        line.close()

    def _tell(self, signal: object, *values: object) -> None:
        with suppress(RuntimeError):  # raised when Qt is already gone at exit; nobody waits any more
            self._settled.emit(signal, values)

    def _on_settled(self, signal: object, values: tuple[object, ...]) -> None:
        if not self._over:
            signal.emit(*values)  # type: ignore[attr-defined]
