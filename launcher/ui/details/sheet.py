"""A sheet of facts: what each is called to the left, what it is to the right."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QHBoxLayout, QToolTip, QVBoxLayout, QWidget

from launcher.ui.details.copy_button import CopyButton
from launcher.ui.details.value import Value, WrappedText
from launcher.ui.theme import Tone, muted

_LABEL_LETTERS = 14
"""Width of the names, in letters."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a sheet.

    Attributes:
        label: what it is called; empty where it goes with the one above.
        value: what it is.
        note: said below it, or empty.
        tone: of the note, or None where it may be overlooked.
    """

    label: str
    value: str
    note: str = ""
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts that belong together.

    Attributes:
        facts: from top to bottom.
        title: stands above them, or empty.
        note: stands below the title, or empty.
    """

    facts: tuple[Fact, ...]
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a sheet says.

    Attributes:
        groups: from top to bottom; none: there is nothing to tell.
        count: how many there are of what is told, or None where nothing is counted.
        more: stands at the end, or empty.
    """

    groups: tuple[FactGroup, ...]
    count: int | None = None
    more: str = ""


class FactRow(QWidget):
    """One fact with its button."""

    def __init__(self, fact: Fact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        width = self.fontMetrics().averageCharWidth() * _LABEL_LETTERS
        self.label = WrappedText(fact.label, self)
        self.label.tint(muted)
        self.label.setFixedWidth(width)
        self.value = Value(fact.value, fact.label or fact.value, self)
        self.copy_button = CopyButton(fact.label or fact.value, self)
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.copy_button.hide()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.value)
        if fact.note:
            column.addWidget(_note(fact, self))
        column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        row.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Offer the button."""
        super().enterEvent(event)
        self.copy_button.show()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the button away."""
        super().leaveEvent(event)
        self.copy_button.hide()

    def _on_copy_clicked(self) -> None:
        self.value.copy_all()
        corner = self.copy_button.mapToGlobal(self.copy_button.rect().bottomLeft())
        QToolTip.showText(corner, self.tr("Copied"), self.copy_button)


class FactSheet(QWidget):
    """Shows contents, each fact in a row of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contents: Contents | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)

    def show_contents(self, contents: Contents) -> None:
        """Say something else."""
        self.contents = contents
        self._clear()
        for position, group in enumerate(contents.groups):
            if position:
                self._layout.addSpacing(6)
            self._add(group)
        if contents.more:
            self._layout.addWidget(_quiet(contents.more, self))

    def _add(self, group: FactGroup) -> None:
        if group.title:
            title = WrappedText(group.title, self)
            font = title.font()
            font.setBold(True)
            title.setFont(font)
            self._layout.addWidget(title)
        if group.note:
            self._layout.addWidget(_quiet(group.note, self))
        for fact in group.facts:
            self._layout.addWidget(FactRow(fact, self))

    def _clear(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _quiet(text: str, parent: QWidget) -> WrappedText:
    made = WrappedText(text, parent)
    made.tint(muted)
    return made


def _note(fact: Fact, parent: QWidget) -> WrappedText:
    made = WrappedText(fact.note, parent)
    made.tint(fact.tone.on if fact.tone is not None else muted)
    return made
