"""The settings window: everything in it holds at once, so there is nothing to confirm."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from launcher.ui.settings.group import Group

_MARGIN = 20
_BETWEEN = 18
"""Pixels between two groups."""

_WIDTH = 520
_TITLE_BAR = 40
"""What a window manager may put above a window, pixels."""


class SettingsWindow(QWidget):
    """Groups below each other; beside the other windows, and in nobody's way.

    Args:
        groups: from the top.
    """

    shown = Signal()
    """The window is shown, or shown again."""

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__()
        # Porthole ends with its last window, and this is none to stay for.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle(self.tr("Settings"))
        content = QWidget(self)
        self._own_sizes: set[object] = set()
        self._sized_by_person = False
        self._column = column = QVBoxLayout(content)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(_BETWEEN)
        for group in groups:
            column.addWidget(group)
        column.addStretch()
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        scroll.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        for keys in ("Esc", "Ctrl+W"):
            QShortcut(QKeySequence(keys), self, self.close)

    def come_forward(self, over: QWidget) -> None:
        """Stand before all other windows, with the keyboard.

        Args:
            over: the window in whose middle it appears.
        """
        if not self.isVisible() and over.isVisible() and not self._sized_by_person:
            self._take_size(self.sizeHint())
            place = self.frameGeometry()
            place.moveCenter(over.frameGeometry().center())
            self.move(place.topLeft())
            self._stay_on_screen()
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as the groups are, as far as the screen goes."""
        height = self._column.totalHeightForWidth(_WIDTH)
        return QSize(_WIDTH, min(height, self.screen().availableGeometry().height() - _TITLE_BAR))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the size to the person from when they have chosen one."""
        # The window system tells of our own sizes too, and some time later.
        by_person = event.spontaneous() and event.size().toTuple() not in self._own_sizes
        self._sized_by_person = self._sized_by_person or by_person
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Let the groups look how things stand now, and the keyboard begin at the top."""
        super().showEvent(event)
        if self.focusWidget() is None:
            self.focusNextChild()
        if not event.spontaneous():
            self.shown.emit()

    def _on_range_changed(self, _least: int, missing: int) -> None:
        """Make room for words that came; what the screen has no room for is scrolled."""
        room = self.screen().availableGeometry().height() - _TITLE_BAR
        height = min(self.height() + missing, room)
        if height > self.height() and not self._sized_by_person:
            self._take_size(QSize(self.width(), height))
            self._stay_on_screen()

    def _take_size(self, size: QSize) -> None:
        self._own_sizes.add(size.toTuple())
        self.resize(size)

    def _stay_on_screen(self) -> None:
        screen = self.screen().availableGeometry()
        below = self.y() + _TITLE_BAR + self.height() - screen.bottom()
        if below > 0:
            self.move(self.x(), max(screen.top(), self.y() - below))
