"""The button that copies one value; it is there while the mouse is over its row."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

_SIZE = QSize(20, 16)
"""Pixels, before the display's scale; not higher than a line of text, so that rows stand evenly."""


class CopyButton(QToolButton):
    """Two sheets of paper. Keyboards do not stop here: Ctrl+C does the same in the value itself."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedSize(_SIZE)
        self.setToolTip(self.tr("Copy"))
        self.setAccessibleName(self.tr("Copy {0}").format(name))
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As small as one line of text."""
        return _SIZE

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the sheets: no icon theme is sure to have them."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().buttonText().color(), 1.2))
        front = QRectF(5.5, 5.5, 7, 8)
        painter.drawRoundedRect(front, 1.5, 1.5)
        # The sheet behind: its visible edges only.
        painter.drawPolyline([QPointF(x, y) for x, y in _BEHIND])


_BEHIND = ((8.5, 3.0), (8.5, 2.5), (14.5, 2.5), (14.5, 10.5), (14.0, 10.5))
