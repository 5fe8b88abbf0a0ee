"""What is wrong with a filter, beside the box it was typed into."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from launcher.services.filter_fields import FIELD_NAMES
from launcher.ui.theme import Tone

_PATIENCE = 600
"""Milliseconds a person may think before what is half typed is called wrong."""


class FilterProblem(QLabel):
    """A few words in the colour of what is wrong. Its tool tip has the whole language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self.show_now)
        self.hide()

    def show_text(self, text: str) -> None:
        """Say what is wrong, after a moment in which it may become right; nothing hides it at once."""
        self.setText(text)
        if not text:
            self._patience.stop()
            self.hide()
        elif not self.isVisible():
            self._patience.start()

    def show_now(self) -> None:
        """Say it without waiting."""
        self._patience.stop()
        if not self.text() or self.isVisible():
            return
        self.setToolTip(_language(self.tr("Fields: {0}. A “-” before a term turns it round.")))
        self.show()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give way in a small window."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the words, cut where they do not fit."""
        painter = QPainter(self)
        painter.setPen(Tone.BAD.on(self.palette()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _language(sentence: str) -> str:
    return sentence.format(", ".join(f"{name}:" for name in FIELD_NAMES))
