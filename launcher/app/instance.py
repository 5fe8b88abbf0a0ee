"""The first Porthole's side of :mod:`launcher.services.running`: it takes what later starts want."""

import logging
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from shiboken6 import isValid

from launcher.model.request import AskLink, GivenLink, decoded
from launcher.services.running import GREETING, TAKEN, is_own

_log = logging.getLogger(__name__)

_LONGEST = 8 * 1024
"""Bytes of a request."""

_SECONDS = 5
"""A start that has said nothing by then has nothing to say."""

_SILENT = "silent"
"""The property of a socket that has not said yet what it wants."""


class Instance(QObject):
    """Listens on a socket that nobody else may open."""

    requested = Signal(object)
    """A later start wants this :class:`Request` carried out."""

    link_wanted = Signal(object, object)
    """A command wants this :class:`AskLink` answered; and what to call with a :class:`GivenLink`, or None."""

    def __init__(self, place: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connected)
        # One that crashed leaves its socket behind; the lock says that it is gone.
        QLocalServer.removeServer(str(place))
        if not self._server.listen(str(place)):
            _log.warning("other starts cannot hand over to this one: %s", self._server.errorString())

    def close(self) -> None:
        """Take no more requests, and leave no socket behind."""
        self._server.close()

    def _on_connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            if not is_own(int(socket.socketDescriptor())):
                _log.warning("another user's process was refused")
                socket.abort()
                continue
            socket.readyRead.connect(self._on_readable)
            socket.setProperty(_SILENT, True)
            QTimer.singleShot(_SECONDS * 1000, socket, lambda one=socket: _give_up(one))
            socket.write(GREETING)

    def _on_readable(self) -> None:
        socket = self.sender()
        assert isinstance(socket, QLocalSocket)  # noqa: S101 - nobody else is connected
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST:
                socket.abort()
            return
        line = bytes(socket.readLine(_LONGEST + 1).data())
        try:
            request = decoded(line)
        except ValueError:
            # Its words are a stranger's: they are not for the log.
            _log.warning("a request of %d bytes was not understood", len(line))
            socket.abort()
            return
        if isinstance(request, AskLink):
            socket.setProperty(_SILENT, False)
            self.link_wanted.emit(request, lambda given: _answer(socket, given))
            return
        socket.write(TAKEN)
        socket.disconnectFromServer()
        self.requested.emit(request)


def _give_up(socket: QLocalSocket) -> None:
    if socket.property(_SILENT):
        socket.disconnectFromServer()


def _answer(socket: QLocalSocket, given: GivenLink | None) -> None:
    if isValid(socket):  # who asked may have gone
        if given is not None:
            socket.write(msgspec.json.encode(given) + b"\n")
        socket.disconnectFromServer()
