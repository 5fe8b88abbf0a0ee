"""The field that searches a console log."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from launcher.ui.theme import tabular


class _Field(QLineEdit):
    stepped = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Handle the keys that are more than editing."""
        backwards = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F3:
                self.stepped.emit(-1 if backwards else 1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)


class FindBar(QWidget):
    """Enter goes to the next place, Shift+Enter to the one before, Esc closes."""

    wanted_changed = Signal(str)
    step_requested = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = _Field(self)
        self.field.setPlaceholderText(self.tr("Find in the log…"))
        self.field.setAccessibleName(self.tr("Find in the log"))
        self.field.setToolTip(self.tr("Enter: next. Shift+Enter: the one before. Esc: close."))
        self.field.textChanged.connect(self.wanted_changed)
        self.field.stepped.connect(self.step_requested)
        self.field.left.connect(self.closed)
        self.count = QLabel(self)
        self.count.setFont(tabular(self.count.font()))
        self.count.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.previous_button = self._button("↑", self.tr("The one before"))
        self.previous_button.clicked.connect(lambda: self.step_requested.emit(-1))
        self.next_button = self._button("↓", self.tr("Next"))
        self.next_button.clicked.connect(lambda: self.step_requested.emit(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        row.addWidget(self.previous_button)
        row.addWidget(self.next_button)

    def show_count(self, current: int, count: int, *, more: bool) -> None:
        """Say which place is shown (from 0; -1: none) and how many there are."""
        words = ""
        if self.field.text():
            of = f"{count:,}+" if more else f"{count:,}"
            words = self.tr("{0} of {1}").format(current + 1, of) if current >= 0 else of
        self.count.setText(words)
        for button in (self.previous_button, self.next_button):
            button.setEnabled(count > 0)

    def take_keyboard(self) -> None:
        """Be ready to be typed into."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _button(self, sign: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button
