"""The servers on screen: filtered and sorted over plain columns, in milliseconds for ten thousand."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import msgspec

from launcher.model.server import Server, ServerKey
from launcher.services.columns import Column
from launcher.services.filter import Filter, read_filter
from launcher.services.filter_fields import FilterError, Scene
from launcher.services.ordering import natural, sort_key


class _Row(msgspec.Struct, frozen=True, gc=False):
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
        self._filter = Filter()
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

    @property
    def marks(self) -> dict[Column, tuple[str, ...]]:
        """What the filter finds in each column, casefolded."""
        return self._filter.marks

    def filter(self, text: str) -> str:
        """Show only servers that ``text`` describes: see :func:`read_filter`.

        Returns:
            what is wrong with it, in a few words, or nothing. The last good filter then stays in force.
        """
        try:
            self._filter = read_filter(text)
        except FilterError as error:
            return str(error)
        return ""

    def sort(self, column: Column, *, descending: bool = False) -> None:
        """Order by a column; equal rows by name, then id, so that the order never flickers."""
        if (column, descending) != (self._sort_column, self._descending) or column is Column.LINK:
            self._sort_column, self._descending = column, descending
            self._ordered = None

    def refresh(self, now: datetime | None = None) -> None:
        """Work out :attr:`visible` anew.

        Args:
            now: what ages are counted from, timezone-aware; None: the present.
        """
        wanted = self._filter
        rows = self._in_order()
        for word in wanted.words:
            rows = [row for row in rows if word in row.haystack]
        for word in wanted.unwanted:
            rows = [row for row in rows if word not in row.haystack]
        scene = Scene(now or datetime.now(UTC), self._profile_name)
        for test, answer in wanted.tests:
            rows = [row for row in rows if test(row.server, scene) is answer]
        self.visible = [row.server for row in rows]

    def _in_order(self) -> list[_Row]:
        if self._ordered is None:
            chosen = self._shown_profile
            rows = [row for row in self._rows.values() if chosen in (None, row.server.profile_id)]
            rows.sort(key=lambda row: (row.order, row.server.id))
            if self._sort_column is not Column.NAME:
                key = sort_key(self._sort_column, self._profile_name, self._link_remaining)
                rows.sort(key=lambda row: key(row.server), reverse=self._descending)
            elif self._descending:
                rows.reverse()
            self._ordered = rows
        return self._ordered

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
            server.flavor,
            server.key_name,
            *server.tags,
            *(f"{key}={value}" for key, value in server.metadata),
        )
        return "\n".join(parts).casefold()
