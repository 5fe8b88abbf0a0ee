"""One console among several that are shown side by side."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStyle, QToolButton, QVBoxLayout, QWidget

from launcher.ui.console.status_line import Dot
from launcher.ui.console.tab import ConsoleTab
from launcher.ui.console.zoom import Zoom, ZoomMode
from launcher.ui.text import visible
from launcher.ui.theme import tabular

_LEAST_WIDTH, _LEAST_HEIGHT = 240, 180
"""Pixels: what is smaller cannot be read."""


class Tile(QFrame):
    """A console below its name; it fits whatever room there is."""

    alone_requested = Signal(object)
    """The :class:`ConsoleTab` is to have the whole window."""

    close_requested = Signal(object)
    """The :class:`ConsoleTab` is to go."""

    def __init__(self, tab: ConsoleTab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tab = tab
        name = visible(tab.server.name)
        self.setAccessibleName(name)
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        self.head = QWidget(self)
        self.head.setToolTip(self.tr("Double-click to show this console alone"))
        self.head.installEventFilter(self)
        self._dot = Dot(self.head)
        self._words = QLabel(self.head)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setFont(tabular(self._words.font()))
        row = QHBoxLayout(self.head)
        row.setContentsMargins(6, 1, 1, 1)
        row.setSpacing(6)
        row.addWidget(self._dot)
        row.addWidget(self._words, 1)
        icon = QStyle.StandardPixmap
        self.alone_button = self._button(
            icon.SP_TitleBarMaxButton, self.tr("Show {0} alone").format(name), self.alone_requested
        )
        self.close_button = self._button(
            icon.SP_TitleBarCloseButton, self.tr("Close {0}").format(name), self.close_requested
        )
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
        self._show_state()

    def release(self) -> None:
        """Give the console back as it was; whoever takes it takes it out of here."""
        self.tab.toolbar.status.changed.disconnect(self._show_state)
        self.tab.view.choose_zoom(self.tab.toolbar.view_menu.zoom)
        self.tab.show_toolbar(shown=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Show it alone after a double click on its name; a click gives it the keyboard."""
        if isinstance(event, QMouseEvent) and event.button() is Qt.MouseButton.LeftButton:
            if event.type() == QEvent.Type.MouseButtonDblClick:
                self.alone_requested.emit(self.tab)
                return True
            if event.type() == QEvent.Type.MouseButtonPress:
                self.tab.setFocus()
        return super().eventFilter(watched, event)

    def _button(self, icon: QStyle.StandardPixmap, words: str, wanted: SignalInstance) -> QToolButton:
        button = QToolButton(self.head)
        button.setIcon(self.style().standardIcon(icon))
        button.setAutoRaise(True)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: wanted.emit(self.tab))
        return button

    def _show_state(self) -> None:
        self._dot.show_tone(self.tab.tone)
        self._words.setText(f"{visible(self.tab.server.name)} · {self.tab.toolbar.status.words}")
