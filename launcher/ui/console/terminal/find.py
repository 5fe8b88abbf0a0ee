"""The bar that searches what a serial line has said."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from launcher.ui.console.terminal.page import TerminalPage
from launcher.ui.details.find_bar import FindBar


class TerminalFind(QWidget):
    """Hidden until it is wanted; Esc gives the keyboard back to the terminal."""

    def __init__(self, page: TerminalPage, terminal: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._terminal = terminal
        self.bar = FindBar(self)
        self.bar.field.setPlaceholderText(self.tr("Find in the terminal…"))
        self.bar.field.setAccessibleName(self.tr("Find in the terminal"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.addWidget(self.bar)
        self.hide()
        self.bar.wanted_changed.connect(page.find)
        self.bar.step_requested.connect(page.step)
        self.bar.closed.connect(self._on_closed)
        page.found.connect(lambda current, count, more: self.bar.show_count(current, count, more=more))
        self.bar.show_count(-1, 0, more=False)

    def begin(self) -> None:
        """Be ready to be typed into."""
        self.show()
        self.bar.take_keyboard()
        self._page.find(self.bar.field.text())

    def _on_closed(self) -> None:
        self.hide()
        self._page.find("")
        self._terminal.setFocus()
