"""The way out of the full screen: always shown, and as small as it can be read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

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
        self.send = QToolButton(self)
        self.send.setText(self.tr("Send"))
        self.send.setAutoRaise(True)
        self.send.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.send.setToolTip(self.tr("Press keys on the server, or type a text there"))
        self.send.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        let_go = QLabel(self.tr("Shift+F11 lets the keyboard go"), self)
        let_go.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addStretch()
        layout.addWidget(self._words)
        layout.addWidget(self.leave)
        layout.addWidget(self.send)
        layout.addSpacing(8)
        layout.addWidget(let_go)
        layout.addStretch()

    def show_server(self, name: str, status: str) -> None:
        """Say whose screen fills the display, and how its connection and its link stand."""
        words = (self.tr("Full screen"), visible(name), status, "")
        self._words.setText(" · ".join(words).rstrip())

    def offer_keys(self, menu: QMenu | None, *, live: bool) -> None:
        """Let the button for keys open this menu, while there is a session that takes them."""
        if menu is not None and menu is not self.send.menu():
            self.send.setMenu(menu)
        self.send.setEnabled(live)
