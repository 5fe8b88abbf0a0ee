"""A slim line above a screen whose session ends with its link, in the last minute."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from launcher.model.console import clock_text
from launcher.ui.theme import Tone, tabular

_EDGE = 4
"""Width of the coloured edge, pixels; that of a notice."""


class EndingBar(QWidget):
    """Counts down, and offers a new session before this one ends."""

    renew_requested = Signal()
    """A fresh link, and a new session with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.AlternateBase)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setFont(tabular(self._words.font()))
        self.button = QPushButton(self.tr("Renew now"), self)
        self.button.setToolTip(self.tr("A fresh link and a new session; the screen is away for a blink"))
        self.button.clicked.connect(self.renew_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_EDGE + 12, 4, 8, 4)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.button)
        self.hide()

    def show_left(self, seconds: float | None) -> None:
        """Say how long the session lasts; nothing where its end is not near."""
        if seconds is not None:
            words = self.tr("The session ends with its link in {0}.").format(clock_text(seconds))
            self._words.setText(words)
            self.setAccessibleName(words)
        self.setVisible(seconds is not None)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the coloured edge."""
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, _EDGE, self.height(), Tone.WARNING.on(self.palette()))
