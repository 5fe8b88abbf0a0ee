"""A combination of one's own: written or pressed, sent, and put into the menu."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QListWidget, QVBoxLayout, QWidget

from launcher.model.combination import chord_of, tidy
from launcher.model.layout import Layout
from launcher.ui.console.keys.habits import KeyHabits
from launcher.ui.profiles.dialog import QuietDialog, button, paragraph

_ROWS = 4


class OtherKeys(QuietDialog):
    """Takes a combination, and shows those that the menu has already."""

    chosen = Signal(str)
    """A combination is to be pressed."""

    def __init__(self, habits: KeyHabits, layout: Layout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._habits = habits
        self._layout = layout
        self.setWindowTitle(self.tr("Other keys"))
        self.line = QLineEdit(self)
        self.line.setPlaceholderText("Ctrl+Alt+K")
        self.line.setAccessibleName(self.tr("Keys to send"))
        self.record = button(self.tr("&Record"), self)
        self.record.setCheckable(True)
        self.record.setToolTip(self.tr("Press the keys in place of writing them"))
        self.note = QLabel(self)
        self.keep = QCheckBox(self.tr("&Keep it in the menu"), self)
        self.keep.setChecked(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Kept in the menu"))
        self.remove = button(self.tr("Re&move"), self)
        self.send_button = button(self.tr("&Send"), self)
        self.cancel_button = button(self.tr("Cancel"), self)
        self._lay_out()
        self._wire()
        self._show()
        self._show_kept()
        self.line.setFocus()

    def on_enter(self, *, with_control: bool) -> None:  # noqa: ARG002 - the base's
        """Send what was written."""
        self.send_button.click()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the keys that are recorded, also those that would do something here."""
        if not self.record.isChecked() or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and event.key() not in _MODIFIERS:
            self._take(event)
        event.accept()
        return True

    def _take(self, event: QKeyEvent) -> None:
        form = QKeySequence.SequenceFormat.PortableText
        self.line.setText(QKeySequence(event.keyCombination()).toString(form).replace("Meta", "Super"))
        self.record.setChecked(False)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.line, 1)
        first.addWidget(self.record)
        second = QHBoxLayout()
        second.addWidget(self.list, 1)
        second.addWidget(self.remove)
        last = QHBoxLayout()
        last.addWidget(self.keep)
        last.addStretch()
        last.addWidget(self.send_button)
        last.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(8)
        hint = self.tr("Ctrl, Alt, AltGr, Shift, Super and one key: a character, F1 to F12, Esc, Del, PgUp…")
        layout.addWidget(paragraph(hint, self))
        layout.addLayout(first)
        layout.addWidget(self.note)
        layout.addLayout(second)
        layout.addSpacing(6)
        layout.addLayout(last)

    def _wire(self) -> None:
        self.line.textChanged.connect(self._show)
        self.record.toggled.connect(self._on_record_toggled)
        self.record.installEventFilter(self)
        self.list.currentRowChanged.connect(lambda row: self.remove.setEnabled(row >= 0))
        self.remove.clicked.connect(self._on_remove_clicked)
        self.send_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    def _on_record_toggled(self, on: bool) -> None:
        self.note.setText(self.tr("Press the keys…") if on else "")
        (self.record if on else self.line).setFocus()
        if not on:
            self._show()

    def _on_remove_clicked(self) -> None:
        if (item := self.list.currentItem()) is not None:
            self._habits.forget(item.text())
            self._show_kept()

    def _show(self) -> None:
        text, wrong = self.line.text(), ""
        if text.strip():
            try:
                chord_of(text, self._layout)
            except ValueError as error:
                wrong = self.tr("“{0}” is no key of this keyboard ({1})").format(error, self._layout.name)
        self.note.setText(wrong)
        self.send_button.setEnabled(bool(text.strip()) and not wrong)

    def _show_kept(self) -> None:
        kept = self._habits.combinations
        self.list.clear()
        self.list.addItems(kept)
        self.list.setFixedHeight(self.fontMetrics().lineSpacing() * _ROWS + 14)
        for widget in (self.list, self.remove):
            widget.setVisible(bool(kept))
        self.remove.setEnabled(False)

    def accept(self) -> None:
        """Send it, and keep it where that is wanted."""
        words = tidy(self.line.text())
        if self.keep.isChecked():
            self._habits.remember(words)
        super().accept()
        self.chosen.emit(words)


_MODIFIERS = {
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Meta,
    Qt.Key.Key_Super_L,
    Qt.Key.Key_Super_R,
}
"""They are told again with the key they are held for."""
