"""The table of servers, and what the keyboard does in it."""

from PySide6.QtCore import QByteArray, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QTableView, QWidget

from launcher.model.server import Server, ServerKey
from launcher.services.columns import Column
from launcher.ui.servers.delegates import INSET, HeaderStyle, LinkDelegate, StatusDelegate, TextDelegate
from launcher.ui.servers.table_model import SERVER_ROLE, ServerTableModel

_SHARES = {
    Column.NAME: 24,
    Column.STATUS: 25,
    Column.ADDRESSES: 30,
    Column.ZONE: 11,
    Column.PROFILE: 13,
    Column.LINK: 13,
}
"""How the columns share the width until a person moves one."""

_LEAST = {Column.ZONE: 10, Column.PROFILE: 12}
"""Characters that are always to be read."""


class ServerTableView(QTableView):
    """The table; it keeps selection and place whatever the model does."""

    server_activated = Signal(object, bool)
    """A :class:`Server` was double-clicked or entered; True: to be opened the other way."""

    text_typed = Signal(str)
    """Letters were typed that belong into the filter."""

    menu_requested = Signal(object, object)
    """The menu of a :class:`Server` is wanted, at a :class:`QPoint` of the screen."""

    def __init__(self, model: ServerTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._columns_are_theirs = False
        self._sharing = False
        self._kept: tuple[ServerKey | None, ServerKey | None, int] = (None, None, 0)
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        model.modelReset.connect(self._on_reset)
        self.setAccessibleName(self.tr("Servers"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
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
        self.setItemDelegateForColumn(Column.LINK, LinkDelegate(model, self))
        self._set_up_headers()

    def _set_up_headers(self) -> None:
        metrics = QFontMetrics(self.font())
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(round(metrics.height() * 1.75))
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setStyle(HeaderStyle(columns))
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setMinimumSectionSize(metrics.averageCharWidth() * 6)
        columns.setStretchLastSection(True)
        columns.sectionResized.connect(self._on_section_resized)
        columns.sortIndicatorChanged.connect(self._on_sort_indicator_changed)
        self.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def restore_sorting(self, column: int, *, descending: bool) -> None:
        """Sort as a person left it; a column that is none is ignored."""
        if 0 <= column < self._model.columnCount():
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            self.sortByColumn(column, order)

    def sorting(self) -> tuple[int, bool]:
        """Return the column the list is sorted by, and whether downwards."""
        columns = self.horizontalHeader()
        return columns.sortIndicatorSection(), columns.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder

    def restore_columns(self, state: QByteArray) -> bool:
        """Lay the columns out as a person left them; False where ``state`` is not to be read."""
        self._columns_are_theirs = self.horizontalHeader().restoreState(state)
        return self._columns_are_theirs

    def columns_state(self) -> QByteArray:
        """Return the columns' layout, or nothing where no person ever touched it."""
        return self.horizontalHeader().saveState() if self._columns_are_theirs else QByteArray()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width among the columns."""
        super().resizeEvent(event)
        if not self._columns_are_theirs:
            self._share_width()

    def current_server(self) -> Server | None:
        """Return the server the keyboard stands on."""
        index = self.currentIndex()
        return index.data(SERVER_ROLE) if index.isValid() else None

    def select(self, key: ServerKey) -> None:
        """Put the keyboard on a server and bring it into view."""
        row = self._model.row_of(key)
        if row is not None:
            self.setCurrentIndex(self._model.index(row, 0))

    def select_first(self) -> None:
        """Put the keyboard on the first row, where it stands nowhere yet."""
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens, letters go to the filter, the rest is the table's."""
        typed = event.text()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activate_current(other_way=bool(modifiers & Qt.KeyboardModifier.ControlModifier))
        elif typed.isprintable() and typed.strip() and not modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            self.text_typed.emit(typed)
        else:
            super().keyPressEvent(event)

    def activate_current(self, *, other_way: bool) -> None:
        """Open the server the keyboard stands on."""
        server = self.current_server()
        if server is not None:
            self.server_activated.emit(server, other_way)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the server under the pointer, with Ctrl the other way."""
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

    def _share_width(self) -> None:
        columns = self.horizontalHeader()
        # Asking for the viewport itself makes PySide look through every kind of widget: 8 ms, the first time.
        bar = self.verticalScrollBar()
        room = self.maximumViewportSize().width() - (bar.width() if bar.isVisible() else 0)
        widths: dict[Column, int] = {}
        shares = sum(_SHARES.values())
        # Short columns first: what they need beyond their share, the others give.
        for column, share in reversed(_SHARES.items()):
            widths[column] = max(self._least_width(column), int(room * share / shares))
            room, shares = room - widths[column], shares - share
        self._sharing = True
        for column in _SHARES:
            columns.resizeSection(column, widths[column])
        self._sharing = False

    def _least_width(self, column: Column) -> int:
        # Not the header's own hint, which has room for the arrow of sorting in every column.
        columns = self.horizontalHeader()
        title = columns.fontMetrics().horizontalAdvance(
            self._model.headerData(column, Qt.Orientation.Horizontal)
        )
        if column == columns.sortIndicatorSection():
            title += columns.style().pixelMetric(QStyle.PixelMetric.PM_HeaderMarkSize) + INSET
        return max(title, self.fontMetrics().averageCharWidth() * _LEAST.get(column, 0)) + 2 * INSET

    def _on_sort_indicator_changed(self) -> None:
        if not self._columns_are_theirs:
            self._share_width()

    def _on_section_resized(self) -> None:
        # The stretched last section follows the window; only a hand on a header is a wish.
        if not self._sharing and QGuiApplication.mouseButtons():
            self._columns_are_theirs = True

    def _on_about_to_be_reset(self) -> None:
        current = self.current_server()
        bar = self.verticalScrollBar()
        top = self.indexAt(QPoint(0, 0))
        top_server: Server | None = top.data(SERVER_ROLE) if top.isValid() and bar.value() else None
        inset = self.rowViewportPosition(top.row()) if top_server else 0
        self._kept = (current.key if current else None, top_server.key if top_server else None, inset)

    def _on_reset(self) -> None:
        current, top, inset = self._kept
        row = self._model.row_of(current) if current else None
        if row is not None:
            selection = self.selectionModel()
            selection.setCurrentIndex(
                self._model.index(row, 0),
                selection.SelectionFlag.ClearAndSelect | selection.SelectionFlag.Rows,
            )
        top_row = self._model.row_of(top) if top else None
        if top_row is not None:
            self.updateGeometries()
            self.verticalScrollBar().setValue(top_row * self.verticalHeader().defaultSectionSize() - inset)
