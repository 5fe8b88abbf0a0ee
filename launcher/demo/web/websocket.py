"""The server's end of one WebSocket (RFC 6455), as a stream of bytes."""

import socket
import threading
from collections.abc import Sequence
from io import BufferedReader

from websockets.frames import DATA_OPCODES, Frame
from websockets.http11 import Request as Handshake
from websockets.protocol import OPEN
from websockets.server import ServerProtocol
from websockets.typing import Subprotocol

from launcher.demo.web.exchange import Request
from launcher.demo.web.listener import hang_up

_CHUNK = 65_536
"""Bytes read at once at most."""


class WebSocket:
    """Takes over a connection whose request asked for it.

    The protocol is the ``websockets`` library's; the connection is ours, because a console proxy ends
    sessions in a way no well-behaved server does.
    """

    def __init__(self, connection: socket.socket, incoming: BufferedReader, request: Request) -> None:
        """Shake hands.

        Raises:
            EOFError: the request was no WebSocket's after all; it has been told so.
        """
        self._connection = connection
        self._incoming = incoming
        self._sending = threading.Lock()
        self._received = bytearray()
        self._protocol = ServerProtocol(select_subprotocol=_binary, max_size=None)
        self._protocol.receive_data(_head(request))
        for event in self._protocol.events_received():
            if isinstance(event, Handshake):
                self._protocol.send_response(self._protocol.accept(event))
        self._flush()
        self._require_open()

    def read(self, count: int) -> bytes:
        """Wait for exactly ``count`` bytes, in however many messages they come.

        Raises:
            EOFError: the other side has left.
        """
        while len(self._received) < count:
            self._receive()
        taken = bytes(self._received[:count])
        del self._received[:count]
        return taken

    def write(self, data: bytes) -> None:
        """Send ``data`` as one binary message.

        Raises:
            EOFError: the other side has left.
        """
        with self._sending:
            self._require_open()
            self._protocol.send_binary(data)
            self._flush()

    def cut(self) -> None:
        """End the connection without a word: no close frame, no reason."""
        hang_up(self._connection)

    def _receive(self) -> None:
        data = self._incoming.read1(_CHUNK)
        with self._sending:
            if data:
                self._protocol.receive_data(data)
            else:
                self._protocol.receive_eof()
            events = self._protocol.events_received()
            # A ping or a close is answered here.
            self._flush()
            for event in events:
                # A ping has data too, and it is not the stream's.
                if isinstance(event, Frame) and event.opcode in DATA_OPCODES:
                    self._received += event.data
            self._require_open()

    def _flush(self) -> None:
        try:
            for data in self._protocol.data_to_send():
                self._connection.sendall(data)
        except OSError as error:
            raise EOFError from error

    def _require_open(self) -> None:
        if self._protocol.state is not OPEN:
            message = "there is nobody at the other end of the WebSocket"
            raise EOFError(message)


def _head(request: Request) -> bytes:
    lines = [f"{request.method} {request.target} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in request.headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _binary(_protocol: ServerProtocol, offered: Sequence[Subprotocol]) -> Subprotocol | None:
    """Choose what viewers of old ask for, as websockify does."""
    return next((name for name in offered if name == "binary"), None)
