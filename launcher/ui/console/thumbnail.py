"""A small picture of a console, below the tab that the pointer rests on."""

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from launcher.ui.console.state import ConnectionState
from launcher.ui.console.tab import ConsoleTab
from launcher.ui.text import visible

_SIZE = QSize(320, 240)
"""Pixels at most."""

_PACE = 1000
"""Milliseconds between two pictures while it is looked at."""


class Thumbnail(QFrame):
    """Shows what a server shows just now, though its tab is not the current one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.tab: ConsoleTab | None = None
        self.picture = QLabel(self)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addWidget(self.picture)
        layout.addWidget(self.words)
        self._timer = QTimer(self)
        self._timer.setInterval(_PACE)
        self._timer.timeout.connect(self._look)

    def show_tab(self, tab: ConsoleTab, place: QPoint) -> None:
        """Show a console.

        Args:
            tab: whose.
            place: of the upper left corner, on the screen.
        """
        self.tab = tab
        self.picture.hide()
        self.words.setText(
            f"{visible(tab.server.name)} · {visible(tab.profile.name)} · {tab.toolbar.status.words}"
        )
        self.adjustSize()
        self.move(place)
        self.show()
        self._timer.start()
        self._look()

    def leave(self) -> None:
        """Show nothing any more."""
        self.tab = None
        self._timer.stop()
        self.hide()

    def _look(self) -> None:
        tab = self.tab
        if tab is not None and tab.state is ConnectionState.LIVE:
            tab.view.take_picture(lambda image: self._show(tab, image))

    def _show(self, tab: ConsoleTab, image: QImage) -> None:
        if tab is not self.tab or image.isNull():
            return
        ratio = self.devicePixelRatioF()
        small = image.scaled(
            _SIZE * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        small.setDevicePixelRatio(ratio)
        self.picture.setPixmap(QPixmap.fromImage(small))
        self.picture.show()
        self.adjustSize()
        display = (self.screen() or QGuiApplication.primaryScreen()).availableGeometry()
        self.move(min(self.x(), display.right() - self.width()), self.y())
