"""Keeps what is selected and in sight, whatever the list does."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QObject, QPoint
from PySide6.QtWidgets import QTableView

from launcher.model.server import Server, ServerKey
from launcher.ui.servers.table_model import ServerTableModel

_CURRENT = QItemSelectionModel.SelectionFlag.NoUpdate
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class PlaceKeeper(QObject):
    """Carries selection, current row and scroll position over a reset of the model.

    What a filter hides is not selected any more: nothing is ever done to a row that is out of sight. It is
    selected again when it comes back, unless a person selected something else in between.
    """

    def __init__(self, view: QTableView, model: ServerTableModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._chosen: set[ServerKey] = set()
        self._current: ServerKey | None = None
        self._current_row = 0
        self._top: ServerKey | None = None
        self._inset = 0
        self._restoring = False
        self._touched = False
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        model.modelReset.connect(self._on_reset)
        selection = view.selectionModel()
        selection.selectionChanged.connect(self._on_touched)
        selection.currentChanged.connect(self._on_touched)

    def selected_rows(self) -> list[int]:
        """Return the selected rows, from the top."""
        parts = self._view.selectionModel().selection()
        return sorted({row for place in range(parts.count()) for row in _rows_of(parts.at(place))})

    @property
    def left_row(self) -> int | None:
        """The row from which the keyboard goes on where the server it stood on is gone."""
        gone = self._current is not None and self._model.listing.server(self._current) is None
        return min(self._current_row, self._model.rowCount() - 1) if gone else None

    def _on_touched(self) -> None:
        if not self._restoring:
            self._touched = True

    def _on_about_to_be_reset(self) -> None:
        rows = self._model.listing.visible
        if self._touched:
            self._chosen = {rows[row].key for row in self.selected_rows()}
            current = self._view.currentIndex()
            self._current = rows[current.row()].key if current.isValid() else None
        if self._view.currentIndex().isValid():
            self._current_row = self._view.currentIndex().row()
        bar = self._view.verticalScrollBar()
        top = self._view.indexAt(QPoint(0, 0))
        seen: Server | None = rows[top.row()] if top.isValid() and bar.value() else None
        self._top = seen.key if seen else None
        self._inset = self._view.rowViewportPosition(top.row()) if seen else 0
        self._restoring = True

    def _on_reset(self) -> None:
        wanted = {key for key in (*self._chosen, self._current, self._top) if key}
        rows = self._model.listing.places(wanted)
        self._select(rows)
        top_row = rows.get(self._top) if self._top else None
        if top_row is not None:
            self._view.updateGeometries()
            height = self._view.verticalHeader().defaultSectionSize()
            self._view.verticalScrollBar().setValue(top_row * height - self._inset)
        self._restoring = self._touched = False

    def _select(self, rows: dict[ServerKey, int]) -> None:
        selection = self._view.selectionModel()
        chosen = QItemSelection()
        last = self._model.columnCount() - 1
        for first, end in _runs(rows[key] for key in self._chosen if key in rows):
            chosen.select(self._model.index(first, 0), self._model.index(end, last))
        current = rows.get(self._current) if self._current else None
        if current is not None:
            selection.setCurrentIndex(self._model.index(current, 0), _CURRENT)
        if not chosen.isEmpty():
            selection.select(chosen, _SELECT)


def _rows_of(part: QItemSelectionRange) -> range:
    return range(part.top(), part.bottom() + 1)


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last row of each unbroken run: a range costs Qt the same however long it is."""
    first = last = -2
    for row in sorted(rows):
        if row != last + 1:
            if first >= 0:
                yield first, last
            first = row
        last = row
    if first >= 0:
        yield first, last
