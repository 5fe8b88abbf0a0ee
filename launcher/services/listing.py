"""The servers on screen: filtered and sorted over plain columns, in milliseconds for ten thousand."""

import re
from collections.abc import Callable, Iterable
from enum import IntEnum
from ipaddress import ip_address
from typing import Any, NamedTuple

from launcher.model.server import Server, ServerKey


class Column(IntEnum):
    """The columns of the list, left to right."""

    NAME = 0
    STATUS = 1
    ADDRESSES = 2
    ZONE = 3
    PROFILE = 4
    LINK = 5


class _Row(NamedTuple):
    server: Server
    order: str
    haystack: str


class ServerListing:
    """Every known server, and which of them are shown in which order.

    Attributes:
        visible: the servers that pass the filter, in order. Replaced, never changed in place.
    """

    def __init__(
        self, profile_name: Callable[[str], str], link_remaining: Callable[[ServerKey], float]
    ) -> None:
        self._profile_name = profile_name
        self._link_remaining = link_remaining
        self._rows: dict[ServerKey, _Row] = {}
        self._ordered: list[_Row] | None = None
        self._shown_profile: str | None = None
        self._words: tuple[str, ...] = ()
        self._sort_column = Column.NAME
        self._descending = False
        self.visible: list[Server] = []

    def __len__(self) -> int:
        """How many servers the chosen profiles have, filtered or not."""
        return len(self._in_order())

    def server(self, key: ServerKey) -> Server | None:
        """Return a server as last heard of, or None where it is gone."""
        row = self._rows.get(key)
        return row.server if row else None

    def keys(self, profile_id: str) -> set[ServerKey]:
        """Return the keys of one profile's servers."""
        return {key for key in self._rows if key.profile_id == profile_id}

    def update(self, servers: Iterable[Server]) -> None:
        """Take in servers, new ones and changed ones."""
        for server in servers:
            known = self._rows.get(server.key)
            if known is None or known.server != server:
                self._rows[server.key] = _Row(server, natural(server.name), self._haystack(server))
                self._ordered = None

    def drop(self, keys: Iterable[ServerKey]) -> None:
        """Forget servers."""
        for key in keys:
            if self._rows.pop(key, None):
                self._ordered = None

    def show_profile(self, profile_id: str | None) -> None:
        """Show one profile's servers, or everybody's (None)."""
        self._shown_profile = profile_id
        self._ordered = None

    def filter(self, text: str) -> None:
        """Show only servers that have every word of ``text`` in some column."""
        self._words = tuple(text.casefold().split())

    def sort(self, column: Column, *, descending: bool = False) -> None:
        """Order by a column; equal rows by name, then id, so that the order never flickers."""
        if (column, descending) != (self._sort_column, self._descending) or column is Column.LINK:
            self._sort_column, self._descending = column, descending
            self._ordered = None

    def refresh(self) -> None:
        """Work out :attr:`visible` anew."""
        words = self._words
        rows = self._in_order()
        if len(words) == 1:
            (word,) = words
            self.visible = [row.server for row in rows if word in row.haystack]
        else:
            self.visible = [row.server for row in rows if all(word in row.haystack for word in words)]

    def _in_order(self) -> list[_Row]:
        if self._ordered is None:
            chosen = self._shown_profile
            rows = [row for row in self._rows.values() if chosen in (None, row.server.profile_id)]
            rows.sort(key=lambda row: (row.order, row.server.id))
            if self._sort_column is not Column.NAME:
                rows.sort(key=self._sort_key(), reverse=self._descending)
            elif self._descending:
                rows.reverse()
            self._ordered = rows
        return self._ordered

    def _sort_key(self) -> Callable[[_Row], Any]:
        match self._sort_column:
            case Column.STATUS:
                return lambda row: (row.server.status.words, row.server.task_state)
            case Column.ADDRESSES:
                return lambda row: _address_order(row.server)
            case Column.ZONE:
                return lambda row: natural(row.server.zone)
            case Column.PROFILE:
                return lambda row: self._profile_name(row.server.profile_id).casefold()
            case Column.LINK:
                return lambda row: -self._link_remaining(row.server.key)
            case _:
                return lambda row: row.order

    def _haystack(self, server: Server) -> str:
        parts = (
            server.name,
            server.status.words,
            server.status.value,
            server.task_state,
            *server.addresses,
            server.zone,
            self._profile_name(server.profile_id),
            server.id,
        )
        return "\n".join(parts).casefold()


_DIGITS = re.compile(r"\d+")


def natural(text: str) -> str:
    """Return a key that sorts ``web-2`` before ``web-10``."""
    return _DIGITS.sub(lambda digits: digits[0].zfill(12), text.casefold())


def _address_order(server: Server) -> tuple[int, int]:
    try:
        address = ip_address(server.addresses[0])
    except (IndexError, ValueError):
        return (99, 0)
    return (address.version, int(address))
