"""The sidebar's rows as Qt's views want them."""

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from launcher.model.bookmarks import SavedFilter
from launcher.ui.sidebar.rows import Row, RowKind

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole

_NO_PARENT = QModelIndex()
_CHOSEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class PlacesModel(QAbstractListModel):
    """Shows rows, and moves nothing of what stays: an open editor and the keyboard keep their row."""

    renamed = Signal(str, str)
    """A saved filter's name, and the one it is to have."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show(self, rows: tuple[Row, ...]) -> None:
        """Show other rows."""
        old, new = [row.key for row in self.rows], [row.key for row in rows]
        head = _alike(old, new)
        tail = _alike(old[head:][::-1], new[head:][::-1])
        gone, come = len(old) - tail, len(new) - tail
        if gone > head:
            self.beginRemoveRows(_NO_PARENT, head, gone - 1)
            self.rows = self.rows[:head] + self.rows[gone:]
            self.endRemoveRows()
        if come > head:
            self.beginInsertRows(_NO_PARENT, head, come - 1)
            self.rows = self.rows[:head] + rows[head:come] + self.rows[head:]
            self.endInsertRows()
        changed = [place for place, row in enumerate(rows) if row != self.rows[place]]
        self.rows = rows
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def index_of(self, key: Hashable) -> QModelIndex:
        """Return the index of a row by its key; an invalid one where there is none."""
        for place, row in enumerate(self.rows):
            if row.key == key:
                return self.index(place)
        return QModelIndex()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:  # noqa: N802 - Qt's name
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row shows."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.label
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.said
            case Qt.ItemDataRole.ToolTipRole:
                return row.tip
            case Qt.ItemDataRole.EditRole:
                return row.place.name if isinstance(row.place, SavedFilter) else row.label
        return row if role == ROW_ROLE else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        """Ask for another name of a saved filter; whoever keeps them shows it."""
        place, name = self.rows[index.row()].place, str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not isinstance(place, SavedFilter):
            return False
        if name and name != place.name:
            self.renamed.emit(place.name, name)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row; what stands above others is passed over by the keyboard."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        row = self.rows[index.row()]
        flags = Qt.ItemFlag.NoItemFlags if row.is_heading else _CHOSEN
        if row.can_move:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if row.kind is RowKind.FILTER:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        """Rows are moved, not copied."""
        return Qt.DropAction.MoveAction


def _alike(old: list[Hashable], new: list[Hashable]) -> int:
    """Return how many keys are the same from the beginning."""
    for place, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return place
    return min(len(old), len(new))
