"""What the dialogs of profiles have in common: keys that do nothing by accident, and small parts."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QPushButton, QToolButton, QWidget

_PARAGRAPH_WIDTH = 450
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class QuietDialog(QDialog):
    """A dialog in which Enter presses the button that has the keyboard, and nothing else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)

    def on_enter(self, *, with_control: bool) -> None:
        """Enter was pressed where no button has the keyboard."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take Enter from Qt, which would press some default button."""
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if isinstance(focused, QPushButton | QToolButton) and not control:
            focused.click()
        else:
            self.on_enter(with_control=control)


def button(text: str, parent: QWidget) -> QPushButton:
    """Return a button that Qt does not make the dialog's default, which Enter in any field would press."""
    made = QPushButton(text, parent)
    made.setAutoDefault(False)
    return made


def busy_bar(parent: QWidget, width: int = 60) -> QProgressBar:
    """Return a hidden bar that tells that something is under way; ``width`` in pixels."""
    bar = QProgressBar(parent)
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    bar.setFixedSize(width, 6)
    bar.hide()
    return bar


def paragraph(text: str, parent: QWidget, *, bold: bool = False) -> QLabel:
    """Return text of its own, as wide as a small dialog."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMinimumWidth(_PARAGRAPH_WIDTH)
    if bold:
        font = label.font()
        font.setBold(True)
        label.setFont(font)
    return label
