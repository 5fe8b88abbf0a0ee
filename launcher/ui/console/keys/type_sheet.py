"""A text to be typed on a server's keyboard: written, checked against its layout, typed, followed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from launcher.model.layout import Layout
from launcher.storage.keyboards import read_layouts
from launcher.ui.console.keys.habits import PACES, KeyHabits
from launcher.ui.console.keys.typist import Typist
from launcher.ui.profiles.dialog import button
from launcher.ui.text import visible

_LINES = 3
"""Lines of the text that are seen."""

_NAMED = 8
"""Characters that are named; who has more of them has chosen the wrong layout."""


class TypeSheet(QFrame):
    """Stands between a console's bar and its screen, so that both can be seen.

    Attributes:
        field: a text, in sight.
        secret_line: a secret, which nobody sees.
    """

    closed = Signal()

    def __init__(
        self, typist: Typist, habits: KeyHabits, profile_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._typist = typist
        self._habits = habits
        self._profile_id = profile_id
        self._can_type = True
        self.setAutoFillBackground(True)
        self.setAccessibleName(self.tr("Type text"))
        self._make_fields()
        self._make_choices()
        self._make_foot()
        self._lay_out()
        self._wire()
        self._show()

    def begin(self) -> None:
        """Take the keyboard."""
        self.show()
        self._give_keyboard()

    def allow(self, *, typing: bool) -> None:
        """Learn whether there is a session to type in."""
        self._can_type = typing
        if not typing:
            self._typist.stop()
        self._show()

    def close_down(self) -> None:
        """Go, and take along what was written."""
        self._typist.stop()
        self._forget()
        self.note.clear()
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc stops the typing, or closes; Ctrl+Enter types."""
        if event.key() == Qt.Key.Key_Escape:
            if self._typist.types:
                self._typist.stop()
            else:
                self.close_down()
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.type_button.click()
        else:
            super().keyPressEvent(event)

    @property
    def _layout_chosen(self) -> Layout:
        return read_layouts()[self.layouts.currentData()]

    @property
    def _text(self) -> str:
        text = self.secret_line.text() if self.secret.isChecked() else self.field.toPlainText()
        return f"{text}\n" if text and self.enter.isChecked() else text

    def _make_fields(self) -> None:
        self.field = QPlainTextEdit(self)
        self.field.setPlaceholderText(self.tr("Text to type on the server's keyboard"))
        self.field.setAccessibleName(self.tr("Text to type"))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 12)
        self.secret_line = QLineEdit(self)
        self.secret_line.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret_line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.secret_line.setPlaceholderText(self.tr("Secret: never shown, and forgotten when it is typed"))
        self.secret_line.setAccessibleName(self.tr("Secret to type"))
        self._fields = QStackedWidget(self)
        self._fields.addWidget(self.field)
        self._fields.addWidget(self.secret_line)
        self._fields.setFixedHeight(self.field.height())

    def _make_choices(self) -> None:
        self.paste = button(self.tr("From clipboard"), self)
        self.secret = QCheckBox(self.tr("Secret"), self)
        self.enter = QCheckBox(self.tr("Press Enter at the end"), self)
        self.layouts = QComboBox(self)
        self.layouts.setAccessibleName(self.tr("Keyboard layout of the server"))
        for layout in read_layouts().values():
            self.layouts.addItem(layout.name, layout.id)
        self.layouts.setCurrentIndex(self.layouts.findData(self._habits.layout(self._profile_id).id))
        self.layouts.setToolTip(self.tr("What the server's system is set to, whatever this computer has"))
        self.paces = QComboBox(self)
        self.paces.setAccessibleName(self.tr("Pace"))
        for pace in PACES:
            self.paces.addItem(self.tr("{0} keys/s").format(pace), pace)
        self.paces.setCurrentIndex(self.paces.findData(self._habits.pace))
        self.paces.setToolTip(self.tr("Slower, where the server loses keys"))

    def _make_foot(self) -> None:
        self.note = QLabel(self)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.hide()
        self.type_button = button(self.tr("Type"), self)
        self.type_button.setToolTip(self.tr("Type it on the server's keyboard (Ctrl+Enter)"))
        self.close_button = button(self.tr("Close"), self)

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        for widget in (self.layouts, self.paces, self.secret, self.enter):
            choices.addWidget(widget)
        choices.addStretch()
        choices.addWidget(self.paste)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.type_button)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self._fields)
        layout.addLayout(choices)
        layout.addWidget(self.bar)
        layout.addLayout(foot)

    def _wire(self) -> None:
        self.field.textChanged.connect(self._on_text_changed)
        self.secret_line.textChanged.connect(self._on_text_changed)
        self.secret_line.returnPressed.connect(self.type_button.click)
        self.secret.toggled.connect(self._on_secret_toggled)
        self.paste.clicked.connect(self._on_paste_clicked)
        self.layouts.activated.connect(self._on_layout_chosen)
        self.paces.activated.connect(lambda: self._habits.choose_pace(self.paces.currentData()))
        self.type_button.clicked.connect(self._on_type_clicked)
        self.close_button.clicked.connect(self._on_close_clicked)
        self._typist.progressed.connect(self._show_progress)
        self._typist.ended.connect(self._on_ended)

    def _on_secret_toggled(self, secret: bool) -> None:
        # What was in sight is no secret any more, and a secret is never brought into sight.
        self._forget()
        self._fields.setCurrentWidget(self.secret_line if secret else self.field)
        self._give_keyboard()
        self._show()

    def _on_paste_clicked(self) -> None:
        text = QGuiApplication.clipboard().text()
        if self.secret.isChecked():
            self.secret_line.insert(text.rstrip("\r\n"))
        else:
            self.field.insertPlainText(text)
        self._give_keyboard()

    def _on_layout_chosen(self) -> None:
        self._habits.choose_layout(self._profile_id, self.layouts.currentData())
        self._on_text_changed()

    def _on_type_clicked(self) -> None:
        characters = self._layout_chosen.typed(self._text)
        self._typist.begin(characters, self.paces.currentData())
        self.close_button.setFocus()
        self._show()
        self._show_progress()

    def _on_close_clicked(self) -> None:
        if self._typist.types:
            self._typist.stop()
        else:
            self.close_down()

    def _on_text_changed(self) -> None:
        self.note.setText(self._complaint())
        self._show()

    def _on_ended(self) -> None:
        if self.isHidden():
            return
        if self._typist.is_complete:
            self.close_down()
            return
        words = self.tr("Stopped: {0} of {1} characters were typed.")
        self.note.setText(words.format(self._typist.done, self._typist.total))
        if self.secret.isChecked():
            self._forget()
        self._show()
        self._give_keyboard()

    def _give_keyboard(self) -> None:
        (self.secret_line if self.secret.isChecked() else self.field).setFocus()

    def _forget(self) -> None:
        for field in (self.field, self.secret_line):
            # Clearing keeps what was there for an "undo"; a new text does not.
            field.blockSignals(True)
            field.setPlainText("") if isinstance(field, QPlainTextEdit) else field.setText("")
            field.blockSignals(False)

    def _complaint(self) -> str:
        missing = self._layout_chosen.missing(self._text)
        if not missing:
            return ""
        if self.secret.isChecked():
            return self.tr("{0} characters of it cannot be typed with this layout.").format(len(missing))
        named = ", ".join(f"“{visible(one)}”" for one in missing[:_NAMED])
        if len(missing) > _NAMED:
            named = self.tr("{0} and {1} more").format(named, len(missing) - _NAMED)
        return self.tr("Not on this keyboard ({0}): {1}").format(self._layout_chosen.name, named)

    def _show(self) -> None:
        types = self._typist.types
        for widget in (self._fields, self.paste, self.secret, self.enter, self.layouts, self.paces):
            widget.setEnabled(not types)
        ready = self._can_type and bool(self._text) and not self._layout_chosen.missing(self._text)
        self.type_button.setEnabled(ready and not types)
        self.close_button.setText(self.tr("Cancel") if types else self.tr("Close"))
        self.bar.setVisible(types)

    def _show_progress(self) -> None:
        done, total = self._typist.done, self._typist.total
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if self._typist.types:
            self.note.setText(self.tr("{0} of {1} characters typed").format(done, total))


_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
