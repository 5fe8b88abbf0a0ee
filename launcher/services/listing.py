"""The servers on screen: filtered and sorted over plain columns, in milliseconds for ten thousand."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from sys import intern

import msgspec

from launcher.model.server import Server, ServerKey
from launcher.services.columns import Column
from launcher.services.filter import Filter, read_filter
from launcher.services.filter_fields import FilterError, Scene
from launcher.services.ordering import natural, sort_key


class _Row(msgspec.Struct, frozen=True, gc=False):
    server: Server
    order: str
    own: str
    shared: str


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
        self._rows: dict[str, dict[str, _Row]] = {}
        self._by_name: list[_Row] | None = None
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
        row = self._rows.get(key.profile_id, {}).get(key.server_id)
        return row.server if row else None

    def keys(self, profile_id: str) -> set[ServerKey]:
        """Return the keys of one profile's servers."""
        return {ServerKey(profile_id, one) for one in self._rows.get(profile_id, ())}

    def update(self, servers: Iterable[Server]) -> None:
        """Take in servers, new ones and changed ones."""
        for server in servers:
            rows = self._rows.setdefault(server.profile_id, {})
            known = rows.get(server.id)
            if known is None or known.server != server:
                rows[server.id] = self._row(server)
                self._by_name = self._ordered = None

    def drop(self, keys: Iterable[ServerKey]) -> None:
        """Forget servers."""
        for key in keys:
            if self._rows.get(key.profile_id, {}).pop(key.server_id, None):
                self._by_name = self._ordered = None

    def show_profile(self, profile_id: str | None) -> None:
        """Show one profile's servers, or everybody's (None)."""
        if profile_id != self._shown_profile:
            self._shown_profile = profile_id
            self._by_name = self._ordered = None

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
            rows = [row for row in rows if word in row.own or word in row.shared]
        for word in wanted.unwanted:
            rows = [row for row in rows if word not in row.own and word not in row.shared]
        scene = Scene(now or datetime.now(UTC), self._profile_name)
        for test, answer in wanted.tests:
            rows = [row for row in rows if test(row.server, scene) is answer]
        self.visible = [row.server for row in rows]

    def _in_order(self) -> list[_Row]:
        if self._ordered is None:
            by_name = self._in_order_of_names()
            if self._sort_column is Column.NAME:
                self._ordered = by_name[::-1] if self._descending else by_name
            else:
                key = sort_key(self._sort_column, self._profile_name, self._link_remaining)
                self._ordered = sorted(by_name, key=lambda row: key(row.server), reverse=self._descending)
        return self._ordered

    def _in_order_of_names(self) -> list[_Row]:
        if self._by_name is None:
            chosen = self._shown_profile
            rows = [
                row
                for profile, rows in self._rows.items()
                if chosen in (None, profile)
                for row in rows.values()
            ]
            rows.sort(key=lambda row: (row.order, row.server.id))
            self._by_name = rows
        return self._by_name

    def _row(self, server: Server) -> _Row:
        own = (server.name, server.task_state, *server.addresses, server.id)
        shared = (
            server.status.words,
            server.status.value,
            server.zone,
            self._profile_name(server.profile_id),
            server.flavor,
            server.key_name,
            *server.tags,
            *(f"{key}={value}" for key, value in server.metadata),
        )
        # What many servers have in common is one text in memory.
        return _Row(
            server, natural(server.name), "\n".join(own).casefold(), intern("\n".join(shared).casefold())
        )
