"""A group of the settings window: a heading, and what stands below it."""

from collections.abc import Callable

from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QLayout,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from launcher.ui.profiles.form import Note

_INDENT = 12
"""Pixels by which the content stands to the right of its heading."""

_NOTE_EDGE = 2
"""Pixels that a note keeps to its left by itself."""


class Group(QWidget):
    """A heading, and switches and notes below each other."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = QLabel(title, self)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self._content = QVBoxLayout()
        self._content.setContentsMargins(_INDENT, 0, 0, 0)
        self._content.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(heading)
        layout.addLayout(self._content)

    def add_switch(self, text: str, switched: Callable[[bool], object]) -> QCheckBox:
        """Add a box to tick.

        Args:
            text: its words, with an access key.
            switched: called when a person ticks it, or takes the tick off.
        """
        box = QCheckBox(text, self)
        # Not `toggled`: that comes as well when the program shows how things stand.
        box.clicked.connect(switched)
        self._content.addWidget(box)
        return box

    def add_note(self, *, under_a_box: bool = True) -> Note:
        """Add room for a few words about what stands above; it takes none while there is nothing to say."""
        note = Note(self)
        if under_a_box:
            note.setContentsMargins(self._words_of_a_box(), 0, 0, 0)
        self._content.addWidget(note)
        return note

    def lock(self, why: str, *buttons: QAbstractButton) -> None:
        """Let nobody change what stands here.

        Args:
            why: stands below it.
            buttons: those that nobody may change; all of them, unless some are named.
        """
        for button in buttons or self.findChildren(QAbstractButton):
            button.setToolTip(why)
            button.setEnabled(False)
            button.setAccessibleDescription(why)
        self.add_note(under_a_box=False).say(why)

    def add(self, content: QWidget | QLayout) -> None:
        """Add something else below."""
        if isinstance(content, QLayout):
            self._content.addLayout(content)
        else:
            self._content.addWidget(content)

    def _words_of_a_box(self) -> int:
        """Return how far to the right of a box its words begin, pixels."""
        style = self.style()
        width = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth)
        return width + style.pixelMetric(QStyle.PixelMetric.PM_CheckBoxLabelSpacing) - _NOTE_EDGE
