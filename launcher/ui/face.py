"""What stands in the middle of a pane that has nothing else to show."""

import msgspec
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from launcher.ui.notices import Remedy
from launcher.ui.text import visible

_WIDTH = 460
"""Widest line of text, pixels."""

_STACKED = 280
"""Width of buttons that stand below each other, pixels."""

_PICTURE = QSize(72, 72)
"""Pixels, before the display's scale."""


class FaceContent(msgspec.Struct, frozen=True):
    """What a face says.

    Attributes:
        title: one line.
        text: a sentence or two, or empty.
        remedies: what can be done; the first is the default.
        busy: whether something is under way.
        picture: stands above the title, or none.
        note: one more sentence, which may be overlooked, or empty.
        stacked: the remedies stand below each other: they are alike, and none is the default.
    """

    title: str
    text: str = ""
    remedies: tuple[Remedy, ...] = ()
    busy: bool = False
    picture: QIcon | None = None
    note: str = ""
    stacked: bool = False


class Face(QWidget):
    """A title, a sentence, and what can be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: FaceContent | None = None
        self._picture = QLabel(self)
        self._picture.setFixedHeight(_PICTURE.height())
        self._title = _label(self)
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        self._title.setFont(font)
        self._text = _label(self)
        self._note = _label(self)
        self._note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._progress = QProgressBar(self)
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setFixedSize(160, 6)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addStretch(2)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._text, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._note, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._progress, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(self._buttons)
        layout.addStretch(3)

    def show_content(self, content: FaceContent) -> None:
        """Say something else; nothing moves where the words are the same."""
        known = self._content
        self._content = content
        _say(self._title, visible(content.title))
        _say(self._text, visible(content.text))
        self._text.setVisible(bool(content.text))
        _say(self._note, visible(content.note))
        self._note.setVisible(bool(content.note))
        self._picture.setVisible(content.picture is not None)
        if content.picture is not None:
            self._picture.setPixmap(content.picture.pixmap(_PICTURE, self.devicePixelRatioF()))
        self._progress.setVisible(content.busy)
        self.setAccessibleName(" ".join(filter(None, (content.title, content.text, content.note))))
        if known is None or _buttons_of(known) != _buttons_of(content):
            self._set_up_buttons(*_buttons_of(content))

    def _set_up_buttons(self, labels: list[str], stacked: bool) -> None:
        focused = self.window().focusWidget()
        had_keyboard = focused is not None and self.isAncestorOf(focused)
        if had_keyboard:
            # Qt would hand the keyboard of a button that goes to whatever comes next in the window.
            self.setFocus()
        while (item := self._buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._buttons.setDirection(direction)
        if not stacked:
            self._buttons.addStretch()
        for position, label in enumerate(labels):
            button = QPushButton(label)
            button.setDefault(position == 0 and not stacked)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _checked, position=position: self._act(position))
            if stacked:
                button.setMinimumWidth(_STACKED)
                self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            else:
                self._buttons.addWidget(button)
            if had_keyboard and button.isDefault():
                button.setFocus()
        if not stacked:
            self._buttons.addStretch()

    def _act(self, position: int) -> None:
        if self._content is not None:
            self._content.remedies[position].act()


def _buttons_of(content: FaceContent) -> tuple[list[str], bool]:
    return [remedy.label for remedy in content.remedies], content.stacked


def _say(label: QLabel, text: str) -> None:
    label.setText(text)
    # A layout asks for the height at its own width, not at the label's; and a label adds its own minimum.
    label.setMinimumHeight(0)
    # Qt knows no height for a label without words.
    label.setFixedHeight(max(label.heightForWidth(_WIDTH), 0))


def _label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setWordWrap(True)
    label.setFixedWidth(_WIDTH)
    return label
