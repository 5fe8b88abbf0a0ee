"""Notices: what went wrong, above the list it concerns, in place of dialogs."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from launcher.model.errors import Trouble
from launcher.ui.text import visible
from launcher.ui.theme import Tone
from launcher.ui.trouble import details_text

_EDGE = 4
"""Width of the coloured edge, pixels."""


class Remedy(msgspec.Struct, frozen=True):
    """A button that does something about a trouble."""

    label: str
    act: Callable[[], None]


class Notice(QFrame):
    """One trouble: what happened, what to do next, and the buttons that do it."""

    dismissed = Signal()

    def __init__(
        self, trouble: Trouble, remedies: tuple[Remedy, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.trouble = trouble
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.AlternateBase)
        self.setAccessibleName(trouble.what)
        layout = QGridLayout(self)
        layout.setContentsMargins(_EDGE + 12, 8, 8, 8)
        layout.setVerticalSpacing(2)
        layout.setColumnStretch(0, 1)
        layout.addWidget(_plain(visible(_headline(trouble)), bold=True), 0, 0)
        if trouble.next_step:
            layout.addWidget(_plain(visible(trouble.next_step)), 1, 0)
        self._details = _plain(details_text(trouble))
        self._details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._details.hide()
        layout.addWidget(self._details, 2, 0)
        self._copy = QPushButton(self.tr("Copy details"))
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details_text(trouble)))
        self._copy.hide()
        layout.addLayout(self._buttons(remedies), 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._copy, 2, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)

    def _buttons(self, remedies: tuple[Remedy, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for remedy in remedies:
            button = QPushButton(remedy.label)
            button.clicked.connect(remedy.act)
            row.addWidget(button)
        more = QToolButton()
        more.setText(self.tr("Details"))
        more.setCheckable(True)
        more.setAutoRaise(True)
        more.toggled.connect(self._details.setVisible)
        more.toggled.connect(self._copy.setVisible)
        row.addWidget(more)
        close = QToolButton()
        close.setText("✕")
        close.setAutoRaise(True)
        close.setToolTip(self.tr("Dismiss"))
        close.setAccessibleName(self.tr("Dismiss"))
        close.clicked.connect(self.dismissed)
        row.addWidget(close)
        return row

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the coloured edge."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, _EDGE, self.height(), Tone.WARNING.on(self.palette()))


class NoticeBoard(QWidget):
    """The notices above a list, at most one for each subject."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices: dict[str, Notice] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(1)
        self.hide()

    @property
    def subjects(self) -> frozenset[str]:
        """What is spoken of just now."""
        return frozenset(self._notices)

    def post(self, subject: str, trouble: Trouble, remedies: tuple[Remedy, ...] = ()) -> None:
        """Show a trouble in place of what was said of the same subject before."""
        known = self._notices.get(subject)
        if known is not None and known.trouble == trouble:
            return
        self.withdraw(subject)
        notice = Notice(trouble, remedies, self)
        notice.dismissed.connect(lambda: self.withdraw(subject))
        self._notices[subject] = notice
        self._layout.addWidget(notice)
        notice.show()
        self.show()

    def withdraw(self, subject: str) -> None:
        """Say no more of a subject."""
        notice = self._notices.pop(subject, None)
        if notice is not None:
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self._notices))


def _headline(trouble: Trouble) -> str:
    """Return what happened, with whom it happened to in front where the sentence does not say it."""
    names = [name for name in (trouble.cloud, trouble.server) if name and name not in trouble.what]
    return f"{', '.join(names)}: {trouble.what}" if names else trouble.what


def _plain(text: str, *, bold: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if bold:
        font = label.font()
        font.setBold(True)
        label.setFont(font)
    return label
