"""A form: a label, a field, and beside the field what is wrong with it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from launcher.ui.notices import Remedy
from launcher.ui.profiles.wheel import WheelGuard
from launcher.ui.text import visible
from launcher.ui.theme import Tone, muted

_LABEL, _FIELD = 0, 1
_GAP = 12
"""Between a label and its field, pixels."""

SPACING = 5
"""Between two rows, pixels."""

_LABEL_CHARACTERS = 20
"""A label longer than this wraps; the names of rare login options are long."""


class Note(QWidget):
    """What stands below a field: a hint, a warning, or a problem with the button that solves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone | None = None
        self._act = Remedy("", lambda: None)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._on_clicked)
        self.button.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 0, 2)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.button)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, text: str, tone: Tone | None = None, remedy: Remedy | None = None) -> None:
        """Show ``text``; empty text takes no room."""
        self._tone = tone
        self._words.setText(visible(text))
        if remedy is not None:
            self._act = remedy
            self.button.setText(remedy.label)
        self.button.setVisible(remedy is not None)
        self._colour()
        self.setVisible(bool(text))

    def _on_clicked(self) -> None:
        self._act.act()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change between light and dark."""
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        super().changeEvent(event)

    def _colour(self) -> None:
        colour = muted(self.palette()) if self._tone is None else self._tone.on(self.palette())
        palette = QPalette(self._words.palette())
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self._words.setPalette(palette)


class Row(QObject):
    """One field of a form with its label and its note."""

    def __init__(self, label: QLabel | None, field: QWidget, target: QWidget, note: Note) -> None:
        super().__init__(field)
        self.label = label
        self.field = field
        self.target = target
        self.note = note
        self._hint = ""
        self._problem = ""
        self._lock = ""

    @property
    def words(self) -> str:
        """The row's name, as a person reads it."""
        return self.target.accessibleName()

    def set_label(self, text: str) -> None:
        """Rename the row."""
        if self.label is not None:
            self.label.setText(text)
        self.target.setAccessibleName(text.replace("&", ""))

    def set_hint(self, text: str) -> None:
        """Say something helpful where no problem is shown."""
        self._hint = text
        if not self._problem:
            self.note.say(text)

    def lock(self, why: str) -> None:
        """Let nobody change the field; its text can still be read and copied.

        Args:
            why: stands below it.
        """
        self._lock = why
        self.set_hint(why)
        self.target.setAccessibleDescription(why)
        if not isinstance(self.target, QLineEdit):
            self.field.setEnabled(False)
            return
        self.target.setReadOnly(True)
        self.target.setFrame(False)
        palette = self.target.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.target.setPalette(palette)
        for button in self.field.findChildren(QAbstractButton):
            button.hide()

    def show_problem(self, problem: str, remedy: Remedy | None = None) -> None:
        """Say what is wrong with the field's value; empty where it is right."""
        self._problem = problem
        self.target.setAccessibleDescription(problem or self._lock)
        if problem:
            self.note.say(problem, Tone.BAD, remedy)
        else:
            self.note.say(self._hint)

    def set_visible(self, *, shown: bool) -> None:
        """Show or hide label, field and note."""
        if self.label is not None:
            self.label.setVisible(shown)
        self.field.setVisible(shown)
        self.note.setVisible(shown and bool(self.note.text))


class Form(QWidget):
    """Rows below each other. Several forms share the width of their labels, so that fields align."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(SPACING)
        self._grid.setColumnStretch(_FIELD, 1)
        self._grid.setColumnMinimumWidth(_LABEL, self.fontMetrics().averageCharWidth() * _LABEL_CHARACTERS)

    def add(self, text: str, field: QWidget, *, focus: QWidget | None = None, tip: str = "") -> Row:
        """Add a field below the others.

        Args:
            text: its label with an access key, or empty.
            field: may hold several widgets.
            focus: the one of them that the access key leads to.
            tip: longer words for the curious.
        """
        line = self._grid.rowCount()
        target = focus or field
        label = self._label(text, target, line) if text else None
        if label is None:
            # A column with no widget in it has no gap beside it either.
            room = QWidget(self)
            room.setFixedSize(self._grid.columnMinimumWidth(_LABEL), 0)
            self._grid.addWidget(room, line, _LABEL)
        else:
            target.setAccessibleName(text.replace("&", ""))
        target.setToolTip(tip)
        if isinstance(target, QComboBox | QAbstractSpinBox):
            WheelGuard(target)
        note = Note(self)
        self._grid.addWidget(field, line, _FIELD)
        self._grid.addWidget(note, line + 1, _FIELD)
        return Row(label, field, target, note)

    def _label(self, text: str, buddy: QWidget, line: int) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setBuddy(buddy)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label.setFixedWidth(self._grid.columnMinimumWidth(_LABEL))
        # Beside one line it stands in its middle, beside a taller field at its first line.
        label.setMinimumHeight(min(buddy.sizeHint().height(), 2 * label.fontMetrics().height()))
        self._grid.addWidget(label, line, _LABEL, Qt.AlignmentFlag.AlignTop)
        return label

    def clear(self) -> None:
        """Remove every row."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
