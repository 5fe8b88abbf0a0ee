"""The servers on screen: filtered and sorted over plain columns, in milliseconds for ten thousand."""

from collections.abc import Callable, Collection, Iterable, Iterator, KeysView, Mapping, Sequence
from datetime import UTC, datetime

from launcher.model.server import Server, ServerKey
from launcher.services.columns import Column
from launcher.services.filter import Filter, read_filter
from launcher.services.filter_fields import Scene
from launcher.services.found import Found
from launcher.services.groups import belonging
from launcher.services.ordering import Ordering, in_order_of_names, with_newcomers
from launcher.services.rows import Row, ServersOf, row_of
from launcher.services.scopes import Everything, Favourites, InGroup, OfProfile, Recent, Scope

_FEW = 3
"""Rows that are looked for one by one in less time than all at once."""


class ServerListing:
    """Every known server, and which of them are shown in which order.

    Args:
        profile_name: returns the name of a profile.
        links: returns the seconds each living console link has left.
        favourites: returns the favourite servers.
        recent: returns the servers whose consoles were opened last, the newest first.
        watched: returns the servers somebody wants to hear of.

    Attributes:
        visible: the servers that pass the filter, in order. Replaced, never changed in place.
    """

    def __init__(
        self,
        profile_name: Callable[[str], str],
        links: Callable[[], Mapping[ServerKey, float]],
        favourites: Callable[[], Collection[ServerKey]] = frozenset,
        recent: Callable[[], Iterable[ServerKey]] = tuple,
        watched: Callable[[], Collection[ServerKey]] = frozenset,
    ) -> None:
        self._profile_name = profile_name
        self._favourites = favourites
        self._recent = recent
        self._watched = watched
        self._ordering = Ordering(profile_name, links, favourites, self._row)
        self._rows: dict[str, dict[str, Row]] = {}
        self._by_name: list[Row] = []
        self._came: list[Row] = []
        self._left: list[Row] = []
        self._ordered: list[Row] | None = None
        self._scope: Scope = Everything()
        self._filter = Filter()
        self._found = Found()
        self._sort_column: Column | None = Column.NAME
        self._descending = False
        self._shown: list[Row] = []
        self.visible: Sequence[Server] = ()

    def __len__(self) -> int:
        """How many servers are in scope, filtered or not."""
        return len(self._in_order())

    @property
    def known(self) -> Iterator[Server]:
        """Every known server, in scope or not, in no order."""
        return (row.server for rows in self._rows.values() for row in rows.values())

    @property
    def by_name(self) -> Iterator[Server]:
        """Every known server, in scope or not, in the order of names."""
        self._settle()
        return (row.server for row in self._by_name)

    def server(self, key: ServerKey) -> Server | None:
        """Return a server as last heard of, or None where it is gone."""
        row = self._row(key)
        return row.server if row else None

    def places(self, keys: Iterable[ServerKey]) -> dict[ServerKey, int]:
        """Return the places in :attr:`visible` of those of some servers that are there."""
        # Looked for, not kept: a key a row would be more memory than the rows themselves.
        wanted = {row: key for key in keys if (row := self._row(key)) is not None}
        if len(wanted) > _FEW:
            return {wanted[row]: place for place, row in enumerate(self._shown) if row in wanted}
        # list.index() would ask each row whether it equals, and take four times as long.
        found = ((key, _place(row, self._shown)) for row, key in wanted.items())
        return {key: place for key, place in found if place is not None}

    def ids(self, profile_id: str) -> KeysView[str]:
        """Return the ids of one profile's servers."""
        return self._rows.get(profile_id, {}).keys()

    def of_profile(self, profile_id: str) -> list[Server]:
        """Return one profile's servers, in the order of names."""
        rows = sorted(self._rows.get(profile_id, {}).values(), key=in_order_of_names)
        return [row.server for row in rows]

    def update(self, servers: Iterable[Server]) -> None:
        """Take in servers, new ones and changed ones."""
        for server in servers:
            rows = self._rows.setdefault(server.profile_id, {})
            known = rows.get(server.id)
            if known is None or known.server != server:
                row = rows[server.id] = row_of(server, self._profile_name(server.profile_id))
                self._move(known, row)
        if len(self._came) > len(self._by_name) // 4 + 1000:
            self._settle()  # before it becomes too much for one frame

    def drop(self, keys: Iterable[ServerKey]) -> None:
        """Forget servers."""
        for key in keys:
            known = self._rows.get(key.profile_id, {}).pop(key.server_id, None)
            if known is not None:
                self._move(known, None)

    @property
    def scope(self) -> Scope:
        """What the list is narrowed to before the filter."""
        return self._scope

    def show_scope(self, scope: Scope) -> None:
        """Narrow the list to some servers, before the filter."""
        if scope != self._scope:
            self._scope = scope
            self._ordered = None

    def marked(self) -> bool:
        """Take in that other servers are favourites, or recent, than before.

        Returns:
            whether :meth:`refresh` may find something else because of that.
        """
        moved = self._scope in (Favourites(), Recent()) or self._sort_column is Column.FAVOURITE
        if moved:
            self._ordered = None
        return moved or bool(self._filter.tests)

    @property
    def marks(self) -> dict[Column, tuple[str, ...]]:
        """What the filter finds in each column, casefolded."""
        return self._filter.marks

    def filter(self, text: str) -> str:
        """Show only servers that ``text`` describes: see :func:`read_filter`.

        Returns:
            what is wrong with it, in a few words, or nothing. What is right in it is in force.
        """
        self._filter = read_filter(text)
        return self._filter.problem

    def sort(self, column: Column | None, *, descending: bool = False) -> None:
        """Order by a column; equal rows by name, then id, so that the order never flickers.

        Without a column it is the scope's own order: as recent ones were opened, all others by name.
        """
        if (column, descending) != (self._sort_column, self._descending) or column is Column.LINK:
            self._sort_column, self._descending = column, descending
            self._ordered = None

    def refresh(self, now: datetime | None = None) -> None:
        """Work out :attr:`visible` anew.

        Args:
            now: what ages are counted from, timezone-aware; None: the present.
        """
        wanted = self._filter
        rows = self._found.rows(self._in_order(), wanted)
        if wanted.tests:
            scene = Scene(now or datetime.now(UTC), self._profile_name, self._favourites(), self._watched())
            for test, answer in wanted.tests:
                rows = [row for row in rows if test(row.server, scene) is answer]
        self._shown = rows
        self.visible = ServersOf(rows)

    def _move(self, left: Row | None, came: Row | None) -> None:
        if left is not None:
            self._left.append(left)
        if came is not None:
            self._came.append(came)
        self._ordered = None

    def _in_order(self) -> list[Row]:
        if self._ordered is None:
            self._settle()
            if self._sort_column is None:
                recent = self._scope == Recent()
                self._ordered = self._rows_of(self._recent()) if recent else self._in_scope()
            else:
                rows = self._in_scope()
                self._ordered = self._ordering.sorted(rows, self._sort_column, descending=self._descending)
        return self._ordered

    def _in_scope(self) -> list[Row]:
        """Return the rows in scope, in the order of names."""
        match self._scope:
            case Favourites():
                return sorted(self._rows_of(self._favourites()), key=in_order_of_names)
            case Recent():
                return sorted(self._rows_of(self._recent()), key=in_order_of_names)
            case OfProfile(profile_id):
                return [row for row in self._by_name if row.server.profile_id == profile_id]
            case InGroup(grouping, value):
                belongs = belonging(grouping, value)
                return [row for row in self._by_name if belongs(row.server)]
        return self._by_name

    def _rows_of(self, keys: Iterable[ServerKey]) -> list[Row]:
        return [row for row in map(self._row, keys) if row is not None]

    def _row(self, key: ServerKey) -> Row | None:
        return self._rows.get(key.profile_id, {}).get(key.server_id)

    def _settle(self) -> None:
        """Let who came and left be so among all rows."""
        if self._left:
            left = set(map(id, self._left))
            self._by_name = [row for row in self._by_name if id(row) not in left]
            self._came = [row for row in self._came if id(row) not in left]
        if self._came:
            self._by_name = with_newcomers(self._by_name, self._came)
        self._came, self._left = [], []


def _place(wanted: Row, rows: list[Row]) -> int | None:
    for place, row in enumerate(rows):
        if row is wanted:
            return place
    return None
