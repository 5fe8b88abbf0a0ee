"""Neutron's part: a network in which there is nothing. Nova asks it for the ports of the servers it lists."""

import json
from collections.abc import Callable, Iterable


def application(environ: dict[str, str], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Answer `GET /v2.0/ports` with no port, and every other collection likewise."""
    collection = environ["PATH_INFO"].rpartition("/")[2].replace("-", "_")
    body = json.dumps({collection: []}).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
