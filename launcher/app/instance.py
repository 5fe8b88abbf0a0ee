"""The first Porthole's side of :mod:`launcher.services.running`: it takes what later starts want."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from launcher.model.request import decoded
from launcher.services.running import GREETING, TAKEN, is_own

_log = logging.getLogger(__name__)

_LONGEST = 8 * 1024
"""Bytes of a request."""

_SECONDS = 5
"""A start that has said nothing by then has nothing to say."""


class Instance(QObject):
    """Listens on a socket that nobody else may open."""

    requested = Signal(object)
    """A later start wants this :class:`Request` carried out."""

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
            QTimer.singleShot(_SECONDS * 1000, socket, socket.disconnectFromServer)
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
        socket.write(TAKEN)
        socket.disconnectFromServer()
        self.requested.emit(request)
