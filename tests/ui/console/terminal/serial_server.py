"""A serial proxy on loopback: it says what a test says, and remembers what was typed."""

import socket
import threading
from contextlib import suppress

from launcher.demo.web.exchange import Reply, Request
from launcher.demo.web.listener import Listener
from launcher.demo.web.websocket import WebSocket
from launcher.demo.web.wire import encoded, requests_on


class SerialServer:
    """Lets in whoever comes.

    Attributes:
        greeting: what a terminal gets at once.
        lets_in: whether a line stays open; otherwise it is opened and let go, as Nova's proxy does.
        answer: what comes in place of a WebSocket.
        asked: every request so far.
    """

    def __init__(self) -> None:
        self.greeting = b"hello\r\n"
        self.lets_in = True
        self.answer: Reply | None = None
        self.asked: list[Request] = []
        self._typed = bytearray()
        self._lines: set[WebSocket] = set()
        self._listener = Listener(0, self._converse, "test serial proxy")

    @property
    def port(self) -> int:
        return self._listener.port

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/?token=secret-token"

    @property
    def typed(self) -> bytes:
        return bytes(self._typed)

    @property
    def lines(self) -> int:
        """How many terminals are connected."""
        return len(self._lines)

    def forget(self) -> None:
        self._typed.clear()

    def say(self, data: bytes, frame: int = 65_536) -> None:
        """Say something to every terminal. Waits while one does not read."""
        for line in list(self._lines):
            for place in range(0, len(data), frame):
                line.write(data[place : place + frame])

    def hang_up(self) -> None:
        for line in list(self._lines):
            line.cut()

    def close(self) -> None:
        self._listener.close()

    def _converse(self, connection: socket.socket) -> None:
        with connection.makefile("rb") as incoming:
            for request in requests_on(connection, incoming):
                self.asked.append(request)
                if self.answer is not None:
                    connection.sendall(encoded(self.answer))
                    return
                line = WebSocket(connection, incoming, request)
                if self.lets_in:
                    self._listen(line)
                line.cut()
                return

    def _listen(self, line: WebSocket) -> None:
        if self.greeting:
            line.write(self.greeting)
        self._lines.add(line)
        with suppress(EOFError):
            while True:
                self._typed += line.read(1)
        self._lines.discard(line)


class Speaker(threading.Thread):
    """Says something in a thread of its own; counts what got away."""

    def __init__(self, server: SerialServer, piece: bytes, times: int) -> None:
        super().__init__(name="speaker")
        self.said = 0
        self._server = server
        self._piece = piece
        self._times = times
        self.start()

    def run(self) -> None:
        with suppress(EOFError, OSError):
            for _ in range(self._times):
                self._server.say(self._piece)
                self.said += len(self._piece)
