"""Requests and answers as bytes on a connection (HTTP/1.1, RFC 9112)."""

import socket
from collections.abc import Iterator
from email.utils import formatdate
from http import HTTPStatus
from http.client import HTTPException, parse_headers
from typing import BinaryIO

from launcher.demo.web.exchange import Reply, Request

LONGEST_REQUEST_LINE, LARGEST_BODY = 65_536, 1_048_576
"""Bytes."""

_NONSENSE = Reply(400, b"This is no request.\n", {"Content-Type": "text/plain", "Connection": "close"})


def requests_on(connection: socket.socket, incoming: BinaryIO) -> Iterator[Request]:
    """Yield what is asked on a connection, until the other side has enough.

    Whoever talks nonsense, or sends more than we take, is told so, and that is the end.

    Args:
        connection: to answer on; each request is to be answered before the next one is taken.
        incoming: reads from it.
    """
    try:
        while line := incoming.readline(LONGEST_REQUEST_LINE):
            request = _request(line, incoming)
            yield request
            if request.headers.get("connection", "").lower() == "close":
                return
    except (ValueError, HTTPException):
        connection.sendall(encoded(_NONSENSE))


def _request(line: bytes, incoming: BinaryIO) -> Request:
    method, target, version = line.decode("latin-1").split()
    headers = {name.lower(): value for name, value in parse_headers(incoming).items()}
    if version == "HTTP/1.0":
        headers.setdefault("connection", "close")
    length = int(headers.get("content-length", 0))
    if not 0 <= length <= LARGEST_BODY or "transfer-encoding" in headers:
        message = "only bodies of a known and modest length"
        raise ValueError(message)
    return Request.of(method, target, headers, incoming.read(length))


def encoded(reply: Reply, *, head_only: bool = False, promised_more: int = 0) -> bytes:
    """Return an answer's bytes.

    Args:
        reply: what goes back.
        head_only: leave out the body: after ``HEAD`` it would be taken for the next answer.
        promised_more: the bytes by which ``Content-Length`` is too large.
    """
    try:
        phrase = HTTPStatus(reply.status).phrase
    except ValueError:
        phrase = "Unknown"
    lines = [f"HTTP/1.1 {reply.status} {phrase}"]
    headers = {"Date": formatdate(usegmt=True)} | dict(reply.headers)
    lines += [f"{name}: {value}" for name, value in headers.items()]
    lines += [f"Content-Length: {len(reply.body) + promised_more}", "", ""]
    return "\r\n".join(lines).encode("latin-1") + (b"" if head_only else reply.body)
