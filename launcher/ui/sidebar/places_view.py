"""The list of places, and what mouse and keyboard do in it."""

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QWidget

from launcher.ui.sidebar.delegate import PlaceDelegate
from launcher.ui.sidebar.places_model import ROW_ROLE, PlacesModel
from launcher.ui.sidebar.rows import Row, RowKind

_SELECTABLE = Qt.ItemFlag.ItemIsSelectable
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PlacesView(QListView):
    """One list that the keyboard walks through, headings skipped."""

    edit_wanted = Signal(object)
    """A :class:`Row` is to be changed."""

    removal_wanted = Signal(object)
    """A :class:`Row` is to go."""

    moved = Signal(object, int)
    """A :class:`Row` is to stand at that place among those of its kind, counted from 0."""

    heading_pressed = Signal(object)
    """The heading of the groups was clicked; the menu belongs at this :class:`QPoint` of the screen."""

    def __init__(self, model: PlacesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        # A viewport of our own shows the window's background. To change the one there is costs 8 ms: PySide
        # has to find out what it is, and looks through every kind of widget.
        self.setViewport(QWidget())
        self.setModel(model)
        self.setAccessibleName(self.tr("Places"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setItemDelegate(PlaceDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setDragDropMode(QListView.DragDropMode.InternalMove)
        self.setTabKeyNavigation(False)

    def row_at(self, place: QPoint) -> Row | None:
        """Return the row at a place of the viewport."""
        return _row(self.indexAt(place))

    @property
    def current_row(self) -> Row | None:
        """The row that has the keyboard."""
        return _row(self.currentIndex())

    def move_row(self, row: Row, step: int) -> None:
        """Ask for a row to be moved by so many places among those of its kind."""
        siblings = self._siblings(row)
        place = siblings.index(row) + step
        if row.can_move and 0 <= place < len(siblings):
            self.moved.emit(row, place)

    def can_move(self, row: Row, step: int) -> bool:
        """Whether :meth:`move_row` has anything to do."""
        return row.can_move and 0 <= self._siblings(row).index(row) + step < len(self._siblings(row))

    def selectionCommand(  # noqa: N802 - Qt's name
        self, index: QModelIndex | QPersistentModelIndex, _event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """One place is always chosen: a click with Ctrl does not undo that, nor one on a heading."""
        flag = QItemSelectionModel.SelectionFlag
        return flag.ClearAndSelect if self._model.flags(index) & _SELECTABLE else flag.NoUpdate

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """F2 changes, Delete removes, Alt+Up and Alt+Down move; the rest is the list's."""
        row, key = self.current_row, Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if row is not None and key is Qt.Key.Key_Delete:
            self.removal_wanted.emit(row)
        elif row is not None and key is Qt.Key.Key_F2:
            self.edit_wanted.emit(row)
        elif row is not None and key in _STEPS and held == Qt.KeyboardModifier.AltModifier:
            self.move_row(row, _STEPS[key])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the menu of a heading that has one."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = _row(index)
        if row and row.kind is RowKind.GROUP_HEADING and event.button() is Qt.MouseButton.LeftButton:
            corner = self.visualRect(index).bottomLeft()
            self.heading_pressed.emit(self.viewport().mapToGlobal(corner))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Take a row along only among those of its kind."""
        super().dragMoveEvent(event)
        target = self._target(event.position().toPoint())
        self.setDropIndicatorShown(target is not None)
        if target is None:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the row to be moved; whoever keeps the order shows it."""
        row, target = self.current_row, self._target(event.position().toPoint())
        # As a move Qt would take the row out by itself.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.stopAutoScroll()
        self.setState(QListView.State.NoState)
        self.viewport().update()
        if row is not None and target is not None:
            QTimer.singleShot(0, self, lambda: self.moved.emit(row, target))

    def _siblings(self, row: Row) -> list[Row]:
        return [one for one in self._model.rows if one.kind is row.kind]

    def _target(self, place: QPoint) -> int | None:
        """Return where the row that is dragged would stand among its kind."""
        row, index = self.current_row, self.indexAt(place)
        below = _row(index)
        if row is None or below is None or below.kind is not row.kind:
            return None
        siblings = self._siblings(row)
        rect = self.visualRect(index)
        gap = siblings.index(below) + (place.y() > rect.center().y())
        old = siblings.index(row)
        target = gap - (gap > old)
        return None if target == old else target


def _row(index: QModelIndex) -> Row | None:
    return index.data(ROW_ROLE) if index.isValid() else None
