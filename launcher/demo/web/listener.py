"""A loopback port, a thread for each connection, and a prompt end to both."""

import contextlib
import selectors
import socket
import threading
from collections.abc import Callable

LOOPBACK = "127.0.0.1"

Conversation = Callable[[socket.socket], None]
"""Talks over one connection until either side has enough."""


def listen(port: int = 0) -> socket.socket:
    """Return a socket listening on loopback; the system picks the port where it is 0."""
    return socket.create_server((LOOPBACK, port), backlog=128)


def hang_up(connection: socket.socket) -> None:
    """End a connection both ways at once; whoever reads from it sees its end."""
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


class Listener:
    """Accepts connections on one port.

    ``socketserver`` would wake up twice a second to see whether it should stop, and leaves kept
    connections open when it does.
    """

    def __init__(self, port: int, converse: Conversation, name: str) -> None:
        self._converse = converse
        self._name = name
        self._lock = threading.Lock()
        self._open: dict[socket.socket, threading.Thread] = {}
        self._socket = listen(port)
        self.port: int = self._socket.getsockname()[1]
        self._stop_seen, self._stop_said = socket.socketpair()
        self._accepting = threading.Thread(target=self._accept, name=name, daemon=True)
        self._accepting.start()

    def close(self) -> None:
        """Stop listening, hang up every connection, wait for their threads."""
        self._stop_said.close()
        self._accepting.join()
        self._stop_seen.close()
        with self._lock:
            left = dict(self._open)
        for connection in left:
            hang_up(connection)
        for thread in left.values():
            thread.join()

    def _accept(self) -> None:
        with selectors.DefaultSelector() as selector, self._socket:
            selector.register(self._socket, selectors.EVENT_READ)
            selector.register(self._stop_seen, selectors.EVENT_READ)
            while True:
                ready = [key.fileobj for key, _ in selector.select()]
                if self._stop_seen in ready:
                    return
                with contextlib.suppress(OSError):
                    self._welcome(self._socket.accept()[0])

    def _welcome(self, connection: socket.socket) -> None:
        # Without this an answer in two packets waits for the other side's delayed acknowledgement.
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        thread = threading.Thread(target=self._serve, args=(connection,), name=self._name, daemon=True)
        with self._lock:
            self._open[connection] = thread
        thread.start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection, contextlib.suppress(OSError):
                self._converse(connection)
        finally:
            with self._lock:
                del self._open[connection]
