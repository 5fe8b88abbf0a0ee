"""What the dialogs of profiles have in common: keys that do nothing by accident."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QPushButton, QToolButton, QWidget

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
