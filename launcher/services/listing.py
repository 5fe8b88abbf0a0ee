"""The servers on screen: filtered and sorted over plain columns, in milliseconds for ten thousand."""

from collections.abc import Callable, Iterable, KeysView, Mapping
from datetime import UTC, datetime

from launcher.model.server import Server, ServerKey
from launcher.services.columns import Column
from launcher.services.filter import Filter, read_filter
from launcher.services.filter_fields import FilterError, Scene
from launcher.services.ordering import Ordering, in_order_of_names
from launcher.services.rows import Row, row_of


class ServerListing:
    """Every known server, and which of them are shown in which order.

    Args:
        profile_name: returns the name of a profile.
        links: returns the seconds each living console link has left.

    Attributes:
        visible: the servers that pass the filter, in order. Replaced, never changed in place.
    """

    def __init__(
        self, profile_name: Callable[[str], str], links: Callable[[], Mapping[ServerKey, float]]
    ) -> None:
        self._profile_name = profile_name
        self._ordering = Ordering(profile_name, links)
        self._rows: dict[str, dict[str, Row]] = {}
        self._by_name: list[Row] = []
        self._came: list[Row] = []
        self._left: list[Row] = []
        self._ordered: list[Row] | None = None
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

    def ids(self, profile_id: str) -> KeysView[str]:
        """Return the ids of one profile's servers."""
        return self._rows.get(profile_id, {}).keys()

    def update(self, servers: Iterable[Server]) -> None:
        """Take in servers, new ones and changed ones."""
        for server in servers:
            rows = self._rows.setdefault(server.profile_id, {})
            known = rows.get(server.id)
            if known is None or known.server != server:
                row = rows[server.id] = row_of(server, self._profile_name(server.profile_id))
                self._move(known, row)

    def drop(self, keys: Iterable[ServerKey]) -> None:
        """Forget servers."""
        for key in keys:
            known = self._rows.get(key.profile_id, {}).pop(key.server_id, None)
            if known is not None:
                self._move(known, None)

    def show_profile(self, profile_id: str | None) -> None:
        """Show one profile's servers, or everybody's (None)."""
        if profile_id != self._shown_profile:
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
            rows = [row for row in rows if word in row.own or word in row.shared]
        for word in wanted.unwanted:
            rows = [row for row in rows if word not in row.own and word not in row.shared]
        scene = Scene(now or datetime.now(UTC), self._profile_name)
        for test, answer in wanted.tests:
            rows = [row for row in rows if test(row.server, scene) is answer]
        self.visible = [row.server for row in rows]

    def _move(self, left: Row | None, came: Row | None) -> None:
        if left is not None:
            self._left.append(left)
        if came is not None:
            self._came.append(came)
        self._ordered = None

    def _in_order(self) -> list[Row]:
        if self._ordered is None:
            rows, chosen = self._in_order_of_names(), self._shown_profile
            if chosen is not None:
                rows = [row for row in rows if row.server.profile_id == chosen]
            self._ordered = self._ordering.sorted(rows, self._sort_column, descending=self._descending)
        return self._ordered

    def _in_order_of_names(self) -> list[Row]:
        """Return every row. What came is put at the end and sorted in, which takes Python the least."""
        if self._came or self._left:
            rows = self._by_name + self._came
            if self._left:
                left = set(map(id, self._left))
                rows = [row for row in rows if id(row) not in left]
            rows.sort(key=in_order_of_names)
            self._by_name, self._came, self._left = rows, [], []
        return self._by_name
