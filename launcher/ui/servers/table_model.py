"""The list as Qt's views want it."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from launcher.model.instant import Instant
from launcher.model.server import Server, ServerKey
from launcher.services.bookmarks import Bookmarks
from launcher.services.columns import Column
from launcher.services.listing import ServerListing
from launcher.services.profiles import ProfileBook
from launcher.ui.links import LinkKeeper
from launcher.ui.servers.cells import CellTexts
from launcher.ui.servers.flashes import Flashes

Index = QModelIndex | QPersistentModelIndex

SERVER_ROLE = Qt.ItemDataRole.UserRole
LINK_ROLE = Qt.ItemDataRole.UserRole + 1
BUSY_ROLE = Qt.ItemDataRole.UserRole + 2

_TITLE_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)

_NO_PARENT = QModelIndex()


class ServerTableModel(QAbstractTableModel):
    """Shows a :class:`ServerListing`; what is filtered and sorted is decided there, not by a proxy.

    A ``QSortFilterProxyModel`` over a Python model takes 160 ms a keystroke at 5,000 rows.

    Attributes:
        listing: what is shown.
        bookmarks: which servers are favourites.
        cells: what stands in the cells.
        flashes: which rows flash just now.
    """

    favourites_changed = Signal()
    """Somebody marked servers here, or took their marks off."""

    watched_changed = Signal()
    """Somebody wants to hear of other servers than before."""

    def __init__(
        self,
        listing: ServerListing,
        book: ProfileBook,
        keeper: LinkKeeper,
        bookmarks: Bookmarks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.listing = listing
        self.bookmarks = bookmarks
        self._keeper = keeper
        self._busy: set[ServerKey] = set()
        self.cells = CellTexts(book, keeper, self._busy.__contains__, bookmarks.is_favourite, self)
        self._readers: dict[int, Callable[[Server, int], Any]] = {
            Qt.ItemDataRole.DisplayRole: self.cells.text,
            Qt.ItemDataRole.AccessibleTextRole: self.cells.text,
            Qt.ItemDataRole.ToolTipRole: self.cells.tool_tip,
            SERVER_ROLE: lambda server, _column: server,
            LINK_ROLE: lambda server, _column: keeper.link(server.key),
            BUSY_ROLE: lambda server, _column: server.key in self._busy,
        }
        self.flashes = Flashes(self)
        self.flashes.stepped.connect(self._on_flash_stepped)
        keeper.changed.connect(self._on_link_changed)
        keeper.ticked.connect(self._on_ticked)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:  # noqa: N802 - Qt's name
        """Return the number of servers that pass the filter."""
        return 0 if parent.isValid() else len(self.listing.visible)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:  # noqa: N802 - Qt's name
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title. That of the stars is spoken and in a tool tip, not written."""
        if orientation is not Qt.Orientation.Horizontal or role not in _TITLE_ROLES:
            return None
        unwritten = section == Column.FAVOURITE
        if (role == Qt.ItemDataRole.DisplayRole and unwritten) or (
            role == Qt.ItemDataRole.ToolTipRole and not unwritten
        ):
            return None
        return self.cells.title(section)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what one cell shows."""
        if not index.isValid():
            return None
        read = self._readers.get(role)
        return read(self.listing.visible[index.row()], index.column()) if read else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the list; by no column (-1) it has its own order."""
        by = Column(column) if column >= 0 else None
        self.listing.sort(by, descending=order is Qt.SortOrder.DescendingOrder)
        self.apply()

    def apply(self) -> None:
        """Show the listing as it is now."""
        self.beginResetModel()
        self.listing.refresh()
        self.endResetModel()

    def row_of(self, key: ServerKey) -> int | None:
        """Return the row of a server, or None where the filter hides it."""
        return self.listing.places((key,)).get(key)

    def set_busy(self, key: ServerKey, *, busy: bool) -> None:
        """Mark a server whose console is being asked for."""
        (self._busy.add if busy else self._busy.discard)(key)
        self._on_link_changed(key)

    def are_favourites(self, keys: Collection[ServerKey]) -> bool:
        """Whether all of some servers are favourites."""
        return all(map(self.bookmarks.is_favourite, keys))

    def toggle_favourites(self, keys: Collection[ServerKey]) -> None:
        """Mark servers as favourites; where all of them are, take their marks off."""
        if keys:
            self.bookmarks.set_favourites(keys, wanted=not self.are_favourites(keys))
            self.show_favourites()
            self.favourites_changed.emit()

    def are_watched(self, keys: Collection[ServerKey]) -> bool:
        """Whether somebody wants to hear of all of some servers."""
        return self.bookmarks.watched.issuperset(keys)

    def watch(self, keys: Collection[ServerKey], *, wanted: bool) -> None:
        """Have somebody hear of some servers, or no longer."""
        self.bookmarks.set_watched(keys, wanted)
        self.watched_changed.emit()

    def show_favourites(self) -> None:
        """Show the stars as they are now."""
        self._tell_changed(Column.FAVOURITE, Column.FAVOURITE, Qt.ItemDataRole.DisplayRole)

    def flash(self, keys: Iterable[ServerKey]) -> None:
        """Let the rows of servers that changed flash once."""
        self.flashes.start(keys)

    def _on_flash_stepped(self) -> None:
        self._tell_changed(0, self.columnCount() - 1, Qt.ItemDataRole.BackgroundRole)

    def _tell_changed(self, first: int, last: int, role: Qt.ItemDataRole) -> None:
        # One signal however many rows: the view paints what is in sight, once.
        bottom = self.rowCount() - 1
        if bottom >= 0:
            self.dataChanged.emit(self.index(0, first), self.index(bottom, last), [role])

    def _on_link_changed(self, key: ServerKey) -> None:
        row = self.row_of(key)
        if row is not None:
            cell = self.index(row, Column.LINK)
            self.dataChanged.emit(cell, cell)

    def _on_ticked(self, _now: Instant) -> None:
        for row in self.listing.places(self._keeper.keys).values():
            cell = self.index(row, Column.LINK)
            self.dataChanged.emit(cell, cell)
