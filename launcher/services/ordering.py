"""What each column of the list is sorted by: its meaning, not its letters."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from socket import AF_INET, AF_INET6, inet_pton
from typing import Any

from launcher.model.server import Server, ServerKey
from launcher.services.columns import Column

_DIGITS = re.compile(r"\d+")
_NEVER = datetime.min.replace(tzinfo=UTC)


def natural(text: str) -> str:
    """Return a key that sorts ``web-2`` before ``web-10``."""
    return _DIGITS.sub(lambda digits: digits[0].zfill(12), text.casefold())


def sort_key(
    column: Column, profile_name: Callable[[str], str], link_remaining: Callable[[ServerKey], float]
) -> Callable[[Server], Any]:
    """Return what servers are compared by in a column.

    Args:
        column: which.
        profile_name: returns the name of a profile.
        link_remaining: returns the seconds a server's console link still lives.
    """
    match column:
        case Column.PROFILE:
            return lambda server: profile_name(server.profile_id).casefold()
        case Column.LINK:
            return lambda server: -link_remaining(server.key)
        case _:
            return _KEYS[column]


# Many servers share few of these.
_natural_again = lru_cache(4096)(natural)


def _address_order(server: Server) -> tuple[int, bytes]:
    # Python's ipaddress takes ten times as long: two frames for ten thousand servers.
    if not server.addresses:
        return (99, b"")
    first = server.addresses[0]
    try:
        return (6, inet_pton(AF_INET6, first)) if ":" in first else (4, inet_pton(AF_INET, first))
    except OSError:
        return (99, b"")


def _youngest_first(server: Server) -> float:
    return -server.created.timestamp() if server.created else 0.0


_KEYS: dict[Column, Callable[[Server], Any]] = {
    Column.NAME: lambda server: natural(server.name),
    Column.STATUS: lambda server: (server.status.words, server.task_state),
    Column.ADDRESSES: _address_order,
    Column.ZONE: lambda server: _natural_again(server.zone),
    Column.POWER: lambda server: server.power,
    Column.FLAVOR: lambda server: _natural_again(server.flavor),
    Column.IMAGE: lambda server: server.image,
    Column.KEY: lambda server: _natural_again(server.key_name),
    Column.AGE: _youngest_first,
    Column.CREATED: lambda server: server.created or _NEVER,
    Column.UPDATED: lambda server: server.updated or _NEVER,
    Column.ID: lambda server: server.id,
    Column.METADATA: lambda server: server.metadata,
    Column.TAGS: lambda server: server.tags,
    Column.LOCKED: lambda server: not server.locked,
}
