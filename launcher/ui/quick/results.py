"""The servers that the typed letters mean, as Qt's views ask for them."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from launcher.model.profile import ProfileColour
from launcher.model.server import Server, ServerKey
from launcher.services.quick import Candidate, Mark, Sight, sight_of
from launcher.ui.text import visible

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Results(QAbstractListModel):
    """What was found, the best first; a few dozen at most.

    Args:
        colour: returns the colour of a profile, by its id.
        parent: owns it.
    """

    def __init__(self, colour: Callable[[str], ProfileColour], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.colour = colour
        self._candidates: Sequence[Candidate] = ()
        self._sights: list[Sight] = []

    def show(self, candidates: Sequence[Candidate], text: str) -> None:
        """Show what was found by ``text``."""
        self.beginResetModel()
        self._candidates = candidates
        self._sights = [sight_of(one, text) for one in candidates]
        self.endResetModel()

    def candidate(self, index: Index) -> Candidate:
        """Return who stands in a row."""
        return self._candidates[index.row()]

    def sight(self, index: Index) -> Sight:
        """Return what is seen of who stands in a row."""
        return self._sights[index.row()]

    def server(self, index: Index) -> Server | None:
        """Return the server of a row, or None where there is no such row."""
        return self._candidates[index.row()].server if index.isValid() else None

    def row_of(self, key: ServerKey) -> int | None:
        """Return where a server stands, or None."""
        keys = [one.server.key for one in self._candidates]
        return keys.index(key) if key in keys else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many were found."""
        return 0 if parent.isValid() else len(self._candidates)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's name, or all that is seen of it, as a screen reader says it."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(self.sight(index).name.text)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.said(index)
        return None

    def said(self, index: Index) -> str:
        """Return all that is seen of a row, in words."""
        candidate, sight = self.candidate(index), self.sight(index)
        marks = {Mark.FAVOURITE: self.tr("Favourite"), Mark.RECENT: self.tr("Recent")}
        told = (
            visible(sight.name.text),
            candidate.server.state_words,
            visible(sight.place.text),
            visible(sight.profile.text),
            marks.get(candidate.mark, ""),
        )
        return ", ".join(filter(None, told))
