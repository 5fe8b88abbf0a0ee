"""One console among several that are shown side by side."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QIcon, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from launcher.ui.console.status_line import Dot
from launcher.ui.console.tab import ConsoleTab
from launcher.ui.console.zoom import Zoom, ZoomMode
from launcher.ui.painted import painted
from launcher.ui.text import visible
from launcher.ui.theme import tabular

_LEAST_WIDTH, _LEAST_HEIGHT = 240, 180
"""Pixels: what is smaller cannot be read."""

_RIGHT = Qt.TextElideMode.ElideRight

_LETTERS = 9
"""Of a name, that are always there."""


class Tile(QFrame):
    """A console below its name; it fits whatever room there is."""

    alone_requested = Signal(object)
    """The :class:`ConsoleTab` is to have the whole window."""

    close_requested = Signal(object)
    """The :class:`ConsoleTab` is to go."""

    def __init__(self, tab: ConsoleTab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tab = tab
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        self.head = QWidget(self)
        self.head.installEventFilter(self)
        self._dot = Dot(self.head)
        self._words = QLabel(self.head)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setFont(tabular(self._words.font()))
        self._words.setMinimumWidth(1)
        self._words.installEventFilter(self)
        row = QHBoxLayout(self.head)
        row.setContentsMargins(6, 1, 1, 1)
        row.setSpacing(6)
        row.addWidget(self._dot)
        row.addWidget(self._words, 1)
        self.alone_button = self._button(self.alone_requested)
        self.close_button = self._button(self.close_requested)
        row.addWidget(self.alone_button)
        row.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(tab, 1)
        tab.show_toolbar(shown=False)
        tab.view.choose_zoom(Zoom(ZoomMode.FIT))
        tab.toolbar.status.changed.connect(self._show_state)
        tab.show()
        self._show_icons()
        self.show_name()

    def show_name(self) -> None:
        """Show what the server is called by now."""
        name = visible(self.tab.server.name)
        self.setAccessibleName(name)
        self.head.setToolTip(self.tr("{0}\nDouble-click to show this console alone").format(name))
        for button, words in (
            (self.alone_button, self.tr("Show {0} alone").format(name)),
            (self.close_button, self.tr("Close {0}").format(name)),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)
        self._show_state()

    def release(self) -> None:
        """Give the console back as it was; whoever takes it takes it out of here."""
        self.tab.toolbar.status.changed.disconnect(self._show_state)
        self.tab.view.choose_zoom(self.tab.toolbar.view_menu.zoom)
        self.tab.show_toolbar(shown=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Show it alone after a double click on its name; a click gives it the keyboard."""
        if event.type() == QEvent.Type.Resize and watched is self._words:
            self._show_state()
        if isinstance(event, QMouseEvent) and event.button() is Qt.MouseButton.LeftButton:
            if event.type() == QEvent.Type.MouseButtonDblClick:
                self.alone_requested.emit(self.tab)
                return True
            if event.type() == QEvent.Type.MouseButtonPress:
                self.tab.setFocus()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change between light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_icons()

    def _button(self, wanted: SignalInstance) -> QToolButton:
        button = QToolButton(self.head)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: wanted.emit(self.tab))
        return button

    def _show_icons(self) -> None:
        # The style's own are black, on dark too.
        side = self.alone_button.iconSize().width()
        for button, paint in ((self.alone_button, _frame), (self.close_button, _cross)):
            pen = QPen(self.palette().buttonText().color(), side / 12)
            button.setIcon(QIcon(painted(side, self.devicePixelRatioF(), partial(paint, pen, side))))

    def _show_state(self) -> None:
        self._dot.show_tone(self.tab.tone)
        status = f" · {self.tab.toolbar.status.words}"
        metrics, width = self._words.fontMetrics(), self._words.width()
        least = metrics.averageCharWidth() * _LETTERS
        room = max(width - metrics.horizontalAdvance(status), least)
        name = metrics.elidedText(visible(self.tab.server.name), _RIGHT, room)
        self._words.setText(metrics.elidedText(name + status, _RIGHT, width))


def _frame(pen: QPen, side: int, painter: QPainter) -> None:
    painter.setPen(pen)
    painter.drawRect(QRectF(0.2 * side, 0.2 * side, 0.6 * side, 0.6 * side))


def _cross(pen: QPen, side: int, painter: QPainter) -> None:
    painter.setPen(pen)
    near, far = 0.25 * side, 0.75 * side
    painter.drawLine(QPointF(near, near), QPointF(far, far))
    painter.drawLine(QPointF(near, far), QPointF(far, near))
