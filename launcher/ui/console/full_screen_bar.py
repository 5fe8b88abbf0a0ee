"""The way out of the full screen: always shown, and as small as it can be read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from launcher.ui.text import visible
from launcher.ui.theme import tabular


class FullScreenBar(QWidget):
    """``Full screen · web-01 · session live · link valid 8:41 · Leave (F11)``, at the top edge.

    A row of its own, not a plate over the screen: a server's screen has its own top edge to read.
    """

    leave_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setFont(tabular(self._words.font()))
        self.leave = QToolButton(self)
        self.leave.setText(self.tr("Leave (F11)"))
        self.leave.setAutoRaise(True)
        self.leave.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.leave.setAccessibleName(self.tr("Leave the full screen"))
        self.leave.setToolTip(self.tr("Leave the full screen (F11)"))
        self.leave.clicked.connect(self.leave_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addStretch()
        layout.addWidget(self._words)
        layout.addWidget(self.leave)
        layout.addStretch()

    def show_server(self, name: str, status: str) -> None:
        """Say whose screen fills the display, and how its connection and its link stand."""
        words = (self.tr("Full screen"), visible(name), status, "")
        self._words.setText(" · ".join(words).rstrip())
