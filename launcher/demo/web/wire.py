"""Requests and answers as bytes on a connection (HTTP/1.1, RFC 9112)."""

from http import HTTPStatus
from http.client import HTTPException, parse_headers
from typing import BinaryIO

from launcher.demo.web.exchange import Reply, Request

LONGEST_REQUEST_LINE = 65_536
"""Bytes."""


def read_request(incoming: BinaryIO) -> Request | None:
    """Return the next request, or None where the other side has hung up or talks nonsense."""
    line = incoming.readline(LONGEST_REQUEST_LINE).decode("latin-1").split()
    try:
        method, target, _version = line
        headers = {name.lower(): value for name, value in parse_headers(incoming).items()}
        length = int(headers.get("content-length", 0))
    except (ValueError, HTTPException):
        return None
    return Request.of(method, target, headers, incoming.read(length))


def encoded(reply: Reply, *, promised_more: int = 0) -> bytes:
    """Return an answer's bytes; ``Content-Length`` is ``promised_more`` bytes too large."""
    try:
        phrase = HTTPStatus(reply.status).phrase
    except ValueError:
        phrase = "Unknown"
    lines = [f"HTTP/1.1 {reply.status} {phrase}"]
    lines += [f"{name}: {value}" for name, value in reply.headers.items()]
    lines += [f"Content-Length: {len(reply.body) + promised_more}", "", ""]
    return "\r\n".join(lines).encode("latin-1") + reply.body


def wants_to_close(request: Request) -> bool:
    """Return whether the other side will not use the connection again."""
    return request.headers.get("connection", "").lower() == "close"
