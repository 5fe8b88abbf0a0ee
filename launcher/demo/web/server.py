"""The API's web server: finds who answers a request, and remembers it."""

import socket
import threading
from collections.abc import Mapping
from typing import NamedTuple

from launcher.demo.web.exchange import Reply, Request, Service, json_reply
from launcher.demo.web.listener import LOOPBACK, Listener
from launcher.demo.web.record import Record
from launcher.demo.web.wire import encoded, requests_on

_LOOK_EVERY = 0.02
"""Seconds between two looks whether an answer is still to be held back."""


class _Answer(NamedTuple):
    data: bytes
    is_last: bool


class WebServer:
    """Serves several services below one port, each under its own path."""

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
            for request in requests_on(connection, incoming):
                answer = self._answer(request)
                connection.sendall(answer.data)
                if answer.is_last:
                    return

    def _answer(self, request: Request) -> _Answer:
        planned = self._record.planned_for(request)
        if planned is None:
            reply = self._service_of(request.path)(request)
            self._record.add(request, reply.status)
            return _Answer(encoded(reply, head_only=request.method == "HEAD"), is_last=False)
        self._closing.wait(planned.delay)
        while (
            planned.until is not None and not planned.until.is_set() and not self._closing.wait(_LOOK_EVERY)
        ):
            pass
        if planned.cut and not planned.body:
            self._record.add(request, 0)
            return _Answer(b"", is_last=True)
        self._record.add(request, planned.status)
        reply = Reply(planned.status, planned.body, planned.headers)
        return _Answer(encoded(reply, promised_more=int(planned.cut)), is_last=planned.cut)

    def _service_of(self, path: str) -> Service:
        for prefix, service in self._services.items():
            if path == prefix or path.startswith(f"{prefix}/"):
                return service
        return _nothing_here


def _nothing_here(request: Request) -> Reply:
    return json_reply(404, {"message": f"There is nothing at {request.path}"})
