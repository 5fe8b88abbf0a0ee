"""The table of servers, and what the keyboard does in it."""

from collections.abc import Iterable
from functools import cached_property

from PySide6.QtCore import QByteArray, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from launcher.model.server import Server, ServerKey
from launcher.services.columns import Column
from launcher.ui.servers.clippings import Clippings
from launcher.ui.servers.column_layout import ColumnLayout
from launcher.ui.servers.delegates import LinkDelegate, ProfileDelegate, StatusDelegate, TextDelegate
from launcher.ui.servers.place_keeper import PlaceKeeper
from launcher.ui.servers.stars import StarDelegate, Stars
from launcher.ui.servers.table_model import SERVER_ROLE, ServerTableModel


class ServerTableView(QTableView):
    """The table; it keeps selection and place whatever the model does.

    Attributes:
        columns: which are shown, in which order, how wide.
        clippings: puts servers into the clipboard.
    """

    server_activated = Signal(object, bool)
    """A :class:`Server` was double-clicked or entered; True: to be opened the other way."""

    text_typed = Signal(str)
    """Letters were typed that belong into the filter."""

    menu_requested = Signal(object, object)
    """The menu of a :class:`Server` is wanted, at a :class:`QPoint` of the screen."""

    def __init__(self, model: ServerTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._sorting_elsewhere: tuple[int, bool] | None = None
        self.setModel(model)
        self._places = PlaceKeeper(self, model)
        self.setAccessibleName(self.tr("Servers"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setItemDelegate(TextDelegate(model, self))
        self.setItemDelegateForColumn(Column.STATUS, StatusDelegate(model, self))
        self.setItemDelegateForColumn(Column.PROFILE, ProfileDelegate(model, self))
        self.setItemDelegateForColumn(Column.LINK, LinkDelegate(model, self))
        star = StarDelegate(model, self)
        self.setItemDelegateForColumn(Column.FAVOURITE, star)
        self._stars = Stars(self, model, star)
        self._set_up_headers()
        self.clippings = Clippings(self.columns, model.cells, self)
        model.flashes.watch(self)

    def _set_up_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(round(QFontMetrics(self.font()).height() * 1.75))
        self.columns = ColumnLayout(self)
        header = self.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda place: self.columns_menu.popup(header.mapToGlobal(place))
        )
        self.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    @cached_property
    def columns_menu(self) -> QMenu:
        """The menu that shows and hides columns."""
        from launcher.ui.servers.columns_menu import ColumnsMenu  # noqa: PLC0415 - no start needs it

        return ColumnsMenu(self, self.columns)

    def restore_sorting(self, column: int, *, descending: bool) -> None:
        """Sort as a person left it; a column that is none is ignored."""
        if 0 <= column < self._model.columnCount():
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            self.sortByColumn(column, order)

    def sorting(self) -> tuple[int, bool]:
        """Return the column the list is sorted by, and whether downwards."""
        if self._sorting_elsewhere is not None:
            # Where the list has its own order, how it is sorted is for that visit only.
            return self._sorting_elsewhere
        columns = self.horizontalHeader()
        return columns.sortIndicatorSection(), columns.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder

    def show_own_order(self, *, own: bool) -> None:
        """Show the list in its own order until a column is sorted, and again with a third click on a title.

        Args:
            own: False: sorted as it was before, and is everywhere else.
        """
        if own is (self._sorting_elsewhere is not None):
            return
        elsewhere, self._sorting_elsewhere = self._sorting_elsewhere, self.sorting() if own else None
        self.horizontalHeader().setSortIndicatorClearable(own)
        column, descending = elsewhere or (-1, False)
        self.sortByColumn(column, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)

    def restore_columns(self, state: QByteArray) -> bool:
        """Lay the columns out as a person left them; False where ``state`` is not to be read."""
        return self.columns.restore(state)

    def columns_state(self) -> QByteArray:
        """Return the columns' layout, or nothing where no person ever touched it."""
        return self.columns.state()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width among the columns."""
        super().resizeEvent(event)
        self.columns.share_width()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Stand on no server until a person goes to one: Qt takes the first, and nothing shows it."""
        stood = self.currentIndex().isValid()
        super().focusInEvent(event)
        if not stood:
            self.selectionModel().clearCurrentIndex()

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the first and the last server; and on from where one was that is gone, not from the top."""
        # A table's own Home and End go along the row, where nothing is to be seen of that.
        if action in {self.CursorAction.MoveHome, self.CursorAction.MoveEnd}:
            last = self._model.rowCount() - 1
            return self._model.index(0 if action is self.CursorAction.MoveHome else last, 0)
        row = None if self.currentIndex().isValid() else self._places.left_row
        return super().moveCursor(action, modifiers) if row is None else self._model.index(row, 0)

    def current_server(self) -> Server | None:
        """Return the server the keyboard stands on."""
        index = self.currentIndex()
        return index.data(SERVER_ROLE) if index.isValid() else None

    def selected_servers(self) -> list[Server]:
        """Return the selected servers, from the top; none of them is hidden by the filter."""
        return [self._model.listing.visible[row] for row in self._places.selected_rows()]

    def select(self, key: ServerKey) -> bool:
        """Put the keyboard on a server and bring it into view; False where it is not shown."""
        row = self._model.row_of(key)
        if row is not None:
            self.setCurrentIndex(self._model.index(row, 0))
        return row is not None

    def select_first(self) -> None:
        """Put the keyboard on the first row, where it stands nowhere yet."""
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens, Ctrl+C copies, Ctrl+D marks, letters go to the filter, the rest is the table's."""
        typed = event.text()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activate_current(other_way=bool(modifiers & Qt.KeyboardModifier.ControlModifier))
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.clippings.copy_text(self.selected_servers())
        elif event.key() == Qt.Key.Key_D and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.toggle_favourites(self.selected_servers())
        elif typed.isprintable() and typed.strip() and not modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            self.text_typed.emit(typed)
        else:
            super().keyPressEvent(event)

    def are_favourites(self, servers: Iterable[Server]) -> bool:
        """Whether all of some servers are favourites."""
        return self._model.are_favourites([server.key for server in servers])

    def toggle_favourites(self, servers: Iterable[Server]) -> None:
        """Mark servers as favourites; where all of them are, take their marks off."""
        self._model.toggle_favourites([server.key for server in servers])

    def are_watched(self, servers: Iterable[Server]) -> bool:
        """Whether somebody wants to hear of all of some servers."""
        return self._model.are_watched([server.key for server in servers])

    def watch(self, servers: Iterable[Server], *, wanted: bool) -> None:
        """Have somebody hear of some servers, or no longer."""
        self._model.watch([server.key for server in servers], wanted=wanted)

    def activate_current(self, *, other_way: bool) -> None:
        """Open the server the keyboard stands on."""
        server = self.current_server()
        if server is not None:
            self.server_activated.emit(server, other_way)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Select, unless it is a star that was pressed."""
        if not self._stars.press(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag a selection, unless that began on a star."""
        if not self._stars.move():
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """End what the press began."""
        if not self._stars.release(event):
            super().mouseReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Let no row be pointed at any more."""
        self._stars.leave()
        super().leaveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the server under the pointer, with Ctrl the other way; a star is clicked once more."""
        if self._stars.press(event):
            return
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.server_activated.emit(index.data(SERVER_ROLE), held)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the menu: of the row under the pointer, or with the menu key of the one in hand."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            place = self.visualRect(index).bottomLeft() if by_key else event.pos()
            self.menu_requested.emit(index.data(SERVER_ROLE), self.viewport().mapToGlobal(place))
