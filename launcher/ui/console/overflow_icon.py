"""The two small arrows of a bar that has no room for all of its buttons."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QIcon, QPainter, QPen
from PySide6.QtWidgets import QWidget

from launcher.ui.painted import painted

_SIDE = 12
"""Pixels."""


def overflow_icon(bar: QWidget) -> QIcon:
    """Return it in the colour of a bar's words."""

    def arrows(painter: QPainter) -> None:
        painter.setPen(QPen(bar.palette().buttonText().color(), 1.25))
        for left in (2.0, 6.0):
            painter.drawPolyline([QPointF(left, 3), QPointF(left + 3, 6), QPointF(left, 9)])

    return QIcon(painted(_SIDE, bar.devicePixelRatioF(), arrows))
