"""The list as Qt's views want it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from launcher.model.console import ConsoleLink, clock_text
from launcher.model.instant import Instant
from launcher.model.server import Server, ServerKey
from launcher.services.columns import FIRST_SHOWN, Column
from launcher.services.listing import ServerListing
from launcher.services.profiles import ProfileBook
from launcher.ui.links import LinkKeeper
from launcher.ui.text import visible

Index = QModelIndex | QPersistentModelIndex

SERVER_ROLE = Qt.ItemDataRole.UserRole
LINK_ROLE = Qt.ItemDataRole.UserRole + 1
BUSY_ROLE = Qt.ItemDataRole.UserRole + 2

_NO_PARENT = QModelIndex()


class ServerTableModel(QAbstractTableModel):
    """Shows a :class:`ServerListing`; what is filtered and sorted is decided there, not by a proxy.

    A ``QSortFilterProxyModel`` over a Python model takes 160 ms a keystroke at 5,000 rows.
    """

    def __init__(
        self, listing: ServerListing, book: ProfileBook, keeper: LinkKeeper, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.listing = listing
        self._book = book
        self._keeper = keeper
        self._busy: set[ServerKey] = set()
        self._row_of: dict[ServerKey, int] | None = None
        self._readers: dict[int, Callable[[Server, int], Any]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.AccessibleTextRole: self._text,
            Qt.ItemDataRole.ToolTipRole: self._tool_tip,
            SERVER_ROLE: lambda server, _column: server,
            LINK_ROLE: lambda server, _column: keeper.link(server.key),
            BUSY_ROLE: lambda server, _column: server.key in self._busy,
        }
        keeper.changed.connect(self._on_link_changed)
        keeper.ticked.connect(self._on_ticked)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:  # noqa: N802 - Qt's name
        """Return the number of servers that pass the filter."""
        return 0 if parent.isValid() else len(self.listing.visible)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:  # noqa: N802 - Qt's name
        """Return the number of columns."""
        return 0 if parent.isValid() else len(FIRST_SHOWN)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.NAME: self.tr("Name"),
            Column.STATUS: self.tr("Status"),
            Column.ADDRESSES: self.tr("Addresses"),
            Column.ZONE: self.tr("Zone"),
            Column.PROFILE: self.tr("Profile"),
            Column.LINK: self.tr("Console link"),
        }[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what one cell shows."""
        if not index.isValid():
            return None
        read = self._readers.get(role)
        return read(self.listing.visible[index.row()], index.column()) if read else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the list."""
        self.listing.sort(Column(column), descending=order is Qt.SortOrder.DescendingOrder)
        self.apply()

    def apply(self) -> None:
        """Show the listing as it is now."""
        self.beginResetModel()
        self.listing.refresh()
        self._row_of = None
        self.endResetModel()

    def row_of(self, key: ServerKey) -> int | None:
        """Return the row of a server, or None where the filter hides it."""
        if self._row_of is None:
            self._row_of = {server.key: row for row, server in enumerate(self.listing.visible)}
        return self._row_of.get(key)

    def set_busy(self, key: ServerKey, *, busy: bool) -> None:
        """Mark a server whose console is being asked for."""
        (self._busy.add if busy else self._busy.discard)(key)
        self._on_link_changed(key)

    def _text(self, server: Server, column: int) -> str:
        match column:
            case Column.NAME:
                return visible(server.name)
            case Column.STATUS:
                return visible(server.state_words)
            case Column.ADDRESSES:
                return visible("  ".join(server.addresses))
            case Column.ZONE:
                return visible(server.zone)
            case Column.PROFILE:
                return visible(self._book.get(server.profile_id).name)
            case _:
                return self._link_text(server)

    def _link_text(self, server: Server) -> str:
        if server.key in self._busy:
            return self.tr("Asking…")
        link = self._keeper.link(server.key)
        return clock_text(link.remaining(Instant.now())) if link else ""

    def _tool_tip(self, server: Server, column: int) -> str | None:
        if column == Column.ADDRESSES:
            return visible("\n".join(server.addresses)) if len(server.addresses) > 1 else None
        if column == Column.LINK:
            link: ConsoleLink | None = self._keeper.link(server.key)
            left = clock_text(link.remaining(Instant.now())) if link else ""
            return self.tr("Link valid {0}").format(left) if link else None
        return visible(f"{server.name}\n{server.id}") if column == Column.NAME else None

    def _on_link_changed(self, key: ServerKey) -> None:
        row = self.row_of(key)
        if row is not None:
            cell = self.index(row, Column.LINK)
            self.dataChanged.emit(cell, cell)

    def _on_ticked(self, _now: Instant) -> None:
        for key in self._keeper.keys:
            self._on_link_changed(key)
