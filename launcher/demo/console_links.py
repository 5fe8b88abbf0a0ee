"""The tokens in console URLs: good for a while, any number of times, checked when a session opens."""

import threading
import time
from typing import NamedTuple
from uuid import uuid4

from launcher.model.console import ConsoleProtocol


class Opening(NamedTuple):
    """What a token opens."""

    server_id: str
    protocol: ConsoleProtocol


class ConsoleLinks:
    """Every console token that was issued (Nova's ``consoleauth``). Safe to use from any thread."""

    def __init__(self, lifetime: float) -> None:
        """Issue tokens good for ``lifetime`` seconds."""
        self._lifetime = lifetime
        self._lock = threading.Lock()
        self._tokens: dict[str, tuple[Opening, float]] = {}

    def issue(self, server_id: str, protocol: ConsoleProtocol) -> str:
        """Return a new token for a server's console."""
        token = str(uuid4())
        with self._lock:
            self._tokens[token] = (Opening(server_id, protocol), time.monotonic() + self._lifetime)
        return token

    def opening_of(self, token: str) -> Opening | None:
        """Return what a token opens, or None where it is unknown or expired."""
        with self._lock:
            opening, ends_at = self._tokens.get(token, (None, 0.0))
        return opening if time.monotonic() < ends_at else None

    def withdraw(self, server_id: str) -> None:
        """Make every token of a server worthless: it was deleted or moved."""
        with self._lock:
            self._tokens = {
                token: kept for token, kept in self._tokens.items() if kept[0].server_id != server_id
            }
