"""Several consoles side by side, each of them live."""

from math import ceil

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from launcher.ui.console.tab import ConsoleTab
from launcher.ui.console.tile import Tile

_ASPECT = 4 / 3
"""Of a server's screen, as long as it is a text console or a small desktop."""

_GAP = 4
"""Pixels between two tiles."""


class Wall(QWidget):
    """Arranges consoles so that each is as large as it can be."""

    alone_requested = Signal(object)
    """A :class:`ConsoleTab` is to have the whole window."""

    close_requested = Signal(object)
    """A :class:`ConsoleTab` is to go."""

    left = Signal()
    """The consoles are to be tabs again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: list[Tile] = []
        self._columns = 0
        self._last: Tile | None = None
        self._count = QLabel(self)
        self.leave = QPushButton(self.tr("Show as &tabs"), self)
        self.leave.setFlat(True)
        self.leave.setToolTip(self.tr("One console at a time, the others as tabs (Ctrl+Shift+G)"))
        self.leave.setShortcut("Ctrl+Shift+G")
        self.leave.clicked.connect(self.left)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 2, 4, 2)
        bar.addWidget(self._count)
        bar.addStretch()
        bar.addWidget(self.leave)
        self._room = QWidget()
        self._grid = QGridLayout(self._room)
        self._grid.setContentsMargins(_GAP, 0, _GAP, _GAP)
        self._grid.setSpacing(_GAP)
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._room)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._scroll, 1)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    @property
    def tabs(self) -> list[ConsoleTab]:
        """The consoles, row by row."""
        return [tile.tab for tile in self.tiles]

    @property
    def current(self) -> ConsoleTab | None:
        """The one that has the keyboard, or had it last, or the first."""
        if self._last not in self.tiles:
            self._last = self.tiles[0] if self.tiles else None
        return self._last.tab if self._last else None

    def add(self, tab: ConsoleTab) -> None:
        """Take in one console more."""
        tile = Tile(tab, self._room)
        tile.alone_requested.connect(self.alone_requested)
        tile.close_requested.connect(self.close_requested)
        self.tiles.append(tile)
        self._last = self._last or tile
        self._arrange()

    def show_anew(self, tab: ConsoleTab) -> None:
        """Show what a console's server is called by now."""
        self._tile_of(tab).show_name()

    def remove(self, tab: ConsoleTab) -> None:
        """Let one go; the caller takes it out of here."""
        tile = self._tile_of(tab)
        self.tiles.remove(tile)
        tile.release()
        tile.hide()
        tile.deleteLater()
        self._arrange()

    def _tile_of(self, tab: ConsoleTab) -> Tile:
        return next(tile for tile in self.tiles if tile.tab is tab)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Arrange anew where other rows and columns fit better."""
        super().resizeEvent(event)
        if self._best_columns() != self._columns:
            self._arrange()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        for tile in self.tiles:
            if now is not None and tile.isAncestorOf(now):
                self._last = tile

    def _best_columns(self) -> int:
        size, count = self._scroll.maximumViewportSize(), len(self.tiles)

        def side(columns: int) -> float:
            width, height = size.width() / columns, size.height() / ceil(count / columns)
            return min(width, height * _ASPECT)

        return max(range(1, count + 1), key=side, default=1)

    def _arrange(self) -> None:
        for line in range(max(self._grid.rowCount(), self._grid.columnCount())):
            self._grid.setRowStretch(line, 0)
            self._grid.setColumnStretch(line, 0)
        self._columns = self._best_columns()
        for place, tile in enumerate(self.tiles):
            row, column = divmod(place, self._columns)
            self._grid.addWidget(tile, row, column)
            self._grid.setRowStretch(row, 1)
            self._grid.setColumnStretch(column, 1)
        self._count.setText(self.tr("{0} consoles side by side").format(len(self.tiles)))
