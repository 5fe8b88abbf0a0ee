"""The web server: reads requests, finds who answers, writes each answer at once."""

import socket
import threading
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPException, parse_headers
from typing import BinaryIO

from launcher.demo.web.exchange import Reply, Request, Service, json_reply
from launcher.demo.web.listener import LOOPBACK, Listener
from launcher.demo.web.record import Record

LONGEST_REQUEST_LINE = 65_536
"""Bytes."""


class WebServer:
    """Serves several services below one port, each under its own path (HTTP/1.1, RFC 9112)."""

    def __init__(self, services: Mapping[str, Service], record: Record) -> None:
        self._services = services
        self._record = record
        self._closing = threading.Event()
        self._listener: Listener | None = None
        self._port = 0

    def open(self) -> str:
        """Listen, after a pause on the same port as before; returns ``http://host:port``."""
        self._closing.clear()
        self._listener = Listener(self._port, self._converse, "demo API")
        self._port = self._listener.port
        return f"http://{LOOPBACK}:{self._port}"

    def close(self) -> None:
        """Stop listening and hang up all connections."""
        self._closing.set()
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def _converse(self, connection: socket.socket) -> None:
        with connection.makefile("rb") as incoming:
            while (request := _read_request(incoming)) is not None:
                answer = self._answer(request)
                connection.sendall(answer.data)
                if answer.last or request.headers.get("connection", "").lower() == "close":
                    return

    def _answer(self, request: Request) -> "_Answer":
        planned = self._record.planned_for(request)
        if planned is None:
            reply = self._service_of(request.path)(request)
            self._record.add(request, reply.status)
            return _Answer(_encoded(reply))
        self._closing.wait(planned.delay)
        reply = Reply(planned.status, planned.body, planned.headers)
        unanswered = planned.cut and not planned.body
        self._record.add(request, 0 if unanswered else reply.status)
        data = b"" if unanswered else _encoded(reply, missing=1 if planned.cut else 0)
        return _Answer(data, last=planned.cut)

    def _service_of(self, path: str) -> Service:
        for prefix, service in self._services.items():
            if path == prefix or path.startswith(f"{prefix}/"):
                return service
        return _nothing_here


class _Answer:
    """Bytes to send, and whether the connection ends after them."""

    __slots__ = ("data", "last")

    def __init__(self, data: bytes, *, last: bool = False) -> None:
        self.data = data
        self.last = last


def _nothing_here(request: Request) -> Reply:
    return json_reply(404, {"message": f"There is nothing at {request.path}"})


def _read_request(incoming: BinaryIO) -> Request | None:
    """Return the next request, or None where the other side has hung up or talks nonsense."""
    line = incoming.readline(LONGEST_REQUEST_LINE).decode("latin-1").split()
    try:
        method, target, _version = line
        headers = {name.lower(): value for name, value in parse_headers(incoming).items()}
        length = int(headers.get("content-length", 0))
    except (ValueError, HTTPException):
        return None
    return Request.of(method, target, headers, incoming.read(length))


def _encoded(reply: Reply, missing: int = 0) -> bytes:
    """Return an answer as it goes over the wire, promising ``missing`` bytes more than it has."""
    try:
        phrase = HTTPStatus(reply.status).phrase
    except ValueError:
        phrase = "Unknown"
    lines = [f"HTTP/1.1 {reply.status} {phrase}"]
    lines += [f"{name}: {value}" for name, value in reply.headers.items()]
    lines += [f"Content-Length: {len(reply.body) + missing}", "", ""]
    return "\r\n".join(lines).encode("latin-1") + reply.body
