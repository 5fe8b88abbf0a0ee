"""What stands in the middle of a pane that has nothing else to show."""

import re

import msgspec
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from launcher.ui.notices import Remedy
from launcher.ui.text import visible

_NARROWEST, _WIDTH = 160, 460
"""Lines of text, pixels: in a console among many side by side, and where there is room."""

_SOME_LETTERS = re.compile(r"\S{8}(?=\S)")
"""After these a line may end all the same, in a word that no line has room for."""

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
    """A title, a sentence, and what can be done.

    Attributes:
        default_button: the first, which Enter presses; None where there is none. Qt itself takes the mark off
            a button that has lost the keyboard, where there is no dialog around it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.default_button: QPushButton | None = None
        self._content: FaceContent | None = None
        self._width = _WIDTH
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
        margins = layout.contentsMargins()
        self._margins = margins.left() + margins.right()
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
        self._say(content)
        self._text.setVisible(bool(content.text))
        self._note.setVisible(bool(content.note))
        self._picture.setVisible(content.picture is not None)
        if content.picture is not None:
            self._picture.setPixmap(content.picture.pixmap(_PICTURE, self.devicePixelRatioF()))
        self._progress.setVisible(content.busy)
        self.setAccessibleName(" ".join(filter(None, (content.title, content.text, content.note))))
        if known is None or _buttons_of(known) != _buttons_of(content):
            self._set_up_buttons(*_buttons_of(content))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Take less room than the text has now: its lines become shorter."""
        hint = super().minimumSizeHint()
        return QSize(hint.width() - self._width + _NARROWEST, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break the lines where the room ends."""
        super().resizeEvent(event)
        room = self.width() - self._margins
        if (width := max(_NARROWEST, min(_WIDTH, room))) != self._width:
            self._width = width
            self.fit_lines(width)

    def fit_lines(self, width: int) -> None:
        """Let lines of text be so many pixels wide."""
        for label in (self._title, self._text, self._note):
            label.setFixedWidth(width)
        if self._content is not None:
            self._say(self._content)

    def _say(self, content: FaceContent) -> None:
        labels = (self._title, self._text, self._note)
        for label, text in zip(labels, (content.title, content.text, content.note), strict=True):
            label.setText(" ".join(self._breakable(label, word) for word in visible(text).split(" ")))
            self._fit_height(label)

    def _breakable(self, label: QLabel, word: str) -> str:
        # A name of 255 letters is one word, and no line breaks within a word by itself.
        if label.fontMetrics().horizontalAdvance(word) <= self._width:
            return word
        return _SOME_LETTERS.sub("\\g<0>\u200b", word)

    def _fit_height(self, label: QLabel) -> None:
        # A layout asks for the height at its own width, not at the label's; and a label adds its own minimum.
        label.setMinimumHeight(0)
        # Qt knows no height for a label without words.
        label.setFixedHeight(max(label.heightForWidth(self._width), 0))

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
        self.default_button = None
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._buttons.setDirection(direction)
        if not stacked:
            self._buttons.addStretch()
        for position, label in enumerate(labels):
            button = QPushButton(label)
            if position == 0 and not stacked:
                button.setDefault(True)
                self.default_button = button
            button.setAutoDefault(True)
            button.clicked.connect(lambda _checked, position=position: self._act(position))
            if stacked:
                button.setMinimumWidth(_STACKED)
                self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            else:
                self._buttons.addWidget(button)
        if not stacked:
            self._buttons.addStretch()
        if had_keyboard and self.default_button is not None:
            self.default_button.setFocus()

    def _act(self, position: int) -> None:
        if self._content is not None:
            self._content.remedies[position].act()


def _buttons_of(content: FaceContent) -> tuple[list[str], bool]:
    return [remedy.label for remedy in content.remedies], content.stacked


def _label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setWordWrap(True)
    label.setFixedWidth(_WIDTH)
    return label
