"""One request and its answer, as the services behind the web server see them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

import msgspec

Body = TypeVar("Body")


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came in.

    Attributes:
        method: ``GET``, ``POST``, ...
        target: path and query, as sent.
        path: without the query.
        query: every value of every parameter.
        headers: names in lower case.
        body: bytes, empty where there is none.
    """

    method: str
    target: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes = b""

    @classmethod
    def of(cls, method: str, target: str, headers: Mapping[str, str], body: bytes) -> "Request":
        """Take a request line's target apart."""
        parts = urlsplit(target)
        query = parse_qs(parts.query, keep_blank_values=True)
        return cls(method, target, parts.path, query, headers, body)


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back; ``Content-Length`` is the web server's."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


Service = Callable[[Request], Reply]
"""Answers every request below one path."""


class MalformedBodyError(Exception):
    """The body of a request is not what the API asks for; the text is the API's own wording."""


def json_reply(status: int, value: object, headers: Mapping[str, str] | None = None) -> Reply:
    """Return ``value`` as JSON."""
    return Reply(
        status, msgspec.json.encode(value), {"Content-Type": "application/json"} | dict(headers or {})
    )


def decode(body: bytes, kind: type[Body]) -> Body:
    """Return the JSON body of a request as ``kind``.

    Raises:
        MalformedBodyError: it is not JSON, or lacks something.
    """
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as error:
        raise MalformedBodyError(_in_schema_words(str(error))) from error
    except msgspec.DecodeError as error:
        message = "Malformed request body: it is not JSON"
        raise MalformedBodyError(message) from error


def _in_schema_words(message: str) -> str:
    """Say "a field is missing" as the JSON schemas of OpenStack do."""
    before, missing, rest = message.partition("missing required field `")
    if not missing:
        return before
    return f"'{rest.partition('`')[0]}' is a required property"
